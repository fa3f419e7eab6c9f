"""Where Scrapy's feeds (`-O`, `-o`) are kept: whole files, one for all crawlers of a process.

Scrapy's own storage writes onto the old file from the first byte: a killed run leaves it torn, a
second crawler overwrites the first, and a full disk ends with exit 0. Here `-O` is written beside
the file and takes its place when the last crawler has closed its feed; `-o` adds whole lines;
where nothing was written, yesterday's file stays.

A write that failed stands in the stat WRITE_FAULTS of every crawler that shares the file.
"""

from __future__ import annotations

import logging
import os
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, ClassVar, Self
from weakref import WeakSet, WeakValueDictionary

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.statscollectors import StatsCollector
from w3lib.url import file_uri_to_path

from newsbot.errors import BadValue, NewsbotError, WriteFault
from newsbot.export.frames import Frame
from newsbot.export.targets import AppendedFile, Target, check_target, open_target

WRITE_FAULTS = "write/faults"
"""The stat that lists failed writes, a sentence each; a run with one of them has failed."""

log = logging.getLogger(__name__)


def check_feed(uri: str, file_format: str, *, append: bool = False) -> None:
    """Raises UsageFault if a feed could not be kept at `uri` (a path or a file: URL).

    To be asked before the first request; leaves everything as it is. `file_format` is a key of
    FEED_EXPORTERS.
    """
    path = _path(uri)
    check_target(path, append=append)
    if append and file_format == "json" and Path(path).is_file() and Path(path).stat().st_size:
        raise BadValue(_NO_APPENDING.format(path=path))


_NO_APPENDING = "{path} is a JSON array, which cannot be added to: use -O, or -o with .jsonl"


class FeedFile(Frame):
    """The file of one path, shared by the storages of a process that are open at one time.

    After the first failed write it takes and forgets everything: the crawl goes on for the
    store, and the old file stays.
    """

    _by_path: ClassVar[WeakValueDictionary[str, FeedFile]] = WeakValueDictionary()

    def __init__(self, path: str, options: dict[str, Any]) -> None:
        super().__init__(None)
        self.path = path
        self.kind = (options.get("format"), bool(options.get("overwrite")))
        self.append = not options.get("overwrite", False)
        self.store_empty = bool(options.get("store_empty"))
        self.members: WeakSet[FeedStorage] = WeakSet()
        self.stats: list[StatsCollector] = []
        self.target: Target | None = None
        self.fault: NewsbotError | None = None

    @classmethod
    def at(cls, path: str, options: dict[str, Any]) -> FeedFile:
        """The file that others share at this path, else a new one; raises BadValue at a clash."""
        key = os.path.realpath(path)
        found = cls._by_path.get(key)
        if found is None:
            found = cls._by_path[key] = cls(path, options)
        if found.kind != (options.get("format"), bool(options.get("overwrite"))):
            raise BadValue(f"{path} is asked for twice, in different ways")
        return found

    def open(self, stats: StatsCollector | None) -> None:
        """Makes the place for the bytes; `stats` are told when writing fails."""
        if stats is not None:
            self.stats.append(stats)
        if self.fault is not None:
            _note(stats, self.fault)
        elif self.target is None:
            try:
                self.target = self._open_target()
            except NewsbotError as fault:
                self.fail(fault)

    def _open_target(self) -> Target:
        with suppress(OSError):  # what is wrong with the path is said by the target
            Path(self.path).parent.mkdir(parents=True, exist_ok=True)
        target = open_target(self.path, append=self.append)
        self.begun = target.tell() > 0
        if isinstance(target, AppendedFile):
            if self.begun and self.kind[0] == "json":
                target.discard()
                raise BadValue(_NO_APPENDING.format(path=self.path))
            if target.torn:
                log.warning("%s: its last line is cut off; a new line is begun", self.path)
        return target

    def put(self, data: bytes) -> int:
        """Writes the bytes, unless an earlier write failed."""
        if self.target is not None and self.fault is None and data:
            try:
                self.target.write(data)
            except WriteFault as fault:
                self.fail(fault)
        return len(data)

    def tell(self) -> int:
        """How many bytes the file has, 0 before the first."""
        return self.target.tell() if self.target else 0

    def fail(self, fault: NewsbotError) -> None:
        """Notes that the file cannot be written, and says so once."""
        self.fault = fault
        log.error("%s; the feed of this run is lost, its articles are in the store", fault)
        for stats in self.stats:
            _note(stats, fault)
        if self.target is not None:
            self.target.discard()

    def leave(self, storage: FeedStorage) -> None:
        """One storage has closed its feed; the last one commits the file."""
        if storage in self.members:
            self.members.discard(storage)
            if not self.members:
                self._by_path.pop(os.path.realpath(self.path), None)
                self._finish()

    def _finish(self) -> None:
        if self.target is None or self.fault is not None:
            return
        if not self.target.written and not self.store_empty:
            self.target.discard()
            return
        self.end()
        try:
            if self.fault is None:
                self.target.commit()
        except WriteFault as fault:
            self.fail(fault)


class FeedStorage:
    """Scrapy's feed storage for paths and file: URLs (FEED_STORAGES "" and "file")."""

    def __init__(
        self,
        uri: str,
        *,
        feed_options: dict[str, Any] | None = None,
        stats: StatsCollector | None = None,
    ) -> None:
        self.options = feed_options or {}
        self.stats = stats
        self.file = FeedFile.at(_path(uri), self.options)

    @classmethod
    def from_crawler(
        cls, crawler: Crawler, uri: str, *, feed_options: dict[str, Any] | None = None
    ) -> Self:
        """Scrapy's way to make one.

        It makes a first one only to see whether it can, and drops it: sharers are therefore held
        weakly. One that is never opened leaves when its crawler's feeds are closed.
        """
        storage = cls(uri, feed_options=feed_options, stats=crawler.stats)
        storage.file.members.add(storage)
        crawler.signals.connect(storage.leave, signals.feed_exporter_closed)
        return storage

    def open(self, spider: Spider) -> IO[bytes]:
        """The shared file; a compressed feed cannot share one and gets a fault."""
        self.file.members.add(self)
        if "postprocessing" in self.options and self.file.target is not None:
            self.file.fail(BadValue(f"{self.file.path}: a compressed feed takes one site only"))
        self.file.open(self.stats)
        return self.file  # type: ignore[return-value]

    def store(self, file: IO[bytes]) -> None:
        """This crawler's part is complete; raises WriteFault if the file cannot be."""
        self.leave()
        if self.file.fault is not None:
            raise WriteFault(str(self.file.fault))

    def leave(self) -> None:
        """Takes part no longer."""
        self.file.leave(self)


def _note(stats: StatsCollector | None, fault: NewsbotError) -> None:
    if stats is not None:
        stats.set_value(WRITE_FAULTS, [*stats.get_value(WRITE_FAULTS, ()), str(fault)])


def _path(uri: str) -> str:
    return file_uri_to_path(uri) if uri.startswith("file:") else uri


def _is_news(entry: logging.LogRecord) -> bool:
    """False for Scrapy's "Error storing" with a traceback of what FeedFile has said in a line."""
    return not (entry.exc_info and isinstance(entry.exc_info[1], WriteFault))


logging.getLogger("scrapy.extensions.feedexport").addFilter(_is_news)
