"""Text as a page printed it -> text that may stand in a line; and the forms that compare texts.

Rules: NFC is Unicode's form for interchange (UAX 15). Format characters (bidi marks of UAX 9,
zero-width marks, soft hyphens, byte order marks) and controls are no text, and lone surrogates
cannot be written as UTF-8. Zero-width joiners and non-joiners go too, but where they are spelling:
between letters of the Arabic script (Persian parts `می` from its verb by one), those of India's
scripts, and inside emoji.
"""

from __future__ import annotations

import re
import unicodedata
from hashlib import blake2b

HASH_BYTES = 16

UNPRINTED = re.compile(
    "["
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"  # controls, except those that part words
    "\u00ad"  # soft hyphen
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidi marks
    "\u180e\u200b\u2060-\u2064\u206a-\u206f\ufeff"  # zero width and deprecated
    "\ufff9-\ufffb"  # interlinear annotation
    "\ud800-\udfff"  # lone surrogates
    "\ufdd0-\ufdef\ufffe\uffff"  # noncharacters
    "\U000e0001"
    "]+"
)
PUNCTUATION = re.compile(r"[\W_]+")
"""All but letters and digits: Python's `\\w` is `str.isalnum` and the underscore."""

ASCII_MARKS = bytes(code for code in range(128) if not chr(code).isalnum())

MARKS = "，。、：；！？（）\u3000…"
"""Dropped before NFKC: it rewrites a whole text for the sake of one full-width mark."""

TYPOGRAPHIC = "’“”‘–—\xa0…"
"""The marks of a text that is ASCII but for them."""

JOINER = re.compile(
    "(?<![\u2190-\u3030\ufe0f\U0001f000-\U0001faff\u0900-\u0dff])\u200d+"
    "|(?<![\u0620-\u06ff\u0900-\u0dff])\u200c+|\u200c+(?![\u0620-\u06ff\u0900-\u0dff])"
)
"""A zero-width joiner that joins neither emoji nor Indic letters, a non-joiner that parts no
letters of scripts that have one."""


def clean_text(raw: str) -> str:
    """`raw` as one line of NFC text without unprinted characters; "" when nothing is left.

    All white space (also NBSP, U+3000, line ends) is folded to single spaces and trimmed.
    A lone surrogate is dropped, so the result can always be encoded as UTF-8.
    """
    if raw.isascii():
        if raw.isprintable():
            return " ".join(raw.split()) if "  " in raw else raw.strip(" ")
        return " ".join(UNPRINTED.sub("", raw).split())
    printed = raw if raw.isprintable() else JOINER.sub("", UNPRINTED.sub("", raw))
    return " ".join(unicodedata.normalize("NFC", printed).split())


def fold_text(raw: str) -> str:
    """`raw` for comparing: NFKC, case-folded, letters and digits only.

    Marks that belong to letters (vowel signs of Indic scripts, Arabic points) are dropped with
    the punctuation, so that spellings with and without them compare equal.
    """
    if raw.isascii():
        return raw.encode().lower().translate(None, ASCII_MARKS).decode()
    if raw[:8].isascii():  # few texts of another script begin so
        plain = raw
        for mark in TYPOGRAPHIC:
            plain = plain.replace(mark, "")
        if plain.isascii():
            return fold_text(plain)
    for mark in MARKS if not raw.isalnum() else ():
        raw = raw.replace(mark, "")
    folded = unicodedata.normalize("NFKC", raw).casefold()
    if folded.isalnum():  # as most titles are by now
        return folded
    if not folded[:8].isascii():
        return PUNCTUATION.sub("", folded)
    octets = folded.encode("utf-8", "surrogatepass").translate(None, ASCII_MARKS)
    return PUNCTUATION.sub("", octets.decode("utf-8", "surrogatepass"))


def content_hash(text: str) -> str:
    """Hex blake2b (16 bytes, 32 digits) of `fold_text(text)`: equal when only print differs."""
    folded = fold_text(text).encode("utf-8", "ignore")
    return blake2b(folded, digest_size=HASH_BYTES).hexdigest()
