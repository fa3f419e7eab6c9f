"""Sites whose listings are HTML."""

from __future__ import annotations

from html import escape

from anynews.frame import FOOTER, json_ld_article, link, page, plain_article
from anynews.shapes import Answer, Shape, number, slice_of, told
from anynews.stories import Teller, Told


def made() -> list[Shape]:
    return [english(), big5(), table(), classless(), sections(), ads()]


def english() -> Shape:
    """Cards with classes, JSON-LD, a feed of the newest, numbered pages."""
    stories = told("english", "/{y}/{m}/{slug}/", 44)
    menu = '<nav><a href="/">Home</a> <a href="/news/">News</a> <a href="/about">About</a></nav>'
    head = '<link rel="alternate" type="application/rss+xml" href="/feed.xml" title="All news">'

    def listing(shape: Shape, path: str, asked: dict[str, str], _: bytes) -> Answer | str | None:
        if path == "/feed.xml":
            items = "".join(
                f"<item><title>{escape(s.title)}</title><link>{s.path}</link>"
                f"<pubDate>{s.published:%a, %d %b %Y %H:%M:%S %z}</pubDate></item>"
                for s in stories[:20]
            )
            feed = f'<rss version="2.0"><channel><title>News</title>{items}</channel></rss>'
            return 200, "application/rss+xml", feed.encode()
        if path not in ("/", "/news/"):
            return None
        at = number(asked, "page")
        shown = slice_of(stories, at, 12) if path == "/news/" else stories[:8]
        cards = "".join(
            f'<article class="card"><a href="{s.path}"><img src="/i.jpg"></a>'
            f'<h2 class="card__title">{link(s)}</h2><time datetime="{s.published.isoformat()}">'
            f'{s.published:%d %B %Y}</time><p class="teaser">{escape(s.excerpt)}</p></article>'
            for s in shown
        )
        pages = "".join(f'<a href="/news/?page={n}">{n}</a>' for n in range(1, 5) if n != at)
        pager = f'<div class="pagination">{pages}</div>' if path == "/news/" else ""
        return page("The Eastlyn Post", f"{menu}<main>{cards}</main>{pager}{FOOTER}", head)

    return Shape("english", stories, listing, article=json_ld_article, menu=menu)


def big5() -> Shape:
    """Traditional Chinese in big5; `?p=` is the page."""
    from opencc import OpenCC

    to_hant = OpenCC("s2t").convert
    stories = [
        Told(s.path, to_hant(s.title), tuple(map(to_hant, s.paragraphs)), s.published)
        for s in told("big5", "/news.php?id={n}", 36, chinese=True)
    ]

    def listing(shape: Shape, path: str, asked: dict[str, str], _: bytes) -> str | None:
        if path != "/list.php":
            return None
        at = number(asked, "p")
        rows = "".join(
            f"<li><span>[{s.published:%m/%d %H:%M}]</span> {link(s)}</li>"
            for s in slice_of(stories, at, 12)
        )
        more = f'<a href="/list.php?c=3&amp;p={at + 1}">下一頁</a>' if at < 3 else "下一頁"
        menu = '<div><a href="/list.php?c=1">要聞</a><a href="/list.php?c=3">社會</a></div>'
        return page(
            "社會新聞",
            f"{menu}<ul>{rows}</ul><div>{at} / 3 {more}</div>{FOOTER}",
            lang="zh-Hant",
            charset="big5",
        )

    return Shape("big5", stories, listing, start="/list.php?c=3", lang="zh-Hant", charset="big5")


def table() -> Shape:
    """Tables in tables: a menu on the left, clicks of the week on the right."""
    stories = told("table", "/html/{y}{m}/{d}/{n}.shtml", 40, chinese=True)
    names = ("本地新闻", "社会民生", "文化旅游", "体育赛事", "健康生活", "便民服务")
    menu = "".join(
        f'<tr><td><a href="/col{n}/">{name}</a></td></tr>' for n, name in enumerate(names)
    )

    def listing(shape: Shape, path: str, asked: dict[str, str], _: bytes) -> str | None:
        pages = {"/col0/": 1, **{f"/col0/index_{n}.shtml": n for n in (2, 3, 4)}}
        if path not in pages:
            return None
        at = pages[path]
        rows = "".join(
            f"<tr><td>·{link(s)}</td><td>{s.published:%Y-%m-%d}</td></tr>"
            for s in slice_of(stories, at, 10)
        )
        hot = "".join(f"<tr><td>{link(s, s.title[:12])}</td></tr>" for s in stories[15:25])
        following = f'<a href="/col0/index_{at + 1}.shtml">下一页</a>' if at < 4 else "尾页"
        return page(
            "本地新闻",
            f"<table><tr><td><table>{menu}</table></td><td><table>{rows}</table><p>首页 "
            f"{following}</p></td><td><table><tr><th>点击排行</th></tr>{hot}</table></td></tr></table>{FOOTER}",
            lang="zh-CN",
        )

    return Shape("table", stories, listing, start="/col0/", lang="zh-CN")


def classless() -> Shape:
    """Cards without a class name, hexadecimal addresses, an arrow to the next page."""
    stories = told("classless", "/n/{hex}", 30)

    def listing(shape: Shape, path: str, asked: dict[str, str], _: bytes) -> str | None:
        pages = {"/latest": 1, "/latest/page/2": 2, "/latest/page/3": 3}
        if path not in pages:
            return None
        at = pages[path]
        cards = "".join(
            f'<div><div><a href="{s.path}"><img src="/p/{s.views}.jpg" alt=""></a></div><div><div>'
            f"{link(s)}</div><div>{escape(s.excerpt)}</div><div>{s.published:%b %d, %Y}</div>"
            "</div></div>"
            for s in slice_of(stories, at, 10)
        )
        more = f'<div><a href="/latest/page/{at + 1}">›</a></div>' if at < 3 else ""
        top = '<div><a href="/latest">Latest</a><a href="/photos">Photos</a></div>'
        return page("Latest", f"{top}<div>{cards}</div>{more}{FOOTER}")

    return Shape("classless", stories, listing, start="/latest")


