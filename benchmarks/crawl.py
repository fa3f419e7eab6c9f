"""newsbot's whole job beside other crawlers', in CPU time, on the same site, in the same run.

    python benchmarks/crawl.py --peers-python PEERS/bin/python [--pages 4000] [--rounds 3]
    python benchmarks/crawl.py --soak 50000

The site is that of benchmarks/town: so many articles of four newspaper houses (UTF-8, GB18030,
Big5, windows-1252; 63-104 KB a page) on twenty loopback addresses, served by nginx
(apt-get install -y nginx-light). The contestants are the programs in benchmarks/contestants; the
peers need a Python with scrapy, crawlee[parsel] and trafilatura. They take turns in each round; the
table shows medians. CPU is user and system time of the process and its children, its start
included; fields are compared with what the site was made from, and so many are equal of all.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from town.build import Town  # noqa: E402 - the folder beside this script
from town.server import served  # noqa: E402

FIELDS = ("title", "published_at", "category", "view_count", "source", "authors", "text")
CONTESTANTS = HERE / "contestants"


@dataclass(frozen=True, slots=True)
class Contestant:
    """A program: its name in the table, and its command line and file of items for a folder."""

    name: str
    command: Callable[[Path], Sequence[str]]
    peer: bool = True
    writes: bool = True


@dataclass(slots=True)
class Figures:
    """What a contestant's rounds gave."""

    cpu: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    memory: list[int] = field(default_factory=list)
    got: int = 0
    equal: Mapping[str, int] = field(default_factory=dict)


def contestants(town: Town, folder: Path, peers: str, jobs: int) -> Iterator[Contestant]:
    """All programs, in the order of the table."""
    urls, hosts, port = str(folder / "urls.txt"), str(town.hosts), str(town.port)

    def peer(program: str, *words: str) -> Callable[[Path], Sequence[str]]:
        script = str(CONTESTANTS / f"{program}.py")
        return lambda work: [peers, script, *(w.format(out=work / "out.jsonl") for w in words)]

    whole = ("{out}", hosts, port)
    yield Contestant("Scrapy, fetch only", peer("scrapy_fetch", urls), writes=False)
    yield Contestant("Scrapy, whole job", peer("scrapy_whole", *whole))
    yield Contestant("crawlee, whole job", peer("crawlee_whole", *whole))
    yield Contestant("trafilatura, unknown pages", peer("trafilatura_whole", urls, "{out}"))
    known = lambda work: newsbot(work, *SITES, "--pages", "1000")  # noqa: E731
    yield Contestant("newsbot, known site", known, peer=False)
    if jobs > 1:
        spread = lambda work: [*known(work), "--jobs", str(jobs)]  # noqa: E731
        yield Contestant(f"newsbot, known site, --jobs {jobs}", spread, peer=False)
    homes = [f"{town.base_url(host)}/" for host in range(town.hosts)]
    unknown = lambda work: newsbot(work, *homes, "--pages", "1000")  # noqa: E731
    yield Contestant("newsbot, unknown pages", unknown, peer=False)


SITES = ("town_theme", "town_portal", "town_island", "town_english")


def newsbot(work: Path, *words: str) -> list[str]:
    """newsbot's command line with everything on, its sites beside the store in `work`."""
    sites = work / "sites"
    if not sites.exists():
        sites.symlink_to(CONTESTANTS / "sites")
    told = [sys.executable, "-m", "newsbot", "crawl", *words]
    return [*told, "-s", "DOWNLOAD_DELAY=0", "-O", "out.jsonl", "--store", "sqlite:///store.db"]


def run(contestant: Contestant, figures: Figures, truth: Mapping[str, dict[str, object]]) -> None:
    """One round: runs the program in an empty folder and adds what it cost and gave."""
    with tempfile.TemporaryDirectory(prefix="town-") as name:
        work = Path(name)
        command = contestant.command(work)
        began = time.monotonic()
        with (work / "log").open("w") as log:
            process = subprocess.Popen(command, cwd=work, stdout=log, stderr=log, env=environment())
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        figures.seconds.append(time.monotonic() - began)
        figures.cpu.append(used.ru_utime + used.ru_stime)
        figures.memory.append(used.ru_maxrss)
        if process.returncode:
            print(f"{contestant.name}: exit {process.returncode}", file=sys.stderr)
            print((work / "log").read_text()[-2_000:], file=sys.stderr)
        if contestant.writes:
            figures.got, figures.equal = compare(work / "out.jsonl", truth)
        else:
            figures.got = fetched((work / "log").read_text(), len(truth))


def environment() -> dict[str, str]:
    """As an installed program has it: its modules are compiled once, not at every start."""
    told = {**os.environ, "PYTHONPATH": str(HERE.parent)}
    told.pop("PYTHONDONTWRITEBYTECODE", None)
    return told


def fetched(log: str, most: int) -> int:
    """Articles among the pages that Scrapy says it received."""
    found = re.search(r"'response_received_count': (\d+)", log)
    return min(int(found[1]), most) if found else 0


