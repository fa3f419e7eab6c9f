"""Marks: where the words of a search stand in a text, for people to see."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape

from newsbot.store.grams import Query

AROUND = 60
SNIPPET = 180


@lru_cache(maxsize=64)
def pattern(query: Query) -> re.Pattern[str]:
    """What is marked; marks are an aid: a word in full-width letters is found, but not marked."""
    forms = sorted({form for term in query.wanted for form in term.forms}, key=len, reverse=True)
    written = (r"[\W_]*".join(map(re.escape, form.split())) for form in forms)
    return re.compile("|".join(written), re.IGNORECASE)


def marked(text: str, query: Query | None) -> str:
    """The text as HTML, with the words of the search in <mark>."""
    if query is None:
        return escape(text)
    pieces, at = [], 0
    for found in pattern(query).finditer(text):
        pieces += [escape(text[at : found.start()]), f"<mark>{escape(found[0])}</mark>"]
        at = found.end()
    return "".join([*pieces, escape(text[at:])])


def snippet(text: str, query: Query) -> str:
    """The piece of a text around the first word of the search."""
    found = pattern(query).search(text)
    start = max(found.start() - AROUND, 0) if found else 0
    piece = " ".join(text[start : start + SNIPPET].split())
    return ("…" if start else "") + piece + ("…" if start + SNIPPET < len(text) else "")
