"""The C heap: what libxml2, SQLite and long texts take from the system."""

from __future__ import annotations

import ctypes
import sys

M_ARENA_MAX = -8
"""Of mallopt(3) in glibc's malloc.h."""


def share() -> None:
    """Lets all threads take from one heap; elsewhere than under glibc nothing is changed.

    glibc gives each thread a heap of its own, so that threads need not wait for each other. Ours
    wait for Python's lock anyway, and what one of them frees is of no use to the others.
    """
    if not sys.platform.startswith("linux"):
        return
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(M_ARENA_MAX, 1)
