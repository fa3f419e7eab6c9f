"""Facets: what the filters of a list offer, the commonest values first."""

from __future__ import annotations

import time
from collections.abc import Callable

from newsbot.store import Store
from newsbot.store.archive import Filter

SECONDS = 60.0
"""Counting looks at all articles: once a minute is enough, and only where something came."""

MOST = 200
FACETS: tuple[Filter, ...] = ("site", "category_slug", "source", "language")
Values = tuple[tuple[str, ...], ...]


class Facets:
    """The values of each of FACETS."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.values: Values = ((),) * len(FACETS)
        self.counted_at = 0.0
        self.pulse = ""

    def is_due(self, pulse: str) -> bool:
        """Whether they are to be counted (again)."""
        if pulse == self.pulse:
            return False
        return not any(self.values) or self.clock() - self.counted_at > SECONDS

    def count(self, store: Store, pulse: str) -> None:
        """Counts them in a store whose pulse was read before."""
        self.pulse, self.counted_at = pulse, self.clock()
        self.values = tuple(
            tuple(name for name, _ in store.counts(column, MOST)) for column in FACETS
        )
