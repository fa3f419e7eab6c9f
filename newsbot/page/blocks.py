"""A body's pieces -> Blocks in reading order, without what only stands around the text."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from lxml.html import HtmlElement

from newsbot.fields import clean_text, fold_text
from newsbot.items import Block, Image
from newsbot.page.body import NEARLY_ALL, Body
from newsbot.page.document import Document
from newsbot.page.embeds import player_address
from newsbot.page.grids import is_data
from newsbot.page.outline import Box, Piece
from newsbot.page.phrases import SENTENCE_END, is_boilerplate, is_byline, is_related_heading
from newsbot.page.pictures import read_picture

HEADING_TAGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
HEADING_LEVEL = 2
"""The level of a sub-heading that is no h-element: a bold paragraph, a short line."""

LONGEST_HEADING = 40
"""Code points of the longest line that counts as a sub-heading by its look."""

LEFT_OUT_CLASSES = frozenset(
    """
    abstract favorite-box article-share share share-box social-share copyright author-box
    begin-single-meta entry-meta post-tags article-tags tags tag-list editor article-editor
    related related-posts post-navigation comments comment-list qr-code ad ads advert
    """.split()
)
"""Class names of boxes inside a body that are no text of the article."""

REACH = 20
"""How many pieces before and behind the text the boxes are looked at."""

AGREED = 0.8
"""Share of common text from which two readings of a page agree."""

CREDITS_BELOW, CREDITS_BEFORE = 4, 3
"""How many lines below a text, and before its last one, may be its credits."""

LINES_ABOVE = 6
LONGEST_ABOVE = 120
"""How many lines above a text may date it, and the code points of the longest one."""


@dataclass(slots=True)
class Content:
    """A body as it is read: blocks in order, pictures, and the credits found among them.

    `above`: the short lines before it, nearest first.
    """

    blocks: list[Block] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    bylines: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    above: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{sum(len(block.plain()) for block in self.blocks)} characters"

    def agrees_with(self, other: Content) -> bool:
        """Whether another reading of the page gave nearly the same text."""
        own, others = ({b.plain() for b in blocks} for blocks in (self.blocks, other.blocks))
        common, both = (sum(map(len, texts)) for texts in (own & others, own | others))
        return common >= AGREED * both


def read_blocks(
    body: Body,
    document: Document,
    *,
    title: str | None = None,
    site_names: Sequence[str] = (),
    leave_out: Collection[HtmlElement] = (),
) -> Content:
    """The body's blocks. `title` (with or without a `site_names` suffix) is what picture texts
    and a repeated headline are told by; `leave_out` are elements that are not read."""
    return _Reader(body, document, title, leave_out).read()


class _Reader:
    def __init__(
        self,
        body: Body,
        document: Document,
        title: str | None,
        leave_out: Collection[HtmlElement],
    ) -> None:
        self.body = body
        self.outline = body.outline
        self.document = document
        self.title = title
        self.content = Content()
        self.data_tables: dict[HtmlElement, bool] = {}
        self.closed = self._closed(set(leave_out))
        if leave_out and self._hold_most(self.closed):  # a live page's entries below "Latest"
            self.closed = self._closed(set())

    def _hold_most(self, boxes: set[int]) -> bool:
        kept = [self.outline.pieces[index] for index in self.body.kept]
        held = sum(len(piece.text) for piece in kept if piece.box in boxes)
        return held > NEARLY_ALL * sum(len(piece.text) for piece in kept)

    def _closed(self, leave_out: set[HtmlElement]) -> set[int]:
        """Indexes of boxes whose pieces are not read."""
        closed: set[int] = set()
        top = set(self.body.elements)
        kept = self.body.kept
        first, last = (kept[0] - REACH, kept[-1] + REACH) if kept else (0, 0)
        for index, box in enumerate(self.outline.boxes):
            if box.end <= first or box.start > last:
                continue
            left_out = box.element in leave_out and not (box.start <= kept[0] <= kept[-1] < box.end)
            if box.parent in closed or (
                box.element not in top and (left_out or _is_left_out(box.element))
            ):
                closed.add(index)
        return closed

    def read(self) -> Content:
        pieces = [self.outline.pieces[index] for index in self.body.kept]
        pieces = [piece for piece in pieces if piece.box not in self.closed]
        for group in self._groups(pieces):
            for block in self._blocks(group):
                self._add(block)
        self._drop_last_heading()
        self.content.bylines += self._credits_around()
        self.content.above += self._above()
        return self.content

    def _credits_around(self) -> Iterator[str]:
        """Lines such as 来源：… right below the text, then right above it, that are none of it."""
        kept = set(self.body.kept)
        if not kept:
            return
        first, last = min(kept), max(kept)
        below = range(last - CREDITS_BEFORE, last + 1 + CREDITS_BELOW)
        for index in (*below, *range(first - 1, first - 3, -1)):
            if 0 <= index < len(self.outline.pieces) and index not in kept:
                piece = self.outline.pieces[index]
                if piece.box not in self.closed and is_byline(piece.text):
                    yield clean_text(piece.text)

    def _above(self) -> Iterator[str]:
        first = min(self.body.kept, default=0)
        for piece in self.outline.pieces[max(first - LINES_ABOVE, 0) : first][::-1]:
            if 0 < len(piece.text) <= LONGEST_ABOVE:
                yield clean_text(piece.text)

    def _groups(self, pieces: list[Piece]) -> Iterator[tuple[Box | None, list[Piece]]]:
        """Runs of pieces of one list, quote or data table; other pieces stand alone."""
        run: list[Piece] = []
        holder: Box | None = None
        for piece in pieces:
            box = self._holder(piece)
            if box is None or box is not holder:
                if run:
                    yield holder, run
                run, holder = [], box
            run.append(piece)
            if box is None:
                yield None, run
                run = []
        if run:
            yield holder, run

    def _holder(self, piece: Piece) -> Box | None:
        """The outermost list, quote or data table around a piece, inside the body."""
        found = None
        for box in self.outline.boxes_of(piece):
            if box.element in self.body.elements:
                break
            if box.tag in ("ul", "ol", "blockquote") or (box.tag == "table" and self._is_data(box)):
                found = box
        return found

    def _is_data(self, box: Box) -> bool:
        known = self.data_tables.get(box.element)
        if known is None:
            known = self.data_tables[box.element] = is_data(box.element)
        return known

    def _blocks(self, group: tuple[Box | None, list[Piece]]) -> Iterator[Block]:
        holder, pieces = group
        texts = [piece for piece in pieces if piece.kind == "text"]
        if holder is None:
            yield from (block for piece in pieces for block in self._single(piece))
            return
        if holder.tag == "table":
            yield from self._table(texts)
        elif holder.tag == "blockquote":
            text = "\n".join(filter(None, (clean_text(piece.text) for piece in texts)))
            if text:
                yield Block("quote", text=text)
        else:
            yield from self._list(holder, texts)
        for piece in pieces:
            if piece.kind != "text":
                yield from self._single(piece)

    def _list(self, holder: Box, texts: list[Piece]) -> Iterator[Block]:
        items: dict[int, list[str]] = {}
        for piece in texts:
            items.setdefault(self._cell(piece, ("li",)), []).append(clean_text(piece.text))
        lines = tuple(" ".join(parts) for parts in items.values() if any(parts))
        if lines:
            yield Block("list", items=lines, ordered=holder.tag == "ol")

    def _table(self, texts: list[Piece]) -> Iterator[Block]:
        rows: dict[int, dict[int, list[str]]] = {}
        for piece in texts:
            cells = rows.setdefault(self._cell(piece, ("tr",)), {})
            cells.setdefault(self._cell(piece, ("td", "th")), []).append(clean_text(piece.text))
        if rows:
            yield Block(
                "table",
                rows=tuple(tuple(" ".join(cell) for cell in row.values()) for row in rows.values()),
            )

    def _cell(self, piece: Piece, tags: tuple[str, ...]) -> int:
        index = piece.box
        while index >= 0 and self.outline.boxes[index].tag not in tags:
            index = self.outline.boxes[index].parent
        return index

    def _single(self, piece: Piece) -> Iterator[Block]:
        if piece.kind == "image":
            image = read_picture(piece.element, self.document, title=self.title)
            if image is not None and all(image.url != known.url for known in self.content.images):
                self.content.images.append(image)
                yield Block("image", image=image)
        elif piece.kind == "embed":
            if url := player_address(piece.element, self.document.base_url):
                yield Block("embed", url=url)
        elif text := clean_text(piece.text):
            yield from self._text(piece, text)

    def _text(self, piece: Piece, text: str) -> Iterator[Block]:
        boxes = [box.tag for box in self.outline.boxes_of(piece)]
        if "figcaption" in boxes and "figure" in boxes:
            return
        if is_byline(text):
            self.content.bylines.append(text)
        elif is_boilerplate(text) or is_related_heading(text) or self._is_title(text):
            self.content.dropped.append(text)
        elif boxes and boxes[0] in HEADING_TAGS:
            yield Block("heading", text=text, level=HEADING_TAGS[boxes[0]])
        elif _looks_like_heading(piece, text):
            yield Block("heading", text=text, level=HEADING_LEVEL)
        else:
            yield Block("paragraph", text=text)

    def _is_title(self, text: str) -> bool:
        """The headline, printed once more before the text begins."""
        return (
            bool(self.title)
            and not self.content.blocks
            and fold_text(text) == fold_text(self.title or "")
        )

    def _add(self, block: Block) -> None:
        self.content.blocks.append(block)

    def _drop_last_heading(self) -> None:
        """A short line at the very end heads nothing: it is a paragraph."""
        blocks = self.content.blocks
        if blocks and blocks[-1].kind == "heading":
            blocks[-1] = replace(blocks[-1], kind="paragraph", level=None)


def _is_left_out(element: HtmlElement) -> bool:
    names = element.get("class")
    return bool(names) and not LEFT_OUT_CLASSES.isdisjoint(names.lower().split())


def _looks_like_heading(piece: Piece, text: str) -> bool:
    """All bold, or a short line without a final full stop that stands alone."""
    if len(text) > LONGEST_HEADING or text[-1] in SENTENCE_END or piece.joined:
        return piece.strong >= 0.9 * len(piece.text) and len(text) <= LONGEST_HEADING
    return True
