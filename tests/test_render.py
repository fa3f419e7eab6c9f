"""Pages that only a script makes, drawn by Debian's Chromium over loopback HTTP."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = os.environ.get("NEWSBOT_TEST_CHROMIUM", "/usr/bin/chromium")
FAST = ("-s", "DOWNLOAD_DELAY=0", "-s", f"NEWSBOT_BROWSER={CHROMIUM}")
TEXT = (
    "The ferry to the outer islands keeps its winter hours until the first warm week of spring. ",
    "Nobody at the harbour office could say who had ordered two hundred and forty red buckets. ",
)

if not Path(CHROMIUM).exists() and os.environ.get("CI") != "true":
    pytest.skip(f"no browser at {CHROMIUM}: apt-get install chromium", allow_module_level=True)

Pages = dict[str, tuple[str, str] | Callable[[], tuple[str, str]]]
"""path -> (content type, text); a redirect is ("302", address)."""


class Site:
    """A server on a loopback address that counts what it is asked for."""

    def __init__(self, host: str = "127.0.0.1") -> None:
        self.pages: Pages = {}
        self.asked: Counter[str] = Counter()
        self.headers: dict[str, dict[str, str]] = {}
        self.http = ThreadingHTTPServer((host, 0), _handler_of(self))
        self.http.daemon_threads = True
        self.origin = f"http://{host}:{self.http.server_address[1]}"
        threading.Thread(target=self.http.serve_forever, args=(0.05,), daemon=True).start()


def _handler_of(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            site.asked[self.path] += 1
            site.headers[self.path] = dict(self.headers.items())
            kind, text = site.pages.get(self.path, ("404", ""))
            body = "" if kind.isdigit() else text
            self.send_response(int(kind) if kind.isdigit() else 200)
            self.send_header(
                "Location" if kind == "302" else "X-Kind", text if kind == "302" else ""
            )
            self.send_header("Content-Type", "text/html" if kind.isdigit() else kind)
            self.send_header("Content-Length", str(len(body.encode())))
            self.end_headers()
            self.wfile.write(body.encode())

        do_POST = do_GET

        def log_message(self, format: str, *args: Any) -> None:
            pass

    return Handler


@pytest.fixture
def sites() -> Iterator[Callable[..., Site]]:
    with ExitStack() as stack:

        def started(host: str = "127.0.0.1") -> Site:
            site = Site(host)
            stack.callback(site.http.server_close)
            stack.callback(site.http.shutdown)
            return site

        yield started


RESOLVED = """
import socket, sys
asked = socket.getaddrinfo
def told(host, *more, **how):
    return asked("127.0.0.1" if host == "rebound.example" else host, *more, **how)
