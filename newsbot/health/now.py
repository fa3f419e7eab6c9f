"""Now: what is wrong with each site at this moment, out of the store."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from newsbot.health.findings import Finding
from newsbot.health.judge import standing_troubles
from newsbot.health.labels import BY_HAND
from newsbot.health.standing import Trouble
from newsbot.schedule.due import overdue
from newsbot.schedule.every import Every
from newsbot.schedule.past import Memory
from newsbot.store import Reading, RunRow, Standing


def troubles_now(
    store: Reading, sites: Mapping[str, Every], now: datetime
) -> list[tuple[Standing, RunRow, list[Trouble]]]:
    """Each site that has run, with its last run and everything that is wrong: what the last run
    left, runs that were killed, and runs that should have been (`sites`: the timetable)."""
    open_runs = store.open_runs()
    going = {run.site for run in open_runs if run.is_alive(now)}
    dead = {run.site: run for run in open_runs if run.site not in going}
    found = []
    for standing, last in store.latest_runs():
        wrong = standing_troubles(standing.health)
        if not standing.base and standing.site in dead:
            run = dead[standing.site]
            began = f"{run.began_at:%Y-%m-%d %H:%M}"
            finding = Finding("lost", "error", "", {"began": began})
            wrong.append(Trouble(finding, run.id, run.began_at))
        if every := sites.get(standing.site):
            wrong += _overdue(standing, last, every, now, running=standing.site in going)
        found.append((standing, last, wrong))
    return found


def _overdue(
    standing: Standing, last: RunRow, every: Every, now: datetime, *, running: bool
) -> list[Trouble]:
    # a site that is crawled by hand is not waited for
    if standing.base or last.record.get("why", BY_HAND) == BY_HAND:
        return []
    memory = Memory.load(standing.schedule)
    since = overdue(memory.watched(standing.site, every, running=running), now)
    if since is None or memory.past is None:
        return []
    said = {
        "last": f"{memory.past.began_at:%Y-%m-%d %H:%M}",
        "since": f"{since:%Y-%m-%d %H:%M}",
    }
    return [Trouble(Finding("overdue", "error", "", said), last.id, since)]
