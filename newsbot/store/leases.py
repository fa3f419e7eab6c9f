"""Runs and leases: one crawl of a site at a time, and a record of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import Connection, and_, bindparam, insert, select, update

from newsbot.errors import SiteBusy
from newsbot.store.holders import is_gone, this_process
from newsbot.store.moments import micros, moment
from newsbot.store.server import lock
from newsbot.store.statements import Prepared
from newsbot.store.tables import runs

LARGEST = 2**63 - 1
"""Of the numbers that a database has."""

_OPEN = Prepared(
    select(runs.c.id, runs.c.began_at, runs.c.leased_until, runs.c.holder).where(
        runs.c.site == bindparam("held"), runs.c.ended_at.is_(None)
    )
)
_BEGIN = Prepared(
    insert(runs).returning(runs.c.id), ("site", "command", "began_at", "leased_until", "holder")
)
_END = Prepared(
    update(runs)
    .where(runs.c.id == bindparam("run"), runs.c.ended_at.is_(None))
    .values({name: bindparam(f"new_{name}") for name in ("ended_at", "outcome", "record")})
)


@dataclass(frozen=True, slots=True)
class RunHandle:
    """A run that holds its site until `lease_seconds` after its last renewal."""

    id: int
    site: str
    lease_seconds: float


@dataclass(frozen=True, slots=True)
class RunRow:
    """A run as the store remembers it; `outcome` is None while it goes on."""

    id: int
    site: str
    command: str
    began_at: datetime
    ended_at: datetime | None
    outcome: str | None
    record: dict[str, Any]


def begin(
    connection: Connection, site: str, command: str, now: datetime, lease_seconds: float
) -> RunHandle:
    """Takes a site's lease; raises SiteBusy where a live run holds it.

    Runs whose lease ran out, or whose process is gone from this machine, were killed: they become
    "lost".
    """
    lock(connection, site)
    at = micros(now)
    held = _OPEN.rows(connection, held=site)
    for number, began_at, leased_until, holder in held:
        if leased_until > at and not is_gone(holder):
            since = moment(began_at).strftime("%H:%M:%S UTC")
            raise SiteBusy(
                f"{site} is being crawled on this store already (run {number} since {since}); "
                "--wait waits for its end"
            )
    if held:
        killed = and_(runs.c.site == site, runs.c.ended_at.is_(None))
        connection.execute(update(runs).where(killed).values(outcome="lost", ended_at=at))
    [(number,)] = _BEGIN.rows(
        connection,
        site=site,
        command=command,
        began_at=at,
        leased_until=at + int(lease_seconds * 1e6),
        holder=this_process(),
    )
    return RunHandle(number, site, lease_seconds)


def renew(connection: Connection, run: RunHandle, now: datetime) -> None:
    """Holds the site for another `lease_seconds`."""
    until = micros(now) + int(run.lease_seconds * 1e6)
    mine = and_(runs.c.id == run.id, runs.c.ended_at.is_(None))
    connection.execute(update(runs).where(mine).values(leased_until=until))


def end(
    connection: Connection, run: RunHandle, now: datetime, outcome: str, record: dict[str, Any]
) -> None:
    """Gives the site back and leaves the run's record; a run that was lost stays lost."""
    text = orjson.dumps(record, option=orjson.OPT_NON_STR_KEYS).decode()
    _END.rows(
        connection, run=run.id, new_ended_at=micros(now), new_outcome=outcome, new_record=text
    )


def read(connection: Connection, site: str | None, limit: int) -> list[RunRow]:
    """The latest runs, newest first."""
    query = select(runs).order_by(runs.c.id.desc()).limit(limit)
    if site:
        query = query.where(runs.c.site == site)
    return [run_row(row) for row in connection.execute(query)]


def read_one(connection: Connection, number: int) -> RunRow | None:
    """One run; None where there is no such."""
    if number > LARGEST:
        return None
    row = connection.execute(select(runs).where(runs.c.id == number)).first()
    return run_row(row) if row else None


def run_row(row: Any) -> RunRow:
    return RunRow(
        row.id,
        row.site,
        row.command,
        moment(row.began_at),
        moment(row.ended_at) if row.ended_at is not None else None,
        row.outcome,
        orjson.loads(row.record) if row.record else {},
    )
