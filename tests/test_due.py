"""What is due: from `every`, the last visits and the time alone."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsbot.errors import BadValue
from newsbot.schedule.due import AHEAD, Due, Past, Visits, Watched, due, interval, next_run
from newsbot.schedule.every import Every, read_every
from newsbot.schedule.past import Memory, Visit
from newsbot.schedule.rhythm import Rhythm

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def site(every: str, past: Past | None = None, zone: str = "UTC", **known: object) -> Watched:
    return Watched("s", read_every(every, zone), past, **known)  # type: ignore[arg-type]


def ran(minutes_ago: float, outcome: str = "finished", failures: int = 0) -> Past:
    return Past(NOON - minutes_ago * MINUTE, outcome, failures)


def asked(watched: Watched, now: datetime = NOON) -> Due | None:
    return next(iter(due([watched], now)), None)


@pytest.mark.parametrize(
    ("text", "shortest", "longest"),
    [
        ("10m", 600, 600),
        ("1h30m", 5400, 5400),
        ("90s", 90, 90),
        ("5m..6h", 300, 21600),
        ("1d", 86400, 86400),
    ],
)
def test_intervals_are_read(text: str, shortest: int, longest: int) -> None:
    got = read_every(text)
    assert (got.shortest.total_seconds(), got.longest.total_seconds()) == (shortest, longest)


@pytest.mark.parametrize(
    "text",
    ["", "10", "m", "6h..5m", "5m..", "..5m", "* * * *", "61 * * * *", "1s", "9999d", "1.5h"],
)
def test_a_wrong_every_says_what_would_be_right(text: str) -> None:
    with pytest.raises(BadValue, match=r"5m\.\.6h|from 10s to a year"):
        read_every(text)


@pytest.mark.parametrize(
    ("every", "past", "why"),
    [
        ("10m", None, "first"),
        ("10m", ran(9.9), None),
        ("10m", ran(10), "interval"),
        ("10m", ran(100_000), "interval"),
        ("0 * * * *", ran(30), "cron"),
        ("30 * * * *", ran(20), None),
        ("never", None, None),
        ("never", ran(100_000), None),
        ("10m", ran(1, "lost", 1), "lost"),
        ("10m", ran(1, "lost", 2), None),
        ("10m", ran(1, "failed", 1), None),
        ("10m", ran(3, "failed", 1), "retry"),
        ("1h", ran(10, "failed", 4), None),
        ("1h", ran(61, "failed", 40), "retry"),
        ("10m..6h", ran(49, "failed", 40), None),
        ("10m..6h", ran(51, "failed", 40), "retry"),
        ("1d", ran(300, "failed", 40), None),
        ("1d", ran(361, "failed", 40), "retry"),
        ("10m", Past(NOON + 3 * MINUTE, "finished"), "clock"),
        ("10m", Past(NOON + AHEAD / 2, "finished"), None),
    ],
)
def test_what_is_due_and_why(every: str, past: Past | None, why: str | None) -> None:
    got = asked(site(every, past))
    assert (got and got.why) == why, f"{every} after {past}: {got}"


def test_a_site_that_is_being_run_is_never_due() -> None:
    assert asked(site("10m", ran(999), running=True)) is None


def test_a_site_whose_run_died_gets_a_process_of_its_own() -> None:
    lost = asked(site("10m", ran(1, "lost", 1)))
    assert lost is not None
    assert lost.alone
    fine = asked(site("10m", ran(11)))
    assert fine is not None
    assert not fine.alone


@given(
    missed=st.integers(1, 500),
    every=st.sampled_from(["10m", "*/10 * * * *", "5m..2h", "3 4 * * *"]),
)
def test_missed_ticks_are_made_up_by_one_run(missed: int, every: str) -> None:
    now = NOON + timedelta(days=missed)
    watched = site(every, ran(10))
    assert len(due([watched], now)) == 1
    after = site(every, Past(now, "finished"))
    assert asked(after, now) is None, f"{every}: due again at once after {missed} days away"


def runs_of(every: str, zone: str, since: datetime, hours: int) -> list[datetime]:
    """Moments at which a loop that looks every minute would run a site."""
    last, found = Past(since, "finished"), []
    for minute in range(1, hours * 60):
        now = since + minute * MINUTE
        if asked(Watched("s", read_every(every, zone), last), now):
            found.append(now)
            last = Past(now, "finished")
    return found


@pytest.mark.parametrize(
    ("every", "since", "runs"),
    [
        # Europe/Berlin 2026-03-29: 02:00 -> 03:00; 2026-10-25: 03:00 -> 02:00
        ("10m", datetime(2026, 3, 29, 0, 0, tzinfo=UTC), 23),
        ("10m", datetime(2026, 10, 25, 0, 0, tzinfo=UTC), 23),
        ("30 2 * * *", datetime(2026, 3, 28, 23, 0, tzinfo=UTC), 1),
        ("30 2 * * *", datetime(2026, 10, 24, 22, 0, tzinfo=UTC), 1),
        ("0 * * * *", datetime(2026, 3, 28, 23, 30, tzinfo=UTC), 4),
        ("0 * * * *", datetime(2026, 10, 24, 22, 30, tzinfo=UTC), 4),
    ],
)
def test_daylight_saving_is_harmless(every: str, since: datetime, runs: int) -> None:
    got = runs_of(every, "Europe/Berlin", since, 4)
    assert len(got) == runs, f"{every} in the night of {since:%m-%d}: {got}"


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(-600, 600), min_size=1, max_size=6), st.sampled_from(["10m", "5m..1h"]))
def test_clock_jumps_cost_at_most_one_run_each(jumps: list[int], every: str) -> None:
    """A clock that is set by up to ten hours, at some minutes of two days, in either direction."""
    draw = random.Random(len(jumps))
    moments = {draw.randrange(60, 2880): jump * MINUTE for jump in jumps}
    now, last, runs, idle, longest_idle = NOON, Past(NOON, "finished"), 0, 0, 0
    listing = Visits("c", NOON, Rhythm())
    for minute in range(2880):
        now += MINUTE + moments.get(minute, timedelta())
        idle += 1
        if asked(Watched("s", read_every(every), last, NOON, (listing,)), now):
            last, listing, runs, idle = (
                Past(now, "finished"),
                Visits("c", now, Rhythm()),
                runs + 1,
                0,
            )
        longest_idle = max(longest_idle, idle)
    shortest = read_every(every).shortest / MINUTE
    longest = read_every(every).longest / MINUTE
    assert longest_idle <= longest * (1 + len(moments)) + 2, "at most an interval a jump is lost"
    assert runs <= 2880 / shortest + len(moments)


def test_cron_runs_in_the_zone_of_the_site() -> None:
    planned = next_run(site("0 8 * * *", ran(0), zone="Asia/Shanghai"))
    assert planned.at == datetime(2026, 3, 3, 0, tzinfo=UTC)


# --- The rhythm ---------------------------------------------------------------------------------


def taught(new_at: dict[int, int], days: int = 10, step: int = 1) -> Rhythm:
    """A listing that brings so many articles in these hours of the day (UTC), visited hourly."""
    rhythm, at = Rhythm(), datetime(2026, 2, 1, tzinfo=UTC)
    for _ in range(days * 24 // step):
        until = at + timedelta(hours=step)
        new = sum(new_at.get((at.hour + n) % 24, 0) for n in range(step))
        rhythm, at = rhythm.after(at, until, new), until
    return rhythm


DAY_PAPER = taught(dict.fromkeys(range(6, 18), 6))
QUIET = taught(dict.fromkeys(range(6, 18), 1))
BOUNDS = Every(5 * MINUTE, timedelta(hours=6))


def test_the_interval_follows_the_hours_of_the_day() -> None:
    day = interval(BOUNDS, Visits("c", datetime(2026, 2, 11, 10, tzinfo=UTC), DAY_PAPER))
    night = interval(BOUNDS, Visits("c", datetime(2026, 2, 11, 20, tzinfo=UTC), DAY_PAPER))
    assert day * 2 < night


def test_the_interval_follows_the_listing_s_own_rate() -> None:
    at = datetime(2026, 2, 11, 10, tzinfo=UTC)
    assert interval(BOUNDS, Visits("c", at, DAY_PAPER)) < interval(BOUNDS, Visits("c", at, QUIET))


def test_a_burst_is_followed_while_it_lasts() -> None:
    at = datetime(2026, 2, 11, 10, tzinfo=UTC)
    usual = interval(BOUNDS, Visits("c", at, QUIET))
    excited = QUIET.after(at - timedelta(hours=1), at, 30)
    assert interval(BOUNDS, Visits("c", at, excited)) < usual / 2
    calm, then = excited, at
    for _ in range(48):
        until = then + timedelta(minutes=30)
        calm, then = calm.after(then, until, int(6 <= until.hour < 18 and until.minute == 0)), until
    again = interval(BOUNDS, Visits("c", then, calm))
    assert usual / 2 < again, f"a day after the burst the interval is {again}, usual {usual}"


def test_a_listing_that_shows_an_article_for_hours_is_asked_at_night_too() -> None:
    at = datetime(2026, 2, 11, 20, tzinfo=UTC)
    brief, lasting, unknown = (interval(BOUNDS, Visits("c", at, QUIET, n)) for n in (4, 900, 0))
    assert brief <= timedelta(minutes=70), "gone in half a day: hidden by any longer outage"
    assert lasting == unknown > 3 * brief, "shown for months: nothing is lost by waiting"


def test_memory_knows_how_many_articles_a_listing_shows() -> None:
    memory, seen = Memory(), []
    for hour, shown in enumerate((60, 20, 0, 80)):
        at = NOON + timedelta(hours=hour)
        memory = memory.after(at, "finished", {"c": Visit(at, 0, shown)}, whole=False)
        memory = Memory.load(memory.dump())
        seen.append(memory.listings["c"].shows)
    assert seen == [60, 60, 60, 80], "the deepest walk says it"
    old = memory.dump().replace(",80]}", "]}")
    assert Memory.load(old).listings["c"].shows == 0, "a row of before"


@given(
    rates=st.lists(st.floats(0, 500), min_size=24, max_size=24),
    shortest=st.integers(1, 60),
    more=st.integers(1, 600),
    minute=st.integers(0, 1439),
    shows=st.integers(0, 10_000),
)
def test_bounds_are_kept_whatever_the_rhythm(
    rates: list[float], shortest: int, more: int, minute: int, shows: int
) -> None:
    every = Every(shortest * MINUTE, (shortest + more) * MINUTE)
    rhythm = Rhythm(tuple(rates), (1.0,) * 24, (rates[0], rates[1]))
    got = interval(every, Visits("c", NOON + minute * MINUTE, rhythm, shows))
    assert every.shortest <= got <= every.longest


@given(st.lists(st.tuples(st.integers(1, 400), st.integers(0, 60)), max_size=30))
def test_a_rhythm_survives_its_row(visits: list[tuple[int, int]]) -> None:
    rhythm, at = Rhythm(), NOON
    for minutes, new in visits:
        rhythm, at = rhythm.after(at, at + minutes * MINUTE, new), at + minutes * MINUTE
    again = Rhythm.load(rhythm.dump())
    assert again.dump() == rhythm.dump()
    assert (
        abs(interval(BOUNDS, Visits("c", at, again)) - interval(BOUNDS, Visits("c", at, rhythm)))
        < MINUTE
    )


def test_listings_that_are_nearly_due_go_along() -> None:
    fast, slow = Visits("fast", NOON - 60 * MINUTE, DAY_PAPER), Visits("slow", NOON - MINUTE, QUIET)
    near = Visits("near", NOON - interval(BOUNDS, Visits("", NOON, QUIET)) * 0.95, QUIET)
    watched = Watched("s", BOUNDS, ran(30), NOON, (fast, slow, near))
    got = asked(watched)
    assert got is not None
    assert got.categories == ("fast", "near")


def test_once_a_day_the_whole_site_is_visited() -> None:
    listing = Visits("c", NOON - MINUTE, QUIET)
    watched = Watched("s", BOUNDS, ran(30), NOON - timedelta(days=1), (listing,))
    got = asked(watched)
    assert got is not None
    assert (got.why, got.categories) == ("menu", ())


def test_the_longest_overdue_comes_first() -> None:
    sites = [Watched(f"s{n}", read_every("10m"), ran(n)) for n in (12, 30, 11, 500)]
    assert [d.site for d in due(sites, NOON)] == ["s500", "s30", "s12", "s11"]
