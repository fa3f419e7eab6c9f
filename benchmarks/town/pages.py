"""The newspapers' pages: four houses, each with its own mark-up, charset and form of dates."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from random import Random

from town import frames
from town.stories import Story

SMALLEST, LARGEST = 63_000, 104_000
"""Bytes of an article's page."""

NAMES = {"zh": "青栾新闻", "hant": "青欒新聞", "en": "The Tidewell Paper"}


@dataclass(frozen=True, slots=True)
class House:
    """A newspaper house: its language, charset and pages."""

    name: str
    language: str
    charset: str
    head: Callable[[Story], str]
    article: Callable[[Story], str]
    card: Callable[[Story], str]
    lists: str
    in_header: bool


def _plain_head(story: Story) -> str:
    summary = escape(story.blocks[0][1][:80])
    return f'<meta name="description" content="{summary}">'


def _graph_head(story: Story) -> str:
    title, summary = escape(story.title), escape(story.blocks[0][1][:80])
    return (
        f'<meta property="og:title" content="{title}"><meta property="og:type" content="article">'
        f'<meta property="og:description" content="{summary}">'
        f'<meta property="article:published_time" content="{story.published_at.isoformat()}">'
    )


def _linked_head(story: Story) -> str:
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": story.title,
        "datePublished": story.published_at.isoformat(),
        "author": [{"@type": "Person", "name": story.author}],
        "articleSection": story.category,
    }
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def _blocks(story: Story, heading: str, figure: str) -> str:
    parts = []
    for place, (tag, text) in enumerate(story.blocks):
        if tag == "figure":
            address = f"/upload/{story.number % 97}/{story.number}_{place}.jpg"
            parts.append(figure.format(address=address, caption=escape(text)))
        else:
            parts.append((heading if tag == "h2" else "<p>{}</p>").format(escape(text)))
    return "\n".join(parts)


FIGURE = '<figure><img src="{address}" width="640"><figcaption>{caption}</figcaption></figure>'
LAZY = '<p class="pic"><img src="/static/loading.png" data-original="{address}"></p>'


def _theme(story: Story) -> str:
    return (
        f'<article class="post"><header class="entry-header"><h1 class="entry-title">'
        f"{escape(story.title)}</h1></header><div class='entry-meta'>"
        f'<span class="my-date">{story.published_at:%Y年%m月%d日 %H:%M}</span>'
        f'<span class="meta-cat"><a href="/{story.category_slug}/list-1.html">{story.category}</a>'
        f'</span><span class="views">{story.view_count}</span>'
        f'<span class="author">作者：{story.author}</span></div><div class="single-content">'
        f"{_blocks(story, '<h2>{}</h2>', FIGURE)}<p>来源：{story.source}</p></div></article>"
    )


def _portal(story: Story) -> str:
    return (
        f'<div class="crumbs"><a href="/">首页</a> &gt; <a class="channel" '
        f'href="/{story.category_slug}/list-1.html">{story.category}</a></div>'
        f'<h1 class="main-title">{escape(story.title)}</h1><div class="date-source">'
        f'<span class="date">{story.published_at:%Y-%m-%d %H:%M}</span>'
        f'<span class="source">来源：{story.source}</span>'
        f'<span class="read">阅读 {story.view_count:,}</span>'
        f'<span class="writer">记者 {story.author}</span></div><div id="artibody">'
        f"{_blocks(story, '<p><strong>{}</strong></p>', FIGURE)}</div>"
    )


def _island(story: Story) -> str:
    return (
        f'<section class="story"><h1 class="story__headline">{escape(story.title)}</h1>'
        f'<div class="story__info"><a class="story__section" '
        f'href="/{story.category_slug}/list-1.html">{story.category}</a>'
        f'<time class="story__time">{story.published_at:%Y/%m/%d %H:%M}</time>'
        f'<span class="story__source">來源：{story.source}</span>'
        f'<span class="story__author">記者：{story.author}</span>'
        f'<span class="story__views">瀏覽數：{story.view_count}</span></div>'
        f'<div class="story__body">{_blocks(story, "<h3>{}</h3>", LAZY)}</div></section>'
    )


def _english(story: Story) -> str:
    return (
        f'<main><h1 data-id="headline">{escape(story.title)}</h1><div class="c-byline">'
        f'<span class="c-by">By {story.author}</span> <a class="c-section" '
        f'href="/{story.category_slug}/list-1.html">{story.category}</a> <time class="c-time" '
        f'datetime="{story.published_at.isoformat()}">{story.published_at:%d %B %Y, %H:%M}</time>'
        f' <span class="c-views">{story.view_count:,} views</span>'
        f' <span class="c-source">Source: {story.source}</span></div><div class="c-body">'
        f"{_blocks(story, '<h2>{}</h2>', FIGURE)}</div></main>"
    )


