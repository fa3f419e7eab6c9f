"""More sites that were written to be held out: paging and addresses of other kinds."""

from __future__ import annotations

import json
from datetime import timedelta
from html import escape

from anynews.frame import FOOTER, link, page, state_article
from anynews.shapes import Answer, Shape, number, slice_of, told
from anynews.stories import NOW, Told
from anynews.tongues import told_in

Asked = dict[str, str]


def made() -> list[Shape]:
    return [
        months(),
        masonry(),
        ticker(),
        french(),
        bare_numbers(),
        bitrix(),
        counting_button(),
        led_on(),
        in_states(),
        sheets(),
    ]


def months() -> Shape:
    """An archive by months: a table a month, and a link to the month before."""
    stories = []
    for at, s in enumerate(told("months", "/x/{slug}", 30)):
        published = NOW - timedelta(days=2 * at)
        name = s.path.rpartition("/")[2]
        path = f"/archive/{published:%Y/%m/%d}/{name}.php"
        stories.append(Told(path, s.title, s.paragraphs, published))

    def listing(shape: Shape, path: str, asked: Asked, _: bytes) -> str | None:
        shown = [s for s in stories if path == f"/archive/{s.published:%Y/%m}/"]
        if not shown:
            return None
        rows = "".join(
            f"<tr><td>{s.published:%d}</td><td>{s.published:%H:%M}</td><td>{link(s)}</td></tr>"
            for s in shown
        )
        first = shown[0].published.replace(day=1) - timedelta(days=1)
        before = f'<a href="/archive/{first:%Y/%m}/">Previous month</a>'
        return page(f"Archive {path}", f"<table>{rows}</table><p>{before}</p>{FOOTER}")

    return Shape("months", stories, listing, start="/archive/2026/11/")


def masonry() -> Shape:
    """Image and title linked apart, titles cut and whole in `title=`; fragments as one scrolls."""
    stories = told("masonry", "/stories/{slug}", 36)

    def listing(shape: Shape, path: str, asked: Asked, _: bytes) -> str | None:
        at = number(asked, "start", 0)
        tiles = "".join(
            f'<div class="grid-item w{n % 3}"><a href="{s.path}"><img data-src="/m/{n}.jpg" alt="">'
            f'</a><div class="cap"><a href="{s.path}" title="{escape(s.title)}">{escape(s.title[:20])}'
            f'…</a><a href="/by/mara">Mara Ellwood</a> <i>{s.published:%d %b %Y}</i></div></div>'
            for n, s in enumerate(stories[at : at + 12])
        )
        more = (
            f'<div class="infinite" data-url="/fragment?start={at + 12}"></div>' if at < 24 else ""
        )
        if path == "/fragment":
            return tiles + more
        if path != "/wall":
            return None
        return page("The wall", f'<div id="grid">{tiles}</div>{more}{FOOTER}')

    return Shape("masonry", stories, listing, start="/wall")


def ticker() -> Shape:
    """Days as headings, hours beside the links, which are relative, protocol-relative, marked."""
    stories = told("ticker", "/items/{hex}/", 36)

    def listing(shape: Shape, path: str, asked: Asked, _: bytes) -> str | None:
        pages = {"/ticker/": 1, "/ticker/p2": 2, "/ticker/p3": 3}
        if path not in pages:
            return None
        at, day, parts = pages[path], "", []
        host = shape.origin.partition(":")[2]
        forms = ("..{}#top", host + "{}", "{}#comments", "../ticker/..{}")
        for n, s in enumerate(slice_of(stories, at, 12)):
            if f"{s.published:%d %B %Y}" != day:
                day = f"{s.published:%d %B %Y}"
                parts.append(f"</ul><h2>{day}</h2><ul>")
            href = forms[n % 4].format(s.path)
            parts.append(
                f'<li><time>{s.published:%H:%M}</time> <a href="{href}">{escape(s.title)}</a></li>'
            )
        more = f'<a href="p{at + 1}">Earlier</a>' if at < 3 else ""
        return page("Ticker", f"<ul>{''.join(parts)}</ul><div>{more}</div>{FOOTER}")

    return Shape("ticker", stories, listing, start="/ticker/")


