"""Listings that are data: state in scripts, JSONP, JMESPath, paging, and sitemaps."""

from __future__ import annotations

import gzip
import re
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.data_listing import Ask, Place, Template
from newsbot.errors import BadValue
from newsbot.page.devalue import is_flat, unflatten
from newsbot.page.document import Document
from newsbot.page.rows import BadPath, check_paths, guess_rows, read_rows
from newsbot.page.sitemaps import is_sitemap, read_sitemap
from newsbot.page.state import is_json, read_json, read_states

BASE = "https://a.example/news"
VALUE = {"list": [{"id": 1, "title": "One"}], "more": True}
TEXT = orjson.dumps(VALUE).decode()


ANSWERS = {
    "json": TEXT,
    "byte order mark": "\ufeff" + TEXT,
    "guard": ")]}',\n" + TEXT,
    "endless loop": "for(;;);" + TEXT,
    "jsonp": f"callback({TEXT});",
    "jsonp with comment": f"/**/ jQuery123_456({TEXT})",
    "jsonp with test": f"typeof cb === 'function' && cb({TEXT});",
    "dotted": f"window.app.list({TEXT})",
    "single quotes inside": "cb(" + TEXT.replace("One", "O'ne") + ")",
    "trailing comma": TEXT[:-1] + ",}",
}


@pytest.mark.parametrize("name", ANSWERS)
def test_answers(name: str) -> None:
    assert is_json(ANSWERS[name]), name
    got = read_json(ANSWERS[name])
    assert got is not None, name
    assert str(got["list"][0]["title"]).replace("'", "") == "One", name


def flat(value: Any) -> list[Any]:
    """As Nuxt writes it: the whole first, each part at a place of its own."""
    values: list[Any] = [None]

    def place_of(part: Any) -> int:
        at = len(values)
        values.append(None)
        values[at] = laid(part)
        return at

    def laid(part: Any) -> Any:
        if isinstance(part, dict):
            return {key: place_of(inner) for key, inner in part.items()}
        return [place_of(inner) for inner in part] if isinstance(part, list) else part

    values[0] = laid(value)
    return values


LITERAL = re.sub(r'"(\w+)":', r"\1: ", TEXT).replace('"', "'")
"""The same as people write it into a script: keys bare, texts between apostrophes."""

SCRIPTS = {
    "nuxt": '<script id="__NUXT_DATA__" type="application/json">'
    f"{orjson.dumps(flat(VALUE)).decode()}</script>",
    "next": f'<script id="__NEXT_DATA__" type="application/json">{TEXT}</script>',
    "initial": f"<script>window.__INITIAL_STATE__ = {TEXT};(function(){{}})()</script>",
    "bracket": f'<script>window["__INITIAL_STATE__"]={TEXT}</script>',
    "var": f"<script>var pageData = {TEXT}; var other = 1;</script>",
    "parsed": f"<script>window.S = JSON.parse({orjson.dumps(TEXT).decode()})</script>",
    "undefined": '<script>window.S = {"a":undefined,' + TEXT[1:] + "</script>",
    "pushed": "<script>self.__next_f.push([1," + orjson.dumps("2:" + TEXT).decode() + "])</script>",
    "attribute": f"<div id=app data-page='{TEXT}'></div>",
    "literal": f"<script>var list = {LITERAL};</script>",
    "plain": f'<script type="application/json">{TEXT}</script>',
}


@pytest.mark.parametrize("name", SCRIPTS)
def test_states(name: str) -> None:
    document = Document(f"<html><body>{SCRIPTS[name]}</body></html>".encode(), BASE)
    found = [state for _, state in read_states(document)]
    assert any(isinstance(s, dict) and s.get("list") == VALUE["list"] for s in found), (name, found)


PARTS = st.recursive(
    st.none() | st.booleans() | st.integers(0, 9) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
)


@given(PARTS)
def test_flat_lists_mean_what_they_were_made_of(value: Any) -> None:
    assert unflatten(flat(value)) == value


@given(st.lists(st.none() | st.integers(-2, 9) | st.text(max_size=3) | PARTS, max_size=8))
def test_no_flat_list_is_too_odd(values: list[Any]) -> None:
    is_flat(values)
    unflatten(values)


def test_values_that_json_does_not_have() -> None:
    values = [
        ["Reactive", 1],
        {"at": 2, "tags": 3, "none": -1},
        ["Date", "2026-11-20"],
        ["Set", 4],
        "x",
    ]
    assert is_flat(values)
    assert unflatten(values) == {"at": "2026-11-20", "tags": ["x"], "none": None}


