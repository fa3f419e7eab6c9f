"""Boxes inside a text that are none of it: hidden ones, newsletters, offers, galleries."""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np
from lxml.html import HtmlElement

from newsbot.page.features import Table
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


def asking_consent(table: Table) -> set[int]:
    """Indexes of the boxes with prose that are named as asking for consent to cookies."""
    told = np.flatnonzero(table.box_sums(table.prose) > 0).tolist()
    return {
        index
        for index in told
        if table.outline.boxes[index].depth > 1
        and (_names_consent(table.classes[index]) or _names_consent(table.ids[index]))
    }


@lru_cache(maxsize=4_096)
def _names_consent(names: str) -> bool:
    return CONSENT.search(names) is not None


def without_inserts(table: Table, taken: Mask) -> Mask:
    """The taken pieces without those in inserts and hidden boxes, where these hold little text.

    A page may hide most of its text until a button is pressed, or call all of it a gallery.
    """
    held = table.box_sums(table.sizes * taken)
    found = taken.copy()
    for index in np.flatnonzero((held > 0) & (held < HIDDEN_SHARE * held.max(initial=0))).tolist():
        box = table.outline.boxes[index]
        named = _names_insert(table.classes[index]) or _names_insert(table.ids[index])
        if named or _is_hidden(box.element, table.classes[index]):
            found[box.start : box.end] = False
    return found


@lru_cache(maxsize=4_096)
def _names_insert(names: str) -> bool:
    return INSERT.search(names) is not None


def _is_hidden(element: HtmlElement, names: str) -> bool:
    style = element.get("style")
    return (
        bool(names and not HIDDEN_CLASSES.isdisjoint(names.split()))
        or bool(style and UNSHOWN.search(style))
        or element.get("hidden") is not None
    )
