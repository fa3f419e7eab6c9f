"""Readers meet anything: they give a value or nothing, in bounded time, and never another error."""

from __future__ import annotations

import contextlib
import random
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsbot.article import extract
from newsbot.errors import PageFault, UnusableFile
from newsbot.export.formats import line
from newsbot.fields import clean_url, read_byline, read_count, read_date, read_title
from newsbot.network.archive import Archive
from newsbot.page.cards import read_cards
from newsbot.page.document import Document
from newsbot.page.onward import leads_on
from newsbot.page.paging import read_paging
from newsbot.page.scripted import scripted
from newsbot.page.stated import read_stated

NOW = datetime(2026, 3, 24, 3, 4, 12, tzinfo=UTC)
BOUND = settings(max_examples=60, deadline=None)

PIECES = st.sampled_from(
    (
        "2025 03 24 年 月 日 时 分 : - / . T Z +08:00 上午 下午 昨天 前天 刚刚 3小时前 周五 民国 "
        "Mar March 1742785452 万 亿 w k + 阅读 浏览 views 来源 ： 作者 记者 责编 （ ） | _ — By "
        "９ ٣ \u200b \u202e \ud800 \x00 \n é 🙂"
    ).split(" ")
)
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=14).map("".join))


@BOUND
@given(TEXTS)
def test_dates_are_plausible_or_none(text: str) -> None:
    found = read_date(text, now=NOW, time_zone="Asia/Shanghai")
    if found is not None:
        assert 1900 <= found.at.year <= 2100, f"{text!r} gave {found.at}"
        assert found.at.tzinfo is not None


@BOUND
@given(TEXTS)
def test_counts_are_whole_and_not_negative(text: str) -> None:
    found = read_count(text)
    assert found is None or (isinstance(found.value, int) and 0 <= found.value < 2**63)


@BOUND
@given(TEXTS)
def test_bylines_and_titles_are_printable(text: str) -> None:
    found = read_byline(text)
    names = [found.source or "", *found.authors, *found.editors] if found else []
    for name in [*names, read_title(text) or ""]:
        name.encode()
        assert "\x00" not in name
        assert "\u202e" not in name
    clean_url(text, "https://news.example/")


TAGS = st.sampled_from(
    (
        "<html> <head> <meta> </head> <body> <p> </p> <div> </div> <a href=/a/1-2.html> </a> <li> "
        "<ul> <h1> </h1> <table> <tr> <td> <script> </script> <style> <!-- --> <![CDATA[ ]]> <svg> "
        "<template> <base href=//x> & &#0; &#x110000; <title> </title> <img src=x srcset=,,> "
        "<frameset> < > = \" ' 河堤通过验收。 2025-03-24"
    ).split(" ")
)
JSONISH = st.recursive(
    st.one_of(st.none(), st.booleans(), st.floats(), st.text(max_size=8)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(["@type", "@graph", "headline", "author", "name", "image", "url"]),
            inner,
            max_size=4,
        ),
    ),
    max_leaves=8,
)


@BOUND
@given(st.lists(TAGS, max_size=60).map("".join), JSONISH)
def test_pages_give_an_article_or_a_named_fault(html: str, data: object) -> None:
    script = f'<script type="application/ld+json">{data!r}</script>'.replace("'", '"')
    with contextlib.suppress(PageFault):
        line(extract((script + html).encode("utf-8", "replace"), "https://n.example/a/1-2.html"))


@BOUND
@given(st.lists(TAGS, max_size=60).map("".join))
def test_listings_give_links_or_a_named_fault(html: str) -> None:
    document = Document(html.encode("utf-8", "replace"), "https://n.example/list")
    with contextlib.suppress(PageFault):
        cards = read_cards(document, is_article=lambda _: True, now=NOW, time_zone="Asia/Shanghai")
        assert all(card.url.startswith(("http://", "https://")) for card in cards)
        read_paging(document, 1)


SCRIPTED = st.sampled_from(
    [
        "<li onclick=\"go('/a.html')\">",
        "<div data-href=/a/1.html>",
        "<a href=# data-url='?id=1'>",
        "<script>var x = {a: 'b', content: [",
        'window.S = {"body": "',
        "document.write('<a href=/b>",
        "<textarea>",
        "<noscript>",
        "<template>",
        "<iframe srcdoc='<p>",
        "<frame src=/f.htm>",
        "</script>",
        "<meta http-equiv=refresh content='0;url=",
        "location.href = '/zh/'",
        "<![CDATA[<a href=/c>",
        "]]>",
        "<p>" + "词" * 80,
        "x" * 80,
        *("'", '"', "}]", "\\", "\x01", "\x0b", "\ufffe", "\\ud800", "\n"),
    ]
)


@BOUND
@given(st.lists(SCRIPTED, max_size=40).map("".join))
def test_pages_of_scripts_give_a_page_or_a_named_fault(html: str) -> None:
    document = Document(html.encode("utf-8", "replace"), "https://n.example/list")
    with contextlib.suppress(PageFault):
        shown = scripted(document)
        assert shown is None or shown.root is not None
        read_stated(document)
        onward = leads_on(document)
        assert onward is None or onward.startswith(("http://", "https://"))


@BOUND
@given(st.binary(max_size=400))
def test_bytes_give_an_article_or_a_named_fault(body: bytes) -> None:
    with contextlib.suppress(PageFault):
        line(extract(body, "https://n.example/a/1-2.html"))


RECORD = (
    b"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://n.example/\r\n"
    b"WARC-Date: 2026-03-24T03:04:12Z\r\nWARC-Record-ID: <urn:uuid:0>\r\n"
    b"Content-Type: application/http;msgtype=response\r\nContent-Length: 38\r\n\r\n"
    b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n\r\n\r\n"
)


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_recording_is_named(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    data = bytearray(RECORD * 2)
    for _ in range(chance.randint(1, 12)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    path = tmp_path / "crawl.warc"
    path.write_bytes(bytes(data[: chance.randint(1, len(data))]))
    with contextlib.suppress(UnusableFile):
        Archive.open(str(path)).close()
