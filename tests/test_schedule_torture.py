"""Schedules for long: fifty runs by real children that are killed, and two schedules beside a
crawl by hand for two hundred ticks. Part of `make torture`."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from lab import Lab, write_sites
from scheduling import ask, kept, once, outcomes, overlaps, start, wait_for

SITES = [f"s{n}" for n in range(6)]
RUNS = 50
KILLS = 2


@pytest.fixture
def lab() -> Iterator[Lab]:
    with Lab() as running:
        yield running


def begun(folder: Path) -> int:
    return len(outcomes(folder))


def children(pid: int) -> list[int]:
    """The processes that a schedule of ours has started."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def lost(folder: Path) -> int:
    return sum(outcome == "lost" for _, outcome in outcomes(folder))


def all_well(folder: Path) -> bool:
    """Whether each site's last ended run is no lost one: what was killed was made up."""
    last = {site: outcome for site, outcome in outcomes(folder) if outcome}
    return len(last) == len(SITES) and "lost" not in last.values()


def kill_a_child(folder: Path, schedule: int, lab: Lab) -> None:
    """Kills a child in the middle of its runs, and waits until all of it is made up."""
    before, asked = lost(folder), sum(lab.requests.values())
    wait_for(lambda: sum(lab.requests.values()) > asked + 5 and going(folder), 60)
    victims = children(schedule)
    if not victims:
        return
    os.kill(victims[0], signal.SIGKILL)
    wait_for(lambda: lost(folder) > before and all_well(folder), 120)


def kill_all(
    folder: Path, running: subprocess.Popen[str], settings: dict[str, str]
) -> subprocess.Popen[str]:
    """Kills the schedule with its children in the middle of runs; another one makes them up."""
    wait_for(lambda: going(folder), 60)
    before = lost(folder)
    os.killpg(running.pid, signal.SIGKILL)
    running.communicate()
    other = start(folder, "schedule", **settings)
    wait_for(lambda: lost(folder) > before and all_well(folder), 120)
    return other


def going(folder: Path) -> bool:
    return any(outcome is None for _, outcome in outcomes(folder))


@pytest.mark.torture
def test_fifty_runs_of_real_children_of_which_some_are_killed(lab: Lab, tmp_path: Path) -> None:
    settings = {"NEWSBOT_BATCH": "3", "NEWSBOT_LEASE_SECONDS": "5"}
    write_sites(tmp_path, lab.url, SITES, every="10s")
    lab.delay = lambda _: 0.1
    running, kills, grown = start(tmp_path, "schedule", **settings), 0, 0
    try:
        wait_for(lambda: lab.requests)  # the store is there
        while begun(tmp_path) < RUNS or kills <= KILLS:
            grown += 1
            for site in SITES:
                lab.articles[site] = 3 + grown
            if kills < KILLS:
                wait_for(lambda: begun(tmp_path) >= len(SITES), 60)
                kill_a_child(tmp_path, running.pid, lab)
            elif kills == KILLS:
                running = kill_all(tmp_path, running, settings)
            kills += 1
            time.sleep(1)
        running.send_signal(signal.SIGTERM)
        said = running.communicate(timeout=60)[1]
    finally:
        if running.poll() is None:
            os.killpg(running.pid, signal.SIGKILL)
            running.communicate()
    assert running.returncode == 0, said
    assert "Traceback" not in said
    make_up(tmp_path, settings)
    assert kept(tmp_path) == dict.fromkeys(SITES, 3 + grown)
    assert overlaps(tmp_path) == []
    counts = [outcome for _, outcome in outcomes(tmp_path)]
    assert set(counts) <= {"finished", "lost", "interrupted"}, outcomes(tmp_path)
    assert counts.count("finished") >= RUNS - 3 * KILLS - 2 * len(SITES), counts


def make_up(folder: Path, settings: dict[str, str]) -> None:
    """What was interrupted by the end is run once more, so that nothing is left to be found."""
    time.sleep(10)  # every = 10s
    assert once(folder, **settings).returncode == 0


