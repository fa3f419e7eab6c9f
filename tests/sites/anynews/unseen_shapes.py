"""Sites that were written to be held out: kinds that no rule of the crawler was made on."""

from __future__ import annotations

from html import escape

from anynews.frame import FOOTER, link, page
from anynews.shapes import Shape, number, slice_of, told
from anynews.tongues import told_in

Asked = dict[str, str]


def made() -> list[Shape]:
    return [german(), arabic(), korean(), wordpress(), drupal(), notices(), dl_list()]


def german() -> Shape:
    """Teasers whose headline is no link: `data-href` on the box, and a link that says "mehr"."""
    stories = told_in("de", "/lokales/{slug}-art-{n}", 33)

    def listing(shape: Shape, path: str, asked: Asked, _: bytes) -> str | None:
        if path != "/lokales/":
            return None
        at = number(asked, "seite")
        teasers = "".join(
            f'<article class="teaser" data-href="{s.path}"><div class="teaser__kicker">Rathaus</div>'
            f'<h3 class="teaser__headline">{escape(s.title)}</h3><p>{escape(s.excerpt)}</p>'
            f'<span class="teaser__date">{s.published:%d.%m.%Y, %H:%M} Uhr</span>'
            f'<a class="teaser__more" href="{s.path}">mehr</a></article>'
            for s in slice_of(stories, at, 11)
        )
        menu = "".join(
            f'<a href="/{n.lower()}/">{n}</a>' for n in ("Lokales", "Sport", "Kultur", "Anzeigen")
        )
        more = f'<a class="pager" href="/lokales/?seite={at + 1}">weiter</a>' if at < 3 else ""
        return page(
            "Lokales", f'<div class="m">{menu}</div><div>{teasers}</div>{more}{FOOTER}', lang="de"
        )

    return Shape("german", stories, listing, start="/lokales/", lang="de")


def arabic() -> Shape:
    """Right to left; addresses of Arabic words; the next page is called التالي."""
    stories = told_in("ar", "/akhbar/{y}/{m}/{d}/{slug}", 30)

    def listing(shape: Shape, path: str, asked: Asked, _: bytes) -> str | None:
        pages = {"/mahalli": 1, "/mahalli/2": 2, "/mahalli/3": 3}
        if path not in pages:
            return None
        at = pages[path]
        cards = "".join(
            f'<div class="bloc"><a href="{s.path}"><img src="/i/{n}.jpg" alt="{escape(s.title)}">'
            f"<h3>{escape(s.title)}</h3></a><span>{s.published:%d/%m/%Y}</span></div>"
            for n, s in enumerate(slice_of(stories, at, 10))
        )
        more = f'<a href="/mahalli/{at + 1}">التالي</a>' if at < 3 else ""
        top = (
            '<a href="/mahalli">محلي</a> <a href="/riyada">رياضة</a> <a href="/iqtisad">اقتصاد</a>'
        )
        body = f'<div dir="rtl"><p>{top}</p>{cards}<div class="nav2">{more}</div></div>{FOOTER}'
        return page("محلي", body, lang="ar")

    return Shape("arabic", stories, listing, start="/mahalli", lang="ar")


def korean() -> Shape:
    """A portal: `?oid=&aid=`, rows in `dl` with a photo's link of its own, a ranking beside."""
    stories = told_in("ko", "/main/read?oid=032&aid=0000{n}", 40)

    def listing(shape: Shape, path: str, asked: Asked, _: bytes) -> str | None:
        if path != "/main/list" or asked.get("sid1") != "102":
            return None
        at = number(asked, "page")
        rows = "".join(
            f'<li><dl><dt class="photo"><a href="{escape(s.path)}"><img src="/t.jpg" alt="사진"></a>'
            f'</dt><dt><a href="{escape(s.path)}">{escape(s.title)}</a></dt><dd><span class="lede">'
            f'{escape(s.excerpt)}</span><span class="writing">한들일보</span>'
            f'<span class="date">{s.published:%Y.%m.%d. %H:%M}</span></dd></dl></li>'
            for s in slice_of(stories, at, 10)
        )
        pages = "".join(
            f"<strong>{n}</strong>" if n == at else f'<a href="?sid1=102&amp;page={n}">{n}</a>'
            for n in range(1, 5)
        )
        rank = "".join(f"<li>{link(s)}</li>" for s in stories[20:26])
        side = f"<div><h4>가장 많이 본 뉴스</h4><ol>{rank}</ol></div>"
        body = f'<ul class="type06">{rows}</ul><div>{pages}</div>{side}{FOOTER}'
        return page("사회", body, lang="ko")

    start = "/main/list?sid1=102"
    return Shape("korean", stories, listing, start=start, lang="ko")


