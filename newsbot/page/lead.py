"""The picture that a page prints between its headline and its text, or right above the headline."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from newsbot.page.features import Table
from newsbot.page.outline import Outline
from newsbot.page.traits import HINT_BIT, hint_bits

MOST, BEFORE, LEVELS = 6, 6, 4
"""Pictures that are taken, pieces above a headline that are looked at, and elements around a
picture."""

ELSEWHERE = HINT_BIT["nav"] | HINT_BIT["related"] | HINT_BIT["share"] | HINT_BIT["advert"]
META = HINT_BIT["meta"] & ~HINT_BIT["media"]
"""Boxes in which a picture is none of the story: menus, teasers, and the author's portrait."""

PICTURE_FILE = re.compile(r"\.(?:jpe?g|png|webp|gif|avif)(?:[?#]|$)", re.I)


def lead_pictures(table: Table, first: int) -> list[int]:
    """Indexes of the pictures in a figure, or in a box named as one, between the headline (or a
    little above it) and the text that begins at `first`, in the box that holds both."""
    outline, headline = table.outline, table.headline
    if not 0 <= headline < first:
        return []
    start = _start_of_both(outline, headline, first)
    found = []
    for index in range(max(start, headline - BEFORE), first):
        piece = outline.pieces[index]
        if piece.kind == "image" and _is_shown_with_it(piece.element, index < headline):
            found.append(index)
    return found[:MOST]


def _start_of_both(outline: Outline, headline: int, first: int) -> int:
    """Where the innermost box begins that holds two pieces."""
    index = outline.pieces[headline].box
    while index >= 0 and outline.boxes[index].end <= first:
        index = outline.boxes[index].parent
    return outline.boxes[index].start if index >= 0 else headline


def _is_shown_with_it(picture: HtmlElement, above: bool) -> bool:
    """Whether a picture stands in a figure (below the headline also in a box named so) and leads
    to no other page."""
    bits, in_figure = 0, False
    for number, holder in enumerate(picture.iterancestors()):
        if number >= LEVELS or holder.tag in ("article", "main", "body"):
            break
        if holder.tag in ("aside", "nav", "li", "footer"):
            return False
        if holder.tag == "a" and not PICTURE_FILE.search(holder.get("href") or ""):
            return False
        in_figure |= holder.tag == "figure"
        bits |= hint_bits(f"{holder.get('class') or ''} {holder.get('id') or ''}")
    if bits & ELSEWHERE:
        return False
    return in_figure or (not above and bool(bits & HINT_BIT["media"]) and not bits & META)
