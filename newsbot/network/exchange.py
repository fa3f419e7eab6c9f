"""What went over the network: a request, and the answer or failure that came of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlsplit, urlunsplit

Headers = tuple[tuple[bytes, bytes], ...]

FLAGS = "Newsbot-Flags"
"""WARC header (extensions are allowed) with Scrapy's response flags, such as `dataloss`."""

DEFAULT_PORTS = {"http": 80, "https": 443}


class RequestKey(NamedTuple):
    """What makes two requests the same: method, address without fragment, hash of the body."""

    method: str
    url: str
    body: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A response as it came from the network; `body` still has its content encoding."""

    status: int
    headers: Headers = ()
    body: bytes = b""
    protocol: str = "HTTP/1.1"
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there was no response: an exception's full name, such as `builtins.OSError`."""

    kind: str
    message: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request and what came of it. `fetched_at` (UTC) is when it was sent."""

    method: str
    url: str
    fetched_at: datetime
    outcome: Answer | Failure
    request_headers: Headers = ()
    request_body: bytes = b""

    @property
    def key(self) -> RequestKey:
        """What a replay finds it by."""
        return request_key(self.method, self.url, self.request_body)


def request_key(method: str, url: str, body: bytes = b"") -> RequestKey:
    """The key of a request; fragments, credentials and default ports make no difference."""
    digest = hashlib.sha1(body, usedforsecurity=False).hexdigest() if body else ""
    return RequestKey(method.upper(), public_url(url), digest)


def public_url(url: str) -> str:
    """The address without fragment, user name and password, its host in lower case."""
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port
    host = f"[{host}]" if ":" in host else host
    if port and port != DEFAULT_PORTS.get(parts.scheme):
        host = f"{host}:{port}"
    return urlunsplit((parts.scheme, host, parts.path or "/", parts.query, ""))
