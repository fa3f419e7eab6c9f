"""A page's menus -> the categories of a site, and where their listings are."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from newsbot.fields import clean_text
from newsbot.page.card_links import TITLE_UNITS, units
from newsbot.page.document import Document
from newsbot.page.paging import absolute, page_number
from newsbot.page.paging_words import MORE_WORDS
from newsbot.page.wording import text_of

SLUG = re.compile(r"[a-z][a-z0-9-]*")
LANGUAGE_SLUG = re.compile(r"(?:zh|en)(?:-[a-z]{2,4})?|[a-z]{2}")
"""One path segment that names a category, and one that names a language instead."""

LABEL_LENGTH = 16
"""Code points of the longest navigation label that can name a category."""


def read_navigation(
    document: Document, base_url: str, known: Collection[str] = ()
) -> dict[str, str]:
    """The categories that a page's navigation links: slug -> label, in printed order.

    A category's address is one path segment below `base_url`: `/international`,
    `/zh-hant/sports/`; links with a query, an extension, a language's name or a long text are no
    categories. A page has several such lists of links (menu, footer, imprint): those that hold
    one of the `known` slugs count; where none are known, the longest.
    """
    lists: dict[HtmlElement | None, dict[str, str]] = {}
    for element in document.root.iter("a"):
        slug = _category_slug(absolute(document, element.get("href") or "") or "", base_url)
        label = clean_text(text_of(element))
        if slug and 0 < len(label) <= LABEL_LENGTH:
            lists.setdefault(_list_of(element), {}).setdefault(slug, label)
    menus = [menu for menu in lists.values() if not menu.keys().isdisjoint(known)]
    if not menus and lists and not known:
        menus = [max(lists.values(), key=len)]
    return {slug: label for menu in reversed(menus) for slug, label in menu.items()}


def _category_slug(url: str, base_url: str) -> str | None:
    base, parts = urlsplit(base_url), urlsplit(url)
    prefix = base.path.rstrip("/") + "/"
    if parts.netloc != base.netloc or parts.query or not parts.path.startswith(prefix):
        return None
    slug = parts.path[len(prefix) :].strip("/")
    return slug if SLUG.fullmatch(slug) and not LANGUAGE_SLUG.fullmatch(slug) else None


def read_sections(document: Document, is_section: Callable[[str], bool]) -> dict[str, str]:
    """The listings that a page's menus and headings lead to: address -> label, in printed order.

    `is_section`: whether an address may be a listing's. A menu is a list of short labels; where
    several are printed, all count but those of the footer, unless there is no other.
    """
    lists: dict[object, dict[str, str]] = {}
    for element in document.root.iter("a"):
        url = absolute(document, element.get("href") or "")
        label = clean_text(text_of(element))
        if url and 0 < len(label) <= 2 * LABEL_LENGTH and units(label) < TITLE_UNITS:
            url = url.partition("#")[0]
            if is_section(url) and (page_number(url) or 1) == 1:
                if MORE_WORDS.fullmatch(label):
                    label = _beside(element) or label
                lists.setdefault(_place_of(element), {}).setdefault(url, label)
    menus = [menu for place, menu in lists.items() if len(menu) > 1 and not _in_footer(place)]
    menus = menus or [menu for menu in lists.values() if len(menu) > 1]
    found: dict[str, str] = {}
    for menu in menus:
        for url, label in menu.items():
            found.setdefault(url, label)
    return found


def _place_of(link: HtmlElement) -> object:
    """What a link shares with its like: the list around it, else the headings of one level, else
    the boxes of one kind, of which each may hold but one (the heads of a front page's blocks)."""
    heading = next(link.iterancestors("h1", "h2", "h3", "h4", "h5"), None)
    if heading is not None:
        return heading.tag
    around = _list_of(link)
    if around is None or around.tag in ("ul", "ol", "nav", "table") or _in_footer(around):
        return around
    alone = sum(1 for _ in around.iter("a")) == 1
    return (around.tag, around.get("class")) if alone else around


def _beside(link: HtmlElement) -> str:
    """What the box of a link that says 更多 is called."""
    box = link.getparent()
    pieces = [box.text or ""] if box is not None else []
    for other in box if box is not None else ():
        pieces += [text_of(other) if other is not link else "", other.tail or ""]
    text = clean_text(" ".join(pieces))
    return text if len(text) <= LABEL_LENGTH else ""


def _in_footer(place: object) -> bool:
    if not isinstance(place, HtmlElement):
        return False
    around = (place, *place.iterancestors())
    return any(a.tag == "footer" or "foot" in (a.get("class") or "").lower() for a in around)


def _list_of(link: HtmlElement) -> HtmlElement | None:
    """The element that holds the link's neighbours: a `ul` or `nav` around it, else its parent."""
    return next(link.iterancestors("ul", "ol", "nav", "table"), link.getparent())