socket.getaddrinfo = told
from newsbot.commandline import main
main()
"""
"""newsbot where a public name leads to this machine."""


def newsbot(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", RESOLVED, *words]
    return subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, check=False, timeout=120
    )


def lines_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_bytes().splitlines()] if path.is_file() else []


SHELL = (
    '<html lang="en"><head><title>Quay</title></head><body><div id="app"></div>'
    '<script src="/app.js"></script></body></html>'
)
APP = """
const app = document.getElementById("app");
const put = (tag, text, into = app) => {
  const made = document.createElement(tag); made.textContent = text; into.append(made); return made;
};
fetch("/api" + location.pathname).then(answer => answer.json()).then(told => {
  for (const row of told.list || []) {
    const link = put("a", row.title, put("h2", "")); link.href = row.path;
  }
  if (told.text) {
    put("h1", told.title);
    put("time", told.at).dateTime = told.at;
    for (const text of told.text) put("p", text);
  }
});
"""


def drawn(site: Site, script: str = "", count: int = 3) -> list[Any]:
    """Makes a site of empty shells, whose script asks /api for all; its stories."""
    from anynews.shapes import told

    stories = told("drawn", "/{y}/{m}/{slug}", count)
    rows = [{"title": s.title, "path": s.path} for s in stories]
    site.pages["/app.js"] = ("text/javascript", APP + script)
    site.pages["/news"] = ("text/html; charset=gb2312", SHELL)
    site.pages["/api/news"] = ("application/json", json.dumps({"list": rows}))
    for s in stories:
        site.pages[s.path] = ("text/html", SHELL)
        story = {"title": s.title, "text": s.paragraphs, "at": s.published.isoformat()}
        site.pages[f"/api{s.path}"] = ("application/json", json.dumps(story))
    return stories


def row_of(site: Site, name: str = "quay", more: str = "render = true") -> str:
    return f'[[site]]\nname = "{name}"\nurl = "{site.origin}/news"\n{more}\n'


def test_pages_that_a_script_makes_are_read_recorded_and_replayed(
    sites: Callable[..., Site], tmp_path: Path
) -> None:
    site, plain = sites(), sites()
    stories = drawn(site)
    drawn(plain)
    (tmp_path / "sites.toml").write_text(row_of(site) + row_of(plain, "plain", ""))
    words = ("crawl", "quay", "plain", *FAST)
    done = newsbot(*words, "--record", "r.warc.gz", "-O", "live.jsonl", cwd=tmp_path)
    lines = lines_of(tmp_path / "live.jsonl")
    got = {line["url"]: (line["title"], line["text"].split("\n")) for line in lines}
    wanted = {site.origin + s.path: (s.title, list(s.paragraphs)) for s in stories}
    assert got == wanted, done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    assert plain.asked["/app.js"] == 0, "a site that did not ask for it was drawn"
    for path in ("/news", *(s.path for s in stories)):
        assert site.asked[path] == 1, f"{path} was asked {site.asked[path]} times"
    agents = {told["User-Agent"] for told in site.headers.values()}
    assert len(agents) == 1, f"one name for all requests: {agents}"
    assert agents.pop().startswith("newsbot/")
    before = site.asked.total()
    again = ("--replay", "r.warc.gz", "-s", "NEWSBOT_BROWSER=/none", "-O", "again.jsonl")
    done = newsbot(*words, *again, cwd=tmp_path)
    assert (tmp_path / "again.jsonl").read_bytes() == (tmp_path / "live.jsonl").read_bytes()
    assert site.asked.total() == before, "a replay went to the network"


ESCAPES = """
const elsewhere = "PRIVATE", port = "PORT";
const quietly = doing => {
  try { const made = doing(); if (made && made.catch) made.catch(() => 0); } catch (e) {}
};
const tag = (name, attributes) =>
  document.body.append(Object.assign(document.createElement(name), attributes));
