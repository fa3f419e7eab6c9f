"""What readers wrote below a text, told by its heading where no name says so."""

from __future__ import annotations

import re

import numpy as np

from newsbot.page.features import Table
from newsbot.page.traits import Floats

HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))

LONGEST = 40
"""Code points of the longest heading above comments."""

TOLD_BEFORE = 300
"""Code points of likely text that stand before them."""

COMMENTS = (
    r"(?:reader |user |leser|user)?(?:comments?|kommentare)|commentaires|vos réactions|comentarios"
    r"|comentários|commenti|reacties|kommentarer|kommentit|komentarze|komentáře|komentáre"
    r"|комментарии|коментарі|коментари|yorumlar|التعليقات|تعليقات|תגובות|コメント|댓글|σχόλια"
    r"|comentarii|hozzászólások|网友评论|網友評論|最新评论|leave a (?:comment|reply)"
    r"|join the (?:discussion|conversation)|diskutieren sie mit|schreiben sie einen kommentar"
)
COUNTED = (
    r"discussion|diskussion|forum|reaktionen|réactions?|reactions?|diskuz?se|обсуждение|评论|評論"
    r"|beiträge|postings|opinions|replies|responses"
)
"""Words that also head a part of a text, where they say no number."""

HEADING = re.compile(
    rf"\W*(?:(?:\d[\d.,]*\W+)?(?:{COMMENTS})(?:\W*\d[\d.,]*)?"
    rf"|\d[\d.,]*\W+(?:{COUNTED})|(?:{COUNTED})\W*\d[\d.,]*)\W*"
)


def told_by_readers(table: Table, likely: Floats) -> set[int]:
    """Indexes of the boxes that hold what readers wrote: what a heading such as Comments (12)
    opens, or what stands below it. Above it the text must have been told."""
    outline = table.outline
    found: set[int] = set()
    for index, piece in enumerate(outline.pieces):
        if not 0 < len(piece.text) <= LONGEST or outline.boxes[piece.box].tag not in HEADINGS:
            continue
        if HEADING.fullmatch(piece.text.lower()):
            before = slice(0, index)
            if float((likely[before] * table.sizes[before]).sum()) >= TOLD_BEFORE:
                found |= _below(table, index)
    return found


def _below(table: Table, index: int) -> set[int]:
    """The box that a heading opens, or the boxes behind it in the one that holds it."""
    boxes = table.outline.boxes
    place = table.outline.pieces[index].box
    while boxes[place].parent >= 0 and boxes[boxes[place].parent].start == index:
        place = boxes[place].parent
        if boxes[place].end - boxes[place].start > 1:
            return {place}
    after = np.flatnonzero((table.parents[:-1] == boxes[place].parent) & (table.starts > index))
    return set(after.tolist())
