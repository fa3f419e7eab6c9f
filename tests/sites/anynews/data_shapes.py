"""Sites whose listings are data."""

from __future__ import annotations

import gzip
import json
from html import escape

from anynews.frame import FOOTER, link, page
from anynews.shapes import Answer, Shape, number, slice_of, told
from anynews.stories import Told


def made() -> list[Shape]:
    return [next_data(), cursor(), jsonp(), html_in_json(), offset(), sitemap()]


def as_json(value: object, kind: str = "application/json") -> Answer:
    return 200, kind, json.dumps(value, ensure_ascii=False).encode()


def next_data() -> Shape:
    """The listing stands in the page's state; the page itself is empty."""
    stories = told("next", "/story/{slug}-{n}", 30)

    def listing(shape: Shape, path: str, asked: dict[str, str], _: bytes) -> str | None:
        if path != "/world":
            return None
        rows = [
            {"slug": s.path.rpartition("/")[2], "headline": s.title, "teaser": s.excerpt,
             "publishedAt": s.published.isoformat()}
            for s in slice_of(stories, number(asked, "page"), 10)
        ]  # fmt: skip
        state = {
            "props": {"pageProps": {"feed": {"items": rows, "total": 30}}},
            "page": "/[section]",
        }
        script = f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(state)}</script>'
        return page("World", f'<div id="__next"></div>{script}{FOOTER}')

    declared = """
listing_path = "/{category}?page={page}"
categories = {world = "World"}
[site.data]
entries = "props.pageProps.feed.items"
url = "/story/{slug}"
title = "headline"
published_at = "publishedAt"
"""
    return Shape("next_data", stories, listing, start="", declared=declared)


def cursor() -> Shape:
    """JSON with a cursor, behind another path than the pages."""
    stories = told("cursor", "/a/{n}.html", 33, chinese=True)

    def listing(shape: Shape, path: str, asked: dict[str, str], _: bytes) -> Answer | None:
        if path != "/api/v2/feed":
            return None
        at = number(asked, "after", 0)
        rows = [
            {
                "id": s.path.rpartition("/")[2].removesuffix(".html"),
                "title": s.title,
                "ctime": int(s.published.timestamp()),
            }
            for s in stories[at : at + 10]
        ]
        following = str(at + 10) if at + 10 < len(stories) else None
        return as_json({"code": 0, "data": {"list": rows, "cursor": following}})

    declared = """
listing_path = "/api/v2/feed?channel=top&after={cursor}"
[site.data]
entries = "data.list"
cursor = "data.cursor"
url = "/a/{id}.html"
title = "title"
published_at = "ctime"
"""
    return Shape("cursor", stories, listing, start="", declared=declared, lang="zh-CN")


def jsonp() -> Shape:
    """A script that calls a function with the page's rows."""
    stories = told("jsonp", "/{y}-{m}/{n}.html", 30, chinese=True)

    def listing(shape: Shape, path: str, asked: dict[str, str], _: bytes) -> Answer | None:
        if path != "/list.js":
            return None
        rows = [{"t": s.title, "u": s.path, "d": f"{s.published:%Y-%m-%d %H:%M}", "pv": s.views}
                for s in slice_of(stories, number(asked, "p"), 10)]  # fmt: skip
        text = f"/**/ newsList({json.dumps({'rows': rows}, ensure_ascii=False)});"
        return 200, "application/javascript; charset=utf-8", text.encode()

    declared = """
listing_path = "/list.js?callback=newsList&p={page}"
[site.data]
entries = "rows"
url = "u"
title = "t"
published_at = "d"
views = "pv"
"""
    return Shape("jsonp", stories, listing, start="", declared=declared, lang="zh-CN")


def html_in_json() -> Shape:
    """A page with a button that loads HTML inside JSON."""
    stories = told("loadmore", "/posts/{slug}.html", 36)

    def cards(shown: list[Told]) -> str:
        return "".join(
            f'<div class="post"><h3>{link(s)}</h3><span>{s.published:%d.%m.%Y}</span><p>'
            f"{escape(s.excerpt)}</p></div>"
            for s in shown
        )

    def listing(shape: Shape, path: str, asked: dict[str, str], _: bytes) -> Answer | str | None:
        at = number(asked, "page")
        if path == "/ajax/posts":
            following = f"/ajax/posts?page={at + 1}" if at < 3 else None
            return as_json({"html": cards(slice_of(stories, at, 12)), "next": following})
        if path != "/stories":
            return None
        button = '<button class="load-more" data-url="/ajax/posts?page=2">Load more</button>'
        return page("Stories", f'<div id="posts">{cards(stories[:12])}</div>{button}{FOOTER}')

    return Shape("html_in_json", stories, listing, start="/stories")


def offset() -> Shape:
    """POST with an offset; past the end it gives the last entries for ever."""
    stories = told("offset", "/detail/{n}", 35, chinese=True)

    def listing(shape: Shape, path: str, asked: dict[str, str], body: bytes) -> Answer | None:
        if path != "/api/list" or not body:
            return None
        at = json.loads(body)["query"]["offset"]
        at = min(at, len(stories) - 10)
        rows = [
            {"link": s.path, "name": s.title, "time": f"{s.published:%Y/%m/%d %H:%M}"}
            for s in stories[at : at + 10]
        ]
        return as_json({"result": rows})

    declared = """
listing_path = "/api/list"
[site.listing_body]
query = {channel = "all", offset = "{offset}", limit = 10}
[site.data]
entries = "result"
url = "link"
title = "name"
published_at = "time"
"""
    return Shape("offset", stories, listing, start="", declared=declared, lang="zh-CN")


def sitemap() -> Shape:
    """A front page without a story; robots.txt names an index, which names a gzipped one."""
    stories = told("sitemap", "/en/news/{slug}", 40)

    def listing(shape: Shape, path: str, asked: dict[str, str], _: bytes) -> Answer | str | None:
        origin = shape.origin
        if path == "/robots.txt":
            return (
                200,
                "text/plain",
                f"User-agent: *\nDisallow: /x/\nSitemap: {origin}/maps/index.xml\n".encode(),
            )
        if path == "/maps/index.xml":
            parts = "".join(
                f"<sitemap><loc>{origin}/maps/{n}</loc></sitemap>"
                for n in ("pages.xml", "news.xml.gz")
            )
            return (
                200,
                "text/xml",
                f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{parts}</sitemapindex>'.encode(),
            )
        if path == "/maps/news.xml.gz":
            rows = "".join(
                f"<url><loc>{origin}{s.path}</loc><news:news><news:publication><news:name>N</news:name>"
                f"<news:language>en</news:language></news:publication><news:publication_date>"
                f"{s.published.isoformat()}</news:publication_date><news:title>{escape(s.title)}</news:title>"
                f"</news:news></url>"
                for s in stories
            )
            spaces = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
            return (
                200,
                "application/octet-stream",
                gzip.compress(f"<urlset {spaces}>{rows}</urlset>".encode()),
            )
        if path == "/maps/pages.xml":
            rows = "".join(f"<url><loc>{origin}/{n}</loc></url>" for n in ("about", "contact"))
            return (
                200,
                "text/xml",
                f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'.encode(),
            )
        return page("Home", f'<div id="app"></div><p>Welcome.</p>{FOOTER}') if path == "/" else None

    return Shape("sitemap", stories, listing)
