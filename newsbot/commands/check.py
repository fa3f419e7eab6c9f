"""newsbot check SITE: first contact, or what has changed: one listing and three articles."""

from __future__ import annotations

import argparse
import sys

from scrapy.commands import BaseRunSpiderCommand

from newsbot.errors import BadValue


class Command(BaseRunSpiderCommand):
    """Shows, field by field, the value, the rule that gave it, and what was tried before."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """Behind the command's name."""
        return "SITE [-c CATEGORY] [-a base_url=URL] [--record CASE]"

    def short_desc(self) -> str:
        """For the list of commands."""
        return "Read one listing and three articles of a site and show which rule gave what"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """-c and --record."""
        super().add_options(parser)
        parser.add_argument("-c", "--category", action="append", default=[], metavar="CATEGORY")
        parser.add_argument("--record", metavar="CASE", help="leave a case behind, redacted")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Raises BadValue where there is no site."""
        if len(args) != 1:
            raise BadValue("check what? 'newsbot check SITE'; 'newsbot list' shows the sites")
        super().process_options(args, opts)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Crawls a little and prints the report on stdout."""
        from newsbot.contact import ARTICLES, check

        assert self.settings is not None
        self.settings.setdict(
            {"NEWSBOT_PAGES": 1, "NEWSBOT_LIMIT": ARTICLES, "NEWSBOT_COMPARE": True},
            priority="cmdline",
        )
        lines, self.exitcode = check(
            self.settings, args[0], opts.category, opts.spargs, case_name=opts.record
        )
        for line in lines:
            sys.stdout.write(line + "\n")
