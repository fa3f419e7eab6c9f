"""A tree (or a part of it) as a flat list of pieces: paragraphs, pictures and embeds in order.

One walk gives everything that the body scorers and the block reader look at. A piece is a run of
text between two block boundaries (or `<br>`s), a picture, or an embedded player. A box is a block
element; its pieces are a range, so a box's sums are differences of running sums.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from lxml.html import HtmlElement

INLINE = frozenset(
    """
    a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q
    rp rt ruby s samp small span strike strong sub sup time tt u var wbr blink bit o:p st1
    keyword center-inline
    """.split()
)
"""Elements that do not end a paragraph; every other element does."""

SKIPPED = frozenset(
    """
    script style noscript template head svg math select option textarea button input canvas
    map dialog datalist meta link title base audio-player rt rp
    """.split()
)
"""Elements whose text is never a page's text."""

INLINE_BOXES = frozenset({"abstract", "favorite-box", "share", "copyright"})
"""Classes of a span that is a box all the same: browsers allow block elements inside it."""

PICTURES = frozenset({"img", "amp-img"})
PLAYERS = frozenset({"iframe", "video", "embed", "object", "audio", "amp-iframe", "amp-video"})

BREAK = "\x0b"
"""Stands for `<br>` in a text that is being collected (white space to str.split)."""

UNCLOSED, LONGEST_LINK = 4, 500
"""Paragraphs, and code points in all, that no link to one article holds."""


@dataclass(slots=True, eq=False)
class Box:
    """A block element: its pieces are `pieces[start:end]`; `parent` is a box's index or -1."""

    element: HtmlElement
    tag: str
    parent: int
    depth: int
    start: int
    end: int = 0


@dataclass(slots=True, eq=False)
class Piece:
    """A paragraph's text, a picture or a player; `box` is the index of the innermost box.

    `linked` and `strong` are the characters (code points) inside links and inside b, strong.
    `joined`: the piece follows another of the same paragraph after a single `<br>`.
    """

    kind: Literal["text", "image", "embed"]
    box: int
    element: HtmlElement
    text: str = ""
    linked: int = 0
    strong: int = 0
    joined: bool = False


@dataclass(slots=True, eq=False)
class Outline:
    """The pieces of a part of a page and the boxes that hold any, in document order."""

    pieces: list[Piece] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)

    def boxes_of(self, piece: Piece) -> list[Box]:
        """The boxes around a piece, innermost first."""
        found, index = [], piece.box
        while index >= 0:
            box = self.boxes[index]
            found.append(box)
            index = box.parent
        return found


def read_outline(elements: Sequence[HtmlElement]) -> Outline:
    """The outline of these elements, one after the other, without what a page never shows."""
    walker = _Walker()
    for element in elements:
        walker.walk(element)
    return walker.outline


BLOCK, IN_LINE, LINK, BOLD, LINE_BREAK, UNSHOWN, PICTURE, PLAYER = range(8)
WAYS = {
    **dict.fromkeys(INLINE, IN_LINE),
    **dict.fromkeys(("a",), LINK),
    **dict.fromkeys(("b", "strong"), BOLD),
    **dict.fromkeys(("br",), LINE_BREAK),
    **dict.fromkeys(SKIPPED, UNSHOWN),
    **dict.fromkeys(PICTURES, PICTURE),
    **dict.fromkeys(PLAYERS, PLAYER),
}
"""Tag -> how it is read; every other tag is a block."""


