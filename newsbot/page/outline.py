"""A tree (or a part of it) as a flat list of pieces: paragraphs, pictures and embeds in order.

One walk gives everything that the body scorers and the block reader look at. A piece is a run of
text between two block boundaries (or `<br>`s), a picture, or an embedded player. A box is a block
element; its pieces are a range, so a box's sums are differences of running sums.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from lxml.etree import iterwalk
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
    """The pieces and boxes of a part of a page, in document order."""

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


class _Walker:
    def __init__(self) -> None:
        self.outline = Outline()
        self.box = -1
        self.depth = 0
        self.texts: list[str] = []
        self.links = self.strongs = 0
        self.linked = self.strong = 0
        self.pictures: list[HtmlElement] = []

    def walk(self, root: HtmlElement) -> None:
        """Adds the pieces below `root`; its tail is not part of it."""
        steps = iterwalk(root, events=("start", "end"))
        for event, element in steps:
            if event == "start":
                if self._start(element):
                    steps.skip_subtree()
            else:
                self._end(element)
                if element is not root and element.tail:
                    self._text(element.tail)
        self._flush()

    def _start(self, element: HtmlElement) -> bool:
        """Opens an element; whether its inside is to be skipped."""
        tag = element.tag
        if tag in INLINE:
            if tag == "span" and element.get("class") in INLINE_BOXES:
                return True
            if tag == "a":
                self.links += 1
            elif tag in ("b", "strong"):
                self.strongs += 1
        elif tag == "br":
            self.texts.append(BREAK)
        elif tag in SKIPPED:
            return True
        elif tag in PICTURES:
            self._picture(element)
            return True
        elif tag in PLAYERS:
            self._flush()
            self.outline.pieces.append(Piece("embed", self.box, element))
            return True
        else:
            self._open(element, tag)
        if element.text:
            self._text(element.text)
        return False

    def _end(self, element: HtmlElement) -> None:
        tag = element.tag
        if tag in INLINE:
            if tag == "a":
                self.links -= 1
            elif tag in ("b", "strong"):
                self.strongs -= 1
        elif not (tag == "br" or tag in SKIPPED or tag in PICTURES or tag in PLAYERS):
            if self.texts or self.pictures:
                self._flush()
            box = self.outline.boxes[self.box]
            box.end = len(self.outline.pieces)
            self.box = box.parent
            self.depth -= 1

    def _open(self, element: HtmlElement, tag: str) -> None:
        if self.texts or self.pictures:
            self._flush()
        boxes = self.outline.boxes
        boxes.append(Box(element, tag, self.box, self.depth, len(self.outline.pieces)))
        self.box = len(boxes) - 1
        self.depth += 1

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
        owner = self.outline.boxes[self.box].element if self.box >= 0 else None
        joined = False
        for line in whole.split(BREAK):
            if text := " ".join(line.split()):
                self._paragraph(text, owner, len(line) / len(whole), joined)
                joined = True
            else:
                joined = False

    def _paragraph(self, text: str, owner: HtmlElement, share: float, joined: bool) -> None:
        self.outline.pieces.append(
            Piece(
                "text",
                self.box,
                owner,
                text,
                round(self.linked * share),
                round(self.strong * share),
                joined,
            )
        )
