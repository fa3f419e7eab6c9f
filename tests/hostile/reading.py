"""Sites that are read as news sites: a listing whose articles, links or bytes are hostile.

Each has good articles among the bad ones, and they must all be collected.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterable

from behaviours import CHALLENGE, say, story
from server import Behaviour, Peer, Site

GOOD = 5


def links(paths: Iterable[str]) -> str:
    """A listing's links with texts that may be headlines."""
    return "".join(
        f'<li><a href="{path}">青桥镇第{number}段河堤完成加固</a></li>'
        for number, path in enumerate(paths)
    )


def listing(paths: Callable[[], Iterable[str]], head: str = "", foot: str = "") -> Behaviour:
    """A listing page, and nothing behind it; made when it is asked for."""

    async def behave(peer: Peer) -> None:
        start = f"<html><head><meta charset=utf-8>{head}</head><body><ul>"
        await peer.answer(f"{start}{links(paths())}</ul>{foot}</body>".encode())

    return behave


def good_paths(count: int = GOOD) -> list[str]:
    return [f"/a/good-{number}.html" for number in range(1, count + 1)]


def news(
    articles: dict[str, Behaviour] | None = None,
    *,
    front: Behaviour | None = None,
    more: dict[str, Behaviour] | None = None,
) -> Site:
    """A site with five good articles and the given ones, on one listing page."""
    articles = articles or {}
    good = {
        path: say(story(1_000 + n, f"好文章{n}:河堤通过验收"))
        for n, path in enumerate(good_paths())
    }
    front = front or listing(lambda: [*articles, *good])
    return Site({"/list": front, **good, **articles, **(more or {})})


def page(title: str, head: str = "", body: Callable[[], str] = str, number: int = 50) -> Behaviour:
    """An article with something added; made when it is asked for."""

    async def behave(peer: Peer) -> None:
        html = story(number, title).decode().replace("<head>", "<head>" + head)
        await peer.answer(html.replace("<article>", body() + "<article>").encode())

    return behave


# --- 7 charsets -------------------------------------------------------------------------------


def encoded(
    number: int, charset: str, *, header: str = "", meta: str = "", bom: bytes = b""
) -> Behaviour:
    """An article in a charset; what header and meta say may be wrong."""
    html = story(number, f"编码{number}:河堤通过验收").decode()
    html = html.replace("<meta charset=utf-8>", f'<meta charset="{meta}">' if meta else "")
    kind = f"text/html; charset={header}" if header else "text/html"
    return say(bom + html.encode(charset, "replace"), kind=kind)


CHARSETS = {
    "/a/charset-1.html": encoded(1, "gb2312", header="gb2312"),
    "/a/charset-2.html": encoded(2, "gbk", meta="gbk"),
    "/a/charset-3.html": encoded(3, "gb18030", meta="gb2312"),
    "/a/charset-4.html": encoded(4, "gb18030", header="utf-8"),
    "/a/charset-5.html": encoded(5, "gbk", meta="utf-8"),
    "/a/charset-6.html": encoded(6, "utf-16-le", bom=b"\xff\xfe"),
    "/a/charset-7.html": encoded(7, "utf-8", header="iso-8859-1", meta="utf-8"),
    "/a/charset-8.html": encoded(8, "gb18030"),
}
BIG5 = story(9, "編碼9:河堤通過驗收").decode().replace("<meta charset=utf-8>", "")
CHARSETS["/a/charset-9.html"] = say(BIG5.encode("big5", "ignore"), kind="text/html; charset=big5")
HALF = story(10, "编码10:河堤通过验收")
CHARSETS["/a/charset-10.html"] = say(HALF.replace("柳".encode(), b"\xe6\x9f", 2))

# --- 8 pages ----------------------------------------------------------------------------------

