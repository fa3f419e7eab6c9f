"""A listing page -> its cards: one article link each, with what is printed around it.

The links come from the site's own selector, or from the shape of their addresses. What belongs
to a link is everything in the largest element around it that holds no link to another article.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from lxml.html import HtmlElement

from newsbot.fields import clean_text, clean_url, fold_text, read_count, read_date
from newsbot.page.addresses import within_room
from newsbot.page.card_groups import AD_LABEL, Name, Scope, find_links
from newsbot.page.card_links import READ_ON, heading_beside, link_title
from newsbot.page.document import Document
from newsbot.page.pictures import picture_address
from newsbot.page.wording import text_of

SHORT_LABEL = 12
"""Code points of the longest category label on a card: 国际, 家居装修, Entertainment."""

SHORT_TEXT = 40
"""Code points of the longest text that is only a date or only a count."""

SMALL_BOX = 600
"""Code points of the largest card in which a label such as 广告 speaks of the card."""


@dataclass(frozen=True, slots=True)
class Card:
    """One article as a listing shows it: an address and texts as printed, none of them read."""

    url: str
    title: str | None = None
    date_text: str | None = None
    views_text: str | None = None
    excerpt: str | None = None
    image_url: str | None = None
    category: str | None = None
    author: str | None = None


def read_cards(
    document: Document,
    *,
    is_article: Callable[[str], bool],
    link_elements: Sequence[HtmlElement] = (),
    described: bool = True,
    scope: Scope = "listing",
    beside: set[Name] | None = None,
    now: datetime,
    time_zone: str | None,
) -> list[Card]:
    """The cards of a listing in printed order, one an address.

    `link_elements` are the `a` elements that the site's selector chose. Where there are none, and
    `is_article` knows the site's addresses (`described`), every link that it approves is taken,
    the most telling group of them; else the page tells which links are articles (card_groups),
    and `scope` whether it is one list or a front page; `beside` is the listing's memory from page
    to page. `now` is when the listing was fetched: it
    decides which of a card's texts is a date.
    """
    links = _addressed(document, link_elements, is_article)
    if not links and described:
        links = _main_group(_addressed(document, document.root.iter("a"), is_article))
    elif not links:
        links = find_links(document, is_article, scope, beside)
    reader = _Reader(document, frozenset(url for _, url in links), now, time_zone)
    cards: dict[str, Card | None] = {}
    for element, url in links:
        if url not in cards:
            cards[url] = reader.card(element, url)
    return [card for card in cards.values() if card]


def _addressed(
    document: Document, elements: Iterable[HtmlElement], is_article: Callable[[str], bool]
) -> list[tuple[HtmlElement, str]]:
    found = []
    for element in elements:
        url = clean_url(element.get("href") or "", document.base_url)
        if url and is_article(url):
            found.append((element, url))
    return within_room(found)


def _main_group(links: list[tuple[HtmlElement, str]]) -> list[tuple[HtmlElement, str]]:
    """The links of the listing proper: those in the same kind of place that say the most.

    A sidebar's or a footer's links hang elsewhere in the tree than the listing's, so links are
    grouped by the names of the elements above them; the addresses of the group with the most
    link text win, together with the same addresses' other links (a card's picture).
    """
    groups: dict[tuple[str, ...], list[tuple[HtmlElement, str]]] = {}
    for element, url in links:
        path = tuple(a.tag for a in element.iterancestors() if isinstance(a.tag, str))
        groups.setdefault(path, []).append((element, url))
    if len(groups) < 2:
        return links
    telling = max(groups.values(), key=lambda g: sum(len(clean_text(text_of(e))) for e, _ in g))
    addresses = {url for _, url in telling}
    return [(element, url) for element, url in links if url in addresses]


@dataclass(frozen=True, slots=True)
class _Reader:
    """What reading a card needs to know: the page, its listed addresses, and the time."""

    document: Document
    addresses: frozenset[str]
    now: datetime
    time_zone: str | None
    known: dict[HtmlElement, set[str]] = field(default_factory=dict)

    def card(self, link: HtmlElement, url: str) -> Card | None:
        """The card around a link; None for an advertisement that says so."""
        box = self.box(link, url)
        pictures = ((i, picture_address(i, self.document.base_url)) for i in box.iter("img"))
        image, address = next((found for found in pictures if found[1]), (None, None))
        title = self.title(box, url) or clean_text(link.get("title") or "")
        if not title and image is not None:
            title = clean_text(image.get("alt") or "")
        texts = _texts(box, title)
        if sum(map(len, texts)) <= SMALL_BOX and any(AD_LABEL.fullmatch(text) for text in texts):
            return None
        said = self.sort(texts)
        return Card(url, title or None, image_url=address[0] if address else None, **said)

    def box(self, link: HtmlElement, url: str) -> HtmlElement:
        """The largest element around the link that leads to no other of the listed articles."""
        box = link
        for outer in link.iterancestors():
            if outer.tag in ("body", "html", "main") or self.listed_in(outer) - {url}:
                break
            box = outer
        return box

    def listed_in(self, element: HtmlElement) -> set[str]:
        """Which of the listed articles an element leads to; looked up once an element."""
        found = self.known.get(element)
        if found is None:
            links = (element,) if element.tag == "a" else element.iter("a")
            urls = (clean_url(a.get("href") or "", self.document.base_url) for a in links)
            found = self.known[element] = {url for url in urls if url in self.addresses}
        return found

    def title(self, box: HtmlElement, url: str) -> str | None:
        """The longest text of the card's links to its article, a date only where there is no other;
        the whole of one that was cut, the card's heading where its links only say that one may read
        on."""
        best, rank, link = "", (False, 0), None
        for element in box.iter("a"):
            text = clean_text(text_of(element))
            if text and clean_url(element.get("href") or "", self.document.base_url) == url:
                here = (not self.is_date(text), len(text))
                if here > rank:
                    best, rank, link = link_title(element), here, element
        if link is None:
            return None
        if READ_ON.fullmatch(best):
            return heading_beside(link) or best
        best = self.without_date(link, best)
        whole = clean_text(link.get("title") or "")
        cut = best.rstrip(".… ")
        is_whole = cut and len(whole) > len(best) > len(cut) and whole.startswith(cut)
        return whole if is_whole else best

    def without_date(self, link: HtmlElement, title: str) -> str:
        """A title without the date that stands before or behind it in its link."""
        for inner in link.iterdescendants("span", "i", "em", "b", "small", "font", "time"):
            text = clean_text(text_of(inner))
            at_edge = text and (title.startswith(text) or title.endswith(text))
            if at_edge and len(text) < len(title) and self.is_date(text):
                title = title.removeprefix(text).removesuffix(text).strip()
        return title

    def sort(self, texts: list[str]) -> dict[str, str]:
        """A card's texts by what they are: a date, a count, a short label, else the excerpt."""
        said: dict[str, str] = {}
        for text in texts:
            if "date_text" not in said and self.is_date(text):
                said["date_text"] = text
            elif "views_text" not in said and len(text) <= SHORT_TEXT and read_count(text):
                said["views_text"] = text
            elif "category" not in said and len(text) <= SHORT_LABEL and not text[-1:].isdigit():
                said["category"] = text
            elif len(text) > max(len(said.get("excerpt", "")), SHORT_LABEL):
                said["excerpt"] = text
        return said

    def is_date(self, text: str) -> bool:
        """Whether a text is a date: a bare number, which may look like one, is a count."""
        if len(text) > SHORT_TEXT or text.isdigit():
            return False
        return read_date(text, now=self.now, time_zone=self.time_zone) is not None


def _texts(box: HtmlElement, title: str | None) -> list[str]:
    """The card's printed texts, one an element that bears text, the title's own left out."""
    same = fold_text(title or "")
    texts = []
    for element in box.iter():
        if not isinstance(element.tag, str) or element.tag in ("script", "style"):
            continue
        pieces = [element.text, *(child.tail for child in element)]
        text = clean_text(" ".join(piece for piece in pieces if piece))
        if text and fold_text(text) != same:
            texts.append(text)
    return texts
