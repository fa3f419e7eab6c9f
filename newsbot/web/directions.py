"""Directions: in which language an element is, and which way it is read."""

from __future__ import annotations

from html import escape

from markupsafe import Markup

RIGHT_TO_LEFT = frozenset(
    "ar arc arz azb bal ckb dv fa glk he ku lrc mzn nqo pnb ps sd syr ug ur yi".split()
)
"""Languages that are written so where their tag names no script (Unicode CLDR, layout.orientation;
Kurdish as pages from Iraq and Iran have it)."""

SCRIPTS = frozenset({"adlm", "arab", "hebr", "nkoo", "rohg", "syrc", "thaa"})
"""ISO 15924 codes of scripts that run from right to left."""


def spoken(language: str | None) -> Markup:
    """The attributes of an element whose text is in `language` (BCP 47): `lang`, and `dir` where
    it is not that of the page; where nobody knows the language, its first letter tells."""
    if not language:
        return Markup(' dir="auto"')
    first, *rest = language.lower().split("-")
    script = next((part for part in rest if len(part) == 4 and part.isalpha()), None)
    turned = script in SCRIPTS if script else first in RIGHT_TO_LEFT
    direction = ' dir="rtl"' if turned else ""
    return Markup(f' lang="{escape(language)}"{direction}')
