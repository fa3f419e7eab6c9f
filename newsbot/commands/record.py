"""newsbot record SITE CASE: crawls a little and leaves a case behind."""

from __future__ import annotations

import argparse
import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scrapy.commands import BaseRunSpiderCommand

from newsbot.cases import LICENSE_NOTE, Case, write_lines
from newsbot.commands.crawl import add_crawl_options, crawl_settings, join_categories
from newsbot.commands.replay import CASE_ROOTS, replay_case
from newsbot.errors import BadValue, UnusableFile
from newsbot.page.addresses import site_of


class Command(BaseRunSpiderCommand):
    """The case is recorded live, then replayed once to write down what it must give."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """Behind the command's name."""
        return "SITE|URL CASE [-c CATEGORY]... [--pages N] [--limit N] [-a base_url=URL]"

    def short_desc(self) -> str:
        """For the list of commands."""
        return "Crawl a little of a site and save it as a test case"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """The options of a crawl, and --license."""
        super().add_options(parser)
        add_crawl_options(parser)
        parser.add_argument("--license", metavar="TEXT", help="whose texts these are")
        parser.add_argument("--force", action="store_true", help="replace a case of that name")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Options -> settings; raises a UsageFault for what makes no sense."""
        assert self.settings is not None
        if len(args) != 2:
            raise BadValue("record what? 'newsbot record SITE CASE', such as daydaynews first")
        super().process_options(args, opts)
        join_categories(opts)
        crawl_settings(self.settings, opts)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Records, replays, and writes the expectation."""
        from newsbot.plan import Plan, record, scratch_store

        assert self.settings is not None
        site, name = args
        told = arguments(opts)
        case = new_case(site, name, told, license_note=opts.license, force=opts.force)
        plan = Plan(self.settings)
        plan.add(site, opts.category, **opts.spargs)
        with scratch_store(self.settings, wanted=not opts.store):
            record(self.settings, str(case.recording))
            self.exitcode = plan.carry_out()
        finish_case(case, failed=bool(self.exitcode))


def new_case(
    site: str,
    name: str,
    told: dict[str, Any],
    *,
    license_note: str | None = None,
    force: bool = False,
) -> Case:
    """A case that is still to be recorded, of a site or of whatever stands at an address.

    Raises UnusableFile where there is one already, BadValue for a name that is no folder's.
    """
    if not re.fullmatch(r"\w[\w.-]*", name):
        raise BadValue(f"a case's name {name!r} is letters, digits, '_', '-' and '.'")
    folder = site_of(site).replace(":", "_") if "://" in site else site
    case = Case(
        folder=Path(CASE_ROOTS[0]) / folder / name,
        site=site,
        arguments=told,
        recorded_at=datetime.now(UTC).replace(microsecond=0),
        license=license_note or LICENSE_NOTE,
    )
    if case.recording.exists() and not force:
        raise UnusableFile(f"{case.folder} holds a case already; --force replaces it")
    return case


def finish_case(case: Case, *, failed: bool) -> None:
    """Writes down what a recording must give; no case is better than half of one."""
    if failed:
        case.recording.unlink(missing_ok=True)
        return
    case.save()
    write_lines(case.expectation, replay_case(case))
    sys.stderr.write(f"recorded {case.folder}: {len(case.expected())} articles expected\n")


def arguments(opts: argparse.Namespace) -> dict[str, Any]:
    """What a case remembers of the crawl's options: enough to make the same requests again."""
    told: dict[str, Any] = dict(opts.spargs)
    if opts.category:
        told["category"] = list(opts.category)
    for name in ("pages", "limit"):
        if value := getattr(opts, name):
            told[name] = int(value)
    return told