quietly(() => fetch(elsewhere + "/fetch"));
quietly(() => fetch(elsewhere + "/no-cors", {mode: "no-cors", method: "POST", body: "x"}));
quietly(() => fetch("/moved"));
quietly(() => { const x = new XMLHttpRequest(); x.open("GET", elsewhere + "/xhr"); x.send(); });
quietly(() => fetch("http://localhost:" + port + "/name"));
quietly(() => fetch("http://2130706433:" + port + "/decimal"));
quietly(() => fetch("http://rebound.example:" + port + "/rebound"));
quietly(() => fetch("file:///etc/hostname"));
quietly(() => tag("script", {src: elsewhere + "/script.js"}));
quietly(() => tag("img", {src: elsewhere + "/image.png"}));
quietly(() => tag("iframe", {src: elsewhere + "/frame"}));
quietly(() => tag("link", {rel: "prefetch", href: elsewhere + "/prefetch"}));
quietly(() => tag("link", {rel: "preconnect", href: elsewhere}));
quietly(() => tag("link", {rel: "stylesheet", href: elsewhere + "/style.css"}));
quietly(() => navigator.sendBeacon(elsewhere + "/beacon", "x"));
quietly(() => new WebSocket(elsewhere.replace("http", "ws") + "/socket"));
quietly(() => new EventSource(elsewhere + "/events"));
quietly(() => new WebTransport("https://127.0.0.1:" + port + "/transport").ready);
quietly(() => window.open(elsewhere + "/window"));
quietly(() => navigator.serviceWorker.register("/worker.js"));
const code = "fetch('PRIVATE/worker').catch(() => 0); importScripts('PRIVATE/import.js')";
quietly(() => new Worker(URL.createObjectURL(new Blob([code]))));
quietly(() => new SharedWorker(URL.createObjectURL(new Blob([code]))));
quietly(() => {
  const peer = new RTCPeerConnection({iceServers: [{urls: "stun:127.0.0.1:" + port},
    {urls: "turn:127.0.0.1:" + port + "?transport=tcp", username: "a", credential: "b"}]});
  peer.createDataChannel("x"); peer.createOffer().then(offer => peer.setLocalDescription(offer));
});
setTimeout(() => quietly(() => { location.href = elsewhere + "/location"; }), 400);
"""


@contextmanager
def nobody() -> Iterator[tuple[int, list[str]]]:
    """(port, what came) of a loopback port, TCP and UDP, that nobody named."""
    came: list[str] = []
    with (
        socket.create_server(("127.0.0.1", 0)) as tcp,
        socket.socket(type=socket.SOCK_DGRAM) as udp,
    ):
        port = tcp.getsockname()[1]
        udp.bind(("127.0.0.1", port))

        def accept() -> None:
            with suppress(OSError):
                while True:
                    tcp.accept()[0].close()
                    came.append("tcp")

        def receive() -> None:
            with suppress(OSError):
                while True:
                    came.append(f"udp {udp.recv(2_000)[:20]!r}")

        for listen in (accept, receive):
            threading.Thread(target=listen, daemon=True).start()
        yield port, came
        tcp.shutdown(socket.SHUT_RDWR)


def test_a_drawn_page_reaches_no_private_address(
    sites: Callable[..., Site], tmp_path: Path
) -> None:
    site = sites()
    with nobody() as (port, came):
        private = f"http://127.0.0.1:{port}"
        escapes = ESCAPES.replace("PRIVATE", private).replace("PORT", str(port))
        story = drawn(site, escapes, 1)[0]
        site.pages["/moved"] = ("302", f"{private}/moved")
        site.pages["/worker.js"] = ("text/javascript", "")
        target = (site.origin + story.path, "-s", "NEWSBOT_RENDER=1")
        done = newsbot("crawl", *target, *FAST, "-O", "out.jsonl", cwd=tmp_path)
    assert came == [], "something reached an address that nobody named"
    assert site.asked["/moved"] > 0, "the script did not run"
    assert "was not named by the user" in done.stderr
    assert "blocked: rebound.example leads to 127.0.0.1" in done.stderr, done.stderr
    titles = [line["title"] for line in lines_of(tmp_path / "out.jsonl")]
    assert titles == [story.title], done.stderr
    assert "Traceback" not in done.stderr, done.stderr


@pytest.mark.torture
def test_pages_that_hang_or_swell_end_and_others_are_read(
    sites: Callable[..., Site], tmp_path: Path
) -> None:
    """Also: what robots.txt forbids is not fetched for a script either, and no picture is."""
    site = sites()
    stories = drawn(site, "", 4)
    hangs, swells, asks, _ = stories
    site.pages["/robots.txt"] = ("text/plain", "User-agent: *\nDisallow: /secret/\n")
    more = {
        hangs: "while (true) {}",
        swells: "document.body.append('x'.repeat(2e6))",
        asks: "fetch('/secret/list'); new Image().src = '/photo.jpg'",
    }
    for story, script in more.items():
        inline = f"<script>{script}</script></body>"
        site.pages[story.path] = ("text/html", SHELL.replace("</body>", inline))
    (tmp_path / "sites.toml").write_text(row_of(site, more="render = true\ntimeout = 5"))
    bounds = ("-s", "DOWNLOAD_MAXSIZE=1000000")
    done = newsbot("crawl", "quay", *FAST, *bounds, "-O", "out.jsonl", cwd=tmp_path)
    titles = {line["title"] for line in lines_of(tmp_path / "out.jsonl")}
    assert titles == {story.title for story in stories[2:]}, done.stderr
    assert "unreadable: not drawn within 5 s" in done.stderr, done.stderr
    assert "too_big" in done.stderr, done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    assert site.asked[hangs.path] == 1, "a page that hangs is not asked for again"
    assert (site.asked["/secret/list"], site.asked["/photo.jpg"]) == (0, 0)


def test_what_is_missing_is_said_before_the_first_request(
    sites: Callable[..., Site], tmp_path: Path
) -> None:
    site = sites()
    (tmp_path / "sites.toml").write_text(row_of(site))
    done = newsbot("crawl", "quay", "-s", "NEWSBOT_BROWSER=/no/browser", cwd=tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr
    assert "apt-get install chromium" in done.stderr
    words = ("-s", "NEWSBOT_RENDER=1", "-s", "NEWSBOT_BROWSER=/no/browser")
    done = newsbot("extract", f"{site.origin}/news", *words, cwd=tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr
    hidden = "import sys; sys.modules['scrapy_playwright'] = None; "
    run = hidden + "from newsbot.commandline import main; main(['crawl', 'quay'])"
    command = [sys.executable, "-c", run]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr
    assert "pip install 'newsbot[render]'" in done.stderr
    assert site.asked.total() == 0
