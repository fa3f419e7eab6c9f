"""What the pages of invented sites are put together from."""

from __future__ import annotations

import json
from collections.abc import Iterable
from html import escape

from anynews.stories import Told

FOOTER = (
    '<footer><p><a href="/about">About us</a> <a href="/privacy-policy">Privacy policy</a> '
    '<a href="/terms-of-use">Terms of use and conditions of the service</a> '
    '<a href="/contact">Contact</a></p><p>© 2026</p></footer>'
)
STATIC = ("about", "privacy-policy", "terms-of-use", "contact")


def page(title: str, body: str, head: str = "", *, lang: str = "en", charset: str = "utf-8") -> str:
    """A whole page."""
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="{charset}">'
        f"<title>{escape(title)}</title>{head}</head><body>{body}</body></html>"
    )


def link(story: Told, text: str | None = None) -> str:
    return f'<a href="{story.path}">{escape(text or story.title)}</a>'


def static_page(name: str) -> str:
    """One of the pages that every site has: prose, but no article."""
    text = "We are a small office above the bakery and we answer letters on Tuesdays. " * 6
    return page(name, f"<h1>{name}</h1><p>{text}</p><p>{text}</p><p>{text}</p>{FOOTER}")


def plain_article(story: Told, others: Iterable[Told], menu: str = "", lang: str = "en") -> str:
    """An article with a headline, a line of facts, paragraphs, and other stories below."""
    related = "".join(f"<li>{link(other)}</li>" for other in others)
    text = "".join(f"<p>{escape(p)}</p>" for p in story.paragraphs)
    label = "相关阅读" if lang != "en" else "Related stories"
    return page(
        story.title,
        f"{menu}<h1>{escape(story.title)}</h1><p>{story.published:%Y-%m-%d %H:%M}</p>"
        f"<div>{text}</div><h3>{label}</h3><ul>{related}</ul>{FOOTER}",
        lang=lang,
    )


def json_ld_article(story: Told, others: Iterable[Told], menu: str = "") -> str:
    """The same with JSON-LD and Open Graph."""
    told = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": story.title,
        "datePublished": story.published.isoformat(),
        "author": {"@type": "Person", "name": "Mara Ellwood"},
    }
    head = (
        f'<script type="application/ld+json">{json.dumps(told)}</script>'
        f'<meta property="og:type" content="article">'
        f'<meta property="og:title" content="{escape(story.title)}">'
    )
    made = plain_article(story, others, menu)
    return made.replace("</head>", head + "</head>", 1)


def state_article(story: Told, others: Iterable[Told], menu: str = "", lang: str = "en") -> str:
    """An empty frame: the article stands in the page's state, among what is recommended."""
    told = {
        "headline": story.title,
        "body": [{"type": "paragraph", "text": text} for text in story.paragraphs],
        "publishedAt": story.published.isoformat(),
        "authors": [{"name": "Mara Ellwood"}],
    }
    more = [{"headline": other.title, "url": other.path} for other in others]
    state = {"props": {"pageProps": {"article": told, "recommended": more}}}
    script = f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(state)}</script>'
    return page(story.title, f'<div id="__next"></div>{script}', lang=lang)
