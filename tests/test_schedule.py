"""The schedule with real child processes over HTTP: batches, kills, leases, stops."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from lab import Lab, write_sites
from scheduling import ask, command, kept, once, outcomes, overlaps, start, wait_for

from newsbot.errors import StoreFault, WriteFault
from newsbot.schedule.child import Limits
from newsbot.schedule.embedded import Embedded, Plan
from newsbot.schedule.every import read_every
from newsbot.store import OpenRun, open_store


@pytest.fixture
def lab() -> Iterator[Lab]:
    with Lab() as running:
        yield running


def test_what_is_due_runs_once_in_one_process_and_leaves_a_log_each(
    lab: Lab, tmp_path: Path
) -> None:
    names = [f"s{n}" for n in range(5)]
    write_sites(tmp_path, lab.url, names)
    done = once(tmp_path)
    assert done.returncode == 0, done.stderr
    assert kept(tmp_path) == dict.fromkeys(names, 3)
    for number, site, record in ask(tmp_path, "SELECT id, site, record FROM runs"):
        told = json.loads(record)
        assert told["why"] == "first", told
        assert set(told["versions"]) == {"newsbot", "scrapy", "python"}
        log = (tmp_path / told["log"]).read_text("utf-8")
        assert log.count(f"{site}: ") == 1, f"the log of run {number}:\n{log}"
        assert not [other for other in names if other != site and other in log]
    before = sum(lab.requests.values())
    assert once(tmp_path).returncode == 0
    assert sum(lab.requests.values()) == before, "a site that is not due was asked"


FAULTS = {
    "crash": "    def parse_article(self, response, entry):\n        import os\n"
    "        os._exit(3)\n",
    "hang": "    def parse_article(self, response, entry):\n        import time\n"
    "        time.sleep(3600)\n",
    "fault": "    def parse_article(self, response, entry):\n        raise ValueError('a bug')\n",
    "unborn": "    def __init__(self, *args, **kwargs):\n        raise ValueError('never')\n",
}


def test_a_site_that_crashes_or_hangs_takes_no_other_with_it(lab: Lab, tmp_path: Path) -> None:
    good = ["s0", "s1"]
    write_sites(tmp_path, lab.url, good)
    for name, more in FAULTS.items():
        write_sites(tmp_path, lab.url, [name], more=more)
    (tmp_path / "lab_sites" / "broken.py").write_text("this is no Python", "utf-8")
    done = once(tmp_path, NEWSBOT_HANG_SECONDS="25", NEWSBOT_JOBS="1")
    assert done.returncode == 1, done.stderr
    assert kept(tmp_path) == dict.fromkeys(good, 3), outcomes(tmp_path)
    last = dict(outcomes(tmp_path))
    bad = {name: last.pop(name) for name in [*FAULTS, "broken"]}
    assert last == dict.fromkeys(good, "finished"), last
    lost, failed = (
        dict.fromkeys(["crash", "hang"], "lost"),
        dict.fromkeys(["fault", "unborn", "broken"], "failed"),
    )
    assert bad == {**lost, **failed}, bad
    assert "silent for" in done.stderr
    health = dict(ask(tmp_path, "SELECT site, health FROM standings"))
    keys = {s: [t["monitor"] for t in json.loads(h)["troubles"]] for s, h in health.items()}
    assert keys["crash"] == keys["hang"] == ["lost"]
    assert keys["broken"] == ["failed"]
    assert not any(keys[name] for name in good), keys


def test_a_schedule_that_is_killed_leaves_nothing_locked(lab: Lab, tmp_path: Path) -> None:
    write_sites(tmp_path, lab.url, ["s0", "s1"])
    lab.delay = lambda path: 30.0 if path.endswith("2.html") else 0.0
    running = start(tmp_path, "schedule", NEWSBOT_LEASE_SECONDS="4")
    wait_for(lambda: sum(n for path, n in lab.requests.items() if path.endswith("2.html")) == 2)
    os.killpg(running.pid, signal.SIGKILL)
    running.communicate()
    lab.delay = lambda _: 0.0
    assert [o for _, o in outcomes(tmp_path)] == [None, None]
    wait_for(lambda: once(tmp_path, NEWSBOT_LEASE_SECONDS="4") and len(outcomes(tmp_path)) == 4)
    assert sorted(outcomes(tmp_path)) == [
        (site, outcome) for site in ("s0", "s1") for outcome in ("finished", "lost")
    ]
    assert kept(tmp_path) == {"s0": 3, "s1": 3}


def test_it_ends_cleanly_when_it_is_told_to(lab: Lab, tmp_path: Path) -> None:
    write_sites(tmp_path, lab.url, ["s0", "s1"])
    lab.delay = lambda path: 1.0 if path.endswith(".html") else 0.0
    running = start(tmp_path, "schedule")
    wait_for(lambda: any(path.endswith(".html") for path in lab.requests))
    running.send_signal(signal.SIGTERM)
    _, said = running.communicate(timeout=60)
    assert running.returncode == 0, said
    assert {outcome for _, outcome in outcomes(tmp_path)} == {"interrupted"}, said
    assert "Traceback" not in said


def test_a_child_ends_when_its_parent_does(lab: Lab, tmp_path: Path) -> None:
    write_sites(tmp_path, lab.url, ["s0"])
    lab.delay = lambda path: 0.5 if path.endswith(".html") else 0.0
    child = start(tmp_path, "crawl", "--batch")
    assert child.stdin
    child.stdin.write('{"runs": [{"site": "s0", "categories": ["world"], "why": "test"}]}\n')
    child.stdin.flush()
    wait_for(lambda: any(path.endswith(".html") for path in lab.requests))
    child.stdin.close()
    assert child.stdout
    with child.stdout, child.stderr or child.stdout:
        told = [json.loads(line) for line in child.stdout]
        assert child.wait(timeout=60) == 0
    assert outcomes(tmp_path) == [("s0", "interrupted")], told


def test_an_order_that_is_none_is_refused_in_one_line(tmp_path: Path) -> None:
    child = start(tmp_path, "crawl", "--batch")
    said = child.communicate("nonsense\n", timeout=60)[1]
    assert child.returncode == 2
    assert len(said.splitlines()) == 1, said
    assert '"runs"' in said


def test_limits_of_time_and_memory(lab: Lab, tmp_path: Path) -> None:
    hog = (
        "    def parse_article(self, response, entry):\n        import asyncio\n"
        "        self.hoard = bytearray(b'x' * 700_000_000)\n"
        "        return []\n"
    )
    write_sites(tmp_path, lab.url, ["slow", "fine"])
    write_sites(tmp_path, lab.url, ["hog"], more=hog)
    lab.delay = lambda path: (
        11.0
        if path.startswith("/slow/world/")
        else (2.0 if path.startswith("/hog/world/31001") else 0.0)
    )
    done = once(tmp_path, NEWSBOT_RUN_MINUTES="0.15", NEWSBOT_CHILD_MB="400")
    last = dict(outcomes(tmp_path))
    assert last["hog"] == "lost", (last, done.stderr)
    assert last["fine"] == "finished", (last, done.stderr)
    assert last["slow"] == "interrupted", (last, done.stderr)
    assert "MB of memory" in done.stderr
    assert kept(tmp_path)["fine"] == 3


def test_two_schedules_and_a_crawl_by_hand_never_run_one_site_at_once(
    lab: Lab, tmp_path: Path
) -> None:
    write_sites(tmp_path, lab.url, ["s0", "s1", "s2"], every="10s")
    lab.delay = lambda _: 0.05
    schedules = [start(tmp_path, "schedule", "--jobs", "1") for _ in range(2)]
    by_hand = tries = 0
    while tries < 4 or (len(outcomes(tmp_path)) < 8 and tries < 30):
        tries += 1
        done = subprocess.run(
            command("crawl", "s1"),
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
            timeout=150,
        )
        assert done.returncode == 0, done.stderr
        by_hand += "being crawled" not in done.stderr
    said = []
    for running in schedules:
        running.send_signal(signal.SIGTERM)
        said.append(running.communicate(timeout=60)[1])
        assert running.returncode == 0, said
    assert overlaps(tmp_path) == []
    assert kept(tmp_path) == dict.fromkeys(["s0", "s1", "s2"], 3)
    assert len(outcomes(tmp_path)) >= 8, said
    assert by_hand, "the crawl by hand never had its turn"
    assert {o for _, o in outcomes(tmp_path)} <= {"finished", "interrupted"}, outcomes(tmp_path)


CHILD = """
import json, os, signal, sys
for run in json.loads(sys.stdin.readline())["runs"]:
    said = {"site": run["site"], "run": 0, "at": "2026-05-04T12:00:00+00:00"}
    print(json.dumps({"began": run["site"], **said}), flush=True)
    if run["site"] == "s2":
        os.kill(os.getpid(), signal.SIGKILL)
    print(json.dumps({"ended": run["site"], "fault": None, "seconds": 0, "new": 0, "updated": 0,
                      "known": 0, **said}), flush=True)
