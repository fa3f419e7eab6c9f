"""The language of a text, as a BCP 47 tag: `zh-Hans`, `zh-Hant`, `en`, `ja`, ..."""

from __future__ import annotations

import re

LONGEST = 20_000
"""Characters that are read: enough to tell."""

HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
KANA = re.compile("[\u3041-\u30ff]")
HANGUL = re.compile("[\uac00-\ud7af\u1100-\u11ff]")
LATIN = re.compile("[A-Za-z]+")
HANS_ONLY = frozenset("国学会这说时个们来对发")
HANT_ONLY = frozenset("國學會這說時個們來對發")


def read_language(text: str, declared: str | None = None) -> str | None:
    """The language of `text` as a BCP 47 tag; None where neither text nor page tells.

    Chinese is told apart by the text itself; `declared` decides only where the text does not.
    """
    sample = text[:LONGEST]
    han = HAN.findall(sample)
    if len(KANA.findall(sample)) * 5 > len(han) + 4:
        return "ja"
    if len(HANGUL.findall(sample)) > len(han):
        return "ko"
    if han and len(han) >= len(LATIN.findall(sample)):
        hans = sum(char in HANS_ONLY for char in han)
        hant = sum(char in HANT_ONLY for char in han)
        return "zh-Hant" if hant > hans else "zh-Hans"
    if declared:
        return declared
    return "en" if LATIN.search(sample) else None
