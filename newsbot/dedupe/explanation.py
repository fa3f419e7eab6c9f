"""Explanation: two texts side by side, for people who wonder about a verdict."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from newsbot.dedupe.fingerprint import Reading, draft
from newsbot.dedupe.letters import letters
from newsbot.dedupe.measures import measure
from newsbot.dedupe.numbers import number_names
from newsbot.dedupe.sketch import Grams, gram_hashes, grams
from newsbot.dedupe.verdict import findings

WIDTH = 38
"""Columns of each side; a Chinese character takes two."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text to be explained; `minute` since 1970, UTC."""

    id: str
    title: str
    text: str
    minute: int

    def reading(self) -> Reading:
        """The text with all its paragraphs."""
        return draft(self.title, self.text, self.minute).without(set())


def explain(known: Text, new: Text) -> str:
    """What the second text is to the first, the other way round, and what they share."""
    return "\n".join(
        [
            f"{'':6}  {_cell(known.id)}  {new.id}",
            f"{'':6}  {_cell(known.title)}  {_cell(new.title)}",
            "",
            *_verdict(known, new),
            *_verdict(new, known),
            "",
            *_numbers(known, new),
            "",
            "Paragraphs, with the share of the right one that stands in the left one:",
            *_side_by_side(known, new),
        ]
    )


def _verdict(known: Text, new: Text) -> Iterator[str]:
    reading, prints = new.reading(), [known.reading().print]
    found = findings(reading, prints, measure(reading, prints))[0]
    m = found.measures
    yield f"{new.id} after {known.id}: {found.kind}, {found.why}"
    yield (
        f"  {m.inside:.0%} of it stands in {known.id}, {m.around:.0%} of that stands in it; "
        f"Jaccard {m.jaccard:.2f}; {m.shared} of {m.fewer} numbers; "
        f"{m.size} and {m.known_size} letter groups"
    )


def _numbers(known: Text, new: Text) -> Iterator[str]:
    left, right = number_names(known.text), number_names(new.text)
    for label, names in (
        ("in both", [name for name in left if name in right]),
        (f"in {known.id} only", [name for name in left if name not in right]),
        (f"in {new.id} only", [name for name in right if name not in left]),
    ):
        yield f"Numbers {label}: {' '.join(names) or '-'}"


def _side_by_side(known: Text, new: Text) -> Iterator[str]:
    left = [(line, _groups(line)) for line in known.text.splitlines() if line.strip()]
    used = set()
    for line in filter(str.strip, new.text.splitlines()):
        own = _groups(line)
        shares = [np.isin(own, other).mean() if own.size else 0.0 for _, other in left]
        best = int(np.argmax(shares)) if shares else 0
        share = shares[best] if shares else 0.0
        used |= {best} if share else set()
        yield f"{share:6.0%}  {_cell(left[best][0] if share else '')}  {_cell(line)}"
    for place, (line, _) in enumerate(left):
        if place not in used:
            yield f"{'-':>6}  {_cell(line)}"


def _groups(line: str) -> Grams:
    return np.unique(grams(gram_hashes(letters(line))))


def _cell(text: str) -> str:
    """The beginning of a text, padded to WIDTH columns."""
    told, width = "", 0
    for sign in text.strip():
        wide = 2 if unicodedata.east_asian_width(sign) in "WF" else 1
        if width + wide > WIDTH:
            break
        told, width = told + sign, width + wide
    return told + " " * (WIDTH - width)
