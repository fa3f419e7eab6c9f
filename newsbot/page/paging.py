"""A listing page -> where it goes on: the next page, and the categories of its navigation."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from newsbot.fields import clean_text
from newsbot.page.document import Document

NEXT_WORDS = ("下一页", "下一頁", "下页", "下頁", "后一页", "next", "next page", "›", "»", "→", ">")
PAGE_IN_URL = (
    re.compile(r"[?&](?:page|p|pg|pn|paged)=(\d{1,6})\b"),
    re.compile(r"/page/(\d{1,6})/?$"),
    re.compile(r"[_-](\d{1,6})\.s?html?$"),
)
"""Where an address says which page of a listing it is: ?page=2, /page/2, _2.html."""

SLUG = re.compile(r"[a-z][a-z0-9-]*")
LANGUAGE_SLUG = re.compile(r"(?:zh|en)(?:-[a-z]{2,4})?|[a-z]{2}")
"""One path segment that names a category, and one that names a language instead."""

LABEL_LENGTH = 16
"""Code points of the longest navigation label that can name a category."""


@dataclass(frozen=True, slots=True)
class Paging:
    """What a listing page says of its successors.

    `next_url`: the next page as the page links it, else None. `numbered`: whether it shows any
    pagination at all; a page that shows some and links no next one is the last.
    """

    next_url: str | None
    numbered: bool


def page_number(url: str) -> int | None:
    """The page that a listing's address names, or None where it names none."""
    for pattern in PAGE_IN_URL:
        if found := pattern.search(url):
            return int(found[1])
    return None


def read_paging(document: Document, page: int) -> Paging:
    """The way on from page `page` (from 1): rel=next, the words for it, or the number page + 1."""
    by_word = by_number = None
    numbered = False
    for element in document.root.iter("link", "a"):
        href = element.get("href")
        if not href:
            continue
        if "next" in (element.get("rel") or "").lower().split():
            return Paging(_absolute(document, href), True)
        if element.tag == "link":
            continue
        url = _absolute(document, href)
        number = page_number(url) if url else None
        if number is None or not _same_listing(url or "", document.url):
            continue
        numbered = True
        if by_word is None and _says_next(element) and number > page:
            by_word = url
        if number == page + 1:
            by_number = by_number or url
    return Paging(by_word or by_number, numbered)


def _absolute(document: Document, href: str) -> str | None:
    url = urljoin(document.base_url, href.strip())
    return url if url.startswith(("http://", "https://")) else None


def _says_next(element: HtmlElement) -> bool:
    label = element.get("aria-label") or element.get("title") or ""
    words = {clean_text(element.text_content()).lower(), clean_text(label).lower()}
    classes = (element.get("class") or "").lower().split()
    return "next" in classes or any(word.strip() in NEXT_WORDS for word in words)


def _same_listing(url: str, listing_url: str) -> bool:
    """Whether two addresses are pages of one listing: the same path but for a page number."""
    return _without_page(url) == _without_page(listing_url)


def _without_page(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    path = re.sub(r"/page/\d+/?$|[_-]\d+(?=\.s?html?$)", "", parts.path).rstrip("/")
    return parts.netloc, path


def read_navigation(
    document: Document, base_url: str, known: Collection[str] = ()
) -> dict[str, str]:
    """The categories that a page's navigation links: slug -> label, in printed order.

    A category's address is one path segment below `base_url`: `/international`,
    `/zh-hant/sports/`; links with a query, an extension, a language's name or a long text are no
    categories. A page has several such lists of links (menu, footer, imprint): those that hold
    one of the `known` slugs count, else the longest.
    """
    lists: dict[HtmlElement | None, dict[str, str]] = {}
    for element in document.root.iter("a"):
        slug = _category_slug(_absolute(document, element.get("href") or "") or "", base_url)
        label = clean_text(element.text_content())
        if slug and 0 < len(label) <= LABEL_LENGTH:
            lists.setdefault(_list_of(element), {}).setdefault(slug, label)
    menus = [menu for menu in lists.values() if not menu.keys().isdisjoint(known)]
    if not menus and lists:
        menus = [max(lists.values(), key=len)]
    return {slug: label for menu in reversed(menus) for slug, label in menu.items()}


def _category_slug(url: str, base_url: str) -> str | None:
    base, parts = urlsplit(base_url), urlsplit(url)
    prefix = base.path.rstrip("/") + "/"
    if parts.netloc != base.netloc or parts.query or not parts.path.startswith(prefix):
        return None
    slug = parts.path[len(prefix) :].strip("/")
    return slug if SLUG.fullmatch(slug) and not LANGUAGE_SLUG.fullmatch(slug) else None


def _list_of(link: HtmlElement) -> HtmlElement | None:
    """The element that holds the link's neighbours: a `ul` or `nav` around it, else its parent."""
    return next(link.iterancestors("ul", "ol", "nav", "table"), link.getparent())
