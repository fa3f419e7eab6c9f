"""A feed -> its entries: RSS 0.9 to 2.0, RDF, Atom 0.3 and 1.0, JSON Feed, well-formed or not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import orjson
from lxml import etree
from lxml.etree import _Element

from newsbot.fields import clean_text
from newsbot.page.feed_texts import date_text, join_url, plain
from newsbot.page.xml import name_of, parse_xml

MOST_ENTRIES = 3_000
"""Entries that are read of one feed, the first: more would hold the event loop for seconds."""

SNIFFED = 4_096
"""Bytes in which a feed's root element must begin."""

ROOT = re.compile(rb"<(?:\w+:)?(rss|feed|rdf)[\s>:]", re.I)
BEGUN = re.compile(rb"<(?:\w+:)?(?:item|entry)[\s>]", re.I)
ENDED = re.compile(rb"</(?:\w+:)?(?:item|entry)\s*>", re.I)
JSON_FEED = re.compile(rb'"version"\s*:\s*"https?:(?:\\?/){2}(?:www\.)?jsonfeed\.org')
IMAGE = re.compile(r"<img[^>]+?src\s*=\s*[\"']?([^\"'\s>]+)", re.I)
ADDRESS = re.compile(r"^(?:https?:)?//|^/|^\.{0,2}/", re.I)
WEB = re.compile(r"^https?://", re.I)
PERSON = re.compile(r"^[^\s@]+@[^\s@]+\s*\((.+)\)$")

PUBLISHED = ("pubdate", "published", "issued", "dc:date", "dcterms:issued", "created")
UPDATED = ("updated", "modified", "dcterms:modified", "date", "lastbuilddate")
BODY = ("content:encoded", "content", "xhtml:body", "description", "summary")
SUMMARY = ("description", "summary", "itunes:summary", "media:description", "content:encoded")
AUTHOR = ("dc:creator", "author", "itunes:author", "media:credit")


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry: an absolute address and texts without markup; dates in ISO form where read."""

    url: str
    title: str | None = None
    date_text: str | None = None
    excerpt: str | None = None
    image_url: str | None = None
    category: str | None = None
    author: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: its entries in printed order, and the next page of it (RFC 5005) if it names one."""

    title: str | None
    entries: tuple[FeedEntry, ...]
    next_url: str | None = None


def is_feed(body: bytes) -> bool:
    """Whether a response is a feed by its first 4 KB, whatever its header says."""
    head = body[:SNIFFED]
    if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return JSON_FEED.search(head) is not None
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head.decode("utf-16", "replace").encode()
    found = ROOT.search(head)
    return found is not None and b"<html" not in head[: found.start()].lower()


def read_feed(body: bytes, url: str, content_type: str | None = None) -> Feed:
    """The feed of a response; an empty one where nothing can be read.

    `url` is where it came from: relative addresses are relative to `xml:base`, else to it.
    """
    if body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return _json_feed(body, url)
    root = parse_xml(body, content_type)
    if root is None:
        return Feed(None, ())
    entries: list[FeedEntry] = []
    seen: set[str] = set()
    channel: dict[str, list[_Element]] = {}
    cut = _cut_off(body)
    for element in root.iter(etree.Element):
        name = name_of(element)
        if name in ("item", "entry"):
            entry = None if cut and _is_last(element) else _entry(element, url)
            if entry and entry.url not in seen:
                seen.add(entry.url)
                entries.append(entry)
            if len(entries) == MOST_ENTRIES:
                break
        elif name in ("title", "link") and not entries:
            channel.setdefault(name, []).append(element)
    return Feed(_first(channel, ("title",)), tuple(entries), _next(channel.get("link", ()), url))


def _cut_off(body: bytes) -> bool:
    """Whether a feed ends within an entry: what it says of its last one may be cut, too."""
    ended = [found.end() for found in ENDED.finditer(body)]
    return bool(ended) and BEGUN.search(body, ended[-1]) is not None


def _is_last(item: _Element) -> bool:
    return not any(name_of(other) == name_of(item) for other in item.itersiblings())


# --- XML --------------------------------------------------------------------------------------


def _entry(item: _Element, url: str) -> FeedEntry | None:
    parts: dict[str, list[_Element]] = {}
    for child in item.iterchildren(etree.Element):
        name = name_of(child)
        parts.setdefault(name, []).append(child)
        if name in ("media:group", "source"):
            for inner in child.iterchildren(etree.Element) if name != "source" else ():
                parts.setdefault(name_of(inner), []).append(inner)
    base = _base(item, url)
    address = _address(parts, base)
    if address is None:
        return None
    body = next((_markup(part) for name in BODY for part in parts.get(name, ())), "")
    return FeedEntry(
        address,
        _first(parts, ("title", "media:title", "dc:title")),
        _date(parts),
        _first(parts, SUMMARY),
        _image(parts, body, base),
        _first(parts, ("category", "dc:subject")),
        _author(parts),
    )


def _base(element: _Element, url: str) -> str:
    """The base of an element's relative addresses: the `xml:base` attributes around it."""
    around = [element, *element.iterancestors()]
    for outer in reversed(around):
        for key, value in outer.attrib.items():
            if str(key).endswith(("}base", ":base")):
                url = join_url(url, str(value)) or url
    return url


