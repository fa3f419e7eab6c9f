"""When an address is visited again."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from newsbot import revisit

NOW = datetime(2026, 3, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)


def visits(days: int) -> list[float]:
    """At which ages (hours) an article is visited that a listing shows all the time."""
    found, last = [0.0], NOW
    for hours in range(days * 24):
        now = NOW + hours * HOUR
        if revisit.is_due(born_at=NOW, visited_at=last, changed_at=NOW, visits=len(found), now=now):
            found.append(float(hours))
            last = now
    return found


def test_young_articles_sooner_then_ever_rarer() -> None:
    found = visits(60)
    assert found == [0, 6, 18, 54, 162, 486]
    pauses = [later - earlier for earlier, later in pairwise(found)]
    assert pauses == sorted(pauses)


def test_an_article_that_changes_is_visited_sooner() -> None:
    age = timedelta(days=2)
    changed, same = (revisit.interval(age, changed=found) for found in (True, False))
    assert changed
    assert same
    assert changed < same


def test_old_articles_are_left_alone() -> None:
    assert revisit.interval(timedelta(days=31), changed=False) is None


@pytest.mark.parametrize("outcome", ["http_4xx", "timed_out", "unreadable", "refusal"])
def test_failures_are_tried_again_ever_later(outcome: str) -> None:
    pauses = [revisit.retry_at(outcome, tries, NOW) - NOW for tries in range(1, 30)]
    assert pauses == sorted(pauses)
    assert pauses[-1] == revisit.RETRY_LATEST
    assert pauses[0] >= HOUR


def test_only_passing_failures_go_on_waiting() -> None:
    assert revisit.is_passing("timed_out", 1)
    assert not revisit.is_passing("timed_out", revisit.MOST_TRIES)
    assert not revisit.is_passing("http_4xx", 1)


def test_what_a_ban_forbids_waits_for_two_weeks() -> None:
    at, tries = NOW, 0
    while revisit.is_passing("forbidden", tries := tries + 1):
        at = revisit.retry_at("forbidden", tries, at)
    assert timedelta(days=7) <= at - NOW <= timedelta(days=15)
