"""Exchanges read from a WARC file (ISO 28500): see archive_writer for what stands in it."""

from __future__ import annotations

import gzip
import io
import os
import zlib
from collections import defaultdict, deque
from collections.abc import Iterator
from contextlib import redirect_stderr
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, NamedTuple

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders

from newsbot.errors import UnusableFile
from newsbot.network.exchange import (
    FLAGS,
    Answer,
    Exchange,
    Failure,
    Headers,
    RequestKey,
    request_key,
)

BROKEN = (
    gzip.BadGzipFile,
    zlib.error,
    EOFError,
    ArchiveLoadFailed,
    LookupError,
    ValueError,
)
"""What reading a torn, altered or foreign file raises."""


class _Place(NamedTuple):
    """Where an exchange stands: the bytes at which its two records begin."""

    request: int | None
    outcome: int


class Archive:
    """A recording that is read; only an index of it is held in memory."""

    def __init__(self, path: Path, places: dict[RequestKey, deque[_Place]]) -> None:
        self.path = path
        self._places = places
        self._file = path.open("rb")
        self.begun_at = next(self.exchanges()).fetched_at
        """When the first exchange began (UTC)."""

    @classmethod
    def open(cls, path: str | os.PathLike[str]) -> Archive:
        """Reads the whole file once; raises UnusableFile where it is no sound recording."""
        path = Path(path)
        try:
            _check_gzip(path)
            with redirect_stderr(io.StringIO()):  # warcio warns there of records that end early
                places = _index(path)
        except BROKEN as error:
            reason = str(error).strip() or type(error).__name__
            raise UnusableFile(f"broken recording {path}: {reason.splitlines()[0]}") from error
        except OSError as error:
            reason = error.strerror or str(error)
            raise UnusableFile(f"cannot read the recording {path}: {reason}") from error
        if not places:
            raise UnusableFile(f"broken recording {path}: it holds no request with its answer")
        return cls(path, places)

    def take(self, key: RequestKey) -> Exchange | None:
        """The next exchange of this request that was not taken before, or None."""
        places = self._places.get(key)
        return self._read(places.popleft()) if places else None

    def exchanges(self) -> Iterator[Exchange]:
        """Every exchange that was not taken, in the order of the file."""
        for place in sorted((p for places in self._places.values() for p in places), key=_outcome):
            yield self._read(place)

    def close(self) -> None:
        """Closes the file."""
        self._file.close()

    def __len__(self) -> int:
        return sum(map(len, self._places.values()))

    def _read(self, place: _Place) -> Exchange:
        request = None if place.request is None else _record_at(self._file, place.request)
        return _exchange(request, _record_at(self._file, place.outcome))


def _outcome(place: _Place) -> int:
    return place.outcome


def _check_gzip(path: Path) -> None:
    """Reads a gzip file to its end: only that finds a torn or altered one."""
    with path.open("rb") as file:
        if file.read(2) != b"\x1f\x8b":
            raise ArchiveLoadFailed("it is not gzipped, as a .warc.gz is")
    with gzip.open(path) as file:
        while file.read(1 << 20):
            pass


class _Record(NamedTuple):
    """A WARC record: its own headers and its block."""

    headers: StatusAndHeaders
    block: bytes

    def header(self, name: str) -> str:
        return str(self.headers.get_header(name) or "")


def _index(path: Path) -> dict[RequestKey, deque[_Place]]:
    """The places of all exchanges by request, in the order of the file."""
    requests: dict[str, tuple[int, RequestKey]] = {}
    outcomes: list[tuple[int, _Record]] = []
    with path.open("rb") as file:
        records = ArchiveIterator(file, no_record_parse=True)
        for raw in records:
            offset, record = records.offset, _read_record(raw)
            kind = record.header("WARC-Type")
            if kind == "request":
                method, _, body = _request_parts(record)
                key = request_key(method, record.header("WARC-Target-URI"), body)
                requests[record.header("WARC-Record-ID")] = offset, key
            elif kind in ("response", "metadata"):
                _exchange(None, record)  # raises where it makes no sense
                outcomes.append((offset, _Record(record.headers, b"")))
        if records.err_count:
            raise ArchiveLoadFailed("a record is longer or shorter than it says")
    places: dict[RequestKey, deque[_Place]] = defaultdict(deque)
    for offset, record in outcomes:
        plain = None, request_key("GET", record.header("WARC-Target-URI"))
        request, key = requests.get(record.header("WARC-Concurrent-To"), plain)
        places[key].append(_Place(request, offset))
    return dict(places)


def _record_at(file: BinaryIO, offset: int) -> _Record:
    file.seek(offset)
    return _read_record(next(ArchiveIterator(file, no_record_parse=True)))


def _read_record(raw: ArcWarcRecord) -> _Record:
    block = raw.raw_stream.read()
    if len(block) != int(raw.rec_headers.get_header("Content-Length") or 0):
        raise ArchiveLoadFailed("a record ends early")
    return _Record(raw.rec_headers, block)


def _exchange(request: _Record | None, outcome: _Record) -> Exchange:
    """The exchange of two records; raises ValueError where they are none."""
    method, headers, body = _request_parts(request) if request else ("GET", (), b"")
    failed = outcome.header("WARC-Type") == "metadata"
    return Exchange(
        method=method,
        url=outcome.header("WARC-Target-URI"),
        fetched_at=datetime.fromisoformat(outcome.header("WARC-Date")),
        outcome=_failure(outcome) if failed else _answer(outcome),
        request_headers=headers,
        request_body=body,
    )


def _request_parts(record: _Record) -> tuple[str, Headers, bytes]:
    start, headers, body = _parsed(record.block)
    return start.partition(b" ")[0].decode(), headers, body


def _answer(record: _Record) -> Answer:
    start, headers, body = _parsed(record.block)
    protocol, status = start.split(b" ")[:2]
    flags = tuple(filter(None, record.header(FLAGS).split(",")))
    return Answer(int(status), headers, body, protocol.decode(), flags)


def _parsed(block: bytes) -> tuple[bytes, Headers, bytes]:
    """An HTTP message's first line, headers and body."""
    head, _, body = block.partition(b"\r\n\r\n")
    start, *lines = head.split(b"\r\n")
    pairs = (line.partition(b":") for line in lines)
    return start, tuple((name, value.strip()) for name, _, value in pairs if name), body


def _failure(record: _Record) -> Failure:
    lines = record.block.decode().split("\r\n")
    values = dict(line.split(": ", 1) for line in lines if ": " in line)
    return Failure(values["exception"], values.get("message", ""))
