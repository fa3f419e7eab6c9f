"""What a piece's text and a box's names are like, as numbers: the raw material of the scorers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from lxml.html import HtmlElement
from numpy.typing import NDArray

from newsbot.page.outline import Piece

Floats = NDArray[np.float32]

HINTS: dict[str, str] = {
    "nav": r"nav|menu|crumb|header|masthead|top-?bar|channel|location|position",
    "foot": r"foot|copyright|bottom|disclaim|statement|legal",
    "side": r"side|aside|rail|widget|right|rank|hot",
    "comment": r"comment|discuss|reply|replies|disqus|cmt|feedback",
    "related": r"relat|recommend|recirc|more|also|trend|popular|next|prev|links?|guess|list|teaser"
    r"|card|promo-?item",
    "share": r"share|social|follow|tool|subscri|newsletter|sign-?up|login|print|function|email|app",
    "meta": r"meta|byline|author|info|date|time|source|tags?|keyword|categor|bio|profile|credit"
    r"|editor",
    "media": r"caption|figure|image|img|photo|gallery|video|player|media|slide|pic",
    "advert": r"\bads?\b|\bad[-_]|advert|sponsor|promo|banner|outbrain|taboola|dfp|offer|market"
    r"|shop|buy|product",
    "content": r"article|content|body|text|story|post|entry|main|detail|zoom|正文",
    "hidden": r"hidden|modal|popup|overlay|cookie|consent|gdpr|privacy|sr-only|screen-reader"
    r"|visually|tooltip|none",
    "title": r"title|headline|heading|deck|dek|standfirst|summary|abstract|lead|intro|subhead"
    r"|description",
    "quote": r"pull|quote|callout|box|aside|fact|sidebar|inset|embed|tweet",
}
"""What class names and ids of a box hint at; parts of words, as sites of the world write them."""

TAGS = (
    *("article", "main", "nav", "footer", "header", "aside", "form", "ul", "ol", "li", "table"),
    *("td", "figure", "figcaption", "blockquote", "p", "div", "section", "h1", "h2", "h3", "h4"),
    *("dl", "pre"),
)
TAG_BIT = {tag: 1 << index for index, tag in enumerate(TAGS)}
HINT_BIT = {name: 1 << index for index, name in enumerate(HINTS)}
HINT = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in HINTS.items()))

ADDRESS = re.compile(r"https?://|www\.|@\w|\.com\b")
CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
DATE = re.compile(
    r"(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}|\d{1,2}:\d\d"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d",
    re.I,
)
TERMINAL = frozenset('。！？!?.…”"」』।॥؟۔։።')

SAMPLE = 600
"""Code points of a paragraph that are counted: more do not change what it is like."""

TEXT_COLUMNS = (
    *("size", "linked", "strong", "commas", "stops", "digits", "capitals", "quotes"),
    *("ends", "joined", "address", "text", "image", "colon"),
)
MARKS: tuple[str, ...] = (
    ",，、;；،؛፣",
    "。！？!?।॥؟۔։።",
    "0123456789",
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    '“”"「」«»',
)
"""Characters that are counted: commas, full stops, digits, capitals, quotation marks."""


def _kinds() -> NDArray[np.uint8]:
    """Code point -> one bit for each of MARKS that it is among, of the Basic Multilingual Plane."""
    table = np.zeros(0x10000, dtype=np.uint8)
    for bit, marks in enumerate(MARKS):
        table[[ord(mark) for mark in marks]] |= 1 << bit
    table[[code for code in range(128, 0x10000) if chr(code).isdecimal()]] |= 1 << 2
    return table


KINDS = _kinds()
POINT, SPACE, CLOSING = 0x2E, 0x20, (0x22, 0x201D)
"""A point ends a sentence before a space, a closing quotation mark, or nothing."""


@lru_cache(maxsize=8_192)
def hint_bits(names: str) -> int:
    """The hints in a box's class names and id, as bits of HINT_BIT."""
    bits = 0
    for name in names.lower().split():
        bits |= _name_bits(name)
    return bits


@lru_cache(maxsize=16_384)  # sites call their boxes alike, in ever other combinations
def _name_bits(name: str) -> int:
    bits = 0
    for match in HINT.finditer(name):
        bits |= HINT_BIT[match.lastgroup or ""]
    return bits


def own_bits(element: HtmlElement, classes: str, name: str) -> int:
    """The hints of a box itself: its classes, its id, and whether its style hides it."""
    bits = hint_bits(classes) if classes else 0
    if name:
        bits |= hint_bits(name)
    style = element.get("style")
    if (style and "none" in style and "display" in style) or element.get("hidden") is not None:
        bits |= HINT_BIT["hidden"]
    return bits


def text_rows(pieces: Sequence[Piece]) -> Floats:
    """The numbers of TEXT_COLUMNS, one row a piece."""
    rows = np.zeros((len(pieces), len(TEXT_COLUMNS)), dtype=np.float32)
    told = [(index, piece) for index, piece in enumerate(pieces) if piece.text]
    rows[:, 12] = [piece.kind == "image" and not piece.text for piece in pieces]
    if not told:
        return rows
    samples = [piece.text[:SAMPLE] for _, piece in told]
    own = [
        (
            *(size := len(piece.text), min(piece.linked, size), min(piece.strong, size)),
            *(piece.text[-1] in TERMINAL, piece.joined, _has_address(sample), 1.0),
            piece.text[-1] in ":：",
        )
        for (_, piece), sample in zip(told, samples, strict=True)
    ]
    places = np.array([index for index, _ in told])
    rows[places[:, None], OWN_COLUMNS] = np.array(own, dtype=np.float32)
    rows[places, 3:8] = _counts(samples)
    return rows


OWN_COLUMNS = np.array([0, 1, 2, 8, 9, 10, 11, 13])


def _counts(samples: list[str]) -> Floats:
    """How often each kind of MARKS stands in each sample (none is empty)."""
    joined = "".join(samples).encode("utf-32-le", "surrogatepass")
    codes = np.minimum(np.frombuffer(joined, dtype=np.uint32), 0xFFFF)
    sizes = np.array([len(sample) for sample in samples])
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    following = np.append(codes[1:], SPACE)
    following[starts[1:] - 1] = SPACE
    kinds = KINDS[codes]
    ends = (following == SPACE) | (following == CLOSING[0]) | (following == CLOSING[1])
    kinds[(codes == POINT) & ends] = 1 << 1
    flags = (kinds[:, None] >> np.arange(len(MARKS), dtype=np.uint8)) & 1
    return np.add.reduceat(flags, starts, axis=0, dtype=np.float32)


def _has_address(sample: str) -> bool:
    """Whether a text holds a web address or an account's name."""
    return ("." in sample or "@" in sample or "/" in sample) and ADDRESS.search(sample) is not None
