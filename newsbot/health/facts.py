"""Facts: one run as its record tells of it, typed. What monitors, report and metrics read.

A record is plain JSON in the store's runs ledger; keys that an older newsbot did not write keep
their defaults, so that old runs stay comparable.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta
from typing import Any


@dataclass(frozen=True, slots=True)
class Tally:
    """How a field's values were spread in one run: how many, how often the commonest one."""

    values: int = 0
    commonest: int = 0


@dataclass(frozen=True, slots=True)
class Ages:
    """Published moments of new articles against their fetch, in hours; `future`: ahead of it."""

    dated: int = 0
    future: int = 0
    youngest: float = 0.0
    median: float = 0.0


@dataclass(frozen=True, slots=True)
class Views:
    """Articles whose view count was seen again after an hour or more, and those that grew."""

    again: int = 0
    grown: int = 0


@dataclass(frozen=True, slots=True)
class Pages:
    """Seconds until pages had come, and the slowest of them as (address, seconds)."""

    read: int = 0
    median: float = 0.0
    p95: float = 0.0
    slowest: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Freshness:
    """Seconds from an article's appearance to its keeping, of the articles that were timed."""

    timed: int = 0
    p50: float = 0.0
    p95: float = 0.0


@dataclass(frozen=True, slots=True)
class Gap:
    """A category whose walk did not meet what was known: what appeared between two moments may
    be missing, at most so many articles (None: nobody can tell); `why`: extensions/summary."""

    category: str
    since: str
    until: str
    at_most: int | None = None
    listing_url: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class CategoryFacts:
    """What one category gave: listing pages, entries, new articles."""

    pages: int = 0
    entries: int = 0
    new: int = 0
    label: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """One run of one site. `outcome`: finished, failed, interrupted or lost; counts as the run's
    summary has them; `unreachable` counts requests that were not made because their host's
    robots.txt could not be had, the last for `why_unreachable`; `seen` is what monitors found
    when it ended."""

    run: int
    site: str
    began_at: datetime
    ended_at: datetime
    outcome: str = "finished"
    fault: str = ""
    reason: str = ""
    why: str = ""
    seconds: float = 0.0
    listing_pages: int = 0
    entries: int = 0
    new: int = 0
    updated: int = 0
    known: int = 0
    duplicate: int = 0
    failed: Mapping[str, int] = field(default_factory=dict)
    outcomes: Mapping[str, int] = field(default_factory=dict)
    refusals: Mapping[str, int] = field(default_factory=dict)
    unreachable: int = 0
    why_unreachable: str = ""
    spoilt: int = 0
    rules: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    missing: Mapping[str, int] = field(default_factory=dict)
    values: Mapping[str, Tally] = field(default_factory=dict)
    categories: Mapping[str, CategoryFacts] = field(default_factory=dict)
    ages: Ages = Ages()
    views: Views = Views()
    pages: Pages = Pages()
    freshness: Freshness = Freshness()
    gaps: tuple[Gap, ...] = ()
    written: int | None = None
    handed: int = 0
    evidence: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    arguments: Mapping[str, Any] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)
    log: str = ""
    seen: tuple[str, ...] = ()

    @property
    def read(self) -> int:
        """Articles that were read: those whose fields were counted."""
        names = {*self.missing, *self.rules}
        return max((self.having(name) + self.missing.get(name, 0) for name in names), default=0)

    @property
    def kept(self) -> int:
        """Articles stored as new or changed."""
        return self.new + self.updated

    @property
    def asked(self) -> int:
        """Addresses that were asked for or would have been."""
        return sum(n for name, n in self.outcomes.items() if name != "known")

    @property
    def failures(self) -> int:
        """Pages that failed, by whatever cause."""
        return sum(self.failed.values())

    @property
    def answered(self) -> int:
        """Pages that came or failed to; one that came and failed (`spoilt`) counts once."""
        read = self.outcomes.get("fetched", 0) + self.outcomes.get("not_modified", 0)
        return read + self.failures - self.spoilt

    def having(self, name: str) -> int:
        """Articles of this run with a value for a field."""
        return sum(self.rules.get(name, {}).values())

    def urls(self, about: str) -> tuple[str, ...]:
        """Addresses that show what is spoken of."""
        return self.evidence.get(about, ())


NESTED: Mapping[str, type] = {
    "ages": Ages,
    "views": Views,
    "pages": Pages,
    "freshness": Freshness,
}
OF_EACH: Mapping[str, type] = {"values": Tally, "categories": CategoryFacts}
NAMES = frozenset(f.name for f in fields(Facts)) - {
    "run",
    "site",
    "began_at",
    "ended_at",
    "outcome",
}


def read_facts(
    run: int,
    site: str,
    *,
    began_at: datetime,
    ended_at: datetime | None,
    outcome: str | None,
    record: Mapping[str, Any],
) -> Facts:
    """The facts of a ledger row; a run that goes on has outcome "running"."""
    told: dict[str, Any] = {}
    for name in NAMES & record.keys():
        told[name] = _typed(name, record[name])
    return Facts(run, site, began_at, ended_at or began_at, outcome or "running", **told)


def _typed(name: str, value: Any) -> Any:
    if name in NESTED:
        return _filled(NESTED[name], value)
    if name in OF_EACH:
        return {key: _filled(OF_EACH[name], part) for key, part in value.items()}
    if name == "gaps":
        return tuple(_filled(Gap, gap) for gap in value)
    if name == "evidence":
        return {about: tuple(urls) for about, urls in value.items()}
    return tuple(value) if name == "seen" else value


def _filled(kind: type, value: Mapping[str, Any]) -> Any:
    known = {f.name for f in fields(kind)}
    parts = {name: part for name, part in value.items() if name in known}
    if "slowest" in parts:
        parts["slowest"] = tuple((str(url), float(seconds)) for url, seconds in parts["slowest"])
    return kind(**parts)


def comparable(facts: Facts, others: Iterable[Facts]) -> list[Facts]:
    """The earlier runs of the same site and addresses, newest first; categories may differ,
    because a schedule visits those that are due."""
    base = facts.arguments.get("base_url")
    return [
        other
        for other in others
        if other.run < facts.run
        and other.site == facts.site
        and other.arguments.get("base_url") == base
        and other.outcome != "running"
    ]


def within(runs: Sequence[Facts], until: datetime, span: timedelta) -> list[Facts]:
    """The runs that ended in the `span` up to a moment."""
    return [run for run in runs if until - span < run.ended_at <= until]
