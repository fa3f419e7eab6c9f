"""Opening a store: the engine, its pragmas, its tables and their version."""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, insert, inspect, select, update
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import (
    ArgumentError,
    DatabaseError,
    InterfaceError,
    NoSuchModuleError,
    OperationalError,
)

from newsbot.errors import DamagedStore, NewerStore, StoreFault, UnusableFile, WriteFault
from newsbot.store import grams, search, server, still
from newsbot.store.migrations import migrate, schema_version
from newsbot.store.tables import about, counters, metadata

BUSY_SECONDS = 30
"""How long a writer waits for another process's transaction; `?timeout=` of the URL changes it."""

RIGHT = "a store is sqlite:///PATH or postgresql://USER@HOST/NAME"
STATEMENTS = 512
"""Prepared statements that an SQLite connection keeps: those of near-duplicates are several for
each span of weeks."""

CACHE_KB = 1_000
"""Pages of the file that an SQLite connection keeps. A crawl has several connections, and each
commit makes the others read theirs anew; SQLite's own measure is twice that."""

SECRET_BYTES = 32


def open_engine(url: str, *, make: bool = True) -> tuple[Engine, int]:
    """The engine of a store, and the schema that the store had before; raises StoreFault and kin.

    A store of an earlier schema is brought up to date. An empty database gets its tables (schema
    0 before), or with `make=False` is refused and left as it is.
    """
    if not make:
        _check_there(url)
    engine = _engine(url)
    why = still.why_read_only(engine.url)
    if why and make:
        raise StoreFault(f"cannot write to the store {shown(url)}: {why}")
    if engine.dialect.name == "sqlite":
        _prepare_sqlite(engine, read_only=bool(why))
    else:
        server.prepare(engine)
    try:
        before = server.again(engine, lambda: _make_tables(engine, url, make=make, why=why))
    except (OperationalError, InterfaceError) as error:
        engine.dispose()
        raise StoreFault(f"cannot open the store {shown(url)}: {reason(error)}") from error
    except DatabaseError as error:
        engine.dispose()
        said = f"{shown(url)} is no store, or a damaged one: {reason(error)}"
        raise DamagedStore(said) from error
    except StoreFault:
        engine.dispose()
        raise
    return engine, before


def _check_there(url: str) -> None:
    """SQLite makes the file of a store that is only looked for."""
    path = url.removeprefix("sqlite:///").partition("?")[0]
    if url.startswith("sqlite:///") and not Path(path).is_file():
        raise _no_store(url)


def _no_store(url: str) -> StoreFault:
    return StoreFault(f"there is no store {shown(url)}: crawl first, or name another by --store")


def _engine(url: str) -> Engine:
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() == "sqlite" and parsed.database:
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        with_driver, given = _with_driver(parsed), _arguments(parsed)
        ping = parsed.get_backend_name() != "sqlite"  # a server may have been restarted
        return create_engine(with_driver, connect_args=given, pool_pre_ping=ping)
    except ModuleNotFoundError as error:
        if error.name == "psycopg":
            raise StoreFault(
                "a store on PostgreSQL needs psycopg: pip install 'newsbot[cluster]'"
            ) from error
        raise StoreFault(f"no store {shown(url)}: {RIGHT}") from error
    except (ArgumentError, NoSuchModuleError, ValueError) as error:
        raise StoreFault(f"no store {shown(url)}: {RIGHT}") from error
    except OSError as error:
        raise StoreFault(f"no store {shown(url)}: {error.strerror or error}") from error


def shown(url: str) -> str:
    """A store's URL for people: without its password."""
    try:
        parsed = make_url(url)  # it would show a path with blanks or Chinese letters in codes
        return parsed.render_as_string(hide_password=True) if parsed.password else url
    except (ArgumentError, ValueError):
        return url


def _with_driver(url: URL) -> URL:
    """psycopg 3 for a PostgreSQL address that names no driver."""
    return url.set(drivername="postgresql+psycopg") if url.drivername == "postgresql" else url


def _arguments(url: URL) -> dict[str, Any]:
    if url.get_backend_name() != "sqlite":
        return server.arguments(url)
    given: dict[str, Any] = {"cached_statements": STATEMENTS}
    return given if "timeout" in url.query else {**given, "timeout": BUSY_SECONDS}