def _address(parts: dict[str, list[_Element]], base: str) -> str | None:
    """The address of an entry's page: its link, else a guid or id that is an address."""
    links = [*parts.get("feedburner:origlink", ()), *parts.get("link", ())]
    chosen = [link for link in links if (link.get("rel") or "alternate") == "alternate"]
    texts = [text for link in chosen for text in (link.get("href"), _link_text(link)) if text]
    guids = [g for g in parts.get("guid", ()) if (g.get("ispermalink") or "") != "false"]
    named = [_plain(g) for g in (*guids, *parts.get("id", ()))]
    texts += [text for text in named if WEB.match(text)]
    texts += [text for text in named if text.startswith("/")]
    texts += [str(value) for item in parts.get("enclosure", ()) if (value := item.get("url"))]
    return next((found for text in texts if (found := join_url(base, text))), None)


def _link_text(link: _Element) -> str:
    """What a link says: its text, or what follows `<link/>` in feeds that an HTML tool wrote."""
    text = "".join(map(str, link.itertext())).strip()
    return text or (link.tail or "").strip()


def _next(links: list[_Element] | tuple[()], url: str) -> str | None:
    named = (link.get("href") for link in links if link.get("rel") == "next")
    return next((found for href in named if href and (found := join_url(url, href))), None)


def _first(parts: dict[str, list[_Element]], names: tuple[str, ...]) -> str | None:
    """The first text of these elements, as plain text."""
    for name in names:
        for part in parts.get(name, ()):
            text = plain(_markup(part)) or clean_text(part.get("term") or part.get("label") or "")
            if text:
                return text
    return None


def _markup(element: _Element) -> str:
    """An element's content as text that may hold markup; XHTML content as its words."""
    if element.get("type") == "xhtml" or len(element):
        return " ".join(map(str, element.itertext()))
    return element.text or ""


def _plain(element: _Element) -> str:
    return clean_text("".join(map(str, element.itertext())))


def _date(parts: dict[str, list[_Element]]) -> str | None:
    texts = (_plain(part) for name in (*PUBLISHED, *UPDATED) for part in parts.get(name, ()))
    return next((found for text in texts if (found := date_text(text))), None)


def _author(parts: dict[str, list[_Element]]) -> str | None:
    for name in AUTHOR:
        for part in parts.get(name, ()):
            named = next((c for c in part if name_of(c) == "name"), part)
            text = plain(_markup(named))
            found = PERSON.match(text)
            if text and (found or "@" not in text):
                return found[1] if found else text
    return None


def _image(parts: dict[str, list[_Element]], body: str, base: str) -> str | None:
    for name in ("media:content", "media:thumbnail", "enclosure", "itunes:image", "link", "image"):
        for part in parts.get(name, ()):
            address = part.get("url") or part.get("href") or ""
            if name == "image":
                address = next((_plain(c) for c in part if name_of(c) == "url"), "")
            if address and _is_picture(name, part) and (url := join_url(base, address)):
                return url
    found = IMAGE.search(body)
    return join_url(base, found[1].replace("&amp;", "&")) if found else None


def _is_picture(name: str, part: _Element) -> bool:
    kind = (part.get("type") or part.get("medium") or "").lower()
    if name in ("media:content", "enclosure"):
        return kind.startswith("image") or (
            not kind and re.search(r"\.(?:jpe?g|png|webp|gif)\b", part.get("url") or "") is not None
        )
    return name != "link" or (part.get("rel") == "enclosure" and kind.startswith("image"))


# --- JSON Feed --------------------------------------------------------------------------------


def _json_feed(body: bytes, url: str) -> Feed:
    try:
        feed = orjson.loads(body.lstrip(b"\xef\xbb\xbf \t\r\n"))
    except ValueError:
        return Feed(None, ())
    items = feed.get("items") if isinstance(feed, dict) else None
    rows = [row for row in items if isinstance(row, dict)] if isinstance(items, list) else []
    entries = {e.url: e for row in rows[:MOST_ENTRIES] for e in _json_entries(row, url)}
    following = join_url(url, _text(feed, "next_url")) if isinstance(feed, dict) else None
    return Feed(_text(feed, "title") or None, tuple(entries.values()), following)


def _json_entries(row: dict[str, Any], url: str) -> Iterator[FeedEntry]:
    named = (_text(row, "url"), _text(row, "external_url"), _text(row, "id"))
    address = next((f for t in named if ADDRESS.match(t) and (f := join_url(url, t))), None)
    if not address:
        return
    authors = row.get("authors") or [row.get("author")]
    tags = row.get("tags") if isinstance(row.get("tags"), list) else []
    first = authors[0] if isinstance(authors, list) and authors else None
    content = _text(row, "content_html")
    picture = IMAGE.search(content)
    image = _text(row, "image") or _text(row, "banner_image") or (picture[1] if picture else "")
    yield FeedEntry(
        address,
        plain(_text(row, "title")) or None,
        date_text(_text(row, "date_published") or _text(row, "date_modified")),
        plain(_text(row, "summary") or _text(row, "content_text") or content) or None,
        join_url(url, image),
        next((str(tag) for tag in tags or () if tag), None),
        (_text(first, "name") or None) if isinstance(first, dict) else None,
    )


def _text(row: Any, key: str) -> str:
    value = row.get(key) if isinstance(row, dict) else None
    return str(value).strip() if isinstance(value, str | int | float) else ""
