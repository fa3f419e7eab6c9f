"""Durable memory: SQLite by default, PostgreSQL by URL."""

from newsbot.store.leases import RunHandle, RunRow
from newsbot.store.store import Known, Store, open_store

__all__ = ["Known", "RunHandle", "RunRow", "Store", "open_store"]
