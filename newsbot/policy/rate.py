"""How fast, and when to stay away: pure decisions; clock and chance are arguments.

Retry-After is RFC 9110 10.2.3. A host that asks for a long pause is parked: its addresses end as
"parked" and the run goes on with the others; nothing ever sleeps.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import NamedTuple


class Limits(NamedTuple):
    """The user's numbers, in seconds and counts."""

    park_after: float = 120.0  # a longer pause than this parks the host
    backoff_base: float = 0.5  # first pause after a failure
    backoff_most: float = 60.0
    retries: int = 2
    failures: int = 5  # failed attempts in a row that park a host
    refusals: int = 2  # refusal pages in a row that park a host


DEFAULT = Limits()

MARGIN = 0.05
"""Seconds added to what a server asks for: its clock and ours do not tick together."""

LEAST_DELAY = 0.001
"""Seconds of delay that a held queue has at least: without one Scrapy looks at no clock."""


class Wait(NamedTuple):
    """Try again, but nothing of this host before `seconds` have passed."""

    seconds: float


class Park(NamedTuple):
    """Nothing more of this host in this run; `until` if it named an end."""

    reason: str
    until: datetime | None = None


class GiveUp(NamedTuple):
    """This address ends here; the host goes on."""


Decision = Wait | Park | GiveUp


def retry_after(value: str | None, *, now: datetime) -> float | None:
    """Seconds from now that a Retry-After asks for; None for none, garbage and the past."""
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        return min(float(text), 1e9) or None
    try:
        at = parsedate_to_datetime(text) if text else None
    except (ValueError, IndexError, OverflowError):
        return None
    if at is None:
        return None
    seconds = ((at if at.tzinfo else at.replace(tzinfo=UTC)) - now).total_seconds()
    return seconds if seconds > 0 else None


def backoff(attempt: int, *, limits: Limits = DEFAULT, random: Callable[[], float]) -> float:
    """Seconds before attempt `attempt` + 1: doubling, with 50 % of jitter, up to a limit.

    `attempt` counts from 1; `random` gives numbers from 0 up to 1.
    """
    whole = limits.backoff_base * math.ldexp(1.0, min(attempt - 1, 30))
    return min(whole, limits.backoff_most) * (0.5 + 0.5 * random())


@dataclass(slots=True)
class Standing:
    """How a host has behaved in this run: what is parked and why, and failures in a row."""

    failures: int = 0
    refusals: int = 0
    has_shown: bool = False
    parked: Park | None = None

    def worked(self) -> None:
        """A good answer ends the row of failures."""
        self.failures = 0

    def read(self, *, article: bool = False) -> None:
        """A page that is no refusal ends the row of refusals; `article`: it is no listing."""
        self.refusals = 0
        self.has_shown |= article

    def failed(
        self,
        *,
        attempt: int,
        asked: str | None,
        now: datetime,
        random: Callable[[], float],
        limits: Limits = DEFAULT,
        again: bool = True,
    ) -> Decision:
        """What to do after a failed attempt.

        `attempt` counts this address's attempts from 1, `asked` is the Retry-After header,
        `again` whether a retry could help at all.
        """
        self.failures += 1
        pause = retry_after(asked, now=now)
        if pause is not None and pause > limits.park_after:
            return self.park(f"asks for a pause of {describe(pause)}", now, pause)
        if self.failures >= limits.failures:
            return self.park(f"{self.failures} failures in a row", now, None)
        if not again or attempt > limits.retries:
            return GiveUp()
        least = backoff(attempt, limits=limits, random=random)
        return Wait(max(pause + MARGIN, least) if pause else least)

    def refused(
        self, kind: str, *, of_host: bool = True, now: datetime, limits: Limits = DEFAULT
    ) -> Park | None:
        """Notes a refusal page; after `limits.refusals` in a row the host is parked.

        A wall or a deleted article (not `of_host`) speaks of one page: a host that has shown an
        article in this run is parked by `limits.failures` of them in a row.
        """
        self.refusals += 1
        most = limits.refusals if of_host or not self.has_shown else limits.failures
        if self.refusals < most:
            return None
        return self.park(f"{self.refusals} refusal pages in a row ({kind})", now, None)

    def park(self, reason: str, now: datetime, pause: float | None) -> Park:
        """Parks the host for the rest of the run."""
        until = datetime.fromtimestamp(now.timestamp() + pause, UTC) if pause else None
        self.parked = Park(reason, until)
        return self.parked


def crawl_delay(asked: float | None, own: float, *, limits: Limits = DEFAULT) -> float | Park:
    """The delay of a host: its Crawl-delay where that is longer than our own, in seconds."""
    if asked is not None and asked > limits.park_after:
        return Park(f"asks for {describe(asked)} between two requests")
    return max(asked + MARGIN if asked else 0.0, own)


def describe(seconds: float) -> str:
    """A span for people: 45 s, 3 min, 24 h."""
    for size, unit in ((86_400 * 2, "d"), (7_200, "h"), (180, "min")):
        if seconds >= size:
            return f"{seconds / {'d': 86_400, 'h': 3_600, 'min': 60}[unit]:.0f} {unit}"
    return f"{seconds:.0f} s"
