"""newsbot replay [CASE...]: runs recorded cases offline and shows what differs."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from scrapy.commands import ScrapyCommand

from newsbot.cases import Case, all_cases, compare, read_lines, render, write_lines
from newsbot.errors import RunFault, UnknownName

CASE_ROOTS = ("fixtures",)
"""Folders, relative to the working directory, in which cases are looked for."""


class Command(ScrapyCommand):
    """Each case is crawled in a process of its own, as the tests do it."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """Behind the command's name."""
        return "[CASE...] [--update]"

    def short_desc(self) -> str:
        """For the list of commands."""
        return "Run recorded cases offline and show, field by field, what differs"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """--update."""
        super().add_options(parser)
        parser.add_argument(
            "--update", action="store_true", help="take what comes as what is expected"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Replays the cases named, or all; exit code 1 if any differs."""
        cases = [Case.find(name, CASE_ROOTS) for name in args] or [
            case for root in CASE_ROOTS for case in all_cases(root)
        ]
        if not cases:
            raise UnknownName(f"there are no cases in {', '.join(CASE_ROOTS)}/")
        for case in cases:
            self._replay(case, update=opts.update)

    def _replay(self, case: Case, *, update: bool) -> None:
        lines = replay_case(case)
        if update:
            write_lines(case.expectation, lines)
            sys.stdout.write(f"{case.name}: {len(lines)} articles are expected from now on\n")
            return
        differences = compare(case.expected(), lines)
        sys.stdout.write(f"{case.name}: {len(lines)} articles, {render(differences)}\n")
        if differences:
            self.exitcode = 1


def crawl_words(case: Case) -> list[str]:
    """The arguments of `newsbot crawl` that crawl a case's site again."""
    words = [case.site]
    for name, value in case.arguments.items():
        for part in value if isinstance(value, list) else [value]:
            plain = name in ("category", "pages", "limit")
            words += [f"--{name}", str(part)] if plain else ["-a", f"{name}={part}"]
    for name, value in case.settings.items():
        words += ["-s", f"{name}={value}"]
    return words


def replay_case(case: Case) -> list[dict[str, object]]:
    """The lines that a case gives now; raises RunFault where the crawl itself fails."""
    with tempfile.TemporaryDirectory(prefix="newsbot-") as folder:
        output = Path(folder) / "articles.jsonl"
        words = [*crawl_words(case), "--replay", str(case.recording), "-O", str(output)]
        crawl = [sys.executable, "-m", "newsbot", "crawl", *words]
        done = subprocess.run(crawl, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RunFault(f"{case.name}: the crawl failed\n{done.stderr.strip()}")
        return read_lines(output) if output.is_file() else []
