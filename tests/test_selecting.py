"""The index of classes and ids chooses what parsel's selectors choose."""

import pytest

from newsbot.page.document import Document
from newsbot.page.selecting import read_query

PAGE = """<html><body class="page wide"><div id="main" class="story story">
<h1 class="title  big">One</h1><p class="meta"><span class="date">a</span>
<a class="tag x" href="/1">b</a>
<a class="tag">c</a></p><div class="meta"><div class="meta">
<span class="date late">d</span></div>
</div></div><aside><span class="date">e</span>
<A class="tag" href="/2">f</A></aside></body></html>"""
SELECTORS = (
    ".date",
    "span.date",
    ".meta .date",
    ".meta span",
    "#main .meta .date",
    "div#main a",
    ".tag::attr(href)",
    ".meta a::attr(href)",
    ".date.late",
    ".late.date",
    "h1.title.big",
    "p.date",
    ".story .story",
    ".none",
    ".none a",
    "div .meta",
    "body.wide .tag",
    "a.x",
)
OTHERS = (
    "h1",
    "p > span",
    ".date::text",
    ".meta > a",
    "a[href]",
    ".a, .b",
    "span:first-child",
    "*",
)


@pytest.mark.parametrize("css", SELECTORS)
def test_everyday_selectors(css):
    document = Document(PAGE.encode(), "http://a.example/")
    assert read_query(css) is not None, css
    expected = [found.root for found in document.selector.css(css)]
    assert document.select(css) == expected, css


@pytest.mark.parametrize("css", OTHERS)
def test_other_selectors_are_parsels(css):
    document = Document(PAGE.encode(), "http://a.example/")
    assert read_query(css) is None, css
    assert document.select(css) == [found.root for found in document.selector.css(css)], css
