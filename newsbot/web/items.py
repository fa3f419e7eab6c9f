"""Items: an article in a list, as HTML.

Written in Python: a page has thirty of them, and a template takes five times as long for each.
What comes from pages is escaped, each value where it is put in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Any
from urllib.parse import urlencode

from newsbot.health.language import Language
from newsbot.policy.display import Audience
from newsbot.store import Kept
from newsbot.store.grams import Query
from newsbot.web.asked import Asked
from newsbot.web.directions import spoken
from newsbot.web.marks import marked, snippet
from newsbot.web.moments import moment_text
from newsbot.web.words import label

LONGEST_SNIPPET = 160
PLACEHOLDER = (
    '<svg class="lead" viewBox="0 0 28 21" aria-hidden="true" focusable="false">'
    '<circle cx="19" cy="7" r="2"/><path d="M6 15l5-6 4 4 2-2 5 4z"/></svg>'
)
"""Stands for a picture that is not shown."""


@dataclass(frozen=True, slots=True)
class Row:
    """An article in a list: `record` as its audience sees it, `text` the words under its title."""

    record: Mapping[str, Any]
    views: int | None
    text: str


def row_of(
    reader: Audience, record: Mapping[str, Any], views: int | None, query: Query | None = None
) -> Row | None:
    """A list's row of a record or a card; None for what the audience may not see."""
    shown = reader.shown(record)
    if shown is None:
        return None
    text = shown["summary"] or shown["text"][:LONGEST_SNIPPET]
    if query and shown["text"]:
        text = snippet(shown["text"], query)
    words = " ".join(text.split())
    cut = len(words) > LONGEST_SNIPPET + 40
    return Row(shown, views, words[:LONGEST_SNIPPET] + "…" if cut else words)


def rows(reader: Audience, kept: Sequence[Kept], query: Query | None = None) -> list[Row]:
    """The rows of a list."""
    return [made for one in kept if (made := row_of(reader, one.record, one.views, query))]


def listing(items: Sequence[str], older: str, language: Language, question: Asked) -> str:
    """A list of items, and the way to the next ones."""
    if not items:
        name = "nothing_found" if question.said else "nothing_yet"
        return f'<p class="empty">{label(name, language)}</p>'
    told = label("more" if question.words and question.order == "best" else "older", language)
    link = f'<a rel="next" href="{escape(older)}">{told}</a>'
    pager = f'<p class="pager">{link}</p>' if older else ""
    return "\n".join(['<ol class="items">', *items, f"</ol>{pager}"])


def item(row: Row, language: Language, query: Query | None = None, *, images: bool) -> str:
    """An article in a list; `images`: pictures may be loaded from their own sites."""
    told = row.record
    tongue = spoken(told["language"])
    text = f"<p{tongue}>{marked(row.text, query)}</p>" if row.text else ""
    return (
        f'<li class="item">{_lead(told, images=images)}<div>'
        f'<h2{tongue}><a href="/articles/{escape(told["id"])}">'
        f"{marked(told['title'] or told['url'], query)}</a></h2>"
        f'<p class="soft">{_facts(row, language)}</p>{text}</div></li>'
    )


def _lead(told: Mapping[str, Any], *, images: bool) -> str:
    """The first picture: our own small copy, or the site's own where that is allowed, else what
    says that there is one."""
    if not told["images"]:
        return ""
    picture = told["images"][0]
    if name := picture.get("thumbnail"):
        address = f"/images/{name}"
    elif images and is_web(picture.get("url")):
        address = picture["url"]
    else:
        return PLACEHOLDER
    return (
        f'<img class="lead" src="{escape(address)}" alt="" loading="lazy" decoding="async" '
        'width="112" height="84">'
    )


def _facts(row: Row, language: Language) -> str:
    told = row.record
    at = told["published_at"] or told["first_seen_at"]
    printed = told.get("published_precision") if told["published_at"] else None
    facts = [f'<b><time datetime="{escape(at)}">{moment_text(at, printed)}</time></b>']
    if named := told["category"] or told["category_slug"]:
        facts.append(_link(named, (("site", told["site"]), ("category", told["category_slug"]))))
    if source := told["source"]:
        facts.append(_link(source, (("source", source),)))
    facts.append(_link(told["site"], (("site", told["site"]),)))
    if row.views is not None:
        facts.append(f"<b>{label('views', language, count=f'{row.views:,}')}</b>")
    if is_web(told["url"]):
        said, link = label("original_link", language), escape(told["url"])
        facts.append(f'<a href="{link}" rel="noopener noreferrer external">{said}</a>')
    return " · ".join(facts)


@lru_cache(maxsize=1_000)
def _link(text: str, filters: tuple[tuple[str, str | None], ...]) -> str:
    """A link to what a filter leaves; the same few stand in every row."""
    query = urlencode([(name, value) for name, value in filters if value])
    return f'<a href="/?{escape(query)}"><bdi>{escape(text)}</bdi></a>'


def is_web(url: Any) -> bool:
    """Whether an address is one that a page may link."""
    return str(url).startswith(("http://", "https://"))
