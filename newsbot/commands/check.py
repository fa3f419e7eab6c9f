"""newsbot check SITE: first contact, or what has changed: one listing and three articles."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from scrapy.commands import BaseRunSpiderCommand

from newsbot.commands.crawl import join_categories
from newsbot.commands.record import finish_case, new_case
from newsbot.errors import BadValue


class Command(BaseRunSpiderCommand):
    """Shows, field by field, the value, the rule that gave it, and what was tried before."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """Behind the command's name."""
        return "SITE|URL [-c CATEGORY] [-a base_url=URL] [--record CASE]"

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
        join_categories(opts)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Crawls a little and prints the report on stdout."""
        from newsbot.contact import ARTICLES, Contact
        from newsbot.network.redaction import redact
        from newsbot.plan import Plan, record, scratch_store

        assert self.settings is not None
        small = {"NEWSBOT_PAGES": 1, "NEWSBOT_LIMIT": ARTICLES, "NEWSBOT_COMPARE": True}
        self.settings.setdict(small, priority="cmdline")
        plan = Plan(self.settings)
        plan.add(args[0], opts.category, **opts.spargs)
        case = new_case(args[0], opts.record, self._told(opts)) if opts.record else None
        contacts: list[Contact] = []
        with scratch_store(self.settings, wanted=True):
            if case:
                record(self.settings, str(case.recording))
            self.exitcode = plan.carry_out(lambda crawler: contacts.append(Contact(crawler)))
        for line in (line for contact in contacts for line in contact.lines()):
            sys.stdout.write(line + "\n")
        if case:
            if not self.exitcode:
                redact(case.recording, [self.settings["NEWSBOT_CONTACT"]])
            finish_case(case, failed=bool(self.exitcode))

    def _told(self, opts: argparse.Namespace) -> dict[str, Any]:
        from newsbot.contact import ARTICLES

        asked = {"category": list(opts.category)} if opts.category else {}
        return {**opts.spargs, **asked, "pages": 1, "limit": ARTICLES}
