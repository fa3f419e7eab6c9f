"""A simulated month: two sites, a clock of its own, and the real code that decides.

The world (arrivals, listings, outages, changes of layout ...) is drawn from a seed. What it drives
is newsbot's own: schedule.due says what runs, walk.Walk walks the listings and keeps the gaps,
schedule.past remembers, health.judge judges every run by the earlier ones.
"""

from __future__ import annotations

import random
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from newsbot.health.facts import Facts, comparable, read_facts
from newsbot.health.judge import judge
from newsbot.revisit import is_passing, retry_at
from newsbot.schedule.due import Due, due, next_run
from newsbot.schedule.every import read_every
from newsbot.schedule.past import Memory, Visit
from newsbot.walk import Memory as Walked
from newsbot.walk import Page, Walk

HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)
START = datetime(2026, 3, 1, tzinfo=UTC)
EVERY = read_every("10m..6h")
PAGE_SIZE = 20
PAGE_LIMIT = 10
SECONDS_A_REQUEST = 1.2

MONITORS = {
    "outage": {"errors"},
    "layout": {"rules/title"},
    "emptied": {"coverage/view_count"},
    "ban": {"robots"},
    "challenge": {"refusals/challenge"},
    "killed": {"lost"},
}
"""What happens -> the trouble that says so."""

NEEDS_ARTICLES = {"layout", "emptied"}


@dataclass(frozen=True)
class Event:
    """Something that happens to a site for a while."""

    kind: str
    site: str
    since: datetime
    until: datetime


@dataclass
class Listing:
    """A category: when its articles appear, and how many of the newest it shows."""

    moments: list[datetime]
    first_key: int
    shows: int

    def shown(self, at: datetime) -> list[int]:
        """Keys in printed order."""
        count = bisect_right(self.moments, at)
        return [self.first_key + n for n in range(count - 1, max(count - 1 - self.shows, -1), -1)]

    def leaves_at(self, index: int) -> datetime | None:
        """When an article is no longer shown."""
        after = index + self.shows
        return self.moments[after] if after < len(self.moments) else None


@dataclass
class World:
    """Everything that happens in a month; `days` and all else are drawn from the seed."""

    seed: int
    days: int = 0
    listings: dict[tuple[str, str], Listing] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)

    def __post_init__(self) -> None:
        draw = random.Random(self.seed)
        self.days = draw.randint(27, 32)
        for number, site in enumerate(("dawn", "dusk")):
            for category in range(5):
                rates = [0.3, 0.6, 1.0, 1.5, 2.5] if category else [1.5, 2.5]
                moments = self._moments(draw, draw.choice(rates), wakes_at=1 + 12 * number)
                first = (10 * number + category + 1) * 1_000_000
                shows = draw.choice([30, 60, 120, 400]) if category else 30  # a ban hides much
                self.listings[site, f"c{category}"] = Listing(moments, first, shows)
        kinds = list(MONITORS)
        draw.shuffle(kinds)
        slots = sorted(draw.sample(range(8, self.days - 2, 3), len(kinds)))
        for kind, day in zip(kinds, slots, strict=True):
            since = START + timedelta(days=day, hours=draw.uniform(0, 24))
            hours = {"outage": 6, "ban": draw.uniform(6, 40), "challenge": draw.uniform(2, 8)}
            lasts = hours.get(kind, 0.5 if kind == "killed" else draw.uniform(20, 40))
            site = draw.choice(("dawn", "dusk"))
            self.events.append(Event(kind, site, since, since + lasts * HOUR))

    def _moments(self, draw: random.Random, base: float, *, wakes_at: int) -> list[datetime]:
        """Arrivals: a day of 14 hours, a night, three bursts; from two days before the start."""
        night = draw.uniform(0.02, 0.2)
        hours = self.days * 24
        bursts = [(draw.uniform(0, hours), draw.uniform(1, 4), draw.uniform(3, 8)) for _ in "123"]
        found, at, most = [], -72.0, base * 8
        while at < hours:
            at += draw.expovariate(most)
            awake = (at - wakes_at) % 24 < 14
            factor = max([f for since, lasts, f in bursts if since <= at < since + lasts] or [1])
            if draw.random() < base * (1 if awake else night) * factor / most:
                found.append(START + at * HOUR)
        return found

    def happens(self, site: str, at: datetime) -> set[str]:
        return {e.kind for e in self.events if e.site == site and e.since <= at < e.until}

    @property
    def end(self) -> datetime:
        return START + timedelta(days=self.days)


