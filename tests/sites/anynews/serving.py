"""Serves one shape on the loopback address and counts what is asked."""

from __future__ import annotations

import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from anynews.shapes import Shape


class Served:
    """`with Served(shape) as served:` answers at `served.origin`, for at most 5 minutes."""

    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        self.asked: Counter[str] = Counter()
        self.headers: list[dict[str, str]] = []
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), _handler_of(self))
        self._http.daemon_threads = True
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.05,), daemon=True)
        self._timer = threading.Timer(300, self._http.shutdown)
        self._timer.daemon = True

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self._http.server_address[1]}"

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
            found = served.shape.answer(self.path, body, served.origin)
            if served.shape.needs not in (self.headers.get("Cookie") or ""):
                found = 200, "text/html", b"<h1>May we store cookies?</h1>"
            status, kind, answer = found or (404, "text/html", b"<h1>Not found</h1>")
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    return Handler
