"""Statements on the driver's own cursor, inside a connection's transaction.

Through SQLAlchemy a small statement costs several times what SQLite needs for it, and a crawl runs
a dozen for every page. What goes wrong is told as SQLAlchemy tells it (DBAPIError), so that nobody
above has to know which way a statement went.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError


def rows_of(connection: Connection, sql: str, values: Any = ()) -> Sequence[Any]:
    """The rows that a statement gives, as tuples; raises DBAPIError."""
    with _cursor(connection, sql) as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall() if cursor.description else ()


def run_many(connection: Connection, sql: str, rows: Sequence[Any]) -> None:
    """Runs a statement for each of some rows of values; raises DBAPIError."""
    with _cursor(connection, sql) as cursor:
        cursor.executemany(sql, rows)


@contextmanager
def _cursor(connection: Connection, sql: str) -> Iterator[Any]:
    raw = connection.connection
    driver: Any = connection.dialect.dbapi
    cursor = raw.cursor()
    try:
        yield cursor
    except driver.Error as error:
        lost = connection.dialect.is_disconnect(error, raw.driver_connection, cursor)
        told = DBAPIError.instance(
            sql, None, error, driver.Error, connection_invalidated=lost, dialect=connection.dialect
        )
        if lost:
            connection.invalidate(error)
        raise told from error
    finally:
        cursor.close()
