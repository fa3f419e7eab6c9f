"""Letters: what is left of a text when print, case and script are taken away.

NFKC (UAX 15) undoes full-width forms; traditional Chinese characters become simplified ones; marks,
spaces and punctuation go. Everything is an array of code points, so that the sketch is made at the
speed of numpy.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.uint32]
"""Code points."""

KNOWN_POINTS = 0x20000
"""Below it every code point is looked up; above it only ideographs are letters."""

PLAIN = 0x10000
"""Below it most code points have a form of their own in NFKC and lower case."""

UNTOLD = 1
"""In a table of letters: a sign that has no single letter of its own (as a code point, none)."""

LAST_IDEOGRAPH = 0x3FFFF

NONE, DENSE, ALPHABETIC = 0, 1, 2
"""Kinds of code points: no letter; one that bears a syllable, a word or a figure; one of many that
make a word."""

SYLLABIC = (
    (0x1100, 0x11FF),  # Hangul jamo
    (0x2E80, 0xA4CF),  # radicals, kana, bopomofo, ideographs, Yi
    (0xAC00, 0xD7FF),  # Hangul
    (0xF900, 0xFAFF),  # compatibility ideographs
)
"""First and last code points of writing in which four signs tell as much as a phrase."""

TRADITIONAL_SHARE = 0.01
"""Share of characters of the traditional standard alone from which a text is traditional."""


def letters(text: str) -> Points:
    """The letters and digits of `text`, lower case, simplified; line ends (U+000A) stay.

    Lone surrogates are dropped with the punctuation.
    """
    raw = text.encode("utf-16-le", "surrogatepass")
    if len(raw) == 2 * len(text):
        told = _printed().take(np.frombuffer(raw, np.uint16))
        if not (told == UNTOLD).any():
            kept: NDArray[np.uint16] = told[told != 0]
            return kept.astype(np.uint32) if not _is_traditional(kept) else _simplified().take(kept)
    points = folded(text)
    return simplified(points[(kinds(points) != NONE) | (points == ord("\n"))])


def folded(text: str) -> Points:
    """The code points of `text` in NFKC and lower case."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    if points.size and int(points.max()) < PLAIN:
        told = _folded().take(points)
        if told.all():
            return told
    plain = unicodedata.normalize("NFKC", text).lower()
    return np.frombuffer(plain.encode("utf-32-le", "surrogatepass"), np.uint32)


def kinds(points: Points) -> NDArray[np.uint8]:
    """NONE, DENSE or ALPHABETIC for each code point."""
    table = _kinds()
    if points.size and int(points.max()) >= KNOWN_POINTS:
        found = table.take(np.minimum(points, KNOWN_POINTS - 1))
        rare = points >= KNOWN_POINTS
        found[rare] = np.where(points[rare] <= LAST_IDEOGRAPH, DENSE, NONE)
        return found
    return table.take(points)


def simplified(points: Points) -> Points:
    """The code points with traditional characters replaced, where the text is traditional."""
    low = np.minimum(points, 0xFFFF)
    return (
        np.where(points <= 0xFFFF, _simplified().take(low), points)
        if _is_traditional(low)
        else points
    )


def _is_traditional(points: NDArray[Any]) -> bool:
    """Whether so many of these code points, all below PLAIN, are of the traditional standard."""
    found = int(np.count_nonzero(_traditional().take(points)))
    return found >= max(1.0, TRADITIONAL_SHARE * points.size)


@lru_cache(maxsize=1)
def _folded() -> Points:
    """Code point -> the one that stands for it in NFKC and lower case.

    0 for those that become several or that join with a neighbour: a text with one of them is
    left to unicodedata, which takes twenty times as long.
    """
    table = np.zeros(PLAIN, np.uint32)
    for point in range(1, PLAIN):
        sign = unicodedata.normalize("NFKC", chr(point)).lower()
        joins = unicodedata.combining(sign[:1] or "a") or 0x1100 <= point <= 0x11FF
        if len(sign) == 1 and not joins:
            table[point] = ord(sign)
        elif not kinds(np.array([point], np.uint32))[0] and not joins:
            table[point] = ord(" ")
    return table


@lru_cache(maxsize=1)
def _printed() -> NDArray[np.uint16]:
    """Code point -> its letter, 0 for none, UNTOLD where the whole text has to be looked at.

    Half the size of `_folded`: this table and not the work on it is what a long text costs.
    """
    told = _folded()
    table = np.where((kinds(told) != NONE) | (told == ord("\n")), told, 0)
    table[(told == 0) | (told >= PLAIN)] = UNTOLD
    return table.astype(np.uint16)


@lru_cache(maxsize=1)
def _kinds() -> NDArray[np.uint8]:
    table = np.zeros(KNOWN_POINTS, np.uint8)
    for point in range(KNOWN_POINTS):
        sign = chr(point)
        if sign.isalpha() or unicodedata.category(sign) in ("Mn", "Mc"):
            table[point] = ALPHABETIC
        elif sign.isalnum():
            table[point] = DENSE
    for first, last in SYLLABIC:
        part = table[first : last + 1]
        part[part == ALPHABETIC] = DENSE
    return table


@lru_cache(maxsize=1)
def _traditional() -> NDArray[np.bool_]:
    """Whether a character is in Big5 and not in GB 2312."""
    table = np.zeros(0x10000, np.bool_)
    table[_characters("big5", 0xA4, 0xC6, 0x40)] = True
    table[_characters("gb2312", 0xB0, 0xF7, 0xA1)] = False
    return table


def _characters(codec: str, first: int, last: int, trail: int) -> list[int]:
    """The code points of a double-byte standard's rows `first` to `last`."""
    codes = (bytes((a, b)) for a in range(first, last + 1) for b in range(trail, 0xFF))
    return [ord(sign) for code in codes for sign in code.decode(codec, "ignore")[:1]]


@lru_cache(maxsize=1)
def _simplified() -> Points:
    """Code point -> its simplified one, character by character: opencc is asked only once."""
    from opencc import OpenCC  # heavy, and most crawls meet no traditional text

    signs = [chr(point) for point in range(0x3400, 0xA000)]
    told = OpenCC("t2s").convert("\n".join(signs)).split("\n")
    table = np.arange(0x10000, dtype=np.uint32)
    for sign, simple in zip(signs, told, strict=True):
        if len(simple) == 1 and ord(simple) <= 0xFFFF:
            table[ord(sign)] = ord(simple)
    return table