def test_scripts_without_state() -> None:
    text = (
        "<script>window.dataLayer = window.dataLayer || []; function x(){ return {a: 1} }</script>"
    )
    ld = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "' + "x" * 60
    document = Document(f'<body>{text}{ld}"}}</script></body>'.encode(), BASE)
    assert list(read_states(document)) == []


@given(st.text(max_size=80))
def test_no_text_breaks_the_reader(text: str) -> None:
    read_json(text)
    read_json("cb(" + text)


PATHS = {
    "entries": "data.items",
    "next": "data.next",
    "cursor": "data.cursor",
    "url": "/{channel.slug}/{id}.html",
    "title": "titles[0]",
    "published_at": "ctime",
    "views": "stat.pv",
    "image_url": "images",
    "category": "channel",
}
ROW = {
    "id": 482107,
    "channel": {"slug": "world", "name": "World"},
    "titles": ["<em>Harbour</em> lights", "x"],
    "ctime": 1763600000,
    "stat": {"pv": 1200.0},
    "images": [{"url": "/i.jpg"}],
}


def test_declared_paths() -> None:
    check_paths(PATHS)
    value = {"data": {"items": [ROW, {"id": None}, "noise"], "next": "/p2", "cursor": 0}}
    data = read_rows(value, PATHS, BASE)
    card = data.cards[0]
    assert card.url == "https://a.example/world/482107.html"
    assert (card.title, card.date_text, card.views_text) == ("Harbour lights", "1763600000", "1200")
    assert (card.image_url, card.category) == ("https://a.example/i.jpg", "World")
    assert (data.next_url, data.cursor) == ("/p2", "0")


@pytest.mark.parametrize(
    ("paths", "said"),
    [
        ({"entries": "data[["}, "data.entries is no JMESPath"),
        ({"url": "/{a..b}.html"}, "data.url is no JMESPath"),
        ({"items": "x"}, "data has no key 'items'; it has: entries"),
    ],
)
def test_paths_that_are_wrong(paths: dict[str, str], said: str) -> None:
    with pytest.raises(BadPath, match=said.replace("[", r"\[")):
        check_paths(paths)


def test_rows_that_a_person_would_see() -> None:
    rows = [{"headline": f"Story {n}", "permalink": f"/n/{n}", "pubTime": "2026-11-20"}
            for n in range(5)]  # fmt: skip
    menu = [{"name": "World", "url": "/world"}, {"name": "Sport", "url": "/sport"}]
    data = guess_rows({"menu": menu, "feed": {"edges": [{"node": row} for row in rows]}}, BASE)
    assert [card.url for card in data.cards] == [f"https://a.example/n/{n}" for n in range(5)]
    assert data.cards[0].date_text == "2026-11-20"


def test_a_menu_is_no_list_of_articles() -> None:
    menu = [{"title": name, "href": f"/{name.lower()}"} for name in "World Sport Money".split()]
    rows = [
        {
            "id": n,
            "attributes": {"title": f"Harbour lights of number {n} are new"},
            "href": f"/a-{n}",
        }
        for n in range(2)
    ]
    value = {"blocks": [{"items": menu}, {"items": rows}]}
    cards = guess_rows(value, BASE).cards
    assert [(card.url, card.title) for card in cards] == [
        (f"https://a.example/a-{n}", f"Harbour lights of number {n} are new") for n in range(2)
    ]
    assert guess_rows({"blocks": [{"items": menu}, {"items": []}]}, BASE).cards == ()


def test_html_in_data_and_its_next_page() -> None:
    data = guess_rows({"code": 0, "html": "<p><a href='/1'>x</a></p>", "next_url": "/m?p=2"}, BASE)
    assert data.html == "<p><a href='/1'>x</a></p>"
    assert data.next_url == "/m?p=2"


def test_html_that_is_declared() -> None:
    value = {"data": {"blocks": ["<p>a</p>", None, "<p>b</p>"], "next": "2"}}
    data = read_rows(value, {"html": "data.blocks", "next": "data.next"}, BASE)
    assert (data.html, data.next_url, data.cards) == ("<p>a</p><p>b</p>", "2", ())


