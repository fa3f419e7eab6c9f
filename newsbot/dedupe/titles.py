"""Titles: two headlines of one pattern, each with another name in the same place."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from newsbot.dedupe.fingerprint import Fingerprint, Reading, is_cut

PATTERN = 0.4
"""Share of two headlines in common from which they follow one pattern."""

NAME = range(2, 17)
"""Letters of a name."""

TOKEN = re.compile("[\u2e80-\ud7ff\uf900-\ufaff]|[^\\W\u2e80-\ud7ff\uf900-\ufaff]+")
"""A character of a script without spaces, or a word."""


def other_subject(new: Reading, known: Fingerprint) -> bool:
    """Whether the headlines are one pattern, filled in with what the other text does not name.

    The new headline's own words must stand in the new text, and the known headline's must not:
    then the texts are about different guests, places or ordinals. A reprint with another headline
    names in its text what the known headline names.
    """
    mine, theirs = TOKEN.findall(new.print.title), TOKEN.findall(known.title)
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    if mine == theirs or matcher.ratio() < PATTERN:
        return False
    cut = is_cut(new.print.title) or is_cut(known.title)
    text = new.letters.tobytes().decode("utf-32-le", "ignore")
    return any(
        own in text and other not in text
        for own, other in replaced(mine, theirs, matcher, cut=cut)
        if len(own) in NAME and len(other) in NAME
    )


def replaced(
    mine: list[str], theirs: list[str], matcher: SequenceMatcher[str], *, cut: bool
) -> list[tuple[str, str]]:
    """What stands in the same place of two headlines; a single letter with its neighbour.

    `cut`: one of them may go on; then their last words cannot be compared.
    """
    found = []
    for operation, a, b, c, d in matcher.get_opcodes():
        if operation != "replace" or (cut and (b == len(mine) or d == len(theirs))):
            continue
        own, other = "".join(mine[a:b]), "".join(theirs[c:d])
        if min(len(own), len(other)) < NAME.start:
            own, other = own + "".join(mine[b : b + 1]), other + "".join(theirs[d : d + 1])
        found.append((own, other))
    return found
