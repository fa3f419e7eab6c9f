"""Schedules as processes over a folder with site files, and what they leave in its store."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

FAST = {
    "SPIDER_MODULES": "lab_sites",
    "DOWNLOAD_DELAY": "0",
    "NEWSBOT_ALLOW_ADDRESSES": "127.0.0.0/8",
    "NEWSBOT_TDMREP": "0",
    "NEWSBOT_TICK_SECONDS": "0.2",
}


def command(*words: str, **settings: str) -> list[str]:
    pairs = [f"{name}={value}" for name, value in {**FAST, **settings}.items()]
    options = [word for pair in pairs for word in ("-s", pair)]
    return [sys.executable, "-m", "newsbot", *words, *options]


def start(folder: Path, *words: str, **settings: str) -> subprocess.Popen[str]:
    """A process in a group of its own, so that a test can kill all of it."""
    return subprocess.Popen(
        command(*words, **settings),
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def once(folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        command("schedule", "--once", **settings),
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
    )
    assert "Traceback" not in done.stderr, done.stderr[-3000:]
    return done


def ask(folder: Path, query: str) -> list[Any]:
    with closing(sqlite3.connect(folder / "newsbot.db")) as store:
        return store.execute(query).fetchall()


def kept(folder: Path) -> dict[str, int]:
    """Site -> its articles in the store; an article that is there twice fails."""
    rows = ask(folder, "SELECT site, url FROM articles")
    assert len(rows) == len(set(rows)), "an article is kept twice"
    return {site: sum(s == site for s, _ in rows) for site, _ in rows}


def outcomes(folder: Path) -> list[tuple[str, str | None]]:
    return ask(folder, "SELECT site, outcome FROM runs ORDER BY id")


def wait_for(what: Any, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < until, "it did not come to that"
        time.sleep(0.05)


def overlaps(folder: Path) -> list[Any]:
    """Pairs of runs of one site that went on at the same time (clocks are read to 50 ms: a run's
    end is noted before it is committed)."""
    return ask(
        folder,
        "SELECT a.site, a.id, b.id FROM runs a JOIN runs b ON a.site = b.site AND a.id < b.id "
        "WHERE b.began_at < coalesce(a.ended_at, 1e18) - 50000",
    )
