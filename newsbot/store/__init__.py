"""Durable memory: SQLite by default, PostgreSQL by URL."""

from newsbot.store.browsing import Chosen, Kept
from newsbot.store.known import Known
from newsbot.store.leases import RunHandle, RunRow
from newsbot.store.log import Change
from newsbot.store.opening import shown
from newsbot.store.reading import Observation, Reading, SiteRow, Version
from newsbot.store.search import Found
from newsbot.store.server import patience
from newsbot.store.standings import OpenRun, Standing
from newsbot.store.store import Store, open_store
from newsbot.store.stories import Trend
from newsbot.store.walks import Validators

__all__ = [
    "Change",
    "Chosen",
    "Found",
    "Kept",
    "Known",
    "Observation",
    "OpenRun",
    "Reading",
    "RunHandle",
    "RunRow",
    "SiteRow",
    "Standing",
    "Store",
    "Trend",
    "Validators",
    "Version",
    "open_store",
    "patience",
    "shown",
]
