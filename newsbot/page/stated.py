"""An article that a page holds only as data: in JSON-LD, in a state of its scripts, in mark-up that
its scripts would show. Asked where the page itself shows no text, or next to none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from html import escape, unescape
from itertools import islice
from typing import Any, NamedTuple

from newsbot.fields import fold_text
from newsbot.page.body import Body, body_from, find_body
from newsbot.page.card_links import units
from newsbot.page.document import Document
from newsbot.page.scripted import scripted
from newsbot.page.state import read_states

LEAST = 60
"""Units of text (see card_links) of the shortest article that is taken from data."""

BODY_KEYS = re.compile(
    r"(?:(?:article|news|main|post|full|rich|story|doc|body|html)_?)?"
    r"(?:content|body|text|html|detail|contents|paragraphs|blocks|components|rendered)"
    r"(?:_?(?:html|text|raw|blocks|rendered|str|noencode))?",
    re.I,
)
FACTS = {
    "title": re.compile(r"(?:(?:article|news|main|long|share)_?)?(?:title|headline)", re.I),
    "published_at": re.compile(
        r"(?:first_?|display_?)?(?:publish\w*|pub|posted|release|issue|create\w*)_?"
        r"(?:time|date|at|on|ts)?|c?time|date|datetime|date_?published",
        re.I,
    ),
    "authors": re.compile(r"(?:authors?|writers?|reporters?|byline)(?:_?names?)?", re.I),
    "source": re.compile(r"(?:source|media|origin|copyfrom|src)(?:_?name)?", re.I),
}
"""Keys under which data keep an article's text, and what is told of it."""

NAMES = ("name", "title", "text", "label", "nickname")
INSIDE = ("text", "html", "content", "value", "children", "data", "body", "rendered", "blocks")
"""Where blocks of editors (Slate, ProseMirror, EditorJS, Portable Text) keep what is in them."""

TAG = re.compile(r"<[^<>]{0,2000}>")
MARK_UP = re.compile(r"<(?:p|br|div|section|h\d|img|ul|span)\b", re.I)
HEADING = re.compile(r"head|^h[1-6]$", re.I)
HOLDERS = (dict, list)
DEEPEST, MOST_VALUES, MOST_TEXTS = 12, 20_000, 1_000
MOST_BESIDE = 50
"""Entries of the largest object whose entries tell of one article."""


@dataclass(frozen=True, slots=True)
class Stated:
    """`body`: the text, its rule says where it stood; `facts`: raw values of title, published_at,
    authors and source that stand beside it, by field."""

    body: Body
    facts: Mapping[str, list[Any]]

    @property
    def size(self) -> int:
        """Units of its text."""
        return sum(map(units, self.body.texts()))


class _Found(NamedTuple):
    size: int
    name: str
    markup: str
    holder: dict[str, Any]
    around: dict[str, Any]


def read_stated(document: Document) -> Stated | None:
    """The article that a page holds as data, or None. Raises what `document.root` raises."""
    return told_in_data(document) or told_in_scripts(document)


def told_in_data(document: Document) -> Stated | None:
    """The article that JSON-LD or a state holds, or None."""
    told = document.metadata.article_body
    if told and units(told) >= LEAST:
        return _stated(told if MARK_UP.search(told) else _lines(told), "json-ld articleBody", {})
    found = _in_states(document)
    if found:
        return _stated(found.markup, f"state {found.name}".strip(), _facts(found))
    return None


def told_in_scripts(document: Document) -> Stated | None:
    """The article that a page's scripts would show, or None; nothing is told beside it."""
    shown = scripted(document, mark="<p")
    body = find_body(shown) if shown else None
    if body is None or sum(map(units, body.texts())) < LEAST:
        return None
    return Stated(replace(body, rule="mark-up in scripts"), {})


def _stated(markup: str, rule: str, facts: Mapping[str, list[Any]]) -> Stated | None:
    page = f"<html><body>{markup}</body></html>".encode("utf-8", "replace")
    root = Document(page, "", content_type="text/html; charset=utf-8").root
    body = body_from(root, rule)
    return Stated(body, facts) if body else None


