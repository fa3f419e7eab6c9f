"""One walk of a category: when it stops, and what it leaves. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Literal

from newsbot.walk.bounds import Page, at_most, numbers_of, rate
from newsbot.walk.memory import Gap, Memory, within_bounds

MOST_PINS = 50
PINS_AT_TOP = 6
"""Known articles above the newest one that may be pinned; more are a listing in another order."""

IN_ORDER = 0.7
"""Share of a page's known articles that must stand in known order."""

EVIDENCE = 3
"""Articles in known order that show where a walk has met what is known."""

HOLES = 0.25
MOST_HOLES = 2
"""Articles of the known top that a walk need not have seen: deleted since (a share; a number)."""

End = Literal["met", "ended", "limit", "failed", "unchanged"]
"""How a walk ended: known ground; the listing's last page; the page limit; a page that could not
be read; an unchanged first page (304)."""

WHY: dict[End, str] = {"met": "skipped", "ended": "gone", "limit": "limit"}
"""What opened a gap, by how the walk ended: it met the known, but not its top; the listing ended
above the known; the page limit came first. "late": known ground was met on the last page only, so
that what came in late may lie below; "failed": a page could not be read."""


class Walk:
    """One walk of one category, page by page: `read` each, then `finish` once."""

    def __init__(self, memory: Memory, page_limit: int) -> None:
        self.memory = memory
        self.page_limit = page_limit
        self.least = memory.pages_wanted(page_limit)
        self.place = {
            key: (number, index)
            for number, stretch in reversed(list(enumerate(memory.stretches)))
            for index, key in enumerate(stretch)
        }
        self.pins = set(memory.pins)
        self.pages: list[Page] = []
        self.seen: dict[int, None] = {}
        self.new: list[int] = []
        self.tail: list[int] = []
        self.last_news = 0

    def read(self, page: Page) -> bool:
        """Takes a page in; whether the next one is wanted."""
        fresh = [key for key in dict.fromkeys(page.keys) if key not in self.seen]
        self.pages.append(page)
        if len(self.pages) == 1:
            self._find_pins(fresh)
        self.seen.update(dict.fromkeys(fresh))
        fresh = [key for key in fresh if key not in self.pins]
        unknown = [i for i, key in enumerate(fresh) if key not in self.place]
        if unknown:
            self.new += [fresh[i] for i in unknown]
            self.tail = fresh[unknown[-1] + 1 :]
            self.last_news = len(self.pages)
            return True
        self.tail += fresh
        if not fresh or not self._in_order(fresh):
            return True
        least = self.least + len(self.new) // max(self.memory.page_size, 1) * (self.least > 1)
        return len(self.pages) < least or self._gap_ahead()

    def _find_pins(self, keys: list[int]) -> None:
        """Known articles above the first new one."""
        known = next((i for i, key in enumerate(keys) if key not in self.place), 0)
        if known <= PINS_AT_TOP:
            self.pins.update(keys[:known])

    def _in_order(self, keys: list[int]) -> bool:
        return len(rising([self.place[key] for key in keys])) >= IN_ORDER * len(keys)

    def _gap_ahead(self) -> bool:
        """Whether a gap lies below that further pages of this walk reach."""
        met = self._met()
        return met is not None and met[0] < self.memory.reachable(self.page_limit)

    def _met(self) -> tuple[int, int] | None:
        """The deepest place of what is known that the walk has met, by the articles since the
        last new one: (stretch, index)."""
        line = rising([self.place[key] for key in self.tail if key in self.place])
        for number in range(len(self.memory.stretches) - 1, -1, -1):
            stretch = self.memory.stretches[number]
            mine = [index for found, index in line if found == number]
            if len(mine) < min(EVIDENCE, len(stretch)) or not mine:
                continue
            first = mine[min(EVIDENCE, len(mine)) - 1]
            holes = sum(key not in self.seen for key in stretch[:first])
            if holes <= max(MOST_HOLES, HOLES * first):
                return number, mine[-1]
        return None

    # --- The end ------------------------------------------------------------------------------

    def finish(self, end: End, now: datetime) -> Memory:
        """What the walk leaves. Its gaps are those that are open now."""
        before = self.memory
        if end == "unchanged":
            return replace(before, walked_at=now, walks=before.walks + 1)
        if not self.pages:
            return before
        size = max(before.page_size, *(len(page.keys) for page in self.pages))
        to_the_end = len(self.pages) >= self.least or end == "ended"
        audited = before.is_audit_due(self.page_limit) and to_the_end
        after = Memory(
            pins=[*dict.fromkeys([*self._pinned(), *before.pins])][:MOST_PINS],
            walked_at=now,
            proved_at=self._proved(now),
            arrivals=0 if audited else before.arrivals + len(self.new),
            walks=0 if audited else before.walks + 1,
            suspect=self.last_news + 1 if self.last_news > 1 and before.stretches else 0,
            rate=rate(before, len(self.new), now),
            top_number=max((*numbers_of(self.pages, self.new), before.top_number or 0)) or None,
            page_size=size,
            depth=self._depth(end),
        )
        mine = [key for key in self.seen if key not in self.pins]
        self._join(after, mine, end, now)
        return within_bounds(after, now)

    def _depth(self, end: End) -> int:
        """How deep the listing is known: a walk with a higher limit goes on from there."""
        before = self.memory
        if end == "limit" and (before.depth or not before.stretches):
            return max(len(self.pages), before.depth)
        return 0 if end == "ended" else before.depth

    def _proved(self, now: datetime) -> datetime | None:
        if not self.new:
            return self.memory.proved_at
        dates = [p.dates[key] for p in self.pages for key in p.keys if key in p.dates]
        return min(max(dates), now) if dates else now

    def _pinned(self) -> list[int]:
        return [key for key in self.seen if key in self.pins]

    def _join(self, after: Memory, mine: list[int], end: End, now: datetime) -> None:
        """Puts what was seen before what is known, with a gap between where they did not meet."""
        before, met = self.memory, self._met()
        rest = [[key for key in s if key not in self.seen] for s in before.stretches]
        if met is None and not any(before.stretches):  # nothing was known to be met
            after.stretches = [mine] if mine else []
        elif met is not None:
            number, index = met
            below = [k for k in before.stretches[number][index + 1 :] if k not in self.seen]
            sure = end != "limit" or self.last_news < len(self.pages)
            after.stretches = [mine + below] if sure else [mine, below]
            after.stretches += rest[number + 1 :]
            after.gaps = [*([] if sure else [self._gap(end, now)]), *before.gaps[number:]]
        else:
            passed = self._passed()
            after.stretches = [mine, *rest[passed:]]
            kept = [before.gaps[passed - 1]] if passed else [self._gap(end, now)]
            after.gaps = [*kept, *before.gaps[passed:]]

    def _passed(self) -> int:
        """How many stretches were seen for the most part: the walk went over them."""
        count = 0
        for stretch in self.memory.stretches[:-1]:
            if 2 * sum(key in self.seen for key in stretch) <= len(stretch):
                break
            count += 1
        return count

    # --- Bounds -------------------------------------------------------------------------------

    def _gap(self, end: End, now: datetime) -> Gap:
        since = self.memory.proved_at or self.memory.walked_at or now
        late = end == "limit" and self._met() is not None
        why = "late" if late else WHY.get(end, "failed")
        bound = at_most(
            self.memory, self.pages, self.new, holes=self._holes(), since=since, now=now
        )
        return Gap(since, now, bound, why)

    def _holes(self) -> int:
        """How much of the known top was not seen above what was: as many may be new there."""
        line = rising([self.place[key] for key in self.tail if key in self.place])
        if not line:
            return 0
        number, index = line[min(EVIDENCE, len(line)) - 1]
        return sum(key not in self.seen for key in self.memory.stretches[number][:index])


def rising(places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest rising subsequence: what stands in known order."""
    tops: list[tuple[int, int]] = []
    at: list[int] = []
    before: list[int] = []
    for number, place in enumerate(places):
        length = bisect_left(tops, place)
        before.append(at[length - 1] if length else -1)
        tops[length : length + 1] = [place]
        at[length : length + 1] = [number]
    found, last = [], at[-1] if at else -1
    while last >= 0:
        found.append(places[last])
        last = before[last]
    return found[::-1]
