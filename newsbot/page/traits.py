"""What a piece's text and a box's names are like, as numbers: the raw material of the scorers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

import numpy as np
from lxml.html import HtmlElement
from numpy.typing import NDArray

from newsbot.page.outline import Box, Piece

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
    "advert": r"ad(?<!\wad)s?\b|ad(?<!\wad)[-_]|advert|sponsor|promo|banner|outbrain|taboola|dfp"
    r"|offer|market|shop|buy|product",
    "content": r"article|content|body|text|story|post|entry|main|detail|zoom|正文",
    "hidden": r"hidden|modal|popup|overlay|cookie|consent|gdpr|privacy|sr-only|screen-reader"
    r"|visually|tooltip|none",
    "title": r"title|headline|heading|deck|dek|standfirst|summary|abstract|lead|intro|subhead"
    r"|description",
    "quote": r"pull|quote|callout|box|aside|fact|sidebar|inset|embed|tweet",
}
"""What class names and ids of a box hint at; parts of words, as sites of the world write them: each
begins with a letter."""

TAGS = (
    *("article", "main", "nav", "footer", "header", "aside", "form", "ul", "ol", "li", "table"),
    *("td", "figure", "figcaption", "blockquote", "p", "div", "section", "h1", "h2", "h3", "h4"),
    *("dl", "pre"),
)
HINT_BIT = {name: 1 << index for index, name in enumerate(HINTS)}
TAG_BIT = {tag: 1 << index for index, tag in enumerate(TAGS, len(HINTS))}
"""Bits of one number: those of the tags stand behind those of the hints."""


def _by_first_letter(words: Iterable[str]) -> re.Pattern[str]:
    """Finds the first of some words: at each place only those of its letter are tried."""
    rests: dict[str, list[str]] = {}
    for word in words:
        rests.setdefault(word[0], []).append(word[1:])
    return re.compile("|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in rests.items()))


HINT_WORD = _by_first_letter(word for words in HINTS.values() for word in words.split("|"))

ADDRESS = re.compile(r"https?://|www\.|@\w|\.com\b")
"""A web address or an account's name."""

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
KIND_FLAGS = np.array([[kind >> bit & 1 for bit in range(len(MARKS))] for kind in range(32)], "f4")
"""Bits of KINDS -> one column for each of MARKS."""

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
    for word in HINT_WORD.findall(name):
        bits |= _word_bit(word)
    return bits


@cache  # of HINTS' words
def _word_bit(word: str) -> int:
    return next(HINT_BIT[name] for name, words in HINTS.items() if re.match(words, word))


def box_bits(
    boxes: Sequence[Box], kinds: list[int], known: list[tuple[str, str]], ids: list[str]
) -> tuple[list[int], list[int]]:
    """The hints and tags of each box, and with them those of all boxes around it. `kinds`: the
    numbers of the boxes' tags and classes among those `known`."""
    told = [TAG_BIT.get(tag, 0) | hint_bits(names) for tag, names in known]
    own: list[int] = []
    far: list[int] = []
    for box, kind, name in zip(boxes, kinds, ids, strict=True):
        bits = told[kind]
        if name:
            bits |= hint_bits(name)
        if _is_unshown(box.element):
            bits |= HINT_BIT["hidden"]
        own.append(bits)
        if box.tag in ("body", "html"):
            bits = 0
        elif box.parent >= 0:
            bits |= far[box.parent]
        far.append(bits)
    return own, far


def _is_unshown(element: HtmlElement) -> bool:
    """Whether a box's own style or attribute hides it."""
    style = element.get("style")
    unshown = bool(style) and "none" in style and "display" in style
    return unshown or element.get("hidden") is not None


def text_rows(pieces: Sequence[Piece]) -> Floats:
    """The numbers of TEXT_COLUMNS, one row a piece."""
    rows = np.zeros((len(pieces), len(TEXT_COLUMNS)), dtype=np.float32)
    told = [piece for piece in pieces if piece.text]
    if len(told) < len(pieces):
        rows[:, 12] = [piece.kind == "image" and not piece.text for piece in pieces]
    if not told:
        return rows
    places = np.flatnonzero([bool(piece.text) for piece in pieces])
    samples = [piece.text[:SAMPLE] for piece in told]
    sizes = [len(piece.text) for piece in told]
    last = [piece.text[-1] for piece in told]
    own = (
        *(sizes, [piece.linked for piece in told], [piece.strong for piece in told]),
        *([sign in TERMINAL for sign in last], [piece.joined for piece in told]),
        *(_have_address(samples), [sign in ":：" for sign in last]),
    )
    columns = np.array(own, dtype=np.float32)
    np.minimum(columns[1:3], columns[0], out=columns[1:3])
    rows[places[:, None], OWN_COLUMNS] = columns.T
    rows[places, 11] = 1.0
    rows[places, 3:8] = _counts(samples)
    return rows


OWN_COLUMNS = np.array([0, 1, 2, 8, 9, 10, 13])


def _counts(samples: list[str]) -> Floats:
    """How often each kind of MARKS stands in each sample (none is empty)."""
    joined = " ".join([*samples, ""]).encode("utf-32-le", "surrogatepass")
    codes = np.frombuffer(joined, dtype=np.uint32)
    kinds = KINDS.take(codes, mode="clip")  # the last of the table is no mark
    points = np.flatnonzero(codes == POINT)
    following = codes[points + 1]
    ends = (following == SPACE) | (following == CLOSING[0]) | (following == CLOSING[1])
    kinds[points[ends]] = 1 << 1
    owners = np.repeat(np.arange(len(samples)), [len(sample) + 1 for sample in samples])
    counted = np.flatnonzero(kinds)
    places = owners[counted] * len(KIND_FLAGS) + kinds[counted]
    found = np.bincount(places, minlength=len(samples) * len(KIND_FLAGS)).astype(np.float32)
    counts: Floats = found.reshape(-1, len(KIND_FLAGS)) @ KIND_FLAGS
    return counts


def _have_address(samples: list[str]) -> list[bool]:
    """Which texts hold a web address or an account's name: each has one of four parts."""
    return [
        ("@" in sample or "://" in sample or ".com" in sample or "www." in sample)
        and ADDRESS.search(sample) is not None
        for sample in samples
    ]
