"""Durable memory: SQLite by default, PostgreSQL by URL."""

from newsbot.store.known import Known
from newsbot.store.leases import RunHandle, RunRow
from newsbot.store.log import Change
from newsbot.store.reading import Observation, SiteRow, Version
from newsbot.store.store import Store, open_store
from newsbot.store.walks import Validators

__all__ = [
    "Change",
    "Known",
    "Observation",
    "RunHandle",
    "RunRow",
    "SiteRow",
    "Store",
    "Validators",
    "Version",
    "open_store",
]
