"""What the schedule remembers of a site: its last run, and each listing's visits. Pure.

It is one JSON text in the store (`standings.schedule`), written when a run ends.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

import orjson

from newsbot.schedule.due import Past, Visits, Watched
from newsbot.schedule.every import Every
from newsbot.schedule.rhythm import Rhythm

FAILED = ("failed", "lost")


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit of a listing: when it was asked for; new articles, None where it was not read;
    how many articles the pages that were read show."""

    at: datetime
    new: int | None
    shown: int = 0


@dataclass(frozen=True, slots=True)
class Memory:
    """A site's last run and its listings' visits; `whole_at`: the last run of the whole site."""

    past: Past | None = None
    whole_at: datetime | None = None
    listings: Mapping[str, Visits] = field(default_factory=dict)

    def after(
        self,
        began_at: datetime,
        outcome: str,
        visits: Mapping[str, Visit],
        *,
        whole: bool,
    ) -> Memory:
        """The memory after a run. `whole`: it was asked for all categories."""
        failures = self.past.failures + 1 if self.past and outcome in FAILED else 0
        failures = max(failures, int(outcome in FAILED))
        listings = dict(self.listings)
        for slug, visit in visits.items():
            listings[slug] = _visited(listings.get(slug), slug, visit)
        whole_at = began_at if whole and outcome == "finished" else self.whole_at
        return Memory(Past(began_at, outcome, failures), whole_at, listings)

    def watched(self, site: str, every: Every, *, running: bool = False) -> Watched:
        """The site as `due` wants it."""
        return Watched(
            site, every, self.past, self.whole_at, tuple(self.listings.values()), running
        )

    def dump(self) -> str:
        """The memory as JSON."""
        past = self.past
        told: dict[str, Any] = {
            "past": past and [past.began_at.isoformat(), past.outcome, past.failures],
            "whole_at": self.whole_at and self.whole_at.isoformat(),
            "listings": {
                slug: [v.visited_at.isoformat(), v.rhythm.dump(), v.shows]
                for slug, v in self.listings.items()
            },
        }
        return orjson.dumps(told).decode()

    @classmethod
    def load(cls, text: str) -> Memory:
        """The memory of `dump`; an empty one of ""."""
        if not text:
            return cls()
        told = orjson.loads(text)
        past, whole_at = told["past"], told["whole_at"]
        listings = {
            slug: Visits(slug, datetime.fromisoformat(at), Rhythm.load(numbers), *shows)
            for slug, (at, numbers, *shows) in told["listings"].items()
        }
        return cls(
            Past(datetime.fromisoformat(past[0]), past[1], past[2]) if past else None,
            datetime.fromisoformat(whole_at) if whole_at else None,
            listings,
        )


def _visited(before: Visits | None, slug: str, visit: Visit) -> Visits:
    """A listing after a visit; one that could not be read teaches nothing of its rhythm."""
    if before is None:
        return Visits(slug, visit.at, Rhythm(), visit.shown)
    if visit.new is None:
        return replace(before, visited_at=visit.at)
    rhythm = before.rhythm.after(before.visited_at, visit.at, visit.new)
    return Visits(slug, visit.at, rhythm, max(before.shows, visit.shown))
