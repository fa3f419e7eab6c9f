"""What Scrapy's feeds (`crawl -O`) write: our lines, for its item exporters.

Several crawlers of a process may share one file (see feed_storage), so nothing is begun or ended
twice: a header goes before the first byte only, and the end of an array is left to the last one.
Items of other classes than Article are written by their own keys; a listing's entries are not
for export and are passed over.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO, Self

from itemadapter import ItemAdapter
from scrapy.crawler import Crawler
from scrapy.exporters import BaseItemExporter
from scrapy.statscollectors import StatsCollector

from newsbot.export import strict, tables
from newsbot.export.feed_storage import FeedFile
from newsbot.export.frames import Frame
from newsbot.items import Article, ListingEntry
from newsbot.records import record


class FeedWriter(BaseItemExporter):
    """What the three formats share: an item as a record, with the keys that a feed asks for.

    Lines are counted (`feed/lines`), so that the run can tell whether it wrote what it kept.
    """

    stats: StatsCollector | None = None

    def __init__(self, file: BinaryIO, *, provenance: bool = False, **options: Any) -> None:
        """`file` takes bytes; `options` are those of Scrapy's exporters."""
        super().__init__(dont_fail=True, **options)
        self.file = file if isinstance(file, FeedFile) else Frame(file)
        self.provenance = provenance

    @classmethod
    def from_crawler(cls, crawler: Crawler, file: BinaryIO, **options: Any) -> Self:
        """Scrapy's way to make one; the setting NEWSBOT_PROVENANCE decides about provenance."""
        asked = crawler.settings.get("NEWSBOT_PROVENANCE")
        provenance = bool(asked) and crawler.settings.getbool("NEWSBOT_PROVENANCE")
        made = cls(file, provenance=provenance, **options)
        made.stats = crawler.stats
        if made.stats:
            made.stats.inc_value("feed/writers")
        return made

    def export_item(self, item: Any) -> None:
        """Writes one item, unless it is a listing's entry."""
        if not isinstance(item, ListingEntry):
            self.write_record(self.selected(self.as_record(item)))
            if self.stats:
                self.stats.inc_value("feed/lines")

    def as_record(self, item: Any) -> dict[str, Any]:
        """The item's keys and values in their JSON form."""
        if isinstance(item, Article):
            return record(item, provenance=self.provenance)
        return dict(ItemAdapter(item).asdict())

    def selected(self, full: dict[str, Any]) -> dict[str, Any]:
        """The keys that the feed's `fields` ask for, all of them by default."""
        if self.fields_to_export is None:
            return full
        return dict(self.get_serialized_fields(full, include_empty=True))

    @abstractmethod
    def write_record(self, full: dict[str, Any]) -> None:
        """Writes the record to the file."""

    def finish_exporting(self) -> None:
        """Closes the file's frame; a shared file does so itself, at its last close."""
        if not isinstance(self.file, FeedFile):
            self.file.end()


class JsonLines(FeedWriter):
    """A strict JSON line an item."""

    def write_record(self, full: dict[str, Any]) -> None:
        """One line."""
        self.file.write(strict.dumps(full))


class JsonArray(FeedWriter):
    """One JSON array, an item a line."""

    def start_exporting(self) -> None:
        """Sets the brackets round the items of all that write to the file."""
        self.file.opening, self.file.closing = b"[\n", b"\n]\n"

    def write_record(self, full: dict[str, Any]) -> None:
        """The item, after a comma if it is not the first."""
        self.file.write((b",\n" if self.file.begun else b"") + strict.dumps(full).rstrip(b"\n"))


class Csv(FeedWriter):
    """A row an item; the columns are those of Article, or of the first item of another class.

    The feed's `encoding` may be `utf-8-sig`: spreadsheets then know Chinese text as such.
    """

    def __init__(self, file: BinaryIO, **options: Any) -> None:
        super().__init__(file, **options)
        self._columns: list[str] = []

    def export_item(self, item: Any) -> None:
        """Settles the columns at the first item; they stand before the first row of a file."""
        if not self._columns and not isinstance(item, ListingEntry):
            self._columns = self._header(item)
            heading = tables.csv_line(self._columns)
            self.file.opening = heading.encode(self.encoding or "utf-8", errors="replace")
        super().export_item(item)

    def write_record(self, full: dict[str, Any]) -> None:
        """One row."""
        encoding = "utf-8" if self.encoding == "utf-8-sig" else self.encoding or "utf-8"
        self.file.write(tables.row(full, self._columns).encode(encoding, errors="replace"))

    def _header(self, item: Any) -> list[str]:
        chosen: Iterable[str] | Mapping[str, str] | None = self.fields_to_export
        if isinstance(chosen, Mapping):
            return list(chosen.values())
        if chosen is not None:
            return list(chosen)
        if isinstance(item, Article):
            return tables.columns(provenance=self.provenance)
        return list(ItemAdapter(item).keys())
