"""Elements that a page marks as its date, author or source, found in one walk over the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import dropwhile
from typing import NamedTuple

from lxml.html import HtmlElement

DATE, AUTHOR, SOURCE = 1, 2, 4

DATES = ("date", "time", "Date", "publish")
AUTHORS = ("author", "Author", "byline", "Byline", "autor", "auteur")
SOURCES = ("nickname", "media-name", "account-name", "article-source")
"""Parts of class names, as sites of the world write them."""

SIGN = re.compile("|".join((*DATES, *AUTHORS, *SOURCES, "source")))
"""What stands in every class or id that marks an element."""

PROFILES = ("/author", "/profile/")
"""Parts of the address of a page about a person."""


ELSEWHERE = frozenset(
    {"nav", "aside", "footer", "form", "figcaption", "script", "style", "link", "meta"}
)
"""What stands in these elements is none of the article's."""

COMMENTS = re.compile(r"(?:^|\s)comment", re.I)
"""The class or id of what readers wrote."""


class Marks(NamedTuple):
    """The elements of the body that are marked so, in document order; authors neither in menus nor
    in readers' comments."""

    dates: list[HtmlElement]
    authors: list[HtmlElement]
    sources: list[HtmlElement]


def read_marks(
    elements: Sequence[HtmlElement],
    classes: Sequence[str | None],
    ids: Sequence[str | None],
) -> Marks:
    """The marked elements of a page's body. `classes`, `ids`: what each element bears."""
    dates, authors, sources = marks = Marks([], [], [])
    told = {names: _of_class(names) for names in {*classes} if names and SIGN.search(names)}
    elsewhere: dict[HtmlElement, bool] = {}
    rows = dropwhile(lambda row: row[0].tag != "body", zip(elements, classes, ids, strict=True))
    for element, names, name in rows:
        bits = told.get(names, 0) if names else 0
        if name and SIGN.search(name):
            bits |= _of_id(name)
        if element.tag in NAMING and NAMING[element.tag](element):
            bits |= AUTHOR
        if not bits or element.tag == "body":
            continue
        if bits & DATE:
            dates.append(element)
        if bits & AUTHOR and not _is_elsewhere(element, elsewhere):
            authors.append(element)
        if bits & SOURCE:
            sources.append(element)
    return marks


def _is_elsewhere(element: HtmlElement, known: dict[HtmlElement, bool]) -> bool:
    """Whether an element is or stands in something that is none of the article's; `known` is what
    has been told of others."""
    path: list[HtmlElement] = []
    holder: HtmlElement | None = element
    found = False
    while holder is not None and not found:
        if holder in known:
            found = known[holder]
            break
        path.append(holder)
        found = _is_aside(holder)
        holder = holder.getparent()
    known.update(dict.fromkeys(path, found))
    return found


def _is_aside(holder: HtmlElement) -> bool:
    if holder.tag in ELSEWHERE:
        return True
    names = (holder.get("class") or "", holder.get("id") or "")
    return holder.tag != "body" and any(map(COMMENTS.search, names))


def _of_class(names: str) -> int:
    source = names == "source" or any(part in names for part in SOURCES)
    return (
        DATE * any(part in names for part in DATES)
        | AUTHOR * any(part in names for part in AUTHORS)
        | SOURCE * source
    )


def _of_id(name: str) -> int:
    dated, written = "date" in name or "time" in name, "author" in name or "byline" in name
    return DATE * dated | AUTHOR * written | SOURCE * (name == "source")


def _is_byline(section: HtmlElement) -> bool:
    return "byline" in (section.get("aria-labelledby") or "")


def _leads_to_author(link: HtmlElement) -> bool:
    href = link.get("href") or ""
    return PROFILES[0] in href or PROFILES[1] in href or link.get("rel") == "author"


NAMING: dict[str, Callable[[HtmlElement], bool]] = {"a": _leads_to_author, "section": _is_byline}
"""Tag -> whether such an element, whatever its classes, names an author."""
