"""What a page is: one article, a listing, or neither. For pages of sites that nobody described."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Literal

from lxml.html import HtmlElement

from newsbot.fields import clean_text, clean_url
from newsbot.page import jsonld
from newsbot.page.addresses import article_sign, is_root
from newsbot.page.card_links import units
from newsbot.page.cards import Card
from newsbot.page.document import Document
from newsbot.page.stated import read_stated

Kind = Literal["article", "listing"]

LONG = 25
"""Units (see card_groups) of the shortest paragraph that reads like an article's."""

WHOLE = 120
"""Units of a text that is an article's in one piece, lines parted by <br>."""

LEAST_TEXT = 12
"""Units of the shortest text that is an article's: a news flash has two lines."""

PROSE = ("p", "div", "td", "section", "article", "blockquote", "span")


def kind_of(document: Document, cards: Sequence[Card]) -> Kind:
    """What stands at an address that was given; `cards` are its links to articles.

    By what the page declares, else by signs: its address, paragraphs that stand by themselves,
    its headline, and how many cards it shows.
    """
    url = document.url
    if is_root(url):
        return "listing"
    declared = declared_articles(document)
    if declared > 2:
        return "listing"
    sign = article_sign(url)
    if declared and (sign > 0 or len(cards) < 8):
        return "article"
    prose = paragraphs(document, {card.url for card in cards})
    dated = sum(card.date_text is not None for card in cards)
    score = (2 if sign >= 2 else -2 if sign < 0 or url.endswith("/") else 0) + 2 * bool(declared)
    score += 2 * (prose >= 2) + (prose > len(cards)) + _has_headline(document)
    score -= 2 * (dated >= 5 and dated * 2 >= len(cards)) + 2 * (len(cards) >= 20 > 4 * prose)
    if score >= 2 and prose:
        return "article"
    may_be_data = not prose and (sign >= 2 or (sign >= 0 and not cards))
    return "article" if may_be_data and read_stated(document) else "listing"


def why_no_article(
    document: Document,
    *,
    text: str,
    pictures: int,
    dated: bool,
    titled: bool,
    links: Collection[str],
) -> str | None:
    """Why a page that a listing led to is no article; None where it is one.

    `text`: what was read as its body; `dated`: whether the page or the listing tells a date;
    `titled`: whether the listing called it by the title that it has, and that reads like one;
    `links`: addresses of articles on the page.
    """
    declared = declared_articles(document)
    if declared > 2:
        return "it lists articles"
    if units(text) < LEAST_TEXT and not (declared and pictures):
        return "it has no text"
    sign = article_sign(document.url)
    if declared or (sign >= 2 and (dated or not links)):
        return None
    prose = paragraphs(document, links)
    if sign < 2 and not dated and not (titled and prose >= 2):
        return "neither a date nor its address says that it is an article"
    only_links = not prose and len(links) >= 5 and units(text) < WHOLE
    if only_links or (sign < 0 and prose < len(links) / 4):
        return "it lists articles"
    return None


def declared_articles(document: Document) -> int:
    """How many articles a page says that it is (og:type, JSON-LD): one, or many as a list."""
    scripts, is_article = [], False
    for element in document.root.iter("meta", "script"):
        if element.tag == "script":
            if "ld+json" in (element.get("type") or "").lower():
                scripts.append(element)
        elif (element.get("property") or "").lower() in ("og:type", "article:published_time"):
            content = (element.get("content") or "").strip().lower()
            is_article |= content in ("article", "news") or content[:2] in ("19", "20")
    found, _ = jsonld.read_objects(scripts) if scripts else ([], [])
    titles = {title for each in found if (title := jsonld.text_of(each.get("headline")))}
    return max(len(titles), is_article)


def paragraphs(document: Document, links: Collection[str]) -> int:
    """How many long paragraphs stand in boxes of prose: not beside links to articles, as
    excerpts do."""
    found: dict[HtmlElement, int] = {}
    for element in document.root.iter(*PROSE):
        own = clean_text(" ".join(t for t in (element.text, *(c.tail for c in element)) if t))
        size = units(own)
        parent = element if size >= WHOLE else element.getparent()
        if size >= LONG and parent is not None:
            found[parent] = found.get(parent, 0) + (3 if size >= WHOLE else 1)
    return sum(
        count for box, count in found.items() if _links_in(box, document, links) * 2 <= count
    )


def _links_in(box: HtmlElement, document: Document, links: Collection[str]) -> int:
    return sum(clean_url(a.get("href") or "", document.base_url) in links for a in box.iter("a"))


def _has_headline(document: Document) -> bool:
    headings = [clean_text(h.text_content()) for h in document.root.iter("h1")]
    return len(headings) == 1 and units(headings[0]) >= 8
