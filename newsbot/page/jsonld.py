"""JSON-LD of a page: the objects that describe its article, broken JSON repaired where safe."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

import orjson
from lxml.html import HtmlElement

LARGEST = 2_000_000
"""Characters of the longest script that is read."""

DEEPEST = 12
MOST_OBJECTS = 3_000
"""How deep nested objects are looked for, and how many are looked at."""

ARTICLE = re.compile(
    r"(?:Article|Posting|Report|Review|Recipe|Opinion\w*|Analysis\w*|Background\w*)$"
)
"""schema.org types of a page's text: NewsArticle, ReportageNewsArticle, BlogPosting ..."""

PAGE = re.compile(r"WebPage$|ItemPage$")

WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|"
    r"(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>)\s*;?\s*$"
)
STRING = re.compile(r'"(?:[^"\\]|\\.)*"', re.S)
TRAILING_COMMA = re.compile(r",(\s*[}\]])")
BAD_ESCAPE = re.compile(r'\\(?!["\\/bfnrt]|u[0-9a-fA-F]{4})')
CONTROL = {code: f"\\u{code:04x}" for code in range(32)}

EPOCH = 946_684_800
"""The year 2000 in seconds."""


def read_objects(scripts: list[HtmlElement]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """(objects of article types, of page types) in printed order, from `ld+json` scripts."""
    articles: list[dict[str, Any]] = []
    pages: list[dict[str, Any]] = []
    for script in scripts:
        for found in _walk(_load(script.text or "")):
            kinds = _types(found)
            if any(ARTICLE.search(kind) for kind in kinds):
                articles.append(found)
            elif any(PAGE.search(kind) for kind in kinds):
                pages.append(found)
    return articles, pages


def _types(found: dict[str, Any]) -> list[str]:
    kind = found.get("@type")
    return [part for part in (kind if isinstance(kind, list) else [kind]) if isinstance(part, str)]


def _load(text: str) -> Any:
    """The script's value; what cannot be repaired without guessing is None."""
    if not text.strip() or len(text) > LARGEST:
        return None
    for repair in (_as_it_is, _repaired, _unescaped):
        try:
            return orjson.loads(repair(text))
        except ValueError:
            continue
    return None


def _as_it_is(text: str) -> str:
    return text.strip().encode("utf-8", "replace").decode("utf-8")


def _repaired(text: str) -> str:
    """Comment wrappers off, raw line breaks in strings escaped, trailing commas dropped."""
    text = WRAPPING.sub("", WRAPPING.sub("", text)).strip().rstrip(";")
    text = STRING.sub(lambda match: BAD_ESCAPE.sub(r"\\\\", match[0]).translate(CONTROL), text)
    parts = re.split(r'("(?:[^"\\]|\\.)*")', text)
    parts[::2] = [TRAILING_COMMA.sub(r"\1", part) for part in parts[::2]]
    return "".join(parts)


def _unescaped(text: str) -> str:
    """A whole script that was escaped as HTML."""
    return _repaired(html.unescape(text)) if "&quot;" in text else ""


def _walk(value: Any) -> Iterator[dict[str, Any]]:
    """Objects of a value, outer before inner; bounded in depth and number."""
    waiting: list[tuple[Any, int]] = [(value, 0)]
    seen = 0
    while waiting and seen < MOST_OBJECTS:
        found, depth = waiting.pop()
        seen += 1
        if isinstance(found, dict):
            yield found
            inner = [v for v in found.values() if isinstance(v, (dict, list))]
        elif isinstance(found, list):
            inner = found
        else:
            continue
        if depth < DEEPEST:
            waiting.extend((child, depth + 1) for child in reversed(inner))


def text_of(value: Any) -> str | None:
    """A JSON-LD text: a string, the first of a list, or an object's name, @value or url; a number
    if it may be a time in seconds or milliseconds."""
    if isinstance(value, list):
        value = next((part for part in value if text_of(part)), None)
    if isinstance(value, dict):
        value = next((value[key] for key in ("name", "@value", "url", "@id") if key in value), None)
    if isinstance(value, int) and value >= EPOCH:
        return str(value)
    return value.strip() or None if isinstance(value, str) else None


def texts_of(value: Any) -> list[str]:
    """All texts of a value that may be one or a list."""
    rows = value if isinstance(value, list) else [value]
    return [text for text in map(text_of, rows) if text]


def people_of(value: Any) -> list[str]:
    """Names of persons; organisations are no authors. A bare string may be a person."""
    names = []
    for row in value if isinstance(value, list) else [value]:
        if isinstance(row, dict) and any("Organization" in kind for kind in _types(row)):
            continue
        names += texts_of(row.get("name")) if isinstance(row, dict) else texts_of(row)
    return names
