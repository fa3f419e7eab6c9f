"""The article's text among everything that a page shows: several scorers, chosen by agreement.

The learnt scorer is the best single one; the others are its check. Where not one of them found
anything like its text, and they agree among themselves, theirs is taken.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from lxml.html import HtmlElement

from newsbot.errors import HostilePage
from newsbot.fields import content_hash, fold_text
from newsbot.page import scorers
from newsbot.page.document import Document
from newsbot.page.edges import without_edges
from newsbot.page.features import Table
from newsbot.page.furniture import speaks_to_readers
from newsbot.page.hiding import asking_consent, told_by_machines, without_inserts
from newsbot.page.lead import lead_pictures
from newsbot.page.outline import Outline, read_outline
from newsbot.page.readers import told_by_readers
from newsbot.page.scorers import Mask
from newsbot.page.siblings import with_headings, with_lists, with_siblings, with_tables
from newsbot.page.traits import Floats

RIVAL = 0.5
"""Agreement below which a rival scorer found another text."""

SUPPORTED = 0.35
"""Mean probability (by the learnt scorer) that a rival's text needs to be taken instead."""

ALONE = 0.1
"""What a text that no rival took loses of its probability."""

AGREED = 0.8
"""Agreement with a rival from which the body counts as agreed."""

MOST_PIECES = 20_000
"""Paragraphs and pictures of the largest page that is read."""

SHOWN_TWICE = 80
"""Bytes from which a text that stands in two places of the body is kept once."""

NEARLY_ALL = 0.9
"""Share of the page's likely text from which an element is no list of other articles."""

WHOLE = 3
"""Paragraphs whose text one paragraph repeats that is the whole text in one piece."""

EXCERPT = 40
"""Code points of an excerpt that are looked for: cards cut and end it in many ways."""


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

    def tags(self) -> str:
        """The tags of its first elements, as provenance shows them."""
        return " ".join(f"<{element.tag}>" for element in self.elements[:3])

    def texts(self) -> Iterator[str]:
        """The texts of its pieces."""
        return (self.outline.pieces[index].text for index in self.kept)


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
    leave_out: Collection[HtmlElement] = (),
) -> Body | None:
    """The article's text on a page of an unknown site, or None where nothing looks like one.

    `title`: the article's, if it is known; `excerpts`: texts that should stand in the body (a
    listing card's); `boilerplate`: `fields.content_hash`es of blocks that repeat on the site;
    `leave_out`: elements that hold no text of the article (lists of other articles).
    """
    outline = read_outline([document.root])
    if len(outline.pieces) > MOST_PIECES:
        raise HostilePage(f"more than {MOST_PIECES:,} paragraphs")
    if not any(piece.text for piece in outline.pieces):
        return None
    metadata = document.metadata
    summary = next((str(c.raw) for c in metadata.candidates("summary")), None)
    table = Table(
        outline,
        title=f"{metadata.page_title or ''} {title or ''}",
        summary=summary,
        stated=metadata.article_body,
        classes=dict(zip(document.elements, document.classes, strict=True)),
    )
    likely = _likely(table, excerpts, boilerplate)
    outside = _outside(table, likely, leave_out)
    likely[outside] = 0.0
    taken, rule, agreed = _choose(table, likely)
    taken = with_headings(table, with_siblings(table, taken & ~outside, likely), likely)
    taken = with_lists(table, with_tables(table, taken)) & (likely > 0)  # vetoes hold
    taken = without_edges(table, without_inserts(table, taken), document)
    kept = _with_pictures(outline, _once(outline, taken))
    if not kept:
        return None
    lead = lead_pictures(table, kept[0])
    return Body((_holder(outline, kept),), rule, agreed, outline, (*lead, *kept))


def _likely(table: Table, excerpts: Sequence[str], boilerplate: frozenset[str]) -> Floats:
    """The learnt scorer's probabilities, moved by what the caller knows."""
    likely = scorers.probabilities(table)
    wanted = [fold_text(excerpt)[:EXCERPT] for excerpt in excerpts]
    likely[table.sizes == 0] = 0.0
    pieces = table.outline.pieces
    for index in np.flatnonzero(likely >= scorers.POSSIBLE).tolist():
        if speaks_to_readers(pieces[index].text):
            likely[index] = 0.0
    if boilerplate:
        known = [bool(p.text) and content_hash(p.text) in boilerplate for p in pieces]
        likely[np.array(known)] = 0.0
    doubtful = (likely >= scorers.POSSIBLE) & (likely < scorers.SURE)
    for index in np.flatnonzero(doubtful).tolist() if wanted else ():
        text = fold_text(pieces[index].text)
        if any(start and start in text for start in wanted):
            likely[index] = scorers.SURE
    return likely


def _outside(table: Table, likely: Floats, leave_out: Collection[HtmlElement]) -> Mask:
    """Which pieces hang in elements that are left out, or in boxes that ask for consent
    or hold what readers wrote.

    An element that holds nearly all likely text is not left out, whatever it was taken for, nor
    are all where they do so together (entries of a live page below a heading such as Latest); a
    long list below a short article may hold most of it.
    """
    closed = asking_consent(table) | told_by_machines(table, likely)
    closed |= told_by_readers(table, likely)
    outline = table.outline
    if not leave_out and not closed:
        return np.zeros(len(outline.pieces), dtype=np.bool_)
    text = likely * table.sizes
    held, most = table.box_sums(text), NEARLY_ALL * float(text.sum())
    boxes = outline.boxes if leave_out else ()
    left = {i for i, box in enumerate(boxes) if box.element in leave_out and held[i] <= most}
    if float(text[_within(outline, left)].sum()) > most:
        left = set()
    return _within(outline, left | closed)