ASKS: dict[str, tuple[Template, Place, Ask]] = {
    "page": (Template("/{category}?p={page}"), Place("w", 3), Ask("/w?p=3")),
    "pages from 0": (Template("/l/{page}", first_page=0), Place("", 1), Ask("/l/0")),
    "counted offset": (Template("/l?o={offset}"), Place("", 2, 17), Ask("/l?o=17")),
    "fixed offset": (Template("/l?o={offset}", page_size=20), Place("", 3, 5), Ask("/l?o=40")),
    "first cursor": (Template("/l?c={cursor}&n=5"), Place(""), Ask("/l?n=5")),
    "only a cursor": (Template("/l?c={cursor}"), Place(""), Ask("/l")),
    "cursor": (Template("/l?c={cursor}"), Place("", 2, 5, "a=b&c"), Ask("/l?c=a%3Db%26c")),
    "timestamp": (Template("/l?t={cursor}", first_cursor="99"), Place(""), Ask("/l?t=99")),
    "json": (
        Template("/l", {"q": {"page": "{page}", "c": "{category}", "a": "{cursor}"}}),
        Place("w", 2),
        Ask("/l", "POST", b'{"q":{"page":2,"c":"w"}}', {"Content-Type": "application/json"}),
    ),
    "form": (
        Template("/l", "p={page}&c={category}"),
        Place("w", 2),
        Ask("/l", "POST", b"p=2&c=w", {"Content-Type": "application/x-www-form-urlencoded"}),
    ),
    "json text": (
        Template("/l", '{"p": {page}}'),
        Place("w", 2),
        Ask("/l", "POST", b'{"p": 2}', {"Content-Type": "application/json"}),
    ),
}


@pytest.mark.parametrize("name", ASKS)
def test_requests_for_pages(name: str) -> None:
    template, place, wanted = ASKS[name]
    assert template.ask(place) == wanted


def test_a_place_that_is_unknown() -> None:
    with pytest.raises(BadValue, match=r"listing_path has \{pagee\}; it may have \{category\}"):
        Template("/l?p={pagee}").places()


def test_whether_a_listing_goes_on() -> None:
    assert Template("/l?p={page}").goes_on(None)
    assert Template("/l?c={cursor}").goes_on("x")
    assert not Template("/l?c={cursor}").goes_on(None)
    assert not Template("/l").goes_on(None)


SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def urls_of(rows: str, root: str = "urlset", spaces: str = SPACE) -> bytes:
    return f'<?xml version="1.0"?><{root} {spaces}>{rows}</{root}>'.encode()


SITEMAPS: dict[str, bytes] = {
    "plain": urls_of("<url><loc>https://a.example/1</loc></url>"),
    "without namespace": urls_of("<url><loc> https://a.example/1 </loc></url>", spaces=""),
    "gzip": gzip.compress(urls_of("<url><loc>https://a.example/1</loc></url>")),
    "cut gzip": gzip.compress(urls_of("<url><loc>https://a.example/1</loc></url>" * 99))[:-9],
    "broken": urls_of("<url><loc>https://a.example/1</loc></url><url><loc>&</url>"),
    "ampersand": urls_of("<url><loc>https://a.example/1</loc></url>").replace(b"/1<", b"/1?a&b<"),
    "prefixed": urls_of("<s:url><s:loc>https://a.example/1</s:loc></s:url>", "s:urlset",
                        SPACE.replace("xmlns", "xmlns:s")),
}  # fmt: skip


@pytest.mark.parametrize("name", SITEMAPS)
def test_sitemaps(name: str) -> None:
    assert is_sitemap(SITEMAPS[name]), name
    found = read_sitemap(SITEMAPS[name], "https://a.example/sitemap.xml")
    assert [entry.url.partition("?")[0] for entry in found.entries] == ["https://a.example/1"], name


def test_an_index_newest_first() -> None:
    parts = [("a", "2024-01-01"), ("b", "2026-11-20T08:00:00Z"), ("c", ""), ("news", "")]
    rows = "".join(
        f"<sitemap><loc>https://a.example/{n}.xml</loc>{f'<lastmod>{d}</lastmod>' if d else ''}"
        "</sitemap>"
        for n, d in parts
    )
    index = read_sitemap(urls_of(rows, "sitemapindex"), BASE)
    assert index.kind == "index"
    names = [entry.url.rpartition("/")[2] for entry in index.newest_first()]
    assert names == ["b.xml", "a.xml", "news.xml", "c.xml"]


def test_a_list_of_lines() -> None:
    found = read_sitemap(b"https://a.example/1\r\nnothing\nhttps://a.example/2\n", BASE)
    assert [entry.url[-1] for entry in found.entries] == ["1", "2"]


def test_a_bomb_stays_small() -> None:
    row = b"<url><loc>https://a.example/1</loc></url>"
    bomb = gzip.compress(urls_of("")[:-9] + row * 2_000_000)
    found: Any = read_sitemap(bomb, BASE)
    assert len(found.entries) == 1
