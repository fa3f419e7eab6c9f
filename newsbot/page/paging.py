"""A listing page -> where it goes on: the next page as it is linked, or a button that loads it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import etree
from lxml.html import HtmlElement

from newsbot.fields import clean_text
from newsbot.page.calls import Calls
from newsbot.page.document import Document
from newsbot.page.paging_words import MORE_WORDS, NEXT_WORDS, PAGE_WORDS
from newsbot.page.wording import text_of

MORE_ADDRESSES = (
    "data-next-url data-next-page data-next data-url data-href data-more-url data-load-more "
    "data-load-url data-ajax-url data-ajax data-endpoint data-src data-api data-path data-link "
    "hx-get data-hx-get ic-get-from up-href data-infinite-scroll data-infinite-url href"
).split()
"""Attributes in which a button keeps the address that it would ask for."""

NEXT_CLASS = re.compile(
    r"(?:^|\s)(?:[a-z]*(?:page|pagination|pager|nav)[a-z]*[-_]{1,2}(?:[a-z]+[-_]{1,2})?)?next"
    r"(?:[-_](?:page|link|posts|btn|button))?(?:\s|$)",
    re.I,
)
"""Class names of a link to the next page: next, next-page, pager__item--next."""

PAGE_IN_URL = (
    re.compile(
        r"[?&](?:page|p|pg|pn|paged|page_?(?:no|num|number|index)|(?:cur|current|c|now)page|"
        r"pagen_\d|seite|pagina|strona|strana|sayfa|sida|side|sivu|trang|hal|halaman|oldal|stranica|pag)=(\d{1,6})\b",
        re.I,
    ),
    re.compile(rf"/(?:{PAGE_WORDS})[/_-]?(\d{{1,6}})/?$", re.I),
    re.compile(r"[_-](\d{1,6})\.s?html?$"),
    re.compile(r"/(?:index|list|p|page)?(\d{1,4})\.s?html?$"),
)
"""Where an address says which page of a listing it is: ?page=2, /page/2, _2.html, /2.html."""

TELLING_ADDRESSES = tuple(MORE_ADDRESSES[: MORE_ADDRESSES.index("data-url")]) + tuple(
    "data-more-url data-load-more data-infinite-url hx-get data-hx-get ic-get-from".split()
)
"""Those that say by their name what they are for, on whatever element they stand."""

PAGES_SCRIPT = re.compile(
    r"createPageHTML\(\s*(?P<box>[\"'][\w-]+[\"']\s*,\s*)?(?P<count>\d+)\s*,\s*(?P<at>\d+)\s*,"
    r"\s*[\"'](?P<name>[\w/.-]+)[\"']\s*,\s*[\"'](?P<suffix>\w+)[\"']"
)
"""The call that prints the pages of most Chinese governments' listings (TRS WCM: pages count from
0, page 2 stands at index_1; with the name of a box in front they count from 1)."""

SCRIPTED = re.compile(r"\(\s*[\"']?\d{1,5}\b")
"""A script's call with the number of a page: `javascript:goPage(2)`."""

OFFSETS = frozenset("start offset from before after max_id since until cursor skip begin".split())
LONGEST_BUTTON = 40
"""Code points of the longest text on a button that loads more."""


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


def read_paging(document: Document, page: int, articles: Collection[str] = ()) -> Paging:
    """The way on from page `page` (from 1), in this order: rel=next, the words for it, the
    number page + 1 as it is printed, then as addresses say it, a button that loads more.

    `articles`: addresses of the page's articles; /world/2.html may be one.
    """
    by_word = by_numeral = by_number = None
    numbered = False
    calls = Calls(document.root)
    for element in document.root.iter("link", "a", "option"):
        href = element.get("href") or (element.tag == "option" and element.get("value"))
        if href and href[:11].lower() == "javascript:" and SCRIPTED.search(href):
            href = calls.address(href)
        url = absolute(document, href) if href else None
        if not url or _is_same(url, document.url):
            continue
        if "next" in (element.get("rel") or "").lower().split():
            return Paging(url, True)
        if element.tag == "link":
            continue
        number, numeral = page_number(url), _numeral(element)
        pages = number is not None and _same_listing(url, document.url)
        if _says_next(element) and (pages or _goes_on(url, document.url)):
            numbered = True
            by_word = by_word or url
        elif numeral is not None and (pages or (number is None and _goes_on(url, document.url))):
            numbered = True
            by_numeral = by_numeral or (url if numeral == page + 1 else None)
        elif pages and number == page + 1 and url not in articles:
            numbered = True
            by_number = by_number or url
    found = by_word or by_numeral or by_number
    if found is None and (script := PAGES_SCRIPT.search(document.text)):
        return Paging(_scripted(document, script), True)
    more = None if found else read_more(document)
    return Paging(found or more, numbered or more is not None)


def _scripted(document: Document, script: re.Match[str]) -> str | None:
    """The page after this one, where a script prints the links; None on the last."""
    count, at, first = int(script["count"]), int(script["at"]), 1 if script["box"] else 0
    if at + 1 >= count + first:
        return None
    return absolute(document, f"{script['name']}_{at + 1}.{script['suffix']}")


def read_more(document: Document) -> str | None:
    """The address that a load-more button would ask for, if it stands in the page."""
    for element in _telling(document.root):
        if url := _button_address(element, document, TELLING_ADDRESSES):
            return url
    for element in document.root.iter("a", "button", "div", "span", "li", "p", "input"):
        text = _short_text(element)
        if text is None or not (_is_more(element) or MORE_WORDS.fullmatch(text or "-")):
            continue
        for outer in (element, *element.iter(), element.getparent()):
            url = _button_address(outer, document)
            if url:
                return url
    return None


