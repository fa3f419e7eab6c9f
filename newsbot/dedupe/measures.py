"""Measures: how much of one text stands in another, read off the sketch of the known one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsbot.dedupe.fingerprint import Fingerprint, Packed, Reading, Samples
from newsbot.dedupe.sketch import Grams


class Measures(NamedTuple):
    """Shares of letter groups and of numbers that a new text and a known one have in common.

    `inside`: share of the new text's groups that the known one has; `around`: share of the known
    one's groups that the new one has; `extra`: groups of the new text that the known one lacks;
    `shared` of `fewer` numbers (those of the text that has fewer) stand in both.
    """

    inside: float
    around: float
    jaccard: float
    size: int
    known_size: int
    shared: int
    fewer: int

    @property
    def extra(self) -> float:
        """Groups of the new text that the known one lacks."""
        return (1 - self.inside) * self.size


def measure(new: Reading, known: Sequence[Fingerprint]) -> list[Measures]:
    """The measures of a new text against each known one."""
    if not known:
        return []
    common, below = _common(new, Samples.of(known))
    return _measures(new, known, common, below)


def near(
    new: Reading, packed: Mapping[str, Packed], least: float
) -> tuple[dict[str, Fingerprint], list[Measures]]:
    """Those of some packed fingerprints of which at least this share stands in the new text, or
    the other way round, and their measures."""
    if not packed:
        return {}, []
    samples = Samples.unpack(packed.values())
    common, below = _common(new, samples)
    sizes = samples.bounds[1:] - samples.bounds[:-1]
    enough = (common / np.maximum(below, 1) >= least) | (common / np.maximum(sizes, 1) >= least)
    there = enough.nonzero()[0]
    known = {}
    if there.size:
        told = list(packed.items())
        bounds = samples.bounds.tolist()
        for place in there.tolist():
            name, one = told[place]
            sample = samples.hashes[bounds[place] : bounds[place + 1]]
            known[name] = Fingerprint.of(one.head, sample)
    return known, _measures(new, known.values(), common[there], below[there])


Counts = NDArray[np.intp]

LOW = 0x3FFF
"""Bits of a hash by which it is looked up: their table stays in a core's own cache."""

EMPTY = 0xFFFFFFFF
"""No hash of GRAM_BITS."""

MOST_LOST = 8
"""Groups that the table has no room for, which are looked for one by one."""


def _common(new: Reading, known: Samples) -> tuple[Counts, Counts]:
    """For each known text: hashes of its sample that the new one has, and hashes of the new one
    that would be in that sample."""
    below = new.groups.searchsorted(known.limits)
    groups = new.groups[: below.max()]
    if not groups.size:
        return np.zeros_like(below), below
    seen = among(groups, known.hashes).nonzero()[0].searchsorted(known.bounds)
    return seen[1:] - seen[:-1], below


def among(groups: Grams, hashes: Grams) -> NDArray[np.bool_]:
    """Which of some hashes are among sorted groups: by a table, for a third of a search's time."""
    table = np.zeros(LOW + 1, np.uint32)
    table[0] = EMPTY  # elsewhere 0 is as good: a hash of 0 is looked up here
    low = groups & LOW
    table[low] = groups
    lost = groups[table.take(low) != groups]
    found: NDArray[np.bool_]
    if lost.size > MOST_LOST:
        found = groups[np.minimum(groups.searchsorted(hashes), groups.size - 1)] == hashes
        return found
    found = table.take(hashes & LOW) == hashes
    for one in lost:
        found |= hashes == one
    return found


def _measures(
    new: Reading, known: Collection[Fingerprint], common: Counts, below: Counts
) -> list[Measures]:
    """The measures against each known text, given what `_common` found for it."""
    own, size = set(new.print.numbers), new.print.size
    found = []
    for one, c, n in zip(known, common.tolist(), below.tolist(), strict=True):
        inside = c / n if n else 0.0
        around = c / one.sample.size if one.sample.size else 0.0
        both = (inside * size + around * one.size) / 2
        either = size + one.size - both
        theirs = set(one.numbers)
        shared, fewer = len(own & theirs), min(len(own), len(theirs))
        jaccard = both / either if either else 0.0
        found.append(Measures(inside, around, jaccard, size, one.size, shared, fewer))
    return found
