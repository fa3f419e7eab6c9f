"""Links to other articles that a page recommends: found by the heading above them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lxml.html import HtmlElement

from newsbot.fields import clean_text, clean_url, fold_text
from newsbot.items import Related
from newsbot.page.addresses import article_sign
from newsbot.page.card_links import TITLE_UNITS, units
from newsbot.page.document import Document
from newsbot.page.phrases import CATEGORY_HEADING, heads_list, is_ranking, is_related_heading
from newsbot.page.pictures import picture_address
from newsbot.page.wording import text_of

HEADINGS = ("h2", "h3", "h4", "h5", "h6", "p", "div", "span", "strong", "b", "dt", "a", "li", "h1")
TITLES = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
TEXTS = frozenset(("p", "div", "span", "dd"))
"""What a card's summary stands in."""

MOST = 50
TEXT_PER_LINK = 400
"""Code points of text for each link above which a neighbour of the heading is no list of cards."""

MOST_HEADINGS = 200
"""Headings of lists that are looked at: "more" may stand in every row of a page."""

SHORTEST_SUMMARY = 12
MOST_CLIMB = 3
"""How many elements around the heading may stand between it and its list."""


class Recommended(NamedTuple):
    """The articles that a page recommends, the elements that hold them (heading and lists: to be
    left out of the body, in which they may be nested), and all headings of such lists."""

    articles: list[Related]
    holders: set[HtmlElement]
    headings: list[HtmlElement]


def read_related(document: Document) -> Recommended:
    """What a page recommends: the articles of the first list that recommends, else the first of
    the latest or most read. A menu under a heading such as More is neither."""
    headings = list(related_headings(document.root))
    lists: list[tuple[bool, list[HtmlElement]]] = []
    holders: set[HtmlElement] = set()
    for heading in headings:
        own = [holder for holder in related_holders(heading) if holder not in holders]
        if own:
            holders.update(own)
            lists.append((is_ranking(text_of(heading)), own))
    lists.sort(key=lambda one: one[0])
    found = (_articles(own, document) for _, own in lists)
    return Recommended(next(filter(_are_articles, found), []), holders, headings)


def _are_articles(found: list[Related]) -> bool:
    """Whether half of a list's titles or addresses are those of articles, as no menu's are."""
    titles = telling = 0
    for one in found:
        titled = units(one.title or "") >= TITLE_UNITS
        titles += titled
        telling += titled or article_sign(one.url) >= 2
        if titles and 2 * telling >= len(found):
            return True
    return False


def _articles(holders: list[HtmlElement], document: Document) -> list[Related]:
    """The first articles of a list, each once."""
    found: dict[str, Related] = {}
    told: set[str] = set()
    for holder in holders:
        links = [(link, href) for link in holder.iter("a") if (href := link.get("href"))]
        leads = _leads(links, holder)
        for link, href in links:
            if href in told or not (url := clean_url(href, document.base_url)):
                continue
            if url not in found:
                card = _read_card(_card_of(link, href, holder, leads), document.base_url)
                if card is None:
                    continue
                found[url] = Related(url, *card)
                if len(found) == MOST:
                    return list(found.values())
            told.add(href)
    return list(found.values())


def related_headings(root: HtmlElement) -> Iterator[HtmlElement]:
    """Elements whose whole text is a heading such as 相关阅读, in printed order."""
    found = 0
    for element in root.iter(*HEADINGS):
        own = element.text
        if own and len(own) <= 60 and heads_list(own):
            yield element
            found += 1
            if found == MOST_HEADINGS:
                return


def related_categories(headings: Iterable[HtmlElement]) -> Iterator[str]:
    """The categories that headings such as 国际分类资讯推荐 name."""
    for heading in headings:
        if named := CATEGORY_HEADING.match(text_of(heading).strip()):
            yield named[1]


def related_holders(heading: HtmlElement) -> list[HtmlElement]:
    """The heading and the elements below it that hold its links; [] if there are none."""
    top, said = heading, fold_text(text_of(heading))
    for _ in range(MOST_CLIMB):
        lists = _lists_after(top)
        if lists:
            return [top, *lists]
        parent = top.getparent()
        if parent is None or not _says_only(parent, said):
            return []
        top = parent
    return []


