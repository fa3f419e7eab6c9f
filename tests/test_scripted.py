"""Lists that stand in a page only as text for its scripts: read as if those had run."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsbot.page.addresses import article_sign
from newsbot.page.document import Document
from newsbot.page.scripted import scripted
from newsbot.reading import ListingReader

URL = "https://www.liutang.example/news/"
STORIES = [
    (
        f"/2026/11{n:02d}/{1000 + n}.html",
        f"老粮仓里的阅览室第{n}天，来了{7 * n}人",
        f"2026-11-{n:02d}",
    )
    for n in range(1, 10)
]


def each(form: str) -> str:
    """The form for each story, `U`, `T` and `D` in it replaced."""
    return "".join(form.replace("U", u).replace("T", t).replace("D", d) for u, t, d in STORIES)


LISTS = {
    "a box that a click opens": each("<div onclick=\"location.href='U'\"><h3>T</h3><i>D</i></div>"),
    "a row that a click opens": each("<li onclick=\"window.open('U')\">T <i>D</i></li>"),
    "a box with data-href": each('<li data-href="U"><h3>T</h3><span>D</span></li>'),
    "boxes in boxes": each('<div data-url="U"><div data-url="U"><b>T</b></div><i>D</i></div>'),
    "a link by script": each('<li><a href="javascript:void(0)" onclick="go(\'U\')">T</a> D</li>'),
    "a link by data-url": each('<li><a href="#" data-url="U">T</a><span>D</span></li>'),
    "a text field": f"<textarea hidden>{each('<li><a href=U>T</a><i>D</i></li>')}</textarea>",
    "records": "<script type='text/xml'><datastore><recordset>"
    + each('<record><![CDATA[<li><a href="U">T</a><b>D</b></li>]]></record>')
    + "</recordset></datastore></script>",
    "written": "<script>"
    + each('document.write(\'<li><a href="U">T<\\/a>\' + "<i>D</i></li>");\n')
    + "</script>",
    "a template that is filled": "<script type='text/x-list'>"
    + each("<p><a href=U>T</a> D</p>")
    + "</script>",
    "an attribute": "<news-list :items='["
    + each('{"title":"T","url":"U","time":"D"},').rstrip(",")
    + "]'></news-list>",
    "an object": "<script>var list = ["
    + each("{title: 'T', url: 'U', time: 'D'},")
    + "];</script>",
}
NOTHING = {
    "a share button": '<a href="#" onclick="share(this)">分享</a>',
    "a menu that opens": '<a href="javascript:;" data-url="">更多</a>',
    "a template to be filled": "<script type='text/x-tmpl'><a href='{{u}}'>{{t}}</a></script>",
    "a script with links": "<script>var s = '<a href=\"/x\">x</a>';</script>",
}


def page(inside: str) -> Document:
    html = f"<html><head><title>要闻</title></head><body>{inside}</body></html>"
    return Document(html.encode(), URL, content_type="text/html; charset=utf-8")


@pytest.mark.parametrize("inside", LISTS.values(), ids=LISTS)
def test_lists_of_scripts_are_read(inside: str) -> None:
    reader = ListingReader(
        lambda url: url.startswith("https://www.liutang.example/") and article_sign(url) > 0,
        described=False,
        select=lambda _: [],
        data={},
        time_zone="Asia/Shanghai",
    )
    document = page(inside)
    read = reader.read(
        document.body,
        URL,
        "text/html; charset=utf-8",
        lambda: document,
        base=URL,
        page=1,
        now=datetime(2026, 11, 20, tzinfo=UTC),
    )
    got = [(card.url, card.title, card.date_text) for card in read.cards]
    assert got == [("https://www.liutang.example" + u, t, d) for u, t, d in STORIES]


@pytest.mark.parametrize("inside", NOTHING.values(), ids=NOTHING)
def test_nothing_that_scripts_would_show(inside: str) -> None:
    assert scripted(page(inside)) is None


def test_the_page_itself_stays() -> None:
    document = page(LISTS["boxes in boxes"])
    before = len(document.elements)
    assert scripted(document) is not None
    assert len([*document.root.iter()]) == before
    assert next(document.root.iter("a"), None) is None


@pytest.mark.parametrize(
    "inside",
    [
        '<li data-href="/a\x01b.html">茶园</li>',
        '<li data-href="/ab.html">茶\x0b园\x01</li>',
        '<a href="#" data-url="/a\x02b.html">茶园</a>',
        "<li onclick=\"go('/a\x1fb.html')\">茶园\ufffe</li>",
    ],
)
def test_control_characters_are_left_out(inside: str) -> None:
    shown = scripted(page(inside))
    assert shown is not None
    links = [(a.get("href"), a.text) for a in shown.root.iter("a")]
    assert links == [("/ab.html", "茶园")]
