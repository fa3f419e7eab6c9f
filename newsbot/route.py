"""Where a crawl has been: the listings that it walks, and the articles that they showed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from newsbot.items import ListingEntry, Sighting

MOST_LINKS = 10_000
"""More than any page gives (see middlewares/traps): a place on the next page is further down."""


@dataclass(slots=True)
class Walk:
    """One category's listing as it is walked: what its pages showed so far.

    `beside`: boxes of its pages that are not the list (page/card_groups).
    `assumed`: nobody knows whether the site has this category; its absence is no failure.
    `absent`: a page of it was not there, which ends the listing. `began_at`: when its first page
    was fetched.
    """

    base_url: str
    slug: str
    assumed: bool = False
    absent: bool = False
    began_at: datetime | None = None
    seen: set[str] = field(default_factory=set)
    beside: set[tuple[str, str | None, str | None]] = field(default_factory=set)
    pages: set[tuple[str, ...]] = field(default_factory=set)

    def seen_at(self, page: int, position: int) -> datetime | None:
        """When an article in this place counts as seen (see ListingEntry)."""
        places = (page - 1) * MOST_LINKS + position
        return self.began_at and self.began_at - timedelta(microseconds=places)

    def repeats(self, keys: Sequence[str]) -> bool:
        """Whether an earlier page showed these articles in this order: there is no such page, and
        the site answered with its first or last one."""
        page = tuple(keys)
        if page in self.pages:
            return True
        self.pages.add(page)
        return False

    def is_new(self, keys: Sequence[str]) -> bool:
        """Whether a page with these articles is worth going on from: one was not shown before."""
        fresh = not self.seen.issuperset(keys)
        self.seen.update(keys)
        return fresh


@dataclass(slots=True)
class Found:
    """An article that listings of this run showed: where, and under which other addresses.

    It stays until the run ends, so it holds the first entry's address and not the entry."""

    url: str
    sightings: list[Sighting] = field(default_factory=list)
    alternates: list[str] = field(default_factory=list)

    def add(self, entry: ListingEntry) -> None:
        """Notes another sighting, and every further address."""
        self.show(sighting(entry))
        if entry.url != self.url and entry.url not in self.alternates:
            self.alternates.append(entry.url)

    def show(self, seen: Sighting) -> None:
        """Notes where else it stood: one a listing page (a pinned entry stands on every page)."""
        if all(
            (s.category_slug, s.page) != (seen.category_slug, seen.page) for s in self.sightings
        ):
            self.sightings.append(seen)


def sighting(entry: ListingEntry) -> Sighting:
    """Where a listing showed an entry."""
    return Sighting(entry.category, entry.category_slug, entry.page, entry.position)
