"""A listing page -> where it goes on: the next page, and the categories of its navigation."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from newsbot.fields import clean_text
from newsbot.page.card_groups import TITLE_UNITS, units
from newsbot.page.document import Document

NEXT_WORDS = re.compile(
    r"[\W_]*(?:下一?[页頁]|后一[页頁]|後一頁|下[页頁]|次へ|次のページ|다음|next(?: page)?|"
    r"older(?: posts| entries| stories| articles)?|nächste(?: seite)?|weiter|suivante?|siguiente|"
    r"próxim[ao]|далее)[\W_]*|[›»→>≫⟩]",
    re.I,
)
MORE_WORDS = re.compile(
    r"[\W_]*(?:(?:点击|點擊|点此|查看|加载|加載|載入|载入|显示|顯示|浏览|閱讀|阅读)?更多"
    r"(?:新闻|新聞|内容|內容|资讯|資訊|文章)?|"
    r"(?:load|show|see|view)? ?more(?: (?:articles?|news|posts?|stories|results|headlines))?)"
    r"[\W_]*",
    re.I,
)
"""What a link to the next page says, and what a button says that adds it to this one."""

MORE_ADDRESSES = (
    "data-next-url data-next-page data-next data-url data-href data-more-url data-load-more "
    "data-load-url data-ajax-url data-ajax data-endpoint data-src data-api data-path data-link "
    "hx-get data-hx-get ic-get-from up-href data-infinite-scroll data-infinite-url href"
).split()
"""Attributes in which a button keeps the address that it would ask for."""

PAGE_IN_URL = (
    re.compile(
        r"[?&](?:page|p|pg|pn|paged|pageno|page_no|pageindex|curpage|cpage)=(\d{1,6})\b", re.I
    ),
    re.compile(r"/(?:page|p|pn)[/_-]?(\d{1,6})/?$", re.I),
    re.compile(r"[_-](\d{1,6})\.s?html?$"),
    re.compile(r"/(?:index|list|p|page)?(\d{1,4})\.s?html?$"),
)
"""Where an address says which page of a listing it is: ?page=2, /page/2, _2.html, /2.html."""

OFFSETS = frozenset("start offset from before after max_id since until cursor skip begin".split())
LONGEST_BUTTON = 40
"""Code points of the longest text on a button that loads more."""

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
    """The way on from page `page` (from 1), in this order: rel=next, the words for it, the
    number page + 1 as it is printed, then as addresses say it, a button that loads more."""
    by_word = by_numeral = by_number = None
    numbered = False
    for element in document.root.iter("link", "a", "option"):
        href = element.get("href") or (element.tag == "option" and element.get("value"))
        url = _absolute(document, href) if href else None
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
        elif pages and number == page + 1:
            numbered = True
            by_number = by_number or url
    found = by_word or by_numeral or by_number
    more = None if found else read_more(document)
    return Paging(found or more, numbered or more is not None)


def read_more(document: Document) -> str | None:
    """The address that a load-more button would ask for, if it stands in the page."""
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


def _button_address(element: HtmlElement | None, document: Document) -> str | None:
    for name in MORE_ADDRESSES if element is not None and element.tag != "img" else ():
        value = (element.get(name) or "").strip() if element is not None else ""
        if "/" in value or value.startswith("?"):
            url = _absolute(document, value)
            if url and not _is_same(url, document.url) and _goes_on(url, document.url):
                return url
    return None


def _is_more(element: HtmlElement) -> bool:
    names = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
    return (
        re.search(r"\b(?:load|show|view|get|infinite)[-_]?(?:more|next|scroll)\b", names)
        is not None
    )


def _is_same(url: str, listing_url: str) -> bool:
    return url.partition("#")[0] == listing_url.partition("#")[0]


def _numeral(element: HtmlElement) -> int | None:
    """The page that a link is called by; its address may count from 0, or not at all."""
    text = clean_text(element.text_content()) if len(element) <= 1 else ""
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


def _absolute(document: Document, href: str) -> str | None:
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
    words = {clean_text(element.text_content()).lower(), clean_text(label).lower()}
    classes = (element.get("class") or "").lower().split()
    return "next" in classes or any(NEXT_WORDS.fullmatch(word) for word in words)


def _same_listing(url: str, listing_url: str) -> bool:
    """Whether two addresses are pages of one listing: alike but for a page number."""
    mine, theirs = _without_page(listing_url), _without_page(url)
    return mine[:2] == theirs[:2] and mine[2] <= theirs[2]


def _without_page(url: str) -> tuple[str, str, frozenset[str]]:
    parts = urlsplit(url)
    path = re.sub(r"/(?:page|p|pn)[/_-]?\d+/?$|[_-]\d+(?=\.s?html?$)", "", parts.path)
    path = re.sub(r"/(?:index|list|default)?(?:\.\w+)?$|/\d{1,4}\.s?html?$|\.s?html?$", "", path)
    pairs = (pair for pair in parts.query.split("&") if pair)
    kept = frozenset(p for p in pairs if not any(x.search(f"?{p}") for x in PAGE_IN_URL[:1]))
    return parts.netloc, path.rstrip("/"), kept


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


def read_sections(document: Document, is_section: Callable[[str], bool]) -> dict[str, str]:
    """The listings that a page's menus and headings lead to: address -> label, in printed order.

    `is_section`: whether an address may be a listing's. A menu is a list of short labels; where
    several are printed, all count but those of the footer, unless there is no other.
    """
    lists: dict[object, dict[str, str]] = {}
    for element in document.root.iter("a"):
        url = _absolute(document, element.get("href") or "")
        label = clean_text(element.text_content())
        if url and 0 < len(label) <= 2 * LABEL_LENGTH and units(label) < TITLE_UNITS:
            url = url.partition("#")[0]
            if is_section(url) and not page_number(url):
                heading = next(element.iterancestors("h1", "h2", "h3", "h4", "h5"), None)
                where = _list_of(element) if heading is None else heading.tag
                lists.setdefault(where, {}).setdefault(url, label)
    menus = [menu for place, menu in lists.items() if len(menu) > 1 and not _in_footer(place)]
    menus = menus or [menu for menu in lists.values() if len(menu) > 1]
    found: dict[str, str] = {}
    for menu in menus:
        for url, label in menu.items():
            found.setdefault(url, label)
    return found


def _in_footer(place: object) -> bool:
    if not isinstance(place, HtmlElement):
        return False
    around = (place, *place.iterancestors())
    return any(a.tag == "footer" or "foot" in (a.get("class") or "").lower() for a in around)


def _list_of(link: HtmlElement) -> HtmlElement | None:
    """The element that holds the link's neighbours: a `ul` or `nav` around it, else its parent."""
    return next(link.iterancestors("ul", "ol", "nav", "table"), link.getparent())
