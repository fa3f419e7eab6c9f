"""Likeness: whether two reports tell of the same event. Pure.

Compared are headline and lead: pairs of letters (Chinese) and words, weighed by how rare they are
among the reports of the last days (tf-idf, cosine), and their numbers. Daily notices look alike
and differ in places and numbers: numbers that contradict each other speak against a pair.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import nlargest
from sys import intern

from newsbot.store.grams import entries, fold

LEAD = 120
"""Letters of a text that count as its lead."""

TITLE_WEIGHT = 2
SAME_EVENT = 0.25
"""Likeness from which two reports are of one event; chosen on tests/data/stories.tsv (docs/web.md
has what it gives there and on events that it was not chosen on)."""

AGREED = 0.05
"""What each kind of number or place adds of which both say the same, for two at most ..."""

CONTRADICTED = 0.33
"""... and what is left of a likeness for each of which both speak and say nothing in common:
notices of every day are nearly the same, so that a sum could not part them."""

PRIOR = 100
"""Reports that the rarity of an entry is reckoned with before any was seen: in a new store
everything is as rare as everything else."""

MOST_POSTINGS = 300
"""Entries of more reports than this propose nothing: they are everyday words."""

MOST_COMPARED = 6
"""Reports that are compared in full."""

MOST_REPORTS = 5_000
"""Of a window; where more come in its days, the oldest are forgotten before their time."""

DIGITS = "[0-9]+(?:[.][0-9]+)?|[零一二两三四五六七八九十百千万亿]+"
UNITS = "[级期号届次元度%点]|个基点|percent|dollars|points|degrees"
TOLD = re.compile(
    rf"(?P<score>[0-9]+)[比:](?P<against>[0-9]+)|(?P<number>{DIGITS}) ?(?P<unit>{UNITS})"
    r"|(?P<place>[\u4e00-\u9fff]{2})(?P<kind>[县市镇村]|(?<![公铁道马高])路)"
    r"|(?P<exact>[0-9]+[.][0-9]+)"
)
"""What tells one notice from the next: scores, numbers of kinds that name an event (magnitude,
issue, line, price, rate), numbers as exact as prices are, places. Counts of people and dates
change from report to report."""


NUMBERS = re.compile("[0-9]+(?:[.,][0-9]+)*")
"""Of a headline: what a notice of every day says anew."""


@dataclass(frozen=True, slots=True)
class Report:
    """A report as it is compared: its entries, each with its weight, and what it tells, by kind.

    Thousands are held: two rows take a quarter of what a dictionary does.
    """

    entries: tuple[str, ...]
    heavy: bytes
    told: Mapping[str, frozenset[str]]

    @property
    def weights(self) -> dict[str, int]:
        """The weights of the entries."""
        return dict(zip(self.entries, self.heavy, strict=True))


def report(title: str, text: str) -> Report:
    """The report of a headline and a text."""
    lead = text[:LEAD]
    weights = dict.fromkeys(_entries(lead), 1)
    for entry in _entries(title):
        weights[entry] = weights.get(entry, 0) + TITLE_WEIGHT
    told: dict[str, set[str]] = defaultdict(set)
    for found in TOLD.finditer(f"{title}\n{lead}"):
        said = found.groupdict()
        kind = said["unit"] or said["kind"] or ("exact" if said["exact"] else "score")
        number = said["number"] or said["exact"]
        told[kind].add(number or said["place"] or f"{said['score']}:{said['against']}")
        if number and "." in number:
            told["exact"].add(number)
    if numbers := NUMBERS.findall(title):
        told["headline"].update(numbers)
    known = {intern(kind): frozenset(values) for kind, values in told.items()}
    return Report(tuple(weights), bytes(weights.values()), known)


def _entries(text: str) -> list[str]:
    return [intern(entry) for entry in entries(fold(text)) if len(entry) > 1]


class Window:
    """The reports of the last days, by number. Kept in memory: about 5 KB a report."""

    def __init__(self) -> None:
        self.reports: dict[int, Report] = {}
        self.seen_at: dict[int, int] = {}
        self.lengths: dict[int, float] = {}  # as rare as entries were when the report came
        self.postings: dict[str, list[int]] = defaultdict(list)
        self.order: deque[tuple[int, int]] = deque()

    def add(self, number: int, at: int, found: Report) -> None:
        """Notes a report, first seen `at` (any unit that grows)."""
        self.drop(number)
        self.reports[number], self.seen_at[number] = found, at
        self.lengths[number] = self._length(found)
        self.order.append((at, number))
        for entry in found.entries:
            self.postings[entry].append(number)

    def drop(self, number: int) -> None:
        """Forgets a report."""
        found = self.reports.pop(number, None)
        self.lengths.pop(number, None)
        self.seen_at.pop(number, None)
        for entry in found.entries if found else ():
            held = self.postings[entry]
            held.remove(number)  # the oldest stand in front
            if not held:
                del self.postings[entry]

    def drop_before(self, at: int) -> list[int]:
        """Forgets reports that were first seen before `at`, and the oldest of too many; which."""
        gone = []
        while self.order and (self.order[0][0] < at or len(self.order) > MOST_REPORTS):
            gone.append(self.order.popleft()[1])
            self.drop(gone[-1])
        return gone

    def closest(self, found: Report, at: int, span: int) -> tuple[int, float] | None:
        """The report that is most like another, first seen `at`, among those of `span` before and
        after it, and how like; None where nothing is. Reports come out of order: an old one comes
        again when it has changed."""
        length = self._length(found)
        scored = [
            (self._likeness(found, length, self.reports[number], self.lengths[number]), -number)
            for number in self._proposed(found, at - span, at + span)
        ]
        if not scored:
            return None
        score, number = max(scored)
        return -number, score

    def _proposed(self, found: Report, since: int, until: int) -> Iterable[int]:
        """The reports between two moments that share most with another, common words apart."""
        shared: dict[int, float] = defaultdict(float)
        for entry, weight in found.weights.items():
            held = self.postings.get(entry, ())
            if 0 < len(held) <= MOST_POSTINGS:
                worth = weight * self._rarity(entry) ** 2
                for number in held:
                    shared[number] += worth
        near = (number for number in shared if since <= self.seen_at[number] <= until)
        return nlargest(MOST_COMPARED, near, key=shared.__getitem__)

    def likeness(self, one: Report, other: Report) -> float:
        """How like two reports are: about 0 to 1."""
        return self._likeness(one, self._length(one), other, self._length(other))

    def _likeness(self, one: Report, length: float, other: Report, of_other: float) -> float:
        first, second = one.weights, other.weights
        shared = first.keys() & second.keys()
        dot = sum(first[entry] * second[entry] * self._rarity(entry) ** 2 for entry in shared)
        cosine = dot / (length * of_other) if dot else 0.0
        both = [(one.told[kind], other.told[kind]) for kind in one.told.keys() & other.told.keys()]
        agreed = sum(not values.isdisjoint(others) for values, others in both)
        alike: float = (cosine + AGREED * min(agreed, 2)) * CONTRADICTED ** (len(both) - agreed)
        return alike

    def _length(self, found: Report) -> float:
        return math.sqrt(sum((w * self._rarity(entry)) ** 2 for entry, w in found.weights.items()))

    def _rarity(self, entry: str) -> float:
        return math.log((len(self.reports) + PRIOR) / (len(self.postings.get(entry, ())) + 1))
