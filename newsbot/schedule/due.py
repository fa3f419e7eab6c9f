"""Due: sites, what is known of their last visits, and the time -> what is to be run now.

Pure: the clock and the past are arguments. Whatever was missed is made up by one run, because
only the last visit counts, not the ticks since. Intervals are differences of UTC moments, so
daylight saving does not touch them; a last visit in the future says that the clock was set back,
and the site is visited once to have a moment that can be trusted.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import exp
from typing import Literal

from newsbot.schedule.every import Every
from newsbot.schedule.rhythm import Rhythm

Why = Literal["first", "interval", "cron", "rate", "menu", "lost", "retry", "clock"]

PRICE = 1.0
"""What a visit may cost: it is due when the articles that it would find have probably waited that
many article-hours in all, for a listing of one article an hour. Fitted in the simulated month
(tests/test_month.py): lower buys little freshness for many requests."""

EVEN = 0.4
"""How much dearer a visit is for a busier listing (price x articles an hour to this power). At 0
the mean wait is least; more makes the longest waits, those of slow listings, shorter."""

WITHIN = timedelta(minutes=57)
"""What a listing has shown for an hour should have been asked for before a ban or an outage may
hide it: that, less the minutes of a run."""

LOST = 0.005
"""Articles, there for an hour and not yet asked for, that may be expected to be lost where the
site is not to be had from the end of an interval on."""

ABSENCE = 18.0
"""Hours for which a site is not to be had, on average, where it is not: of a listing from which an
article is gone in less, many are lost then; of one that shows it for a week, hardly any."""

MOST_ABSENCES = 20.0
"""A stay as long as that many is safe; beyond it numbers grow too large."""

MENU = timedelta(days=1)
"""How often a site is visited as a whole, home page and all: new categories are found there."""

TOGETHER = 0.9
"""A listing that has waited this share of its interval goes along with one that is due."""

AHEAD = timedelta(seconds=90)
"""A moment further ahead than that is no jitter between clocks."""

FIRST_RETRY = timedelta(minutes=2)
LAST_RETRY = timedelta(hours=6)
"""Pause after a failed run; it doubles with each further one."""

RETRY_WITHIN = timedelta(minutes=50)
"""The longest pause of a site that is visited more often than that: when an outage or a ban of
days is over, what a listing still shows for an hour is found."""

NEVER = datetime.max.replace(tzinfo=UTC)
LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Visits:
    """A category's listing: when it was last asked for, its rhythm, and how many articles it
    shows (those of the deepest walk; 0: not known)."""

    category: str
    visited_at: datetime
    rhythm: Rhythm
    shows: int = 0


@dataclass(frozen=True, slots=True)
class Past:
    """The last run of a site: `outcome` is finished, failed, interrupted or lost.

    `failures` counts the runs that failed or were lost in a row, the last one included.
    """

    began_at: datetime
    outcome: str
    failures: int = 0


@dataclass(frozen=True, slots=True)
class Watched:
    """A site as the schedule sees it. `past` is None before its first run; `whole_at` is when it
    was last visited as a whole; `running` says that a run holds it now."""

    site: str
    every: Every
    past: Past | None = None
    whole_at: datetime | None = None
    listings: tuple[Visits, ...] = ()
    running: bool = False


@dataclass(frozen=True, slots=True)
class Due:
    """A site that is to be run: since when and why, and which categories (none: all of it).

    `alone`: its last run died, so it gets a process of its own.
    """

    site: str
    at: datetime
    why: Why
    categories: tuple[str, ...] = ()
    alone: bool = False


def due(watched: Iterable[Watched], now: datetime) -> list[Due]:
    """What is to be run now, the longest overdue first."""
    found = [asked for site in watched if (asked := due_site(site, now))]
    return sorted(found, key=lambda asked: (asked.at, asked.site))


def due_site(site: Watched, now: datetime) -> Due | None:
    """What of one site is due, or None."""
    if site.running:
        return None
    planned = next_run(site)
    if site.past and site.past.began_at > now + AHEAD and not site.every.is_never:
        return Due(site.site, now, "clock", alone=planned.alone)
    if planned.at > now:
        return None
    if planned.why != "rate":
        return planned
    along = (v.category for v in site.listings if _share(site.every, v, now) >= TOGETHER)
    return Due(planned.site, planned.at, "rate", tuple(along), planned.alone)


def next_run(site: Watched) -> Due:
    """When a site will be due next, and why; NEVER for one that is left to people."""
    past, every = site.past, site.every
    if every.is_never:
        return Due(site.site, NEVER, "interval")
    if past is None:
        return Due(site.site, LONG_AGO, "first")
    if past.failures:
        return _again(site, past)
    if every.cron:
        return Due(site.site, every.next_tick(past.began_at), "cron")
    if every.is_adaptive and site.listings:
        return _by_rate(site, past)
    return Due(site.site, past.began_at + every.shortest, "interval")


def _by_rate(site: Watched, past: Past) -> Due:
    """The listing that is due first; the site as a whole where that is due before."""
    first = min(v.visited_at + interval(site.every, v) for v in site.listings)
    whole = (site.whole_at or LONG_AGO) + MENU
    at = max(min(first, whole), past.began_at + site.every.shortest)
    return Due(site.site, at, "menu" if whole <= first else "rate")


def _again(site: Watched, past: Past) -> Due:
    """After a failure: at once where the run was lost for the first time, else ever later."""
    lost = past.outcome == "lost"
    if lost and past.failures == 1:
        return Due(site.site, past.began_at, "lost", alone=True)
    usual = min(max(site.every.shortest, RETRY_WITHIN), site.every.longest)
    longest = max(min(usual, LAST_RETRY), FIRST_RETRY)
    pause = min(FIRST_RETRY * 2 ** min(past.failures - 1, 12), longest)
    return Due(site.site, past.began_at + pause, "retry", alone=lost)


def interval(every: Every, visits: Visits) -> timedelta:
    """How long after its last visit a listing is due, by its rhythm, within the bounds."""
    waits = visits.rhythm.waits(visits.visited_at, PRICE, every.longest, EVEN)
    if visits.shows and waits > WITHIN:
        waits = WITHIN + _unseen(visits, waits - WITHIN)
    return max(waits, every.shortest)


def _unseen(visits: Visits, longest: timedelta) -> timedelta:
    """The time in which a listing brings as many articles as may be lost by an absence of the
    site, which is the more, the longer it shows each."""
    absences = visits.shows / visits.rhythm.mean / ABSENCE
    may_be = LOST * exp(min(absences, MOST_ABSENCES))
    return visits.rhythm.brings(visits.visited_at, may_be, longest)


def _share(every: Every, visits: Visits, now: datetime) -> float:
    """How much of its interval a listing has waited; 1.0 is due."""
    return (now - visits.visited_at) / interval(every, visits)


LATE = timedelta(minutes=30)


def overdue(site: Watched, now: datetime) -> datetime | None:
    """Since when a site waits for a run that should long have been, or None: nobody runs the
    schedule any more, or it cannot keep up."""
    if site.running or site.past is None or site.every.is_never:
        return None
    planned = next_run(site).at
    pause = max(planned - site.past.began_at, timedelta())
    return planned if now - planned > max(LATE, 2 * pause) else None
