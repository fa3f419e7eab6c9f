"""A sitemap -> its addresses: indexes, url sets, news sitemaps, plain lists; gzipped or not.

Its tree is never held: each entry is forgotten when it has been read.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from lxml import etree
from lxml.etree import _Element

from newsbot.fields import clean_text, clean_url
from newsbot.page.feed_texts import date_text
from newsbot.page.xml import PARSER_OPTIONS, name_of, xml_text

MOST_BYTES = 32 * 2**20
MOST_ENTRIES = 50_000
"""sitemaps.org allows 50 MB, unpacked, and 50,000 addresses; memory allows less of the former."""

GZIP = b"\x1f\x8b"
ROOT = re.compile(rb"<(?:\w+:)?(urlset|sitemapindex)[\s>]", re.I)
PIECE = 256 * 1024
DAY = re.compile(r"\d{4}-\d\d-\d\d")

Kind = Literal["index", "urls"]


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    """One address of a sitemap, and what a news sitemap says of it."""

    url: str
    modified: str | None = None
    title: str | None = None
    date_text: str | None = None
    image_url: str | None = None
    is_news: bool = False


@dataclass(slots=True)
class Sitemap:
    """A sitemap's addresses in printed order; of an index they are sitemaps again."""

    kind: Kind
    entries: list[SitemapEntry] = field(default_factory=list)

    @property
    def is_news(self) -> bool:
        """Whether it says of its addresses that they are news."""
        return any(entry.is_news for entry in self.entries)

    def newest_first(self) -> list[SitemapEntry]:
        """The entries by the date of their change, latest first, undated ones last.

        Equal dates keep their order, but an index whose parts are numbered upwards and carry
        no dates is read from its end: the last part is the one that still grows.
        """
        dated = [e for e in self.entries if _day(e)]
        undated = [e for e in self.entries if not _day(e)]
        news = [e for e in undated if "news" in e.url.lower()]
        rest = [e for e in reversed(undated) if "news" not in e.url.lower()]
        return [*sorted(dated, key=_day, reverse=True), *news, *rest]


def is_sitemap(body: bytes) -> bool:
    """Whether a response is a sitemap by its first 4 KB, unpacked if it is gzipped."""
    head = next(_pieces(body), b"")[:4_096]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head.decode("utf-16", "replace").encode()
    return ROOT.search(head) is not None


def read_sitemap(body: bytes, url: str, content_type: str | None = None) -> Sitemap:
    """The sitemap of a response from `url`; a list of plain addresses, a line each, is one too."""
    text = b"".join(_pieces(body))
    found = ROOT.search(text[:8_192])
    if found is None and text[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        return Sitemap("urls", list(_lines(text)))
    sitemap = Sitemap("index" if found and found[1].lower() == b"sitemapindex" else "urls")
    parser = etree.XMLPullParser(["end"], encoding="utf-8", **PARSER_OPTIONS)  # type: ignore[arg-type]
    source = xml_text(text, content_type).encode("utf-8")
    seen: set[str] = set()
    for start in range(0, len(source), PIECE):
        try:
            parser.feed(source[start : start + PIECE])
        except etree.XMLSyntaxError:
            break
        for entry in _ended(parser, url):
            if entry.url not in seen:
                seen.add(entry.url)
                sitemap.entries.append(entry)
        if len(sitemap.entries) >= MOST_ENTRIES:
            break
    del sitemap.entries[MOST_ENTRIES:]
    return sitemap


def _pieces(body: bytes) -> Iterator[bytes]:
    """The body unpacked, MOST_BYTES at most; what is left of a broken archive counts."""
    if not body.startswith(GZIP):
        yield body[:MOST_BYTES]
        return
    size, unpack = 0, zlib.decompressobj(wbits=31)
    while body and size < MOST_BYTES:
        try:
            piece = unpack.decompress(body, PIECE)
        except zlib.error:
            return
        size += len(piece)
        if piece:
            yield piece
        body = unpack.unconsumed_tail
        if unpack.eof:
            body, unpack = unpack.unused_data, zlib.decompressobj(wbits=31)


def _ended(parser: Any, url: str) -> Iterator[SitemapEntry]:
    """The entries that have come to their end since the last look."""
    for _, element in parser.read_events():
        if name_of(element) in ("url", "sitemap"):
            entry = _entry(element, url)
            if entry:
                yield entry
            element.clear()
            parent = element.getparent()
            while parent is not None and element.getprevious() is not None:
                del parent[0]


def _entry(element: _Element, url: str) -> SitemapEntry | None:
    said: dict[str, str] = {}
    for inner in element.iter(etree.Element):
        if inner.text and (text := clean_text(inner.text)):
            said.setdefault(name_of(inner), text)
    address = clean_url(said.get("loc", ""), url)
    if address is None:
        return None
    return SitemapEntry(
        address,
        said.get("lastmod"),
        said.get("news:title"),
        date_text(said.get("news:publication_date", "")),
        said.get("image:loc"),
        is_news=any(name.startswith("news:") for name in said),
    )


def _lines(body: bytes) -> Iterator[SitemapEntry]:
    for line in body.decode("utf-8", "replace").splitlines()[:MOST_ENTRIES]:
        word = line.strip().lstrip("\ufeff")
        if word.startswith(("http://", "https://")) and (url := clean_url(word)):
            yield SitemapEntry(url)


def _day(entry: SitemapEntry) -> str:
    text = entry.modified or entry.date_text or ""
    if not DAY.match(text):
        return ""
    try:
        date.fromisoformat(text[:10])
    except ValueError:
        return ""
    return text
