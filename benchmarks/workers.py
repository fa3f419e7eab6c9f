"""Two workers beside one: python benchmarks/workers.py [--rounds 3] [--at-once]

Articles a second by the clock, from putting the jobs into the queue to the end of the last one,
the start of the processes that crawl included; interleaved rounds, each on an empty database.
`busy` sites answer at once and are asked without a delay: the machine's cores decide. `polite`
sites are asked once a second each, as crawls are: waiting decides. Two workers need two cores, and
the sites' server and PostgreSQL run on the same ones: the machine's load is printed.

`--at-once`: on a machine that others use, too, both crawl at the same time, each from a queue of
its own, until the two workers are through: then whatever else runs weighs on both alike, and what
is left is what queue, store and locks cost a second worker.
"""

from __future__ import annotations

import argparse
import asyncio
import os
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

JOBS, SITES = 6, 3
"""Jobs, and sites in each."""

NAMES = [f"s{number}" for number in range(JOBS * SITES)]

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


class Crew:
    """Some workers over a database of their own."""

    def __init__(self, workers: int, kind: str, url: str, folder: Path) -> None:
        self.url = url
        asyncio.run(put(url, []))
        self.going = [start(folder, url, KINDS[kind][1]) for _ in range(workers)]
        wait_for(url, ALIVE, workers)

    def begin(self) -> None:
        """Fills the queue."""
        self.began = time.monotonic()
        asyncio.run(put(self.url, NAMES))

    def rate(self) -> float:
        """Articles a second until now."""
        took = time.monotonic() - self.began
        with psycopg.connect(self.url) as connection:
            kept: Any = connection.execute("SELECT count(*) FROM articles").fetchone()
        self.kept = int(kept[0])
        return self.kept / took

    def end(self) -> float:
        """Stops the workers; their CPU-milliseconds for each article."""
        spent = 0.0
        for process in self.going:
            process.send_signal(signal.SIGTERM)
            _, _, used = os.wait4(process.pid, 0)
            process.returncode = 0
            spent += used.ru_utime + used.ru_stime
        self.rate()
        return 1000 * spent / self.kept


def by_turns(kind: str, url: str, folder: Path) -> list[tuple[float, float]]:
    """(articles a second, CPU-milliseconds for each) of one worker, then of two."""
    found = []
    for workers in (1, 2):
        with database(url) as name:
            crew = Crew(workers, kind, name, folder)
            crew.begin()
            wait_for(name, LEFT, 0)
            found.append((crew.rate(), crew.end()))
            wanted = KINDS[kind][0] * len(NAMES)
            assert crew.kept == wanted, f"{crew.kept} articles of {wanted} were kept"
    return found


def at_once(kind: str, url: str, folder: Path) -> list[tuple[float, float]]:
    """The same of one worker beside two, until the two are through."""
    with database(url) as first, database(url) as second:
        crews = [Crew(1, kind, first, folder), Crew(2, kind, second, folder)]
        for crew in crews:
            crew.begin()
        wait_for(second, LEFT, 0)
        rates = [crew.rate() for crew in crews]
        return [(rate, crew.end()) for rate, crew in zip(rates, crews, strict=True)]


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=list(KINDS))
    parser.add_argument("--at-once", action="store_true")
    asked = parser.parse_args()
    measure = at_once if asked.at_once else by_turns
    with server() as url, tempfile.TemporaryDirectory() as name, Lab() as lab:
        folder = Path(name)
        write_sites(folder, lab.url, NAMES)
        for kind in asked.kinds:
            lab.shown = KINDS[kind][0]
            ratios = []
            for _ in range(asked.rounds):
                (one, cost), (two, costs) = measure(kind, url, folder)
                ratios.append(two / one)
                print(
                    f"{kind}: {one:.1f} articles/s of one worker ({cost:.1f} CPU-ms each), "
                    f"{two:.1f} of two ({costs:.1f}): {two / one:.2f} times; "
                    f"load {os.getloadavg()[0]:.1f}"
                )
            print(f"{kind}: {median(ratios):.2f} times (goal 1.6)")


if __name__ == "__main__":
    main()
