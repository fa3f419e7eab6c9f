"""Boxes inside a text that are none of it: hidden ones, newsletters, offers, galleries."""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np
from lxml.html import HtmlElement

from newsbot.fields import fold_text
from newsbot.page.features import Table
from newsbot.page.inserts import (
    names_insert,
    opens_as_insert,
    shown_twice,
    without_captions,
    without_forewords,
    without_lone_headings,
)
from newsbot.page.scorers import Mask
from newsbot.page.traits import Floats

CONSENT = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|gdpr|ccpa|privacy|onetrust|didomi|truste|usercentrics)(?:[\s_-]|$)",
    re.I,
)
"""Names of boxes in which pages ask for consent: no article stands in them."""

HIDDEN_CLASSES = frozenset(
    "hidden d-none hide is-hidden u-hidden sr-only visually-hidden screen-reader-text".split()
)
MACHINE = re.compile(
    r"\W*(?:ai|智能|人工智能|大模型)(?:智能)?(?:摘要|总结|總結|速读|速讀|速览|速覽|导读|導讀|概要|看点)\W*$"
    r"|(?:(?:以上|本文|本|此|该)?(?:内容|內容|摘要|总结|結果|结果)?由).{0,8}(?:ai|人工智能|大模型).{0,6}(?:生成|总结|提炼)"
    r"|\W*(?:(?:this |the |diese |die )?(?:summary|zusammenfassung) (?:is|was|wurde|ist) )?"
    r"(?:(?:ai|ki)[- ](?:generated|generiert|summary|zusammenfassung)"
    r"|(?:generated|summari[sz]ed|created) (?:by|with|using) (?:ai|artificial)"
    r"|mit (?:hilfe (?:von|der) )?(?:ki |künstliche)"
    r"|(?:résumé )?générée? (?:par|avec) (?:l.ia|une? ia|l.intelligence artificielle)"
    r"|(?:resum(?:en|o) )?(?:generado|gerado|resumido) (?:por|con|com) (?:ia|intelig[eê]ncia)"
    r"|(?:riassunto )?generato (?:con|dall.)\s?(?:ia|ai|intelligenza)"
    r"|(?:samenvatting )?gegenereerd door ai"
    r"|sammanfattningen är gjord (?:med|av)|oppsummer\w+ (?:er|av) .{0,12}ki\b).*",
    re.I,
)
NAMED = re.compile(r"[AK]I|Ai|IA|(?<![a-z])ai(?![a-z])|智能|大模型|ntelligen|nstliche").search
"""What stands in every such line."""

LONGEST_SIGN, MACHINE_DEPTH = 120, 4
"""Lines that say of a box that a machine summed up the text in it; the code points of the longest
one, and how many boxes around it are looked at."""

UNSHOWN = re.compile(r"display\s*:\s*none", re.I)
REPEATED, MOST_SAMPLES = 60, 40
"""Code points of text that are looked for elsewhere at a time, and how many such samples."""

HIDDEN_SHARE = 0.3
"""How boxes are hidden, and the share of the text from which a hidden box is believed."""

MOSTLY = 0.5
"""Share of the text that inserts leave: a page all of which looks like them has none."""


def asking_consent(table: Table) -> set[int]:
    """Indexes of the boxes with prose that are named as asking for consent to cookies."""
    told = np.flatnonzero(table.box_prose > 0).tolist()
    return {
        index
        for index in told
        if table.outline.boxes[index].depth > 1
        and (_names_consent(table.classes[index]) or _names_consent(table.ids[index]))
    }


@lru_cache(maxsize=4_096)
def _names_consent(names: str) -> bool:
    return CONSENT.search(names) is not None


def told_by_machines(table: Table, likely: Floats) -> set[int]:
    """Indexes of the boxes that hold a machine's summary of the text, as a line in them says."""
    found: set[int] = set()
    outline = table.outline
    texts = [piece.text for piece in outline.pieces]
    short = (i for i, text in enumerate(texts) if len(text) <= LONGEST_SIGN and NAMED(text))
    signs = [i for i in short if MACHINE.match(texts[i])]
    if not signs:
        return found
    text = table.box_sums(likely * table.sizes)
    most = HIDDEN_SHARE * float(text.max(initial=0))
    for sign in signs:
        index = outline.pieces[sign].box
        for _ in range(MACHINE_DEPTH):
            box = outline.boxes[index]
            if box.parent < 0 or box.start <= table.headline < box.end or text[index] > most:
                break
            if box.end - box.start > 1:
                found.add(index)
                break
            index = box.parent
    return found


def without_inserts(table: Table, taken: Mask) -> Mask:
    """The taken pieces without those in inserts and hidden boxes, where these hold little text.

    A page may hide most of its text until a button is pressed, or call all of it a gallery. A
    hidden box that says once more what stands elsewhere (data for machines) is left out anyway.
    """
    held = table.box_sums(table.sizes * taken)
    most = HIDDEN_SHARE * float(held.max(initial=0))
    shown, found = taken.copy(), taken.copy()
    looked = 0  # the end of the last large hidden box: those inside say nothing new
    for index in np.flatnonzero(held > 0).tolist():
        box = table.outline.boxes[index]
        own = slice(box.start, box.end)
        hidden = _is_hidden(box.element, table.classes[index])
        if held[index] >= most:
            hidden, outer = hidden and box.start >= looked, hidden
            hidden = hidden and _is_repeated(table, shown, index)
            looked = box.end if outer else looked
        elif not hidden and _is_insert(table, index):
            found[own] = False
        if hidden:
            shown[own] = found[own] = False
    left, whole = (float((table.sizes * kept).sum()) for kept in (found, shown))
    return _without_lines(table, found if left >= MOSTLY * whole else shown)


def _is_insert(table: Table, index: int) -> bool:
    element = table.outline.boxes[index].element
    return element.tag == "details" or names_insert(element) or opens_as_insert(table, index)


def _without_lines(table: Table, taken: Mask) -> Mask:
    """The taken pieces without quotations shown twice, captions, what stands above the headline,
    and headings that lost their text."""
    found = taken.copy()
    for index in shown_twice(table, found):
        found[table.starts[index] : table.ends[index]] = False
    found = without_captions(table, without_forewords(table, found))
    return without_lone_headings(table, found)


def _is_repeated(table: Table, taken: Mask, index: int) -> bool:
    """Whether most of a box's taken text is repeated by what is taken outside of it."""
    inside = table.inside(index)
    pieces = table.outline.pieces
    own, others = (
        "".join(fold_text(pieces[one].text) for one in np.flatnonzero(taken & side).tolist())
        for side in (inside, ~inside)
    )
    step = max(REPEATED, len(own) // MOST_SAMPLES)
    said = (own[at : at + REPEATED] for at in range(0, len(own) - REPEATED + 1, step))
    found = [part in others for part in said]
    return 2 * sum(found) > len(found)


def _is_hidden(element: HtmlElement, names: str) -> bool:
    style = element.get("style")
    return (
        bool(names and not HIDDEN_CLASSES.isdisjoint(names.split()))
        or bool(style and UNSHOWN.search(style))
        or element.get("hidden") is not None
    )
