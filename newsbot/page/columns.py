"""Columns of numbers made from others: bits apart, neighbours, sums of neighbours."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from newsbot.page.traits import Floats


def unpacked(bits: NDArray[np.int64], count: int) -> NDArray[np.uint8]:
    """One column for each of the lowest bits."""
    octets = np.ascontiguousarray(bits, dtype="<i8").view(np.uint8).reshape(len(bits), 8)
    return np.unpackbits(octets, axis=1, count=count, bitorder="little")


def shifted(rows: Floats, step: int) -> Floats:
    """Each row replaced by the one `step` further on; zeros beyond the ends."""
    moved = np.zeros_like(rows)
    if abs(step) < len(rows):
        if step > 0:
            moved[:-step] = rows[step:]
        else:
            moved[-step:] = rows[:step]
    return moved


def smooth(values: Floats, reach: int) -> Floats:
    """Sums over `reach` values to either side."""
    window = np.ones(2 * reach + 1, dtype=np.float32)
    padded = np.zeros(len(values) + 2 * reach, dtype=np.float32)
    padded[reach : reach + len(values)] = values
    return np.convolve(padded, window, "valid")
