"""The backlog: addresses that were found and not fetched, and every listing that showed them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from newsbot.items import ListingEntry, Sighting
from newsbot.store import documents
from newsbot.store.moments import micros
from newsbot.store.rows import category_key
from newsbot.store.statements import Listed, Prepared
from newsbot.store.tables import categories, pending, sightings

WAITING = Prepared(
    select(pending.c.key, pending.c.entry, pending.c.tries)
    .where(pending.c.site == bindparam("of_site"), pending.c.retry_at <= bindparam("now"))
    .order_by(pending.c.found_at, pending.c.key)
)
PLACES = Listed(
    select(sightings.c.key, sightings.c.category, sightings.c.page, sightings.c.position),
    sightings.c.key,
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """An address that was found and not fetched yet. `places`: every listing that showed it, by
    slug; the category's label is not known here."""

    entry: ListingEntry
    tries: int
    places: tuple[Sighting, ...]


def read(connection: Connection, site: str, now: datetime) -> list[Waiting]:
    """The addresses of a site that are due, oldest first."""
    found = WAITING.rows(connection, of_site=site, now=micros(now))
    slugs = connection.scalars(select(categories.c.slug).where(categories.c.site == site))
    by_key = {category_key(site, slug): slug for slug in slugs} if found else {}
    places: dict[int, list[Sighting]] = {}
    for key, category, page, position in PLACES.rows(connection, [key for key, *_ in found]):
        if category in by_key:
            place = Sighting(None, by_key[category], page or None, position or None)
            places.setdefault(key, []).append(place)
    return [
        Waiting(documents.decode_entry(entry), tries, tuple(places.get(key, ())))
        for key, entry, tries in found
    ]
