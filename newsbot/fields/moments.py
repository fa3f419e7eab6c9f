"""A moment as a page states it: the time, how exact it is, and on what its zone rests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

Precision = Literal["second", "minute", "hour", "day", "month", "year"]
ZoneFrom = Literal["page", "site", "language", "assumed"]

PARTS: dict[Precision, int] = {
    "year": 1,
    "month": 2,
    "day": 3,
    "hour": 4,
    "minute": 5,
    "second": 6,
}
"""How many parts of a date and time (year, month, ...) a precision says."""

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
"""What is older is a missing value (`1970-01-01`), not the date of a page."""

AHEAD = timedelta(days=1)
"""How far behind `now` a site's clock may leave us; what is later is no date of publishing."""


@dataclass(frozen=True, slots=True)
class Moment:
    """`at` is aware and stands at the start of its `precision`'s span, except after `N天前`.

    `zone_from` says where the offset comes from: printed on the page, the site's zone, judged by
    language, or assumed.
    """

    at: datetime
    precision: Precision
    zone_from: ZoneFrom = "site"

    def __str__(self) -> str:
        return str(self.at)

    def agrees_with(self, other: Moment) -> bool:
        """Whether both may be the same time: they are equal as far as the less exact one goes."""
        parts = min(PARTS[self.precision], PARTS[other.precision])
        there = other.at.astimezone(self.at.tzinfo)
        return self.at.timetuple()[:parts] == there.timetuple()[:parts]


class Setting(NamedTuple):
    """What a date is read against: `now` in the site's `zone`, and where the site is.

    `time_zone` is the zone's IANA name, `language` a BCP 47 tag in lower case, "" if unknown.
    """

    now: datetime
    zone: ZoneInfo
    time_zone: str
    language: str


class Day(NamedTuple):
    """Year, and month and day where they are printed."""

    year: int
    month: int | None = None
    day: int | None = None


def plausible(moment: Moment | None, now: datetime) -> Moment | None:
    """`moment` if it lies between 1990 and a day after `now`."""
    if moment is None or not EARLIEST <= moment.at <= now + AHEAD:
        return None
    return moment


def made(
    year: int, month: int, day: int, zone: tzinfo, clock: tuple[int, int, int] = (0, 0, 0)
) -> datetime | None:
    """The datetime of these parts, None if the calendar has none; hour 24 is the next midnight."""
    hour, minute, second = clock
    if hour == 24 and minute == second == 0:
        start = made(year, month, day, zone)
        return start + timedelta(days=1) if start and year < 9999 else None
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=zone)
    except ValueError:
        return None
