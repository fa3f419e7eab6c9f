"""Differences: what a version of an article says otherwise than the one before, by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

ENDS = re.compile(
    r"(?<=[。！？!?])(?![。！？!?”」』’\"'）)])|(?<=[。！？!?][”」』’\"'）)])|(?<=\.)\s+|\n+"
)
MOST_SENTENCES = 1_500
"""Of a version; what stands behind them is compared as one piece."""


class Piece(NamedTuple):
    """Some text that stayed, was added or was removed, and how many sentences it has."""

    kind: Literal["same", "added", "removed"]
    text: str
    sentences: int = 1


def split(text: str) -> list[str]:
    """A text's sentences, of Chinese and of spaced scripts."""
    found = [part.strip() for part in ENDS.split(text) if part and part.strip()]
    rest = "\n".join(found[MOST_SENTENCES:])
    return [*found[:MOST_SENTENCES], rest] if rest else found


def differences(before: str, after: str) -> list[Piece]:
    """The sentences that were removed and added, and how many stayed between them."""
    return list(_pieces(split(before), split(after)))


def _pieces(old: list[str], new: list[str]) -> Iterator[Piece]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            yield Piece("same", " ".join(old[i1:i2]), i2 - i1)
            continue
        yield from (Piece("removed", text) for text in old[i1:i2])
        yield from (Piece("added", text) for text in new[j1:j2])
