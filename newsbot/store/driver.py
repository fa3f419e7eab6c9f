"""Statements on the driver's own cursor, inside a connection's transaction.

Through SQLAlchemy a small statement costs several times what SQLite needs for it, and a crawl runs
a dozen for every page. What goes wrong is told as SQLAlchemy tells it (DBAPIError), so that nobody
above has to know which way a statement went.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError


def rows_of(connection: Connection, sql: str, values: Any = ()) -> Sequence[Any]:
    """The rows that a statement gives, as tuples; raises DBAPIError."""
    cursor: Any = connection.connection.cursor()
    try:
        cursor.execute(sql, values)
        return cursor.fetchall() if cursor.description else ()
    except connection.dialect.dbapi.Error as error:  # type: ignore[union-attr]
        raise _told(connection, cursor, sql, error) from error
    finally:
        cursor.close()


def run_many(connection: Connection, sql: str, rows: Sequence[Any]) -> None:
    """Runs a statement for each of some rows of values; raises DBAPIError."""
    cursor: Any = connection.connection.cursor()
    try:
        cursor.executemany(sql, rows)
    except connection.dialect.dbapi.Error as error:  # type: ignore[union-attr]
        raise _told(connection, cursor, sql, error) from error
    finally:
        cursor.close()


def _told(connection: Connection, cursor: Any, sql: str, error: Any) -> DBAPIError:
    """The driver's error as SQLAlchemy tells it; a connection that is lost is given up."""
    driver: Any = connection.dialect.dbapi
    lost = connection.dialect.is_disconnect(error, connection.connection.driver_connection, cursor)
    told: DBAPIError = DBAPIError.instance(
        sql, None, error, driver.Error, connection_invalidated=lost, dialect=connection.dialect
    )
    if lost:
        connection.invalidate(error)
    return told
