"""What pages set between an article's paragraphs, told by how its box is built and opens.

Sites whose classes are hashes say what a box is in other attributes (`data-testid`, `aria-label`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

import numpy as np
from lxml.html import HtmlElement

from newsbot.fields import fold_text
from newsbot.page.features import Table
from newsbot.page.invitations import invites, is_call
from newsbot.page.scorers import Mask

NAMING = frozenset(
    "class id aria-labelledby aria-label role data-testid data-test data-qa data-cy data-component "
    "data-component-name data-area data-manual data-type data-module data-name data-block".split()
)
"""Attributes that say what a box is."""

LONGEST_NAME = 120
"""Code points of the longest such attribute that is looked at: others hold data."""

INSERT = re.compile(
    r"news-?_?letter|sign-?_?up|subscri(?:be|ption)|pay-?_?wall-?_?(?:offer|box|prompt|message|cta)"
    r"|reg-?wall|article-byline|donat(?:e|ion)|appeal|support-?_?(?:block|box|us\b|banner)"
    r"|(?:fact|info|bio|author|person(?:en)?|side)-?_?box(?![a-z])|author-?_?(?:bio|promo|info)"
    r"|inline-?_?(?:cta|promo|chart)|promo-?_?box|gallery|slide-?show|carousel|slider|video-?_?playlist"
    r"|datawrapper|infogram|quiz|native-?_?ad|sponsor|sharedaddy|share-?_?(?:tools|buttons?|bar|links)|side-?_?note|ad-?_?slot|advertis|speech-?_?kit|text-?to-?speech|audio-?_?(?:player|version|tts)"
    r"|related-?_?(?:content|articles?|stories|links|news|topics|posts)"
    r"|(?:^|[\s_-])(?:consent|poll|related|promo|membership"
    r"|kader|encadre|recuadro|despiece|faktaruta|faktaboks)(?:$|[\s_-])",
    re.I,
)
"""Names of boxes that pages insert into a text."""

QUOTE = re.compile(r"quote|zitat|citation|citat", re.I)
"""Names of boxes that show a sentence of the text once more, in large letters."""

QUOTES = frozenset(("blockquote", "q"))
HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
PARAGRAPHS = frozenset(("p", "li", "td", "dd", *HEADINGS))

LONGEST_QUOTE, LONGEST_CALL = 300, 400
"""Code points of the longest sentence shown twice, and of what a button below it asks for."""

SAMPLE, STEP, REPEATED = 8, 3, 0.65
"""Letters of a quotation that are looked for in the text, how far apart, and the share of them
that is found where it repeats the text: editors shorten what they show twice."""

MOST_QUOTES = 12
"""Quotations of a page that are looked for in its text."""

LONGEST_CAPTION, LONGEST_CREDIT = 300, 60
CREDIT = re.compile(
    r"©|\b(?:[Ff]otos?|FOTO|[Pp]hoto(?:graph)?s?|PHOTO|Crédit|Credit|Bild|Kuva|Kép|Fotó|Фото)"
    r"(?:\s?:| by| par| von)\s?\S|\b(?:Foto|Photo|Fot\.) [A-ZÀ-Ž]\S*[ /]"
    r"|Getty Images|/\s?(?:AFP|dpa|AP|EPA|Reuters|REUTERS)\b"
)
"""How a caption ends, and the code points of its end that are looked at."""

MOST_CALLING = 4
"""Pieces of a box that does nothing but ask for something."""


def names_insert(element: HtmlElement) -> bool:
    """Whether an element is named as something that pages insert into a text."""
    return any(
        _names_insert(value)
        for key, value in element.items()
        if key in NAMING and len(value) <= LONGEST_NAME
    )


@lru_cache(maxsize=4_096)
def _names_insert(names: str) -> bool:
    return INSERT.search(names) is not None


def opens_as_insert(table: Table, index: int) -> bool:
    """Whether a box's heading is what a site says to its readers (Newsletter, Support us), or the
    box has few lines and a form or a button that asks to subscribe."""
    box = table.outline.boxes[index]
    if box.tag in PARAGRAPHS:
        return box.tag in HEADINGS and invites(table.outline.pieces[box.start].text)
    first = table.outline.pieces[box.start]
    if box.end - box.start > 1 and _is_heading(table, first.box, box.start) and invites(first.text):
        return True
    # what a box in a small one asks for, the outer one asks for
    return _is_small(table, index) and not _is_small(table, box.parent) and _asks(box.element)


def _is_small(table: Table, index: int) -> bool:
    """Whether a box has so few and short lines that it may do nothing but ask for something."""
    if index < 0:
        return False
    box = table.outline.boxes[index]
    return box.end - box.start <= MOST_CALLING and bool(table.box_sizes[index] <= LONGEST_CALL)


def _is_heading(table: Table, box: int, index: int) -> bool:
    """Whether a piece is a heading: h2 to h6, or all bold."""
    piece = table.outline.pieces[index]
    return table.outline.boxes[box].tag in HEADINGS or piece.strong >= 0.9 * len(piece.text) > 0


def _asks(element: HtmlElement) -> bool:
    """Whether an element holds a form, or a button or link that asks to subscribe or support."""
    for child in element.iter("form", "input", "button", "a"):
        if child.tag == "form" or (child.tag == "input" and child.get("type") in ("email", "text")):
            return True
        if child.tag != "input" and is_call(" ".join(child.itertext())):
            return True
    return False


def shown_twice(table: Table, taken: Mask) -> list[int]:
    """Boxes that quote a sentence which the text holds as well; the first ones of a page."""
    held = table.box_sums(table.sizes * taken)
    short = np.flatnonzero((held > 0) & (held <= LONGEST_QUOTE)).tolist()
    quotes = [index for index in short if _is_quote(table, index)][:MOST_QUOTES]
    if not quotes:
        return quotes
    places = np.flatnonzero(taken).tolist()
    texts = {place: fold_text(table.outline.pieces[place].text) for place in places}
    whole = "\n".join(texts.values())
    return [index for index in quotes if _is_repeated(table, texts, whole, index)]


def _is_quote(table: Table, index: int) -> bool:
    """Whether a box is named or marked as a quotation; one with links is a post of another site."""
    box = table.outline.boxes[index]
    names = f"{table.classes[index]} {box.element.get('data-testid') or ''}"
    named = box.tag in QUOTES or QUOTE.search(names) is not None
    return named and not table.linked[box.start : box.end].any()


def _is_repeated(table: Table, texts: Mapping[int, str], whole: str, index: int) -> bool:
    """Whether the longest piece of a box stands, shortened or not, in a text outside of it;
    `whole` is all texts: few pieces have to be looked for in each of them."""
    box = table.outline.boxes[index]
    own = max((texts.get(place, "") for place in range(box.start, box.end)), key=len)
    if len(own) < SAMPLE:
        return False
    samples = [own[at : at + SAMPLE] for at in range(0, len(own) - SAMPLE + 1, STEP)]
    least = REPEATED * len(samples)
    if sum(whole.count(one) > 1 for one in samples) < least:
        return False
    others = (text for place, text in texts.items() if not box.start <= place < box.end)
    return any(sum(one in text for one in samples) >= least for text in others)


def without_forewords(table: Table, taken: Mask) -> Mask:
    """The taken pieces without those above the first headline, where most of the text is below: a
    wall that asks for consent, another page's summary."""
    above = slice(0, max(table.headline, 0))
    text = table.sizes * taken
    if not taken[above].any() or 2 * text[above].sum() > text.sum():
        return taken
    found = taken.copy()
    found[above] = False
    return found