def _within(outline: Outline, boxes: set[int]) -> Mask:
    """Which pieces hang in some boxes, or in those inside them."""
    within: Mask = np.zeros(len(outline.pieces), dtype=np.bool_)
    for index in boxes:
        box = outline.boxes[index]
        within[box.start : box.end] = True
    return within


def _choose(table: Table, likely: Floats) -> tuple[Mask, str, bool]:
    """(the pieces to take, the rule's name, whether a rival agrees)."""
    rivals = {
        "readability": scorers.by_readability(table),
        "density": scorers.by_density(table),
        "names": scorers.by_names(table),
    }
    found = np.any(list(rivals.values()), axis=0)
    learnt = _best_inside(table, np.where(found | ~found.any(), likely, likely - ALONE))
    possible = (likely >= scorers.POSSIBLE) & (
        table.linked <= scorers.LINKED * np.maximum(table.sizes, 1)
    )
    rivals = {name: rival & possible for name, rival in rivals.items()}
    best = max(scorers.agreement(table, learnt, r) if r.any() else 0.0 for r in rivals.values())
    other = rivals["readability"]
    agreed = scorers.agreement(table, other, rivals["density"]) > RIVAL
    supported = float((likely * table.sizes)[other].sum()) > SUPPORTED * table.sizes[other].sum()
    if best < RIVAL and agreed and supported:
        return other, "body by agreement", False
    return learnt, "body by learnt scorer", best >= AGREED


def _best_inside(table: Table, likely: Floats) -> Mask:
    """The learnt scorer's pieces: the likely ones inside the box that holds the text best, and
    elsewhere only the nearly certain ones.

    That box has the highest expected F1: what it takes that is likely right, against what it
    takes in all and what is likely right on the whole page.
    """
    unlinked = table.linked <= scorers.LINKED * np.maximum(table.sizes, 1)
    inner = (likely >= scorers.INSIDE) & (unlinked | (likely >= scorers.CERTAIN))
    right = table.box_sums(likely * table.sizes * inner)
    taken = table.box_sums(table.sizes * inner)
    expected = 2 * right / np.maximum(taken + float((likely * table.sizes).sum()), 1)
    if not len(expected):
        return likely >= scorers.SURE
    inside = table.inside(int(expected.argmax()))
    chosen: Mask = (inside & inner) | (~inside & (likely >= scorers.CERTAIN))
    return chosen


def _once(outline: Outline, taken: Mask) -> list[int]:
    """The taken pieces without texts that stand in another place once more.

    What one box says twice, as a list of meals or the questions to each guest, is its text.
    """
    kept: list[int] = []
    seen: dict[str, tuple[int, str, str | None]] = {}
    for index in np.flatnonzero(taken).tolist():
        text = outline.pieces[index].text
        if len(text.encode()) > SHOWN_TWICE:
            box = outline.boxes[outline.pieces[index].box]
            place = (box.parent, box.tag, box.element.get("class"))
            if seen.setdefault(text, place) != place:
                continue
        kept.append(index)
    return _without_whole(outline, kept)


def _without_whole(outline: Outline, kept: list[int]) -> list[int]:
    """The pieces without one that holds all the others once more (data for machines, hidden)."""
    sizes = [len(outline.pieces[index].text) for index in kept]
    longest = kept[sizes.index(max(sizes))] if kept else -1
    if longest < 0 or 2 * len(outline.pieces[longest].text) < sum(sizes) - max(sizes):
        return kept
    whole = fold_text(outline.pieces[longest].text)
    rest = [index for index in kept if index != longest]
    told = [fold_text(outline.pieces[index].text) for index in rest]
    repeated = sum(len(text) > EXCERPT and text in whole for text in told)
    return rest if repeated >= WHOLE else kept


def _with_pictures(outline: Outline, texts: list[int]) -> tuple[int, ...]:
    """The texts and the pictures and players between them, or just before the first.

    A picture counts as the body's if it hangs in the box that holds all the texts.
    """
    if not texts:
        return ()
    first, last = texts[0], texts[-1]
    holder = _holder(outline, tuple(texts))
    taken = set(texts)
    for box in outline.boxes:
        if box.element is holder:
            first, last = (
                min(first, max(box.start, first - 3)),
                max(last, min(box.end - 1, last + 2)),
            )
    for index in range(first, last + 1):
        if outline.pieces[index].kind != "text":
            taken.add(index)
    return tuple(sorted(taken))


def _holder(outline: Outline, kept: Sequence[int]) -> HtmlElement:
    """The innermost box around all kept texts."""
    first, last = kept[0], kept[-1]
    index = outline.pieces[first].box
    while outline.boxes[index].parent >= 0 and outline.boxes[index].end <= last:
        index = outline.boxes[index].parent
    return outline.boxes[index].element
