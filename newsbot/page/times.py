"""Dates that a page prints apart from its meta line: `<time>`, boxes named so, the address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from newsbot.fields import clean_text
from newsbot.items import Candidate
from newsbot.page.document import Document
from newsbot.page.headline import TIME_ONLY, is_update
from newsbot.page.wording import text_of

ELSEWHERE = frozenset({"nav", "aside", "footer", "form", "li"})
MOST_BOXES = 6
LONGEST_BOX = 100
"""Code points of the longest box that is looked at."""

STATED = ("datetime", "content", "data-timestamp", "data-time", "data-date", "data-datetime")
"""Attributes that state the date which an element prints."""

MOST_STATED = 40

IN_PATH = (
    re.compile(r"(?<!\d)(20\d\d)[-/_]?(0[1-9]|1[0-2])[-/_]?(0[1-9]|[12]\d|3[01])(?!\d)"),
    re.compile(r"/(20\d\d)/(\d|1[0-2])/(\d|[12]\d|3[01])/"),
)


def printed_times(document: Document) -> Iterator[Candidate]:
    """Candidates for published_at, most trusted first."""
    for element in document.root.iter("time"):
        if not _elsewhere(element):
            stated = element.get("datetime") or clean_text(text_of(element))
            if stated:
                yield Candidate("published_at", stated, "time element")
            break
    yield from sorted(_boxes(document), key=lambda found: is_update(str(found.raw)))
    yield from _in_address(document.url)


def stated_beside(document: Document, line: str) -> Iterator[Candidate]:
    """What the elements that print a line's date (`9 hours ago`, `Mar 24`) state of it."""
    elements = chain(document.root.iter("time"), document.marks.dates)
    for element in islice(elements, MOST_STATED):
        text = clean_text(text_of(element)[: 4 * LONGEST_BOX])
        if text and (text in line or line in text):
            values = (element.get(key) for key in STATED)
            yield from (Candidate("published_at", v, "time element") for v in values if v)


def _boxes(document: Document) -> Iterator[Candidate]:
    """The whole texts of short boxes named date or time."""
    seen = 0
    for element in document.marks.dates:
        text = clean_text(text_of(element)[: 4 * LONGEST_BOX])
        if not text or len(text) > LONGEST_BOX or _elsewhere(element):
            continue
        if not TIME_ONLY.fullmatch(text):
            yield Candidate("published_at", text, "box named date")
        seen += 1
        if seen == MOST_BOXES:
            break


def _elsewhere(element: HtmlElement) -> bool:
    return any(outer.tag in ELSEWHERE for outer in element.iterancestors())


def _in_address(url: str) -> Iterator[Candidate]:
    try:
        path = urlsplit(url).path
    except ValueError:
        return
    if match := next(filter(None, (form.search(path) for form in IN_PATH)), None):
        yield Candidate("published_at", "-".join(match.groups()), "address")
