"""The visible text of a page, a line each block, folded so that phrases can be found in it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement

from newsbot.page.refusal_phrases import FOLD

LONGEST = 1_500
"""Characters of visible text, links aside, beyond which a page is no refusal."""

HIDDEN = frozenset(("script", "style", "template", "svg", "select", "textarea", "iframe"))
INLINE = frozenset(
    ("a", "abbr", "b", "big", "cite", "code", "em", "font", "i", "label", "mark", "small")
) | {"span", "strong", "u"}


class Line(NamedTuple):
    """One block's visible text, folded; `linked` counts the characters inside links."""

    text: str
    linked: int


def fold(text: str) -> str:
    """Comparable: NFKC, simplified where the phrases need it, lower case, single spaces."""
    text = unicodedata.normalize("NFKC", text).translate(FOLD).lower()
    return " ".join(text.split())


def running_text(root: HtmlElement, most: int) -> int:
    """Characters of running text in paragraphs, links aside; counts no further than `most`."""
    seen = 0
    for paragraph in root.iter("p"):
        seen += len((paragraph.text or "").strip())
        for child in paragraph:
            seen += len((child.tail or "").strip())
            if child.tag != "a":
                seen += len((child.text or "").strip())
        if seen >= most:
            break
    return seen


def visible_lines(root: HtmlElement) -> Iterator[Line]:
    """The visible text, a line each block, until there is more than a refusal would show."""
    line: list[str] = []
    linked = budget = 0
    in_link = 0
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag, start = element.tag, event == "start"
        if start and (tag in HIDDEN or tag == "head"):
            walk.skip_subtree()
        if tag not in INLINE and line:
            text = fold("".join(line))
            line.clear()
            if text:
                yield Line(text, min(linked, len(text)))
                budget += len(text) - linked
                linked = 0
            if budget > LONGEST:
                return
        if tag == "a":
            in_link += 1 if start else -1
        piece = (element.text if start and tag not in HIDDEN else None) if start else element.tail
        if piece and tag != "head":
            line.append(piece)
            linked += len(piece.strip()) * (in_link > 0)
    if line and (text := fold("".join(line))):
        yield Line(text, min(linked, len(text)))