"""


def test_once_visits_those_whose_turn_had_not_come_when_their_process_died(tmp_path: Path) -> None:
    every = dict.fromkeys((f"s{n}" for n in range(6)), read_every("1d"))
    limits = Limits(10, 60, 1 << 30)
    child = (sys.executable, "-c", CHILD)
    plan = Plan(child, 0.1, 1, 40, limits, str(tmp_path / "logs"), timedelta(days=9), 9, 10**6)
    with open_store(f"sqlite:///{tmp_path}/newsbot.db") as store:
        schedule = Embedded(store, lambda: every, plan, lambda news: None)
        failed = asyncio.run(asyncio.wait_for(schedule.run(once=True), 60))
    assert failed == 1
    assert schedule.crew.turns == dict.fromkeys(every, 1)
    assert schedule.crew.started == 2


def test_a_store_that_refuses_for_a_while_does_not_end_a_schedule(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first looks at what is due are refused, and so is the note that a run was lost."""
    every = dict.fromkeys((f"s{n}" for n in range(3)), read_every("1d"))
    child = (sys.executable, "-c", CHILD)
    limits = Limits(10, 60, 1 << 30)
    plan = Plan(child, 0.1, 1, 40, limits, str(tmp_path / "logs"), timedelta(days=9), 9, 10**6)
    with open_store(f"sqlite:///{tmp_path}/newsbot.db") as store:
        faults, ask = iter([StoreFault("disk I/O error")] * 2), store.open_runs

        def open_runs() -> list[OpenRun]:
            if fault := next(faults, None):
                raise fault
            return ask()

        def lose(*_: object) -> bool:
            raise WriteFault("the disk is full")

        monkeypatch.setattr(store, "open_runs", open_runs)
        monkeypatch.setattr(store, "lose", lose)
        schedule = Embedded(store, lambda: every, plan, lambda news: None)

        async def run_all() -> None:
            running = asyncio.create_task(schedule.run(once=False))
            while not (schedule.crew.failed or running.done()):
                await asyncio.sleep(0.05)
            await asyncio.sleep(0.5)
            assert not running.done(), "the schedule ended"
            schedule.stop()
            await running

        asyncio.run(asyncio.wait_for(run_all(), 60))
    told = capsys.readouterr().err
    for line in ("the store is away (disk I/O error)", "the store is back"):
        assert told.count(line) == 1, told
    assert "the disk is full" in told


