"""Serves a site on the loopback address, counts what is asked, and ends by itself."""

from __future__ import annotations

import gzip
import socket
import sys
import threading
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ssl import SSLContext
from types import TracebackType
from typing import Any
from urllib.parse import parse_qs, urlsplit

from newsite.model import Answer
from newsite.printing import LISTING, answer
from newsite.site import Site


class SiteServer:
    """`with SiteServer(site) as server:` serves the site at `server.base_url`.

    `requests` counts what was asked by path and query; `reset()` forgets the counts. A server
    lives at most `seconds`. With `encode`, some pages are sent gzipped and some in chunks; with
    `tls` all over HTTPS.
    """

    def __init__(
        self,
        site: Site,
        *,
        port: int = 0,
        seconds: float = 600,
        encode: bool = True,
        tls: SSLContext | None = None,
    ) -> None:
        self.site = site
        self.scheme = "https" if tls else "http"
        self.encode = encode
        self.requests: Counter[str] = Counter()
        self._walks: Counter[str] = Counter()
        self._lock = threading.Lock()
        self._answers: dict[tuple[str, str, int], Answer] = {}
        self._http = _Server(("127.0.0.1", port), _handler_of(self))
        if tls:
            self._http.socket = tls.wrap_socket(self._http.socket, server_side=True)
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.05,), daemon=True)
        self._timer = threading.Timer(seconds, self._http.shutdown)
        self._timer.daemon = True

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        return f"{self.scheme}://127.0.0.1:{self._http.server_address[1]}"

    @property
    def base_url(self) -> str:
        """What a crawl is to start from: the origin with the first language prefix."""
        return self.origin + next(iter(self.site.prefixes))

    def __enter__(self) -> SiteServer:
        self._thread.start()
        self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._timer.cancel()
        self._http.shutdown()
        self._thread.join(10)
        self._http.hang_up()
        self._http.server_close()

    def wait(self) -> None:
        """Waits until the server has lived its time."""
        self._thread.join()

    def reset(self) -> None:
        """Forgets what was asked; the listings stay as they have grown."""
        with self._lock:
            self.requests.clear()

    @property
    def listing_requests(self) -> Counter[str]:
        """What was asked of front pages and listings."""
        return self._asked(self._is_listing)

    @property
    def page_requests(self) -> Counter[str]:
        """What was asked but front pages, listings and robots.txt: articles, videos, redirects."""
        return self._asked(lambda t: t != "/robots.txt" and not self._is_listing(t))

    def _asked(self, which: Callable[[str], bool]) -> Counter[str]:
        with self._lock:
            counts = dict(self.requests)
        return Counter({target: n for target, n in counts.items() if which(target)})

    def answer(self, target: str, origin: str) -> Answer:
        """Counts the request and answers it."""
        with self._lock:
            self.requests[target] += 1
            shift = self._shift(target)
        key = (origin, target, shift)
        if key not in self._answers:
            self._answers[key] = answer(self.site, target, origin, shift)
        return self._answers[key]

    def _is_listing(self, target: str) -> bool:
        path = urlsplit(target).path
        prefix = next((p for p in self.site.prefixes if p and path.startswith(p + "/")), "")
        return bool(LISTING.fullmatch(path[len(prefix) :])) or path[len(prefix) :] in ("", "/")

    def _shift(self, target: str) -> int:
        """How far a growing listing has moved: one article for each request of a later page."""
        if "growing" not in self.site.plan.oddities or not self._is_listing(target):
            return 0
        parts = urlsplit(target)
        slug = parts.path.rsplit("/", 1)[-1]
        if parse_qs(parts.query).get("page", ["1"]) != ["1"]:
            self._walks[slug] += 1
        return self._walks[slug]


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, *args: Any) -> None:
        self._open: set[socket.socket] = set()
        super().__init__(*args)

    def process_request(self, request: Any, client_address: Any) -> None:
        self._open.add(request)
        super().process_request(request, client_address)

    def close_request(self, request: Any) -> None:
        self._open.discard(request)
        super().close_request(request)

    def hang_up(self) -> None:
        """Ends the connections that clients keep alive, so that their threads end too."""
        for connection in list(self._open):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Says nothing of clients that hang up."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def _handler_of(server: SiteServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True
        wbufsize = -1
        timeout = 30

        def do_GET(self) -> None:
            host = self.headers.get("Host", server.origin.partition("://")[2])
            target = self.path
            if target.startswith("http://"):  # asked as a proxy
                target = "/" + target.split("/", 3)[3] if target.count("/") > 2 else "/"
            self._send(server.answer(target, f"{server.scheme}://{host}"), target)

        def _send(self, page: Answer, target: str) -> None:
            way = sum(target.encode()) % 3 if server.encode else 0
            body, headers = page.body, dict(page.headers)
            if way == 1 and "gzip" in self.headers.get("Accept-Encoding", ""):
                body = gzip.compress(body, 6, mtime=0)
                headers["Content-Encoding"] = "gzip"
            headers |= {"Transfer-Encoding": "chunked"} if way == 2 else {}
            headers |= {"Content-Length": str(len(body))} if way != 2 else {}
            self.send_response(page.status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(_chunked(body) if way == 2 else body)
            self.wfile.flush()

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing: the counts tell what was asked."""

    return Handler


def _chunked(body: bytes) -> bytes:
    half = len(body) // 2
    parts = [part for part in (body[:half], body[half:]) if part]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"
