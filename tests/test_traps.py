"""Traps: what addresses have in common, which of them wind, and when a pattern is left."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy import Request
from scrapy.http import HtmlResponse
from scrapy.statscollectors import MemoryStatsCollector
from scrapy.utils.test import get_crawler

from newsbot.items import Article, ListingEntry
from newsbot.middlewares.traps import CapLinks
from newsbot.page.document import DOCUMENT, Document
from newsbot.policy.traps import Limits, Paths, likeness, pattern, winding


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://n.example/a/123.html", "n.example/a/0.html"),
        ("https://n.example/2025/03/24/x.html", "n.example/0/0/0/x.html"),
        ("https://n.example/a?sid=9f&page=2", "n.example/a?page&sid"),
        ("https://n.example/s/9f86d081884c7d659a2f/x", "n.example/s/0/x"),
        ("https://n.example/", "n.example/"),
        (
            "https://n.example/world/an-unusually-long-headline",
            "n.example/world/an-unusually-long-headline",
        ),
    ],
)
def test_patterns(url: str, expected: str) -> None:
    assert pattern(url) == expected


@pytest.mark.parametrize(
    ("url", "winds"),
    [
        ("https://n.example/a/b/a/b/a/b/a/b/", True),
        ("https://n.example/" + "x/" * 4, True),
        ("https://n.example/" + "/".join(map(str, range(30))), True),
        ("https://n.example/?" + "&".join(f"a{i}=1" for i in range(60)), True),
        ("https://n.example/zh-hans/news/2025/03/24/news/1.html", False),
        ("https://n.example/a/b/a/b/1.html", False),
        ("https://n.example/1/1/1", False),
        ("https://n.example/", False),
    ],
)
def test_winding_paths(url: str, winds: bool) -> None:
    assert bool(winding(url)) == winds


def test_a_pattern_that_gives_nothing_new_is_left() -> None:
    paths = Paths(Limits(fruitless=3))
    urls = [f"https://n.example/day/{n}" for n in range(5)]
    assert [paths.gave(url, something=False) for url in urls[:3]] == ["", "", "n.example/day/0"]
    assert "gave nothing new" in paths.why_not(urls[4], key=4, depth=1)
    assert paths.why_not("https://n.example/news/9", key=5, depth=1) == ""


def test_one_article_ends_the_row() -> None:
    paths = Paths(Limits(fruitless=3))
    for n in range(30):
        assert paths.gave(f"https://n.example/a/{n}", something=n % 3 == 0) == ""


@pytest.mark.parametrize(
    ("limits", "depth", "asked", "expected"),
    [
        (Limits(depth=5), 6, 1, "6 links away"),
        (Limits(depth=5), 5, 1, ""),
        (Limits(host_pages=10), 0, 11, "10 pages of n.example"),
        (Limits(host_pages=10), 0, 10, ""),
    ],
)
def test_caps(limits: Limits, depth: int, asked: int, expected: str) -> None:
    paths = Paths(limits)
    for n in range(asked):
        why = paths.why_not(f"https://n.example/a/{n}", key=n, depth=depth)
    assert why.startswith(expected), why
    assert bool(why) == bool(expected), why


def test_one_address_is_asked_for_only_so_often() -> None:
    paths = Paths(Limits(same_address=2))
    url = "https://n.example/sitemap.xml"
    whys = [paths.why_not(url, key="x", depth=0) for _ in range(3)]
    assert whys == ["", "", "asked for 2 times in one run"]
    assert paths.why_not(url, key="another body", depth=0) == ""


def test_pages_that_differ_in_numbers_only_are_alike() -> None:
    page = "<h1>今天没有新闻</h1><a href='/s/{0}'>{0}</a>"
    paths = Paths()
    first, second = (page.format(n).encode() for n in ("9f1", "77ac"))
    assert likeness(first) == likeness(second)
    assert paths.looks_new("https://n.example/1", first)
    assert not paths.looks_new("https://n.example/2", second)
    assert paths.looks_new("https://n.example/1", first), "a page is no copy of itself"
    assert paths.looks_new("https://n.example/3", "<h1>河堤通过验收</h1>".encode())


@given(st.text(max_size=80))
def test_no_address_breaks_the_readers(path: str) -> None:
    url = f"https://n.example/{path.replace('[', '').replace(']', '')}"
    assert pattern(url).startswith("n.example")
    winding(url)


ENTRY = ListingEntry(
    "https://n.example/9", "n", "https://n.example/", datetime(2026, 3, 1, tzinfo=UTC)
)


@pytest.mark.parametrize(
    ("gives", "expected"), [((), [False]), ((ENTRY,), [False]), ((Article(),), [])]
)
def test_a_page_like_an_earlier_one_counts_unless_it_gave_an_article(
    gives: tuple[object, ...], expected: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    crawler = get_crawler()
    crawler.stats = MemoryStatsCollector(crawler)
    middleware = CapLinks(crawler)
    noted: list[bool] = []
    monkeypatch.setattr(middleware.walk, "gave", lambda url, *, something: noted.append(something))

    def read(number: int) -> list[object]:
        url = f"https://n.example/{number}"
        body = f"<p>Day {number} of the works on the dike.</p>".encode()
        page = Document(body, url, content_type="text/html")
        response = HtmlResponse(url, body=body, request=Request(url, meta={DOCUMENT: page}))
        return list(middleware.process_spider_output(response, gives))

    for number in (1, 2):
        assert read(number) == list(gives), "what a page gave goes on"
    assert noted == expected, f"a page that gave {gives}: expected {expected}, got {noted}"
