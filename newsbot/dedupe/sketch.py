"""Sketch: a text's letter groups as hashes, of which the smallest stand for all.

The bottom-k sketch (Cohen & Kaplan 2007) keeps the k smallest hashes of a set: a uniform sample,
the same for the same groups in every text, so that shares of common groups can be read off.
Chinese is cut into groups of 4 characters; alphabets, whose letters tell less, into groups of 6.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsbot.dedupe.letters import ALPHABETIC, Points, kinds

DENSE_GRAM = 4
ALPHABETIC_GRAM = 6
"""Letters in a group."""

ALPHABETIC_KEY = 10
"""Letters in a group from which an alphabetic text's keys are made."""

KEPT = 128
"""Hashes in a sketch: a share is told to within .04 (standard error)."""

GRAM_BITS = 24
"""Bits of a group's hash that a sketch keeps."""

KEY_BITS = 36
"""Bits of the hashes by which texts are found; the smallest of a text need about 29."""

PRIME = 0x9E3779B97F4A7C15
MIX = 0xBF58476D1CE4E5B9, 0x94D049BB133111EB

Hashes = NDArray[np.uint64]
Grams = NDArray[np.uint32]
"""Hashes of GRAM_BITS; mostly sorted, each once."""


def gram_hashes(points: Points) -> Hashes:
    """The hash (64 bits, the same in every process) of the group that begins at each letter."""
    return hashes_of(points)[0]


def hashes_of(points: Points) -> tuple[Hashes, Hashes]:
    """(the hash of the group that begins at each letter, the hashes that keys are taken from).

    Where a text is spelt, keys are of longer groups: the smallest hashes are those of frequent
    groups, which every second text of a language has.
    """
    if points.size < DENSE_GRAM:
        padded = np.concatenate((points, np.zeros(DENSE_GRAM - points.size, np.uint32)))
        hashes = mixed(_sums(padded)[1]) if points.size else np.zeros(0, np.uint64)
        return hashes, hashes
    spelt = kinds(points) == ALPHABETIC
    many = np.count_nonzero(spelt)
    pairs, dense = _sums(points)
    longer = _joined(dense, pairs, DENSE_GRAM) if many else dense
    hashes = mixed(_either(dense, longer, spelt))
    if many * 2 <= points.size:
        return hashes, hashes
    longest = _joined(longer, dense, ALPHABETIC_GRAM)
    return hashes, mixed(_either(dense, longest, spelt))


def grams(hashes: Hashes) -> Grams:
    """The groups that hashes stand for, in their order."""
    return (hashes >> np.uint64(64 - GRAM_BITS)).astype(np.uint32)


def different(ordered: NDArray[Any]) -> NDArray[Any]:
    """The different ones of some sorted hashes or groups."""
    return np.concatenate((ordered[:-1][ordered[1:] != ordered[:-1]], ordered[-1:]))


def keys(hashes: Hashes, count: int) -> list[int]:
    """The `count` smallest of some hashes, KEY_BITS each: two texts that share several are
    compared."""
    least = _least(hashes, 4 * count) >> np.uint64(64 - KEY_BITS)
    found: list[int] = different(least)[:count].tolist()
    return found


def _least(hashes: Hashes, count: int) -> Hashes:
    """The `count` smallest of some hashes, sorted. They are spread evenly, so that those below a
    bound are mostly enough, and only these have to be sorted."""
    found = hashes
    if hashes.size > 2 * count:
        below = hashes[hashes < np.uint64(2**64 // hashes.size * 2 * count)]
        found = below if below.size >= count else hashes
    found = np.sort(found)
    return found[:count]


def _sums(points: Points) -> tuple[Hashes, Hashes]:
    """A polynomial over each run of 2 code points, and of DENSE_GRAM, modulo 2 ** 64."""
    ones: Hashes = points * powers(1)[0]
    pairs = _joined(ones, ones, 1)
    return pairs, _joined(pairs, pairs, 2)


def _joined(first: Hashes, second: Hashes, length: int) -> Hashes:
    """The same over each run of `length` (that of `first`) and the run of `second` behind it."""
    count = max(second.size - length, 0)
    total: Hashes = second[length:] * powers(length)[-1]
    total += first[:count]
    return total


def _either(dense: Hashes, long: Hashes, spelt: NDArray[np.bool_]) -> Hashes:
    """The sum of a letter's group: a long one where it is spelt and a long one fits in."""
    if long is dense:
        return dense
    found = dense.copy()
    np.copyto(found[: long.size], long, where=spelt[: long.size])
    return found


def mixed(values: Hashes) -> Hashes:
    """Each value with its bits spread over all 64 (the finaliser of splitmix64)."""
    made = values ^ (values >> np.uint64(30))
    made *= np.uint64(MIX[0])
    made ^= made >> np.uint64(27)
    made *= np.uint64(MIX[1])
    made ^= made >> np.uint64(31)
    return made


@lru_cache(maxsize=32)
def powers(length: int) -> Hashes:
    """The first powers of PRIME modulo 2 ** 64."""
    with np.errstate(over="ignore"):
        return np.cumprod(np.full(length, PRIME, np.uint64), dtype=np.uint64)
