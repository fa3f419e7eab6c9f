"""The shared queue: what is put back, who leads, what a worker leaves out, and who is parked."""

from __future__ import annotations

import asyncio
import logging
import subprocess
import sys
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
import pytest
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job
from psycopg.conninfo import conninfo_to_dict
from psycopg_pool import PoolTimeout
from sqlalchemy.engine import URL

from newsbot.health.standing import News
from newsbot.schedule.away import TELLERS, hush, is_given_up
from newsbot.schedule.child import Limits
from newsbot.schedule.crew import Plan
from newsbot.schedule.due import Due
from newsbot.schedule.losses import fail
from newsbot.schedule.outage import Outage, reason
from newsbot.schedule.queue import ATTEMPTS, Queue, connection_text, pieces_of
from newsbot.schedule.worker import Worker, park
from newsbot.store import open_store

STALLED = "UPDATE procrastinate_jobs SET status = 'doing', worker_id = NULL, attempts = %s"


def due(*sites: str) -> list[Due]:
    return [Due(site, datetime.now(UTC), "interval", ("world",)) for site in sites]


def run(url: str, work: Callable[[Queue], Coroutine[Any, Any, None]]) -> None:
    async def opened() -> None:
        async with Queue(url).open() as queue:
            await work(queue)

    asyncio.run(opened())


@pytest.mark.parametrize("password", ["s3cret", "a b", "p@ss/w:rd%", "+é"])
def test_a_password_reaches_the_server_as_it_is(password: str) -> None:
    url = URL.create("postgresql+psycopg", "news", password, "db.example", 5433, "other-db")
    for text in (
        url.render_as_string(hide_password=False),
        str(url).replace("***", quote(password)),
    ):
        told = conninfo_to_dict(connection_text(text))
        assert told["password"] == password
        assert (told["user"], told["host"], told["dbname"]) == ("news", "db.example", "other-db")


def test_what_waits_is_not_put_twice(postgres: str) -> None:
    async def work(queue: Queue) -> None:
        now = datetime.now(UTC)
        assert await queue.put([due("a", "b"), due("c")], now) == 3
        assert await queue.put([due("b", "a"), due("d")], now) == 1
        assert sorted(await queue.waiting()) == [["a", "b"], ["c"], ["d"]]

    run(postgres, work)


def test_one_leads_until_it_ends(postgres: str) -> None:
    async def work(one: Queue) -> None:
        async with Queue(postgres).open() as other:
            assert await one.lead()
            assert not await other.lead()
            assert await one.lead(), "who leads goes on leading"
            await one.resign()
            for _ in range(100):  # the server notices the end of a connection a moment later
                if await other.lead():
                    break
                await asyncio.sleep(0.05)
            else:
                pytest.fail("nobody leads")
            await other.resign()

    run(postgres, work)


@pytest.mark.parametrize("attempts", range(ATTEMPTS))
def test_a_dead_workers_job_is_put_back_so_often(postgres: str, attempts: int) -> None:
    async def work(queue: Queue) -> None:
        await queue.put([due("a")], datetime.now(UTC))
        with psycopg.connect(postgres, autocommit=True) as server:
            server.execute(STALLED, [attempts])
            spent = await queue.sweep()
            query = "SELECT status::text, attempts FROM procrastinate_jobs"
            state = server.execute(query).fetchone()
        last = attempts + 1 == ATTEMPTS
        assert [job.task_kwargs["runs"][0]["site"] for job in spent] == (["a"] if last else [])
        assert state
        assert state[0] == ("failed" if last else "todo"), state
        assert await queue.sweep() == []

    run(postgres, work)


def test_a_parked_site_is_told_of_and_tried_later(postgres: str) -> None:
    told: list[News] = []
    with open_store(postgres) as store:
        park(store, "a", told.append)
        held = store.begin_run("b", command="test", now=datetime.now(UTC))
        park(store, "b", told.append)
        assert [(r.site, r.outcome) for r in store.runs()] == [("b", None), ("a", "failed")]
        assert [news.site for news in told] == ["a"]
        assert "workers died" in str(store.runs("a")[0].record["fault"])
        store.end_run(held, datetime.now(UTC), "finished", {})


def test_a_job_leaves_out_what_was_done_since_and_waits_for_what_is_held(postgres: str) -> None:
    asked_at = datetime.now(UTC) - timedelta(minutes=5)
    limits = Limits(hang_seconds=9, run_seconds=9, memory_bytes=1 << 30)
    plan = Plan(("false",), 1, 1, 9, limits, "logs", timedelta(1), 1, 1)
    with open_store(postgres) as store:
        now = datetime.now(UTC)
        done = store.begin_run("done", command="crawl", now=now)
        fail(store, done, now, now, "tried")
        before = store.begin_run("before", command="crawl", now=asked_at - timedelta(minutes=1))
        fail(store, before, asked_at - timedelta(minutes=1), now, "tried before it was asked for")
        store.begin_run("held", command="crawl", now=now)
        store.begin_run("dead", command="crawl", now=now - timedelta(hours=1), lease_seconds=20)
        worker = Worker(store, plan, lambda _: None)
        asked = due("done", "before", "held", "dead", "new")
        ready, held = worker.sort(asked, asked_at)
        assert [one.site for one in ready] == ["before", "dead", "new"]
        assert [one.site for one in held] == ["held"]
        assert store.runs("dead")[0].outcome == "lost"


