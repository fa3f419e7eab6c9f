"""Index: fingerprints by their keys, in memory, a week a shelf."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
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


def best(shared: Counter[tuple[int, int]]) -> list[tuple[int, int]]:
    """The (week, number) of texts that share enough keys: most keys first, then the latest."""
    enough = [
        (-count, -week, -number) for (week, number), count in shared.items() if count >= SHARED_KEYS
    ]
    return [(-week, -number) for _, week, number in sorted(enough)[:CANDIDATES]]


@dataclass(slots=True)
class Shelf:
    """The texts of a week."""

    postings: dict[int, list[int]] = field(default_factory=dict)
    texts: dict[int, tuple[str, bytes]] = field(default_factory=dict)
    paragraphs: Counter[int] = field(default_factory=Counter)
    last: int = 0


class MemoryIndex:
    """An Index that ends with the process."""

    def __init__(self) -> None:
        self.shelves: dict[int, Shelf] = {}
        self.places: dict[str, tuple[int, int]] = {}
        self.keys: dict[tuple[int, int], Sequence[int]] = {}

    def common(self, paragraphs: Collection[int], weeks: Iterable[int]) -> set[int]:
        """See Index."""
        there = [self.shelves[week].paragraphs for week in weeks if week in self.shelves]
        return {h for h in paragraphs if sum(counts[h] for counts in there) >= COMMON}

    def find(self, keys: Collection[int], weeks: Iterable[int], but: str) -> dict[str, bytes]:
        """See Index."""
        shared: Counter[tuple[int, int]] = Counter()
        for week in weeks:
            if shelf := self.shelves.get(week):
                postings = shelf.postings
                shared.update([(week, n) for key in keys for n in postings.get(key, ())])
        places = [place for place in best(shared) if place != self.places.get(but)]
        texts = [self.shelves[week].texts.get(number) for week, number in places]
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
        shelf.texts[shelf.last] = (name, packed)
        for key in keys:
            held = shelf.postings.setdefault(key, [])
            held.append(shelf.last)
            del held[:-POSTINGS]
        self.places[name] = (week, shelf.last)
        self.keys[week, shelf.last] = keys
        if not again:
            shelf.paragraphs.update(set(paragraphs))

    def forget(self, name: str) -> bool:
        """Forgets what an id stood for, and what led to it."""
        place = self.places.pop(name, None)
        if place is None:
            return False
        shelf = self.shelves[place[0]]
        del shelf.texts[place[1]]
        for key in self.keys.pop(place):
            held = [number for number in shelf.postings.pop(key, ()) if number != place[1]]
            if held:
                shelf.postings[key] = held
        return True

    def _drop(self, week: int) -> None:
        for number, (name, _) in self.shelves.pop(week).texts.items():
            del self.places[name], self.keys[week, number]
