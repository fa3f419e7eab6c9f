"""View counts: what a new one is worth beside those seen before. Pure."""

from __future__ import annotations

from typing import Literal

ORIGINS = ("article", "listing")
"""Where a count was seen; the store keeps the place in this list."""

Worth = Literal["missing", "believed", "fallen"]


def judge(highest: int | None, views: int, *, exact: bool) -> Worth:
    """What a count of `views` is worth where `highest` was the most that was believed so far.

    0 where more was seen is a missing value: pages print it while the counter loads. A count
    that falls is noted, not believed: caches are late and counters are reset. A lower bound
    (`exact` False, "10万+") below what was seen says nothing new and contradicts nothing.
    """
    if not highest or views >= highest:
        return "believed"
    if views == 0:
        return "missing"
    return "fallen" if exact else "believed"