HAND = '''
"""A crawl by hand, or a child: takes the store's real lease, and notes where another has it."""
import json, os, random, sys, time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from newsbot.errors import SiteBusy
from newsbot.schedule.past import Memory
from newsbot.store import Standing, open_store

def crawl(store, site, why):
    try:
        run = store.begin_run(site, command=why, now=datetime.now(UTC), lease_seconds=3)
    except SiteBusy:
        Path("busy").open("a").write(site + "\\n")
        return
    began = datetime.now(UTC)
    tell(began=site, run=run.id, at=began.isoformat())
    mark = Path("held") / site
    try:
        os.close(os.open(mark, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        Path("overlaps").open("a").write(f"{site} {run.id}\\n")
    time.sleep(random.uniform(0.01, 0.1))
    mark.unlink(missing_ok=True)
    memory = Memory().after(began, "finished", {}, whole=True)
    store.stands(Standing(site, "", memory.dump(), "", run.id))
    store.end_run(run, datetime.now(UTC), "finished", {"why": why})
    tell(ended=site, run=run.id, seconds=0, fault=None, new=0, updated=0, known=0)

def tell(**said):
    if not by_hand:
        print(json.dumps(said), flush=True)

by_hand = sys.argv[1:]
with open_store("sqlite:///newsbot.db") as store:
    if by_hand:
        until = time.monotonic() + float(by_hand[0])
        while time.monotonic() < until and not Path("over").exists():
            crawl(store, random.choice([f"s{n}" for n in range(6)]), "by hand")
            time.sleep(random.uniform(0.05, 0.3))
    else:
        for asked in json.loads(sys.stdin.readline())["runs"]:
            crawl(store, asked["site"], asked["why"])
'''

SCHEDULE = """
import asyncio, sys
from datetime import timedelta
from newsbot.schedule.child import Limits
from newsbot.schedule.crew import Plan
from newsbot.schedule.embedded import Embedded
from newsbot.schedule.every import Every
from newsbot.store import open_store

class Counted(Embedded):
    ticks = 0
    async def tick(self, *, once=False):
        self.ticks += 1
        if self.ticks >= 200:
            self.stop()
            return 0
        return await super().tick(once=once)

second = timedelta(seconds=0.3)
sites = {f"s{n}": Every(second, second) for n in range(6)}
plan = Plan((sys.executable, "hand.py"), 0.25, 2, 3, Limits(60, 60, 1 << 30), sys.argv[1],
            timedelta(days=9), 9, 10**9)
with open_store("sqlite:///newsbot.db") as store:
    schedule = Counted(store, lambda: sites, plan, lambda news: None)
    failed = asyncio.run(schedule.run(once=False))
    print("ticks", schedule.ticks, "failed", failed)
"""


@pytest.mark.torture
def test_two_schedules_and_a_hand_for_two_hundred_ticks_never_hold_a_site_twice(
    tmp_path: Path,
) -> None:
    (tmp_path / "held").mkdir()
    (tmp_path / "hand.py").write_text(HAND, "utf-8")
    (tmp_path / "schedule.py").write_text(SCHEDULE, "utf-8")

    def run(*words: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, *words],
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    hand, schedules = run("hand.py", "300"), [run("schedule.py", f"logs{n}") for n in range(2)]
    for schedule in schedules:
        out, said = schedule.communicate(timeout=300)
        assert out.split() == ["ticks", "200", "failed", "0"], said
    (tmp_path / "over").touch()
    assert hand.communicate(timeout=60)[1] == ""
    assert not (tmp_path / "overlaps").exists(), (tmp_path / "overlaps").read_text("utf-8")
    assert overlaps(tmp_path) == []
    commands = dict(ask(tmp_path, "SELECT command, count(*) FROM runs GROUP BY command"))
    assert commands["by hand"] > 20, commands
    assert commands["interval"] > 20, commands
    assert {outcome for _, outcome in outcomes(tmp_path)} == {"finished"}
    assert (tmp_path / "busy").stat().st_size, "nobody ever met another: this tests nothing"
