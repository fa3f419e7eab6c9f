"""newsbot runs: the ledger of runs."""

from __future__ import annotations

import argparse
import sys

from scrapy.commands import ScrapyCommand

from newsbot.commandline import whole_number
from newsbot.errors import BadValue, UnknownName


class Command(ScrapyCommand):
    """Lists the latest runs, or tells everything of one."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """Behind the command's name."""
        return "[RUN] [--site SITE] [--limit N] [--json] [--store URL]"

    def short_desc(self) -> str:
        """For the list of commands."""
        return "List the latest runs, or show one"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """--site, --limit, --json, --store."""
        super().add_options(parser)
        parser.add_argument("--site", metavar="SITE", help="only runs of this site")
        parser.add_argument("--limit", metavar="N", default="20", help="so many (default: 20)")
        parser.add_argument("--json", action="store_true", help="a JSON object a line")
        parser.add_argument("--store", metavar="URL", help="default: NEWSBOT_STORE")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Prints to stdout."""
        import orjson

        from newsbot.health.memory import facts_of
        from newsbot.health.told import run_lines, runs_table
        from newsbot.records import moment_text
        from newsbot.store import Reading

        assert self.settings is not None
        limit = whole_number("--limit", opts.limit)
        number = run_number(args)
        with Reading(opts.store or self.settings["NEWSBOT_STORE"], make=False) as store:
            found = [store.run(number)] if number else store.runs(opts.site, limit)
        rows = [row for row in found if row]
        if number and not rows:
            raise UnknownName(f"there is no run {number}; 'newsbot runs' lists those there are")
        if opts.json:
            for row in rows:
                told = {"run": row.id, "site": row.site, "command": row.command}
                told |= {"began_at": moment_text(row.began_at), "outcome": row.outcome}
                told |= {"ended_at": moment_text(row.ended_at), "record": row.record}
                sys.stdout.write(orjson.dumps(told).decode() + "\n")
            return
        if not rows:
            sys.stderr.write(f"no runs yet: 'newsbot crawl {opts.site or 'SITE'}' makes one\n")
            return
        one = run_lines(facts_of(rows[0]), rows[0].command) if number else None
        for line in one or runs_table(map(facts_of, rows)):
            sys.stdout.write(line + "\n")


def run_number(args: list[str]) -> int | None:
    """The run's number among the arguments, None without; raises BadValue."""
    if len(args) > 1:
        raise BadValue("one run at a time: 'newsbot runs RUN'")
    return whole_number("RUN", args[0]) if args else None
