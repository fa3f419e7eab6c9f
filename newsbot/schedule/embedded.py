"""The embedded schedule: one process that looks what is due, and children that run it.

All that it knows is in the store: it may be killed at any moment, and started twice. A site is
held by its run's lease, which the child takes, so neither a second schedule nor a crawl by hand
ever runs beside it. Runs whose lease ran out, and those of a child that died, become "lost" and
are due again, each in a process of its own.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from math import ceil

from newsbot import logbook
from newsbot.errors import StoreFault, WriteFault
from newsbot.health.standing import News
from newsbot.schedule.crew import Crew, Plan
from newsbot.schedule.due import LONG_AGO, Due, Watched, due, next_run
from newsbot.schedule.every import Every
from newsbot.schedule.outage import Outage
from newsbot.schedule.past import Memory
from newsbot.store import Store

logger = logging.getLogger(__name__)

WORTH_A_START = 40
"""Visits that are worth the start of a process."""

KEEP_QUIET = timedelta(days=3)
"""Runs that found nothing and had no trouble are deleted then: a busy schedule makes many."""

CARE = timedelta(hours=1)
"""How often old runs and logs are deleted."""


@dataclass(slots=True)
class Seen:
    """A site as it was read last: the run that left it so, when that began, and when it is due
    next."""

    run: int
    every: Every
    watched: Watched
    began_at: datetime
    at: datetime


@dataclass(slots=True)
class State:
    """The sites as they were read last. When a site is due depends on its last run only, so a
    look reads the number of each site's last run, and the rest where that has changed."""

    sites: dict[str, Seen] = field(default_factory=dict)

    def due(self, store: Store, sites: Mapping[str, Every], held: Iterable[str]) -> list[Due]:
        """What is due of the sites that nobody holds."""
        self._read(store, sites)
        now = datetime.now(UTC)
        busy = set(held)
        asked = [
            seen.watched
            for site, seen in self.sites.items()
            if (seen.at <= now or seen.began_at > now) and site not in busy
        ]
        return due(asked, now)

    def _read(self, store: Store, sites: Mapping[str, Every]) -> None:
        runs = store.standing_runs()
        known = self.sites
        new = [
            site
            for site, every in sites.items()
            if (seen := known.get(site)) is None
            or seen.run != runs.get(site, 0)
            or seen.every is not every
        ]
        rows = store.schedules(new) if new else {}
        for site in new:
            run, text = rows.get(site, (0, ""))
            watched = Memory.load(text).watched(site, sites[site])
            began_at = watched.past.began_at if watched.past else LONG_AGO
            known[site] = Seen(run, sites[site], watched, began_at, next_run(watched).at)
        if len(known) > len(sites):
            self.sites = {site: seen for site, seen in known.items() if site in sites}


class Schedule:
    """What the schedule of one machine and that of many share. `sites` gives the timetable at
    each tick, `tell` sends news of lost runs."""

    def __init__(
        self,
        store: Store,
        sites: Callable[[], Mapping[str, Every]],
        plan: Plan,
        tell: Callable[[News], None],
    ) -> None:
        self.store = store
        self.sites = sites
        self.plan = plan
        self.crew = Crew(store, plan, tell)
        self.state = State()
        self.stopping = asyncio.Event()
        self.outage = Outage()
        self.cared_at: datetime | None = None

    def stop(self) -> None:
        """Ends the schedule: nothing new is begun, and children end cleanly."""
        self.stopping.set()

    def must_care(self, now: datetime) -> bool:
        """Whether old runs and logs are to be deleted: hourly, or when the clock went back."""
        if self.cared_at and timedelta() <= now - self.cared_at < CARE:
            return False
        self.cared_at = now
        return True


class Embedded(Schedule):
    """The loop of one machine."""

    async def run(self, *, once: bool) -> int:
        """Runs what is due, for ever or `once`; how many runs failed."""
        watching = asyncio.create_task(self.crew.watch())
        try:
            while not self.stopping.is_set():
                started = await self._try(once=once)
                if once and not started and not self.crew.children:
                    break
                await self._pause()
        finally:
            await self.crew.end()
            watching.cancel()
        return self.crew.failed

    async def _try(self, *, once: bool) -> int:
        """A look; one that the store refuses is made again later, and `once` raises."""
        try:
            started = await self.tick(once=once)
        except (StoreFault, WriteFault) as fault:
            if once:
                raise
            self.outage.goes_on(fault)
            return 0
        self.outage.is_over()
        return started

    async def tick(self, *, once: bool = False) -> int:
        """Looks what is due and starts it; the number of sites that were handed out."""
        now = datetime.now(UTC)
        if self.must_care(now):
            care(self.store, self.plan, now)
        free = self.plan.jobs - len(self.crew.children)
        if free <= 0:
            return 0
        waiting = self.due(now)
        if once:  # each site once, and once more where its run was lost
            waiting = [d for d in waiting if self.crew.turns[d.site] <= (d.why == "lost")]
        started = 0
        for asked in batches(waiting, self.plan.batch, free)[:free]:
            await self._start(asked, now)
            started += len(asked)
        return started

    def due(self, now: datetime) -> list[Due]:
        """What is due now and held by nobody; runs that were killed are marked as lost."""
        mine = self.crew.sites()
        held = [*mine]
        for run in self.store.open_runs():
            if run.site in mine or run.is_alive(now):
                held.append(run.site)
            else:
                self.crew.lose(run, now)
        return self.state.due(self.store, self.sites(), held)

    async def _start(self, asked: Sequence[Due], now: datetime) -> None:
        task = await self.crew.start(asked, now)
        task.add_done_callback(self._over)

    def _over(self, done: asyncio.Task[None]) -> None:
        if not done.cancelled() and done.exception():
            self.crew.failed += 1
            logger.error("%s", done.exception())
            self.stop()

    async def _pause(self) -> None:
        """Until the next tick: a while, or until a child has ended or a stop was asked for."""
        stop = asyncio.create_task(self.stopping.wait())
        await asyncio.wait(
            [stop, *self.crew.children.values()],
            timeout=self.plan.tick_seconds,
            return_when=asyncio.FIRST_COMPLETED,
        )
        stop.cancel()


def care(store: Store, plan: Plan, now: datetime) -> None:
    """Deletes old runs and logs."""
    store.expire_runs(now, keep=plan.keep_runs, keep_quiet=KEEP_QUIET)
    logbook.expire_logs(plan.logs, now, plan.keep_log_days, plan.keep_log_bytes)


def batches(
    waiting: Sequence[Due], most: int, free: int, least: int = WORTH_A_START
) -> list[list[Due]]:
    """The due sites as the children will get them: those whose last run died alone, the others
    shared among `free` processes - but not a few each, because a start costs many visits."""
    alone = [[asked] for asked in waiting if asked.alone]
    rest = [asked for asked in waiting if not asked.alone]
    size = min(max(ceil(len(rest) / max(free, 1)), least), most)
    together = [rest[start : start + size] for start in range(0, len(rest), size)]
    return [*together, *alone]
