"""More sites that are read by their address alone: what real ones do besides the twelve."""

from __future__ import annotations

import json
from html import escape

from anynews.frame import FOOTER, link, page, plain_article
from anynews.shapes import Answer, Shape, number, slice_of, told
from anynews.stories import Told


def made() -> list[Shape]:
    return [
        counted_from_nought(),
        hot_among_entries(),
        old_tables(),
        initial_state(),
        undated(),
        usual_place(),
    ]


def br_article(story: Told, others: list[Told], menu: str = "") -> str:
    """A headline that is no h1, a text parted by <br>, the stories before and after."""
    text = "<br><br>".join(map(escape, story.paragraphs))
    return page(
        story.title,
        f'<div><a href="/">首页</a> &gt; 要闻</div><h2>{escape(story.title)}</h2><div>时间:'
        f"{story.published:%Y-%m-%d %H:%M} 点击:12</div><div>{text}</div><div>上一篇:"
        f"{link(others[0])}<br>下一篇:{link(others[1])}</div>{FOOTER}",
        lang="zh-CN",
    )


def counted_from_nought() -> Shape:
    """Page 2 stands at index_1; a ranking below, told by its heading only."""
    stories = told("nought", "/c/{y}-{m}-{d}/doc-i{hex}.shtml", 40, chinese=True)

    def listing(shape: Shape, path: str, asked: dict[str, str], _: bytes) -> str | None:
        pages = {"/china/": 1, **{f"/china/index_{n}.shtml": n + 1 for n in (1, 2, 3)}}
        if path not in pages:
            return None
        at = pages[path]
        rows = "".join(
            f"<li>{link(s)}<span>({s.published:%m月%d日 %H:%M})</span></li>"
            for s in slice_of(stories, at, 10)
        )
        names = {n: "" if n == 0 else f"index_{n}.shtml" for n in range(4)}
        pager = "".join(
            f'<a href="/china/{f}">{n + 1}</a>' for n, f in names.items() if n + 1 != at
        )
        rank = "".join(f"<li>{link(s)}</li>" for s in stories[30:36])
        body = f"<ul>{rows}</ul><div>{pager}</div><div><h3>24小时排行榜</h3><ol>{rank}</ol></div>"
        return page("国内", f"{body}{FOOTER}", lang="zh-CN")

    return Shape("counted_from_nought", stories, listing, start="/china/", lang="zh-CN")


def hot_among_entries() -> Shape:
    """Hot lists and an advertisement in the same list as the entries, also past its last page."""
    stories = told("among", "/a/{n}.html", 30, chinese=True)
    old = told("older", "/a/1{n}.html", 9, chinese=True)
    hot = "".join(map(link, old[:5]))
    watched = "".join(f"<p>{link(s)}</p>" for s in old[4:])

    def listing(shape: Shape, path: str, asked: dict[str, str], _: bytes) -> str | None:
        if path != "/yw":
            return None
        at = number(asked, "page")
        rows = [
            f"<li><h3>{link(s)}</h3><p>{escape(s.excerpt)}</p><em>{s.published:%Y-%m-%d}</em></li>"
            for s in slice_of(stories, at, 10)
        ]
        rows.insert(3, f'<li class="hot"><h4>今日热点</h4>{hot}</li>')
        rows.insert(
            6, '<li class="gg"><a href="/a/555.html"><b>只要九块九，全屋净化带回家</b></a></li>'
        )
        rows.insert(8, f"<li><div>大家都在看</div><div>{watched}</div></li>")
        more = f'<a href="/yw?page={at + 1}">下一页</a>'
        return page("要闻", f"<ul>{''.join(rows)}</ul><p>{more}</p>{FOOTER}", lang="zh-CN")

    extra = {s.path: plain_article(s, stories[:2], lang="zh-CN") for s in old}
    return Shape(
        "hot_among_entries", stories, listing, start="/yw", extra=extra, article=br_article
    )


