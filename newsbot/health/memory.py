"""Memory: a site's earlier runs out of the store, as the monitors want them."""

from __future__ import annotations

from datetime import datetime, timedelta

from newsbot.health.facts import Facts, comparable, read_facts
from newsbot.store import Reading
from newsbot.store.leases import RunRow

LATEST = 60
"""Latest runs that are compared, whatever was wrong with them."""

USUAL = 300
"""Runs without trouble that tell what is usual."""

WEEKS = timedelta(days=22)
MOST = 4_000
"""How far back, and how many runs, the counts of these hours and weekdays are looked up."""


def facts_of(row: RunRow) -> Facts:
    """The facts of a ledger row."""
    return read_facts(
        row.id,
        row.site,
        began_at=row.began_at,
        ended_at=row.ended_at,
        outcome=row.outcome,
        record=row.record,
    )


def earlier_runs(store: Reading, this: Facts) -> list[Facts]:
    """The comparable runs before this one, newest first: the latest ones, and so many without
    trouble that the usual is known even where a trouble lasts for weeks."""
    latest = store.runs_before(this.site, this.run, limit=LATEST)
    oldest = latest[-1].id if latest else this.run
    usual = store.runs_before(this.site, oldest, limit=USUAL, untroubled=True)
    return comparable(this, [facts_of(row) for row in [*latest, *usual]])


def weeks_before(store: Reading, this: Facts, now: datetime) -> list[Facts]:
    """The comparable runs of three weeks, newest first."""
    rows = store.runs_before(this.site, this.run, limit=MOST)
    return comparable(this, [facts_of(row) for row in rows if now - row.began_at < WEEKS])
