"""The browser: where it is, and how it is started so that it cannot reach any network.

What a page asks for is fetched by the crawl itself (rendering/errands.py) and handed in; whatever
gets round that (sockets, WebRTC, prefetches, the browser's own services) finds no name and no
proxy. So there is no second resolver that could be told another address.
"""

from __future__ import annotations

import logging
import os
import shutil
from importlib.util import find_spec
from typing import Any

from scrapy.settings import BaseSettings

from newsbot.errors import BadValue

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")

NO_NETWORK = (
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--proxy-server=http://no-network.invalid:1",
    "--proxy-bypass-list=<-loopback>",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
)
"""No name and no literal address is found, everything goes to a proxy that is none, and WebRTC
sends no datagram past it."""

BOUNDS = ("--disable-dev-shm-usage", "--js-flags=--max-old-space-size=512", "--mute-audio")

CONTEXT: dict[str, Any] = {
    "service_workers": "block",  # their requests are not shown to the page's route
    "accept_downloads": False,
    "viewport": {"width": 1280, "height": 2400},  # what is loaded when it is seen, is seen
}
"""How each page's surroundings are made (Playwright's Browser.new_context)."""


def require_browser(settings: BaseSettings) -> str:
    """The path of the browser; raises BadValue, which says what to install."""
    if find_spec("scrapy_playwright") is None:
        raise BadValue(
            "render = true needs the extra `render`: pip install 'newsbot[render]' and a Chromium"
        )
    named = settings["NEWSBOT_BROWSER"]
    found = shutil.which(named) if named else next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        wanted = f"NEWSBOT_BROWSER={named} is no program" if named else "no Chromium is on the PATH"
        raise BadValue(
            f"render = true needs a browser, and {wanted}: apt-get install chromium, or name one "
            "in NEWSBOT_BROWSER"
        )
    return found


def launch_options(path: str) -> dict[str, Any]:
    """How it is started (Playwright's BrowserType.launch). Chromium's sandbox does not work for
    root, so only there it goes without."""
    logging.getLogger("scrapy-playwright").setLevel(logging.ERROR)  # failures have their own line
    logging.getLogger("asyncio").addFilter(_unexpected)
    return {
        "executable_path": path,
        "headless": True,
        "chromium_sandbox": os.geteuid() != 0,
        "args": [*NO_NETWORK, *BOUNDS],
    }


def _unexpected(record: logging.LogRecord) -> bool:
    """All but what Playwright leaves behind when Ctrl-C has ended its driver as well."""
    error = record.exc_info[1] if record.exc_info else None
    return "reading from the driver" not in str(error)
