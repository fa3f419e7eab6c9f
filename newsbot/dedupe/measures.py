"""Measures: how much of one text stands in another, read off the sketch of the known one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import compress

import numpy as np
from numpy.typing import NDArray

from newsbot.dedupe.fingerprint import Fingerprint, Packed, Reading, Samples


@dataclass(frozen=True, slots=True)
class Measures:
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
    common, below, _ = _common(new, Samples.of(known))
    return [
        _measures(new, one, c, n)
        for one, c, n in zip(known, common.tolist(), below.tolist(), strict=True)
    ]


def overlapping(new: Reading, packed: Mapping[str, Packed], least: float) -> dict[str, Packed]:
    """Those of some packed fingerprints of which at least this share stands in the new text, or
    the other way round."""
    if not packed:
        return {}
    common, below, sizes = _common(new, Samples.unpack(packed.values()))
    enough = (common / np.maximum(below, 1) >= least) | (common / np.maximum(sizes, 1) >= least)
    return dict(compress(packed.items(), enough.tolist()))


Counts = NDArray[np.intp]

LOW = 0xFFFF
"""Bits of a hash by which most samples are told to have nothing in common with a text."""


def _common(new: Reading, known: Samples) -> tuple[Counts, Counts, Counts]:
    """For each known text: hashes of its sample that the new one has, hashes of the new one that
    would be in that sample, and the sample's size."""
    below = np.searchsorted(new.groups, known.limits)
    groups = new.groups[: below.max()]
    starts = np.concatenate(([0], known.ends[:-1]))
    if not groups.size:
        return np.zeros(known.ends.size, np.intp), below, known.ends - starts
    there = np.zeros(LOW + 1, np.bool_)
    there[groups & LOW] = True
    near = np.flatnonzero(there[known.hashes & LOW])  # a fifth of a search for each of them
    samples = known.hashes[near]
    hits = near[groups[np.minimum(np.searchsorted(groups, samples), groups.size - 1)] == samples]
    common = np.searchsorted(hits, known.ends) - np.searchsorted(hits, starts)
    return common, below, known.ends - starts


def _measures(new: Reading, known: Fingerprint, common: int, below: int) -> Measures:
    inside = common / below if below else 0.0
    around = common / known.sample.size if known.sample.size else 0.0
    size = new.print.size
    both = (inside * size + around * known.size) / 2
    either = size + known.size - both
    own, theirs = set(new.print.numbers), set(known.numbers)
    shared, fewer = len(own & theirs), min(len(own), len(theirs))
    return Measures(
        inside,
        around,
        both / either if either else 0.0,
        size,
        known.size,
        shared,
        fewer,
    )
