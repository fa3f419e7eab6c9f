"""When an address is visited again: a known article, or one that gave no article. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

FIRST_INTERVAL = timedelta(hours=6)
"""Least time between two visits of an article."""

GROWTH = 2.0
"""An article is visited again when it is so many times older than at its last visit, plus once
its age: at 6 hours, 18, 54 ...; half of that where the last visit found it changed."""

LAST_AGE = timedelta(days=30)
"""From this age on an article is not visited again by itself."""

RETRY: dict[str, timedelta] = {
    "http_4xx": timedelta(days=7),
    "http_3xx": timedelta(days=7),
    "blocked": timedelta(days=7),
    "too_big": timedelta(days=7),
    "redirect_loop": timedelta(days=1),
    "unreadable": timedelta(days=1),
    "invalid": timedelta(days=1),
    "forbidden": timedelta(days=1),
}
"""When an address that gave no article is tried again, by outcome; else after RETRY_SOON."""

RETRY_SOON = timedelta(hours=1)
RETRY_LATEST = timedelta(days=30)

MOST_TRIES = 8
"""Tries after which an address that failed each time is left to the listings that show it."""

FORBIDDEN_TRIES = 4
"""The same of one that robots.txt forbids: it is tried for two weeks."""


def interval(age: timedelta, *, changed: bool) -> timedelta | None:
    """Time from a visit at this age to the next one, None if there is none.

    `changed`: whether that visit found something new.
    """
    if age >= LAST_AGE:
        return None
    growth = GROWTH / 2 if changed else GROWTH
    return max(FIRST_INTERVAL / (2 if changed else 1), age * growth)


def is_due(
    *, born_at: datetime, visited_at: datetime, changed_at: datetime, visits: int, now: datetime
) -> bool:
    """Whether a known article should be visited again.

    `born_at` is when it was published, else first seen; `changed_at` when a visit last found it
    new or different.
    """
    age = max(visited_at - born_at, timedelta(0))
    pause = interval(age, changed=visits > 1 and changed_at >= visited_at)
    return pause is not None and now - visited_at >= pause


def retry_at(outcome: str, tries: int, at: datetime) -> datetime:
    """When an address is asked for again that ended as `outcome` at its try number `tries`."""
    first = RETRY.get(outcome, RETRY_SOON)
    doublings = min(max(tries - 1, 0), 20)
    return at + min(first * (1 << doublings), RETRY_LATEST)


def is_passing(outcome: str, tries: int) -> bool:
    """Whether the failure may pass by itself: the address stays among those to be fetched. A ban
    may begin between a listing and its articles, which are gone from it when the ban is over."""
    if outcome == "forbidden":
        return tries < FORBIDDEN_TRIES
    return outcome not in RETRY and tries < MOST_TRIES
