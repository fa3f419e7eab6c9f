"""What must not reach the parser: a tag with thousands of attributes.

libxml2 compares each attribute of a tag with all before it: 30,000 take 5 seconds.
"""

from __future__ import annotations

import re

MOST_ATTRIBUTES = 1_000

LONG_TAG = 2_000
"""Characters between two "<" from which a tag may be crowded."""

NAME = re.compile(r"<[a-zA-Z][^\s>/]*")
ATTRIBUTE = re.compile(
    r"""[\s/]*+[^\s=>/"']++(?:\s*+=\s*+(?:"[^"]*"|'[^']*'|[^\s>"']++))?|[\s/"'=]++"""
)
OPENING = re.compile(r"<(?:!--|[a-zA-Z])")
RAW_TEXT = ("script", "style", "textarea", "title")
"""Elements whose inside is no mark-up: JavaScript's `a<b` opens no tag."""


def has_crowded_tag(text: str) -> bool:
    """Whether a tag of the page has more than MOST_ATTRIBUTES attributes.

    Nearly every page is cleared by a look at the stretches between two "<" and by the number of
    quoted "<" (in which a crowd could hide); only the rest is read tag by tag.
    """
    return _is_suspicious(text) and _scan(text)


def _is_suspicious(text: str) -> bool:
    place = -1
    for stretch in text.split("<"):
        if len(stretch) > LONG_TAG and stretch[0].isalpha() and _is_crowded(text, place):
            return True
        place += len(stretch) + 1
    return text.count('"<') + text.count("'<") + text.count("=<") > MOST_ATTRIBUTES


def _scan(text: str) -> bool:
    lower, place = text.lower(), 0
    while (found := OPENING.search(text, place)) is not None:
        start = found.start()
        if text.startswith("<!--", start):
            place = _after(text, "-->", start)
            continue
        end = _tag_end(text, start)
        if end - start > LONG_TAG and _is_crowded(text, start):
            return True
        name = lower[start + 1 : start + 12].split(">")[0].split()
        raw = next((tag for tag in RAW_TEXT if name and name[0] == tag), None)
        place = _after(lower, f"</{raw}", end) if raw else end
    return False


def _after(text: str, mark: str, start: int) -> int:
    found = text.find(mark, start)
    return len(text) if found < 0 else found + len(mark)


def _tag_end(text: str, start: int) -> int:
    """Where the tag that opens at `start` ends; a ">" inside quotes does not end it."""
    name = NAME.match(text, start)
    place = name.end() if name else start + 1
    while (found := ATTRIBUTE.match(text, place)) is not None:
        place = found.end()
        if place - start > 4 * LONG_TAG and _is_crowded(text, start):
            break
    return place


def _is_crowded(text: str, start: int) -> bool:
    name = NAME.match(text, start)
    place, count = name.end() if name else start, 0
    while count <= MOST_ATTRIBUTES and name:
        found = ATTRIBUTE.match(text, place)
        if found is None:
            return False
        place, count = found.end(), count + 1
    return bool(name)
