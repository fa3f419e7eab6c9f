"""Elements that a page marks as its date, author or source, found in one walk over the page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import dropwhile
from typing import NamedTuple

from lxml.html import HtmlElement

DATE, AUTHOR, SOURCE = 1, 2, 4

DATES = ("date", "time", "Date", "publish")
AUTHORS = ("author", "Author", "byline", "Byline")
SOURCES = ("nickname", "media-name", "account-name", "article-source")
"""Parts of class names, as sites of the world write them."""

PROFILES = ("/author", "/profile/")
"""Parts of the address of a page about a person."""


class Marks(NamedTuple):
    """The elements of the body that are marked so, in document order."""

    dates: list[HtmlElement]
    authors: list[HtmlElement]
    sources: list[HtmlElement]


SIGNS_OF_PEOPLE = ("author", PROFILES[1])
"""What a page says somewhere that links to a person."""


def read_marks(elements: Sequence[HtmlElement], *, names_people: bool) -> Marks:
    """The marked elements of a page's body; `names_people`: its links are looked at, too."""
    dates, authors, sources = marks = Marks([], [], [])
    for element in dropwhile(lambda element: element.tag != "body", elements):
        get = element.get
        bits = _of_class(names) if (names := get("class")) else 0
        if name := get("id"):
            bits |= _of_id(name)
        if names_people and element.tag == "a" and _leads_to_author(element):
            bits |= AUTHOR
        if not bits or element.tag == "body":
            continue
        if bits & DATE:
            dates.append(element)
        if bits & AUTHOR:
            authors.append(element)
        if bits & SOURCE:
            sources.append(element)
    return marks


@lru_cache(maxsize=8_192)
def _of_class(names: str) -> int:
    source = names == "source" or any(part in names for part in SOURCES)
    return (
        DATE * any(part in names for part in DATES)
        | AUTHOR * any(part in names for part in AUTHORS)
        | SOURCE * source
    )


@lru_cache(maxsize=8_192)
def _of_id(name: str) -> int:
    dated, written = "date" in name or "time" in name, "author" in name or "byline" in name
    return DATE * dated | AUTHOR * written | SOURCE * (name == "source")


def _leads_to_author(link: HtmlElement) -> bool:
    href = link.get("href") or ""
    return PROFILES[0] in href or PROFILES[1] in href or link.get("rel") == "author"
