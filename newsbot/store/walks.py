"""What walking the listings left: memories of categories, validators of first pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, case, select

from newsbot.store.identity import key_hash
from newsbot.store.moments import micros
from newsbot.store.statements import Prepared, upsert
from newsbot.store.tables import categories, listings

_PAGE = Prepared(
    select(listings.c.etag, listings.c.last_modified, listings.c.hash).where(
        listings.c.key == bindparam("page", type_=listings.c.key.type)
    )
)
_MEMORIES = Prepared(
    select(categories.c.slug, categories.c.memory).where(categories.c.site == bindparam("of_site"))
)


@dataclass(frozen=True, slots=True)
class Validators:
    """A listing's first page: what it is to be asked with, and a hash of what it showed."""

    url: str
    etag: str | None
    last_modified: str | None
    hash: int | None = None


def validators(connection: Connection, url: str) -> Validators | None:
    """The validators of a page that was read before."""
    found = _PAGE.rows(connection, page=key_hash("", url))
    return Validators(url, *found[0]) if found else None


def memories(connection: Connection, site: str) -> dict[str, bytes]:
    """Slug -> memory of each category."""
    return dict(_MEMORIES.rows(connection, of_site=site))


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
