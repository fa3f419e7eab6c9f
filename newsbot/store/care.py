"""Care of a store: is it whole, what can be put right, and what is old enough to go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Index,
    Table,
    delete,
    func,
    inspect,
    select,
    update,
)
from zstandard import ZstdError

from newsbot.store import documents, log, thumbnails
from newsbot.store.keyring import bases_of, rows_of
from newsbot.store.moments import micros
from newsbot.store.statements import upsert
from newsbot.store.tables import (
    addresses,
    articles,
    changes,
    counters,
    keys,
    metadata,
    observations,
    pending,
    sightings,
    versions,
)

AT_A_TIME = 500


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong: how often, and whether it was put right."""

    what: str
    count: int
    repaired: bool


def check(connection: Connection, at: int, *, repair: bool = False) -> list[Finding]:
    """What is wrong with a store; with `repair`, what can be derived is put right.

    Articles whose record cannot be read any more cannot be derived: they are only named.
    """
    found = _indexes(connection, repair)
    found += _orphans(connection, repair)
    found += _unreadable(connection)
    found += _without_keys(connection, repair)
    found += _dangling(connection, at, repair)
    found += _untold(connection, at, repair)
    return found + _counter(connection, repair)


def _indexes(connection: Connection, repair: bool) -> list[Finding]:
    """Indexes that a person took away, or that a step of the migrations forgot."""
    there = inspect(connection)
    lacking = [
        index
        for table in metadata.sorted_tables
        if table.indexes
        for index in table.indexes - _named(table, there.get_indexes(table.name))
    ]
    for index in lacking if repair else ():
        index.create(connection)
    return [Finding("indexes that are not there", len(lacking), repair)] if lacking else []


def _named(table: Table, found: Sequence[Any]) -> set[Index]:
    names = {row["name"] for row in found}
    return {index for index in table.indexes if index.name in names}


def _orphans(connection: Connection, repair: bool) -> Iterator[Finding]:
    """Rows of articles that are not there."""
    for table in metadata.sorted_tables:
        for kind, column in (("article", articles.c.number), ("article_id", articles.c.id)):
            if name := table.info.get(kind):
                lost = table.c[name].not_in(select(column))
                if count := _count(connection, table, lost):
                    if repair:
                        connection.execute(delete(table).where(lost))
                    yield Finding(f"{table.name} of articles that are not there", count, repair)


def _unreadable(connection: Connection) -> list[Finding]:
    broken, after = 0, 0
    query = select(articles.c.number, articles.c.document).order_by(articles.c.number)
    query = query.where(articles.c.document.is_not(None)).limit(AT_A_TIME)
    while rows := connection.execute(query.where(articles.c.number > after)).all():
        after = rows[-1].number
        broken += sum(not _is_readable(row.document) for row in rows)
    return [Finding("articles whose record cannot be read", broken, False)] if broken else []


def _is_readable(document: bytes) -> bool:
    try:
        documents.read_article(document)
    except (ValueError, KeyError, TypeError, ZstdError):
        return False
    return True


def _without_keys(connection: Connection, repair: bool) -> list[Finding]:
    lacking = articles.c.number.not_in(select(keys.c.article))
    columns = (articles.c.number, articles.c.site, articles.c.url)
    rows = connection.execute(select(*columns).where(lacking)).all()
    if rows and repair:
        bases = bases_of(connection)
        made = [rows_of(r.site, r.number, [r.url], bases.get(r.site, [])) for r in rows]
        upsert(connection, keys, [row for some in made for row in some], update=False)
    return [Finding("articles without a key", len(rows), repair)] if rows else []


def _dangling(connection: Connection, at: int, repair: bool) -> list[Finding]:
    """Copies of articles that are not there."""
    there = select(articles.c.id)
    lost = articles.c.duplicate_of.is_not(None) & articles.c.duplicate_of.not_in(there)
    ids = list(connection.execute(select(articles.c.id).where(lost)).scalars())
    if ids and repair:
        log.relink(connection, {found: (None, []) for found in ids}, at)
    return [Finding("copies of articles that are not there", len(ids), repair)] if ids else []


def _untold(connection: Connection, at: int, repair: bool) -> list[Finding]:
    """Articles that the log of changes does not know."""
    lost = articles.c.id.not_in(select(changes.c.article_id))
    ids = list(connection.execute(select(articles.c.id).where(lost)).scalars())
    if ids and repair:
        log.tell(connection, dict.fromkeys(ids, "upsert"), at)
    return [Finding("articles that were never told", len(ids), repair)] if ids else []


def _counter(connection: Connection, repair: bool) -> list[Finding]:
    highest = connection.execute(select(func.max(changes.c.seq))).scalar() or 0
    mine = counters.c.name == "seq"
    given = connection.execute(select(counters.c.value).where(mine)).scalar()
    if given is not None and given >= highest:
        return []
    if repair:
        upsert(connection, counters, [{"name": "seq", "value": highest}])
    return [Finding("sequence numbers given twice", highest - (given or 0), repair)]


def _count(connection: Connection, table: Any, condition: ColumnElement[bool]) -> int:
    counted = select(func.count()).select_from(table).where(condition)
    return connection.execute(counted).scalar_one()


# --- Age --------------------------------------------------------------------------------------


def expire(connection: Connection, now: datetime, keep: Mapping[str, timedelta]) -> dict[str, int]:
    """Removes what is older than `keep` says, by kind: articles (their text; that they were there
    is remembered), versions, views, sightings, addresses. How many rows of each went."""
    gone: dict[str, int] = {}
    for kind, age in keep.items():
        gone[kind] = EXPIRE[kind](connection, _before(now, age))
    return gone


def _before(now: datetime, age: timedelta) -> int:
    """The moment of an age, in microseconds since 1970; one before all time is the first of all."""
    try:
        return micros(now - age)
    except OverflowError:
        return micros(datetime.min.replace(tzinfo=UTC))


def _texts(connection: Connection, before: int) -> int:
    old = (articles.c.visited_at < before) & articles.c.document.is_not(None)
    numbers = select(articles.c.number).where(old)
    earlier = versions.c.article.in_(numbers)
    connection.execute(update(versions).where(earlier).values(document=None))
    gone = connection.execute(update(articles).where(old).values(document=None, title=None))
    thumbnails.drop_expired(connection)
    return int(gone.rowcount)


def _versions(connection: Connection, before: int) -> int:
    old = (versions.c.at < before) & versions.c.document.is_not(None)
    return int(connection.execute(update(versions).where(old).values(document=None)).rowcount)


def _views(connection: Connection, before: int) -> int:
    return int(connection.execute(delete(observations).where(observations.c.at < before)).rowcount)


def _sightings(connection: Connection, before: int) -> int:
    old = sightings.c.last_at < before
    return int(connection.execute(delete(sightings).where(old)).rowcount)


def _addresses(connection: Connection, before: int) -> int:
    """Failed addresses, not tombstones; and those that never could be fetched."""
    old = (addresses.c.at < before) & addresses.c.retry_at.is_not(None)
    gone = connection.execute(delete(addresses).where(old)).rowcount
    waiting = pending.c.found_at < before
    return int(gone + connection.execute(delete(pending).where(waiting)).rowcount)


EXPIRE = {
    "articles": _texts,
    "versions": _versions,
    "views": _views,
    "sightings": _sightings,
    "addresses": _addresses,
}
"""Kind of data -> what removes the rows of it that are older than a moment."""
