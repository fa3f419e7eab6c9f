"""A lab: many small sites on one loopback server, and their site files, for schedules to run."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable
from hashlib import md5
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self

SITE = """from newsbot.listing import ListingSpider


class {title}Spider(ListingSpider):
    name = "{name}"
    base_url = "{url}/{name}"
    categories = {{"world": "World"}}
    listing_path = "/{{category}}?page={{page}}"
    article_links = "li a"
    article_path = r"^/world/\\d+\\.html$"
    fields = {{"title": "h1", "published_at": ".date", "body": ".story"}}
    every = "{every}"
{more}"""

FIRST = 31_000
"""Numbers in addresses begin here: world/2.html might be a listing's second page."""

WORDS = "north south harbour council bridge winter market engine garden letter river signal".split()


def story(site: str, number: int) -> str:
    """An invented text, another one for each article."""
    seed = int(md5(f"{site}{number}".encode()).hexdigest(), 16)
    return " ".join(WORDS[(seed >> (3 * n)) % len(WORDS)] + str(seed >> n & 63) for n in range(40))


class Lab:
    """The server and what it was asked. `articles[site]` is how many each site shows."""

    def __init__(self, articles: int = 3) -> None:
        self.shown = articles
        self.articles: dict[str, int] = {}
        self.requests: Counter[str] = Counter()
        self.now: Counter[str] = Counter()
        self.most: Counter[str] = Counter()
        self.delay: Callable[[str], float] = lambda _: 0.0
        self.lock = threading.Lock()
        lab = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                lab.answer(self)

            def log_message(self, *_: Any) -> None:
                pass

        class Server(ThreadingHTTPServer):
            def handle_error(self, *_: Any) -> None:
                """Clients of this server are killed: that is no news."""

        self.server = Server(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    def __enter__(self) -> Self:
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        path = request.path
        site = path.split("/")[1]
        with self.lock:
            self.requests[path] += 1
        time.sleep(self.delay(path))
        body = self.page(site, path)
        if body is None:
            self.send(request, 404, b"no such page")
            return
        tag = f'"{md5(body).hexdigest()}"'
        if request.headers.get("If-None-Match") == tag:
            self.send(request, 304, b"", tag)
        else:
            self.send(request, 200, body, tag)

    def send(self, request: Any, status: int, body: bytes, tag: str = "") -> None:
        request.send_response(status)
        request.send_header("Content-Type", "text/html; charset=utf-8")
        request.send_header("Content-Length", str(len(body)))
        if tag:
            request.send_header("ETag", tag)
        request.end_headers()
        request.wfile.write(body)

    def page(self, site: str, path: str) -> bytes | None:
        rest = path[len(site) + 2 :]
        count = self.articles.get(site, self.shown)
        if rest == "":
            return f'<nav><a href="/{site}/world">World</a></nav>'.encode()
        if rest in ("world", "world?page=1"):
            links = (
                f'<li><a href="/{site}/world/{FIRST + n}.html">Story {n} of {site}</a></li>'
                for n in range(count, 0, -1)
            )
            return f"<html><body><ul>{''.join(links)}</ul></body></html>".encode()
        if rest.startswith("world/") and rest.endswith(".html"):
            number = int(rest[6:-5]) - FIRST
            if 0 < number <= count:
                return (
                    f"<html lang=en><body><h1>Story {number} of {site}</h1>"
                    f"<p class=date>2026-05-{number % 28 + 1:02} 10:00</p>"
                    f"<div class=story><p>{story(site, number)}</p></div></body></html>"
                ).encode()
        return None


def write_sites(
    folder: Path, url: str, names: list[str], *, every: str = "1d", more: str = ""
) -> None:
    """Site files in a package `lab_sites` of a working folder."""
    home = folder / "lab_sites"
    home.mkdir(exist_ok=True)
    (home / "__init__.py").touch()
    for name in names:
        title = "".join(word.title() for word in name.split("_"))
        text = SITE.format(title=title, name=name, url=url, every=every, more=more)
        (home / f"{name}.py").write_text(text, "utf-8")
