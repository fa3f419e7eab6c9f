"""Limits on what a server may send before a body: headers by number and size.

Twisted bounds a header line (16 KiB) but not their number: 200,000 headers took 224 MB.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Any

from scrapy.core.downloader.handlers import http11
from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _BindAddressAgent,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
    _LenientHTTPClientParser,
    _ScrapyAgent,
)
from scrapy.crawler import Crawler
from scrapy.http import Headers
from twisted.internet.interfaces import IProtocolFactory
from twisted.web._newclient import STATUS, HTTPParser
from twisted.web.client import URI

MOST_HEADERS = 5_000
MOST_HEADER_BYTES = 512 * 1024


class HeadersTooLarge(Exception):
    """A response has more or longer headers than any honest server sends."""


class BoundedParser(_LenientHTTPClientParser):
    """Counts header lines and their bytes, and stops reading beyond the limits."""

    seen_headers = 0
    seen_bytes = 0

    def dataReceived(self, data: bytes) -> None:
        """Bytes of the head, or of the body.

        A head that comes whole is taken apart here: Twisted copies all that follows, the body too,
        for each of its lines. Its last, empty line, which begins the body, is left to Twisted.
        """
        begins = self.state == STATUS and not self._buffer
        end = data.find(b"\n\r\n") if begins else -1
        self._everReceivedData = True
        if 0 < end < self.MAX_LENGTH and data.find(b"\n\n", 0, end + 1) < 0:
            for line in data[:end].split(b"\n"):
                self.lineReceived(line)
            data = data[end + 1 :]
        super().dataReceived(data)  # type: ignore[no-untyped-call]

    def lineReceived(self, line: bytes) -> None:
        """One line of the head; the connection is dropped when there are too many."""
        self.seen_headers += 1
        self.seen_bytes += len(line)
        if self.seen_headers > MOST_HEADERS or self.seen_bytes > MOST_HEADER_BYTES:
            raise HeadersTooLarge(f"more than {MOST_HEADERS} headers or {MOST_HEADER_BYTES} bytes")
        super().lineReceived(line)


class BoundedProtocol(_LenientHTTP11ClientProtocol):
    """Scrapy's protocol with a bounded parser."""

    def request(self, request: Any) -> Any:
        """Sends the request; the parser that Scrapy chose is exchanged for ours."""
        answer = super().request(request)
        parser: HTTPParser | None = self._parser
        if parser is not None:
            parser.__class__ = BoundedParser
        return answer


class BoundedFactory(_LenientHTTP11ClientFactory):
    """Builds bounded protocols."""

    noisy = False

    def buildProtocol(self, addr: Any) -> BoundedProtocol:
        """The protocol of a new connection."""
        return BoundedProtocol(self._quiescentCallback)  # type: ignore[no-untyped-call]


class OnDemand:
    """The way to a host, made ready when a connection must be opened.

    Twisted does so for each request, also where a connection is open: the name in IDNA, and with
    https the rules of certificates, 0.05 and 0.28 ms.
    """

    def __init__(self, make: Callable[[], Any]) -> None:
        self.make = make

    def connect(self, factory: IProtocolFactory) -> Any:
        """Opens a connection; raises ValueError for a host that cannot be one."""
        return self.make().connect(factory)


class FrugalExchange(_ScrapyAgent):
    """Scrapy's exchange of a request for a response; it reads the headers twice, once for a signal
    that nobody may hear."""

    @staticmethod
    def _headers_from_twisted_response(response: Any) -> Headers:
        if not hasattr(response, "scrapy_headers"):
            response.scrapy_headers = _ScrapyAgent._headers_from_twisted_response(response)
        found: Headers = response.scrapy_headers
        return found


class FrugalAgent(_BindAddressAgent):
    """Scrapy's agent for requests without a proxy, with such ways."""

    def _getEndpoint(self, uri: URI) -> OnDemand:
        return OnDemand(partial(super()._getEndpoint, uri))


http11._BindAddressAgent = FrugalAgent  # type: ignore[misc]  # Scrapy has no setting for them
http11._ScrapyAgent = FrugalExchange  # type: ignore[misc]


CLOSE_SECONDS = 1.0
"""How long the connections of a crawl that has ended may take to close."""


class BoundedHandler(HTTP11DownloadHandler):
    """Scrapy's handler with bounded connections."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pool._factory = BoundedFactory

    async def close(self) -> None:
        """Closes the connections, or leaves those that will not.

        Scrapy's own calls the deferred again when its second is over before the loop has come to
        what waits for it: on a busy machine that is a traceback.
        """
        pool: Any = self._pool
        closed = pool.closeCachedConnections().asFuture(asyncio.get_running_loop())
        await asyncio.wait({closed}, timeout=CLOSE_SECONDS)
