"""Exchanges written to a WARC 1.1 file (ISO 28500:2017), each record a gzip member of its own.

Three kinds of records: `request`, `response` (the bytes of the answer as they came, content
encoding kept), and `metadata` where there was no answer but a failure. A request's record comes
first, and the other names it in WARC-Concurrent-To.
"""

from __future__ import annotations

import base64
import hashlib
import io
import os
import uuid
import zlib
from contextlib import suppress
from datetime import UTC
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from newsbot.network.exchange import FLAGS, Answer, Exchange, Failure, Headers, public_url

SECRET_HEADERS = frozenset(
    {b"cookie", b"set-cookie", b"set-cookie2", b"authorization", b"proxy-authorization"}
)
"""Headers that no recording may hold."""

HOP_HEADERS = frozenset({b"transfer-encoding"})
"""Headers of the way, not of the message: the body is written without its chunks."""

WARCINFO = b"software: newsbot\r\nformat: WARC File Format 1.1\r\n"

CONTENT_TYPES = {
    "warcinfo": "application/warc-fields",
    "metadata": "application/warc-fields",
    "request": "application/http; msgtype=request",
    "response": "application/http; msgtype=response",
}


class ArchiveWriter:
    """Writes exchanges to a file; raises OSError as files do.

    The same exchanges give the same bytes.
    """

    def __init__(self, path: Path, *, append: bool = False) -> None:
        self._file = path.open("ab" if append else "wb")
        self._warc = WARCWriter(self._file, gzip=True, warc_version="1.1")
        self._count = 0

    def write(self, exchange: Exchange) -> None:
        """Adds an exchange, without the headers that no recording may hold."""
        date = f"{exchange.fetched_at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"
        if not self._count:
            self._write("warcinfo", {"WARC-Date": date}, WARCINFO)
        common = {"WARC-Date": date, "WARC-Target-URI": public_url(exchange.url)}
        digest = {"WARC-Payload-Digest": _digest(exchange.request_body)}
        request_id = self._write("request", common | digest, _request_block(exchange))
        common["WARC-Concurrent-To"] = request_id
        outcome = exchange.outcome
        if isinstance(outcome, Failure):
            self._write("metadata", common, _failure_block(outcome))
            return
        if outcome.flags:
            common[FLAGS] = ",".join(outcome.flags)
        digest = {"WARC-Payload-Digest": _digest(outcome.body)}
        self._write("response", common | digest, _response_block(outcome))

    def close(self) -> None:
        """Brings everything to the disk and closes the file."""
        with self._file:
            self._file.flush()
            os.fsync(self._file.fileno())

    def abandon(self) -> None:
        """Closes the file as it is."""
        with suppress(OSError):  # what could not be written cannot be flushed either
            self._file.close()

    def _write(self, kind: str, headers: dict[str, str], block: bytes) -> str:
        """Writes a record and returns its id."""
        self._count += 1
        name = f"{self._count} {kind} {headers} {zlib.crc32(block)}"
        record_id = f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}>"
        pairs = [("WARC-Type", kind), ("WARC-Record-ID", record_id), *headers.items()]
        record = ArcWarcRecord(
            "warc",
            kind,
            StatusAndHeaders("", pairs, protocol="WARC/1.1"),
            io.BytesIO(block),
            None,  # the block is written as it is: warcio would percent-encode odd headers
            CONTENT_TYPES[kind],
            len(block),
        )
        record.payload_length = len(block)
        self._warc.write_record(record)
        return record_id


def _digest(body: bytes) -> str:
    sha1 = hashlib.sha1(body, usedforsecurity=False).digest()
    return f"sha1:{base64.b32encode(sha1).decode()}"


def _request_block(exchange: Exchange) -> bytes:
    parts = urlsplit(public_url(exchange.url))
    target = parts.path + (f"?{parts.query}" if parts.query else "")
    start = f"{exchange.method} {target} HTTP/1.1".encode()
    others = (h for h in exchange.request_headers if h[0].lower() != b"host")
    headers: Headers = ((b"Host", parts.netloc.encode()), *others)
    return _message(start, headers, exchange.request_body)


def _response_block(answer: Answer) -> bytes:
    known = answer.status in HTTPStatus._value2member_map_
    reason = HTTPStatus(answer.status).phrase if known else "Unknown"
    start = f"{answer.protocol} {answer.status} {reason}".encode()
    return _message(start, answer.headers, answer.body)


def _message(start: bytes, headers: Headers, body: bytes) -> bytes:
    kept = (
        b"%s: %s\r\n" % (name, value)
        for name, value in headers
        if name.lower() not in SECRET_HEADERS | HOP_HEADERS
    )
    return b"%s\r\n%s\r\n%s" % (start, b"".join(kept), body)


def _failure_block(failure: Failure) -> bytes:
    return f"exception: {failure.kind}\r\nmessage: {' '.join(failure.message.split())}\r\n".encode()