# --- States -----------------------------------------------------------------------------------


def _in_states(document: Document) -> _Found | None:
    """The longest text in the states; one beside the page's own title before all others."""
    title = fold_text(document.metadata.page_title or "")
    best, most = None, (False, 0)
    texts = (text for name, state in read_states(document) for text in _texts(name, state))
    for found in islice((text for text in texts if text.size >= LEAST), MOST_TEXTS):
        own = [fold_text(str(told)) for told in _facts(found)["title"]]
        rank = (any(text and text in title for text in own), found.size)
        if rank > most:
            best, most = found, rank
    return best


def _texts(name: str, state: Any) -> Iterator[_Found]:
    """What may be an article's text in a state, with the object that holds it."""
    waiting: list[tuple[Any, dict[str, Any], int]] = [(state, {}, 0)]
    parts: Iterable[Any]
    for _ in range(MOST_VALUES):
        if not waiting:
            return
        value, around, depth = waiting.pop()
        if isinstance(value, dict):
            holder, parts = value, value.values()
            for key, inner in value.items():
                if _holds_text(key):
                    markup = _markup(inner, 0)
                    yield _Found(units(TAG.sub(" ", markup)), name, markup, value, around)
        elif isinstance(value, list):
            holder, parts = around, value
        else:
            continue
        if depth < DEEPEST:
            waiting += [(p, holder, depth + 1) for p in parts if isinstance(p, HOLDERS)]


@lru_cache(maxsize=1024)
def _holds_text(key: str) -> bool:
    return BODY_KEYS.fullmatch(key) is not None


def _markup(value: Any, depth: int) -> str:
    """A text, mark-up, or a list of an editor's blocks, as mark-up."""
    if isinstance(value, str):
        text = unescape(value) if "&lt;" in value and "<" not in value else value
        return text if MARK_UP.search(text) else _lines(text)
    if depth > DEEPEST:
        return ""
    if isinstance(value, dict):
        return _markup(next((value[key] for key in INSIDE if value.get(key)), ""), depth + 1)
    return "".join(_block(v, depth + 1) for v in value) if isinstance(value, list) else ""


def _block(value: Any, depth: int) -> str:
    """One block of a list as a paragraph, a heading or a picture."""
    if not isinstance(value, dict):
        return _markup(value, depth)
    kind = str(value.get("type") or value.get("_type") or "")
    said = _inside(value, depth)
    if not said:
        address = next((value[k] for k in ("url", "src") if isinstance(value.get(k), str)), "")
        return f'<img src="{escape(address)}">' if address and "im" in kind.lower() else ""
    tag = "h2" if HEADING.search(kind) else "p"
    return said if MARK_UP.search(said) else f"<{tag}>{said}</{tag}>"


def _inside(value: Any, depth: int) -> str:
    """The text inside a block, in the order of its parts."""
    if isinstance(value, str):
        return value if "<" in value else escape(value)
    if depth > DEEPEST:
        return ""
    if isinstance(value, list):
        return "".join(_inside(part, depth + 1) for part in value)
    if isinstance(value, dict):
        return next((text for k in INSIDE if (text := _inside(value.get(k), depth + 1))), "")
    return ""


def _lines(text: str) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip())


def _facts(found: _Found) -> dict[str, list[Any]]:
    """What the object around a text tells of it, those beside it behind."""
    around = found.around if len(found.around) <= MOST_BESIDE else {}
    objects = [found.holder, around, *(part for part in around.values() if isinstance(part, dict))]
    told: dict[str, list[Any]] = {field: [] for field in FACTS}
    for one in (one for one in objects if len(one) <= MOST_BESIDE):
        for key, value in one.items():
            for field, keys in FACTS.items():
                if keys.fullmatch(key):
                    values = [text for text in map(_told, _listed(value)) if text]
                    told[field] += [values] if field == "authors" and values else values
    return told


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _told(value: Any) -> str:
    """A value, or the name of an object, as text; "" for others."""
    if isinstance(value, dict):
        value = next((value[key] for key in NAMES if isinstance(value.get(key), str)), "")
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return str(value).strip()
