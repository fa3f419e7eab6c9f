"""Feeds as they are: the oddities of real ones as data, held against feedparser too."""

from __future__ import annotations

import json
import re
from calendar import timegm
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.fields import read_date
from newsbot.page.document import Document
from newsbot.page.feed_texts import date_text, plain
from newsbot.page.feeds import is_feed, read_feed
from newsbot.page.sources import linked_feeds

FOLDER = Path(__file__).parent / "data" / "feeds"
URL = "https://a.example/feeds/all.xml"
NOW = datetime(2026, 11, 20, tzinfo=UTC)
ODD = [*sorted(path.name for path in FOLDER.glob("*.xml")), "feed.json"]
CONTROL = re.compile("[\x00-\x1f]")
EXPECTED: dict[str, list[list[str | None]]] = json.loads((FOLDER / "expected.txt").read_text())


def entries(name: str) -> list[list[str | None]]:
    feed = read_feed((FOLDER / name).read_bytes(), URL, "application/xml")
    return [[entry.url, entry.title, entry.date_text] for entry in feed.entries]


@pytest.mark.parametrize("name", ODD)
def test_oddities(name: str) -> None:
    assert is_feed((FOLDER / name).read_bytes()), f"{name} is not known as a feed"
    assert entries(name) == EXPECTED[name], name


@pytest.mark.parametrize("name", [name for name in ODD if name != "feed.json"])
def test_what_feedparser_reads_is_read(name: str) -> None:
    """Addresses, titles (as plain text) and moments, where feedparser gives an address at all."""
    mine = {row[0]: row for row in entries(name)}
    for theirs in parsed((FOLDER / name).read_bytes()):
        url = theirs.get("link")
        if not url:
            continue
        assert url in mine, f"{name}: feedparser reads {url}"
        title = plain(CONTROL.sub("", theirs.get("title") or "")).replace("&x;", "").strip()
        got = (mine[url][1] or "").replace("&x;", "").strip()
        assert got == title, f"{name} {url} title: feedparser {title!r}, got {got!r}"
        moment = dict.get(theirs, "published_parsed") or dict.get(theirs, "updated_parsed")
        if moment and moment.tm_year > 1970:
            read = read_date(mine[url][2] or "", now=NOW, time_zone="UTC")
            assert read is not None, f"{name} {url}: feedparser reads {mine[url][2]}"
            assert abs(timegm(moment) - read.at.timestamp()) < 60, f"{name} {url} {mine[url][2]}"


def parsed(body: bytes) -> Iterator[dict[str, Any]]:
    import feedparser

    headers = {"content-location": URL, "content-type": "application/xml"}
    yield from feedparser.parse(body, response_headers=headers).entries


def test_what_else_a_feed_says() -> None:
    odd = read_feed((FOLDER / "undeclared_namespaces.xml").read_bytes(), URL).entries[0]
    assert (odd.image_url, odd.author) == ("https://a.example/1.jpg", "Mara Ellwood")
    feed = read_feed((FOLDER / "feed.json").read_bytes(), URL)
    assert feed.next_url == "https://a.example/feed.json?p=2"
    first = feed.entries[0]
    assert (first.author, first.category) == ("Alden Pryce", "harbour")
    assert first.image_url == "https://a.example/1.jpg"


def test_entities_are_not_expanded() -> None:
    lol = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    bomb = f'<!DOCTYPE rss [<!ENTITY a0 "ha">{lol}]><rss><channel><item><title>T &a9;</title>'
    bomb += "<link>https://a.example/1</link></item></channel></rss>"
    feed = read_feed(bomb.encode(), URL)
    assert len(feed.entries[0].title or "") < 100
    assert "root:" not in str(entries("entities_declared.xml")), "a local file was read"


def test_a_feed_of_five_megabytes_is_read_whole() -> None:
    text = "<p>Buses stop a little further north while the depot is painted.</p>" * 30
    item = "<item><title>Story {n}</title><link>https://a.example/{n}</link><description><![CDATA["
    items = "".join(
        item.replace("{n}", str(n)) + text + "]]></description></item>" for n in range(2600)
    )
    body = f"<rss><channel>{items}</channel></rss>".encode()
    assert len(body) > 5_000_000
    assert len(read_feed(body, URL).entries) == 2600


@given(st.binary(max_size=400))
def test_nothing_is_too_broken(noise: bytes) -> None:
    is_feed(noise)
    for body in (noise, b"<rss><channel><item><title>" + noise, b'{"version":' + noise):
        for entry in read_feed(body, URL).entries:
            assert entry.url.startswith("http")


@given(st.text(max_size=60))
def test_no_text_is_too_odd_for_a_date_or_title(text: str) -> None:
    date_text(text)
    plain(text)


@pytest.mark.parametrize(
    "page",
    [b"<html><body><feed>x</feed></body></html>", b'{"items": []}', b"", b"<svg></svg>", b"[1]"],
)
def test_what_is_no_feed(page: bytes) -> None:
    assert not is_feed(page)


LINKED = {
    "declared": ('<link rel="alternate" type="application/rss+xml" href="/f.xml">', ["/f.xml"]),
    "of comments": (
        '<link rel="alternate" type="application/rss+xml" title="Comments" href="/c.xml">',
        [],
    ),
    "called RSS": ('<a href="/rss/all">RSS</a>', ["/rss/all"]),
    "by parameter": ('<a href="/?feed=rss2">Subscribe by feed</a>', ["/?feed=rss2"]),
    "a page about them": ('<a href="/help/our-rss">RSS help</a>', []),
}


@pytest.mark.parametrize("name", LINKED)
def test_feeds_that_a_page_names(name: str) -> None:
    body, wanted = LINKED[name]
    document = Document(f"<html><body>{body}</body></html>".encode(), "https://a.example/")
    assert linked_feeds(document) == [f"https://a.example{path}" for path in wanted], name
