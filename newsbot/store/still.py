"""A store that may only be read: its file, or the folder around it, is not to be written to.

A database in WAL mode is read with the help of two files beside it, `-wal` and `-shm`. Where they
lie there, somebody has the store open, and it is read as it changes (`mode=ro`). Where they do
not, everything is in the file, and it is read as it stands (`immutable=1`): SQLite would make
them, which it may not, or would leave them behind. That holds until they appear: somebody who may
write has opened the store, and it is opened anew.
https://www.sqlite.org/wal.html#readonly
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import DisconnectionError

STILL = "newsbot.still"
"""Key of a connection's `info`: how the file was when it began to be read as it stands."""


def why_read_only(url: URL) -> str:
    """Why a store's file cannot be written to, in a few words; "" where it can be, is not there,
    or the store is a server's."""
    path = Path(url.database or "")
    if url.get_backend_name() != "sqlite" or not path.is_file():
        return ""
    if not os.access(path, os.W_OK):
        return "its file is read-only"
    return "" if os.access(path.absolute().parent, os.W_OK) else "its folder is read-only"


def prepare(engine: Engine) -> None:
    """Has the file opened for reading only, and opened anew where that has become unsafe."""
    path = Path(str(engine.url.database)).absolute()

    @event.listens_for(engine, "do_connect")
    def _connect(dialect: Any, record: Any, given: Any, named: Any) -> Any:
        record.info[STILL] = None if _is_open(path) else _state(path)
        as_it_stands = "&immutable=1" if record.info[STILL] else ""
        address = f"file:{quote(str(path))}?mode=ro{as_it_stands}"
        return dialect.connect(address, **{**named, "uri": True})

    @event.listens_for(engine, "checkout")
    def _checked_out(_: Any, record: Any, proxy: Any) -> None:
        if is_old(engine, record.info):
            raise DisconnectionError


def is_old(engine: Engine, info: dict[str, Any]) -> bool:
    """Whether a connection (`info` is its) reads a file as it stands that is written to by now."""
    if not info.get(STILL):
        return False
    return _is_open(Path(str(engine.url.database))) or is_changed(engine, info)


def is_changed(engine: Engine, info: dict[str, Any]) -> bool:
    """Whether the file has changed under a connection that reads it as it stands."""
    before = info.get(STILL)
    return bool(before) and _state(Path(str(engine.url.database))) != before


def _is_open(path: Path) -> bool:
    """Whether a store is open somewhere, or was when its process was killed."""
    log, index = (path.with_name(path.name + end) for end in ("-wal", "-shm"))
    return index.exists() or (log.exists() and log.stat().st_size > 0)


def _state(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_size, found.st_mtime_ns
