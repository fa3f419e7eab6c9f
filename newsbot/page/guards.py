"""What must not reach the parser: a tag with thousands of attributes.

libxml2 compares each attribute of a tag with all before it: 30,000 take 5 seconds.
"""

from __future__ import annotations

import re
from itertools import islice

MOST_ATTRIBUTES = 1_000

LONG_TAG = 2_000
"""Characters between two "<" from which a tag may be crowded."""

HUGE_SCRIPT = 2_000_000
SCRIPT = re.compile("<script[^>]*>", re.IGNORECASE)
SCRIPT_END = re.compile("</script", re.IGNORECASE)
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


def cut(text: str, most: int) -> tuple[str, bool]:
    """The page without the middle of its tags beyond `most`, and whether anything was cut out."""
    count = text.count("<")
    if count <= most:
        return text, False
    head, tail = most * 3 // 4, count - most // 4
    tags = re.finditer("<", text)
    begin = next(islice(tags, head, None)).start()
    end = next(islice(tags, tail - head - 1, None)).start()
    return text[:begin] + text[end:], True


def without_huge_scripts(text: str) -> str:
    """The page without the inside of scripts of more than HUGE_SCRIPT characters.

    No statement of a page about itself is that long, and libxml2 gives up at 10 MB of one text.
    """
    if len(text) <= HUGE_SCRIPT:
        return text
    pieces, place = [], 0
    while (found := SCRIPT.search(text, place)) is not None:
        end = SCRIPT_END.search(text, found.end())
        stop = end.start() if end else len(text)
        keep = found.end() if stop - found.end() > HUGE_SCRIPT else stop
        pieces.append(text[place:keep])
        place = stop
    return "".join([*pieces, text[place:]]) if pieces else text


def _is_suspicious(text: str) -> bool:
    pieces = text.split("<")
    for number in [n for n, piece in enumerate(pieces) if len(piece) >= LONG_TAG and n]:
        place = sum(map(len, pieces[:number])) + number - 1
        if _is_crowded(text, place) or _in_quotes(text, place):
            return True
    return text.count('"<') + text.count("'<") + text.count("=<") > MOST_ATTRIBUTES


def _in_quotes(text: str, place: int) -> bool:
    """Whether a "<" may stand in an attribute's value, whose tag then goes on behind it."""
    closed = text.rfind(">", 0, place) + 1
    return any(text.find(mark, closed, place) >= 0 for mark in "\"'=")


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
