"""Index: fingerprints by their keys, in memory, a week a shelf."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Protocol

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

    def common(self, paragraphs: Collection[int], weeks: Iterable[int]) -> set[int]:
        """Those paragraphs (hashes) that were counted COMMON times in these weeks."""
        ...

    def find(self, keys: Collection[int], weeks: Iterable[int], but: str) -> dict[str, bytes]:
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


Place = tuple[int, int]
"""A week and a number in it: the later a text came, the higher."""


def best(shared: Iterable[tuple[Place, int]]) -> list[Place]:
    """Of texts and how many keys each shares, those that share enough: most keys first, then the
    latest, CANDIDATES at most."""
    enough = [(-count, -week, -number) for (week, number), count in shared if count >= SHARED_KEYS]
    enough.sort()
    return [(-week, -number) for _, week, number in enough[:CANDIDATES]]


@dataclass(slots=True)
class Shelf:
    """The texts of a week: their ids and fingerprints by place, and its paragraphs."""

    texts: dict[Place, tuple[str, bytes]] = field(default_factory=dict)
    paragraphs: Counter[int] = field(default_factory=Counter)
    last: int = 0


class MemoryIndex:
    """An Index that ends with the process.

    `postings` leads from a key to the places of all weeks: the few that a key has are sorted out
    faster than each week is asked for each key.
    """

    def __init__(self) -> None:
        self.shelves: dict[int, Shelf] = {}
        self.places: dict[str, Place] = {}
        self.postings: dict[int, list[Place]] = {}
        self.keys: dict[Place, Sequence[int]] = {}

    def common(self, paragraphs: Collection[int], weeks: Iterable[int]) -> set[int]:
        """See Index."""
        there = [self.shelves[week].paragraphs for week in weeks if week in self.shelves]
        return {h for h in paragraphs if sum(counts[h] for counts in there) >= COMMON}

    def find(self, keys: Collection[int], weeks: Iterable[int], but: str) -> dict[str, bytes]:
        """See Index."""
        held = filter(None, map(self.postings.get, keys))
        shared = Counter(chain.from_iterable(held))
        there = {week: self.shelves[week].texts for week in weeks if week in self.shelves}
        enough = [pair for pair in shared.items() if pair[1] >= SHARED_KEYS]
        places = best(pair for pair in enough if pair[0][0] in there)
        texts = [there[place[0]].get(place) for place in places if place != self.places.get(but)]
        return dict(text for text in texts if text)

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
        place = (week, shelf.last)
        shelf.texts[place] = (name, packed)
        for key in keys:
            self._post(key, place)
        self.places[name] = place
        self.keys[place] = keys
        if not again:
            shelf.paragraphs.update(set(paragraphs))

    def forget(self, name: str) -> bool:
        """Forgets what an id stood for, and what led to it."""
        place = self.places.pop(name, None)
        if place is None:
            return False
        del self.shelves[place[0]].texts[place]
        self._unpost(place)
        return True

    def _post(self, key: int, place: Place) -> None:
        """Puts a text under a key, in place of its week's oldest one where there are too many."""
        held = self.postings.setdefault(key, [])
        held.append(place)
        if len(held) > POSTINGS:
            mine = [other for other in held if other[0] == place[0]]
            if len(mine) > POSTINGS:
                held.remove(mine[0])

    def _unpost(self, place: Place) -> None:
        for key in self.keys.pop(place):
            held = [other for other in self.postings.pop(key, ()) if other != place]
            if held:
                self.postings[key] = held

    def _drop(self, week: int) -> None:
        for place, (name, _) in self.shelves.pop(week).texts.items():
            del self.places[name]
            self._unpost(place)
