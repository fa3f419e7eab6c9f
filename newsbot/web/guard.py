"""The guard: what every request passes before a page is made, and what every answer carries.

A pure ASGI layer. It bounds requests (method, host, length, rate), and puts on every answer the
headers that keep a page's content from acting: nothing is loaded but our own style sheet.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterable

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from newsbot.store import patience

LONGEST_ADDRESS = 2_000
"""Bytes of path and query."""

LONGEST_FORM = 8_192
RATE = 20.0
"""Requests a second that one client may make for long ..."""

BURST = 100.0
"""... and at once."""

MOST_CLIENTS = 10_000
PATIENCE_SECONDS = 2.0
"""How long a request waits for a store whose server is away."""

METHODS = frozenset({"GET", "HEAD", "POST"})

POLICY = (
    "default-src 'none'; style-src 'self'; img-src {images}; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


class Rate:
    """A token bucket for each client; those that were quiet longest are forgotten first."""

    def __init__(self, rate: float = RATE, burst: float = BURST) -> None:
        self.rate, self.burst = rate, burst
        self.buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, client: str, now: float) -> float:
        """Takes a token; seconds until there is one again, 0 where there was one."""
        left, at = self.buckets.pop(client, (self.burst, now))
        left = min(self.burst, left + (now - at) * self.rate)
        taken = left >= 1
        self.buckets[client] = (left - 1 if taken else left, now)
        if len(self.buckets) > MOST_CLIENTS:
            self.buckets.popitem(last=False)
        return 0.0 if taken else (1 - left) / self.rate


class Guard:
    """`hosts`: names that the Host header may have, empty for any; on the user's own machine
    only its own names pass, so that no foreign page can read it through a name of its own (DNS
    rebinding). `images`: whether pictures of other hosts may be loaded."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        refused: Callable[[Request, Exception], Awaitable[Response]],
        hosts: Iterable[str] = (),
        images: bool = False,
        rate: Rate | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.app, self.refused, self.hosts = app, refused, frozenset(hosts)
        self.rate, self.clock = rate or Rate(), clock
        allowed = "'self' https: http:" if images else "'self'"
        policy = {"content-security-policy": POLICY.format(images=allowed)}
        said = {**HEADERS, **policy, "cache-control": "no-store"}
        self.headers = [(name.encode(), value.encode()) for name, value in said.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = message["headers"]
                there = {name for name, _ in headers}
                headers.extend(pair for pair in self.headers if pair[0] not in there)
            await send(message)

        if refusal := self.refusal(scope):
            answer = await self.refused(Request(scope), refusal)
            await answer(scope, receive, send_guarded)
            return
        with patience(PATIENCE_SECONDS):
            await self.app(scope, receive, send_guarded)

    def refusal(self, scope: Scope) -> HTTPException | None:
        """Why a request is not answered; None for one that is."""
        headers = Headers(scope=scope)
        host = headers.get("host", "").rpartition("@")[2]
        name = host.partition("]")[0] + "]" if host.startswith("[") else host.partition(":")[0]
        if self.hosts and name.lower() not in self.hosts:
            return HTTPException(403, "this server answers to its own names only")
        if scope["method"] not in METHODS:
            return HTTPException(405, "only GET and HEAD", {"allow": "GET, HEAD"})
        if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > LONGEST_ADDRESS:
            return HTTPException(414, "the address is too long")
        if _length(headers) > (LONGEST_FORM if scope["method"] == "POST" else 0):
            return HTTPException(413, "the request is too large")
        client = (scope.get("client") or ("?", 0))[0]
        if wait := self.rate.wait(client, self.clock()):
            return HTTPException(429, "too many requests", {"retry-after": str(int(wait) + 1)})
        return None


def _length(headers: Headers) -> int:
    """Bytes that a request announces; one that does not say, announces too many."""
    if "transfer-encoding" in headers:
        return LONGEST_FORM + 1
    said = headers.get("content-length", "0")
    return int(said) if said.isascii() and said.isdigit() else LONGEST_FORM + 1
