"""`every`: how often a site is visited, as a person writes it.

10m, 1h30m, 1d     that often
5m..6h             between these bounds, as the listing's own rate of new articles asks for
0 7-22 * * *       a cron expression (Debian's rules) in the site's time zone
never              only by hand
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from cronsim import CronSim, CronSimError

from newsbot.errors import BadValue

UNITS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400, "w": 604_800}
SPAN = re.compile(r"(?:(\d+)([smhdw]))")

SHORTEST = timedelta(seconds=10)
"""No listing is visited more often than that, whatever is asked."""

WANTED = "one is like 10m, 5m..6h, '0 7-22 * * *' (cron) or never"


@dataclass(frozen=True, slots=True)
class Every:
    """How often: at least `shortest` and at most `longest` between two visits, or by `cron`.

    A fixed interval has equal bounds; `cron` is read in `time_zone`; `never` has no bounds.
    """

    shortest: timedelta
    longest: timedelta
    cron: str | None = None
    time_zone: str = "UTC"

    @property
    def is_never(self) -> bool:
        """Whether the site is left to people."""
        return self.cron is None and self.longest == timedelta.max

    @property
    def is_adaptive(self) -> bool:
        """Whether the listing's rate decides."""
        return self.cron is None and self.shortest < self.longest and not self.is_never

    def next_tick(self, after: datetime) -> datetime:
        """The first tick of the cron expression after a moment, UTC.

        In the night when clocks go forward a job of a skipped time runs right after the gap; when
        they go back a job of a repeated time runs once (as Debian's cron does it).
        """
        assert self.cron is not None
        local = after.astimezone(ZoneInfo(self.time_zone))
        for tick in _ticks(self.cron, local):
            if tick.astimezone(UTC) > after:
                return tick.astimezone(UTC)
        return datetime.max.replace(tzinfo=UTC)


def _ticks(cron: str, local: datetime) -> Iterator[datetime]:
    yield from CronSim(cron, local)


@lru_cache(maxsize=4096)
def read_every(text: str, time_zone: str = "UTC") -> Every:
    """The `every` of a text; raises BadValue, which says what one looks like."""
    asked = " ".join(str(text).split())
    if asked == "never":
        return Every(SHORTEST, timedelta.max)
    if len(asked.split(" ")) == 5:
        return Every(timedelta(minutes=1), timedelta(days=1), _cron(asked), time_zone)
    first, dots, last = asked.partition("..")
    shortest = _span(first, text)
    longest = _span(last, text) if dots else shortest
    if longest < shortest:
        raise BadValue(f"every = {text!r}: {longest} is shorter than {shortest}; {WANTED}")
    return Every(shortest, longest)


def _cron(expression: str) -> str:
    try:
        CronSim(expression, datetime(2000, 1, 1, tzinfo=UTC))
    except CronSimError as error:
        raise BadValue(f"every = {expression!r}: {error}; {WANTED}") from error
    return expression


def _span(part: str, text: str) -> timedelta:
    """The length of `1h30m`; raises BadValue."""
    spans = SPAN.findall(part)
    if not spans or "".join(number + unit for number, unit in spans) != part:
        raise BadValue(f"every = {text!r} is no interval; {WANTED}")
    seconds = sum(int(number) * UNITS[unit] for number, unit in spans)
    if not SHORTEST.total_seconds() <= seconds <= 366 * UNITS["d"]:
        raise BadValue(f"every = {text!r}: from {SHORTEST.seconds}s to a year is possible")
    return timedelta(seconds=seconds)
