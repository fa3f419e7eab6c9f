"""Paragraphs: those that stand in many texts (notices, calls to follow) say nothing of any.

Texts that share only such a frame are different, and copies with other frames are copies; so
paragraphs that were seen in several unlike texts are left out before texts are compared.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from newsbot.dedupe.letters import Points
from newsbot.dedupe.sketch import Hashes, mixed, powers

COMMON = 3
"""Texts in which a paragraph has to be seen to be left out."""

SHORTEST = 8
"""Letters of a paragraph that is counted at all."""

FIRST, LAST = 2, 6
"""Paragraphs at either end that are counted: a frame stands around a text, not in it."""

PARAGRAPH_BITS = 40


def spans(points: Points) -> tuple[Points, NDArray[np.intp]]:
    """(the letters without line ends, the place at which each paragraph begins)."""
    ends = np.flatnonzero(points == ord("\n"))
    starts = np.concatenate((np.zeros(1, np.intp), ends - np.arange(ends.size)))
    letters = np.delete(points, ends) if ends.size else points
    starts = np.unique(starts)
    return letters, starts[starts < letters.size]


def edge_hashes(letters: Points, starts: NDArray[np.intp]) -> dict[int, int]:
    """Hash of a paragraph near an edge -> its number, for those that are long enough."""
    lengths = np.diff(np.append(starts, letters.size))
    long = np.flatnonzero(lengths >= SHORTEST)
    if not long.size:
        return {}
    edges = np.concatenate((long[:FIRST], long[FIRST:][-LAST:]))
    hashes = paragraph_hashes(letters, starts, lengths)[edges]
    return dict(zip(hashes.tolist(), edges.tolist(), strict=True))


def paragraph_hashes(
    letters: Points, starts: NDArray[np.intp], lengths: NDArray[np.intp]
) -> Hashes:
    """Each paragraph's hash of PARAGRAPH_BITS, by its letters and their order."""
    places = np.arange(letters.size) - np.repeat(starts, lengths)
    weighed = (letters + np.uint64(1)) * powers(1 << int(lengths.max()).bit_length())[places]
    return mixed(np.add.reduceat(weighed, starts)) >> np.uint64(64 - PARAGRAPH_BITS)


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
