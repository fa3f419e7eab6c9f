"""Spread: the sites of one crawl over several processes that share its store and its file.

Each process is a `newsbot crawl` of its own, with every option of this one. A site stays in one
process, which holds it in the store; lines reach the common file whole, in no order.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

from newsbot.errors import BadValue
from newsbot.process import FORCED

LINES = ("jsonl", "jsonlines", "jl")


def spread(
    targets: Sequence[str], opts: argparse.Namespace, jobs: int, feeds: Mapping[str, Any]
) -> int:
    """Crawls `targets` in at most `jobs` processes; the exit code: the gravest of theirs.

    `opts` are the crawl's; `feeds` its FEEDS, which must be files of lines. Raises BadValue where
    they are not, or where the crawl is recorded or replayed.
    """
    if opts.record or opts.replay:
        raise BadValue("--jobs does not go together with --record or --replay: both need one order")
    for path, feed in feeds.items():
        if feed["format"] not in LINES or path == "stdout:":
            raise BadValue(
                f"--jobs writes .jsonl files, not {path}; 'newsbot export -O' makes others"
            )
    groups = [group for group in (targets[n::jobs] for n in range(jobs)) if group]
    with _files(feeds) as shared:
        words = [*_words(opts), *(word for part in shared for word in ("-o", part))]
        codes = _run([[*words, *group] for group in groups])
    return max(codes, key=lambda code: (code == FORCED, code != 0, code))


@contextmanager
def _files(feeds: Mapping[str, Any]) -> Iterator[list[str]]:
    """The files that the processes add to; those that replace another do so when all have ended."""
    parts = {}
    for name, feed in feeds.items():
        path = Path(name.removeprefix("file://"))
        part = path.with_name(f".{path.name}.{os.getpid()}.part.jsonl")
        parts[path] = part if feed.get("overwrite") else path
        if feed.get("overwrite"):
            part.touch()  # nobody may take it for his own and remove it
    try:
        yield [str(part) for part in parts.values()]
        for path, part in parts.items():
            if part != path and part.stat().st_size:
                part.replace(path)
    finally:
        for path, part in parts.items():
            if part != path:
                part.unlink(missing_ok=True)


def _words(opts: argparse.Namespace) -> list[str]:
    """The command line of this crawl without its targets, files and --jobs."""
    words = [sys.executable, "-m", "newsbot", "crawl"]
    for name in ("pages", "limit", "store", "loglevel", "logfile"):
        if value := getattr(opts, name, None):
            words += [f"--{name}", str(value)]
    words += [
        f"--{name}" for name in ("refresh", "provenance", "wait", "nolog") if vars(opts)[name]
    ]
    for category in opts.category:
        words += ["-c", category]
    for name, value in opts.spargs.items():
        words += ["-a", f"{name}={value}"]
    for setting in opts.set:
        words += ["-s", setting]
    return words


def _run(commands: Sequence[Sequence[str]]) -> list[int]:
    """Runs the commands at once and hands on what asks them to stop; their exit codes."""
    processes = [subprocess.Popen(command) for command in commands]

    def hand_on(number: int, _: FrameType | None) -> None:
        for process in processes:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)

    # a terminal's Ctrl-C reaches every process by itself
    before = {signal.SIGTERM: hand_on, signal.SIGINT: _wait_for_them}
    if signal.getsignal(signal.SIGHUP) == signal.SIG_DFL:
        before[signal.SIGHUP] = _wait_for_them  # the terminal was closed: it told all of them
    old = {number: signal.signal(number, handler) for number, handler in before.items()}
    try:
        return [process.wait() for process in processes]
    finally:
        for number, handler in old.items():
            signal.signal(number, handler)


def _wait_for_them(number: int, _: FrameType | None) -> None:
    """Ctrl-C: the processes end by themselves, and this one after them."""
