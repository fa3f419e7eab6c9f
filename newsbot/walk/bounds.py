"""Bounds of a gap: between which moments, and how many articles may be missing at most. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from math import ceil

from newsbot.walk.memory import Memory

LEAST_LINE = 4
"""Articles that tell whether the numbers in addresses grow with time."""

FALLING = 0.9
"""Share of neighbours whose numbers must fall from the newest to the oldest."""

LAST_FEW = 7
"""Articles whose dates tell how far back a walk went."""

SAFETY = 2.0
SAFETY_COUNT = 5
"""How many times the estimate, and how many besides, the bound of a gap is."""


HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Page:
    """A listing page as it was read: keys in printed order, and what its cards say.

    `dates`: when its articles were published; `numbers`: the numbers in their addresses; by key.
    """

    keys: Sequence[int]
    dates: dict[int, datetime] = field(default_factory=dict)
    numbers: dict[int, int] = field(default_factory=dict)


def at_most(
    memory: Memory,
    pages: Sequence[Page],
    new: Sequence[int],
    *,
    holes: int,
    since: datetime,
    now: datetime,
) -> int:
    """How many articles may be missing since `since`, where `new` were found by a walk.

    By the numbers in addresses, where they grow; else by rate, over the time between `since` and
    the oldest new article's date; at least as many as the walk has not seen of what was known
    above the place where it stopped (`holes`).
    """
    numbers = numbers_of(pages, new)
    if memory.top_number and numbers and _grow(pages):
        above = [number for number in numbers if number > memory.top_number]
        return (max(min(above) - memory.top_number - 1, 0) if above else 0) + SAFETY_COUNT
    oldest = _oldest(pages, new)
    until = min(max(oldest, since), now) if oldest else now
    covered = (now - (until if oldest else since)) / HOUR
    rate = max(len(new) / covered if covered else 0.0, memory.rate)
    open_hours = (until - since) / HOUR
    return max(ceil(SAFETY * rate * open_hours), ceil(SAFETY * holes)) + SAFETY_COUNT


def rate(memory: Memory, found: int, now: datetime) -> float:
    """Articles an hour: the highest of late, which fades by a tenth a walk."""
    since = memory.walked_at
    if since is None or now <= since:
        return memory.rate
    return max(found / max((now - since) / HOUR, 0.25), 0.9 * memory.rate)


def numbers_of(pages: Sequence[Page], keys: Sequence[int]) -> list[int]:
    """The numbers in the addresses of some articles."""
    wanted = set(keys)
    return [n for page in pages for key, n in page.numbers.items() if key in wanted]


def _oldest(pages: Sequence[Page], new: Sequence[int]) -> datetime | None:
    """When the last of the new articles were published: the middle of a few, since some come in
    late."""
    dates = {key: at for page in pages for key, at in page.dates.items()}
    last = sorted(dates[key] for key in new[-LAST_FEW:] if key in dates)
    return last[len(last) // 2] if last else None


def _grow(pages: Sequence[Page]) -> bool:
    """Whether the numbers fall from the newest article to the oldest, nearly always."""
    line = [page.numbers[key] for page in pages for key in page.keys if key in page.numbers]
    falls = sum(one > other for one, other in pairwise(line))
    return len(line) >= LEAST_LINE and falls >= FALLING * (len(line) - 1)
