"""What a schedule costs: a tick over many sites beside the bare SQL, and polls without news.

    python benchmarks/schedule.py [--sites 1000] [--rounds 15] [--polls 200]

A tick reads how all sites stand and decides what is due; the bare SQL reads the same rows with
sqlite3 alone. A poll is one site whose listing answers 304, run by real child processes of
`newsbot schedule --once`, their start included, from a server in this process whose own CPU time is
not counted. CPU-seconds (user and system), medians of interleaved rounds.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "sites"))

from lab import Lab, write_sites

from newsbot.schedule.child import Limits
from newsbot.schedule.embedded import Embedded, Plan
from newsbot.schedule.every import read_every
from newsbot.schedule.past import Memory, Visit
from newsbot.store import Standing, open_store

BARE = (
    "SELECT site, run, schedule FROM standings WHERE base = ''",
    "SELECT id, site, began_at, leased_until FROM runs WHERE ended_at IS NULL",
)


LETTERS = str.maketrans("0123456789", "bcdfghjklm")
"""Names that are no words: a page about a site 404 or EEA may be taken for one that says no."""


def cpu(work: Callable[[], object]) -> float:
    """CPU-seconds of this process that `work` takes."""
    began = time.process_time()
    work()
    return time.process_time() - began


def fill(path: Path, sites: int) -> None:
    """A store in which every site has run some minutes ago, with five watched listings."""
    now = datetime.now(UTC)
    with open_store(f"sqlite:///{path}") as store:
        for number in range(sites):
            memory = Memory()
            for hours in range(24, 0, -1):
                at = now - timedelta(hours=hours - 1, minutes=3)
                visits = {f"c{n}": Visit(at, (hours + n) % 4) for n in range(5)}
                memory = memory.after(at, "finished", visits, whole=True)
            store.stands(Standing(f"s{number}", "", memory.dump(), '{"troubles":[]}', number))
        store.flush()


def ticks(sites: int, rounds: int) -> None:
    """A tick beside the bare SQL; then with a twentieth of the sites changed since the last."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "newsbot.db"
        fill(path, sites)
        every = dict.fromkeys((f"s{n}" for n in range(sites)), read_every("10m..6h"))
        limits = Limits(40, 1800, 1 << 30)
        plan = Plan((), 5, 2, 40, limits, folder, timedelta(days=90), 30, 10**9)
        bare = sqlite3.connect(path)
        bare_times, tick_times, busy_times = [], [], []
        with open_store(f"sqlite:///{path}") as store:
            schedule = Embedded(store, lambda: every, plan, lambda news: None)
            first = cpu(lambda: schedule.due(datetime.now(UTC)))
            for number in range(rounds):
                bare_times.append(cpu(lambda: [bare.execute(q).fetchall() for q in BARE]))
                tick_times.append(cpu(lambda: schedule.due(datetime.now(UTC))))
                for site in range(number, sites, 20):
                    row = store.standing(f"s{site}")
                    memory = Memory.load(row.schedule)
                    text = memory.after(datetime.now(UTC), "finished", {}, whole=False).dump()
                    store.stands(Standing(row.site, "", text, row.health, row.run + sites))
                store.flush()
                busy_times.append(cpu(lambda: schedule.due(datetime.now(UTC))))
        bare.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told = {"bare SQL": bare_times, "tick": tick_times, "tick, 1 in 20 changed": busy_times}
    for name, times in told.items():
        ratio = median(times) / median(bare_times)
        print(f"{name:<24} {1000 * median(times):8.2f} ms   {ratio:5.2f} x")
    print(f"{'first tick':<24} {1000 * first:8.2f} ms")
    print(f"{'peak memory':<24} {peak:8.0f} MB   {sites} sites of 5 listings")


def polls(sites: int) -> None:
    """The CPU of child processes for each site whose listing has not changed."""
    options = ["-s", "SPIDER_MODULES=lab_sites", "-s", "DOWNLOAD_DELAY=0"]
    options += ["-s", "NEWSBOT_ALLOW_ADDRESSES=127.0.0.0/8", "-s", "NEWSBOT_TDMREP=0"]
    command = [sys.executable, "-m", "newsbot", "schedule", "--once", *options]
    told = dict(os.environ)
    told.pop("PYTHONDONTWRITEBYTECODE", None)  # as installed: modules are compiled once
    with tempfile.TemporaryDirectory() as folder, Lab(articles=20) as lab:
        names = [f"s{n}".translate(LETTERS) for n in range(sites)]
        write_sites(Path(folder), lab.url, names, every="10s..6h")
        for kind in ("first run, 20 articles each", "unchanged"):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run(command, cwd=folder, check=True, capture_output=True, env=told)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            print(f"{kind:<28} {1000 * spent / sites:8.1f} CPU-ms a site ({sites} sites)")
            make_due(Path(folder) / "newsbot.db")


def make_due(path: Path) -> None:
    """Moves all visits into the past, so that every listing is due again."""
    with open_store(f"sqlite:///{path}") as store:
        for site in store.standing_runs():
            row = store.standing(site)
            memory = Memory.load(row.schedule)
            text = row.schedule
            for at in {v.visited_at for v in memory.listings.values()} | {
                memory.past.began_at if memory.past else datetime.now(UTC)
            }:
                text = text.replace(at.isoformat(), (at - timedelta(hours=20)).isoformat())
            store.stands(Standing(row.site, row.base, text, row.health, row.run + 1_000_000))
        store.flush()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sites", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--polls", type=int, default=200)
    asked = parser.parse_args()
    asyncio.set_event_loop(asyncio.new_event_loop())
    ticks(asked.sites, asked.rounds)
    polls(asked.polls)


if __name__ == "__main__":
    main()
