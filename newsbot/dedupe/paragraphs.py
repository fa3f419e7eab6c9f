"""Paragraphs: those that stand in many texts (notices, calls to follow) say nothing of any.

Texts that share only such a frame are different, and copies with other frames are copies; so
paragraphs that were seen in several unlike texts are left out before texts are compared.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from newsbot.dedupe.letters import Points
from newsbot.dedupe.sketch import mixed, powers

COMMON = 3
"""Texts in which a paragraph has to be seen to be left out."""

SHORTEST = 8
"""Letters of a paragraph that is counted at all."""

FIRST, LAST = 2, 6
"""Paragraphs at either end that are counted: a frame stands around a text, not in it."""

PARAGRAPH_BITS = 40


def common(*counts: Mapping[int, int]) -> set[int]:
    """The paragraphs (hashes) that were counted COMMON times, in all of these counts together."""
    names = set().union(*counts)
    return {one for one in names if sum(some.get(one, 0) for some in counts) >= COMMON}


def spans(points: Points) -> tuple[Points, NDArray[np.intp]]:
    """(the letters without line ends, the place at which each paragraph begins)."""
    is_end = points == ord("\n")
    ends = np.flatnonzero(is_end)
    letters = points[~is_end] if ends.size else points
    begins = np.zeros(letters.size + 1, np.bool_)
    begins[0] = True
    begins[ends - np.arange(ends.size)] = True
    return letters, np.flatnonzero(begins[:-1])


def edge_hashes(letters: Points, starts: NDArray[np.intp]) -> dict[int, int]:
    """Hash of a paragraph near an edge -> its number, for those that are long enough."""
    bounds = [*starts.tolist(), letters.size]
    long = [n for n in range(starts.size) if bounds[n + 1] - bounds[n] >= SHORTEST]
    edges = [*long[:FIRST], *long[FIRST:][-LAST:]]
    signs, weights = letters + np.uint64(1), powers(1 << letters.size.bit_length())
    parts = [signs[bounds[n] : bounds[n + 1]] for n in edges]
    sums = [part.dot(weights[: part.size]) for part in parts]  # each sign weighed by its place
    told = mixed(np.array(sums, np.uint64)) >> np.uint64(64 - PARAGRAPH_BITS)
    return dict(zip(told.tolist(), edges, strict=True))


def without(
    letters: Points, starts: NDArray[np.intp], left_out: set[int]
) -> tuple[Points, NDArray[np.intp]]:
    """The letters and paragraph starts that remain; everything where nothing would remain."""
    if not left_out:
        return letters, starts
    lengths = np.diff(np.append(starts, letters.size))
    stays = np.ones(starts.size, np.bool_)
    stays[list(left_out)] = False
    if not stays.any():
        return letters, starts
    kept = lengths[stays]
    return letters[np.repeat(stays, lengths)], np.concatenate(([0], np.cumsum(kept)[:-1]))
