"""The article's text among everything that a page shows: several scorers, chosen by agreement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from newsbot.page.document import Document
from newsbot.page.outline import Outline, read_outline


@dataclass(frozen=True, slots=True)
class Body:
    """Where an article's text is: elements, the rule that found them, the pieces inside.

    `kept`: indexes of the outline's pieces that belong to the text. `agreed`: whether rival
    scorers found the same text; None where none were run.
    """

    elements: tuple[HtmlElement, ...]
    rule: str
    agreed: bool | None
    outline: Outline
    kept: tuple[int, ...]


def body_from(elements: HtmlElement | Iterable[HtmlElement], rule: str) -> Body | None:
    """The body that a site's own selector names: an element or several; None if there is none."""
    found = (elements,) if isinstance(elements, HtmlElement) else tuple(elements)
    if not found:
        return None
    outline = read_outline(found)
    return Body(found, rule, None, outline, tuple(range(len(outline.pieces))))


def find_body(
    document: Document,
    *,
    title: str | None = None,
    excerpts: Sequence[str] = (),
    boilerplate: frozenset[str] = frozenset(),
) -> Body | None:
    """The article's text on a page of an unknown site, or None where nothing looks like one.

    `title`: the article's, if it is known; `excerpts`: texts that should stand in the body (a
    listing card's); `boilerplate`: `fields.content_hash`es of blocks that repeat on the site.
    """
    outline = read_outline([document.root])
    scores: dict[int, float] = {}
    for piece in outline.pieces:
        size = len(piece.text) - 2 * piece.linked
        if piece.kind != "text" or size < 20:
            continue
        boxes = outline.boxes_of(piece)
        for box, share in zip(boxes[1:3], (1.0, 0.5), strict=False):
            index = outline.boxes.index(box)
            scores[index] = scores.get(index, 0.0) + share * size
    if not scores:
        return None
    best = outline.boxes[max(scores, key=lambda index: scores[index])]
    return Body((best.element,), "text density", None, outline, tuple(range(best.start, best.end)))
