"""A link of a listing: where it leads, and what it says."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml.html import HtmlElement

from newsbot.fields import clean_text
from newsbot.page.wording import blocks_of, text_of

TITLE_UNITS = 8
"""Units of the shortest text that reads like a title: an ideograph is one, a word is two."""

WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
WORD = re.compile(r"[^\W\d_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,}")

READ_ON = re.compile(
    r"[\W_]*(?:mehr(?: lesen| erfahren)?|weiter ?lesen|zum artikel|read (?:more|on|article|story)|"
    r"(?:full|read the full) (?:story|article)|more|continue(?: reading)?|details?|"
    r"lire (?:la suite|l[’']article|plus)|leer (?:más|noticia)|ler mais|leia mais|"
    r"leggi(?: tutto| di più)?|"
    r"lees (?:meer|verder)|czytaj (?:więcej|dalej)|подробнее|читать (?:далее|дальше|полностью)|"
    r"(?:اقرأ|إقرأ) المزيد|المزيد|查看(?:详情|詳情|全文|更多)|[閱阅][讀读](?:全文|更多|原文)|"
    r"全文|详情|詳情|详细|続きを読む|詳しく|더 ?보기|자세히(?: 보기)?|devamı(?:nı oku)?|"
    r"selengkapnya|xem (?:thêm|tiếp))[\W_]*",
    re.I,
)
"""What a link beside a headline says that is no link itself."""

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
CLIMB = 4


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the page: its element, absolute address, and what it says."""

    element: HtmlElement
    url: str
    text: str

    @property
    def units(self) -> int:
        """How much it says (see TITLE_UNITS)."""
        return units(self.text)


def units(text: str) -> int:
    """The length of a text in any script: ideographs, and two for each word of letters."""
    rest, runs = (text, 0) if text.isascii() else WIDE.subn(" ", text)
    return len(text) - len(rest) + runs + 2 * len(WORD.findall(rest))


def link_text(element: HtmlElement) -> str:
    """What a link says: its heading, its text, its `title` or its picture's `alt`; where that is
    only that one may read on, the heading beside it."""
    heading = next(element.iter(*HEADINGS), None)
    text = clean_text(text_of(heading if heading is not None else element))
    images = element.iter("img") if not text else ()
    alt = next((alt for image in images if (alt := image.get("alt"))), "")
    title = clean_text(element.get("title") or alt)
    text = title if units(title) > units(text) else text
    if text and len(text) < LONGEST_READ_ON and READ_ON.fullmatch(text):
        return heading_beside(element) or text
    return text


def link_title(element: HtmlElement) -> str:
    """The title in a link: its heading; of several blocks the first that reads like a title, which
    neither a label above nor a summary below is; else all its text."""
    heading = next(element.iter(*HEADINGS), None)
    if heading is not None:
        return clean_text(text_of(heading))
    blocks = [clean_text(text) for text in blocks_of(element)]
    told = (text for text in blocks if units(text) >= TITLE_UNITS)
    return next(told, clean_text(text_of(element)))


LONGEST_READ_ON = 30


def heading_beside(element: HtmlElement) -> str:
    """The only heading in the smallest box around an element that has any; else ""."""
    for outer, _ in zip(element.iterancestors(), range(CLIMB), strict=False):
        headings = list(outer.iter(*HEADINGS))
        if headings:
            return clean_text(text_of(headings[0])) if len(headings) == 1 else ""
    return ""
