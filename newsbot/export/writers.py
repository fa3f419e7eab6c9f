"""Writers: records (plain JSON values) to the bytes of one format, one record at a time."""

from __future__ import annotations

import gzip
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO, Any, cast

import zstandard

from newsbot.export import strict, tables
from newsbot.export.targets import Target

Schema = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a file is to be written: the JSON Schema of its records, and a format's options."""

    schema: Schema
    provenance: bool = False
    bom: bool = False


class Writer(ABC):
    """Writes records to a target in one format. `finish` is called once, after the last."""

    def __init__(self, target: Target, wanted: Wanted) -> None:
        self.target = target
        self.wanted = wanted

    @abstractmethod
    def write(self, record: Mapping[str, Any]) -> None:
        """Adds one record; raises WriteFault where the target takes no more."""

    def finish(self) -> None:
        """Writes what is still held back."""
        self.target.flush()


class Lines(Writer):
    """A strict JSON line a record."""

    def __init__(self, target: Target, wanted: Wanted) -> None:
        super().__init__(target, wanted)
        self.file = self.stream()

    def stream(self) -> IO[bytes]:
        """Where lines go on their way to the target."""
        return cast(IO[bytes], self.target)

    def write(self, record: Mapping[str, Any]) -> None:
        self.file.write(strict.dumps(record))


class GzipLines(Lines):
    """JSON lines, compressed; the same lines give the same bytes, whenever they are written."""

    def stream(self) -> IO[bytes]:
        return cast(IO[bytes], gzip.GzipFile("", "wb", 6, self.target, mtime=0))

    def finish(self) -> None:
        self.file.close()


class ZstdLines(GzipLines):
    """JSON lines, compressed with Zstandard."""

    def stream(self) -> IO[bytes]:
        compressor = zstandard.ZstdCompressor(level=9)
        return compressor.stream_writer(cast(IO[bytes], self.target), closefd=False)


class Csv(Writer):
    """A header and a row a record; with `bom`, spreadsheets know that the text is UTF-8."""

    def __init__(self, target: Target, wanted: Wanted) -> None:
        super().__init__(target, wanted)
        self.columns = tables.columns(wanted.schema["properties"], provenance=wanted.provenance)
        mark = "\ufeff" if wanted.bom else ""
        target.write((mark + tables.csv_line(self.columns)).encode())

    def write(self, record: Mapping[str, Any]) -> None:
        self.target.write(tables.row(record, self.columns).encode())
