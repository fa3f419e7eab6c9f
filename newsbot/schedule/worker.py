"""A worker: takes batches of due sites from the shared queue and crawls each in a child process.

Nothing depends on its end: a job whose worker died is taken by another one, and the sites that it
had not finished are crawled again. Each site is held by its run's lease, which the child takes, so
a worker that was only slow, and whose job another one has taken, crawls nothing twice at once.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from procrastinate.jobs import Job

from newsbot.errors import RunFault, SiteBusy, StoreFault, WriteFault
from newsbot.health.standing import News
from newsbot.schedule.away import AWAY, hush, is_given_up
from newsbot.schedule.crew import Crew, Plan, names, say
from newsbot.schedule.due import Due
from newsbot.schedule.losses import fail
from newsbot.schedule.past import Memory
from newsbot.schedule.queue import (
    ATTEMPTS,
    STALLED_SECONDS,
    SWEEP_SECONDS,
    Queue,
    asked_of,
    pieces_of,
)
from newsbot.store import OpenRun, Store

LEASE_SECONDS = 20
"""The lease of a worker's runs, renewed three times as often. Nobody waits for its end where worker
and run are both silent (see `is_over`): what a dead machine held is crawled again sooner."""

HELD_SECONDS = 45.0
"""How long a job waits for sites that another run holds; then the schedule asks again."""

SETTLE_SECONDS = 4.0
"""The runs of a dead worker are over one after the other: so long the first ones wait for the last,
which would else wait for the end of their crawl."""

LOOK_SECONDS = 1.0
AGAIN_SECONDS = 2.0
DONE = ("finished", "failed")


class Worker:
    """Takes jobs until it is told to stop. `tell` sends news of sites that are parked or lost;
    `lease_seconds` is the lease of its runs, and of those of other workers."""

    def __init__(
        self,
        store: Store,
        plan: Plan,
        tell: Callable[[News], None],
        lease_seconds: float = LEASE_SECONDS,
    ) -> None:
        self.store = store
        self.plan = plan
        self.tell = tell
        self.lease = timedelta(seconds=lease_seconds)
        self.crew = Crew(store, plan, tell)
        self.queue = Queue(store.url, self.work)
        self.stopping = asyncio.Event()
        self.fault: RunFault | None = None

    def stop(self) -> None:
        """Takes nothing new; what runs ends cleanly, and what it leaves goes back to the queue."""
        self.stopping.set()

    async def run(self) -> None:
        """Works until it is told to stop; waits for a server that is restarted. Raises RunFault
        where no child can start on this machine."""
        hush()
        async with self.queue.open():
            beside = [
                asyncio.create_task(self.crew.watch()),
                asyncio.create_task(sweeping(self.queue, self.store, self.tell)),
            ]
            while not self.stopping.is_set():
                await self._take()
            for task in beside:
                task.cancel()
        if self.fault:
            raise self.fault

    async def _take(self) -> None:
        """Takes jobs until a stop, or until the server goes away."""
        taking = asyncio.create_task(self.queue.run(self.plan.jobs))
        stop = asyncio.create_task(self.stopping.wait())
        await asyncio.wait([taking, stop], return_when=asyncio.FIRST_COMPLETED)
        stop.cancel()
        if self.stopping.is_set():
            taking.cancel()
            await self.crew.end()
        done = await asyncio.gather(taking, return_exceptions=True)
        if isinstance(done[0], AWAY):
            if not is_given_up(done[0]):
                self.queue.outage.goes_on(done[0])
            await asyncio.sleep(AGAIN_SECONDS)
        elif isinstance(done[0], Exception):
            raise done[0]

    async def work(self, job: Job) -> None:
        """Crawls what a job asks for and nobody has crawled since."""
        asked, asked_at = asked_of(job)
        if len(pieces_of(job, asked)) > 1:
            ready, held = await self._sort(job, asked)
            await self.queue.put(pieces_of(job, [*ready, *held]), asked_at, suspect=True)
            return
        began = time.monotonic()
        while asked and time.monotonic() - began < HELD_SECONDS:
            ready, held = await self._sort(job, asked)
            settles = job.attempts > 0 and time.monotonic() - began < SETTLE_SECONDS
            begins = bool(ready) and not (held and settles)
            if begins and not self.stopping.is_set():
                await self._crawl(ready)
            if self.stopping.is_set():
                await self.queue.put([[*ready, *held]], asked_at)
                return
            asked = held if begins else [*ready, *held]
            if asked and not begins:
                await asyncio.sleep(LOOK_SECONDS)

    async def _crawl(self, ready: Sequence[Due]) -> None:
        """Crawls sites in a child; where none can start here, this worker ends."""
        try:
            await (await self.crew.start(ready, datetime.now(UTC)))
        except RunFault as fault:
            self.fault = fault
            self.stop()

    async def _sort(self, job: Job, asked: Sequence[Due]) -> tuple[list[Due], list[Due]]:
        again = job.attempts > 0
        return await asyncio.to_thread(self.sort, asked, asked_of(job)[1], again=again)

    def sort(
        self, asked: Sequence[Due], asked_at: datetime, *, again: bool = False
    ) -> tuple[list[Due], list[Due]]:
        """(the sites that can be crawled, those that another run holds) of those that nobody has
        crawled since they were asked for; runs of dead workers are marked as lost. `again`: an
        earlier worker of these sites fell silent."""
        rows = self.store.schedules(names(asked))
        going = {run.site: run for run in self.store.open_runs()}
        ready, held, now = [], [], datetime.now(UTC)
        for one in asked:
            past = Memory.load(rows.get(one.site, (0, ""))[1]).past
            if past and past.began_at >= asked_at and past.outcome in DONE:
                continue
            run = going.get(one.site)
            if run and run.is_alive(now) and not (again and is_over(run, now, self.lease)):
                held.append(one)
                continue
            if run:
                self.crew.lose(run, now, beside=True)
            ready.append(one)
        return ready, held


def is_over(run: OpenRun, now: datetime, lease: timedelta) -> bool:
    """Whether a run whose worker fell silent has been silent for as long itself: each sign of it
    set the end of its lease so far ahead. One with a longer lease is waited for."""
    return now - (run.leased_until - lease) >= timedelta(seconds=STALLED_SECONDS)


async def sweeping(queue: Queue, store: Store, tell: Callable[[News], None]) -> None:
    """Puts the jobs of dead workers back, for ever; parks the sites of those that are spent."""
    while True:
        await asyncio.sleep(SWEEP_SECONDS)
        try:
            spent = await queue.sweep()
            queue.outage.is_over()
            for job in spent:
                for site in names(asked_of(job)[0]):
                    await asyncio.to_thread(park, store, site, tell)
        except AWAY as fault:
            queue.outage.goes_on(fault)  # the next sweep finds the same
        except (StoreFault, WriteFault) as fault:
            say(str(fault))


def park(store: Store, site: str, tell: Callable[[News], None]) -> None:
    """A site that killed its workers has failed: the schedule asks for it ever later, and people
    are told."""
    now = datetime.now(UTC)
    fault = f"{ATTEMPTS} workers died while they crawled it; it is parked"
    try:
        handle = store.begin_run(site, command="worker", now=now)
    except SiteBusy:
        return
    say(f"{site}: {fault}")
    if news := fail(store, handle, now, now, fault):
        tell(news)