@dataclass
class Outcome:
    """What a month of newsbot came to."""

    world: World
    kept: dict[int, datetime] = field(default_factory=dict)
    twice: int = 0
    requests: int = 0
    listing_requests: int = 0
    runs: list[Facts] = field(default_factory=list)
    gaps: dict[tuple[str, str], list[tuple[datetime, datetime]]] = field(
        default_factory=lambda: defaultdict(list)
    )


class Tried(NamedTuple):
    """An article that was found and could not be had: how often it was tried, and when again."""

    tries: int
    retry_at: datetime


class Month:
    """Newsbot in that world."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.result = Outcome(world)
        self.memories = {"dawn": Memory(), "dusk": Memory()}
        self.walked: dict[tuple[str, str], Walked] = defaultdict(Walked)
        self.top: dict[tuple[str, str], tuple[int, ...]] = {}
        self.known: set[int] = set()
        self.pending: dict[str, dict[int, Tried]] = {"dawn": {}, "dusk": {}}
        self.ledger: dict[str, list[Facts]] = {"dawn": [], "dusk": []}
        self.standing: dict[str, dict[str, Any]] = {"dawn": {}, "dusk": {}}
        self.weekly: dict[str, datetime] = {}
        self.draw = random.Random(world.seed + 1)

    def play(self) -> Outcome:
        now = START
        killed = next(e for e in self.world.events if e.kind == "killed")
        while now < self.world.end:
            watched = [m.watched(site, EVERY) for site, m in self.memories.items()]
            asked = due(watched, now)
            if not asked:
                now = max(now + SECOND, min(next_run(site).at for site in watched))
                continue
            for one in asked:
                if killed and one.site == killed.site and now >= killed.since:
                    self.lose(one, now)
                    now, killed = killed.until + HOUR / 60, None  # type: ignore[assignment]
                    break
                self.run(one, now)
            now += 5 * SECOND
        return self.result

    def lose(self, asked: Due, now: datetime) -> None:
        """The schedule is killed in the middle of a run."""
        self.end(asked.site, now, now + HOUR / 60, "lost", record={"reason": ""}, visits={})

    # --- A run --------------------------------------------------------------------------------

    def run(self, asked: Due, began_at: datetime) -> None:
        site, at = asked.site, began_at
        record: dict[str, Any] = defaultdict(lambda: defaultdict(int))
        visits, gaps = {}, []
        for key in [key for key, t in self.pending[site].items() if t.retry_at <= at]:
            at = self.article(site, key, at, record)
        slugs = asked.categories or tuple(f"c{n}" for n in range(5))
        if not asked.categories:
            at, _ = self.fetch(site, at, record)
        for slug in slugs:
            visit, at = self.visit(site, slug, at, record)
            visits[slug] = visit
            record["categories"][slug] = {"new": visit.new or 0}
            for gap in self.walked[site, slug].gaps:
                since, until = gap.since.isoformat(), gap.until.isoformat()
                gaps.append(
                    {"category": slug, "since": since, "until": until, "at_most": gap.at_most}
                )
                self.result.gaps[site, slug].append((gap.since, gap.until))
        record["gaps"] = gaps
        if pages := record["outcomes"].get("fetched", 0):
            views = self.draw.randint(4, 12) if "emptied" not in self.world.happens(site, at) else 0
            record["views"] = {"again": 12 if views else 0, "grown": views}
            record["pages"] = {"read": pages, "median": self.draw.uniform(0.2, 0.6)}
        failed = sum(record["failed"].values())
        whole = failed > 0.2 * (failed + record["outcomes"].get("fetched", 0))
        nothing = not (record["outcomes"].keys() & {"fetched", "not_modified"})
        outcome = "failed" if whole or nothing else "finished"
        self.end(
            site, began_at, at, outcome, record=record, visits=visits, whole=not asked.categories
        )

    def end(
        self,
        site: str,
        began_at: datetime,
        ended_at: datetime,
        outcome: str,
        *,
        record: dict[str, Any],
        visits: dict[str, Visit],
        whole: bool = False,
    ) -> None:
        """Judges the run, and remembers it."""
        number = len(self.result.runs) + 1
        this = read_facts(
            number, site, began_at=began_at, ended_at=ended_at, outcome=outcome, record=record
        )
        ledger = self.ledger[site]
        weekly = ended_at - self.weekly.get(site, began_at - HOUR) >= HOUR
        weeks = None
        if weekly:
            self.weekly[site] = ended_at
            weeks = [run for run in ledger if ended_at - run.ended_at < timedelta(days=22)]
        earlier = [*ledger[:60], *[run for run in ledger[60:] if not run.seen][:300]]
        verdict = judge(this, comparable(this, earlier), self.standing[site], ended_at, weeks=weeks)
        self.standing[site] = verdict.record()
        record["seen"] = verdict.seen
        this = read_facts(
            number, site, began_at=began_at, ended_at=ended_at, outcome=outcome, record=record
        )
        ledger.insert(0, this)
        self.result.runs.append(this)
        self.memories[site] = self.memories[site].after(began_at, outcome, visits, whole=whole)

    def fetch(self, site: str, at: datetime, record: dict[str, Any]) -> tuple[datetime, bool]:
        """One request: (when its answer has come, whether it was a page)."""
        self.result.requests += 1
        at += SECONDS_A_REQUEST * SECOND
        happens = self.world.happens(site, at)
        if "ban" in happens:
            self.result.requests -= 1
            record["outcomes"]["forbidden"] += 1
        elif "outage" in happens:
            at += 30 * SECOND
            record["outcomes"]["timed_out"] += 1
            record["failed"]["timed out"] += 1
        elif "challenge" in happens:
            record["outcomes"]["refusal"] += 1
            record["refusals"]["challenge"] += 1
            record["failed"]["challenge"] += 1
        else:
            record["outcomes"]["fetched"] += 1
            return at, True
        return at, False

    def why(self, site: str, at: datetime) -> str:
        """The outcome of a request that got no page."""
        return "forbidden" if "ban" in self.world.happens(site, at) else "timed_out"

    def visit(
        self, site: str, slug: str, at: datetime, record: dict[str, Any]
    ) -> tuple[Visit, datetime]:
        """Walks one category and fetches what is new."""
        place = (site, slug)
        listing = self.world.listings[place]
        walk = Walk(self.walked[place], PAGE_LIMIT)
        visited_at, end, found, shown = at, "ended", [], 0
        for number in range(1, PAGE_LIMIT + 1):
            self.result.listing_requests += 1
            at, came = self.fetch(site, at, record)
            if not came:
                end = "failed"
                break
            keys = listing.shown(at)[PAGE_SIZE * (number - 1) : PAGE_SIZE * number]
            if number == 1 and walk.least == 1 and self.top.get(place) == tuple(keys):
                record["outcomes"]["fetched"] -= 1
                record["outcomes"]["not_modified"] += 1
                end = "unchanged"
                break
            if number == 1:
                self.top[place] = tuple(keys)
            if not keys:
                break
            wait = self.pending[site]
            found += [key for key in keys if key not in self.known and key not in wait]
            shown += len(keys)
            record["listing_pages"] = record.get("listing_pages", 0) + 1
            record["entries"] = record.get("entries", 0) + len(keys)
            dates = {key: listing.moments[key - listing.first_key] for key in keys}
            if not walk.read(Page(keys, dates)):
                end = "met"
                break
            if PAGE_SIZE * number >= len(listing.shown(at)):
                end = "ended"
                break
            end = "limit"
        if end == "failed":
            self.top.pop(place, None)
        self.walked[place] = walk.finish(end, at)  # type: ignore[arg-type]
        new = dict.fromkeys(found)
        for key in new:
            at = self.article(site, key, at, record)
        return Visit(visited_at, len(new) if end != "failed" else None, shown), at

    def article(self, site: str, key: int, at: datetime, record: dict[str, Any]) -> datetime:
        tries = self.pending[site].pop(key, Tried(0, at)).tries + 1
        at, came = self.fetch(site, at, record)
        if not came:
            self.top = {place: top for place, top in self.top.items() if key not in top}
            why = self.why(site, at)
            if is_passing(why, tries):
                self.pending[site][key] = Tried(tries, retry_at(why, tries, at))
            return at
        self.known.add(key)
        self.result.twice += key in self.result.kept
        self.result.kept[key] = at
        record["new"] = record.get("new", 0) + 1
        happens = self.world.happens(site, at)
        rules = record["rules"]
        title = "og:title" if "layout" in happens else "h1.entry-title"
        for name, rule in (("title", title), ("published_at", ".date"), ("view_count", ".views")):
            if name == "view_count" and "emptied" in happens:
                record["missing"][name] += 1
            else:
                rules[name] = rules[name] or {}
                rules[name][rule] = rules[name].get(rule, 0) + 1
        if self.draw.random() < 0.65:
            rules["source"] = {"source line": (rules["source"] or {}).get("source line", 0) + 1}
        else:
            record["missing"]["source"] += 1
        return at


# --- What it should have come to ----------------------------------------------------------------


def reachable(world: World) -> dict[int, tuple[str, str, datetime]]:
    """Articles that were shown, within the page limit, by an answering site for an hour."""
    found = {}
    for (site, slug), listing in world.listings.items():
        closed = sorted(
            (e.since, e.until)
            for e in world.events
            if e.site == site and e.kind in ("outage", "ban", "challenge")
        )
        first = bisect_left(listing.moments, START)
        for index in range(first, len(listing.moments)):
            since = listing.moments[index]
            if since >= world.end - EVERY.longest:
                break
            until = min(listing.leaves_at(index) or world.end, world.end)
            shut = sum(
                (max(min(b, until) - max(a, since), timedelta()) for a, b in closed), timedelta()
            )
            if until - since - shut >= HOUR:
                found[listing.first_key + index] = (site, slug, since)
    return found


def delays(result: Outcome) -> list[float]:
    """Minutes from appearance to keeping, of articles that no event held up."""
    return [
        (result.kept[key] - at) / HOUR * 60
        for key, (site, _, at) in reachable(result.world).items()
        if key in result.kept and not _disturbed(result.world, site, at)
    ]


def fixed_interval(result: Outcome) -> timedelta:
    """The fixed interval that makes as many requests of listings: a page a visit, and the next
    one where the first had news."""
    span = result.world.end - START
    shortest, longest = span / result.listing_requests, span / 10
    for _ in range(40):
        step = (shortest + longest) / 2
        asked = 0
        for listing in result.world.listings.values():
            ticks = {(at - START) // step for at in listing.moments if at >= START}
            asked += span // step + len(ticks)
        shortest, longest = (step, longest) if asked > result.listing_requests else (shortest, step)
    return longest


def fixed_delays(result: Outcome) -> list[float]:
    """The same of the fixed interval."""
    step = fixed_interval(result)
    return [
        ((START + ((at - START) // step + 1) * step) - at) / HOUR * 60
        for key, (site, _, at) in reachable(result.world).items()
        if key in result.kept and not _disturbed(result.world, site, at)
    ]


def _disturbed(world: World, site: str, at: datetime) -> bool:
    return any(
        e.since - 6 * HOUR <= at < e.until + 6 * HOUR
        for e in world.events
        if e.site == site or e.kind == "killed"
    )


def oracle_requests(result: Outcome, minutes: float) -> int:
    """Requests of one that knows when articles appear: each article once, and a visit of its
    listing whenever the oldest one has waited for `minutes`."""
    visits = 0
    for listing in result.world.listings.values():
        last = START
        for at in listing.moments:
            if at > last and at >= START:
                last = at + minutes / 60 * HOUR
                visits += 1
    return visits + len(result.kept)


def percentile(values: list[float], share: float) -> float:
    ranked = sorted(values)
    return ranked[min(int(share * len(ranked)), len(ranked) - 1)]
