"""Data -> rows of articles: by declared paths, or as far as a person would see them at once.

Paths are JMESPath (https://jmespath.org), relative to the answer for `entries`, `html`, `next`
and `cursor`, relative to a row for the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import jmespath
from jmespath.exceptions import JMESPathError

from newsbot.fields import clean_text, clean_url
from newsbot.page.addresses import article_sign
from newsbot.page.card_links import TITLE_UNITS, units
from newsbot.page.cards import Card
from newsbot.page.feed_texts import plain

OF_ANSWER = ("entries", "html", "next", "cursor", "state")
OF_ROW = ("url", "title", "published_at", "views", "excerpt", "image_url", "category")
KEYS = (*OF_ANSWER, *OF_ROW)
"""What `data` of a site may declare."""

URL_KEYS = re.compile(
    r"^(?:url|link|href|permalink|pc_?url|share_?url|article_?url|web_?url|page_?url|detail_?url|"
    r"docurl|canonical_?url|website_?url|path|uri|m_?url|target|source_?url|jump_?url|news_?url|slug_?url)$",
    re.I,
)
TITLE_KEYS = re.compile(
    r"^(?:title|headlines?|name|subject|article_?title|news_?title|main_?title|long_?title|text|"
    r"short_?title|display_?title)$",
    re.I,
)
TIME_KEYS = re.compile(
    r"^(?:.*(?:pub|publish|create|release|post|issue|display|first|show)\w*_?(?:time|date|at|on|"
    r"ed|dt)?|c?time|date|datetime|timestamp|ts|dt|updated?_?(?:at|time)|behot_time|inputtime)$",
    re.I,
)
VIEW_KEYS = re.compile(
    r"^(?:.*(?:views?|reads?|hits?|pv|clicks?|visit)(?:_?(?:count|num|number|total))?)$", re.I
)
TEXT_KEYS = re.compile(
    r"^(?:summary|abstract|excerpt|desc|description|digest|intro|brief|lead|teaser|dek|content)$",
    re.I,
)
IMAGE_KEYS = re.compile(
    r"^(?:.*(?:image|img|pic|picture|thumb|thumbnail|cover|photo|poster).*)$", re.I
)
CATEGORY_KEYS = re.compile(
    r"^(?:category|channel|section|column|tag|cat|class)(?:_?name|_?title)?$", re.I
)
NEXT_KEYS = re.compile(
    r"^(?:next(?:_?(?:page|url|link|href|page_?url|uri))?|more(?:_?url)?|load_?more(?:_?url)?)$",
    re.I,
)
ADDRESS = re.compile(r"^(?:https?:)?//|^/[^/]|^[\w-]+/[\w/.-]+$|\.s?html?$", re.I)
WRAPPERS = frozenset("attributes node data article fields item content post news story".split())
"""Keys under which a row keeps what it says of its article."""

LEAST_ROWS = 2
LEAST_TELLING = 0.3
"""Rows of a list of articles that nobody described, and their share that says so; else a menu."""

BRACED = re.compile(r"\{([^{}]+)\}")

DEEPEST = 12
MOST_VALUES = 50_000


class BadPath(ValueError):
    """A path of `data` that is no JMESPath; the message names the key."""


@dataclass(frozen=True, slots=True)
class Data:
    """What an answer holds: cards, pieces of HTML that hold cards, and where it goes on.

    `next_url`: as the answer gives it, not absolute; `cursor`: what the next request must carry.
    """

    cards: tuple[Card, ...] = ()
    html: str = ""
    next_url: str | None = None
    cursor: str | None = None
    problems: tuple[str, ...] = field(default=())


def check_paths(paths: Mapping[str, str]) -> None:
    """Raises BadPath for an unknown key or a path that cannot be read."""
    for key, path in paths.items():
        if key not in KEYS:
            raise BadPath(f"data has no key {key!r}; it has: {', '.join(KEYS)}")
        for part in _paths_of(key, path):
            try:
                _compiled(part)
            except JMESPathError as error:
                said = str(error).splitlines()[0]
                raise BadPath(f"data.{key} is no JMESPath: {part!r} ({said})") from None


def read_rows(value: Any, paths: Mapping[str, str], base: str) -> Data:
    """The cards of an answer by the declared paths; `base` resolves relative addresses."""
    rows = _search(paths["entries"], value) if "entries" in paths else ()
    rows = list(rows.values()) if isinstance(rows, dict) else rows
    cards = (_declared_card(row, paths, base) for row in rows) if isinstance(rows, list) else ()
    html = _search(paths["html"], value) if "html" in paths else ""
    pieces = html if isinstance(html, list) else [html]
    return Data(
        tuple(card for card in cards if card),
        "".join(piece for piece in pieces if isinstance(piece, str)),
        _said(paths, "next", value),
        _said(paths, "cursor", value),
    )


def leads_nowhere(value: Any, paths: Mapping[str, str]) -> str | None:
    """The declared path of entries or of HTML, as `data.KEY 'PATH'`, that finds nothing in an
    answer; None where one does."""
    asked = [key for key in ("entries", "html") if key in paths]
    if not asked or any(_search(paths[key], value) for key in asked):
        return None
    return f"data.{asked[0]} '{paths[asked[0]]}'"


def guess_rows(value: Any, base: str, *, many: bool = False, row: str = "") -> Data:
    """What a person would take for the articles of an answer that nobody described.

    The list of objects with addresses and most titles that read like an article's (a menu has
    names), or with `many` all such lists, as of a front page; else the strings that are HTML with
    links. `row`: how the address of an entry that has none is made of it: `/a/{id}.html`.
    """
    best: list[Card] = []
    most = (0, LEAST_ROWS - 1)
    lists: list[list[Card]] = []
    html, following = [], None
    for key, found in _walk(value):
        if isinstance(found, list):
            cards = [card for entry in found if (card := _guessed_card(entry, base, row))]
            size = len({card.url for card in cards})
            telling = _telling(cards)
            if size >= LEAST_ROWS and telling >= LEAST_TELLING * size:
                lists.append(cards)
                best, most = max((best, most), (cards, (telling, size)), key=lambda one: one[1])
        elif isinstance(found, str):
            if "<a " in found and "href" in found:
                html.append(found)
            elif following is None and NEXT_KEYS.match(key) and ADDRESS.match(found):
                following = found
    chosen = [card for some in lists for card in some] if many else best
    return Data(tuple(chosen), "" if chosen else "".join(html), following)


def _declared_card(row: Any, paths: Mapping[str, str], base: str) -> Card | None:
    address = clean_url(_filled(paths.get("url", "url"), row), base)
    if address is None:
        return None
    said = {key: _filled(paths[key], row) or None for key in OF_ROW[1:] if key in paths}
    title, excerpt = said.get("title"), said.get("excerpt")
    return Card(
        address,
        title=plain(title) if title else None,
        date_text=said.get("published_at"),
        views_text=said.get("views"),
        excerpt=plain(excerpt) if excerpt else None,
        image_url=clean_url(said.get("image_url") or "", base),
        category=said.get("category"),
    )


def _filled(path: str, row: Any) -> str:
    """A path's value as text; a template (`/a/{id}.html`) has its paths in braces."""
    if "{" in path and not path.lstrip().startswith(("{", "[")):
        return re.sub(r"\{([^{}]+)\}", lambda found: _as_text(_search(found[1], row)), path)
    return _as_text(_search(path, row))


