"""Killed at any moment, nothing is lost and nothing comes twice."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from nursery import Nursery, has_ended

from newsbot.store import open_store

KILLS = int(os.environ.get("NEWSBOT_TEST_KILLS", "20"))
CONSUMER = Path(__file__).parent.parent / "docs" / "consumer.py"
NEWSBOT = [sys.executable, "-m", "newsbot"]
Start = Callable[[list[str], Path], tuple[int, Callable[[], int]]]
"""Starts a program in a folder: its process (and its group), and what waits for its code."""

Serve = Callable[..., Any]


def crawl_words(base_url: str) -> list[str]:
    fast = [
        "-s",
        "DOWNLOAD_DELAY=0.015",  # slow enough that commits, one a second, fall between kills
        "-s",
        "CONCURRENT_REQUESTS_PER_DOMAIN=8",
        "-s",
        "LOG_LEVEL=ERROR",
    ]
    return ["newsbot", "crawl", "daydaynews", "-a", f"base_url={base_url}", *fast]


def run(words: list[str], cwd: Path, **more: Any) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        words, cwd=cwd, capture_output=True, text=True, check=False, timeout=120, **more
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done


def kill_at_request(server: Any, number: int, start: Start, words: list[str], cwd: Path) -> bool:
    """Starts a crawl and kills its group when it has made so many requests; False where it had
    ended before."""
    server.reset()
    pid, end = start(words, cwd)
    while not has_ended(pid) and sum(server.requests.values()) < number:
        time.sleep(0.002)
    os.killpg(pid, signal.SIGKILL)
    return end() == -signal.SIGKILL


def kept(cwd: Path) -> int:
    """How many articles are committed; 0 before there is a store."""
    if not (cwd / "newsbot.db").is_file():
        return 0
    with sqlite3.connect(cwd / "newsbot.db") as plain:
        there = plain.execute("SELECT 1 FROM sqlite_master WHERE name = 'articles'").fetchone()
        count = plain.execute("SELECT count(*) FROM articles").fetchone()[0] if there else 0
    plain.close()
    return int(count)


def lines_in(folder: Path) -> list[dict[str, Any]]:
    return [
        json.loads(line)
        for segment in sorted(folder.glob("*.jsonl"))
        for line in segment.read_bytes().splitlines()
    ]


def launch(words: list[str], cwd: Path) -> tuple[int, Callable[[], int]]:
    """Starts a program as a shell does: its process, and what waits for its code."""
    python = [sys.executable, "-m"] if words[0] == "newsbot" else [sys.executable]
    child = subprocess.Popen(
        [*python, *words], cwd=cwd, stderr=subprocess.DEVNULL, start_new_session=True
    )
    return child.pid, child.wait


@pytest.mark.torture
def test_programs_killed_at_random_moments(serve: Serve, tmp_path: Path) -> None:
    """As a shell starts them; many kills come while they load."""
    killing(serve, tmp_path, launch, draw=random.Random(401), slow=1.0)


def test_a_crawl_killed_at_random_moments_ends_with_every_article_once(
    serve: Serve, tmp_path: Path
) -> None:
    """Forked off a process that has loaded newsbot: nearly all kills come while they work."""
    with Nursery() as nursery:

        def start(words: list[str], cwd: Path) -> tuple[int, Callable[[], int]]:
            pid = nursery.start(words, cwd)
            return pid, lambda: nursery.end(pid)

        killing(serve, tmp_path, start, draw=random.Random(400), slow=0.0)


def killing(serve: Serve, cwd: Path, start: Start, *, draw: random.Random, slow: float) -> None:
    """400 articles; crawl, exporter and consumer are killed by turns, KILLS times each, every time
    at a random moment. `slow`: seconds that a start takes."""
    from newsite import truth

    server = serve("bare", categories=4, pages=5, entries=20, oddities=set())
    wanted = {server.origin + record["path"] for record in truth(server.site)}
    assert len(wanted) == 400
    words = crawl_words(server.base_url)
    others = {
        "exporter": (["newsbot", "export", "--to", "changes"], (slow * 0.3, slow * 0.6 + 0.25)),
        "consumer": ([str(CONSUMER), "changes", "copy.db"], (slow * 0.01, slow * 0.1 + 0.01)),
    }
    killed, counts = Counter[str](), []

    def kill(name: str) -> bool:
        program, (least, most) = others[name]
        pid, end = start(program, cwd)
        time.sleep(draw.uniform(least, most))
        os.killpg(pid, signal.SIGKILL)
        return end() == -signal.SIGKILL

    while killed["crawl"] < KILLS:
        number = draw.randrange(1, 60)  # more would end before 20 kills
        killed["crawl"] += kill_at_request(server, number, start, words, cwd)
        counts.append(kept(cwd))
        for name in others if counts[-1] else ():
            killed[name] += kill(name)
    assert counts == sorted(counts), f"articles went missing: {counts}"
    assert len(set(counts)) > 3, f"the kills came at few different moments: {counts}"
    for name in others:
        for _ in range(10 * KILLS):
            killed[name] += killed[name] < KILLS and kill(name)
    assert min(killed[name] for name in ("crawl", *others)) >= KILLS, killed
    print(f"{dict(killed)} kills, {len(counts)} crawls, kept after each: {counts}")
    ends_whole(cwd, words, wanted)


def ends_whole(cwd: Path, words: list[str], wanted: set[str]) -> None:
    """After one run of each that nobody kills, everything is there once."""
    run([*NEWSBOT, *words[1:]], cwd)
    run([*NEWSBOT, "export", "--to", "changes"], cwd)
    run([sys.executable, str(CONSUMER), "changes", "copy.db"], cwd)
    lines = lines_in(cwd / "changes")
    assert {line["url"] for line in lines} == wanted
    twice = {url: n for url, n in Counter(line["url"] for line in lines).items() if n > 1}
    assert twice == {}, f"{len(twice)} articles are in the segments twice"
    assert len({line["id"] for line in lines}) == 400
    seqs = [line["seq"] for line in lines]
    assert seqs == sorted(set(seqs))
    assert consumed(cwd) == store_lines(cwd)


def consumed(cwd: Path) -> dict[str, Any]:
    with sqlite3.connect(cwd / "copy.db") as copy:
        found = {
            key: json.loads(line) for key, line in copy.execute("SELECT id, line FROM article")
        }
    copy.close()
    return found


def store_lines(cwd: Path) -> dict[str, Any]:
    run([*NEWSBOT, "export", "-O", "all.jsonl"], cwd)
    told = (json.loads(line) for line in (cwd / "all.jsonl").read_bytes().splitlines())
    return {line["id"]: line for line in told}


def test_two_sites_are_crawled_into_one_store_at_once(serve: Serve, tmp_path: Path) -> None:
    (tmp_path / "sites").mkdir()
    first, second = (
        serve("bare", seed=n, categories=2, entries=10, oddities=set()) for n in (1, 2)
    )
    (tmp_path / "sites" / "other.py").write_text(
        "from newsbot.spiders.daydaynews import DaydaynewsSpider\n\n\n"
        'class OtherSpider(DaydaynewsSpider):\n    name = "other"\n'
        f'    base_url = "{second.base_url}"\n',
        encoding="utf-8",
    )
    words = [*NEWSBOT, *crawl_words(first.base_url)[1:]]
    with (
        subprocess.Popen(words, cwd=tmp_path, stderr=subprocess.PIPE, text=True) as one,
        subprocess.Popen(
            [*NEWSBOT, "crawl", "other", *words[-6:]],
            cwd=tmp_path,
            stderr=subprocess.PIPE,
            text=True,
        ) as other,
    ):
        said = one.communicate(timeout=120)[1] + other.communicate(timeout=120)[1]
    assert (one.returncode, other.returncode) == (0, 0), said
    assert "Traceback" not in said
    sites = Counter(line["site"] for line in store_lines(tmp_path).values())
    assert sites == {"daydaynews": 40, "other": 40}


def test_a_run_that_was_killed_holds_its_site_no_longer(serve: Serve, tmp_path: Path) -> None:
    server = serve("bare", categories=1, pages=1, oddities=set())
    slow = [*NEWSBOT, *crawl_words(server.base_url)[1:], "-s", "DOWNLOAD_DELAY=5"]
    with subprocess.Popen(slow, cwd=tmp_path, stderr=subprocess.DEVNULL) as child:
        deadline = time.monotonic() + 30
        while not server.requests and time.monotonic() < deadline:
            time.sleep(0.05)
        child.kill()
    done = run([*NEWSBOT, *crawl_words(server.base_url)[1:]], tmp_path)
    assert "is being crawled" not in done.stderr
    assert kept(tmp_path) == 6


def test_a_crawl_that_slept_past_its_lease_ends_and_says_why(serve: Serve, tmp_path: Path) -> None:
    """A machine that was suspended: another crawl has taken the site meanwhile."""
    server = serve("bare", categories=1, pages=1, oddities=set())
    words = crawl_words(server.base_url)[1:]
    slow = [*NEWSBOT, *words, "-s", "DOWNLOAD_DELAY=5", "-s", "NEWSBOT_LEASE_SECONDS=1"]
    with subprocess.Popen(slow, cwd=tmp_path, stderr=subprocess.PIPE, text=True) as child:
        deadline = time.monotonic() + 30
        while not server.requests and time.monotonic() < deadline:
            time.sleep(0.05)
        child.send_signal(signal.SIGSTOP)
        time.sleep(1.5)
        with open_store(f"sqlite:///{tmp_path}/newsbot.db") as store:
            other = store.begin_run("daydaynews", command="crawl", now=datetime.now(UTC))
            child.send_signal(signal.SIGCONT)
            said = child.communicate(timeout=60)[1]
            assert child.returncode == 1, said
            assert "another one took the site over" in said, said
            outcomes = {run.id: run.outcome for run in store.runs("daydaynews")}
            assert outcomes == {other.id - 1: "lost", other.id: None}, said
