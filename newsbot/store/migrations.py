"""Migrations: how a store of an earlier newsbot becomes one of this.

`STEPS[n]` brings a store from schema n + 1 to n + 2, inside one transaction together with the new
number. A step uses SQL of its own, not the tables of tables.py, which go on changing. Tables that
are merely added need no step: `open_engine` makes those that are missing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import Connection

STEPS: Sequence[Callable[[Connection], None]] = ()


def schema_version() -> int:
    """The schema that this newsbot writes."""
    return 1 + len(STEPS)


def migrate(connection: Connection, version: int) -> None:
    """Brings a store of `version` up to `schema_version()`."""
    for step in STEPS[version - 1 :]:
        step(connection)
