"""What a piece's text and a box's names are like, as numbers: the raw material of the scorers."""

from __future__ import annotations

import re
from functools import lru_cache

from newsbot.page.outline import Box, Piece

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
    "hidden": r"hidden|modal|popup|overlay|cookie|consent|gdpr|sr-only|screen-reader|visually"
    r"|tooltip|none",
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

COMMAS = re.compile(r"[,，、;；]")
STOPS = re.compile(r"[。！？!?]|\.(?=\s|$|[”\"])")
QUOTES = re.compile(r"[“”\"「」«»]")
DIGITS = re.compile(r"\d")
CAPITALS = re.compile(r"[A-Z]")
ADDRESS = re.compile(r"https?://|www\.|@\w|\.com\b")
CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
DATE = re.compile(
    r"(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}|\d{1,2}:\d\d"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d",
    re.I,
)
TERMINAL = frozenset('。！？!?.…”"」』')

SAMPLE = 600
"""Code points of a paragraph that are counted: more do not change what it is like."""

TEXT_COLUMNS = (
    *("size", "linked", "strong", "commas", "stops", "digits", "capitals", "quotes"),
    *("ends", "joined", "address", "text", "image", "colon"),
)
NO_TEXT = (0.0,) * 12


@lru_cache(maxsize=8_192)
def hint_bits(names: str) -> int:
    """The hints in a box's class names and id, as bits of HINT_BIT."""
    bits = 0
    for match in HINT.finditer(names.lower()):
        bits |= HINT_BIT[match.lastgroup or ""]
    return bits


def own_bits(box: Box) -> int:
    """The hints of a box itself: its names, and whether its style hides it."""
    get = box.element.get
    names, style = get("class"), get("style")
    if known := get("id"):
        names = f"{names} {known}" if names else known
    bits = hint_bits(names) if names else 0
    if (style and "none" in style and "display" in style) or get("hidden") is not None:
        bits |= HINT_BIT["hidden"]
    return bits


def text_row(piece: Piece) -> tuple[float, ...]:
    """The numbers of TEXT_COLUMNS for one piece."""
    text = piece.text
    if not text:
        return (*NO_TEXT, float(piece.kind == "image"), 0.0)
    size = len(text)
    sample = text if size < SAMPLE else text[:SAMPLE]
    return (
        size,
        min(piece.linked, size),
        min(piece.strong, size),
        len(COMMAS.findall(sample)),
        len(STOPS.findall(sample)),
        len(DIGITS.findall(sample)),
        len(CAPITALS.findall(sample)),
        len(QUOTES.findall(sample)),
        text[-1] in TERMINAL,
        piece.joined,
        ADDRESS.search(sample) is not None,
        1.0,
        0.0,
        text[-1] in ":：",
    )
