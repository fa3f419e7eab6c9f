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
from pathlib import Path
from typing import Any

KILLS = int(os.environ.get("NEWSBOT_TEST_KILLS", "20"))
CONSUMER = Path(__file__).parent.parent / "docs" / "consumer.py"
NEWSBOT = [sys.executable, "-m", "newsbot"]
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
    return [*NEWSBOT, "crawl", "daydaynews", "-a", f"base_url={base_url}", *fast]


def run(words: list[str], cwd: Path, **more: Any) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        words, cwd=cwd, capture_output=True, text=True, check=False, timeout=120, **more
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done


def kill_after(seconds: float, words: list[str], cwd: Path) -> int | None:
    """Starts a process group and kills it after some seconds; its exit code if it was faster."""
    with subprocess.Popen(
        words, cwd=cwd, stderr=subprocess.DEVNULL, start_new_session=True
    ) as child:
        try:
            return child.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
    return None


def kill_at_request(server: Any, number: int, words: list[str], cwd: Path) -> None:
    """Starts a process group and kills it when it has made so many requests."""
    server.reset()
    with subprocess.Popen(
        words, cwd=cwd, stderr=subprocess.DEVNULL, start_new_session=True
    ) as child:
        while child.poll() is None and sum(server.requests.values()) < number:
            time.sleep(0.002)
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGKILL)


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


def test_a_crawl_killed_at_random_moments_ends_with_every_article_once(
    serve: Serve, tmp_path: Path
) -> None:
    """400 articles; crawl, exporter and consumer are killed by turns, each at random moments."""
    from newsite import truth

    server = serve("bare", categories=4, pages=5, entries=20, oddities=set())
    wanted = {server.origin + record["path"] for record in truth(server.site)}
    assert len(wanted) == 400
    draw, counts = random.Random(400), []
    export = [*NEWSBOT, "export", "--to", "changes"]
    consume = [sys.executable, str(CONSUMER), "changes", "copy.db"]
    for _ in range(KILLS):
        number = draw.randrange(2, 150)
        kill_at_request(server, number, crawl_words(server.base_url), tmp_path)
        counts.append(kept(tmp_path))
        if counts[-1]:
            kill_after(draw.uniform(0.3, 0.9), export, tmp_path)
            kill_after(draw.uniform(0.01, 0.1), consume, tmp_path)
    assert counts == sorted(counts), f"articles went missing: {counts}"
    run(crawl_words(server.base_url), tmp_path)
    run(export, tmp_path)
    run(consume, tmp_path)
    lines = lines_in(tmp_path / "changes")
    assert {line["url"] for line in lines} == wanted
    twice = {url: n for url, n in Counter(line["url"] for line in lines).items() if n > 1}
    assert twice == {}, f"{len(twice)} articles are in the segments twice"
    assert len({line["id"] for line in lines}) == 400
    seqs = [line["seq"] for line in lines]
    assert seqs == sorted(set(seqs))
    assert consumed(tmp_path) == store_lines(tmp_path)
    assert len(set(counts)) > 3, f"the kills came at few different moments: {counts}"


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
    (tmp_path / "sites.toml").write_text(
        f'[other]\nurl = "{second.base_url}"\narticle_links = "a"\n', encoding="utf-8"
    )
    words = crawl_words(first.base_url)
    with (
        subprocess.Popen(words, cwd=tmp_path, stderr=subprocess.PIPE, text=True) as one,
        subprocess.Popen(
            [*NEWSBOT, "crawl", second.base_url, *words[-6:]],
            cwd=tmp_path,
            stderr=subprocess.PIPE,
            text=True,
        ) as other,
    ):
        said = one.communicate(timeout=120)[1] + other.communicate(timeout=120)[1]
    assert (one.returncode, other.returncode) == (0, 0), said
    assert "Traceback" not in said
    sites = Counter(line["site"] for line in store_lines(tmp_path).values())
    assert sites["daydaynews"] == 40
    assert len(sites) == 2
    assert min(sites.values()) >= 38, sites


def test_a_run_that_was_killed_holds_its_site_no_longer(serve: Serve, tmp_path: Path) -> None:
    server = serve("bare", categories=1, pages=1, oddities=set())
    slow = [*crawl_words(server.base_url), "-s", "DOWNLOAD_DELAY=5"]
    with subprocess.Popen(slow, cwd=tmp_path, stderr=subprocess.DEVNULL) as child:
        deadline = time.monotonic() + 30
        while not server.requests and time.monotonic() < deadline:
            time.sleep(0.05)
        child.kill()
    done = run(crawl_words(server.base_url), tmp_path)
    assert "is being crawled" not in done.stderr
    assert kept(tmp_path) == 6
