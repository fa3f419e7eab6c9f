"""The pulse: a text that is another one after every commit to a store, for who keeps answers."""

from __future__ import annotations

from threading import Lock
from typing import Any

from sqlalchemy import Engine

SNAPSHOT = "SELECT CAST(pg_current_snapshot() AS text)"
"""What PostgreSQL's transactions see: another one as soon as one that wrote has ended."""


class Pulse:
    """The pulse of one database, read in microseconds; the texts of two of these differ."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.lock = Lock()
        self.held: Any = None

    def read(self) -> str:
        """The text as it is now. On SQLite its counter (PRAGMA data_version), which says of one
        connection, held for it, whether others have committed."""
        with self.lock:
            if self.engine.dialect.name != "sqlite":
                with self.engine.connect() as connection:
                    return str(connection.exec_driver_sql(SNAPSHOT).scalar_one())
            if self.held is None:
                self.held = self.engine.raw_connection()
            found = self.held.driver_connection.execute("PRAGMA data_version").fetchone()
            return str(found[0])

    def close(self) -> None:
        """Lets the connection go."""
        with self.lock:
            if self.held is not None:
                self.held.close()
                self.held = None