def wordpress() -> Shape:
    """WordPress as it comes: `#more` and `#respond`, recent posts and archives beside."""
    stories = told("wordpress", "/{y}/{m}/{d}/{slug}/", 30)

    def listing(shape: Shape, path: str, asked: Asked, _: bytes) -> str | None:
        pages = {"/category/town/": 1, **{f"/category/town/page/{n}/": n for n in (2, 3)}}
        if path not in pages:
            return None
        at, origin = pages[path], shape.origin
        posts = "".join(
            f'<article id="post-{n}" class="post-{n} post type-post hentry category-town"><header '
            f'class="entry-header"><h2 class="entry-title"><a href="{origin}{s.path}" rel="bookmark">'
            f'{escape(s.title)}</a></h2><div class="entry-meta">Posted on <a href="{origin}{s.path}">'
            f'<time datetime="{s.published.isoformat()}">{s.published:%B %d, %Y}</time></a> by <a '
            f'href="{origin}/author/orla/">orla</a></div></header><div class="entry-content"><p>'
            f'{escape(s.excerpt)} <a href="{origin}{s.path}#more-{n}" class="more-link">Continue '
            f'reading <span>{escape(s.title)}</span></a></p></div><footer class="entry-footer"><a '
            f'href="{origin}{s.path}#respond">Leave a comment</a> <a href="{origin}/tag/quay/">quay'
            "</a></footer></article>"
            for n, s in enumerate(slice_of(stories, at, 10), 100 * at)
        )
        older = f'<a href="{origin}/category/town/page/{at + 1}/">Older posts</a>' if at < 3 else ""
        recent = "".join(f"<li>{link(s)}</li>" for s in stories[:5])
        months = "".join(f'<li><a href="/2026/{m:02}/">{m} 2026</a></li>' for m in (9, 10, 11))
        side = f'<aside id="secondary"><section class="widget widget_recent_entries"><h2>Recent Posts</h2><ul>{recent}</ul></section><section class="widget"><h2>Archives</h2><ul>{months}</ul></section></aside>'
        nav = f'<nav class="navigation posts-navigation"><div class="nav-previous">{older}</div></nav>'
        return page("Town", f"<main><h1>Category: Town</h1>{posts}{nav}</main>{side}{FOOTER}")

    return Shape("wordpress", stories, listing, start="/category/town/")


def drupal() -> Shape:
    """Views rows of fields, `/node/N`, a pager that counts from 0."""
    stories = told("drupal", "/node/{n}", 36)

    def listing(shape: Shape, path: str, asked: Asked, _: bytes) -> str | None:
        if path != "/newsroom":
            return None
        at = number(asked, "page", 0)
        rows = "".join(
            f'<div class="views-row"><div class="views-field views-field-created"><span '
            f'class="field-content">{s.published:%a, %d/%m/%Y - %H:%M}</span></div><div class='
            f'"views-field views-field-title"><span class="field-content">{link(s)}</span></div>'
            f'<div class="views-field-view-node"><span><a href="{s.path}">Read more</a></span></div></div>'
            for s in slice_of(stories, at + 1, 12)
        )
        items = "".join(
            f'<li class="pager__item"><a href="?page={n}" title="Go to page {n + 1}"><span '
            f'class="visually-hidden">Page </span>{n + 1}</a></li>'
            for n in range(3)
        )
        if at < 2:
            items += (
                f'<li class="pager__item pager__item--next"><a href="?page={at + 1}" title="Go to '
                'next page"><span class="visually-hidden">Next page</span><span '
                'aria-hidden="true">››</span></a></li><li><a href="?page=2">Last »</a></li>'
            )
        return page(
            "Newsroom", f'<div class="view">{rows}</div><ul class="pg">{items}</ul>{FOOTER}'
        )

    return Shape("drupal", stories, listing, start="/newsroom")


def notices() -> Shape:
    """A government's notices: cut titles, the whole in `title=`; pages only in a script's call."""
    stories = told("notices", "/xxgk/tzgg/{y}{m}/t{y}{m}{d}_{n}.html", 40, chinese=True)

    def listing(shape: Shape, path: str, asked: Asked, _: bytes) -> str | None:
        pages = {"/xxgk/tzgg/": 0, **{f"/xxgk/tzgg/index_{n}.html": n for n in (1, 2, 3)}}
        if path not in pages:
            return None
        at = pages[path]
        rows = "".join(
            f'<li><span>{s.published:%Y-%m-%d}</span><a href=".{s.path.removeprefix("/xxgk/tzgg")}" '
            f'title="{escape(s.title)}" target="_blank">{escape(s.title[:12])}…</a></li>'
            for s in slice_of(stories, at + 1, 10)
        )
        crumbs = '<div>您的位置：<a href="../../">首页</a> &gt; <a href="../">信息公开</a></div>'
        left = "".join(
            f'<li><a href="../{slug}/">{name}</a></li>'
            for slug, name in (("zcwj", "政策文件"), ("tzgg", "通知公告"), ("cwyj", "财务预决算"))
        )
        script = f'<script>createPageHTML(4, {at}, "index", "html");</script>'
        body = f"{crumbs}<ul>{left}</ul><ul>{rows}</ul><div>{script}</div>{FOOTER}"
        return page("通知公告", body, lang="zh-CN")

    return Shape("notices", stories, listing, start="/xxgk/tzgg/", lang="zh-CN")


def dl_list() -> Shape:
    """A definition list; `list-12-2.html` is page 2, and articles end in `-1.html` as well."""
    stories = told("dl", "/show-12-{n}-1.html", 36, chinese=True)

    def listing(shape: Shape, path: str, asked: Asked, _: bytes) -> str | None:
        pages = {f"/list-12-{n}.html": n for n in (1, 2, 3)}
        if path not in pages:
            return None
        at = pages[path]
        rows = "".join(
            f'<dt><a href="{s.path[1:]}">{escape(s.title)}</a></dt><dd>{escape(s.excerpt)}</dd>'
            f"<dd>{s.published:%Y年%m月%d日} 浏览：{s.views}次</dd>"
            for s in slice_of(stories, at, 12)
        )
        pager = "".join(f'<a href="list-12-{n}.html">{n}</a>' for n in (1, 2, 3) if n != at)
        return page("地方", f"<dl>{rows}</dl><p>共36条 {pager}</p>{FOOTER}", lang="zh-CN")

    return Shape("dl_list", stories, listing, start="/list-12-1.html", lang="zh-CN")