def without_captions(table: Table, taken: Mask) -> Mask:
    """The taken pieces without lines that follow a picture and end with its credit."""
    pieces = table.outline.pieces
    found = taken.copy()
    for index in np.flatnonzero(taken).tolist():
        text = pieces[index].text
        if index and pieces[index - 1].kind == "image" and 0 < len(text) <= LONGEST_CAPTION:
            found[index] = CREDIT.search(text[-LONGEST_CREDIT:]) is None
    return found if found.any() else taken


def without_lone_headings(table: Table, taken: Mask) -> Mask:
    """The taken pieces without headings of boxes nothing else of which is taken, and without
    headings below which no text follows."""
    outline = table.outline
    found = taken.copy()
    places = [i for i in np.flatnonzero(taken).tolist() if outline.pieces[i].text]
    while places and outline.boxes[outline.pieces[places[-1]].box].tag in HEADINGS:
        found[places.pop()] = False
    for index in places:
        piece = outline.pieces[index]
        if outline.boxes[piece.box].tag in HEADINGS and _is_lone(table, taken, index):
            found[index] = False
    return found if found.any() else taken


def _is_lone(table: Table, taken: Mask, index: int) -> bool:
    """Whether a heading opens a box that holds more text, of which nothing is taken."""
    boxes = table.outline.boxes
    place = table.outline.pieces[index].box
    while place >= 0 and boxes[place].start == index:
        own = slice(index + 1, boxes[place].end)
        if table.sizes[own].any():
            return not taken[own].any()
        place = boxes[place].parent
    return False
