"""Chinese sites whose lists hang on their scripts: calls, frames, records, data behind calls."""

from __future__ import annotations

import json
from html import escape

from anynews.frame import FOOTER, page
from anynews.shapes import Answer, Shape, number, slice_of, told
from anynews.stories import Told

Asked = dict[str, str]


def made() -> list[Shape]:
    return [calls(), inner_frame(), groups(), asked_more(), asked_first()]


def calls() -> Shape:
    """Rows and the next page are calls of functions that put an address together."""
    stories = told("calls", "/detail/{n}.html", 30, chinese=True)

    def listing(shape: Shape, path: str, asked: Asked, _: bytes) -> str | None:
        at = {"/list/town.html": 1, "/list/town_2.html": 2, "/list/town_3.html": 3}.get(path)
        if at is None:
            return None
        rows = "".join(
            f'<li onclick="goDetail({s.path[8:-5]})"><a href="javascript:void(0)">{escape(s.title)}'
            f"</a><span>{s.published:%Y-%m-%d}</span></li>"
            for s in slice_of(stories, at, 10)
        )
        following = f"<a href='javascript:goPage({at + 1})'>下一页</a>" if at < 3 else ""
        script = (
            "<script>function goDetail(id) { window.location.href = '/detail/' + id + '.html'; }\n"
            "function goPage(n) { var kind = 'town'; location.href='/list/town_'+n+'.html' }"
            "</script>"
        )
        return page("本地", f"<ul>{rows}</ul>{following}{script}{FOOTER}", lang="zh-CN")

    return Shape("calls", stories, listing, start="/list/town.html", lang="zh-CN")


def inner_frame() -> Shape:
    """A section shows nothing but a frame, in which the list is paged."""
    stories = told("inner_frame", "/content/{y}{m}{d}/{n}.html", 20, chinese=True)

    def listing(shape: Shape, path: str, asked: Asked, _: bytes) -> str | None:
        if path == "/town.html":
            frame = "<iframe src='/list/town_1.html' width=700 height=900></iframe>"
            return page("本地", f"<h2>本地</h2>{frame}{FOOTER}", lang="zh-CN")
        at = {"/list/town_1.html": 1, "/list/town_2.html": 2}.get(path)
        rows = "".join(
            f"<li><a href='{s.path}' target=_parent>{escape(s.title)}</a> {s.published:%F}</li>"
            for s in slice_of(stories, at or 0, 10)
        )
        following = "<a href='town_2.html'>下一页</a>" if at == 1 else ""
        return page("", f"<ul>{rows}</ul>{following}", lang="zh-CN") if at else None

    return Shape("inner_frame", stories, listing, start="/town.html", lang="zh-CN")


def groups() -> Shape:
    """Records of a data island that name the next group, which is one of records as well."""
    stories = told("groups", "/art/{y}/{m}/{d}/art_12_{n}.html", 36, chinese=True)
    proxy = "/module/web/jpage/dataproxy.jsp"

    def store(at: int) -> str:
        records = "".join(
            f"<record><![CDATA[<li><a href='{s.path}' title='{escape(s.title)}'>{escape(s.title)}"
            f"</a><span>{s.published:%Y-%m-%d}</span></li>]]></record>"
            for s in slice_of(stories, at, 15)
        )
        following = (
            f'<nextgroup><![CDATA[<a href="{proxy}?page={at}&columnid=12"></a>]]></nextgroup>'
        )
        return f"<datastore>{following}<recordset>{records}</recordset></datastore>"

    def listing(shape: Shape, path: str, asked: Asked, _: bytes) -> str | None:
        if path == proxy:
            return store(number(asked, "page") + 1)
        island = f"<div id=list><script type='text/xml'>{store(1)}</script></div>"
        found = path == "/col/col12/index.html"
        return page("要闻", f"{island}{FOOTER}", lang="zh-CN") if found else None

    return Shape("groups", stories, listing, start="/col/col12/index.html", lang="zh-CN")


def rows_of(shown: list[Told]) -> Answer:
    rows = [{"id": s.path[9:-5], "title": s.title, "time": f"{s.published:%F %T}"} for s in shown]
    told = {"code": 0, "data": {"total": 30, "list": rows}}
    return 200, "application/json", json.dumps(told).encode()


def asked_more() -> Shape:
    """加载更多: what it asks for, and how a row becomes a link, stands in the page's script."""
    stories = told("asked_more", "/article/{n}.html", 30, chinese=True)
    script = """<script>var page = 1; $('#more').on('click', function () { page++; $.ajax({
      url: '/api/news/list', type: 'GET', data: {cid: 11, page: page, size: 10},
      success: function (r) { $.each(r.data.list, function (i, v) { $('#list').append(
        '<h3><a href="/article/' + v.id + '.html">' + v.title + '</a></h3>'); }); } }); });
      </script>"""

    def listing(shape: Shape, path: str, asked: Asked, _: bytes) -> Answer | str | None:
        if path == "/api/news/list" and (asked["cid"], asked["size"]) == ("11", "10"):
            return rows_of(slice_of(stories, number(asked, "page"), 10))
        rows = "".join(
            f"<div class=item><h3><a href='{s.path}'>{escape(s.title)}</a></h3></div>"
            for s in stories[:10]
        )
        more = "<div id=more>加载更多</div>"
        shown = f"<div id=list>{rows}</div>{more}{script}{FOOTER}"
        return page("国内", shown, lang="zh-CN") if path == "/channel/town" else None

    return Shape("asked_more", stories, listing, start="/channel/town", lang="zh-CN")


def asked_first() -> Shape:
    """The page shows no row at all; a value of its own address is sent along."""
    stories = told("asked_first", "/article/{n}.html", 15, chinese=True)
    script = """<script>var type = '3'; function load(p) { $.getJSON('/api/getNews?type=' + type +
      '&pageNo=' + p + '&pageSize=5', function (r) { $.each(r.data.list, function (i, n) {
      $('#l').append('<li><a href=\\"/article/' + n.id + '.html\\">' + n.title + '</a></li>')
      }) }) }
      load(1);</script>"""

    def listing(shape: Shape, path: str, asked: Asked, _: bytes) -> Answer | str | None:
        if path == "/api/getNews" and asked["type"] == "3":
            return rows_of(slice_of(stories, number(asked, "pageNo"), 5))
        shown = f"<ul id=l></ul>{script}{FOOTER}"
        return page("列表", shown, lang="zh-CN") if path == "/newsList" else None

    return Shape("asked_first", stories, listing, start="/newsList?type=3", lang="zh-CN")
