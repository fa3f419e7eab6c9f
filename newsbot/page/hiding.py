"""Boxes inside a text that are none of it: hidden ones, newsletters, offers, galleries."""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np
from lxml.html import HtmlElement

from newsbot.page.outline import Box, Outline
from newsbot.page.scorers import Mask

CONSENT = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|gdpr|ccpa|privacy|onetrust|didomi|truste|usercentrics)(?:[\s_-]|$)",
    re.I,
)
"""Names of boxes in which pages ask for consent: no article stands in them."""

HIDDEN_CLASSES = frozenset(
    "hidden d-none hide is-hidden u-hidden sr-only visually-hidden screen-reader-text".split()
)
INSERT = re.compile(
    r"news-?_?letter|sign-?_?up|subscri(?:be|ption)|pay-?_?wall-?_?(?:offer|box|prompt|message|cta)|reg-?wall"
    r"|donat(?:e|ion)|appeal|gallery|slide-?show|carousel|slider|ad-?_?slot|advertis",
    re.I,
)
"""Names of boxes that pages insert into a text."""

UNSHOWN = re.compile(r"display\s*:\s*none", re.I)
HIDDEN_SHARE = 0.3
"""How boxes are hidden, and the share of the text from which a hidden box is believed."""


def asks_consent(box: Box) -> bool:
    """Whether a box is named as the one in which a page asks for consent to cookies."""
    names = f"{box.element.get('class') or ''} {box.element.get('id') or ''}"
    return box.depth > 1 and len(names) > 6 and _names_consent(names)


@lru_cache(maxsize=4_096)
def _names_consent(names: str) -> bool:
    return CONSENT.search(names) is not None


def without_inserts(outline: Outline, taken: Mask) -> Mask:
    """The taken pieces without those in inserts and hidden boxes, where these hold little text.

    A page may hide most of its text until a button is pressed, or call all of it a gallery.
    """
    sizes = np.array([len(piece.text) for piece in outline.pieces]) * taken
    found, total = taken.copy(), sizes.sum()
    for box in outline.boxes:
        if box.start == box.end or not (_is_hidden(box.element) or _is_insert(box.element)):
            continue
        if sizes[box.start : box.end].sum() < HIDDEN_SHARE * total:
            found[box.start : box.end] = False
    return found


def _is_insert(element: HtmlElement) -> bool:
    names, own = element.get("class"), element.get("id")
    return bool((names and _names_insert(names)) or (own and _names_insert(own)))


@lru_cache(maxsize=4_096)
def _names_insert(names: str) -> bool:
    return INSERT.search(names) is not None


def _is_hidden(element: HtmlElement) -> bool:
    names, style = element.get("class"), element.get("style")
    return (
        bool(names and not HIDDEN_CLASSES.isdisjoint(names.split()))
        or bool(style and UNSHOWN.search(style))
        or element.get("hidden") is not None
    )
