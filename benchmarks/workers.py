"""Two workers beside one: python benchmarks/workers.py [--rounds 3]

Articles a second by the clock, from putting the jobs into the queue to the end of the last one,
the start of the processes that crawl included; interleaved rounds, each on an empty database.
`busy` sites answer at once and are asked without a delay: the machine's cores decide. `polite`
sites are asked once a second each, as crawls are: waiting decides. Two workers need two cores, and
the sites' server and PostgreSQL run on the same ones: the machine's load is printed.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

import psycopg

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "sites"))

from cluster import database, server
from lab import Lab, write_sites

from newsbot.schedule.due import Due
from newsbot.schedule.queue import Queue

JOBS, SITES = 4, 4
"""Jobs, and sites in each."""

KINDS = {"busy": (80, "0"), "polite": (12, "1")}
"""Kind -> (articles of a site, seconds between its requests)."""

OPTIONS = (
    "SPIDER_MODULES=lab_sites",
    "NEWSBOT_ALLOW_ADDRESSES=127.0.0.0/8",
    "NEWSBOT_TDMREP=0",
    "NEWSBOT_JOBS=1",
)
LEFT = "SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing')"
ALIVE = "SELECT count(*) FROM procrastinate_workers"


def start(folder: Path, url: str, delay: str) -> subprocess.Popen[bytes]:
    """A worker of one process."""
    options = [part for pair in (*OPTIONS, f"DOWNLOAD_DELAY={delay}") for part in ("-s", pair)]
    return subprocess.Popen(
        [sys.executable, "-m", "newsbot", "worker", *options],
        cwd=folder,
        env={**os.environ, "NEWSBOT_STORE": url},
        stderr=subprocess.DEVNULL,
    )


async def put(url: str, names: Sequence[str]) -> None:
    """The jobs."""
    now = datetime.now(UTC)
    due = [Due(name, now, "interval") for name in names]
    async with Queue(url).open() as queue:
        await queue.put([due[start : start + SITES] for start in range(0, len(due), SITES)], now)


def wait_for(url: str, query: str, count: int) -> None:
    """Waits until a query counts so many."""
    with psycopg.connect(url, autocommit=True) as connection:
        while True:
            found: Any = connection.execute(query).fetchone()
            if found[0] == count:
                return
            time.sleep(0.02)


def crawl(kind: str, workers: int, url: str, lab: Lab, folder: Path) -> tuple[float, float]:
    """(articles a second, CPU-milliseconds of the workers for each)."""
    count, delay = KINDS[kind]
    names = [f"s{number}" for number in range(JOBS * SITES)]
    lab.shown = count
    with database(url) as name:
        asyncio.run(put(name, []))
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        going = [start(folder, name, delay) for _ in range(workers)]
        wait_for(name, ALIVE, workers)
        began = time.monotonic()
        asyncio.run(put(name, names))
        wait_for(name, LEFT, 0)
        took = time.monotonic() - began
        for process in going:
            process.send_signal(signal.SIGTERM)
            process.wait(60)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        with psycopg.connect(name) as connection:
            kept: Any = connection.execute("SELECT count(*) FROM articles").fetchone()
    assert kept[0] == count * len(names), f"{kept[0]} articles of {count * len(names)} were kept"
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return kept[0] / took, 1000 * spent / kept[0]


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=list(KINDS))
    asked = parser.parse_args()
    with server() as url, tempfile.TemporaryDirectory() as name, Lab() as lab:
        folder = Path(name)
        write_sites(folder, lab.url, [f"s{number}" for number in range(JOBS * SITES)])
        for kind in asked.kinds:
            told: dict[int, list[tuple[float, float]]] = {1: [], 2: []}
            for _ in range(asked.rounds):
                for workers, rounds in told.items():
                    rounds.append(crawl(kind, workers, url, lab, folder))
                    rate, cost = rounds[-1]
                    load = os.getloadavg()[0]
                    print(
                        f"{kind:7} {workers} workers: {rate:6.1f}/s, {cost:.1f} ms, load {load:.1f}"
                    )
            one, two = (median(rate for rate, _ in told[workers]) for workers in (1, 2))
            print(f"{kind:7} {one:.1f} and {two:.1f} articles/s: {two / one:.2f} times (goal 1.6)")


if __name__ == "__main__":
    main()