def _paths_of(key: str, path: str) -> list[str]:
    if key == "state":
        return []
    if key in OF_ROW and "{" in path and not path.lstrip().startswith(("{", "[")):
        return re.findall(r"\{([^{}]+)\}", path)
    return [path]


def _said(paths: Mapping[str, str], key: str, value: Any) -> str | None:
    return (_as_text(_search(paths[key], value)) or None) if key in paths else None


def _search(path: str, value: Any) -> Any:
    try:
        return _compiled(path).search(value)
    except JMESPathError:  # a function that got another type than it takes: this row has no value
        return None


@lru_cache(maxsize=512)
def _compiled(path: str) -> Any:
    return jmespath.compile(path)


def _as_text(value: Any) -> str:
    if isinstance(value, list):
        value = next((part for part in value if part), None)
    if isinstance(value, dict):
        value = next(
            (value[key] for key in ("url", "src", "name", "title", "basic") if value.get(key)), None
        )
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(int(value) if isinstance(value, float) and value.is_integer() else value).strip()


# --- Guessing ---------------------------------------------------------------------------------


def _walk(value: Any) -> Iterator[tuple[str, Any]]:
    """(key, value) of everything inside a value, bounded."""
    waiting: list[tuple[str, Any, int]] = [("", value, 0)]
    for _ in range(MOST_VALUES):
        if not waiting:
            break
        key, found, depth = waiting.pop()
        yield key, found
        if depth < DEEPEST and isinstance(found, dict | list):
            pairs = found.items() if isinstance(found, dict) else ((key, part) for part in found)
            waiting += reversed([(str(k), part, depth + 1) for k, part in pairs])


def _guessed_card(row: Any, base: str, made: str) -> Card | None:
    if not isinstance(row, dict):
        return None
    row = _flat(row)
    address = next(
        (
            url
            for key, value in row.items()
            if URL_KEYS.match(key) and isinstance(value, str) and ADDRESS.search(value)
            if (url := clean_url(value, base))
        ),
        None,
    )
    if address is None and made and None not in (row.get(name) for name in BRACED.findall(made)):
        address = clean_url(_filled(made, row), base)
    title = plain(_keyed(row, TITLE_KEYS))
    if address is None or not title:
        return None
    return Card(
        address,
        title=title,
        date_text=_keyed(row, TIME_KEYS) or None,
        views_text=_keyed(row, VIEW_KEYS) or None,
        excerpt=plain(_keyed(row, TEXT_KEYS)) or None,
        image_url=clean_url(_keyed(row, IMAGE_KEYS), base),
        category=clean_text(_keyed(row, CATEGORY_KEYS)) or None,
    )


def _telling(cards: Sequence[Card]) -> int:
    """How many cards have a date, a title, or an address that says that it is an article's."""
    return sum(
        card.date_text is not None
        or units(card.title or "") >= TITLE_UNITS
        or article_sign(card.url) >= 2
        for card in cards
    )


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    """A row with the fields of a wrapper around the article (`node`, `data`, `article`) in it."""
    inner = {key: value for key, value in row.items() if isinstance(value, dict)}
    if len(row) <= 3 and len(inner) == 1:
        return {**row, **next(iter(inner.values()))}
    for key, value in inner.items():
        if key.lower() in WRAPPERS:
            row = {**value, **row}
    return row


def _keyed(row: dict[str, Any], keys: re.Pattern[str]) -> str:
    return next((text for k, v in row.items() if keys.match(k) and (text := _as_text(v))), "")
