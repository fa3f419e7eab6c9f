"""The shared queue: procrastinate on the store's PostgreSQL. One job is a batch of due sites.

A worker that dies stops its heartbeat; whoever sweeps next puts its jobs back. The sweep runs
beside the jobs in every worker and schedule, so that no job is needed to free a stalled one. Only
one process sweeps at a time: a job that was put back and taken again must not be put back twice.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Any

import psycopg
from procrastinate import App, PsycopgConnector, RetryStrategy
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.jobs import Job, Status
from sqlalchemy.engine import make_url

from newsbot.schedule.due import Due
from newsbot.schedule.outage import Outage

HEARTBEAT_SECONDS = 2.0
STALLED_SECONDS = 10.0
"""A worker that is silent for so long is taken for dead: the worker's own two settings and the
argument of the sweep must agree, or procrastinate's 10 and 30 s hold in one of the places."""

SWEEP_SECONDS = 2.0
POLL_SECONDS = 1.0
ATTEMPTS = 3
"""So often a job is taken by a worker that dies; then its sites are parked."""

PIECES = 4
"""So many jobs are made of a batch that has cost two workers."""

KEEP_FAILED_HOURS = 7 * 24
WAIT_SECONDS = 60.0
"""How long taking a job waits for a server that is restarted, before it is tried again."""

TASK = "newsbot.crawl"
QUEUE = "newsbot"
SCHEMA_LOCK, SWEEP_LOCK, LEADER_LOCK = 7_240_001, 7_240_002, 7_240_003
"""Numbers of advisory locks, arbitrary but the same everywhere."""

Work = Callable[[Job], Coroutine[Any, Any, None]]

SITES = """
SELECT args->'runs' AS runs FROM procrastinate_jobs
WHERE task_name = %s AND status IN ('todo', 'doing')
"""
WORKERS = """
SELECT count(*) FROM procrastinate_workers
WHERE last_heartbeat > now() - make_interval(secs => %s)
"""


def connection_text(url: str) -> str:
    """A store's URL as PostgreSQL's own tools take it: SQLAlchemy leaves a password's spaces."""
    text = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    return text.replace(" ", "%20")


