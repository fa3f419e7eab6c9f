"""How sites stand after their last runs, and the runs ledger as schedule and health read it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

import orjson
from sqlalchemy import Connection, and_, bindparam, delete, literal_column, or_, select, update

from newsbot.store.holders import is_gone
from newsbot.store.leases import RunRow, run_row
from newsbot.store.moments import micros, moment
from newsbot.store.statements import Listed, Prepared, upsert
from newsbot.store.tables import runs, standings

QUIET = '%"seen":[]%'
"""In the record of a run in which no monitor found anything."""

NOTHING_NEW = '%"quiet":true%'
"""In the record of a run that found nothing new and had no trouble."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A site's row: JSON texts of schedule/past.py and health/judge.py, "" before its first run."""

    site: str
    base: str = ""
    schedule: str = ""
    health: str = ""
    run: int = 0


@dataclass(frozen=True, slots=True)
class OpenRun:
    """A run without an end; it was killed where its lease ran out, or its process is gone."""

    id: int
    site: str
    began_at: datetime
    leased_until: datetime
    holder: str | None = None

    def is_alive(self, now: datetime) -> bool:
        """Whether it holds its site."""
        return self.leased_until >= now and not is_gone(self.holder)


class Ran(NamedTuple):
    """Columns of the ledger, as `run_row` reads them."""

    id: int
    site: str
    command: str
    began_at: int
    ended_at: int | None
    outcome: str | None
    record: str | None


COLUMNS = tuple(standings.c[name] for name in ("site", "base", "schedule", "health", "run"))
_ONE = Prepared(
    select(*COLUMNS).where(
        standings.c.site == bindparam("of_site"), standings.c.base == bindparam("of_base")
    )
)
_OWN = standings.c.base == literal_column("''")
_RUNS = Prepared(select(standings.c.site, standings.c.run).where(_OWN))
_ALL = select(standings.c.site, standings.c.run, standings.c.schedule).where(_OWN)
_SCHEDULES = Prepared(_ALL)
_SOME = Listed(_ALL, standings.c.site)
PART = 500
"""More sites than that are found in all rows."""

_ENDED = (
    select(*(runs.c[name] for name in Ran._fields))
    .where(
        runs.c.site == bindparam("of_site"),
        runs.c.id < bindparam("before"),
        runs.c.ended_at.is_not(None),
    )
    .order_by(runs.c.id.desc())
    .limit(bindparam("most"))
)
_BEFORE = Prepared(_ENDED)
_UNTROUBLED = Prepared(_ENDED.where(runs.c.record.like(QUIET)))

_OPEN = Prepared(
    select(runs.c.id, runs.c.site, runs.c.began_at, runs.c.leased_until, runs.c.holder).where(
        runs.c.ended_at.is_(None)
    )
)


def read_runs(connection: Connection) -> dict[str, int]:
    """Site -> the run that left its row, of the rows that are scheduled."""
    return dict(_RUNS.rows(connection))


def read_schedules(connection: Connection, sites: Collection[str]) -> dict[str, tuple[int, str]]:
    """Site -> (run, schedule) of the rows of some sites, or of all where those are many."""
    few = len(sites) <= PART
    found = _SOME.rows(connection, sites) if few else _SCHEDULES.rows(connection)
    return {site: (run, schedule) for site, run, schedule in found}


def read_one(connection: Connection, site: str, base: str) -> Standing:
    """One site's row."""
    found = _ONE.rows(connection, of_site=site, of_base=base)
    return Standing(*found[0]) if found else Standing(site, base)


def read_latest(connection: Connection) -> list[tuple[Standing, RunRow]]:
    """Each site's row and the run that left it, by site."""
    query = select(*COLUMNS[:4], runs).join(runs, runs.c.id == standings.c.run)
    found = connection.execute(query.order_by(standings.c.site, standings.c.base))
    return [(Standing(*row[:4], row.id), run_row(row)) for row in found]


def read_open(connection: Connection) -> list[OpenRun]:
    """Runs without an end, by the index that holds only those."""
    return [
        OpenRun(run, site, moment(began_at), moment(leased_until), holder)
        for run, site, began_at, leased_until, holder in _OPEN.rows(connection)
    ]


def read_before(
    connection: Connection, site: str, before: int, limit: int, *, untroubled: bool
) -> list[RunRow]:
    """Ended runs of a site, newest first."""
    query = _UNTROUBLED if untroubled else _BEFORE
    found = query.rows(connection, of_site=site, before=before, most=limit)
    return [run_row(Ran(*row)) for row in found]


def save(connection: Connection, standing: Standing) -> None:
    """Replaces a site's row."""
    row = {
        "site": standing.site,
        "base": standing.base,
        "schedule": standing.schedule,
        "health": standing.health,
        "run": standing.run,
    }
    upsert(connection, standings, [row])


def lose(connection: Connection, run: int, now: datetime, record: Mapping[str, Any]) -> bool:
    """Ends a run as lost; False where it had ended before."""
    mine = and_(runs.c.id == run, runs.c.ended_at.is_(None))
    text = orjson.dumps(record).decode()
    values = {"ended_at": micros(now), "outcome": "lost", "record": text}
    done = connection.execute(update(runs).where(mine).values(**values))
    return bool(done.rowcount)


def expire(connection: Connection, keep: datetime, keep_quiet: datetime) -> int:
    """Deletes old runs; the number of them."""
    quiet = and_(runs.c.ended_at < micros(keep_quiet), runs.c.record.like(NOTHING_NEW))
    done = connection.execute(delete(runs).where(or_(runs.c.ended_at < micros(keep), quiet)))
    return int(done.rowcount)
