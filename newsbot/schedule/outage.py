"""An outage: the store is away. It is told of once when it begins and once when it is over, not by
each of those that ask meanwhile."""

from __future__ import annotations

import time

from newsbot.schedule.crew import say


class Outage:
    """Since when the server is away, if it is."""

    def __init__(self) -> None:
        self.since: float | None = None

    def goes_on(self, fault: BaseException) -> None:
        """Somebody met it."""
        if self.since is None:
            self.since = time.monotonic()
            say(f"the store is away ({reason(fault)}); waiting for it")

    def is_over(self) -> None:
        """Somebody got an answer."""
        if self.since is not None:
            say(f"the store is back after {time.monotonic() - self.since:.0f} s")
            self.since = None


def reason(fault: BaseException) -> str:
    """What the store, the server or its driver said, in one line: where procrastinate speaks, what
    caused that."""
    while type(fault).__module__.startswith("procrastinate") and fault.__cause__:
        fault = fault.__cause__
    return next(iter(str(fault).splitlines()), type(fault).__name__)
