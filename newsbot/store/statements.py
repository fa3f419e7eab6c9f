"""Statements that are compiled once and run often.

SQLAlchemy builds, looks up and binds a statement at each execution, which costs more than SQLite
takes to run it. Those of a crawl's every page and article are compiled here, once a dialect, and
run as text with plain values; what they say is still SQLAlchemy's, so PostgreSQL gets its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Dialect, Table, bindparam
from sqlalchemy.dialects import sqlite

from newsbot.store.driver import rows_of, run_many

Row = dict[str, Any]
More = Callable[[Any], Mapping[str, Any]]
"""Makes expressions for columns of a replaced row, of the INSERT statement."""

SIZES = (1, 6, 12, 24, 40, 50, 80, 100, 200, 500)
"""Values of IN lists: a list is filled up to the next size, so that few statements do."""


class Text:
    """A compiled statement: its text and the names of its values in order."""

    def __init__(self, statement: Any, dialect: Dialect, columns: Sequence[str] = ()) -> None:
        compiled = statement.compile(dialect=dialect, column_keys=list(columns) or None)
        self.sql = str(compiled)
        self.names: list[str] | None = compiled.positiontup if compiled.positional else None
        self.fixed = {k: v for k, v in compiled.params.items() if v is not None}
        named = self.names or ()
        self.pick = itemgetter(*named) if len(named) > 1 else None

    def values(self, rows: Iterable[Row]) -> list[Any]:
        """The values of each row as the driver takes them: tuples or mappings."""
        whole = ({**self.fixed, **row} for row in rows) if self.fixed else rows
        if self.names is None:
            return list(whole)
        if self.pick is not None:
            return list(map(self.pick, whole))
        return [tuple(row[name] for name in self.names) for row in whole]

    def run_once(self, connection: Connection, row: Row) -> Sequence[Any]:
        """Runs it for one row of values; the rows that it gives."""
        [given] = self.values([row])
        return rows_of(connection, self.sql, given)

    def run_all(self, connection: Connection, rows: Iterable[Row]) -> None:
        """Runs it for each row."""
        if many := self.values(rows):
            run_many(connection, self.sql, many)


def insertion(connection: Connection, table: Table) -> Any:
    """An INSERT of the connection's dialect, which has ON CONFLICT."""
    return _INSERT[connection.dialect.name](table)


def _postgresql(table: Table) -> Any:
    from sqlalchemy.dialects import postgresql  # a tenth of a second, which SQLite need not wait

    return postgresql.insert(table)


_INSERT: dict[str, Callable[[Table], Any]] = {
    "sqlite": sqlite.insert,
    "postgresql": _postgresql,
}


def upsert(
    connection: Connection,
    table: Table,
    rows: Sequence[Row],
    *,
    by: str = "",
    update: bool = True,
    keep: tuple[str, ...] = (),
    more: More | None = None,
) -> None:
    """Inserts rows; those that are there are replaced but for the columns in `keep`, or with
    `update=False` left as they are.

    A row is there by its primary key or the column `by`; `more` sets columns of replaced rows to
    expressions. All rows have the same columns.
    """
    if rows:
        names = tuple(rows[0])
        text = _upsert(connection.dialect, table, names, by, update, keep, more)
        text.run_all(connection, rows)


@lru_cache(maxsize=128)
def _upsert(  # noqa: PLR0917 - positional, so that lru_cache sees one form
    dialect: Dialect,
    table: Table,
    names: tuple[str, ...],
    by: str,
    update: bool,
    keep: tuple[str, ...],
    more: More | None,
) -> Text:
    statement: Any = _INSERT[dialect.name](table)
    there = [by] if by else [column.name for column in table.primary_key]
    others = [name for name in names if name not in there and name not in keep]
    new = {name: statement.excluded[name] for name in others}
    new |= more(statement) if more else {}
    if update and new:
        statement = statement.on_conflict_do_update(index_elements=there, set_=new)
    else:
        statement = statement.on_conflict_do_nothing(index_elements=there)
    return Text(statement, dialect, names)


class Prepared:
    """A statement that is compiled once a dialect; its values are its `bindparam`s."""

    def __init__(self, statement: Any, columns: Sequence[str] = ()) -> None:
        self.statement = statement
        self.columns = columns
        self._texts: dict[str, Text] = {}

    def rows(self, connection: Connection, **values: Any) -> Sequence[Any]:
        """The rows that it gives for these values, as tuples."""
        name = connection.dialect.name
        if name not in self._texts:
            self._texts[name] = Text(self.statement, connection.dialect, self.columns)
        return self._texts[name].run_once(connection, values)


class Listed:
    """A statement about a list of any length: a SELECT of the rows whose `column` is in it, or one
    that is made for the list's marks."""

    def __init__(self, statement: Any, column: Any) -> None:
        self.made = statement if callable(statement) else _in_list(statement, column)
        self.column = column
        self._texts: dict[tuple[str, int], Text] = {}

    def rows(self, connection: Connection, wanted: Iterable[Any]) -> list[Any]:
        """The rows, as tuples of the statement's columns."""
        parts = self.parts(connection.dialect, wanted)
        return [row for part in parts for row in rows_of(connection, *part)]

    def parts(self, dialect: Dialect, wanted: Iterable[Any]) -> Iterator[tuple[str, Any]]:
        """The statements to be run, with their values."""
        values, most = list(wanted), SIZES[-1]
        for start in range(0, len(values), most):
            yield self._part(dialect, values[start : start + most])

    def _part(self, dialect: Dialect, part: list[Any]) -> tuple[str, Any]:
        size = next(size for size in SIZES if size >= len(part))
        text = self._text(dialect, size)
        part = part + part[-1:] * (size - len(part))
        if text.names is None:
            return text.sql, {f"v{n}": value for n, value in enumerate(part)} | text.fixed
        return text.sql, tuple(part)

    def _text(self, dialect: Dialect, size: int) -> Text:
        key = (dialect.name, size)
        if key not in self._texts:
            marks = [bindparam(f"v{n}", type_=self.column.type) for n in range(size)]
            self._texts[key] = Text(self.made(marks), dialect)
        return self._texts[key]


def _in_list(statement: Any, column: Any) -> Callable[[Sequence[Any]], Any]:
    return lambda marks: statement.where(column.in_(marks))
