"""Direction: which way texts of a language are written."""

from __future__ import annotations

RIGHT_TO_LEFT = frozenset(
    "ar arc arz azb bal ckb dv fa glk he ku lrc mzn nqo pnb ps sd syr ug ur yi".split()
)
"""Languages that are written so where their tag names no script (Unicode CLDR, layout.orientation;
Kurdish as pages from Iraq and Iran have it)."""

SCRIPTS = frozenset({"adlm", "arab", "hebr", "nkoo", "rohg", "syrc", "thaa"})
"""ISO 15924 codes of scripts that run from right to left."""


def is_right_to_left(language: str) -> bool:
    """Whether texts in a language (BCP 47) run from right to left."""
    first, *rest = language.lower().split("-")
    script = next((part for part in rest if len(part) == 4 and part.isalpha()), None)
    return script in SCRIPTS if script else first in RIGHT_TO_LEFT