def _says_only(element: HtmlElement, folded: str) -> bool:
    """Whether an element's folded text is this one; looks no further than the first difference."""
    left = folded
    for text in element.itertext():
        own = fold_text(text)
        if not left.startswith(own):
            return False
        left = left[len(own) :]
    return not left


def _lists_after(element: HtmlElement) -> list[HtmlElement]:
    lists: list[HtmlElement] = []
    for sibling in element.itersiblings():
        if is_related_heading((sibling.text or "").strip()) or not _is_list(sibling):
            if lists or text_of(sibling).strip():
                break
            continue
        lists.append(sibling)
    return lists


def _is_list(element: HtmlElement) -> bool:
    """Whether an element is a card or a list of cards, not a paragraph with a link in it."""
    linked = links = 0
    silent: list[HtmlElement] = []
    size = len(" ".join(text_of(element).split()))
    for link in element.iter("a"):
        if said := len(text_of(link).strip()):
            links += 1
            linked += said
            if linked * 2 > size:
                return True
        else:
            silent.append(link)
    links += sum(next(link.iter("img"), None) is not None for link in silent)
    if not links or element.tag in ("p", "span"):
        return False
    if _holds_cards(element, linked, size):
        return True
    pictured = next(element.iter("img", "h1", "h2", "h3", "h4", "h5", "h6"), None) is not None
    return pictured and size - linked <= TEXT_PER_LINK * links and linked * 12 > size


def _holds_cards(element: HtmlElement, linked: int, size: int) -> bool:
    """Whether an element with links is an article, or a list whose every item links elsewhere:
    below such a heading these are cards, however much they quote."""
    if element.tag in ("ul", "ol"):
        items = [item for item in element if item.tag == "li"]
        return linked * 3 > size and all(next(item.iter("a"), None) is not None for item in items)
    return bool(element.tag == "article")


def _leads(
    links: list[tuple[HtmlElement, str]], holder: HtmlElement
) -> dict[HtmlElement, str | None]:
    """Each element of the holder that holds links -> where all of them lead, None for various."""
    leads: dict[HtmlElement, str | None] = {}
    for link, href in links:
        outer = link
        while outer is not holder:
            outer = outer.getparent()
            known = leads.get(outer, "")
            if known == href or known is None:  # so what is around it has been told already
                break
            leads[outer] = None if known else href
    return leads


def _card_of(
    link: HtmlElement, href: str, holder: HtmlElement, leads: dict[HtmlElement, str | None]
) -> HtmlElement:
    """The largest element around the link, inside the holder, that leads nowhere else."""
    card = link
    while card is not holder and leads.get(outer := card.getparent()) == href:
        card = outer
    return card


class _Card(NamedTuple):
    """What a card shows: its title, the longest text beside it, its first picture's address."""

    title: str
    summary: str | None
    image: str | None


def _read_card(box: HtmlElement, base_url: str) -> _Card | None:
    """What a card shows; None without a title."""
    heading = image = None
    links: list[HtmlElement] = []
    texts: list[str] = []
    for element in box.iter():
        tag = element.tag
        if tag == "a":
            links.append(element)
        elif tag in TEXTS:
            if own := element.text:
                texts.append(own)
        elif tag == "img":
            image = element if image is None else image
        elif tag in TITLES:
            heading = element if heading is None else heading
    title = _title(heading, links)
    if title is None:
        return None
    address = None if image is None else picture_address(image, base_url)
    return _Card(title, _summary(texts, title), address[0] if address else None)


def _title(heading: HtmlElement | None, links: list[HtmlElement]) -> str | None:
    """The first heading's text, else that of the first link that has any or a `title`."""
    if heading is not None and (text := clean_text(text_of(heading))):
        return text
    for link in links:
        if text := clean_text(text_of(link)):
            return text
    return next(filter(None, (clean_text(link.get("title") or "") for link in links)), None)


def _summary(texts: list[str], title: str) -> str | None:
    """The longest of a card's texts besides its title."""
    best = ""
    for text in texts:
        if (
            len(text) > SHORTEST_SUMMARY
            and len(text := clean_text(text)) > max(len(best), SHORTEST_SUMMARY)
            and fold_text(text) != fold_text(title)
        ):
            best = text
    return best or None
