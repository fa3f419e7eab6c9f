"""Verdict: is a text new, a copy of a known one, or does it overlap with known ones?

Two symmetric shares cannot tell a page of two stories from a cut copy; direction can. A new text
that lies within a known one is a cut copy; a known text that lies within a clearly longer new one
is a part of it. Texts that differ in what they count (notices of two days), in a name that both
headlines have in the same place, or in all but their frame, are different however alike they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

import numpy as np

from newsbot.dedupe.fingerprint import Fingerprint, Reading
from newsbot.dedupe.measures import Measures, measure
from newsbot.dedupe.sketch import DENSE_GRAM
from newsbot.dedupe.titles import other_subject

Kind = Literal["new", "duplicate", "partial"]

ALIKE = 0.60
"""Jaccard index from which two texts are one."""

ALIKE_BY_NUMBERS = 0.45
"""The same where many numbers agree: no template has the same numbers twice."""

TELLING_NUMBERS = 6
"""How many numbers have to be shared for that."""

NUMBERS_AGREE = 0.80
"""Share of the numbers of the text that has fewer which both have to have."""

WITHIN = 0.85
"""Share of a text's groups from which it lies within the other."""

EXCERPT = 0.50
"""Share of the known text below which a text that lies within it is an excerpt, not a cut copy."""

UNCHANGED = 0.97
"""Share of a text's groups from which it was not changed, only cut or added to."""

UNTOUCHED = 0.99
"""Share of a text's groups from which nothing in it was changed at all."""

NUMBER_LETTERS = 0.625
"""Letters that a number stands on, in groups: 2.5 of 4. It survives random changes of letters with
this power of the share of groups that do."""

NOTICE = 600
"""Groups of a text from which it is no daily notice, and one lost number no sign."""

LOST = 0.33
"""Numbers to be expected to be lost, for one that is to be no sign."""

EVEN = 0.04
"""Difference of the shares up to which neither text is longer: single words were replaced."""

LONGER = 0.67
"""Up to this share of the new text in a known one, the new one is clearly longer ..."""

ADDITION = 160
"""... if it has as many groups of its own: datelines, notes and calls are shorter."""

OVERLAP = 0.30
"""Share of either text below which they have nothing to do with each other."""

TELLING = 0.50
"""Share of either text from which what they share is worth a link."""

STRANGERS = 0.10
"""Share of groups in common up to which two texts are about different things."""

SHORT = 150
"""Groups of a text below which the stricter rules hold."""

ALIKE_SHORT = 0.75

DAY = 24 * 60
WINDOW, WINDOW_SHORT = 30 * DAY, 14 * DAY
"""Minutes between two texts up to which one may repeat the other."""

FRAMED = 250
"""Groups of a text up to which a frame may make up most of it."""

FOREIGN, FAITHFUL = 0.20, 0.90
"""Share of a paragraph in the other text: it is not there; it is there as it is."""


class Finding(NamedTuple):
    """What a known text is to the new one, and why."""

    kind: Kind
    why: str
    measures: Measures


class Verdict(NamedTuple):
    """`matches` and `overlaps` are ids, best first; a partial text has overlaps only."""

    kind: Kind
    matches: tuple[str, ...] = ()
    overlaps: tuple[str, ...] = ()

    @classmethod
    def of_both(cls, matches: tuple[str, ...], overlaps: tuple[str, ...]) -> Verdict:
        """The verdict that these make."""
        return cls("duplicate" if matches else "partial" if overlaps else "new", matches, overlaps)

    @property
    def of(self) -> str | None:
        """The id of the text that this one repeats or overlaps most."""
        return next(iter(self.matches or self.overlaps), None)


def decide(
    new: Reading,
    known: Mapping[str, Fingerprint],
    measured: Sequence[Measures],
    whole: Reading | None = None,
) -> Verdict:
    """The verdict on a text, given the known ones that it may resemble by their ids, and the
    measures of each.

    `whole`: the text with its common paragraphs, where it has some: known texts that came before
    these were common have them in their sketches.
    """
    told = findings(new, list(known.values()), measured, whole)
    found = [pair for pair in zip(told, known, strict=True) if pair[0].kind != "new"]
    found.sort(key=lambda pair: (-pair[0].measures.jaccard, pair[1]))
    matches = [name for finding, name in found if finding.kind == "duplicate"]
    overlaps = [name for finding, name in found if finding.kind == "partial"]
    if matches and joins_stories([finding for finding, _ in found], [known[n] for _, n in found]):
        return Verdict("partial", (), tuple(name for _, name in found))
    return Verdict.of_both(tuple(matches), tuple(overlaps))


def findings(
    new: Reading,
    known: list[Fingerprint],
    measured: Sequence[Measures],
    whole: Reading | None = None,
) -> list[Finding]:
    """What each known text is to the new one."""
    if not whole:
        return [finding(new, one, m) for one, m in zip(known, measured, strict=True)]
    found = []
    for one, own, other in zip(known, measured, measure(whole, known), strict=True):
        better = own.inside >= OVERLAP and other.jaccard > own.jaccard
        found.append(finding(whole if better else new, one, other if better else own))
    return found


