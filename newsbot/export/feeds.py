"""Feeds: RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1, of records as their readers may see them.

The entry's id is the article's own, so that it stays whatever happens to its address; whole texts
are in a feed only where the record still has them (see policy/display.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any, Literal
from xml.sax.saxutils import escape, quoteattr

from newsbot import __version__
from newsbot.export import strict
from newsbot.export.markup import html, is_web
from newsbot.export.targets import Target
from newsbot.export.writers import Wanted, Writer
from newsbot.fields.directions import is_right_to_left
from newsbot.policy.display import PUBLIC

Record = Mapping[str, Any]
Kind = Literal["rss", "atom", "json"]

TYPES: Mapping[Kind, str] = {
    "rss": "application/rss+xml",
    "atom": "application/atom+xml",
    "json": "application/feed+json",
}
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 has no place for."""

TAG = re.compile("[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")
"""A language tag, as xml:lang takes it."""

NAMELESS = "urn:newsbot:feed"
"""The id of a feed that has no address of its own, and the link that RSS 2.0 wants of it."""


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed says of itself: its title, its own address and that of the page it is about."""

    title: str
    address: str | None = None
    home: str | None = None


def identity(record: Record) -> str:
    """The id of an article's entry, for good."""
    return f"urn:newsbot:article:{record['id']}"


def updated_at(record: Record) -> str:
    """When what the entry shows was last changed (RFC 3339)."""
    return str(record["fetched_at"] if record["version"] > 1 else record["first_seen_at"])


def begin(kind: Kind, feed: Feed) -> str:
    """A feed up to its first entry."""
    title = _xml(feed.title)
    if kind == "atom":
        own = feed.address and f'<link rel="self" href={_attribute(feed.address)}/>'
        home = feed.home and f"<link href={_attribute(feed.home)}/>"
        return (
            '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
            f"<title>{title}</title><id>{_xml(feed.address or NAMELESS)}</id>"
            f"{own or ''}{home or ''}"
            f'<generator version="{__version__}">newsbot</generator>\n'
        )
    if kind == "rss":
        own = feed.address and (
            f'<atom:link rel="self" type="application/rss+xml" href={_attribute(feed.address)}/>'
        )
        return (
            '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" '
            'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/" '
            'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
            'xmlns:media="http://search.yahoo.com/mrss/"><channel>'
            f"<title>{title}</title><link>{_xml(feed.home or feed.address or NAMELESS)}</link>"
            f"<description>{title}</description>{own or ''}"
            f"<generator>newsbot {__version__}</generator>\n"
        )
    said = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.address,
    }
    told = strict.dumps({name: value for name, value in said.items() if value}).decode()
    return told.rstrip()[:-1] + ',"items":[\n'


def end(kind: Kind, updated: str | None) -> str:
    """A feed behind its last entry; `updated` is the newest of the entries' (RFC 3339)."""
    moment = updated or "1970-01-01T00:00:00Z"
    if kind == "atom":
        return f"<updated>{moment}</updated></feed>\n"
    if kind == "rss":
        built = f"<lastBuildDate>{_mail_date(moment)}</lastBuildDate>" if updated else ""
        return f"{built}</channel></rss>\n"
    return "\n]}\n"


def entry(kind: Kind, record: Record) -> str:
    """One article, as its audience may see it."""
    return {"rss": _rss, "atom": _atom, "json": _json}[kind](record)


def _content(record: Record) -> str:
    """The text as HTML, which says so where it runs from right to left."""
    text, language = html(record["body"]), record["language"] or ""
    if not text or not is_right_to_left(language):
        return text
    return f'<div lang={quoteattr(language)} dir="rtl">{text}</div>'


def _atom(record: Record) -> str:
    said = record["language"] if TAG.fullmatch(record["language"] or "") else ""
    language = f' xml:lang="{said}"' if said else ""
    parts = [
        f"<id>{identity(record)}</id><title>{_xml(record['title'] or record['url'])}</title>",
        f"<link href={_attribute(record['url'])}/><updated>{updated_at(record)}</updated>",
    ]
    if record["published_at"]:
        parts.append(f"<published>{record['published_at']}</published>")
    for name in record["authors"] or [record["source"] or record["site"]]:
        parts.append(f"<author><name>{_xml(name)}</name></author>")
    parts += [f"<category term={_attribute(name)}/>" for name in categories(record)]
    if picture := image_of(record):
        parts.append(f'<link rel="enclosure" type="image/*" href={_attribute(picture)}/>')
    if record["summary"]:
        parts.append(f"<summary>{_xml(record['summary'])}</summary>")
    if record["body"]:
        parts.append(f'<content type="html">{_xml(_content(record))}</content>')
    return f"<entry{language}>{''.join(parts)}</entry>\n"


