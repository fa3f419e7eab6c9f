"""A server's database: it is shared by machines, and it is restarted while crawls go on.

SQLite has one writer at a time and no server; what PostgreSQL needs besides is here. What the
server broke off (a restart, a deadlock with another writer) is done again, and a commit whose
answer was lost is asked after by its number, so that nothing is written twice.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from sqlalchemy import BigInteger, Connection, Engine, cast, event, func, select, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, OperationalError

from newsbot.store.identity import key_hash
from newsbot.store.tables import metadata

WAIT_SECONDS = 60.0
"""How long the writer's thread waits for a server that is restarted."""

DOOR_SECONDS = 25.0
"""The same for everything else: it waits on the crawl's own thread, and a process that is silent
for NEWSBOT_HANG_SECONDS (40) is killed."""

T = TypeVar("T")

PAUSE_SECONDS = 0.5
CONNECT_SECONDS = 10
LEAST_CONNECT_SECONDS = 2
"""Less is not given to a connection: libpq takes one second for two."""

_until: ContextVar[float | None] = ContextVar("until", default=None)

STARTS = ("starting up", "shutting down", "recovery", "too many clients", "connection slots")
"""What a server that is there says while it takes nobody in."""

NEVER_THERE = "this process has not reached the server before, so it does not wait for it"

PASSING = ("08", "40", "53300", "57P")
"""SQLSTATE classes that pass: connection lost, deadlock, too many connections, shut down."""


def is_server(engine: Engine) -> bool:
    """Whether the database is a server's."""
    return engine.dialect.name != "sqlite"


def arguments(url: URL) -> dict[str, Any]:
    """What the driver gets beside the address."""
    return {} if "connect_timeout" in url.query else {"connect_timeout": CONNECT_SECONDS}


@contextmanager
def patience(seconds: float) -> Iterator[None]:
    """What is asked within waits together so many seconds at most for a server that is away, for
    somebody waits for the answer; in threads that are handed the context, too."""
    token = _until.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        _until.reset(token)


def _deadline(seconds: float) -> float:
    """When waiting for that long ends, or what is said by `patience` if that is sooner."""
    until, said = time.monotonic() + seconds, _until.get()
    return until if said is None else min(until, said)


def _brief(named: dict[str, Any]) -> dict[str, Any]:
    """The driver's arguments; one that may not wait does not wait for a silent server either."""
    if _until.get() is None or "connect_timeout" not in named:
        return named
    left = int(_deadline(CONNECT_SECONDS) - time.monotonic())
    return {**named, "connect_timeout": max(left, LEAST_CONNECT_SECONDS)}


def prepare(engine: Engine) -> None:
    """New connections wait for a server that was there and is restarted; its indexes leave out
    the rows that SQLite's do."""
    for index in (found for table in metadata.tables.values() for found in table.indexes):
        index.dialect_options["postgresql"]["where"] = index.dialect_options["sqlite"]["where"]
    logging.getLogger("psycopg").setLevel(logging.ERROR)  # warns of each connection that is lost
    fault: Any = engine.dialect.dbapi
    fault = fault.OperationalError
    was_there = False

    @event.listens_for(engine, "do_connect")
    def _connect(dialect: Any, _: Any, given: Any, named: Any) -> Any:
        nonlocal was_there
        until = _deadline(DOOR_SECONDS)
        while True:
            try:
                made = dialect.connect(*given, **_brief(named))
            except fault as error:
                known = was_there or any(said in str(error) for said in STARTS)
                if not known:
                    error.add_note(NEVER_THERE)
                if not known or time.monotonic() >= until:
                    raise
                time.sleep(PAUSE_SECONDS)
            else:
                was_there = True
                return made


def lock(connection: Connection, name: str) -> None:
    """Others who lock the same name wait for the end of this transaction. SQLite has one writer
    at a time anyway."""
    if connection.dialect.name != "sqlite":
        number = cast(key_hash("lock", name), BigInteger)
        connection.execute(select(func.pg_advisory_xact_lock(number)))


def again(engine: Engine, work: Callable[[], T], seconds: float = DOOR_SECONDS) -> T:
    """Does `work`, for so many seconds once more where the server broke it off. Raises what the
    database does where that does not pass."""
    until = _deadline(seconds)
    while True:
        try:
            return work()
        except DBAPIError as error:
            if not _passes(engine, error) or time.monotonic() >= until:
                raise
        time.sleep(PAUSE_SECONDS)


def transact(engine: Engine, work: Callable[[Connection], T], seconds: float = DOOR_SECONDS) -> T:
    """Does `work` in one transaction, and gives what it gives (see `again`)."""
    number = ""
    given: list[T] = []

    def attempt() -> T:
        nonlocal number
        if number and _is_committed(engine, number):
            return given[-1]
        number = ""
        with engine.begin() as connection:
            given.append(work(connection))
            if is_server(engine):
                number = connection.scalar(text("SELECT pg_current_xact_id()::text"))
        return given[-1]

    return again(engine, attempt, seconds)


def _passes(engine: Engine, error: DBAPIError) -> bool:
    if not is_server(engine):
        return False
    if NEVER_THERE in getattr(error.orig, "__notes__", ()):
        return False
    state = getattr(error.orig, "sqlstate", None) or ""
    lost = isinstance(error, OperationalError) and not state
    return error.connection_invalidated or lost or state.startswith(PASSING)


def _is_committed(engine: Engine, number: str) -> bool:
    """What became of a transaction whose end nobody heard; waits while it is not decided."""
    query = text("SELECT pg_xact_status(CAST(CAST(:number AS text) AS xid8))")
    while True:
        with engine.connect() as connection:
            status = connection.scalar(query, {"number": number})
        if status != "in progress":
            return bool(status == "committed")
        time.sleep(PAUSE_SECONDS)
