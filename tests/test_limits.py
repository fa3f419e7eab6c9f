"""Heads are read as Scrapy reads them, within bounds; ended crawls close their connections once."""

from __future__ import annotations

import asyncio
import time
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scrapy.core.downloader.handlers.http11 import _LenientHTTPClientParser
from twisted.internet.defer import Deferred
from twisted.internet.error import ConnectionDone
from twisted.internet.protocol import Protocol
from twisted.internet.testing import StringTransport
from twisted.python.failure import Failure
from twisted.web._newclient import DONE, HTTPClientParser, ParseError
from twisted.web.http import _MalformedChunkedDataError

from newsbot.network import limits


def closed_by(closing: Deferred[None], meanwhile: Any = lambda: None) -> None:
    handler = limits.BoundedHandler.__new__(limits.BoundedHandler)
    handler._pool = SimpleNamespace(closeCachedConnections=lambda: closing)  # type: ignore[assignment]

    async def close() -> None:
        asyncio.get_running_loop().call_later(0.01, meanwhile)
        await handler.close()

    asyncio.run(asyncio.wait_for(close(), 5))


def test_connections_that_do_not_close_are_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "CLOSE_SECONDS", 0.05)
    closed_by(Deferred())


def test_a_busy_loop_closes_them_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are closed, and the loop hears of it only when their time is over."""
    monkeypatch.setattr(limits, "CLOSE_SECONDS", 0.05)
    closing: Deferred[None] = Deferred()

    def late() -> None:
        closing.callback(None)
        time.sleep(0.1)

    closed_by(closing, late)
    assert closing.called


class Asked:
    """What a parser needs of the request whose response it reads."""

    method = b"GET"
    absoluteURI = b"https://n.example/"


class Body(Protocol):
    """Collects a response's body, and why it ended."""

    def __init__(self) -> None:
        self.data = b""
        self.why = ""

    def dataReceived(self, data: bytes) -> None:
        self.data += data

    def connectionLost(self, reason: Any = None) -> None:
        self.why = type(reason.value).__name__


def parsed(kind: type[HTTPClientParser], pieces: list[bytes]) -> list[Any]:
    """What a parser made of bytes that came in pieces: head, body, what was left, errors."""
    seen: list[Any] = []
    body = Body()

    def answered(response: Any) -> None:
        headers = sorted(response.headers.getAllRawHeaders())
        seen.append((response.version, response.code, response.phrase, response.length, headers))
        response.deliverBody(body)

    parser = kind(Asked(), lambda rest: seen.append(("rest", rest)))
    parser._responseDeferred.addCallbacks(answered, lambda why: seen.append(type(why.value)))
    parser.makeConnection(StringTransport())
    try:
        for piece in pieces:
            if parser.state != DONE:
                parser.dataReceived(piece)
    except (ParseError, _MalformedChunkedDataError, ValueError, KeyError, AttributeError) as error:
        seen.append(type(error))
    if parser.state != DONE:
        parser.connectionLost(Failure(ConnectionDone()))
    return [*seen, body.data, body.why]


HEAD_LINES = (
    *(b"Content-Type: text/html", b"X-A:b", b" folded", b"no colon", b"Long: " + b"x" * 17_000),
    *(b"Content-Length: 5", b"Content-Length: 0", b"Transfer-Encoding: chunked", b"", b"\r", b"5"),
    *(b"HTTP/1.1 200 OK", b"HTTP/1.1 100 Continue", b"HTTP/1.1 204 None", b"HTTP/1 x y"),
)
BODIES = (b"", b"\r\n", b"\n", b"\r\nhello", b"\r\nhello, more\r\n\r\n")


@settings(max_examples=400, deadline=None)
@given(
    st.lists(st.sampled_from(HEAD_LINES), max_size=8),
    st.lists(st.sampled_from([b"\r\n", b"\n"]), min_size=9, max_size=9),
    st.data(),
)
def test_a_head_is_read_as_scrapy_reads_it_however_it_comes(
    lines: list[bytes], ends: list[bytes], data: st.DataObject
) -> None:
    sent = b"".join(a + b for a, b in zip([b"HTTP/1.1 200 OK", *lines], ends, strict=False))
    sent += data.draw(
        st.sampled_from([b"", b"\r\n", b"\n", b"\r\nhello", b"\r\nhello, more\r\n\r\n"])
    )
    cuts = sorted(data.draw(st.lists(st.integers(0, len(sent)), max_size=3)))
    pieces = [sent[a:b] for a, b in pairwise([0, *cuts, len(sent)]) if b > a]
    expected = parsed(_LenientHTTPClientParser, pieces)
    got = parsed(limits.BoundedParser, pieces)
    assert got == expected, f"{pieces}: expected {expected}, got {got}"


def test_a_head_of_too_many_lines_is_refused_also_when_it_comes_whole() -> None:
    head = b"HTTP/1.1 100 Continue\r\n" + b"a:b\r\n" * (limits.MOST_HEADERS // 2) + b"\r\n"
    assert len(head) < limits.BoundedParser.MAX_LENGTH, "or it is read line by line"
    parser = limits.BoundedParser(Asked(), lambda rest: None)
    parser.makeConnection(StringTransport())
    parser.dataReceived(head)
    with pytest.raises(limits.HeadersTooLarge):
        parser.dataReceived(head)
