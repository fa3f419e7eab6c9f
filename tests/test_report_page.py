"""The report in a real browser, at two widths: nothing is cut, nothing is asked for.

Part of `make torture`, which needs Chromium (Debian: chromium).
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from reported import pages

WRAPPER = """<!DOCTYPE html><body style="margin:0"><iframe src="/page" style="border:0;width:%dpx;
height:900px"></iframe><pre id=out></pre><script>
document.querySelector("iframe").onload = (event) => {
  const inner = event.target.contentDocument, root = inner.documentElement, cut = [];
  for (const e of inner.querySelectorAll("main *")) {
    const box = e.getBoundingClientRect();
    const head = e.closest("thead");
    const hidden = head && getComputedStyle(head).position === "absolute";
    if (box.width && !hidden && (box.right > root.clientWidth + 1 || box.left < -1))
      cut.push(e.tagName + " " + Math.round(box.right));
  }
  document.getElementById("out").textContent =
    JSON.stringify({width: root.clientWidth, scroll: root.scrollWidth, cut: cut.slice(0, 5),
      hacked: event.target.contentWindow.hacked || 0, frame: event.target.contentWindow.probe});
};</script>"""


def without_policy(page: str) -> str:
    """The page without its security policy: escaping alone must hold what others wrote. A script
    of ours at its end tells that scripts would run."""
    policy = re.search(r'<meta http-equiv="Content-Security-Policy"[^>]*>', page)
    assert policy, "the page has no policy"
    assert "default-src 'none'" in policy[0]
    assert "script-src" not in policy[0]
    return page.replace(policy[0], "") + "<script>window.probe = 1</script>"


@pytest.mark.torture
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("name", ["run en", "run zh", "all en", "all zh", "first run"])
def test_nothing_is_cut_and_nothing_is_asked_for(name: str, width: int, tmp_path: Path) -> None:
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    assert browser, "make torture needs Chromium: apt-get install chromium"
    page, asked = without_policy(pages()[name]), []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            body = {"/": WRAPPER % width, "/page": page}.get(self.path, "").encode()
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        done = subprocess.run(
            [
                browser,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                f"--user-data-dir={tmp_path}",
                f"--window-size={width + 20},1000",
                "--virtual-time-budget=3000",
                "--dump-dom",
                f"http://127.0.0.1:{server.server_address[1]}/",
            ],
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        server.shutdown()
    found = re.search(r"<pre id=\"out\">(.*?)</pre>", done.stdout, re.S)
    assert found, done.stderr[-500:]
    told = json.loads(found[1].replace("&gt;", ">"))
    assert told["width"] == width, told
    assert (told["scroll"], told["cut"]) == (width, []), f"{name} at {width}: {told}"
    assert (told["hacked"], told["frame"]) == (0, 1), told
    assert set(asked) <= {"/", "/page", "/favicon.ico"}, asked