class _Walker:
    def __init__(self) -> None:
        self.outline = Outline()
        self.pieces, self.boxes = self.outline.pieces, self.outline.boxes
        self.box = -1
        self.depth = 0
        self.texts: list[str] = []
        self.links = self.strongs = 0
        self.linked = self.strong = 0
        self.pictures: list[HtmlElement] = []

    def walk(self, root: HtmlElement) -> None:
        """Adds the pieces below `root`; its tail is not part of it."""
        self._element(root, WAYS.get(root.tag, BLOCK))
        self._flush()

    def _element(self, element: HtmlElement, way: int) -> None:
        if way == BLOCK:
            self._block(element)
        elif way == LINK and element.get("href") is not None:
            self._link(element)
        elif way == BOLD:
            self.strongs += 1
            self._inside(element)
            self.strongs -= 1
        elif way in (IN_LINE, LINK):
            if element.tag != "span" or element.get("class") not in INLINE_BOXES:
                self._inside(element)
        elif way == LINE_BREAK:
            self.texts.append(BREAK)
            self._inside(element)
        elif way == PICTURE:
            self._picture(element)
        elif way == PLAYER:
            self._flush()
            self.outline.pieces.append(Piece("embed", self.box, element))

    def _link(self, element: HtmlElement) -> None:
        """A link's inside; one that was never closed holds all that follows and is none."""
        first, before = len(self.outline.pieces), self.linked
        self.links += 1
        self._inside(element)
        self.links -= 1
        held = self.outline.pieces[first:]
        if self.linked - before > LONGEST_LINK:
            self.linked = before
        if len(held) >= UNCLOSED and sum(len(piece.text) for piece in held) > LONGEST_LINK:
            for piece in held:
                piece.linked = 0
            self.linked = 0

    def _inside(self, element: HtmlElement) -> None:
        """White space between boxes, or before a paragraph's first word, is no text."""
        texts = self.texts
        text = element.text
        if text and (texts or not text.isspace()):
            self._text(text)
        for child in element[:]:  # a list is made in two thirds of an iterator's time
            way = WAYS.get(child.tag, BLOCK)
            if way == BLOCK:
                self._block(child)
            elif way != UNSHOWN:
                self._element(child, way)
            text = child.tail
            if text and (texts or not text.isspace()):
                self._text(text)

    def _block(self, element: HtmlElement) -> None:
        if self.texts and "-" in element.tag and self._in_paragraph():
            self._inside(element)  # a component amid a paragraph's words, which holds no block
            return
        if self.texts or self.pictures:
            self._flush()
        boxes, pieces = self.boxes, self.pieces
        box = Box(element, element.tag, self.box, self.depth, len(pieces))
        self.box = len(boxes)
        boxes.append(box)
        self.depth += 1
        self._inside(element)
        if self.texts or self.pictures:
            self._flush()
        box.end = len(pieces)
        if box.start == box.end:
            boxes.pop()
        self.box = box.parent
        self.depth -= 1

    def _in_paragraph(self) -> bool:
        return self.box >= 0 and self.boxes[self.box].tag == "p"

    def _text(self, text: str) -> None:
        self.texts.append(text)
        if self.links or self.strongs:
            size = len(text.strip())
            if self.links:
                self.linked += size
            if self.strongs:
                self.strong += size

    def _picture(self, element: HtmlElement) -> None:
        """A picture before a paragraph's first word stands before it, else after it."""
        if any(text.strip() for text in self.texts):
            self.pictures.append(element)
        else:
            self.outline.pieces.append(Piece("image", self.box, element))

    def _flush(self) -> None:
        """Ends the paragraph that is being collected."""
        if self.texts:
            whole = "".join(self.texts)
            if not whole.isspace():
                self._lines(whole)
            self.texts.clear()
            self.linked = self.strong = 0
        for picture in self.pictures:
            self.outline.pieces.append(Piece("image", self.box, picture))
        self.pictures.clear()

    def _lines(self, whole: str) -> None:
        """Adds the lines of a paragraph, parted by breaks."""
        box, pieces = self.box, self.outline.pieces
        owner = self.outline.boxes[box].element if box >= 0 else None
        linked, strong = self.linked, self.strong
        if BREAK not in whole:
            pieces.append(Piece("text", box, owner, " ".join(whole.split()), linked, strong))
            return
        joined = False
        for line in whole.split(BREAK):
            if text := " ".join(line.split()):
                share = len(line) / len(whole)
                bold = round(strong * share)
                pieces.append(Piece("text", box, owner, text, round(linked * share), bold, joined))
                joined = True
            else:
                joined = False
