"""A crawl in several processes: the same articles, one store, one file of whole lines."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

SITE = """
from newsbot.spiders.daydaynews import DaydaynewsSpider


class {name}Spider(DaydaynewsSpider):
    name = "{name}"
    base_url = "{base_url}"
"""


def newsbot(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "newsbot", *words]
    return subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, check=False, timeout=120
    )


def test_two_processes_keep_what_one_keeps(serve: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "sites").mkdir()
    for name in ("one", "two"):
        server = serve("theme", seed=len(name + name[0]), categories=1, pages=1, entries=3)
        text = SITE.format(name=name, base_url=server.base_url)
        (tmp_path / "sites" / f"{name}.py").write_text(text)
    urls = {}
    for jobs in ("1", "2"):
        words = ("one", "two", "-O", f"{jobs}.jsonl", "--store", f"sqlite:///{jobs}.db")
        done = newsbot("crawl", *words, "--jobs", jobs, "-s", "DOWNLOAD_DELAY=0", cwd=tmp_path)
        assert done.returncode == 0, done.stderr[-2000:]
        lines = (tmp_path / f"{jobs}.jsonl").read_text().splitlines()
        urls[jobs] = sorted((line["site"], line["url"]) for line in map(json.loads, lines))
    assert urls["1"] == urls["2"]
    assert {site for site, _ in urls["2"]} == {"one", "two"}
    assert not list(tmp_path.glob(".*.part*")), "no part of a file is left"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("daydaynews", "--jobs", "0"), "--jobs 0: a whole number"),
        (("daydaynews", "--jobs", "2", "-O", "a.csv"), ".jsonl"),
        (("daydaynews", "--jobs", "2", "--record", "a.warc.gz"), "--record"),
        (("nosuch", "--jobs", "2"), "nosuch"),
    ],
)
def test_what_makes_no_sense_is_said_first(
    words: tuple[str, ...], told: str, tmp_path: Path
) -> None:
    done = newsbot("crawl", *words, cwd=tmp_path)
    assert done.returncode == 2, done.stderr
    assert told in done.stderr, done.stderr
    assert len(done.stderr.splitlines()) == 1, done.stderr