def sections() -> Shape:
    """A front page of twenty sections, each with a lead and four headlines."""
    teller = Teller("sections", chinese=True)
    names = [
        f"{a}{b}"
        for a in ("城市", "乡村", "海洋", "科技")
        for b in ("观察", "现场", "人物", "账本", "影像")
    ]
    shown = {
        name: [teller.tell("/{category}/{n}.html", f"s{at}") for _ in range(5)]
        for at, name in enumerate(names)
    }
    stories = [story for found in shown.values() for story in found]

    def listing(shape: Shape, path: str, asked: dict[str, str], _: bytes) -> str | None:
        bar = "".join(f'<li><a href="/s{at}/">{name}</a></li>' for at, name in enumerate(names))
        slugs = {f"/s{at}/": name for at, name in enumerate(names)}
        if path in slugs:
            found = "".join(f"<li>{link(s)}</li>" for s in shown[slugs[path]])
            return page(
                slugs[path],
                f"<ul>{bar}</ul><h1>{slugs[path]}</h1><ul>{found}</ul>{FOOTER}",
                lang="zh-CN",
            )
        if path != "/":
            return None
        blocks = "".join(
            f'<section><h2><a href="/s{at}/">{name}</a></h2><div><h3>{link(found[0])}</h3><p>'
            f"{escape(found[0].excerpt)}</p></div><ul>"
            + "".join(f"<li>{link(s)}</li>" for s in found[1:])
            + "</ul></section>"
            for at, (name, found) in enumerate(shown.items())
        )
        return page("桐荫观察", f"<nav><ul>{bar}</ul></nav>{blocks}{FOOTER}", lang="zh-CN")

    return Shape("sections", stories, listing, lang="zh-CN")


def ads() -> Shape:
    """A listing whose entries stand between advertisements and hot lists."""
    stories = told("ads", "/article/{n}", 36)
    old = told("old", "/article/9{n}", 8)
    hot = "".join(f"<li>{link(s)}</li>" for s in old)
    paid = (
        '<div class="item"><span>Sponsored</span><h3><a href="/article/77{n}">'
        "Nine ways to insulate a boat house before winter</a></h3></div>"
        '<div class="item ad"><h3><a href="/promo/{n}">Buy a better kettle today, we say</a>'
        "</h3></div>"
    )

    def listing(shape: Shape, path: str, asked: dict[str, str], _: bytes) -> str | None:
        if path != "/news":
            return None
        at = number(asked, "pn")
        cards = [
            f'<div class="item"><h3>{link(s)}</h3><p>{escape(s.excerpt)}</p>'
            f"<span>{s.published:%Y-%m-%d}</span><span>{s.views} views</span></div>"
            for s in slice_of(stories, at, 12)
        ]
        cards.insert(3, paid.replace("{n}", str(at)))
        cards.insert(7, f'<div class="box"><h4>Most read</h4><ul>{hot}</ul></div>')
        cards.insert(11, f"<div><div>Trending now</div><div>{hot}</div></div>")
        more = f'<a class="next" href="/news?pn={at + 1}">Older</a>' if at < 3 else ""
        side = f'<aside class="sidebar"><h4>Editor’s picks</h4><ul>{hot}</ul></aside>'
        return page("News", f'<div class="list">{"".join(cards)}</div>{side}<p>{more}</p>{FOOTER}')

    extra = {
        f"/article/77{n}": page("Ad", "<h1>Nine ways to insulate a boat house</h1><p>Buy.</p>")
        for n in (1, 2, 3)
    }
    extra |= {s.path: plain_article(s, stories[:3]) for s in old}
    return Shape("ads", stories, listing, start="/news", extra=extra)


def in_parts() -> Shape:
    """Articles on three pages each; the third of one of them is missing. Behind a consent wall."""
    stories = told("parts", "/long/{n}.html", 12)
    pages = {}
    for at, story in enumerate(stories):
        paths = [story.path, *(story.path.replace(".html", f"_{n}.html") for n in (2, 3))]
        size = len(story.paragraphs) // 3
        cuts = [
            story.paragraphs[:size],
            story.paragraphs[size : 2 * size],
            story.paragraphs[2 * size :],
        ]
        for n, path in enumerate(paths):
            links = "".join(f'<a href="{p}">{i + 1}</a>' for i, p in enumerate(paths) if i != n)
            text = "".join(f"<p>{escape(p)}</p>" for p in cuts[n])
            body = f"<h1>{escape(story.title)}</h1><p>{story.published:%Y-%m-%d %H:%M}</p>"
            pages[path] = page(story.title, f"{body}<div>{text}</div><div>{links}</div>{FOOTER}")
        if at == 4:
            del pages[paths[2]]

    def listing(shape: Shape, path: str, asked: dict[str, str], _: bytes) -> str | None:
        if path != "/long/":
            return pages.get(path)
        cards = "".join(f"<li>{link(s)} <i>{s.published:%Y-%m-%d}</i></li>" for s in stories)
        return page("Long reads", f"<ul>{cards}</ul>{FOOTER}")

    shape = Shape("in_parts", stories, listing, start="/long/", needs="consent=yes")
    shape.by_path = {}
    return shape