class Queue:
    """Jobs that wait, are taken, and are put back."""

    def __init__(self, url: str, work: Work | None = None) -> None:
        self.text = connection_text(url)
        self.seat: psycopg.AsyncConnection[Any] | None = None
        self.outage = Outage()
        self.app = App(
            connector=PsycopgConnector(
                conninfo=self.text, min_size=1, max_size=4, timeout=WAIT_SECONDS
            )
        )

        async def crawl(context: Any, /, **_: Any) -> None:
            if work:
                await work(context.job)

        again = RetryStrategy(max_attempts=ATTEMPTS, wait=2)
        self.task = self.app.task(name=TASK, queue=QUEUE, pass_context=True, retry=again)(crawl)

    @asynccontextmanager
    async def open(self) -> AsyncIterator[Queue]:
        """Opens the queue; its tables are made on first use."""
        await self._make_tables()
        async with self.app.open_async():
            yield self

    async def _make_tables(self) -> None:
        async with (
            await psycopg.AsyncConnection.connect(self.text) as connection,
            connection.transaction(),
        ):
            await connection.execute("SELECT pg_advisory_xact_lock(%s)", [SCHEMA_LOCK])
            found = await connection.execute("SELECT to_regclass('procrastinate_jobs')")
            if await found.fetchone() == (None,):
                await connection.execute(self.app.schema_manager.get_schema())

    async def put(
        self, batches: Sequence[Sequence[Due]], now: datetime, *, suspect: bool = False
    ) -> int:
        """Adds a job a batch; how many sites are in those that were not waiting already.

        `suspect`: one of their sites may have killed two workers.
        """
        count = 0
        for batch in batches:
            runs: Any = [
                {"site": one.site, "categories": list(one.categories), "why": one.why}
                for one in batch
            ]
            job = self.task.configure(queueing_lock=batch_key([one.site for one in batch]))
            try:
                await job.defer_async(runs=runs, asked_at=now.isoformat(), suspect=suspect)
            except AlreadyEnqueued:
                continue
            count += len(batch)
        return count

    async def waiting(self) -> list[list[str]]:
        """The sites of each job that waits or is being done."""
        rows = await self._rows(SITES, [TASK])
        return [[run["site"] for run in runs] for (runs,) in rows]

    async def workers(self) -> int:
        """How many workers are alive."""
        return int((await self._rows(WORKERS, [STALLED_SECONDS]))[0][0])

    async def _rows(self, query: str, values: list[Any]) -> list[Any]:
        connector: Any = self.app.connector
        async with connector.pool.connection() as connection:
            return list(await (await connection.execute(query, values)).fetchall())

    async def sweep(self) -> list[Job]:
        """Puts the jobs of dead workers back; gives those that have had their last attempt."""
        connector: Any = self.app.connector
        taken = connector.pool.connection(timeout=SWEEP_SECONDS)
        async with taken as connection, connection.transaction():
            found = await connection.execute("SELECT pg_try_advisory_xact_lock(%s)", [SWEEP_LOCK])
            if await found.fetchone() == (False,):
                return []
            return await self._put_back()

    async def _put_back(self) -> list[Job]:
        jobs = self.app.job_manager
        spent = []
        for job in await jobs.get_stalled_jobs(
            queue=QUEUE, seconds_since_heartbeat=STALLED_SECONDS
        ):
            if job.attempts + 1 < ATTEMPTS:
                await jobs.retry_job(job)
            else:
                await jobs.finish_job(job, status=Status.FAILED, delete_job=False)
                spent.append(job)
        return spent

    async def lead(self) -> bool:
        """Whether this process leads: one of all that ask does, until its connection ends."""
        if self.seat is None or self.seat.closed:
            self.seat = await psycopg.AsyncConnection.connect(self.text, autocommit=True)
        found = await self.seat.execute("SELECT pg_try_advisory_lock(%s)", [LEADER_LOCK])
        return await found.fetchone() == (True,)

    async def resign(self) -> None:
        """Leaves the lead to another."""
        if self.seat:
            await self.seat.close()

    async def tidy(self) -> None:
        """Deletes failed jobs of long ago."""
        await self.app.job_manager.delete_old_jobs(
            nb_hours=KEEP_FAILED_HOURS, queue=QUEUE, include_failed=True
        )

    async def run(self, slots: int) -> None:
        """Takes jobs, `slots` at once, until it is cancelled; running jobs end then."""
        await self.app.run_worker_async(
            queues=[QUEUE],
            concurrency=slots,
            update_heartbeat_interval=HEARTBEAT_SECONDS,
            stalled_worker_timeout=STALLED_SECONDS,
            fetch_job_polling_interval=POLL_SECONDS,
            listen_notify=False,  # a listener's lost connection would stop the worker
            install_signal_handlers=False,
            delete_jobs="successful",
        )


def batch_key(sites: Sequence[str]) -> str:
    """The queueing lock of a batch: the same sites never wait twice."""
    return blake2b("\n".join(sorted(sites)).encode(), digest_size=12).hexdigest()


def pieces_of(job: Job, left: Sequence[Due]) -> list[Sequence[Due]]:
    """The jobs that what is left of a batch becomes: itself; a few where it has cost two workers,
    or one more after that. A site that kills is alone soon, and the others wait for few slots."""
    worn = job.attempts > (0 if job.task_kwargs.get("suspect") else 1)
    if not worn or len(left) < 2:
        return [left] if left else []
    size = -(-len(left) // PIECES)
    return [left[start : start + size] for start in range(0, len(left), size)]


def asked_of(job: Job) -> tuple[list[Due], datetime]:
    """What a job asks for, and since when it has waited."""
    asked_at = datetime.fromisoformat(str(job.task_kwargs["asked_at"])).astimezone(UTC)
    runs: Any = job.task_kwargs["runs"]
    asked = [Due(run["site"], asked_at, run["why"], tuple(run["categories"])) for run in runs]
    return asked, asked_at
