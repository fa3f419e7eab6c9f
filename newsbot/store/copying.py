"""Copying a store into another database, with its numbers: SQLite to PostgreSQL and back.

Tables go over in parts, each committed with the key that it ended at, so that a copy that was
broken off goes on from there. At the end the rows of both sides are counted and hashed. What is
derived (cards, the search index) is left out; the new store makes it itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from hashlib import blake2b
from typing import Any

import orjson
from sqlalchemy import Connection, Table, delete, func, select, text, tuple_

from newsbot.errors import RunFault, StoreFault
from newsbot.store.opening import read_faults, shown
from newsbot.store.statements import upsert
from newsbot.store.tables import about, articles, cursors, metadata, runs
from newsbot.store.upkeep import Upkeep

PART = 1_000
"""Rows that go over in one transaction."""

MARK = "copy:"
"""In `about`, while a copy goes on: `copy:` names its source, `copy:TABLE` how far it has come."""

DONE = "done"
DERIVED = [table.info["derived"] for table in metadata.sorted_tables if "derived" in table.info]
"""How far what is derived has followed the log."""

Tell = Callable[[str, int], None]


def copy(source: Upkeep, target: Upkeep, tell: Tell) -> int:
    """Copies everything; how many rows there are. `tell` gets each table and its number of rows.

    Raises StoreFault where the target is another store already, RunFault where both differ in the
    end because the source was written to: the next call copies what differs again.
    """
    _claim(source, target)
    for table in _tables():
        tell(table.name, _copy_table(source, target, table))
    differ = [table for table in _tables() if _sum(source, table) != _sum(target, table)]
    if differ:
        _start_over(target, differ)
        names = ", ".join(table.name for table in differ)
        raise RunFault(
            f"{shown(source.url)} was written to while it was copied ({names} differ): end its "
            "crawls and copy again; what is the same is not copied twice"
        )
    _finish(target)
    return sum(_sum(target, table)[0] for table in _tables())


def _tables() -> list[Table]:
    return [table for table in metadata.sorted_tables if "derived" not in table.info]


def _own(table: Table) -> Any:
    """The rows of a table that are copied."""
    query = select(table)
    if table is about:
        return query.where(about.c.name.not_like(f"{MARK}%"))
    return query.where(cursors.c.name.not_in(DERIVED)) if table is cursors else query


def _claim(source: Upkeep, target: Upkeep) -> None:
    """Marks an empty store as the copy of `source`."""
    name = blake2b(source.secret, digest_size=16).hexdigest()
    with target.writing() as connection:
        marked = connection.scalar(select(about.c.value).where(about.c.name == MARK))
        if marked == name:
            return
        held = any(connection.scalar(select(func.count()).select_from(t)) for t in (articles, runs))
        if marked or held:
            raise StoreFault(f"{shown(target.url)} is another store already: name an empty one")
        upsert(connection, about, [{"name": MARK, "value": name}])


def _copy_table(source: Upkeep, target: Upkeep, table: Table) -> int:
    """Copies what is left of a table; the number of rows that went over now."""
    with target.reading() as connection:
        mark = connection.scalar(select(about.c.value).where(about.c.name == MARK + table.name))
    if mark == DONE:
        return 0
    count = 0
    for part in _parts(source, table, orjson.loads(mark) if mark else None):
        last = [part[-1][column.name] for column in table.primary_key]
        with target.writing() as connection:
            upsert(connection, table, part)
            _mark(connection, table, orjson.dumps(last).decode())
        count += len(part)
    with target.writing() as connection:
        _mark(connection, table, DONE)
    return count


def _parts(source: Upkeep, table: Table, after: Sequence[Any] | None) -> Iterator[list[Any]]:
    """A table's rows behind a key, in the order of its keys, some at a time."""
    keys = list(table.primary_key)
    query = _own(table).order_by(*keys).limit(PART)
    while True:
        behind = query.where(tuple_(*keys) > tuple_(*after)) if after else query
        with source.reading() as connection:
            part = [dict(row) for row in connection.execute(behind).mappings()]
        if not part:
            return
        yield part
        after = [part[-1][key.name] for key in keys]


def _mark(connection: Connection, table: Table, value: str) -> None:
    upsert(connection, about, [{"name": MARK + table.name, "value": value}])


def _sum(store: Upkeep, table: Table) -> tuple[int, int]:
    """(rows, sum of their hashes): the same whatever order a database has for texts."""
    count = total = 0
    with read_faults(store.url), store.reading() as connection:
        for row in connection.execution_options(yield_per=PART).execute(_own(table)):
            said = repr(tuple(row)).encode("utf-8", "surrogatepass")
            total += int.from_bytes(blake2b(said, digest_size=16).digest(), "big")
            count += 1
    return count, total % (1 << 128)


def _start_over(target: Upkeep, differ: Sequence[Table]) -> None:
    """Empties tables that are to be copied again."""
    with target.writing() as connection:
        for table in differ:
            connection.execute(delete(about).where(about.c.name == MARK + table.name))
            if table is not about:
                connection.execute(delete(table))


def _finish(target: Upkeep) -> None:
    """The copy becomes a store of its own: numbers go on behind those that were copied."""
    with target.writing() as connection:
        if connection.dialect.name == "postgresql":
            for column in (articles.c.number, runs.c.id):
                highest = connection.scalar(select(func.max(column)))
                given = {"table": column.table.name, "column": column.name, "highest": highest}
                connection.execute(text(SET_SEQUENCE), given)
        connection.execute(delete(about).where(about.c.name.like(f"{MARK}%")))


SET_SEQUENCE = (
    "SELECT setval(pg_get_serial_sequence(:table, :column), coalesce(:highest, 1), "
    "CAST(:highest AS bigint) IS NOT NULL)"
)
