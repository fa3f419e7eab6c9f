"""Walking a category's listing: what it remembers, when it stops, what may be missing. Pure.

A listing is read from its first page on, until it meets what the last walk saw. What a walk saw,
in order, is the category's memory: **stretches** of article keys, newest first, with a **gap**
between two of them where articles may be missing. A walk has met the known when a whole page of it
is known and stands in known order. Three things are guarded against:

- pinned (置顶) and shuffled entries: known articles above new ones prove nothing; neither does a
  page whose articles are known but stand in another order;
- pages of different age (a late cache): where the top of what is known was never seen on the way,
  something lies between, and a gap is opened;
- articles that come in further down, or slip past while the walk turns a page: after a walk that
  found news on several pages, and every AUDIT_WALKS walks, the next one goes deeper.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import pairwise
from math import ceil
from typing import Literal

import orjson

from newsbot.errors import BadValue

MOST_KEYS = 2_000
"""Keys that a category remembers."""

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

AUDIT_WALKS = 12
"""Walks after which one goes as deep as everything that came in since."""

AUDIT_PAGES = 2
"""Pages below that at which articles that came in late are looked for."""

LAST_FEW = 7
"""Articles whose dates tell how far back a walk went."""

SAFETY = 2.0
SAFETY_COUNT = 5
"""How many times the estimate, and how many besides, the bound of a gap is."""

FORGET_GAP = timedelta(days=30)

End = Literal["met", "ended", "limit", "failed", "unchanged"]
"""How a walk ended: known ground; the listing's last page; the page limit; a page that could not
be read; an unchanged first page (304)."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Between two moments, at most `at_most` articles may be missing; `why` it could not be
    walked over."""

    since: datetime
    until: datetime
    at_most: int
    why: str


@dataclass(slots=True)
class Memory:
    """What walking a category left. `gaps[i]` lies between `stretches[i]` and the next one.

    `walked_at`: the last walk that reached its end; `proved_at`: up to when the listing was surely
    seen: the date of the newest article of the last walk that found one (a walk that found none may
    have met an old copy); `arrivals` and `walks` count since the last
    audit; `suspect` is the page down to which the next walk must look; `rate` is in articles an
    hour, the highest of late; `top_number`: the highest number in an address.
    """

    stretches: list[list[int]] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    pins: list[int] = field(default_factory=list)
    walked_at: datetime | None = None
    proved_at: datetime | None = None
    arrivals: int = 0
    walks: int = 0
    suspect: int = 0
    rate: float = 0.0
    top_number: int | None = None
    page_size: int = 0

    def pages_wanted(self, page_limit: int) -> int:
        """The least pages that the next walk should read; 1 where the first page says enough."""
        wanted = self.suspect
        if self.is_audit_due(page_limit):
            wanted = max(wanted, self.audit_pages())
        if self.reachable(page_limit):
            wanted = max(wanted, 2)
        return max(1, min(wanted, page_limit))

    def audit_pages(self) -> int:
        """Pages that hold what came in since the last audit, and AUDIT_PAGES more."""
        return ceil(self.arrivals / max(self.page_size, 1)) + AUDIT_PAGES

    def is_audit_due(self, page_limit: int) -> bool:
        """Whether the next walk goes deeper: after some walks, or before it would be too deep."""
        full = self.arrivals > 0 and self.audit_pages() >= page_limit - 1
        return self.page_size > 0 and (self.walks >= AUDIT_WALKS or full)

    def reachable(self, page_limit: int) -> int:
        """How many of the gaps lie within `page_limit` pages of the top, nothing new counted."""
        depth, count = 0, 0
        for stretch, _ in zip(self.stretches, self.gaps, strict=False):
            depth += len(stretch)
            if depth >= page_limit * max(self.page_size, 1):
                break
            count += 1
        return count


@dataclass(frozen=True, slots=True)
class Page:
    """A listing page as it was read: keys in printed order, and what its cards say.

    `dates`: when its articles were published; `numbers`: the numbers in their addresses; by key.
    """

    keys: Sequence[int]
    dates: dict[int, datetime] = field(default_factory=dict)
    numbers: dict[int, int] = field(default_factory=dict)


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
            return _copy(before, walked_at=now, walks=before.walks + 1)
        if not self.pages:
            return before
        size = max(before.page_size, *(len(page.keys) for page in self.pages))
        audited = before.is_audit_due(self.page_limit) and len(self.pages) >= self.least
        after = Memory(
            pins=[*dict.fromkeys([*self._pinned(), *before.pins])][:MOST_PINS],
            walked_at=now,
            proved_at=self._proved(now),
            arrivals=0 if audited else before.arrivals + len(self.new),
            walks=0 if audited else before.walks + 1,
            suspect=self.last_news + 1 if self.last_news > 1 and before.stretches else 0,
            rate=self._rate(now),
            top_number=max((*self._numbers(), before.top_number or 0)) or None,
            page_size=size,
        )
        mine = [key for key in self.seen if key not in self.pins]
        self._join(after, mine, end, now)
        return _within_bounds(after, now)

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
        if met is None and not before.stretches:
            after.stretches = [mine]
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
        why = {"met": "skipped", "ended": "gone", "limit": "limit" if self._met() is None else "late"}.get(end, "failed")
        return Gap(since, now, self._at_most(since, now), why)

    def _at_most(self, since: datetime, now: datetime) -> int:
        """By the numbers in addresses, where they grow; else by rate, over the time between the
        last walk and the oldest date that was seen."""
        top, numbers = self.memory.top_number, self._numbers()
        if top and numbers and self._grows():
            new = [n for n in numbers if n > top]
            return max(min(new) - top - 1, 0) + SAFETY_COUNT if new else SAFETY_COUNT
        oldest = self._oldest()
        dated = oldest is not None
        oldest = min(max(oldest, since), now) if oldest else since
        covered = (now - oldest) / timedelta(hours=1)
        open_hours = ((oldest if dated else now) - since) / timedelta(hours=1)
        rate = max(len(self.new) / covered if covered else 0.0, self.memory.rate)
        return max(ceil(SAFETY * rate * open_hours), ceil(SAFETY * self._holes())) + SAFETY_COUNT

    def _oldest(self) -> datetime | None:
        """When the last of the new articles were published: the middle of a few, since some
        come in late."""
        dates = {key: at for page in self.pages for key, at in page.dates.items()}
        last = sorted(dates[key] for key in self.new[-LAST_FEW:] if key in dates)
        return last[len(last) // 2] if last else None

    def _holes(self) -> int:
        """How much of the known top was not seen above what was: as many may be new there."""
        line = rising([self.place[key] for key in self.tail if key in self.place])
        if not line:
            return 0
        number, index = line[min(EVIDENCE, len(line)) - 1]
        return sum(key not in self.seen for key in self.memory.stretches[number][:index])

    def _rate(self, now: datetime) -> float:
        """Articles an hour: the highest of late, which fades by a tenth a walk."""
        since = self.memory.walked_at
        if since is None or now <= since:
            return self.memory.rate
        hours = max((now - since) / timedelta(hours=1), 0.25)
        return max(len(self.new) / hours, 0.9 * self.memory.rate)

    def _numbers(self) -> list[int]:
        new = set(self.new)
        return [n for page in self.pages for key, n in page.numbers.items() if key in new]

    def _grows(self) -> bool:
        """Whether the numbers fall from the newest article to the oldest, nearly always."""
        line = [
            page.numbers[key] for page in self.pages for key in page.keys if key in page.numbers
        ]
        falls = sum(one > other for one, other in pairwise(line))
        return len(line) > EVIDENCE and falls >= 0.9 * (len(line) - 1)


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


def _within_bounds(memory: Memory, now: datetime) -> Memory:
    """Without what is too old or too much to remember; empty stretches end at their gap."""
    stretches: list[list[int]] = []
    gaps: list[Gap] = []
    left = MOST_KEYS
    for number, stretch in enumerate(memory.stretches):
        gap = memory.gaps[number - 1] if number else None
        if left <= 0 or (gap and now - gap.until > FORGET_GAP):
            break
        stretches.append(stretch[:left])
        left -= len(stretch)
        gaps += [gap] if gap else []
    return _copy(memory, stretches=stretches, gaps=gaps)


def _copy(memory: Memory, **changes: object) -> Memory:
    return replace(memory, **changes)  # type: ignore[arg-type]


def encode(memory: Memory) -> bytes:
    """A memory as JSON; moments as RFC 3339."""
    return orjson.dumps(memory)


def decode(text: bytes) -> Memory:
    """The memory of `encode`; raises BadValue where it is none."""
    try:
        told = orjson.loads(text)
        gaps = [
            Gap(**{**g, "since": _when(g["since"]), "until": _when(g["until"])})
            for g in told.pop("gaps")
        ]
        moments = {name: told.pop(name) for name in ("walked_at", "proved_at")}
        return Memory(
            **told, gaps=gaps, **{name: _when(at) if at else None for name, at in moments.items()}
        )
    except (ValueError, TypeError, KeyError) as error:
        raise BadValue(f"a category's memory is damaged: {error}") from error


def _when(text: str) -> datetime:
    return datetime.fromisoformat(text)


def open_gaps(memories: Iterable[Memory]) -> list[Gap]:
    """The gaps of several categories, oldest first."""
    return sorted((gap for memory in memories for gap in memory.gaps), key=lambda gap: gap.since)
