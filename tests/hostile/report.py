"""The report table of docs/hostile-web.md: crawls every case and prints it as Markdown.

    python tests/hostile/report.py > docs/hostile-web.md

Quick cases are crawled at once, slow ones one by one. test_report_table.py holds the table
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

HERE = Path(__file__).parent

SCRAPY = (
    # beginning of a case's name -> what Scrapy 2.19 does by default, as measured
    ("redirect_chain", "follows"),
    ("redirect_loop", "disappears: no callback, no log"),
    ("redirect_self", "disappears: no callback, no log"),
    ("redirect_endless", "20 redirects, then given up"),
    ("redirect_file", "NotSupported, or read where a handler is on"),
    ("redirect_", "fetched, private addresses too"),
    ("hang", "180 s, twice more"),
    ("drip", "180 s, twice more"),
    ("size", "up to 1 GiB"),
    ("bomb_robots", "unpacked, up to 2 GB; then crawls"),
    ("bomb", "a 1 MB gzip took 2 GB"),
    ("headers", "224 MB; the next request to the host fails"),
    ("header_line", "the next request to the host fails"),
    ("cookies", "kept and sent back"),
    ("gzip_cut", "14 of 25 KB accepted without a word"),
    ("wait_day", "ignored: 3 tries in 62 ms"),
    ("wait", "ignored: 3 tries in 62 ms"),
    ("always_503", "3 tries a page, for ever"),
    ("robots_rules", "not obeyed unless told to"),
    ("robots_delay", "Crawl-delay is ignored"),
    ("robots_404", "crawls"),
    ("robots_403", "crawls"),
    ("robots_html", "crawls"),
    ("robots_redirects", "obeyed where told to"),
    ("robots_bom", "the first group is not seen"),
    ("robots_1mb", "obeyed where told to"),
    ("robots_", "crawls anyway"),
    ("challenge", "a page like any other"),
    ("soft_gone", "a page like any other"),
    ("pdf_as_html", "parsed as HTML"),
    ("tls", "not verified"),
    ("read_charsets", "mojibake where header or meta are wrong"),
    ("read_pages", "> 60 s in one tag; 600 MB in lxml"),
    ("read_titles", "log lines can be forged"),
    ("read_base", "reads the file"),
    ("read_schemes", "reads the file"),
    ("read_nofollow", "followed"),
    ("read_", "left to the spider"),
    ("trap", "never ends"),
    ("xml", "left to the spider"),
)
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


def scrapy(case: str) -> str:
    return next((words for start, words in SCRAPY if case.startswith(start)), "as here")


def row(case: str, found: dict[str, Any]) -> str:
    ends = Counter(r["outcome"] for r in found["rows"])
    told = ", ".join(f"{name} {count}" for name, count in sorted(ends.items()))
    if CASES[case].reads:
        told += f"; {len(found['articles'])} articles"
    if case in FACTS:
        told += f"; {FACTS[case]}"
    return f"| {case} | {scrapy(case)} | {told} | {len(found['requests'])} |"


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
    print("| case | Scrapy 2.19 by default | newsbot: outcome of each address | requests |")
    print("| --- | --- | --- | --- |")
    for case in sorted(found):
        if case != "secret":
            print(row(case, found[case]))


HEAD = """# The hostile web: what comes of each case

Made by `python tests/hostile/report.py` from a run of the torture suite (`make torture`): a
loopback server misbehaves in each of these ways, and newsbot's own settings are used with small
delays. Outcomes are those of the account (docs/safety.md); requests are what the server saw,
robots.txt and tdmrep.json included. The column of Scrapy's defaults is from earlier measurements
of Scrapy 2.19."""

if __name__ == "__main__":
    main()
