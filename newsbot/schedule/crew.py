"""A crew: the child processes of one schedule or worker, and what becomes of their runs."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from newsbot.errors import RunFault, StoreFault, WriteFault
from newsbot.health.standing import News
from newsbot.schedule.child import Child, Limits
from newsbot.schedule.due import Due
from newsbot.schedule.losses import lose
from newsbot.store import OpenRun, Store

WATCH_SECONDS = 1.0
STOP_SECONDS = 30.0
"""How long children may take to end cleanly."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How a schedule runs: the child's command, seconds between looks, processes at once, sites a
    process, limits, the folder of logs, and how long runs and logs are kept."""

    command: Sequence[str]
    tick_seconds: float
    jobs: int
    batch: int
    limits: Limits
    logs: str
    keep_runs: timedelta
    keep_log_days: float
    keep_log_bytes: int


class Crew:
    """Children at work. `tell` sends news of lost runs; `failed` counts runs that failed, `turns`
    how often each site had its turn in a child."""

    def __init__(self, store: Store, plan: Plan, tell: Callable[[News], None]) -> None:
        self.store = store
        self.plan = plan
        self.tell = tell
        self.children: dict[Child, asyncio.Task[None]] = {}
        self.failed = 0
        self.turns: Counter[str] = Counter()
        self.started = 0

    async def start(self, asked: Sequence[Due], now: datetime) -> asyncio.Task[None]:
        """Starts a child; what is given ends with it, and raises RunFault where it could not
        begin at all."""
        self.started += 1  # two of one look need names of their own
        name = f"{now:%Y%m%dT%H%M%S}-{os.getpid()}-{self.started}.log"
        errors = Path(self.plan.logs) / "_children" / name
        child = await Child.start(self.plan.command, asked, errors)
        task = asyncio.create_task(self._follow(child, errors))
        self.children[child] = task
        task.add_done_callback(lambda _: self.children.pop(child))
        return task

    def sites(self) -> list[str]:
        """The sites that children were asked for."""
        return [site for child in self.children for site in names(child.asked)]

    async def _follow(self, child: Child, errors: Path) -> None:
        """Waits for a child's end; what it left behind is lost."""
        code = await child.listen(self._hear)
        now = datetime.now(UTC)
        if child.killed or (code < 0 and child.stopped_at is None):
            say(f"a process ended ({child.killed or f'signal {-code}'}), see {errors}")
        for site, going in child.going.items():
            self.failed += 1
            lost = OpenRun(going.run, site, going.began_at, now)
            try:
                self.lose(lost, now, beside=len(child.going) > 1)
            except (StoreFault, WriteFault) as fault:
                say(str(fault))  # the next look at what is due finds the same run
        if not child.met:
            self.turns.update(names(child.asked))  # else they would be handed out for ever
        if code == 2 and not child.beats:
            raise RunFault(f"a child could not start: {_last_line(errors)}")
        if not errors.stat().st_size:
            errors.unlink()

    def lose(self, run: OpenRun, now: datetime, *, beside: bool = False) -> None:
        """Marks a run as lost, and says so."""
        say(f"{run.site}: run {run.id} was lost; it is due again")
        if news := lose(self.store, run, now, beside=beside):
            self.tell(news)

    def _hear(self, said: Mapping[str, Any]) -> None:
        """What a child tells, for people."""
        if site := said.get("began") or said.get("busy") or said.get("unusable"):
            self.turns[site] += 1
        if site := said.get("ended"):
            fault = said["fault"]
            self.failed += fault is not None
            counts = f"{said['new']} new, {said['updated']} updated, {said['known']} known"
            say(f"{site}: run {said['run']}, {said['seconds']} s, {fault or counts}")
        elif site := said.get("unusable"):
            self.failed += 1
            say(f"{site}: {said['said']}")

    async def watch(self) -> None:
        """Kills children that hang or take too much, for ever."""
        while True:
            await asyncio.sleep(WATCH_SECONDS)
            for child in self.children:
                child.watch(self.plan.limits)

    async def end(self) -> None:
        """Ends the children: cleanly, or after a while at once."""
        self.stop()
        if self.children:
            await asyncio.wait([*self.children.values()], timeout=STOP_SECONDS)
        for child in self.children:
            child.kill("it did not end when it was asked to")
        if self.children:
            await asyncio.wait([*self.children.values()], timeout=STOP_SECONDS)

    def stop(self) -> None:
        """Asks the children to end cleanly."""
        for child in self.children:
            child.stop()


def names(asked: Iterable[Due]) -> list[str]:
    """The sites of an order."""
    return [one.site for one in asked]


def say(text: str) -> None:
    """A line for people, with the local time."""
    sys.stderr.write(f"{time.strftime('%Y-%m-%d %H:%M:%S')} {text}\n")
    sys.stderr.flush()


def _last_line(path: Path) -> str:
    lines = path.read_text("utf-8", "replace").strip().splitlines()
    return lines[-1] if lines else "it said nothing"
