"""What a schedule costs: a tick over many sites beside the bare SQL, and polls without news.

    python benchmarks/schedule.py [--sites 1000] [--rounds 15] [--polls 1000]

A tick reads how all sites stand and decides what is due; the bare SQL reads the same rows with
sqlite3 alone. A poll is one site whose listing answers 304, run by real child processes of
`newsbot schedule --once`, their start included, from a server in this process whose own CPU time is
not counted. Then one site of a batch crashes and one hangs, which costs the others of their
processes nothing: each is polled. CPU-seconds (user and system), medians of interleaved rounds.
A thousand polls take some minutes, the hang among them.
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
from collections.abc import Callable, Iterator
from contextlib import closing
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

FAULTS = {
    "crashes": "    def parse_listing(self, response):\n        import os\n        os._exit(3)\n",
    "hangs": "    def parse_listing(self, response):\n        import time\n"
    "        time.sleep(3600)\n",
}
"""What two of the sites do in the end."""

Line = tuple[str, str, str, str]
"""What was measured, the figure, beside what, and the goal."""

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
                visits = {f"c{n}": Visit(at, (hours + n) % 4, 40) for n in range(5)}
                memory = memory.after(at, "finished", visits, whole=True)
            store.stands(Standing(f"s{number}", "", memory.dump(), '{"troubles":[]}', number))
        store.flush()


def ticks(sites: int, rounds: int) -> Iterator[Line]:
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
    base = median(bare_times)
    yield f"bare SQL, {sites:,} sites of 5 listings", f"{1000 * base:.1f} ms", "1.00 x", ""
    yield "first tick", f"{1000 * first:.1f} ms", f"{first / base:.2f} x", ""
    for name, times in (("nothing changed", tick_times), ("1 in 20 changed", busy_times)):
        each = median(times)
        yield f"tick, {name}", f"{1000 * each:.1f} ms", f"{each / base:.2f} x", "2 x"
    yield "peak memory", f"{peak:.0f} MB", "", "100 MB"


def polls(sites: int) -> Iterator[Line]:
    """The CPU of child processes for each site whose listing has not changed."""
    options = ["-s", "SPIDER_MODULES=lab_sites", "-s", "DOWNLOAD_DELAY=0"]
    options += ["-s", "NEWSBOT_ALLOW_ADDRESSES=127.0.0.0/8", "-s", "NEWSBOT_TDMREP=0"]
    command = [sys.executable, "-m", "newsbot", "schedule", "--once", *options]
    with tempfile.TemporaryDirectory() as folder, Lab(articles=4) as lab:
        store = Path(folder) / "newsbot.db"
        names = [f"s{n}".translate(LETTERS) for n in range(sites)]
        write_sites(Path(folder), lab.url, names, every="10s..6h")
        spent = children(command, folder)
        yield "first visit, four articles", f"{1000 * spent / sites:.1f} CPU-ms", "", ""
        make_due(store)
        spent = children(command, folder)
        yield f"poll of {sites:,}, unchanged", f"{1000 * spent / sites:.1f} CPU-ms", "", "30 CPU-ms"
        make_due(store)
        before = last_run(store)
        for name, more in zip(names[sites // 4 :: sites // 2], FAULTS.values(), strict=False):
            write_sites(Path(folder), lab.url, [name], every="10s..6h", more=more)
        spent = children(command, folder)
        done = finished(store, before)
        each = f"{1000 * spent / sites:.1f} CPU-ms"
        told = f"{done:,} of {sites - len(FAULTS):,} others polled"
        yield "one crashes, one hangs", each, told, "all of them"


def children(command: list[str], folder: str) -> float:
    """CPU-seconds of a schedule and its children."""
    told = dict(os.environ)
    told.pop("PYTHONDONTWRITEBYTECODE", None)  # as installed: modules are compiled once
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=folder, check=False, capture_output=True, env=told)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def last_run(path: Path) -> int:
    """The number of the last run in the ledger."""
    with closing(sqlite3.connect(path)) as store:
        return int(store.execute("SELECT max(id) FROM runs").fetchone()[0])


def finished(path: Path, before: int) -> int:
    """How many sites have had a run since that finished."""
    query = "SELECT count(DISTINCT site) FROM runs WHERE id > ? AND outcome = 'finished'"
    with closing(sqlite3.connect(path)) as store:
        return int(store.execute(query, (before,)).fetchone()[0])


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
    parser.add_argument("--polls", type=int, default=1000)
    asked = parser.parse_args()
    asyncio.set_event_loop(asyncio.new_event_loop())
    for of in (ticks(asked.sites, asked.rounds), polls(asked.polls)):
        for name, figure, beside, goal in of:
            print(f"{name:<38} {figure:>14}   {beside:<26} {goal and 'goal ' + goal}", flush=True)


if __name__ == "__main__":
    main()
