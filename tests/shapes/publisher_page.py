"""Pages as large publishers build them: what stands around a text, at its real length.

In a page ⟦...⟧ is the text of the story and ⦅...⦆ its standfirst; what they hold is the truth.
"""
# ruff: noqa: E501

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape, unescape
from itertools import cycle, islice

from publisher_texts import Told

MARKED = re.compile("⟦([^⟧]*)⟧|⦅([^⦆]*)⦆")
MARKS = re.compile("[⟦⟧⦅⦆]")
TAGS = re.compile(r"<[^>]*>")

DAY = "2025-03-24T11:04:11+00:00"
CET = "2025-03-24T11:04:11+01:00"
"""When a page's story was published, told in London and in Paris."""

Shape = tuple[Told, str, tuple[str, ...], str]
"""A page as it is made: its story, its date, its authors, its mark-up."""


class Shapes(list[Callable[[], Shape]]):
    """The makers of a set's pages, each added by this as its decorator."""

    def __call__(self, make: Callable[[], Shape]) -> Callable[[], Shape]:
        self.append(make)
        return make


@dataclass(frozen=True)
class Page:
    """A page with its marks, and what it says: `date` in ISO 8601."""

    name: str
    lang: str
    title: str
    date: str
    authors: tuple[str, ...]
    marked: str

    @property
    def html(self) -> bytes:
        return MARKS.sub("", self.marked).encode()

    @property
    def url(self) -> str:
        return (
            f"https://{self.name.replace('_', '-')}.example/2025/03/24/a-story-of-the-day-48213377"
        )

    def body(self, standfirst: bool = True) -> str:
        found = (a or (b if standfirst else "") for a, b in MARKED.findall(self.marked))
        return "\n".join(unescape(TAGS.sub("", text)) for text in found if text)


def mark(text: str) -> str:
    return f"⟦{escape(text, quote=False)}⟧"


def lead(t: Told) -> str:
    return f"⦅{escape(t.standfirst, quote=False)}⦆"


def linked(text: str, attributes: str = "") -> str:
    """A paragraph with a link on some of its words, as newspapers set to their older reports."""
    words = text.split(" ")
    at = 3 if len(words) > 9 else 0
    if not at:
        return (
            mark(text[:6])
            if len(text) < 6
            else f"⟦{text[:8]}<a href='/a/1'{attributes}>{text[8:14]}</a>{text[14:]}⟧"
        )
    one, two, three = words[:at], words[at : at + 3], words[at + 3 :]
    return f'⟦{" ".join(one)} <a href="/2024/11/an-older-report"{attributes}>{" ".join(two)}</a> {" ".join(three)}⟧'


def text(
    t: Told,
    wrap: str = "<p>{}</p>",
    *,
    before: Mapping[int, str] | None = None,
    links: tuple[int, ...] = (),
    link: str = "",
    upto: int = 99,
    since: int = 0,
) -> str:
    """The paragraphs, each in `wrap`; `before[n]`: what stands before the n-th."""
    found = []
    for n, paragraph in enumerate(t.paragraphs[:upto]):
        if n < since:
            continue
        found.append((before or {}).get(n, ""))
        said = linked(paragraph, link) if n in links else mark(paragraph)
        found.append(wrap.format(said, n=n))
    return "".join(found) + (before or {}).get(99, "")


def ld(t: Told, date: str, authors: object, **more: object) -> str:
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": t.title,
        "datePublished": date,
        "author": authors,
        **more,
    }
    return f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>'


def person(*names: str) -> list[dict[str, str]]:
    return [{"@type": "Person", "name": name} for name in names]


def og(t: Told, date: str = "", site: str = "", **more: str) -> str:
    said = {
        "og:title": t.title,
        "og:type": "article",
        "og:description": t.standfirst,
        "og:site_name": site,
        "article:published_time": date,
        **more,
    }
    return "".join(f'<meta property="{k}" content="{escape(v)}">' for k, v in said.items() if v)


def svg(n: int = 1) -> str:
    path = " ".join(
        f"M{i * 7 % 24}.{i * 31 % 97} {i * 5 % 24}c-{i % 9}.3 {i % 7}.2-{i % 5}.9"
        for i in range(8 + n % 9)
    )
    return f'<svg width="24" height="24" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path fill="currentColor" d="{path}z"></path></svg>'


def menu(t: Told, classes: str = "css-1nav", rows: int = 6) -> str:
    """A menu that unfolds: every section with some below it."""
    parts = []
    for n, name in enumerate(t.menu):
        below = "".join(
            f'<li class="{classes}-sub"><a href="/{n}/{m}" data-track="nav">{other}</a></li>'
            for m, other in enumerate(islice(cycle(t.menu[n:] + t.menu[:n]), 1, rows))
        )
        parts.append(
            f'<li class="{classes}-item"><a href="/{n}">{name}</a><button aria-expanded="false">{svg(n)}</button><ul>{below}</ul></li>'
        )
    return f'<nav class="{classes}" aria-label="main"><ul>{"".join(parts)}</ul></nav>'


def cards(t: Told, wrap: str, many: int = 6) -> str:
    """Other stories; `wrap` gets a headline and a number."""
    return "".join(wrap.format(title, n=n) for n, title in enumerate(islice(cycle(t.others), many)))


def script(n: int = 40) -> str:
    state = {
        f"widget{i}": {
            "id": i * 7919,
            "slot": f"/1234/site/art_{i}",
            "sizes": [[300, 250], [970, 90 + i]],
            "on": i % 2 == 0,
        }
        for i in range(n)
    }
    return f"<script>window.__CONFIG__={json.dumps(state)};</script>"


def style(n: int = 600) -> str:
    rules = "".join(
        f".css-{i * 7919 % 46656:x}{{margin:{i % 9}px;font:{12 + i % 8}px/1.{i % 9} serif}}"
        for i in range(n)
    )
    return f"<style>{rules}</style>"


def document(
    t: Told, body: str, *, site: str, title: str = "", head: str = "", attributes: str = ""
) -> str:
    shown = title or f"{t.title} | {site}"
    return (
        f'<!doctype html><html lang="{t.lang}"{attributes}><head><meta charset="utf-8"><title>{escape(shown)}</title>'
        f'<meta name="viewport" content="width=device-width">{head}{style()}{script()}</head><body>{body}{script(60)}</body></html>'
    )


Made = tuple[str, Told, str, tuple[str, ...], str]
"""(name, story, date, authors, marked page)."""


def pages(shapes: Shapes) -> list[Page]:
    found = []
    for make in shapes:
        t, date, authors, marked = make()
        found.append(Page(make.__name__, t.lang, t.title, date, authors, marked))
    return found