def old_tables() -> Shape:
    """Active server pages in gb18030: addresses by parameters, cut titles of hot news."""
    stories = told("asp", "/news_view.asp?id={n}&cls=4", 36, chinese=True)
    names = ("首页", "通知公告", "政策法规", "下载中心", "新闻动态")
    menu = "".join(f'<td><a href="news_list.asp?cls={n}">{a}</a></td>' for n, a in enumerate(names))

    def listing(shape: Shape, path: str, asked: dict[str, str], _: bytes) -> str | None:
        if path != "/news_list.asp" or asked.get("cls") != "4":
            return None
        at = number(asked, "page")
        rows = "".join(
            f"<tr><td>·</td><td>{link(s)}</td><td>[{s.published:%Y-%m-%d}]</td></tr>"
            for s in slice_of(stories, at, 12)
        )
        hot = "".join(f"<tr><td>{link(s, s.title[:14])}</td></tr>" for s in stories[5:13])
        more = f'<a href="?cls=4&page={at + 1}">下一页</a>' if at < 3 else "下一页"
        return page(
            "新闻动态",
            f"<table><tr>{menu}</tr></table><table><tr><td><table><tr><td>热点新闻</td></tr>{hot}"
            f"</table></td><td><table>{rows}</table><p>第{at}/3页 {more}</p></td></tr></table>"
            f"{FOOTER}",
            lang="zh-CN",
            charset="gb18030",
        )

    start = "/news_list.asp?cls=4"
    return Shape("old_tables", stories, listing, start=start, charset="gb18030", article=br_article)


def initial_state() -> Shape:
    """An empty page whose entries stand in `window.__INITIAL_STATE__`, among other lists."""
    stories = told("state", "/read/{n}", 30, chinese=True)

    def listing(shape: Shape, path: str, asked: dict[str, str], _: bytes) -> Answer | str | None:
        if path != "/ch/3":
            return None
        rows = [
            {"title": s.title, "link": s.path, "publishTime": int(s.published.timestamp() * 1000)}
            for s in slice_of(stories, number(asked, "page"), 10)
        ]
        channels = [{"name": "国际", "url": "/ch/1"}, {"name": "国内", "url": "/ch/2"}]
        state = json.dumps({"channels": channels, "list": {"data": rows}}, ensure_ascii=False)
        script = f"<script>window.__INITIAL_STATE__={state};(function(){{var s;}}())</script>"
        return page("频道", f'<div id="root"></div>{script}{FOOTER}', lang="zh-CN")

    return Shape("initial_state", stories, listing, start="/ch/3", lang="zh-CN")


def undated() -> Shape:
    """Neither addresses nor pages nor cards tell a date: titles and prose have to do."""
    paths = ("politics/harbour", "culture/harbour", "sport/harbour")
    stories = [
        Told(f"/{paths[at % 3]}-{'abcdefghij'[at // 3]}", s.title, s.paragraphs, s.published)
        for at, s in enumerate(told("undated", "/x/{n}", 30))
    ]

    def article(story: Told, others: list[Told], menu: str = "") -> str:
        text = "".join(f"<p>{escape(p)}</p>" for p in story.paragraphs)
        beside = "".join(f"<div>{link(other)}</div>" for other in others)
        body = f"<h1>{escape(story.title)}</h1><main>{text}</main><aside>{beside}</aside>{FOOTER}"
        return page(story.title + " | The Paper", body)

    def listing(shape: Shape, path: str, asked: dict[str, str], _: bytes) -> str | None:
        if path != "/all":
            return None
        at = number(asked, "page")
        cards = "".join(f"<div><h2>{link(s)}</h2></div>" for s in slice_of(stories, at, 10))
        return page("All", f'{cards}<a href="/all?page={at + 1}" rel="next">More</a>{FOOTER}')

    return Shape("undated", stories, listing, start="/all", article=article)


def usual_place() -> Shape:
    """A front page that says nothing; its feed stands where feeds stand, sent as HTML."""
    stories = told("usual", "/2026/{slug}.html", 20)

    def listing(shape: Shape, path: str, asked: dict[str, str], _: bytes) -> Answer | str | None:
        if path == "/rss.xml":
            items = "".join(
                f"<item><title>{escape(s.title)}</title><link>{s.path}</link></item>"
                for s in stories
            )
            feed = f"<rss><channel><title>x</title>{items}</channel></rss>"
            return 200, "text/html", feed.encode()
        return page("Welcome", f"<h1>Welcome</h1><p>Hello.</p>{FOOTER}") if path == "/" else None

    return Shape("usual_place", stories, listing)