@pytest.mark.parametrize(
    ("count", "attempts", "suspect", "sizes"),
    [
        (10, 0, False, [10]),
        (10, 1, False, [10]),
        (10, 2, False, [3, 3, 3, 1]),
        (3, 0, True, [3]),
        (3, 1, True, [1, 1, 1]),
        (1, 2, True, [1]),
        (0, 2, False, []),
    ],
)
def test_a_batch_that_cost_workers_is_taken_apart(
    count: int, attempts: int, suspect: bool, sizes: list[int]
) -> None:
    job = Job(
        id=1,
        queue="newsbot",
        lock=None,
        queueing_lock=None,
        task_name="newsbot.crawl",
        attempts=attempts,
        task_kwargs={"suspect": suspect},
    )
    left = due(*(f"s{n}" for n in range(count)))
    pieces = pieces_of(job, left)
    assert [len(piece) for piece in pieces] == sizes
    assert [one for piece in pieces for one in piece] == left


@pytest.mark.parametrize(
    ("silent", "again", "lease", "over"),
    [
        (9, True, 20, False),  # a renewal is due every 6.7 s
        (11, True, 20, True),
        (11, False, 20, False),  # no worker fell silent: the lease holds to its end
        (21, False, 20, True),
        (11, True, 60, False),  # a crawl by hand, with a lease of its own
        (61, True, 60, True),
    ],
)
def test_a_run_is_over_before_its_lease_where_its_worker_is_silent_too(
    postgres: str, silent: int, again: bool, lease: int, over: bool
) -> None:
    limits = Limits(hang_seconds=9, run_seconds=9, memory_bytes=1 << 30)
    plan = Plan(("false",), 1, 1, 9, limits, "logs", timedelta(1), 1, 1)
    with open_store(postgres) as store:
        now = datetime.now(UTC)
        run = store.begin_run("s", command="test", now=now, lease_seconds=lease)
        store.renew(run, now - timedelta(seconds=silent))
        store.flush()
        worker = Worker(store, plan, lambda _: None)
        ready, held = worker.sort(due("s"), now, again=again)
        assert ([one.site for one in ready], [one.site for one in held]) == (
            (["s"], []) if over else ([], ["s"])
        )
        assert store.runs("s")[0].outcome == ("lost" if over else None)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "workers share a store on PostgreSQL, sqlite:///newsbot.db is none"),
        (["daydaynews"], "it takes no names"),
        (["--jobs", "none"], "--jobs"),
    ],
)
def test_what_a_worker_cannot_do_is_one_line(tmp_path: Path, words: list[str], said: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "newsbot", "worker", *words],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert said in done.stderr
    assert not (tmp_path / "newsbot.db").exists()


@pytest.mark.parametrize(
    ("store", "said"),
    [
        (
            "sqlite:///newsbot.db",
            "workers share a store on PostgreSQL, sqlite:///newsbot.db is none",
        ),
        ("postgresql://db.example/news", "pip install 'newsbot[cluster]'"),
    ],
)
def test_a_worker_without_the_queues_library_is_one_line(
    store: str, said: str, tmp_path: Path
) -> None:
    without = "import sys; sys.modules['procrastinate'] = None; import newsbot.commandline as c; "
    done = subprocess.run(
        [sys.executable, "-c", without + f"c.main(['worker', '--store', {store!r}])"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 2, done.stderr
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert said in done.stderr


def test_an_outage_is_told_of_once_and_so_is_its_end(capsys: pytest.CaptureFixture[str]) -> None:
    outage = Outage()
    outage.is_over()
    pool = ConnectorException()
    pool.__cause__ = PoolTimeout("no connection after 60 s")
    for fault in (pool, psycopg.OperationalError("refused\n\tIs it running?"), pool):
        outage.goes_on(fault)
    outage.is_over()
    outage.is_over()
    told = [line[20:] for line in capsys.readouterr().err.splitlines()]  # without its moment
    assert told == [
        "the store is away (no connection after 60 s); waiting for it",
        "the store is back after 0 s",
    ]
    assert reason(psycopg.OperationalError("refused\n\tIs it running?")) == "refused"


def test_libraries_do_not_tell_of_an_outage(caplog: pytest.LogCaptureFixture) -> None:
    async def work() -> None:
        hush()
        for error in (ConnectorException(), KeyError("a bug")):
            for name in TELLERS:
                logging.getLogger(name).error("heartbeat", exc_info=error)
            context = {"message": "never retrieved", "exception": error}
            asyncio.get_running_loop().call_exception_handler(context)

    asyncio.run(work())
    told = [record.exc_info[1] for record in caplog.records if record.exc_info]
    assert [type(error) for error in told] == [KeyError] * 3, told


@pytest.mark.parametrize(
    ("cause", "given_up"),
    [(psycopg.errors.ForeignKeyViolation("worker_id"), True), (PoolTimeout("60 s"), False)],
)
def test_a_worker_that_others_took_for_dead_is_no_outage(cause: Exception, given_up: bool) -> None:
    fault = ConnectorException()
    fault.__cause__ = cause
    assert is_given_up(fault) == given_up