def _prepare_sqlite(engine: Engine, *, read_only: bool) -> None:
    """WAL, and transactions that take the write lock at once.

    A deferred transaction that has read before another process wrote fails at its first write,
    whatever the busy timeout; so every transaction here is begun by us.
    """
    if read_only:
        still.prepare(engine)

    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in () if read_only else ("journal_mode=WAL", "synchronous=FULL"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.execute("PRAGMA secure_delete=ON")
        cursor.execute(f"PRAGMA cache_size=-{CACHE_KB}")
        cursor.close()
        search.prepare(connection)

    @event.listens_for(engine, "begin")
    def _begun(connection: Any) -> None:
        if connection.get_execution_options().get("writes"):
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:  # touches no file, so there is no error to be told in SQLAlchemy's words
            connection.connection.driver_connection.execute("BEGIN")


def _make_tables(engine: Engine, url: str, *, make: bool, why: str = "") -> int:
    """Makes what is missing; a store that has everything is only read. The schema before."""
    with engine.begin() as connection:
        version = _version(connection)
        missing = metadata.tables.keys() - set(inspect(connection).get_table_names())
        stale = version is None or search.is_of_another_rule(connection)
    if version is None and not make:
        raise _no_store(url)
    if version is not None and version > schema_version():
        raise NewerStore(
            f"{shown(url)} has schema {version}, this newsbot knows {schema_version()}: "
            "use the newsbot that wrote it, or a later one"
        )
    if version != schema_version() or missing or stale:
        if why:
            said = f"{shown(url)} is an earlier newsbot's, and cannot be brought up to date"
            raise StoreFault(f"{said}: {why}")
        with engine.execution_options(writes=True).begin() as connection:
            _bring_up(connection)
    return version or 0


def _version(connection: Connection) -> int | None:
    """The store's schema; None for an empty database."""
    if not inspect(connection).has_table(about.name):
        return None
    query = select(about.c.value).where(about.c.name == "schema_version")
    return int(connection.execute(query).scalar_one())


def _bring_up(connection: Connection) -> None:
    server.lock(connection, "schema")
    version = _version(connection)  # another process may have been faster
    if version is None:
        metadata.create_all(connection)
        first = {
            "schema_version": str(schema_version()),
            "secret": secrets.token_hex(SECRET_BYTES),
            "search_rule": grams.RULE,
        }
        rows = [{"name": name, "value": value} for name, value in first.items()]
        connection.execute(insert(about), rows)
        connection.execute(insert(counters).values(name="seq", value=0))
        return
    migrate(connection, version)
    metadata.create_all(connection)
    if search.is_of_another_rule(connection):
        search.empty(connection)
    mine = update(about).where(about.c.name == "schema_version")
    connection.execute(mine.values(value=str(schema_version())))


@contextmanager
def write_faults(url: str) -> Iterator[None]:
    """Turns a database's error into a WriteFault that names the store."""
    try:
        yield
    except DatabaseError as error:
        why = still.why_read_only(make_url(url)) or reason(error)
        raise WriteFault(f"cannot write to the store {shown(url)}: {why}") from error


@contextmanager
def read_faults(url: str) -> Iterator[None]:
    """Turns a database's error into a DamagedStore, or a StoreFault where it is not to be had."""
    try:
        yield
    except OperationalError as error:
        raise StoreFault(f"cannot read the store {shown(url)}: {reason(error)}") from error
    except DatabaseError as error:
        raise DamagedStore(f"the store {shown(url)} is damaged: {reason(error)}") from error


def wipe(engine: Engine, url: str) -> None:
    """Leaves nothing of deleted rows in the database's files.

    SQLite overwrites what it deletes (PRAGMA secure_delete); its write-ahead log is emptied here,
    which needs a moment without other readers. PostgreSQL rewrites its tables, one after the other,
    each behind a lock of its own; its write-ahead log and backups are the server's.
    """
    with write_faults(url), engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.rollback()
            raw: Any = connection.connection.driver_connection
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            free = connection.execution_options(isolation_level="AUTOCOMMIT")
            for table in (*metadata.sorted_tables, search.entries):
                free.exec_driver_sql(f"VACUUM FULL {table.name}")


def integrity(engine: Engine, url: str) -> list[str]:
    """What the database itself finds damaged in its file; empty for a server's."""
    if engine.dialect.name != "sqlite":
        return []
    with read_faults(url), engine.connect() as connection:
        found = connection.exec_driver_sql("PRAGMA integrity_check(20)").scalars()
        lines = (line for text in found for line in str(text).splitlines())
        return [line for line in lines if line != "ok" and not line.startswith("***")]


def backup(engine: Engine, url: str, path: Path) -> None:
    """A copy of an SQLite store as of now, whole or not at all, while others go on writing.

    Raises StoreFault for a server's store, which has its own tools, UnusableFile where `path` is a
    store in use, and WriteFault.
    """
    if engine.dialect.name != "sqlite":
        raise StoreFault("backup is for SQLite stores; for PostgreSQL there is pg_dump")
    _check_unused(engine, path)
    part = path.with_name(f".{path.name}.part")
    part.unlink(missing_ok=True)
    try:
        with write_faults(url), engine.connect() as connection:
            connection.rollback()
            raw: Any = connection.connection.driver_connection
            raw.execute("VACUUM INTO ?", [str(part)])
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.replace(path)
    except (OSError, sqlite3.Error) as error:
        raise WriteFault(f"cannot write the backup {path}: {error}") from error
    finally:
        part.unlink(missing_ok=True)


def _check_unused(engine: Engine, path: Path) -> None:
    """Raises UnusableFile where a store in use has the place: SQLite would go on with that one's
    write-ahead log, and both were lost (https://www.sqlite.org/howtocorrupt.html, 1.4)."""
    if path.exists() and path.samefile(str(engine.url.database)):
        raise UnusableFile(f"{path} is the store itself: name another file for the backup")
    log = path.with_name(f"{path.name}-wal")
    if log.exists():
        raise UnusableFile(
            f"{path} is a store in use, or was not closed ({log.name} lies beside it): name "
            "another file for the backup"
        )


def reason(error: DatabaseError | InterfaceError) -> str:
    """What the database itself said, in one line."""
    return str(error.orig).splitlines()[0] if error.orig else str(error)
