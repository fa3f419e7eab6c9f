"""What must not reach the parser: a tag with thousands of attributes.

libxml2 compares each attribute of a tag with all before it: 30,000 take 5 seconds. Pages are looked
at as the UTF-8 bytes that the parser gets: searching them costs a tenth of searching text.
"""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.intp]
"""Places in the bytes of a page."""

MOST_ATTRIBUTES = 1_000

LONG_TAG = 2_000
"""Bytes between two "<" from which a tag may be crowded."""

HUGE_SCRIPT = 2_000_000
SCRIPT = re.compile(b"<script[^>]*>", re.IGNORECASE)
SCRIPT_END = re.compile(b"</script", re.IGNORECASE)
NAME = re.compile(rb"<[a-zA-Z][^\s>/]*")
ATTRIBUTE = re.compile(
    rb"""[\s/]*+[^\s=>/"']++(?:\s*+=\s*+(?:"[^"]*"|'[^']*'|[^\s>"']++))?|[\s/"'=]++"""
)
TAG = re.compile(
    rb"<(?:!--|(?P<raw>script|style|textarea|title)(?=[\s>/])|[a-zA-Z][^\s>/]*+)"
    rb"(?>(?:" + ATTRIBUTE.pattern + rb")*)",
    re.IGNORECASE,
)
"""A tag with its attributes, a ">" inside quotes being none of its end. No tag opens inside a
comment and the elements of raw text: JavaScript's `a<b` is none."""

CLOSING = re.compile(rb"</(?:html|body)\s*>", re.IGNORECASE)
QUOTING = np.isin(np.arange(256), list(b"\"'="))
"""Bytes before a "<" that stands in an attribute's value."""


def opens(page: bytes) -> Places:
    """The places of the "<" of a page."""
    return np.flatnonzero(np.frombuffer(page, np.uint8) == ord("<"))


def has_crowded_tag(page: bytes, tags: Places) -> bool:
    """Whether a tag of the page has more than MOST_ATTRIBUTES attributes; `tags`: see `opens`.

    Nearly every page is cleared by a look at the stretches between two "<" and by the number of
    quoted "<" (in which a crowd could hide); only the rest is read tag by tag.
    """
    return _is_suspicious(page, tags) and _scan(page)


def one_tree(page: bytes, tags: Places) -> bytes:
    """The page without `</html>` and `</body>` where more follows: libxml2 >= 2.14 would hang
    what follows into a second tree beside the first, out of sight of every reader."""
    signs = np.frombuffer(page, np.uint8)
    within = tags[tags + len("</html") <= signs.size]
    closing = within[signs[within + 1] == ord("/")]
    for place in closing[signs[closing + 2] | 0x20 == ord("h")].tolist():
        if page[place + 2 : place + 6].lower() == b"html":
            return CLOSING.sub(b"", page) if page[place + 7 :].strip() else page
    return page


def cut(page: bytes, most: int) -> bytes:
    """The page without the middle of its tags beyond `most`."""
    tags = opens(page)
    begin, end = tags[most * 3 // 4], tags[tags.size - most // 4]
    return page[:begin] + page[end:]


def without_huge_scripts(page: bytes) -> bytes:
    """The page without the inside of scripts of more than HUGE_SCRIPT bytes.

    No statement of a page about itself is that long, and libxml2 gives up at 10 MB of one text.
    """
    if len(page) <= HUGE_SCRIPT:
        return page
    pieces, place = [], 0
    while (found := SCRIPT.search(page, place)) is not None:
        end = SCRIPT_END.search(page, found.end())
        stop = end.start() if end else len(page)
        keep = found.end() if stop - found.end() > HUGE_SCRIPT else stop
        pieces.append(page[place:keep])
        place = stop
    return b"".join([*pieces, page[place:]]) if pieces else page


def _is_suspicious(page: bytes, tags: Places) -> bool:
    for place in tags[np.diff(tags, append=len(page)) > LONG_TAG].tolist():
        if _is_crowded(page, place) or _in_quotes(page, place):
            return True
    before = np.frombuffer(page, np.uint8)[tags[1:] - 1]
    return int(np.count_nonzero(QUOTING[before])) > MOST_ATTRIBUTES


def _in_quotes(page: bytes, place: int) -> bool:
    """Whether a "<" may stand in an attribute's value, whose tag then goes on behind it."""
    closed = page.rfind(b">", 0, place) + 1
    return any(page.find(mark, closed, place) >= 0 for mark in (b'"', b"'", b"="))


def _scan(page: bytes) -> bool:
    place, lower = 0, b""
    while place < len(page):
        for found in TAG.finditer(page, place):
            start, place = found.span()
            if place - start > LONG_TAG and _is_crowded(page, start):
                return True
            if page.startswith(b"<!--", start):
                place = _after(page, b"-->", start)
                break
            if raw := found["raw"]:
                lower = lower or page.lower()
                place = _after(lower, b"</" + raw.lower(), place)
                break
        else:
            return False
    return False


def _after(page: bytes, mark: bytes, start: int) -> int:
    found = page.find(mark, start)
    return len(page) if found < 0 else found + len(mark)


def _is_crowded(page: bytes, start: int) -> bool:
    name = NAME.match(page, start)
    place, count = name.end() if name else start, 0
    while count <= MOST_ATTRIBUTES and name:
        found = ATTRIBUTE.match(page, place)
        if found is None:
            return False
        place, count = found.end(), count + 1
    return bool(name)