def french() -> Shape:
    """Addresses that end in `_3224.html`, the same number each; a base element."""
    stories = told_in("fr", "/societe/article/{y}/{m}/{d}/un-titre-{n}_{n}_3224.html", 33)

    def listing(shape: Shape, path: str, asked: Asked, _: bytes) -> str | None:
        pages = {"/societe/": 1, "/societe/2/": 2, "/societe/3/": 3}
        if path not in pages:
            return None
        at = pages[path]
        cards = "".join(
            f'<section class="teaser"><a class="teaser__link" href="{s.path[1:]}"><h3>'
            f"{escape(s.title)}</h3><p>{escape(s.excerpt)}</p></a><p>Publié le "
            f"{s.published:%d/%m/%Y à %Hh%M}</p></section>"
            for s in slice_of(stories, at, 11)
        )
        numbers = "".join(f'<a href="societe/{n}/">{n}</a>' for n in (1, 2, 3) if n != at)
        base = f'<base href="{shape.origin}/">'
        return page("Société", f"{cards}<section>{numbers}</section>{FOOTER}", base, lang="fr")

    return Shape("french", stories, listing, start="/societe/", lang="fr")


def bare_numbers() -> Shape:
    """Articles stand at /international/2.html; pages are in `?page=`."""
    stories = [
        Told(f"/international/{40 - at}.html", s.title, s.paragraphs, s.published)
        for at, s in enumerate(told("bare", "/x/{n}", 40, chinese=True))
    ]

    def listing(shape: Shape, path: str, asked: Asked, _: bytes) -> str | None:
        if path != "/international/":
            return None
        at = number(asked, "page")
        mixed = [*slice_of(stories, at, 8)]
        mixed += [stories[-2], stories[-3]] if at == 1 else []
        rows = "".join(f"<li>{link(s)}<em>{s.published:%Y-%m-%d}</em></li>" for s in mixed)
        more = f'<a href="?page={at + 1}">{at + 1}</a>' if at < 5 else ""
        return page("国际", f"<ul>{rows}</ul><p>{more}</p>{FOOTER}", lang="zh-CN")

    return Shape("bare_numbers", stories, listing, start="/international/", lang="zh-CN")


def bitrix() -> Shape:
    """Cyrillic in windows-1251, `PAGEN_1`, a button that says Показать ещё."""
    stories = told_in("ru", "/news/detail.php?ID={n}", 30)

    def listing(shape: Shape, path: str, asked: Asked, _: bytes) -> str | None:
        if path != "/news/":
            return None
        at = number(asked, "PAGEN_1")
        rows = "".join(
            f'<p class="news-item"><span class="news-date-time">{s.published:%d.%m.%Y}</span> '
            f'<a href="{s.path}"><b>{escape(s.title)}</b></a><br>{escape(s.excerpt)}</p>'
            for s in slice_of(stories, at, 10)
        )
        more = f'<a href="/news/?PAGEN_1={at + 1}">Показать ещё</a>' if at < 3 else ""
        menu = '<a href="/news/">Новости</a> <a href="/photo/">Фото</a>'
        return page(
            "Новости", f"<p>{menu}</p>{rows}{more}{FOOTER}", lang="ru", charset="windows-1251"
        )

    return Shape("bitrix", stories, listing, start="/news/", lang="ru", charset="windows-1251")


def counting_button() -> Shape:
    """A button that keeps an address and the next page apart; HTML in JSON, without a next page."""
    stories = told("button", "/stories/{slug}.html", 30)

    def cards(page: int) -> str:
        return "".join(
            f'<div class="card"><h4>{link(s)}</h4><span>{s.published:%B %d, %Y}</span></div>'
            for s in slice_of(stories, page, 10)
        )

    def listing(shape: Shape, path: str, asked: Asked, _: bytes) -> Answer | str | None:
        if path == "/ajax/more":
            told = {"success": True, "data": {"markup": cards(number(asked, "page"))}}
            return 200, "application/json", json.dumps(told).encode()
        if path != "/stories":
            return None
        button = '<button class="btn" data-endpoint="/ajax/more" data-page="2">Load more</button>'
        return page("Stories", f"<div>{cards(1)}</div>{button}{FOOTER}")

    return Shape("counting_button", stories, listing, start="/stories")


