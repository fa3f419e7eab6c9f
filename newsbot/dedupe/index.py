"""Index: fingerprints by their keys, in memory, a week a shelf."""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from newsbot.dedupe.fingerprint import Packed
from newsbot.dedupe.paragraphs import COMMON

POSTINGS = 50
"""Most texts under one key: the latest ones."""

SHARED_KEYS = 2
"""Keys that two texts have to share to be compared."""

CANDIDATES = 40
"""Most texts that one is compared with: those that share most keys, the latest first."""

WEEK = 7 * 24 * 60
WEEKS_KEPT = 6
"""Weeks that a window of 30 days can touch."""

QUORUM = 100
"""Texts that have to be later than a week's window before it is forgotten: a single wrong date
must not empty the memory."""


class Index(Protocol):
    """Where fingerprints are kept: in memory here, in tables in the store."""

    def counts(self, paragraphs: Collection[int], weeks: Iterable[int]) -> dict[int, int]:
        """How often those of the paragraphs (hashes) that were seen were counted in these weeks,
        each week up to COMMON."""
        ...

    def find(self, keys: Collection[int], weeks: range, but: str) -> dict[str, Packed]:
        """Fingerprints that share SHARED_KEYS keys, by id; never that of the id `but`."""
        ...

    def put(
        self, name: str, week: int, keys: Sequence[int], packed: bytes, paragraphs: Collection[int]
    ) -> None:
        """Remembers a text under an id, in place of what it had before; counts its paragraphs."""
        ...


def week_of(minute: int) -> int:
    """The week of a moment (minutes since 1970)."""
    return minute // WEEK


def window(minute: int, reach: int) -> range:
    """The weeks that a window of `reach` minutes on both sides touches."""
    return range(week_of(minute - reach), week_of(minute + reach) + 1)


def expired(weeks: Mapping[int, int]) -> list[int]:
    """The weeks that may be forgotten; `weeks`: week -> its number of texts."""
    gone = []
    for week in sorted(weeks):
        later = sum(count for other, count in weeks.items() if other >= week + WEEKS_KEPT)
        if later >= QUORUM:
            gone.append(week)
    return gone


Place = int
"""A week and a number in it, the higher the later a text came: `place`."""

NUMBER_BITS = 32
WIDE = 8
"""Bytes of a place."""


def place(week: int, number: int) -> Place:
    """Where a text stands."""
    return (week << NUMBER_BITS) + number


def week_at(place: Place) -> int:
    """The week of a place."""
    return place >> NUMBER_BITS


def best(held: NDArray[np.int64]) -> list[Place]:
    """Of the places under each of a text's keys, sorted, those that stand under enough of them:
    under most first, then the latest, CANDIDATES at most."""
    begins = np.ones(held.size + 1, np.bool_)
    np.not_equal(held[1:], held[:-1], begins[1:-1])
    ends = begins.nonzero()[0]
    counts = ends[1:] - ends[:-1]
    enough = (counts >= SHARED_KEYS).nonzero()[0]
    order = counts[enough].astype(np.uint16).argsort(kind="stable")[: -CANDIDATES - 1 : -1]
    places: list[Place] = held[ends[enough[order]]].tolist()
    return places


@dataclass(slots=True)
class Shelf:
    """The texts of a week: their ids and fingerprints by place, and how often each paragraph was
    counted, up to COMMON."""

    texts: dict[Place, tuple[str, Packed]] = field(default_factory=dict)
    paragraphs: dict[int, int] = field(default_factory=dict)
    last: int = 0


class MemoryIndex:
    """An Index that ends with the process.

    `postings` leads from a key to the places of all weeks, sorted, WIDE bytes each: they are laid
    end to end and counted by numpy, and take a third of what lists of numbers do.
    """

    def __init__(self) -> None:
        self.shelves: dict[int, Shelf] = {}
        self.places: dict[str, Place] = {}
        self.postings: dict[int, bytes] = {}
        self.keys: dict[Place, array[int]] = {}

    def counts(self, paragraphs: Collection[int], weeks: Iterable[int]) -> dict[int, int]:
        """See Index."""
        found: dict[int, int] = {}
        for counted in [self.shelves[week].paragraphs for week in weeks if week in self.shelves]:
            for hashed in counted.keys() & paragraphs:
                found[hashed] = found.get(hashed, 0) + counted[hashed]
        return found

    def find(self, keys: Collection[int], weeks: range, but: str) -> dict[str, Packed]:
        """See Index."""
        held = b"".join(filter(None, map(self.postings.get, keys)))
        shared = np.frombuffer(held, np.int64).copy()
        shared.sort(kind="stable")  # a merge: under each key they are sorted
        first, end = shared.searchsorted([place(weeks.start, 0), place(weeks.stop, 0)])
        own = self.places.get(but)
        there = [one for one in best(shared[first:end]) if one != own]
        return dict([self.shelves[one >> NUMBER_BITS].texts[one] for one in there])

    def put(
        self, name: str, week: int, keys: Sequence[int], packed: bytes, paragraphs: Collection[int]
    ) -> None:
        """See Index."""
        again = self.forget(name)
        if week > max(self.shelves, default=week):
            for old in expired({w: len(s.texts) for w, s in self.shelves.items()}):
                self._drop(old)
        shelf = self.shelves.setdefault(week, Shelf())
        shelf.last += 1
        at = place(week, shelf.last)
        shelf.texts[at] = (name, Packed.of(packed))
        for key in keys:
            self._post(key, at)
        self.places[name] = at
        self.keys[at] = array("q", keys)
        for hashed in () if again else set(paragraphs):
            shelf.paragraphs[hashed] = min(shelf.paragraphs.get(hashed, 0) + 1, COMMON)

    def forget(self, name: str) -> bool:
        """Forgets what an id stood for, and what led to it."""
        at = self.places.pop(name, None)
        if at is None:
            return False
        del self.shelves[week_at(at)].texts[at]
        self._unpost(at)
        return True

    def forget_counts(self, week: int) -> None:
        """Forgets how often a week's paragraphs were counted."""
        self.shelves[week].paragraphs.clear()

    def _post(self, key: int, new: Place) -> None:
        """Puts a text under a key, in place of its week's oldest one where there are too many."""
        held = self.postings.get(key, b"")
        at = _at(held, new)
        held = held[:at] + new.to_bytes(WIDE, sys.byteorder, signed=True) + held[at:]
        if len(held) > WIDE * POSTINGS:
            week = week_at(new)
            first, end = _at(held, place(week, 0)), _at(held, place(week + 1, 0))
            if end - first > WIDE * POSTINGS:
                held = held[:first] + held[first + WIDE :]
        self.postings[key] = held

    def _unpost(self, gone: Place) -> None:
        for key in self.keys.pop(gone):
            held = self.postings.pop(key, b"")
            left = held[: _at(held, gone)] + held[_at(held, gone + 1) :]
            if left:
                self.postings[key] = left

    def _drop(self, week: int) -> None:
        for at, (name, _) in self.shelves.pop(week).texts.items():
            del self.places[name]
            self._unpost(at)


def _at(held: bytes, one: Place) -> int:
    """The byte at which a place stands among sorted ones, or would stand."""
    return WIDE * bisect_left(memoryview(held).cast("q"), one)
