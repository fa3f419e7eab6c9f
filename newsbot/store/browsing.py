"""Articles as pages and programs turn them over: filtered, newest first, from a place on.

What is handed out is an article's record, the plain values of its JSON line: a list of thirty
costs a third of what thirty Article objects would.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import Connection, Select, and_, or_, select

from newsbot.store import documents
from newsbot.store.moments import micros, moment
from newsbot.store.tables import articles

SHOWN = tuple(
    articles.c[name]
    for name in (
        "number",
        "first_seen_at",
        "fetched_at",
        "views",
        "duplicate_of",
        "overlaps",
        "document",
    )
)
"""Columns of a Kept."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Filters; an empty one lets everything pass. `categories`: slugs, any of them; `language`
    takes in its subtags; `since` (included) and `until` (not) bound when it was first seen."""

    site: str | None = None
    categories: tuple[str, ...] = ()
    source: str | None = None
    language: str | None = None
    since: datetime | None = None
    until: datetime | None = None

    def conditions(self) -> list[Any]:
        """The filters as conditions on `articles`."""
        column = articles.c
        found: list[Any] = [column.document.is_not(None)]
        if self.site:
            found.append(column.site == self.site)
        if self.categories:
            found.append(or_(*(column.category_slug == slug for slug in self.categories)))
        if self.source:
            found.append(column.source == self.source)
        if tag := self.language:
            found.append(or_(column.language == tag, column.language.like(f"{tag}-%")))
        if self.since:
            found.append(column.first_seen_at >= micros(self.since))
        if self.until:
            found.append(column.first_seen_at < micros(self.until))
        return found


@dataclass(frozen=True, slots=True)
class Kept:
    """An article as it is kept: `record` has the keys of its line, `views` is the highest count
    believed; (`at`, `number`) is its place in the order of first sight."""

    number: int
    at: int
    changed_at: datetime
    views: int | None
    record: dict[str, Any] = field(repr=False)

    @property
    def place(self) -> tuple[int, int]:
        """Where a list goes on behind it."""
        return self.at, self.number


def kept(row: Any) -> Kept:
    """The article of a row that begins with the columns SHOWN and has a document."""
    number, at, fetched_at, views, duplicate_of, overlaps, document = row[: len(SHOWN)]
    record = documents.decode(document)
    record["duplicate_of"] = duplicate_of
    record["overlaps"] = orjson.loads(overlaps) if overlaps else []
    return Kept(number, at, moment(fetched_at), views, record)


def newest(
    connection: Connection, chosen: Chosen, before: tuple[int, int] | None, limit: int
) -> list[Kept]:
    """At most `limit` articles behind the place `before`, newest first."""
    query = select(*SHOWN).where(*chosen.conditions())
    if before:
        query = query.where(*behind(*before))
    return _found(connection, query.order_by(*newest_first()).limit(limit))


def behind(at: Any, number: Any) -> tuple[Any, Any]:
    """The condition of what comes behind a place; its first half alone tells the index where to
    begin."""
    earlier = articles.c.first_seen_at < at
    same = and_(articles.c.first_seen_at == at, articles.c.number < number)
    return articles.c.first_seen_at <= at, or_(earlier, same)


def by_ids(connection: Connection, ids: Sequence[str]) -> dict[str, Kept]:
    """Articles by id; those that are not kept are left out."""
    mine = and_(articles.c.id.in_(ids[:500]), articles.c.document.is_not(None))
    return {one.record["id"]: one for one in _found(connection, select(*SHOWN).where(mine))}


def copies_of(connection: Connection, article_id: str, limit: int = 20) -> list[Kept]:
    """Articles that are linked as copies of one, oldest first."""
    mine = and_(articles.c.duplicate_of == article_id, articles.c.document.is_not(None))
    query = select(*SHOWN).where(mine).order_by(articles.c.first_seen_at).limit(limit)
    return _found(connection, query)


def newest_first() -> tuple[Any, Any]:
    """The order of lists."""
    return articles.c.first_seen_at.desc(), articles.c.number.desc()


def _found(connection: Connection, query: Select[Any]) -> list[Kept]:
    return [kept(row) for row in connection.execute(query)]
