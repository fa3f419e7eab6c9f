"""The report table of docs/hostile-web.md: crawls every case and prints it as Markdown.

    python tests/hostile/report.py > docs/hostile-web.md

Quick cases are crawled at once, slow ones one by one; stock Scrapy beside them, a case each (about
ten minutes). test_report_table.py holds the table
against the cases and their expected outcomes.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from cases import CASES
from stock import measure

HERE = Path(__file__).parent

FACTS = {
    # case -> what is worth saying besides its outcomes
    "wait_4": "gap >= 4 s",
    "wait_503": "gap >= 4 s",
    "wait_day": "parked, not slept",
    "robots_delay": "gaps >= 2 s",
}


def run(*arguments: str) -> dict[str, Any]:
    command = [sys.executable, str(HERE / "torture.py"), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def row(case: str, found: dict[str, Any]) -> str:
    ends = Counter(r["outcome"] for r in found["rows"])
    told = ", ".join(f"{name} {count}" for name, count in sorted(ends.items()))
    if CASES[case].reads:
        told += f"; {len(found['articles'])} articles"
    if case in FACTS:
        told += f"; {FACTS[case]}"
    return f"| {case} | {measure(case)} | {told} | {len(found['requests'])} |"


def main() -> None:
    """Prints the document."""
    print(HEAD)
    for title, found in (
        ("All quick cases at once", run()),
        ("News sites at once", run("--reading")),
    ):
        show(title, found)
    slow = [n for n, case in CASES.items() if case.slow and not n.startswith("twenty")]
    for case in slow:
        show(f"{case}, alone", run(case))


def show(title: str, found: dict[str, Any]) -> None:
    process = found.pop("process")
    print(
        f"\n{title}: {process['seconds']} s, peak memory {process['peak_mb']} MB, longest hold of"
    )
    print(
        f"the event loop {process['longest_block']:.1f} s of CPU, listening ports "
        f"{len(process['listening'])}, private addresses reached {process['secret_requests']}.\n"
    )
    print("| case | stock Scrapy 2.19 | newsbot: outcome of each address | requests |")
    print("| --- | --- | --- | --- |")
    for case in sorted(found):
        if case != "secret":
            print(row(case, found[case]))


HEAD = """# The hostile web: what comes of each case

Made by `python tests/hostile/report.py` from a run of the torture suite (`make torture`): a
loopback server misbehaves in each of these ways, and newsbot's own settings are used with small
delays. Outcomes are those of the account (docs/safety.md); requests are what the server saw,
robots.txt and tdmrep.json included.

Stock Scrapy (`tests/hostile/stock.py`) is asked for the same addresses with its own defaults, and
follows the links of news sites; shown are what its callbacks and errbacks got ("nothing": neither
was called), the requests made, the memory where it is more than 300 MB, and whether it was done
after 20 s. A page that it answers with 200 is handed on, whatever it is."""

if __name__ == "__main__":
    main()
