"""The schedule of many machines: looks what is due and adds it to the shared queue.

Several may run; one leads, by a lock that PostgreSQL takes back when its connection ends. What is
queued or held by a run is not asked for again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from newsbot.errors import StoreFault, WriteFault
from newsbot.health.standing import News
from newsbot.schedule.away import AWAY, hush
from newsbot.schedule.crew import Plan, say
from newsbot.schedule.due import Due
from newsbot.schedule.embedded import Schedule, batches, care
from newsbot.schedule.every import Every
from newsbot.schedule.outage import reason
from newsbot.schedule.queue import Queue
from newsbot.schedule.worker import sweeping
from newsbot.store import Store


class Leader(Schedule):
    """The loop of many machines; what is queued when it stops stays queued."""

    def __init__(
        self,
        store: Store,
        sites: Callable[[], Mapping[str, Every]],
        plan: Plan,
        tell: Callable[[News], None],
    ) -> None:
        super().__init__(store, sites, plan, tell)
        self.tell = tell
        self.queue = Queue(store.url)
        self.leads = False

    async def run(self, *, once: bool) -> int:
        """Adds what is due, for ever or `once`; 0, since runs fail elsewhere. Raises StoreFault
        where it could not, `once`."""
        hush()
        async with self.queue.open():
            beside = asyncio.create_task(sweeping(self.queue, self.store, self.tell))
            while not self.stopping.is_set():
                await self._try(once=once)
                if once:
                    break
                await self._pause()
            beside.cancel()
            await self.queue.resign()
        return 0

    async def _try(self, *, once: bool) -> None:
        try:
            await self.tick()
        except (*AWAY, StoreFault, WriteFault) as fault:
            self.leads = False
            if once:
                raise StoreFault(f"nothing was queued: {reason(fault)}") from fault
            outage = self.queue.outage if isinstance(fault, AWAY) else self.outage
            outage.goes_on(fault)
        else:
            self.outage.is_over()

    async def tick(self) -> int:
        """Adds what is due, if this process leads; how many sites that were."""
        led, self.leads = self.leads, await self.queue.lead()
        if self.leads != led:
            say("this schedule leads" if self.leads else "another schedule leads")
        if not self.leads:
            return 0
        now = datetime.now(UTC)
        await self._care(now)
        queued = await self.queue.waiting()
        free = max(await self.queue.workers(), 1) * self.plan.jobs - len(queued)
        if free <= 0:  # what becomes due meanwhile goes into larger batches
            return 0
        waiting = await asyncio.to_thread(self.due, {site for job in queued for site in job}, now)
        added = await self.queue.put(batches(waiting, self.plan.batch, free, 1)[:free], now)
        if added:
            say(f"{added} {'site is' if added == 1 else 'sites are'} due and queued")
        return added

    def due(self, queued: set[str], now: datetime) -> list[Due]:
        """What is due, not queued and held by nobody; runs that were killed are lost."""
        held = set(queued)
        for run in self.store.open_runs():
            if run.is_alive(now):
                held.add(run.site)
            elif run.site not in queued:  # else who has the job sees to it
                self.crew.lose(run, now)
        return self.state.due(self.store, self.sites(), held)

    async def _care(self, now: datetime) -> None:
        if self.must_care(now):
            await asyncio.to_thread(care, self.store, self.plan, now)
            await self.queue.tidy()

    async def _pause(self) -> None:
        stop = asyncio.create_task(self.stopping.wait())
        await asyncio.wait([stop], timeout=self.plan.tick_seconds)
        stop.cancel()