def _short_text(element: HtmlElement) -> str | None:
    """What a button says; None for an element that is too large to be one. Looks two levels deep,
    because the text of every element of a page, all in all, is the page many times over."""
    inner = [*element]
    if len(inner) > 3 or any(len(child) > 2 for child in inner):
        return None
    pieces = [element.get("value"), element.text]
    pieces += [text for child in inner for text in (child.text, child.tail)]
    pieces += [deep.text for child in inner for deep in child]
    text = clean_text(" ".join(piece for piece in pieces if piece)[: 4 * LONGEST_BUTTON])
    return text if len(text) <= LONGEST_BUTTON else None


_telling: Any = etree.XPath("|".join(f"//*[@{name}]" for name in TELLING_ADDRESSES))


def _button_address(
    element: HtmlElement | None, document: Document, names: Sequence[str] = MORE_ADDRESSES
) -> str | None:
    for name in names if element is not None and element.tag != "img" else ():
        value = (element.get(name) or "").strip() if element is not None else ""
        if "/" in value or value.startswith("?"):
            url = absolute(document, _counted(value, element))
            if url and not _is_same(url, document.url) and _goes_on(url, document.url):
                return url
    return None


COUNTERS = {"data-page": "page", "data-next-page": "page", "data-offset": "offset"} | {
    "data-start": "start", "data-paged": "paged", "data-cursor": "cursor", "data-skip": "skip"
}  # fmt: skip
"""Attributes in which a button keeps what it adds to its address -> the parameter's usual name."""


def _counted(address: str, element: HtmlElement | None) -> str:
    """A button's address with the page that it keeps beside it, where it names none itself."""
    if element is None or re.search(r"\d", address):
        return address
    for name, parameter in COUNTERS.items():
        value = element.get(name) or ""
        if value.isascii() and value.isdigit():
            return f"{address}{'&' if '?' in address else '?'}{parameter}={value}"
    return address


def _is_more(element: HtmlElement) -> bool:
    names = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
    return (
        re.search(
            r"\b(?:(?:load|show|view|get|infinite)[-_]?(?:more|next|scroll)|infinite|"
            r"(?:scroll|infinite|load)[-_](?:sentinel|trigger|end))\b",
            names,
        )
        is not None
    )


def _is_same(url: str, listing_url: str) -> bool:
    return url.partition("#")[0] == listing_url.partition("#")[0]


def _numeral(element: HtmlElement) -> int | None:
    """The page that a link is called by; its address may count from 0, or not at all."""
    text = clean_text(text_of(element)) if len(element) <= 1 else ""
    text = text.strip("[]()第页頁 ")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else None


def _goes_on(url: str, listing_url: str) -> bool:
    """Whether an address may continue a listing: the same host, and one path begins the other's
    as far as its last segment, or only the numbers differ, or it asks for an offset."""
    mine, theirs = urlsplit(listing_url), urlsplit(url)
    if mine.netloc != theirs.netloc:
        return False
    asked = {pair.partition("=")[0].lower() for pair in theirs.query.split("&")}
    if asked & OFFSETS or page_number(url) is not None:
        return True
    folder = mine.path.rpartition("/")[0] + "/"
    bare, other = (re.sub(r"\d+", "0", path).strip("/") for path in (mine.path, theirs.path))
    return bare == other or (
        theirs.path.startswith(folder) and re.search(r"\d", theirs.path + theirs.query) is not None
    )


def guess_page(url: str, page: int) -> str:
    """The address of page `page` (from 1) of a listing that shows no pagination: its own
    parameter counted up, else `?page=N`."""
    found = PAGE_IN_URL[0].search(url)
    if found:
        return f"{url[: found.start(1)]}{int(found[1]) + page - 1}{url[found.end(1) :]}"
    return f"{url}{'&' if '?' in url else '?'}page={page}"


def absolute(document: Document, href: str) -> str | None:
    href = href.strip()
    # urljoin takes 10 µs, and most addresses of a menu need nothing of it
    plain = "/." not in href and href.isprintable() and not href.endswith(("#", "?", ";"))
    if plain and href.startswith("/") and not href.startswith("//"):
        url = document.origin + href
    elif plain and href.startswith(("http://", "https://")):
        return href
    else:
        url = urljoin(document.base_url, href)
    return url if url.startswith(("http://", "https://")) else None


def _says_next(element: HtmlElement) -> bool:
    label = element.get("aria-label") or element.get("title") or ""
    words = {clean_text(text_of(element)).lower(), clean_text(label).lower()}
    is_next = NEXT_CLASS.search(element.get("class") or "") is not None
    return is_next or any(NEXT_WORDS.fullmatch(word) for word in words)


def _same_listing(url: str, listing_url: str) -> bool:
    """Whether two addresses are pages of one listing: alike but for a page number."""
    mine, theirs = _without_page(listing_url), _without_page(url)
    return mine[:2] == theirs[:2] and mine[2] <= theirs[2]


def _without_page(url: str) -> tuple[str, str, frozenset[str]]:
    parts = urlsplit(url)
    path = re.sub(rf"/(?:{PAGE_WORDS})[/_-]?\d+/?$|[_-]\d+(?=\.s?html?$)", "", parts.path)
    path = re.sub(r"/(?:index|list|default)?(?:\.\w+)?$|/\d{1,4}\.s?html?$|\.s?html?$", "", path)
    pairs = (pair for pair in parts.query.split("&") if pair)
    kept = frozenset(p for p in pairs if not any(x.search(f"?{p}") for x in PAGE_IN_URL[:1]))
    return parts.netloc, path.rstrip("/"), kept