def led_on() -> Shape:
    """A front page that is a refresh, to a page that is a script, to the real front page."""
    stories = told("led_on", "/zh/{y}/{m}/{slug}.html", 24, chinese=True)
    refresh = '<meta http-equiv="Refresh" content="1;URL=\'enter.html\'">'
    script = (
        "<script>if (/iphone|android/i.test(navigator.userAgent)) { location.href = '/m/'; }\n"
        "else { location.href = '/zh/home.html'; } // location.replace('/old/')</script>"
    )

    def listing(shape: Shape, path: str, asked: Asked, _: bytes) -> str | None:
        if path == "/":
            return page("柳塘新闻网", "<p>正在进入，请稍候</p>", refresh, lang="zh-CN")
        if path == "/enter.html":
            return page("柳塘新闻网", "", script, lang="zh-CN")
        shown = {"/zh/home.html": stories[:12], "/zh/town/": stories[12:]}.get(path)
        rows = "".join(f"<li>{link(s)}<i>{s.published:%m-%d}</i></li>" for s in shown or ())
        menu = '<nav><a href="/zh/home.html">首页</a> <a href="/zh/town/">本地</a></nav>'
        return page("柳塘新闻网", f"{menu}<ul>{rows}</ul>{FOOTER}", lang="zh-CN") if shown else None

    return Shape("led_on", stories, listing, lang="zh-CN")


def in_states() -> Shape:
    """Articles whose pages hold them only as data; a list whose boxes a click opens."""
    stories = told("in_states", "/{y}/{m}/{slug}", 24)

    def listing(shape: Shape, path: str, asked: Asked, _: bytes) -> str | None:
        boxes = "".join(
            f"<div class=box onclick=\"location.href='{s.path}'\"><h3>{escape(s.title)}</h3>"
            f"<span>{s.published:%Y-%m-%d}</span></div>"
            for s in stories
        )
        return page("Latest", f"<main>{boxes}</main>{FOOTER}") if path == "/latest" else None

    return Shape("in_states", stories, listing, start="/latest", article=state_article)


def sheets() -> Shape:
    """A digital newspaper: a refresh leads to today's first sheet, each leads to the next."""
    day = "/html/2026-11/24"
    stories = [
        Told(f"{day}/content_{9100 + at}.htm", s.title, s.paragraphs, s.published)
        for at, s in enumerate(told("sheets", "/x/{n}", 20, chinese=True))
    ]
    refresh = f'<META HTTP-EQUIV="REFRESH" CONTENT="0; URL={day[1:]}/node_2.htm">'

    def listing(shape: Shape, path: str, asked: Asked, _: bytes) -> str | None:
        if path == "/":
            return page("柳塘日报", "", refresh, lang="zh-CN")
        at = next((n for n in range(2, 6) if path == f"{day}/node_{n}.htm"), None)
        if at is None:
            return None
        shown = slice_of(stories, at - 1, 5)
        rows = "".join(f"<tr><td>{link(s)}</td></tr>" for s in shown)
        areas = "".join(f'<area coords="1,1,9,9" href="{s.path}">' for s in shown)
        others = "".join(
            f'<tr><td><a id=pageLink href="node_{n}.htm">第0{n - 1}版：综合</a></td>'
            f'<td><a href="/page/2026-11/24/0{n - 1}.pdf">PDF</a></td></tr>'
            for n in range(2, 6)
        )
        on = f'<a href="node_{at + 1}.htm">下一版</a>' if at < 5 else ""
        issue = '<a href="../../2026-11/23/node_2.htm">上一期</a>'
        body = (
            f'<img src="/p.jpg" usemap="#m"><map name="m">{areas}</map><table>{rows}</table>'
            f"<table>{others}</table>{on} {issue}{FOOTER}"
        )
        return page("柳塘日报", body, lang="zh-CN")

    return Shape("sheets", stories, listing, lang="zh-CN")


def plain(name: str) -> Shape:
    """One list of six articles, for tests of how a site is reached."""
    stories = told(name, "/{y}/{m}/{slug}/", 6)

    def listing(shape: Shape, path: str, asked: Asked, _: bytes) -> str | None:
        rows = "".join(f"<li>{link(s)}</li>" for s in stories)
        return page("News", f"<ul>{rows}</ul>{FOOTER}") if path == "/news" else None

    return Shape(name, stories, listing, start="/news")


def moved_to(url: str) -> Shape:
    """Whatever is asked for stands at another address."""

    def listing(shape: Shape, path: str, asked: Asked, _: bytes) -> Answer | None:
        return (301, url, b"") if path == "/old" else None

    return Shape("moved", [], listing, start="/old")