def _entry(story: Story) -> str:
    return (
        f'<article class="post"><h2 class="entry-title"><a href="{story.path}">'
        f'{escape(story.title)}</a></h2><div class="archive-content">'
        f'{escape(story.blocks[0][1][:90])}...</div><span class="date">'
        f"{story.published_at:%Y-%m-%d}</span></article>"
    )


def _row(story: Story) -> str:
    return (
        f'<li class="news-item"><a class="news-link" href="{story.path}">{escape(story.title)}</a>'
        f"<span>{story.published_at:%m-%d %H:%M}</span></li>"
    )


HOUSES = (
    House("town_theme", "zh", "utf-8", _plain_head, _theme, _entry, "div", True),
    House("town_portal", "zh", "gb18030", _graph_head, _portal, _row, "ul", False),
    House("town_island", "hant", "big5hkscs", _plain_head, _island, _row, "ul", False),
    House("town_english", "en", "windows-1252", _linked_head, _english, _entry, "div", True),
)


def house_of(host: int) -> House:
    """The house whose paper a host carries."""
    return HOUSES[host % len(HOUSES)]


def article_page(seed: int, story: Story, others: Sequence[Story]) -> bytes:
    """A story's page; `others` are those that its side lists may link to."""
    house, rng = house_of(story.host), Random(f"{seed}/{story.host}/{story.number}/page")
    head = f"{house.head(story)}{frames.style(story.host)}{frames.script(story.host)}"
    size = rng.randint(SMALLEST + 2_000, LARGEST - 2_000)
    wide = 1 if house.language == "en" else 2
    body = house.article(story)
    lists = []
    for _ in range(rng.randint(1, 3)):
        chosen = rng.sample(others, min(len(others), 10))
        numbers, paths = [s.number for s in chosen], [s.path for s in chosen]
        lists.append(frames.cards(seed, story.host, numbers, house.language, paths))
    page = _page(story.host, f"{story.title} - {NAMES[house.language]}", head, body, "".join(lists))
    filled = len(page.encode(house.charset, "xmlcharrefreplace"))
    rest = (size - filled) * (10 if wide == 1 else 9) // 10
    if rest > 0:
        page = page.replace("</body>", frames.state(rng, rest, house.language) + "</body>")
    return page.encode(house.charset, "xmlcharrefreplace")


def list_page(host: int, title: str, stories: Sequence[Story], page: int, last: int) -> bytes:
    """One page of a category's listing."""
    house = house_of(host)
    cards = "".join(house.card(story) for story in stories)
    older = f'<a class="next" rel="next" href="list-{page + 1}.html">›</a>' if page < last else ""
    body = (
        f'<{house.lists} class="news-list">{cards}</{house.lists}><div class="pages">{older}</div>'
    )
    text = _page(host, f"{title} - {NAMES[house.language]}", frames.style(host), body, "")
    return text.encode(house.charset, "xmlcharrefreplace")


def home_page(host: int, stories: Sequence[Story]) -> bytes:
    """The front page: the menu and the newest stories."""
    house = house_of(host)
    cards = "".join(house.card(story) for story in stories)
    body = f'<{house.lists} class="news-list">{cards}</{house.lists}>'
    text = _page(host, NAMES[house.language], frames.style(host), body, "")
    return text.encode(house.charset, "xmlcharrefreplace")


LANGUAGE = {"zh": "zh-CN", "hant": "zh-TW", "en": "en-GB"}


def _page(host: int, title: str, head: str, body: str, aside: str) -> str:
    house = house_of(host)
    label = {"big5hkscs": "big5", "gb18030": "gb2312"}.get(house.charset, house.charset)
    more = {"zh": "热门推荐", "hant": "熱門推薦", "en": "Most read"}[house.language]
    side = f'<aside class="sidebar"><h3>{more}</h3>{aside}</aside>' if aside else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{LANGUAGE[house.language]}"><head><meta charset="{label}">'
        f"<title>{escape(title)}</title>{head}</head><body>{frames.icons(host)}"
        f'<div class="top">{frames.menu(host, house.language)}</div>'
        f'<div class="wrap"><div class="content">{body}</div>{side}</div>'
        f"{frames.footer(host, house.language)}</body></html>\n"
    )