def compare(path: Path, truth: Mapping[str, dict[str, object]]) -> tuple[int, Mapping[str, int]]:
    """(articles that were got, field -> how many of them are equal to the truth)."""
    equal = dict.fromkeys((*FIELDS, "all"), 0)
    got: set[str] = set()
    if not path.exists():
        return 0, equal
    with path.open() as lines:
        for item in map(json.loads, lines):
            told = truth.get(item["url"])
            if told is None or item["url"] in got:
                continue
            got.add(item["url"])
            right = [name for name in FIELDS if is_equal(item.get(name), told[name])]
            for name in right:
                equal[name] += 1
            equal["all"] += len(right) == len(FIELDS)
    return len(got), equal


def is_equal(got: object, told: object) -> bool:
    """Whether a value is the true one; moments are compared as moments."""
    if got == told:
        return True
    if not (isinstance(got, str) and isinstance(told, str)):
        return False
    try:
        return datetime.fromisoformat(got) == datetime.fromisoformat(told)
    except (ValueError, TypeError):
        return False


def table(figures: Mapping[str, Figures], articles: int) -> str:
    """The table, as Markdown."""
    rows = [
        "| contestant | CPU-ms a page | to fetch only | pages/s | peak MB | articles | all equal |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    middle = {name: statistics.median(f.cpu) for name, f in figures.items()}
    first = next(iter(middle.values()))
    for name, found in figures.items():
        rate = articles / statistics.median(found.seconds)
        memory = statistics.median(found.memory) / 1024
        equal = str(found.equal.get("all", "")) if found.equal else "-"
        rows.append(
            f"| {name} | {1000 * middle[name] / articles:.2f} | {middle[name] / first:.2f} | "
            f"{rate:.0f} | {memory:.0f} | {found.got} | {equal} |"
        )
    return "\n".join(rows)


def contest(town: Town, folder: Path, options: argparse.Namespace) -> None:
    """Runs all contestants in turn and prints the table."""
    with (folder / "truth.jsonl").open() as lines:
        truth = {str(told["url"]): told for told in map(json.loads, lines)}
    chosen = [
        one
        for one in contestants(town, folder, options.peers_python, options.jobs)
        if (options.peers_python or not one.peer)
        and (not options.only or any(word in one.name for word in options.only))
    ]
    figures = {one.name: Figures() for one in chosen}
    with served(town, folder):
        for _ in range(options.rounds):
            for one in chosen:
                run(one, figures[one.name], truth)
                spent = figures[one.name].cpu[-1]
                print(f"{one.name}: {spent:.1f} CPU-s", file=sys.stderr)
    print(table(figures, town.articles))
    for name, found in figures.items():
        wrong = {f: found.got - n for f, n in found.equal.items() if n < found.got}
        if wrong:
            print(f"{name}: not equal: {wrong}")


def soak(town: Town, folder: Path) -> None:
    """One newsbot run over the whole town; its memory and rate every 1,000 articles."""
    with served(town, folder), tempfile.TemporaryDirectory(prefix="town-") as name:
        work = Path(name)
        command = newsbot(work, *SITES, "--pages", "1000")
        with (work / "log").open("w") as log:
            process = subprocess.Popen(command, cwd=work, stdout=log, stderr=log, env=environment())
            samples = []
            for sample in watched(process, work / "store.db"):
                samples.append(sample)
                count, seconds, kilobytes = sample
                print(f"{count} articles, {seconds:.0f} s, {kilobytes / 1024:.0f} MB", flush=True)
    settled = [(n, kb) for n, _, kb in samples if n >= min(5_000, town.articles // 4)]
    (first, low), (last, high) = settled[0], settled[-1]
    print(f"slope after {first}: {(high - low) / max(last - first, 1):.2f} KB a page")


def watched(process: subprocess.Popen[bytes], store: Path) -> Iterator[tuple[int, float, int]]:
    """(articles in the store, seconds since the start, resident KB) every few seconds."""
    import sqlite3

    began = time.monotonic()
    while process.poll() is None:
        time.sleep(5)
        try:
            status = Path(f"/proc/{process.pid}/status").read_text()
            with sqlite3.connect(f"file:{store}?mode=ro", uri=True) as reader:
                count = reader.execute("select count(*) from articles").fetchone()[0]
        except (OSError, sqlite3.Error):
            continue
        resident = next((s for s in status.splitlines() if s.startswith("VmRSS")), None)
        if resident:
            yield count, time.monotonic() - began, int(resident.split()[1])


def main() -> None:
    """Reads the options, writes the site, runs."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    add = parser.add_argument
    add("--pages", type=int, default=4_000, help="articles of the site (default: 4000)")
    add("--rounds", type=int, default=3, help="rounds, of which medians are shown (default: 3)")
    add("--jobs", type=int, default=1, help="also newsbot in so many processes")
    add("--peers-python", default="", metavar="PYTHON", help="the Python that has the peers")
    add("--folder", type=Path, metavar="DIR", help="where the site is kept for the next time")
    add("--only", action="append", metavar="WORD", help="only contestants with this in their name")
    add("--soak", type=int, metavar="N", help="instead: one run of newsbot over N articles")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # or nginx would be left behind
    if options.peers_python:
        options.peers_python = str(Path(options.peers_python).absolute())
    town = Town(options.soak or options.pages)
    with tempfile.TemporaryDirectory(prefix="town-") as scratch:
        folder = options.folder or Path(scratch)
        town.write(folder)
        if options.soak:
            soak(town, folder)
        else:
            contest(town, folder, options)


if __name__ == "__main__":
    main()
