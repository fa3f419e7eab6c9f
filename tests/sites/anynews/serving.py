"""Serves one shape on the loopback address and counts what is asked."""

from __future__ import annotations

import ssl
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from anynews.shapes import Shape


class Served:
    """`with Served(shape) as served:` answers at `served.origin`, for at most 5 minutes.

    `host` is a loopback address, `tls` what makes it https. Asked for a whole address, as a proxy
    is, it answers as that host.
    """

    def __init__(
        self, shape: Shape, host: str = "127.0.0.1", tls: ssl.SSLContext | None = None
    ) -> None:
        self.shape = shape
        self.host = host
        self.scheme = "https" if tls else "http"
        self.asked: Counter[str] = Counter()
        self.headers: list[dict[str, str]] = []
        self._http = ThreadingHTTPServer((host, 0), _handler_of(self))
        self._http.daemon_threads = True
        self._http.handle_error = lambda *_: None  # type: ignore[method-assign]
        if tls:
            self._http.socket = tls.wrap_socket(self._http.socket, server_side=True)
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.05,), daemon=True)
        self._timer = threading.Timer(300, self._http.shutdown)
        self._timer.daemon = True

    @property
    def origin(self) -> str:
        return f"{self.scheme}://{self.host}:{self._http.server_address[1]}"

    def __enter__(self) -> Served:
        self._thread.start()
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        self._http.shutdown()
        self._http.server_close()


def _handler_of(served: Served) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(b"")

        def do_POST(self) -> None:
            self._answer(self.rfile.read(int(self.headers.get("Content-Length") or 0)))

        def _answer(self, body: bytes) -> None:
            served.asked[self.path] += 1
            served.headers.append(dict(self.headers.items()))
            there, origin = self.path, served.origin
            if there.startswith("http://"):
                host, _, path = there.removeprefix("http://").partition("/")
                there, origin = f"/{path}", f"http://{host}"
            found = served.shape.answer(there, body, origin)
            if served.shape.needs not in (self.headers.get("Cookie") or ""):
                found = 200, "text/html", b"<h1>May we store cookies?</h1>"
            status, kind, answer = found or (404, "text/html", b"<h1>Not found</h1>")
            self.send_response(status)
            self.send_header("Location" if 300 <= status < 400 else "Content-Type", kind)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    return Handler
