"""Replaying beside crawling: `python benchmarks/replay.py [--rounds 3]`.

Crawls an invented site over loopback HTTP without delay while recording it, then crawls and
replays it in turn. Prints pages a second and CPU-seconds of each, medians of the rounds. The time
that a process takes to start is in both.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "sites"))

from newsite import Site, SiteServer


def timed(words: list[str], folder: str) -> tuple[float, float]:
    """(wall-clock seconds, CPU-seconds) of a newsbot process."""
    began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-m", "newsbot", *words],
        cwd=folder,
        check=True,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "NEWSBOT_STORE": f"sqlite:///{folder}/{time.monotonic_ns()}.db"},
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - began, cpu


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    site = Site("theme", categories=3, pages=10, entries=20, oddities=set())
    with SiteServer(site) as server, tempfile.TemporaryDirectory() as folder:
        words = ["crawl", "daydaynews", "-a", f"base_url={server.base_url}", "-O", "out.jsonl"]
        fast = ["-s", "DOWNLOAD_DELAY=0"]
        timed([*words, *fast, "--record", "crawl.warc.gz"], folder)
        pages = sum(server.requests.values())
        runs: dict[str, list[tuple[float, float]]] = {"live": [], "replay": []}
        for _ in range(given.rounds):
            runs["live"].append(timed([*words, *fast], folder))
            runs["replay"].append(timed([*words, "--replay", "crawl.warc.gz"], folder))
    print(f"{pages} pages, medians of {given.rounds} rounds")
    for name, figures in runs.items():
        wall, cpu = (median(column) for column in zip(*figures, strict=True))
        print(f"{name:<8}{pages / wall:8.0f} pages/s {1000 * cpu / pages:8.2f} CPU-ms a page")


if __name__ == "__main__":
    main()