def finding(new: Reading, known: Fingerprint, measures: Measures) -> Finding:
    """What one known text is to the new one: the rules, in order."""
    m = measures
    short = min(m.size, m.known_size) < SHORT
    if max(m.inside, m.around) < OVERLAP:
        return Finding("new", "little in common", m)
    if abs(new.print.minute - known.minute) > (WINDOW_SHORT if short else WINDOW):
        return Finding("new", "too far apart in time", m)
    if new.print.check == known.check and new.print.size == known.size:
        return Finding("duplicate", "the same letters", m)
    titled = bool(known.headline) and new.print.headline == known.headline
    if not alike(m, short=short, titled=titled):
        return Finding("partial" if overlap(m) else "new", "a part in common", m)
    if m.around >= WITHIN and m.inside < LONGER and m.extra >= ADDITION:
        return Finding("partial", "the known text is a part of a longer one", m)
    other = difference(new, known, m)
    return Finding("new", other, m) if other else Finding("duplicate", "the same text", m)


def difference(new: Reading, known: Fingerprint, m: Measures) -> str | None:
    """What makes two texts that are alike different ones; None if nothing does."""
    if not numbers_agree(m):
        return "other numbers"
    if min(m.inside, m.around) < UNTOUCHED and other_subject(new, known):
        return "another subject in the headline"
    if max(m.size, m.known_size) <= FRAMED and only_frame(new, known, m):
        return "the same frame around another text"
    return None


def alike(m: Measures, *, short: bool, titled: bool) -> bool:
    """Whether so much is shared that the texts are one, if nothing speaks against it.

    `short`: one of them has fewer than SHORT groups; `titled`: both have the same headline.
    """
    if short and not titled:
        return m.jaccard >= ALIKE_SHORT
    if m.jaccard >= ALIKE or (m.inside >= WITHIN and m.around >= EXCERPT):
        return True
    if m.around >= 0.95 and m.extra < ADDITION:
        return True
    agreed = m.shared >= TELLING_NUMBERS and m.shared >= NUMBERS_AGREE * m.fewer
    return m.jaccard >= ALIKE_BY_NUMBERS and agreed


def numbers_agree(m: Measures) -> bool:
    """Whether two texts that are alike count the same things.

    An addition or a cut changes one text only, and may cut a number in two. Where both texts have
    parts of their own, letters were changed throughout, numbers among them as often as others; or
    the numbers were changed, and nothing else.
    """
    missing = m.fewer - m.shared
    if missing == 0:
        return True
    enough = m.shared >= NUMBERS_AGREE * m.fewer
    most, least = max(m.inside, m.around), min(m.inside, m.around)
    both_changed = most < UNCHANGED or (most < UNTOUCHED and most - least < EVEN)
    if not both_changed:
        return enough or missing == 1
    lost = m.fewer * (1 - ((m.inside + m.around) / 2) ** NUMBER_LETTERS)
    if missing == 1 and min(m.size, m.known_size) >= NOTICE:
        return True
    return missing <= 2 * lost and (enough or (missing == 1 and lost > LOST))


def overlap(m: Measures) -> bool:
    """Whether a telling part is shared; a pattern filled in with other numbers is none."""
    part = max(m.inside * m.size, m.around * m.known_size)
    if part < SHORT or max(m.inside, m.around) < TELLING:
        return False
    pattern = min(m.inside, m.around) >= OVERLAP and m.shared < m.fewer / 2
    return not pattern


def only_frame(new: Reading, known: Fingerprint, m: Measures) -> bool:
    """Whether the texts share whole paragraphs and differ wholly in others.

    Letters that were changed here and there leave no paragraph without a trace, and an addition on
    one side leaves nothing missing on the other.
    """
    if max(m.inside, m.around) >= FAITHFUL or new.starts.size < 2:
        return False
    groups = new.in_order
    below = np.flatnonzero(groups < known.limit)
    paragraph = np.searchsorted(new.starts, below + DENSE_GRAM - 1, side="right") - 1
    hits = np.isin(groups[below], known.sample)
    seen = np.bincount(paragraph, minlength=new.starts.size)
    share = np.bincount(paragraph, hits, minlength=new.starts.size) / np.maximum(seen, 1)
    told = seen >= 4
    foreign = told & (share < FOREIGN)
    return bool(foreign.any() and (share[told & ~foreign] >= FAITHFUL).all())


def joins_stories(found: list[Finding], known: list[Fingerprint]) -> bool:
    """Whether the new text is made of two known ones that share nothing with each other."""
    parts = [
        (one, f.measures.inside)
        for f, one in zip(found, known, strict=True)
        if f.measures.around >= WITHIN and f.measures.inside < UNCHANGED
    ]
    return any(
        inside + other > WITHIN and _shared(first, second) < STRANGERS
        for place, (first, inside) in enumerate(parts)
        for second, other in parts[place + 1 :]
    )


def _shared(first: Fingerprint, second: Fingerprint) -> float:
    """The share of the smaller one's groups that both have, as far as their samples tell."""
    limit = min(first.limit, second.limit)
    one, other = first.sample[first.sample < limit], second.sample[second.sample < limit]
    fewer = min(one.size, other.size)
    return float(np.isin(one, other).sum() / fewer) if fewer else 1.0
