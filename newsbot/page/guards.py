"""What must not reach the parser: a tag with hundreds of attributes.

libxml2 walks past all attributes of a tag to add one: 30,000 take 3 seconds. Pages are looked
at as the UTF-8 bytes that the parser gets: searching them costs a tenth of searching text.
"""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np

MOST_ATTRIBUTES = 300
"""Of one tag: a page full of tags with as many is parsed in 2 seconds."""

MOST_LOOKS, FREE_LOOKS = 10, 1_000_000
"""How often a page's bytes may be gone through in search of the ends of tags, and how many more."""

HUGE_SCRIPT = 4_000_000
SCRIPT = re.compile(b"<script[^>]*>", re.IGNORECASE)
SCRIPT_END = re.compile(b"</script", re.IGNORECASE)
UNCLEAR = re.compile(rb"""<[a-zA-Z](?!(?>[^"'=>]{0,40}(?:="[^"]{0,300}"[^"'=>]{0,40}){0,12}>))""")
"""A "<" that may open a tag which is not as plain and short as most: every "=" of those is followed
by a quoted value, so that they end at that ">" or before it."""

ATTRIBUTE = (
    rb"""[\s/]*+(?:=[^\s/>=]*+|[^\s/>=]++)"""
    rb"""(?>(?:\s*+=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|(?=[^"'>])[^\s>]++)?)?)"""
)
TAG = re.compile(
    rb"<[a-zA-Z][^\s/>]*+(?>(?:"
    + ATTRIBUTE
    + rb"){0,%d})(?P<more>[\s/]*+[^\s/>])?" % MOST_ATTRIBUTES
)
"""A tag's name and attributes as HTML parts them (https://html.spec.whatwg.org/#tag-open-state and
what follows), from its "<" on: what stands before does not matter."""

HTML_END = re.compile(b"</html", re.IGNORECASE)
CLOSING = re.compile(rb"</(?:html|body)\s*>", re.IGNORECASE)
RAW = (*((b"<" + n, b"</" + n) for n in (b"script", b"style", b"textarea")), (b"<!--", b"-->"))
"""What a "<" stands in that opens no tag, most often a script, and what ends it."""


def count_tags(page: bytes) -> int:
    """How many "<" a page has."""
    return int(np.count_nonzero(np.frombuffer(page, np.uint8) == ord("<")))


def without_crowds(page: bytes) -> bytes | None:
    """The page, or None where a tag has more than MOST_ATTRIBUTES attributes.

    Which "<" of a page opens a tag depends on all that stands before it, and a hostile page sees
    to it that it is told wrongly. So every one is looked at for itself; what would be a crowded tag
    but stands in a script or a comment is ended after as many attributes, whatever it is.
    """
    ends: set[int] = set()
    looked = 0
    for unclear in UNCLEAR.finditer(page):
        start = unclear.start()
        found = TAG.match(page, start)
        looked += found.end() - start if found else 0
        if looked > MOST_LOOKS * len(page) + FREE_LOOKS:
            return None
        if found and found["more"]:
            if not _is_raw(page, start):
                return None
            ends.add(found.start("more"))
    return _ended(page, ends)


def one_tree(page: bytes) -> bytes:
    """The page without `</html>` and `</body>` where more follows: libxml2 >= 2.14 would hang
    what follows into a second tree beside the first, out of sight of every reader."""
    end = HTML_END.search(page)
    return CLOSING.sub(b"", page) if end and page[end.end() + 1 :].strip() else page


def cut(page: bytes, most: int) -> bytes:
    """The page without the middle of its tags beyond `most`."""
    tags = np.flatnonzero(np.frombuffer(page, np.uint8) == ord("<"))
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


def _is_raw(page: bytes, place: int) -> bool:
    """Whether a place seems to lie in a script, a style sheet, a text field or a comment."""
    before = page[:place].lower()
    return any(before.rfind(begin) > before.rfind(end) for begin, end in RAW)


def _ended(page: bytes, ends: set[int]) -> bytes:
    pieces = [page[begin:end] for begin, end in pairwise([0, *sorted(ends), len(page)])]
    return b">".join(pieces) if ends else page
