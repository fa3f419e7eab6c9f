"""Quick reads: one statement, over a connection that is held for them.

SQLAlchemy takes longer to open and close a transaction than SQLite does to give thirty rows.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from threading import Lock
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine

from newsbot.errors import StoreFault
from newsbot.store import still
from newsbot.store.opening import read_faults, shown
from newsbot.store.server import again
from newsbot.store.statements import Listed

T = TypeVar("T")

PULSE = {
    "sqlite": "PRAGMA data_version",  # says of one connection whether others have committed
    "postgresql": "SELECT CAST(pg_current_snapshot() AS text)",  # another after each that wrote
}


class Quick:
    """Quick reads of one database, by one thread at a time; on PostgreSQL they are like others."""

    def __init__(self, engine: Engine, url: str) -> None:
        self.engine, self.url = engine, url
        self.is_local = engine.dialect.name == "sqlite"
        self.lock = Lock()
        self.held: Connection | None = None

    def rows(self, statement: str, values: Any = ()) -> Sequence[Any]:
        """The rows of a statement; raises StoreFault."""
        if not self.is_local:
            return self.read(lambda held: held.exec_driver_sql(statement, values or {}).all())
        with self.lock:
            return self._read(self._hold().connection, statement, values)

    def listed(self, statement: Listed, wanted: Iterable[Any]) -> Sequence[Any]:
        """The rows of a statement about a list; raises StoreFault."""
        parts = statement.parts(self.engine.dialect, wanted)
        return [row for part in parts for row in self.rows(*part)]

    def read(self, ask: Callable[[Connection], T]) -> T:
        """What a question to one state of the store gives, by statements on the driver's cursor
        (driver.py) only; raises StoreFault. Whoever asks must not ask for another one."""
        if not self.is_local:
            with read_faults(self.url):
                return again(self.engine, lambda: self._ask(ask))
        with self.lock, read_faults(self.url):
            held = self._hold()
            raw: Any = held.connection.driver_connection
            raw.execute("BEGIN")  # touches no file
            try:
                return ask(held)
            finally:
                raw.rollback()

    def _ask(self, ask: Callable[[Connection], T]) -> T:
        with self.engine.connect() as connection:
            return ask(connection)

    def _hold(self) -> Connection:
        if self.held is not None and still.is_old(self.engine, self.held.info):
            self.held.invalidate()
            self.held.close()
            self.held = None
        if self.held is None:
            self.held = self.engine.connect()
        return self.held

    def rows_aside(self, statement: str, values: Any = ()) -> Sequence[Any]:
        """The rows of a statement that may take longer: nothing waits for it."""
        if not self.is_local:
            return self.rows(statement, values)
        with closing(self.engine.raw_connection()) as connection:
            return self._read(connection, statement, values)

    def _read(self, connection: Any, statement: str, values: Any) -> list[Any]:
        try:
            return list(connection.driver_connection.execute(statement, values))
        except sqlite3.Error as error:
            raise StoreFault(f"cannot read the store {shown(self.url)}: {error}") from error

    def pulse(self) -> str:
        """A text that is another one after every commit, by whatever process."""
        return str(self.rows(PULSE[self.engine.dialect.name])[0][0])

    def close(self) -> None:
        """Lets the connection go."""
        with self.lock:
            if self.held is not None:
                self.held.close()
                self.held = None
