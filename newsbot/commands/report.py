"""newsbot report: a page about a run, or about all sites."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from scrapy.commands import ScrapyCommand

from newsbot.commands.runs import run_number
from newsbot.errors import BadValue, UnknownName, UnusableFile


class Command(ScrapyCommand):
    """Writes one self-contained HTML file: problems first, no scripts, nothing from outside."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """Behind the command's name."""
        return "[RUN] -O FILE.html [--all] [--language en|zh] [--store URL]"

    def short_desc(self) -> str:
        """For the list of commands."""
        return "Write a page about a run (default: the latest), or about all sites"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """-O, --all, --site, --language, --store."""
        super().add_options(parser)
        parser.add_argument("-O", dest="output", metavar="FILE", help="- writes to stdout")
        parser.add_argument("--all", action="store_true", help="all sites on one page")
        parser.add_argument("--site", metavar="SITE", help="the latest run of this site")
        parser.add_argument("--language", choices=("en", "zh"), help="default: NEWSBOT_LANGUAGE")
        parser.add_argument("--store", metavar="URL", help="default: NEWSBOT_STORE")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Writes the page; says on stderr where."""
        from newsbot.plan import check_writable

        assert self.settings is not None
        number = run_number(args)
        if not opts.output:
            raise BadValue("report where to? -O FILE.html")
        if opts.all and (number or opts.site):
            raise BadValue("--all is about all sites; without it, RUN or --site choose a run")
        if opts.output != "-":
            check_writable(opts.output)
        page = self._page(number, opts)
        if opts.output == "-":
            sys.stdout.write(page)
            return
        try:
            Path(opts.output).write_text(page, "utf-8")
        except OSError as error:
            raise UnusableFile(f"cannot write {opts.output}: {error.strerror}") from error
        sys.stderr.write(f"report: {opts.output}\n")

    def _page(self, number: int | None, opts: argparse.Namespace) -> str:
        from newsbot.health.pages import report_all, report_run
        from newsbot.store import Reading
        from newsbot.timetable import Timetable

        assert self.settings is not None
        language = opts.language or self.settings["NEWSBOT_LANGUAGE"]
        now = datetime.now(UTC)
        with Reading(opts.store or self.settings["NEWSBOT_STORE"], make=False) as store:
            if opts.all:
                sites = Timetable(self.settings).read()
                return report_all(store, sites, language=language, now=now)
            found = [store.run(number)] if number else store.runs(opts.site, 1)
            row = next((row for row in found if row), None)
            if row is None:
                if number:
                    raise UnknownName(
                        f"there is no run {number}; 'newsbot runs' lists those there are"
                    )
                raise UnknownName(f"no runs yet: 'newsbot crawl {opts.site or 'SITE'}' makes one")
            return report_run(store, row, language=language, now=now)
