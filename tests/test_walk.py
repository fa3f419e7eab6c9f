"""Walking a listing: a simulated one with pins, shuffles, late entries, deletions, caches, bursts
and outages, on a clock of its own; and the single rules."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from math import ceil

import pytest

from newsbot.errors import BadValue
from newsbot.walk import Gap, Memory, Page, Walk, decode, encode

NOW = datetime(2026, 3, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def page(keys: list[int], **more: object) -> Page:
    return Page(keys, **more)  # type: ignore[arg-type]


def walked(
    memory: Memory, *pages: list[int], limit: int = 10, hours: int = 1
) -> tuple[Memory, int]:
    """(what the walk leaves, how many pages it read) of a listing that has these pages."""
    walk, now = Walk(memory, limit), (memory.walked_at or NOW) + timedelta(hours=hours)
    end = "ended"
    for number, keys in enumerate(pages, 1):
        if not walk.read(page(keys)):
            end = "met"
            break
        if number == limit:
            end = "limit"
            break
    return walk.finish(end, now), len(walk.pages)  # type: ignore[arg-type]


def pages_of(keys: list[int], size: int = 10) -> list[list[int]]:
    return [keys[start : start + size] for start in range(0, len(keys), size)]


OLD = list(range(100, 60, -1))
"""A listing of four pages, newest first."""


def first() -> Memory:
    return walked(Memory(), *pages_of(OLD))[0]


def test_a_walk_stops_at_a_whole_known_page() -> None:
    memory, read = walked(first(), *pages_of(OLD))
    assert (read, memory.gaps) == (1, [])
    memory, read = walked(memory, *pages_of([103, 102, 101, *OLD]))
    assert (read, memory.gaps) == (2, []), "the first page has news, the second is known"
    assert memory.stretches == [[103, 102, 101, *OLD]]


def test_pinned_entries_prove_nothing() -> None:
    pins = [70, 65, 80]
    memory, read = walked(first(), *pages_of([*pins, *range(118, 100, -1), *OLD]))
    assert read == 4, "two pages with news, the third has the first known ones"
    assert memory.gaps == []
    later = pages_of([*pins, *range(125, 100, -1), *OLD])
    memory, read = walked(memory, *later)
    assert (read, memory.gaps) == (4, []), "looks down to where the last walk turned a page"


def test_a_shuffled_page_is_no_known_ground() -> None:
    hot = [62, 99, 75, 61, 90, 68, 84, 70, 95, 66]
    memory, read = walked(first(), hot, *pages_of([103, 102, 101, *OLD]))
    assert read == 3
    assert 103 in memory.stretches[0]
    assert memory.gaps == []


def test_a_burst_beyond_the_page_limit_opens_a_gap_that_a_deeper_walk_closes() -> None:
    burst = [*range(150, 100, -1), *OLD]
    memory, _ = walked(first(), *pages_of(burst), limit=3)
    [gap] = memory.gaps
    assert (gap.since, gap.until, gap.why) == (
        NOW + timedelta(hours=1),
        NOW + timedelta(hours=2),
        "limit",
    )
    assert gap.at_most >= 30
    memory, read = walked(memory, *pages_of(burst), limit=3)
    assert read == 3, "an open category is walked up to the limit"
    assert memory.gaps == [gap], "still open, as it was"
    memory, read = walked(memory, *pages_of(burst), limit=10)
    assert (memory.gaps, read) == ([], 6)


def test_a_late_cache_is_seen_by_the_hole_that_it_leaves() -> None:
    fresh, stale = list(range(115, 105, -1)), OLD[10:20]
    memory, read = walked(first(), fresh, stale, [])
    assert read == 2, "the second page is known, in order: nothing more can be learnt now"
    assert [gap.why for gap in memory.gaps] == ["skipped"]
    memory, _ = walked(memory, *pages_of([*range(117, 100, -1), *OLD]))
    assert memory.gaps == []


def test_a_page_that_fails_leaves_a_gap() -> None:
    walk = Walk(first(), 10)
    assert walk.read(page(list(range(120, 110, -1))))
    memory = walk.finish("failed", NOW + timedelta(hours=2))
    assert [gap.why for gap in memory.gaps] == ["failed"]


def test_an_audit_of_a_short_listing_ends_with_it() -> None:
    """A listing of three pages is not read whole for ever, however much comes in."""
    memory, top, read = first(), 100, []
    for _ in range(200):
        top += 1
        memory, pages = walked(memory, *pages_of(list(range(top, top - 30, -1))))
        read.append(pages)
    assert sum(read) / len(read) < 2.5, f"pages a walk: {read[-20:]}"


def test_a_first_page_that_fails_changes_nothing() -> None:
    memory = first()
    assert Walk(memory, 10).finish("failed", NOW) is memory


def test_numbers_in_addresses_bound_a_gap() -> None:
    walk = Walk(Memory(), 10)
    walk.read(page(OLD, numbers={key: key * 10 for key in OLD}))
    walk = Walk(walk.finish("ended", NOW), 1)
    new = list(range(200, 180, -1))
    walk.read(page(new, numbers={key: key * 10 for key in new}))
    [gap] = walk.finish("limit", NOW + timedelta(hours=1)).gaps
    assert 800 < gap.at_most < 820


def test_a_memory_is_kept_as_bytes() -> None:
    gap = Gap(NOW, NOW + MINUTE, 4, "limit")
    memory = Memory([[3, 2], [1]], [gap], [9], NOW, NOW - MINUTE, 3, 2, 1, 0.5, 77, 20)
    assert decode(encode(memory)) == memory
    assert decode(encode(Memory())) == Memory()
    with pytest.raises(BadValue, match="damaged"):
        decode(b"{}")


# --- The simulation ---------------------------------------------------------------------------

SIZE, LIMIT, POLL = 20, 6, 30


@dataclass
class Listing:
    """A listing of one category: minutes pass, things happen to it."""

    random: random.Random
    minute: int = 0
    line: list[int] = field(default_factory=list)
    born: dict[int, int] = field(default_factory=dict)
    printed: dict[int, int] = field(default_factory=dict)
    gone: set[int] = field(default_factory=set)
    pins: list[int] = field(default_factory=list)
    past: list[list[int]] = field(default_factory=list)
    burst: int = 0
    outage: int = 0

    def tick(self) -> None:
        """A minute."""
        draw, hour = self.random, self.minute // 60 % 24
        self.minute += 1
        rate = (0.25 if 7 <= hour < 23 else 0.05) + (6.0 if self.burst > 0 else 0)
        self.burst = self.burst - 1 if self.burst > 0 else 20 * (draw.random() < 1 / 4000)
        self.outage = self.outage - 1 if self.outage > 0 else 360 * (draw.random() < 1 / 7000)
        while draw.random() < rate / (1 + rate):
            late = draw.random() < 0.06
            self.add(draw.randrange(1, SIZE + SIZE // 2) if late else 0)
        if draw.random() < 0.004 and len(self.line) > 60:
            self.delete()
        if draw.random() < 1 / 1500:
            self.pins = draw.sample(self.line[:200], draw.randrange(0, 4)) if self.line else []
        self.past.append(list(self.line[: SIZE * (LIMIT + 2)]))

    def add(self, rank: int) -> None:
        key = len(self.born) + 1
        self.born[key] = self.minute
        self.printed[key] = self.minute - (60 + 5 * rank if rank else 0)
        self.line.insert(min(rank, len(self.line)), key)

    def delete(self) -> None:
        key = self.line.pop(self.random.randrange(60))
        self.gone.add(key)
        self.pins = [pin for pin in self.pins if pin != key]

    def page(self, number: int) -> list[int] | None:
        """A page as it is answered: None in an outage, now and then from a late cache."""
        if self.outage:
            return None
        line = self.line
        if self.random.random() < 0.01:
            line = self.past[-min(self.random.randrange(20, 90), len(self.past))]
        shown = list(line[(number - 1) * SIZE : number * SIZE])
        if self.random.random() < 0.1 and len(shown) > 9:
            start = self.random.randrange(len(shown) - 4)
            middle = shown[start : start + 4]
            self.random.shuffle(middle)
            shown[start : start + 4] = middle
        return [*self.pins, *shown] if number == 1 else shown


@dataclass
class Tally:
    """What a simulation found out."""

    runs: int = 0
    requests: int = 0
    oracle: int = 0
    gap_runs: int = 0
    right_gaps: int = 0
    false_gaps: int = 0
    lost: int = 0
    collected: int = 0
    causes: Counter[str] = field(default_factory=Counter)

    def add(self, other: Tally) -> None:
        for name in ("runs", "requests", "oracle", "gap_runs", "right_gaps", "false_gaps", "lost"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.collected += other.collected
        self.causes += other.causes


def simulate(seed: int, days: int = 2) -> Tally:
    listing, tally = Listing(random.Random(seed)), Tally()
    for _ in range(150):
        listing.add(0)
    have: set[int] = set()
    theirs: set[int] = set()
    memory = Memory()
    said: list[tuple[int, int]] = []
    for minute in range(days * 24 * 60):
        listing.tick()
        if minute % POLL == 0 and minute > 100:
            memory = poll(listing, memory, have, tally)
            tally.oracle += all_knowing(listing, theirs)
            since = [(clock(g.since), clock(g.until)) for g in memory.gaps]
            said += [gap for gap in since if gap not in said]
    assert memory.proved_at
    settled = min(listing.minute - 3 * POLL, clock(memory.proved_at))  # later: not claimed as seen
    start = min(listing.born[key] for key in have)
    for key in listing.line:
        born = listing.born[key]
        if key not in have and start < born < settled and not any(a <= born <= b for a, b in said):
            tally.lost += 1
    tally.collected = len(have)
    return tally


def poll(listing: Listing, memory: Memory, have: set[int], tally: Tally) -> Memory:
    walk, end, number = Walk(memory, LIMIT), "limit", 0
    while number < LIMIT:
        number += 1
        tally.requests += 1
        shown = listing.page(number)
        if shown is None:
            end = "failed"
            break
        new = set(shown) - have
        have |= new
        tally.requests += len(new)
        if listing.random.random() < 0.1:  # the listing goes on while it is walked
            listing.add(0)
        if listing.random.random() < 0.01 and len(listing.line) > 60:
            listing.delete()
        dates = {key: NOW + listing.printed[key] * MINUTE for key in shown}
        if not walk.read(Page(shown, dates)):
            end = "met"
            break
    after = walk.finish(end, NOW + listing.minute * MINUTE)  # type: ignore[arg-type]
    judge(listing, memory, after, have, tally)
    return after


def judge(listing: Listing, before: Memory, after: Memory, have: set[int], tally: Tally) -> None:
    tally.runs += 1
    if not after.gaps:
        return
    tally.gap_runs += 1
    lacking = [key for key in listing.line if key not in have]
    right = True
    for gap in after.gaps:
        a, b = clock(gap.since), clock(gap.until)
        missing = sum(a <= listing.born[key] <= b for key in lacking)
        right = right and missing <= gap.at_most
        if gap not in before.gaps:
            tally.causes[gap.why + (" false" if not missing else "")] += 1
            tally.false_gaps += not missing
    tally.right_gaps += right


def all_knowing(listing: Listing, theirs: set[int]) -> int:
    """The requests of one who knows the site: the pages that show something new, and the new."""
    if listing.outage:
        return 1
    lacking = [i for i, key in enumerate(listing.line[: SIZE * LIMIT]) if key not in theirs]
    theirs |= {listing.line[i] for i in lacking}
    return max(1, ceil((lacking[-1] + 1) / SIZE) if lacking else 1) + len(lacking)


def clock(moment: datetime) -> int:
    return int((moment - NOW) / MINUTE)


def told(total: Tally) -> str:
    """The figures of a simulation."""
    return (
        f"{total.runs} walks, {total.collected} articles collected, {total.lost} lost unreported; "
        f"interval and bound right in {total.right_gaps / total.gap_runs:.2%} of {total.gap_runs} "
        f"walks with gaps; {total.false_gaps / total.runs:.2%} false reports; "
        f"{total.requests / total.oracle:.3f} times the oracle's requests; {dict(total.causes)}"
    )


def test_two_hundred_listings() -> None:
    total = Tally()
    for seed in range(200):
        total.add(simulate(seed))
    print(told(total))
    assert total.lost == 0, total
    assert total.causes, "nothing was ever missing: the simulation is too tame"
    assert total.right_gaps >= 0.95 * total.gap_runs, total
    assert total.false_gaps <= 0.05 * total.runs, total
    assert total.requests <= 1.2 * total.oracle, total


def test_a_listing_that_shows_nothing_leaves_no_gap() -> None:
    memory = Memory()
    for _ in range(3):
        memory, _ = walked(memory, [])
        assert (memory.stretches, memory.gaps) == ([], []), "nothing was known that it missed"
    assert walked(memory, *pages_of(OLD))[0].gaps == []
    old_store = Memory(stretches=[[], []], gaps=[Gap(NOW, NOW, 5, "gone")])
    assert walked(old_store, [])[0].gaps == [], "what an older newsbot wrote heals"
