"""What belongs to taken pieces: the rest of their container, and tables that stand among them.

A scorer of single texts sees little in a short one; its place tells.
"""

from __future__ import annotations

import numpy as np

from newsbot.page.features import Table
from newsbot.page.grids import is_whole
from newsbot.page.outline import Box, Outline, Piece
from newsbot.page.scorers import LINKED, Mask
from newsbot.page.traits import Floats

HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
SUB_HEADINGS = ("h2", "h3", "h4")
ASKING = ("form", "input", "button", "iframe", "a")
"""What does not stand beside a sub-heading in its box."""

LONGEST_HEADING = 60
"""Code points of the longest sub-heading."""

HEADING_POSSIBLE = 0.02
"""Probability (by the learnt scorer) below which even a sub-heading between two paragraphs is
furniture."""

SIBLING_POSSIBLE = 0.1
"""The same for a paragraph among taken paragraphs."""

BEFORE_POSSIBLE = 0.2
"""The same for what stands before the first of them, as a headline and its date do."""

MOSTLY = 0.5
"""Share of a container's text that must be taken for its other paragraphs to be looked at."""

ALIKE, MANY, FEW = 0.3, 5, 0.2
"""Where as many pieces of one kind, with few links, are as likely in the mean, the third is
enough of them."""

SPARSELY_LINKED, LONG = 0.25, 80
"""Share of such a piece that may be a link, as one to an older report is, and the code points
from which it is a paragraph."""

MOST_LINKED = 0.3
"""Share of a table's text inside links from which it is a menu."""

FEWEST = 2
"""Taken paragraphs beside a list."""

WRAPPERS = 3
"""Boxes around a table that may hold nothing but it."""


def with_siblings(table: Table, taken: Mask, likely: Floats) -> Mask:
    """The taken pieces and their siblings: paragraphs and sub-headings of a container most of
    whose text is taken, and what stands in the same named place of other entries. The headline
    and what stands above it is none, what stands between it and the first only if it is likely."""
    outline, sizes = table.outline, table.sizes
    found = taken.copy()
    first = int(taken.argmax())
    for groups in (table.outer_homes, table.named_kinds):
        for group in np.unique(groups[taken & (groups >= 0)]):
            inside = groups == group
            held, whole = float(sizes[inside & taken].sum()), float(sizes[inside].sum())
            alike = _is_alike(table, inside, likely) and held >= FEW * whole
            if held < MOSTLY * whole and not alike:
                continue
            for index in np.flatnonzero(inside & ~taken & (likely >= HEADING_POSSIBLE)).tolist():
                piece = outline.pieces[index]
                if index <= table.headline or (index < first and likely[index] < BEFORE_POSSIBLE):
                    continue
                wanted = alike or likely[index] >= SIBLING_POSSIBLE or _is_heading(outline, piece)
                found[index] |= wanted and piece.linked <= LINKED * len(piece.text)
    return found


def _is_alike(table: Table, inside: Mask, likely: Floats) -> bool:
    """Whether pieces of one kind of place stand or fall together: many with hardly a link, which
    are text rather than not (verses, reports of a live page)."""
    sizes, linked = table.sizes[inside], table.linked[inside]
    most = np.where(sizes >= LONG, SPARSELY_LINKED, 0) * sizes
    many = len(sizes) >= MANY and bool((linked <= most).all())
    return many and float(likely[inside].mean()) >= ALIKE


def with_headings(table: Table, taken: Mask, likely: Floats) -> Mask:
    """The taken pieces and the sub-headings between them that stand in a box of their own beside
    theirs, as components without names give each paragraph one."""
    pieces, boxes = table.outline.pieces, table.outline.boxes
    texts = [index for index, piece in enumerate(pieces) if piece.text]
    found = taken.copy()
    for before, index, after in zip(texts, texts[1:], texts[2:], strict=False):
        piece = pieces[index]
        if taken[index] or not taken[before] or not taken[after] or piece.linked:
            continue
        box = boxes[piece.box]
        if box.tag not in SUB_HEADINGS or len(piece.text) > LONGEST_HEADING or box.parent < 0:
            continue
        holder = boxes[box.parent]
        alone = holder.end - holder.start == 1 and next(holder.element.iter(*ASKING), None) is None
        beside = holder.parent in _holders(table, before) & _holders(table, after)
        found[index] = alone and beside and likely[index] > 0
    return found


def _holders(table: Table, index: int) -> set[int]:
    """The three boxes around a piece."""
    homes = (table.homes, table.outer_homes)
    own = [int(home[index]) for home in homes]
    return {*own, int(table.parents[own[1]])}


def _is_heading(outline: Outline, piece: Piece) -> bool:
    """Whether a piece is set as a sub-heading: h2 to h6, or all bold, and no link."""
    if piece.linked or len(piece.text) > LONGEST_HEADING:
        return False
    return outline.boxes[piece.box].tag in HEADINGS or piece.strong >= 0.9 * len(piece.text)


def with_tables(table: Table, taken: Mask) -> Mask:
    """The taken pieces and the tables of values among them, each whole.

    No cell alone looks like a text. A table counts if text before and after it is taken, and most
    of the text beside it.
    """
    places = np.flatnonzero(taken)
    grids = [box for box in table.outline.boxes if box.tag == "table"] if len(places) else ()
    found = taken.copy()
    for box in grids:
        own = slice(box.start, box.end)
        among = places[0] < box.start and box.end <= places[-1]
        if among and not taken[own].all() and is_whole(box.element):
            unlinked = table.linked[own].sum() <= MOST_LINKED * table.sizes[own].sum()
            found[own] |= bool(unlinked and _is_among(table, taken, box)) & (table.sizes[own] > 0)
    return found


def with_lists(table: Table, taken: Mask) -> Mask:
    """The taken pieces and the lists right behind one of them, in a box that holds several, each
    whole: short points (`键数：82`) look like a menu. Lists with links stay as they are."""
    boxes = table.outline.boxes
    found = taken.copy()
    beside = np.bincount(table.outer_homes[taken] + 1, minlength=len(boxes) + 1)[1:]
    for box in boxes:
        if box.tag not in ("ul", "ol") or box.parent < 0 or beside[box.parent] < FEWEST:
            continue
        own = slice(box.start, box.end)
        before = box.start - 1
        if before < 0 or not taken[before] or table.outer_homes[before] != box.parent:
            continue
        short = table.sizes[own].sum() <= table.box_sizes[box.parent] / 2
        found[own] |= bool(short and not table.linked[own].any()) & (table.sizes[own] > 0)
    return found


def _is_among(table: Table, taken: Mask, grid: Box) -> bool:
    """Whether most of the text beside a table is taken."""
    text = table.sizes * taken
    own = slice(grid.start, grid.end)
    parent = grid.parent
    for _ in range(WRAPPERS):
        if parent < 0:
            break
        box = table.outline.boxes[parent]
        around = slice(box.start, box.end)
        beside = float(text[around].sum() - text[own].sum())
        if beside > 0:
            whole = float(table.sizes[around].sum() - table.sizes[own].sum())
            return beside >= MOSTLY * whole
        parent = box.parent
    return False
