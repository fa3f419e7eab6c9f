"""Opening a store: the engine, its pragmas, its tables and their version."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, insert, inspect, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError, OperationalError

from newsbot.errors import DamagedStore, NewerStore, StoreFault, WriteFault
from newsbot.store.tables import SCHEMA_VERSION, about, metadata

BUSY_SECONDS = 30
"""How long a writer waits for another process's transaction."""

RIGHT = "a store is sqlite:///PATH or postgresql://USER@HOST/NAME"


def open_engine(url: str) -> Engine:
    """The engine of a store with its tables made; raises StoreFault and its kin."""
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() == "sqlite" and parsed.database:
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(parsed, connect_args=_arguments(parsed.get_backend_name()))
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise StoreFault(f"no store {url}: {RIGHT}") from error
    except OSError as error:
        raise StoreFault(f"no store {url}: {error.strerror or error}") from error
    if engine.dialect.name == "sqlite":
        _prepare_sqlite(engine)
    try:
        _make_tables(engine, url)
    except OperationalError as error:
        raise StoreFault(f"cannot open the store {url}: {_reason(error)}") from error
    except DatabaseError as error:
        raise DamagedStore(f"{url} is no store, or a damaged one: {_reason(error)}") from error
    return engine


def _arguments(dialect: str) -> dict[str, Any]:
    return {"timeout": BUSY_SECONDS} if dialect == "sqlite" else {}


def _prepare_sqlite(engine: Engine) -> None:
    """WAL, and transactions that take the write lock at once.

    A deferred transaction that has read before another process wrote fails at its first write,
    whatever the busy timeout; so every transaction here is begun by us.
    """

    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA secure_delete=ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begun(connection: Any) -> None:
        options = connection.get_execution_options()
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writes") else "BEGIN")


def _make_tables(engine: Engine, url: str) -> None:
    with engine.execution_options(writes=True).begin() as connection:
        if inspect(connection).has_table(about.name):
            query = select(about.c.value).where(about.c.name == "schema_version")
            version = int(connection.execute(query).scalar_one())
            if version > SCHEMA_VERSION:
                raise NewerStore(
                    f"{url} has schema {version}, this newsbot knows {SCHEMA_VERSION}: "
                    "use the newsbot that wrote it, or a later one"
                )
            return
        metadata.create_all(connection)
        connection.execute(insert(about).values(name="schema_version", value=str(SCHEMA_VERSION)))


@contextmanager
def write_faults(url: str) -> Iterator[None]:
    """Turns a database's error into a WriteFault that names the store."""
    try:
        yield
    except DatabaseError as error:
        raise WriteFault(f"cannot write to the store {url}: {_reason(error)}") from error


def _reason(error: DatabaseError) -> str:
    return str(error.orig).splitlines()[0] if error.orig else str(error)
