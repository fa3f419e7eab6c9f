"""Pages in the shapes of today's news sites of the world: their mark-up, invented texts."""

# ruff: noqa: E501

from __future__ import annotations

import json
from collections.abc import Callable

from world_texts import World

Shape = Callable[[World], str]
SHAPES: dict[str, Shape] = {}


def shape(make: Shape) -> Shape:
    SHAPES[make.__name__] = make
    return make


def page(w: World, body: str, head: str = "") -> str:
    direction = ' dir="rtl"' if w.lang == "ar" else ""
    return (
        f'<!DOCTYPE html><html lang="{w.lang}"{direction}><head><meta charset="utf-8">'
        f"<title>{w.title} | Insel-Kurier</title>{head}</head><body>{body}</body></html>"
    )


def ld(w: World, kind: str = "NewsArticle", **more: object) -> str:
    data = {
        "@context": "https://schema.org",
        "@type": kind,
        "headline": w.title,
        "datePublished": w.date,
        "author": [{"@type": "Person", "name": w.author}],
        "publisher": {"@type": "Organization", "name": "Insel-Kurier"},
        **more,
    }
    text = json.dumps(data, ensure_ascii=False)
    return f'<script type="application/ld+json">{text}</script>'


def menu(w: World) -> str:
    items = "".join(f'<li><a href="/{n}/">{name}</a></li>' for n, name in enumerate(w.menu))
    return f'<nav class="site-nav"><ul>{items}</ul></nav>'


def cards(w: World, tag: str = "li") -> str:
    rows = enumerate(w.others, 10)
    return "".join(f'<{tag}><a href="/a/{n}">{t}</a></{tag}>' for n, t in rows)


def consent(w: World) -> str:
    return f'<div id="cookie-consent" class="banner"><p>{w.consent}</p><button>OK</button></div>'


def foot(w: World) -> str:
    links = " ".join(f'<a href="/s/{n}">{name}</a>' for n, name in enumerate(w.menu))
    return f"<footer><p>{links}</p><p>© 2025 Insel-Kurier</p></footer>{consent(w)}"


def plain(w: World) -> list[str]:
    return [f"<p>{text}</p>" for text in w.paragraphs]


@shape
def newspaper(w: World) -> str:
    """A link to another article and a call for the newsletter stand among the paragraphs."""
    text = plain(w)
    figure = (
        f'<figure><img src="/p/1.jpg" width="900"><figcaption>{w.caption}</figcaption></figure>'
    )
    insert = f'<aside class="teaser-box"><strong>{w.more}</strong> <a href="/a/10">{w.others[0]}</a></aside>'
    letter = (
        f'<div class="newsletter-box"><p>{w.newsletter}</p><form><input name="mail"></form></div>'
    )
    body = [*text[:2], figure, text[2], insert, text[3], f"<h2>{w.heading}</h2>", letter, *text[4:]]
    return page(
        w,
        f"<header>{menu(w)}</header><main><article><h1>{w.title}</h1>"
        f'<p class="standfirst">{w.standfirst}</p><div class="meta"><span class="author">{w.author}</span>'
        f'<time datetime="{w.date}">{w.printed}</time></div><div class="article-body">{"".join(body)}</div>'
        f'</article><section class="related"><h3>{w.more}</h3><ul>{cards(w)}</ul></section></main>{foot(w)}',
        ld(w),
    )


@shape
def hashed(w: World) -> str:
    """A page of components: no name says what it holds, nothing is stated but in printing."""
    text = "".join(
        f'<div class="c-x1 css-1q8"><p class="css-9k2">{t}</p></div>' for t in w.paragraphs
    )
    side = "".join(
        f'<div class="css-p0"><a href="/a/{n}"><h4>{t}</h4></a></div>'
        for n, t in enumerate(w.others)
    )
    return page(
        w,
        f'<div id="root"><div class="css-a1">{menu(w)}</div><div class="css-b7"><div class="css-c3">'
        f'<h1 class="css-t">{w.title}</h1><div class="css-m"><span>{w.author}</span></div>'
        f'<div class="css-m2">{w.printed}</div><div class="css-d4">{text}</div></div>'
        f'<div class="css-e5"><h3>{w.more}</h3>{side}</div></div>{foot(w)}</div>',
    )


@shape
def live_blog(w: World) -> str:
    """Entries under their times, and buttons that share each of them."""
    entries = "".join(
        f'<article class="live-entry" id="e{n}"><time>{12 - n}:0{n}</time><div class="entry-text"><p>{t}</p></div>'
        f'<ul class="share-tools"><li><a href="#">Facebook</a></li><li><a href="#">X</a></li></ul></article>'
        for n, t in enumerate(w.paragraphs)
    )
    return page(
        w,
        f'{menu(w)}<main class="live"><h1>{w.title}</h1><p class="dek">{w.standfirst}</p>'
        f'<p class="byline">{w.author}</p><section class="live-feed">{entries}</section></main>'
        f'<aside class="most-read"><h3>{w.more}</h3><ol>{cards(w)}</ol></aside>{foot(w)}',
        ld(w, "LiveBlogPosting"),
    )


@shape
def metered(w: World) -> str:
    """The box that asks for a subscription stands behind the text, in the same container."""
    wall = f'<div class="paywall-offer"><h3>Insel-Kurier+</h3><p>{w.newsletter}</p><a href="/abo">Insel-Kurier+</a></div>'
    meta = f'<meta property="og:title" content="{w.title}"><meta property="article:published_time" content="{w.date}">'
    author = f'<div class="author-card"><img src="/u/1.jpg" width="60"><a href="/author/1">{w.author}</a></div>'
    return page(
        w,
        f'{menu(w)}<div class="wrap"><h1>{w.title}</h1>{author}<div class="story">{"".join(plain(w))}{wall}</div>'
        f'<div class="comments"><h4>3</h4><p>Danke! Merci! Gracias!</p></div></div>{foot(w)}',
        meta + ld(w, isAccessibleForFree=True),
    )


@shape
def lists_and_quotes(w: World) -> str:
    """A list and a quotation are part of the text, a slide show's captions are not."""
    first, *middle, last = w.paragraphs
    items = "".join(f"<li>{text}</li>" for text in middle[:2])
    rest = "".join(f"<p>{text}</p>" for text in middle[3:])
    slides = "".join(
        f'<li><img src="/p/{n}.jpg"><span class="caption">{w.caption}</span></li>' for n in range(3)
    )
    return page(
        w,
        f'{menu(w)}<div class="content"><h1>{w.title}</h1><p class="date">{w.printed}</p>'
        f'<div class="text" itemprop="articleBody"><p>{first}</p><ul class="gallery">{slides}</ul><ul>{items}</ul>'
        f"<blockquote><p>{middle[2]}</p></blockquote>{rest}<p>{last}</p></div>"
        f'<div class="tags"><a href="/t/1">{w.menu[3]}</a> <a href="/t/2">{w.menu[4]}</a></div>'
        f'<div class="more"><h3>{w.more}</h3>{cards(w, "div")}</div></div>{foot(w)}',
        ld(w),
    )


def truth(w: World, name: str) -> str:
    """What a reader of that page calls its text."""
    rows = list(w.paragraphs)
    if name == "newspaper":
        rows.insert(4, w.heading)
    return "\n".join(rows)
