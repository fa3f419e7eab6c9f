"""What walking the listings left: memories of categories, validators of first pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, case, select

from newsbot.store.identity import key_hash
from newsbot.store.moments import micros
from newsbot.store.statements import upsert
from newsbot.store.tables import categories, listings


@dataclass(frozen=True, slots=True)
class Validators:
    """A listing's first page: what it is to be asked with, and a hash of what it showed."""

    url: str
    etag: str | None
    last_modified: str | None
    hash: int | None = None


def validators(connection: Connection, url: str) -> Validators | None:
    """The validators of a page that was read before."""
    query = select(listings).where(listings.c.key == key_hash("", url))
    row = connection.execute(query).first()
    return Validators(url, row.etag, row.last_modified, row.hash) if row else None


def memories(connection: Connection, site: str) -> dict[str, bytes]:
    """Slug -> memory of each category."""
    query = select(categories.c.slug, categories.c.memory).where(categories.c.site == site)
    return {row.slug: row.memory for row in connection.execute(query)}


def save(
    connection: Connection,
    site: str,
    slug: str,
    memory: bytes,
    *,
    at: datetime,
    page: Validators | None,
) -> None:
    """The end of a walk: the category's memory, and its first page's validators."""
    row = {"site": site, "slug": slug, "at": micros(at), "memory": memory}
    upsert(connection, categories, [row])
    if page is None:
        return
    seen = {
        "key": key_hash("", page.url),
        "site": site,
        "url": page.url,
        "etag": page.etag,
        "last_modified": page.last_modified,
        "hash": page.hash,
        "seen_at": micros(at),
        "changed_at": micros(at),
    }
    upsert(connection, listings, [seen], more=_changed)


def _changed(statement: Any) -> dict[str, Any]:
    """`changed_at` moves where the page shows other articles than before."""
    same = listings.c.hash == statement.excluded.hash
    return {"changed_at": case((same, listings.c.changed_at), else_=statement.excluded.changed_at)}
