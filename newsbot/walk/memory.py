"""A category's memory: what walking its listing leaves for the next walk. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from math import ceil

import orjson

from newsbot.errors import BadValue

MOST_KEYS = 2_000
"""Keys that a category remembers."""

AUDIT_WALKS = 12
"""Walks after which one goes as deep as everything that came in since."""

AUDIT_PAGES = 2
"""Pages below that at which articles that came in late are looked for."""

FORGET_GAP = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Gap:
    """Between two moments, at most `at_most` articles may be missing; `why` it could not be
    walked over."""

    since: datetime
    until: datetime
    at_most: int
    why: str


@dataclass(slots=True)
class Memory:
    """What walking a category left. `gaps[i]` lies between `stretches[i]` and the next one.

    `walked_at`: the last walk that reached its end; `proved_at`: up to when the listing was surely
    seen: the date of the newest article of the last walk that found one (a walk that found none
    may have met an old copy); `arrivals` and `walks` count since the last audit; `suspect` is the
    page down to which the next walk must look; `rate` is in articles an hour, the highest of late;
    `top_number`: the highest number in an address; `depth`: the page limit that ended the first
    walk, 0 where it came to the listing's end.
    """

    stretches: list[list[int]] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    pins: list[int] = field(default_factory=list)
    walked_at: datetime | None = None
    proved_at: datetime | None = None
    arrivals: int = 0
    walks: int = 0
    suspect: int = 0
    rate: float = 0.0
    top_number: int | None = None
    page_size: int = 0
    depth: int = 0

    def pages_wanted(self, page_limit: int) -> int:
        """The least pages that the next walk should read; 1 where the first page says enough."""
        wanted = page_limit if 0 < self.depth < page_limit else self.suspect
        if self.is_audit_due(page_limit):
            wanted = max(wanted, self.audit_pages())
        if self.reachable(page_limit):
            wanted = max(wanted, 2)
        return max(1, min(wanted, page_limit))

    def audit_pages(self) -> int:
        """Pages that hold what came in since the last audit, and AUDIT_PAGES more."""
        return ceil(self.arrivals / max(self.page_size, 1)) + AUDIT_PAGES

    def is_audit_due(self, page_limit: int) -> bool:
        """Whether the next walk goes deeper: after some walks, or before it would be too deep."""
        full = self.arrivals > 0 and self.audit_pages() >= page_limit - 1
        return self.page_size > 0 and (self.walks >= AUDIT_WALKS or full)

    def reachable(self, page_limit: int) -> int:
        """How many of the gaps lie within `page_limit` pages of the top, nothing new counted."""
        depth, count = 0, 0
        for stretch, _ in zip(self.stretches, self.gaps, strict=False):
            depth += len(stretch)
            if depth >= page_limit * max(self.page_size, 1):
                break
            count += 1
        return count


def within_bounds(memory: Memory, now: datetime) -> Memory:
    """Without what is too old or too much to remember; empty stretches end at their gap."""
    stretches: list[list[int]] = []
    gaps: list[Gap] = []
    left = MOST_KEYS
    for number, stretch in enumerate(memory.stretches):
        gap = memory.gaps[number - 1] if number else None
        if left <= 0 or (gap and now - gap.until > FORGET_GAP):
            break
        stretches.append(stretch[:left])
        left -= len(stretch)
        gaps += [gap] if gap else []
    return replace(memory, stretches=stretches, gaps=gaps)


def encode(memory: Memory) -> bytes:
    """A memory as JSON; moments as RFC 3339."""
    return orjson.dumps(memory)


def decode(text: bytes) -> Memory:
    """The memory of `encode`; raises BadValue where it is none."""
    try:
        told = orjson.loads(text)
        gaps = [
            Gap(**{**g, "since": _when(g["since"]), "until": _when(g["until"])})
            for g in told.pop("gaps")
        ]
        for name in ("walked_at", "proved_at"):
            told[name] = _when(told[name]) if told[name] else None
        return Memory(**told, gaps=gaps)
    except (ValueError, TypeError, KeyError) as error:
        raise BadValue(f"a category's memory is damaged: {error}") from error


def _when(text: str) -> datetime:
    return datetime.fromisoformat(text)
