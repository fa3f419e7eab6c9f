"""Migrations: how a store of an earlier newsbot becomes one of this.

`STEPS[n]` brings a store from schema n + 1 to n + 2, inside one transaction together with the new
number. A step uses SQL of its own, not the tables of tables.py, which go on changing. Tables that
are merely added need no step: `open_engine` makes those that are missing. Indexes of a table that
is there do: SQLAlchemy makes them with their table only.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import Connection

INDEXES = {
    "runs_open": "runs (site) WHERE ended_at IS NULL",
    "articles_by_text": "articles (text_key)",
    "articles_by_time": "articles (first_seen_at, number)",
    "articles_by_site": "articles (site, first_seen_at, number)",
    "articles_by_category": "articles (category_slug, first_seen_at, number)",
    "articles_by_original": "articles (duplicate_of) WHERE duplicate_of IS NOT NULL",
    "pending_by_site": "pending (site, found_at)",
}
"""The indexes of schema 2: stores of schema 1 have those of the day on which they were made."""


def _add_indexes(connection: Connection) -> None:
    for name, columns in INDEXES.items():
        connection.exec_driver_sql(f"CREATE INDEX IF NOT EXISTS {name} ON {columns}")


def _add_index_of_standings(connection: Connection) -> None:
    connection.exec_driver_sql(
        "CREATE INDEX IF NOT EXISTS standings_by_base ON standings (base, site, run)"
    )


def _add_index_of_expired(connection: Connection) -> None:
    connection.exec_driver_sql(
        "CREATE INDEX IF NOT EXISTS articles_expired ON articles (site) WHERE document IS NULL"
    )


STEPS: Sequence[Callable[[Connection], None]] = (
    _add_indexes,
    _add_index_of_standings,
    _add_index_of_expired,
)


def schema_version() -> int:
    """The schema that this newsbot writes."""
    return 1 + len(STEPS)


def migrate(connection: Connection, version: int) -> None:
    """Brings a store of `version` up to `schema_version()`."""
    for step in STEPS[version - 1 :]:
        step(connection)
