"""Decompress bodies within the size limit, and know a whole one from one that was cut off.

Scrapy hands on what it could unpack of a truncated body (14 of 25 KB, without a word); here such
a response is flagged, tried again, and never read. A bomb ends as soon as it passes the limit.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import Any

import brotli  # type: ignore[import-untyped]
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes
from zlib_ng import zlib_ng as zlib  # inflates a page in two fifths of zlib's time

from newsbot.account import end

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd  # Scrapy depends on it

TRUNCATED = "truncated"
"""Flag of a response whose compressed body was not whole."""

ACCEPTED = b"gzip, deflate, br, zstd"
PIECE = 64 * 1024
WINDOW = {int(zstd.DecompressionParameter.window_log_max): 23}
"""8 MiB, the largest window that RFC 9659 allows."""

LAYERS = 3
"""Content-Encoding may name several; more than this is an attack."""


class Broken(Exception):
    """The body is not in the encoding that it declares."""


class Cut(Exception):
    """The body ends before its encoding does."""


class TooBig(Exception):
    """The decompressed body passes the limit."""


class Decompress:
    """Replaces Scrapy's HttpCompression."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.limit = crawler.settings.getint("DOWNLOAD_MAXSIZE")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Decompress:
        """The middleware of a crawl."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Says what is understood."""
        request.headers.setdefault("Accept-Encoding", ACCEPTED)

    def process_response(self, request: Request, response: Response) -> Response:
        """The response with a plain body."""
        names = _names(response.headers)
        if not names or request.method == "HEAD" or not response.body:
            return response
        unknown = [name for name in names if name not in DECODERS]
        if unknown or len(names) > LAYERS:
            detail = f"unknown Content-Encoding {', '.join(names)[:80]}"
            raise end(self.crawler, request, "unreadable", detail, status=response.status)
        limit = request.meta.get("download_maxsize", self.limit)
        try:
            body = decompress(response.body, names, limit)
        except TooBig:
            detail = f"decompresses to more than {limit} bytes"
            raise end(self.crawler, request, "too_big", detail, status=response.status) from None
        except Broken as error:
            raise end(
                self.crawler, request, "unreadable", str(error), status=response.status
            ) from None
        except Cut:
            return response.replace(flags=[*response.flags, TRUNCATED])
        return _plain(response, body)


def decompress(body: bytes, names: list[str], limit: int) -> bytes:
    """The plain body; the last encoding named was put on last (RFC 9110 8.4).

    Raises Broken, Cut, and TooBig as soon as more than `limit` bytes come out. A body that is
    not compressed at all, whatever its header says, is taken as it is.
    """
    for name in reversed(names):
        magic, decode = DECODERS[name]
        if magic and not body.startswith(magic):
            if body.lstrip()[:1] in (b"<", b"{", b"["):
                return body
            raise Broken(f"no {name}, whatever the header says")
        pieces, size = [], 0
        for piece in decode(body):
            size += len(piece)
            if size > limit:
                raise TooBig
            pieces.append(piece)
        body = b"".join(pieces)
    return body


def _gzip(body: bytes) -> Iterator[bytes]:
    """All members; what follows the last one is ignored, as browsers do."""
    while body[:2] == b"\x1f\x8b":
        unpack = zlib.decompressobj(wbits=31)
        yield from _inflate(unpack, body)
        body = unpack.unused_data


def _deflate(body: bytes) -> Iterator[bytes]:
    """zlib as the RFC says, or the raw deflate that some servers send."""
    raw = not (body[0] & 0x0F == 8 and int.from_bytes(body[:2], "big") % 31 == 0)
    yield from _inflate(zlib.decompressobj(wbits=-15 if raw else 15), body)


def _inflate(unpack: Any, body: bytes) -> Iterator[bytes]:
    try:
        while body and not unpack.eof:
            yield unpack.decompress(body, PIECE)
            body = unpack.unconsumed_tail
        if not unpack.eof:
            yield unpack.flush(PIECE)
    except zlib.error as error:  # type: ignore[misc]  # its stub has an instance there
        raise Broken(f"broken compression: {error}") from None
    if not unpack.eof:
        raise Cut


def _brotli(body: bytes) -> Iterator[bytes]:
    unpack = brotli.Decompressor()
    try:
        piece = unpack.process(body, output_buffer_limit=PIECE)
        while piece or not unpack.is_finished():
            yield piece
            if unpack.is_finished():
                break
            piece = unpack.process(b"", output_buffer_limit=PIECE)
            if not piece and unpack.can_accept_more_data():
                break
    except brotli.error as error:
        raise Broken(f"broken compression: {error}") from None
    if not unpack.is_finished():
        raise Cut


def _zstd(body: bytes) -> Iterator[bytes]:
    while body:
        unpack = zstd.ZstdDecompressor(options=WINDOW)
        try:
            yield unpack.decompress(body, PIECE)
            while not unpack.eof and not unpack.needs_input:
                yield unpack.decompress(b"", PIECE)
        except zstd.ZstdError as error:
            raise Broken(f"broken compression: {error}") from None
        if not unpack.eof:
            raise Cut
        body = unpack.unused_data


DECODERS: dict[str, tuple[bytes, Callable[[bytes], Iterator[bytes]]]] = {
    # Content-Encoding -> first bytes ("" where there are none) and decoder
    "gzip": (b"\x1f\x8b", _gzip),
    "x-gzip": (b"\x1f\x8b", _gzip),
    "deflate": (b"", _deflate),
    "br": (b"", _brotli),
    "zstd": (b"\x28\xb5\x2f\xfd", _zstd),
}


def _names(headers: Headers) -> list[str]:
    values = b",".join(headers.getlist("Content-Encoding")).decode("latin-1").lower()
    return [name for name in map(str.strip, values.split(",")) if name not in ("", "identity")]


def _plain(response: Response, body: bytes) -> Response:
    del response.headers["Content-Encoding"]
    kind = responsetypes.from_args(headers=response.headers, url=response.url, body=body)
    # not replace(): it would guess the charset of the compressed body
    plain = kind(
        response.url,
        status=response.status,
        body=body,
        flags=response.flags,
        request=response.request,
        certificate=response.certificate,
        ip_address=response.ip_address,
        protocol=response.protocol,
    )
    plain.headers = response.headers  # as they are: given above, each line would be read again
    return plain