def _rss(record: Record) -> str:
    parts = [
        f"<title>{_xml(record['title'] or record['url'])}</title>",
        f"<link>{_xml(record['url'])}</link>",
        f'<guid isPermaLink="false">{identity(record)}</guid>',
        f"<pubDate>{_mail_date(record['published_at'] or record['first_seen_at'])}</pubDate>",
        f"<atom:updated>{updated_at(record)}</atom:updated>",
    ]
    if record["language"]:
        parts.append(f"<dc:language>{_xml(record['language'])}</dc:language>")
    parts += [f"<dc:creator>{_xml(name)}</dc:creator>" for name in record["authors"]]
    parts += [f"<category>{_xml(name)}</category>" for name in categories(record)]
    if picture := image_of(record):
        parts.append(f'<media:content medium="image" url={_attribute(picture)}/>')
    if record["summary"]:
        parts.append(f"<description>{_xml(record['summary'])}</description>")
    if record["body"]:
        parts.append(f"<content:encoded>{_xml(_content(record))}</content:encoded>")
    return f"<item>{''.join(parts)}</item>\n"


def _json(record: Record) -> str:
    names = record["authors"] or [record["source"] or record["site"]]
    said: dict[str, Any] = {
        "id": identity(record),
        "url": record["url"],
        "title": record["title"],
        "summary": record["summary"],
        "date_published": record["published_at"] or record["first_seen_at"],
        "date_modified": updated_at(record),
        "authors": [{"name": name} for name in names],
        "tags": categories(record),
        "language": record["language"],
        "image": image_of(record),
        "content_html": _content(record) or None,
    }
    if not record["body"]:
        said["content_text"] = record["summary"] or record["title"] or ""
    told = {name: value for name, value in said.items() if value not in (None, [])}
    return strict.dumps(told).decode().rstrip()


def categories(record: Record) -> list[str]:
    """The labels that an entry is filed under."""
    return list(dict.fromkeys(filter(None, [record["category"], *record["tags"]])))


def image_of(record: Record) -> str | None:
    """The address of its first picture."""
    return next((image["url"] for image in record["images"] if is_web(image["url"])), None)


def feed(kind: Kind, about: Feed, records: Iterable[Record]) -> bytes:
    """A whole feed."""
    return "".join(_parts(kind, about, records)).encode()


def _parts(kind: Kind, about: Feed, records: Iterable[Record]) -> Iterator[str]:
    yield begin(kind, about)
    newest, first = None, True
    for record in records:
        yield ("" if first or kind != "json" else ",\n") + entry(kind, record)
        newest, first = _later(newest, updated_at(record)), False
    yield end(kind, newest)


def _later(one: str | None, other: str) -> str:
    if one is None:
        return other
    return max(one, other, key=datetime.fromisoformat)


def _xml(text: str) -> str:
    return escape(NOT_XML.sub("", text))


def _attribute(text: str) -> str:
    return quoteattr(NOT_XML.sub("", text))


def _mail_date(moment: str) -> str:
    return format_datetime(datetime.fromisoformat(moment).astimezone(UTC), usegmt=True)


class FeedFile(Writer):
    """A feed as a file: articles as they may be shown to others."""

    kind: Kind = "atom"

    def __init__(self, target: Target, wanted: Wanted) -> None:
        super().__init__(target, wanted)
        self.newest: str | None = None
        target.write(begin(self.kind, Feed("newsbot")).encode())

    def write(self, record: Mapping[str, Any]) -> None:
        shown = PUBLIC.shown(record)
        if shown is None:
            return
        between = ",\n" if self.kind == "json" and self.newest else ""
        self.target.write((between + entry(self.kind, shown)).encode())
        self.newest = _later(self.newest, updated_at(shown))

    def finish(self) -> None:
        self.target.write(end(self.kind, self.newest).encode())
        super().finish()


class AtomFile(FeedFile):
    """An .atom file."""


class RssFile(FeedFile):
    """An .rss file."""

    kind: Kind = "rss"


class JsonFeedFile(FeedFile):
    """A .feed.json file."""

    kind: Kind = "json"