ATTRIBUTES = " ".join(f"a{i}=1" for i in range(100_000))
PAGES = {
    "/a/bad-deep.html": page("深", body=lambda: "<div>" * 200_000),
    "/a/bad-attributes.html": page("多", body=lambda: f"<p {ATTRIBUTES}>x</p>"),
    "/a/bad-wide.html": page("宽", body=lambda: "<b>x</b>" * (30 * 2**20 // 8)),
    "/a/bad-wide-15.html": page("宽", body=lambda: "<b></b>" * (15 * 2**20 // 7)),
    "/a/unclosed.html": page("没有合上的标签", body=lambda: "<p><b><i><span>" * 40),
    "/a/bad-null.html": say(b"\0" * 100_000),
    "/a/bad-empty.html": say(b"   "),
}

# --- 9 traps ----------------------------------------------------------------------------------


async def endless_listing(peer: Peer) -> None:
    """A calendar: each page links the next, with a day's article that is always the same."""
    query = dict(pair.split("=") for pair in peer.path.partition("?")[2].split("&") if "=" in pair)
    number = int(query.get("page") or query.get("day") or 1)
    paths = [*(good_paths() if number == 1 else ()), f"/a/day-{number}.html?month={number % 12}"]
    await listing(lambda: paths, foot=f'<a rel=next href="/list?day={number + 1}">下一页</a>')(peer)


async def session_listing(peer: Peer) -> None:
    """Every page of the listing names the same articles under new addresses."""
    page_number = int(peer.path.rpartition("=")[2]) if "=" in peer.path else 1
    paths = [f"{path}?sid=k{page_number:03}{n}x" for n in range(4) for path in good_paths()]
    await listing(
        lambda: paths, foot=f'<a rel=next href="/list?page={page_number + 1}">下一页</a>'
    )(peer)


def growing(paths: int) -> list[str]:
    return ["/a/" + "b/c/" * n + "x-1.html" for n in range(1, paths)]


TRAPS = {
    "trap_links": news(
        front=listing(lambda: [*good_paths(), *(f"/t/more-{n}.html" for n in range(200_000))]),
        more={"*": say(story(99, "到处都是同一篇"))},
    ),
    "trap_links_first": news(
        front=listing(lambda: [*(f"/t/more-{n}.html" for n in range(200_000)), *good_paths()]),
        more={"*": say(story(99, "到处都是同一篇"))},
    ),
    "trap_calendar": news(front=endless_listing, more={"*": say(story(98, "今天没有新闻"))}),
    "trap_session": news(front=session_listing),
    "trap_path": news(
        front=listing(lambda: [*good_paths(), *growing(300)]),
        more={"*": say(story(97, "路越走越长"))},
    ),
}

# --- 13 titles, 14 JSON-LD, 15 dates ----------------------------------------------------------

FORGED = "2026-01-01 00:00:00 ERROR newsbot: forged"
TITLES = {
    "/a/title-1.html": page("&lt;script&gt;alert(1)&lt;/script&gt;标题一", number=61),
    "/a/title-2.html": page("\x1b[31m红色\x1b[0m标题二", number=62),
    "/a/title-3.html": page(f"标题三&#13;&#10;{FORGED}", number=63),
    "/a/title-4.html": page("../../../etc/标题四\0.html", number=64),
    "/a/title-5.html": page("=HYPERLINK(&quot;http://x.example&quot;)标题五", number=65),
    "/a/title-6.html": page("@SUM(1+1)标题六", number=66),
    "/a/title-7.html": page("-2+3标题七", number=67),
    "/a/title-8.html": page("标题八" + "长" * 350_000, number=68),
    "/a/title-9.html": page("\u202e倒过来的标题九\u200b", number=69),
    "/a/b%0d%0aERROR%20forged-10.html": page("标题十", number=70),
}


def with_data(number: int, data: str) -> Behaviour:
    script = f'<script type="application/ld+json">{data}</script>'
    return page(f"数据{number}:河堤通过验收", head=script, number=number + 70)


HEADLINE = {"@type": "NewsArticle", "headline": 7, "datePublished": ["x"], "author": {"name": 3}}
JSON_LD = {
    "/a/data-1.html": with_data(1, '{"@type": "NewsArticle", "headline": '),
    "/a/data-2.html": with_data(2, "[" * 10_000 + "]" * 10_000),
    "/a/data-3.html": with_data(3, json.dumps(HEADLINE)),
    "/a/data-4.html": with_data(4, json.dumps([HEADLINE, None, 7, "x"])),
    "/a/data-5.html": with_data(5, '{"@graph": ["' + "x" * 10_000_000 + '"]}'),
    "/a/data-6.html": with_data(6, '{"@type": "NewsArticle", "wordCount": 1e999, "x": NaN}'),
    "/a/data-7.html": with_data(7, '{"a":' * 10_000 + "1" + "}" * 10_000),
    "/a/data-8.html": with_data(8, json.dumps({"headline": "\ud800坏", "@type": "NewsArticle"})),
}


def dated(number: int, date: str) -> Behaviour:
    html = story(number + 80, f"日期{number}:河堤通过验收").decode()
    head, _, rest = html.partition("<div class=date>")
    return say(f"{head}<div class=date>{date}{rest[rest.index('</div>') :]}".encode())


DATES = {
    f"/a/date-{n}.html": dated(n, text)
    for n, text in enumerate(
        [
            "0000-00-00 00:00",
            "9999-12-31 23:59",
            "2025-02-30 10:00",
            "2999-01-01 10:00",
            "2025-13-45",
        ],
        start=1,
    )
}

BASE = '<base href="file:///etc/">'
OTHER_SCHEMES = [
    "file:///etc/passwd",
    "data:text/html,<h1>x</h1>",
    "javascript:alert(1)",
    "a/x-1.html",
]
NOFOLLOW = '<meta name="robots" content="noindex, nofollow">'

SITES: dict[str, Site] = {
    "read_charsets": news(CHARSETS),
    "read_pages": news(PAGES),
    "read_titles": news(TITLES),
    "read_data": news(JSON_LD),
    "read_dates": news(DATES),
    "read_base": news(front=listing(lambda: [*OTHER_SCHEMES, "/a/under-base-1.html"], head=BASE)),
    "read_schemes": news(front=listing(lambda: [*OTHER_SCHEMES[:3], *good_paths()])),
    "read_nofollow": news(front=listing(good_paths, head=NOFOLLOW)),
    "read_rights": news(
        {"/a/noai-1.html": page("不许训练", '<meta name="robots" content="noai">')}
    ),
    "read_challenge": news({f"/a/c-{n}.html": say(CHALLENGE) for n in range(4)}),
    "read_listing_challenge": news(front=say(CHALLENGE)),
    "read_listing_pdf": news(front=say(b"%PDF-1.7\n" + bytes(range(256)) * 40)),
    **TRAPS,
}
"""Name -> site; each is walked from /list with five good articles to be found."""


# --- 10 XML -----------------------------------------------------------------------------------

LAUGHS = '<!ENTITY a0 "ha">' + "".join(
    f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)
)
QUADRATIC = f'<!ENTITY a0 "{"x" * 50_000}">'
XXE = '<!ENTITY a0 SYSTEM "file:///etc/passwd">'
LOCATION = "http://127.0.0.1:{port}"


def xml(text: Callable[[], str], name: str) -> Behaviour:
    """An XML answer, in which {host} stands for the site's own address."""

    async def behave(peer: Peer) -> None:
        host = LOCATION.format(port=peer.ports[name])
        await peer.answer(text().replace("{host}", host).encode(), kind="application/xml")

    return behave


def feed(entities: str, use: str) -> Callable[[], str]:
    """An RSS feed of the good articles; each title also holds `use`."""

    def text() -> str:
        items = "".join(
            f"<item><title>河堤 {use}</title><link>{{host}}{path}</link></item>"
            for path in good_paths()
        )
        kind = f"<!DOCTYPE rss [{entities}]>" if entities else ""
        return f'<?xml version="1.0"?>{kind}<rss version="2.0"><channel>{items}</channel></rss>'

    return text


def sitemap(
    paths: Callable[[], Iterable[str]], tag: str = "url", root: str = "urlset"
) -> Callable[[], str]:
    def text() -> str:
        rows = "".join(f"<{tag}><loc>{{host}}{path}</loc></{tag}>" for path in paths())
        space = "http://www.sitemaps.org/schemas/sitemap/0.9"
        return f'<?xml version="1.0"?><{root} xmlns="{space}">{rows}</{root}>'

    return text


def many_addresses() -> list[str]:
    return [*(f"/t/more-{n}.html" for n in range(49_000)), *good_paths()]


def own_index() -> list[str]:
    return ["/list?page=1", "/list", "/news.xml", "/list?page=1"]


XML: dict[str, Site] = {
    "xml_laughs": news(front=xml(feed(LAUGHS, "&a9;"), "xml_laughs")),
    "xml_quadratic": news(front=xml(feed(QUADRATIC, "&a0;" * 50_000), "xml_quadratic")),
    "xml_xxe": news(front=xml(feed(XXE, "&a0;"), "xml_xxe")),
    "xml_huge": news(
        front=xml(sitemap(many_addresses), "xml_huge"), more={"*": say(story(96, "同一篇"))}
    ),
    "trap_sitemap": news(
        front=xml(sitemap(own_index, "sitemap", "sitemapindex"), "trap_sitemap"),
        more={"/news.xml": xml(sitemap(good_paths), "trap_sitemap")},
    ),
}
SITES |= XML


def twenty(host: int) -> Site:
    """One of the ten good hosts: twelve articles, whose pages take a tenth of a second."""

    def slowly(number: int) -> Behaviour:
        async def behave(peer: Peer) -> None:
            await asyncio.sleep(0.1)
            title = f"主机{host}:第{number}段河堤通过验收"
            await peer.answer(story(2_000 + 50 * host + number, title))

        return behave

    articles = {f"/a/story-{number}.html": slowly(number) for number in range(12)}
    return Site({"/list": listing(lambda: articles), **articles})


SITES |= {f"twenty_good_{host}": twenty(host) for host in range(10)}

SLOW = frozenset(
    {
        *(f"twenty_good_{host}" for host in range(10)),
        "read_pages",
        "read_data",
        "trap_links",
        "trap_links_first",
        "trap_session",
        "xml_quadratic",
        "xml_huge",
    }
)
"""Sites whose walk takes 3 seconds or more."""