def test_what_ones_own_sites_declare_may_be_private(lab: Lab, tmp_path: Path) -> None:
    """As by `newsbot crawl`: a schedule blocked the address of an intranet's site."""
    (tmp_path / "sites.toml").write_text(
        f'[[site]]\nname = "intranet"\nurl = "{lab.url}"\n[site.categories]\nnews = "News"\n'
    )
    done = once(tmp_path, NEWSBOT_ALLOW_ADDRESSES="")
    assert sum(lab.requests.values()) > 0, done.stderr
    assert "not a public address" not in done.stderr


def test_an_impossible_every_is_told(lab: Lab, tmp_path: Path) -> None:
    write_sites(tmp_path, lab.url, ["hasty"], every="3s")
    done = once(tmp_path)
    wrong = "newsbot: hasty: every = '3s': from 10s to a year is possible; it is visited every 10m"
    assert done.stderr.count(wrong) == 1, done.stderr
    assert "hasty: run 1" in done.stderr, done.stderr


def test_new_and_changed_site_files_are_noticed(
    lab: Lab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from newsbot.commandline import project_settings
    from newsbot.timetable import Timetable

    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    write_sites(tmp_path, lab.url, ["t0"], every="10m")
    settings = project_settings()
    settings.set("SPIDER_MODULES", "lab_sites", priority="cmdline")
    table = Timetable(settings)
    assert set(table.read()) == {"t0"}
    write_sites(tmp_path, lab.url, ["t1"], every="20m")
    os.utime(tmp_path / "lab_sites", ns=(1, 1))
    assert {name: every.shortest.seconds // 60 for name, every in table.read().items()} == {
        "t0": 10,
        "t1": 20,
    }
    write_sites(tmp_path, lab.url, ["t0"], every="0 7 * * *")
    os.utime(tmp_path / "lab_sites" / "t0.py", ns=(2, 2))
    assert table.read()["t0"] == read_every("0 7 * * *", "Asia/Shanghai")
    (tmp_path / "lab_sites" / "t1.py").unlink()
    os.utime(tmp_path / "lab_sites", ns=(3, 3))
    assert set(table.read()) == {"t0"}
    (tmp_path / "lab_sites" / "t0.py").write_text("no Python", "utf-8")
    os.utime(tmp_path / "lab_sites" / "t0.py", ns=(4, 4))
    assert table.read()["t0"] == read_every("10m..6h"), "a broken file keeps the usual times"
