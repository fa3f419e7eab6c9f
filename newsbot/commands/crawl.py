"""newsbot crawl SITE|URL...: the main job."""

from __future__ import annotations

import argparse
from pathlib import Path

from scrapy.commands import BaseRunSpiderCommand
from scrapy.settings import Settings

from newsbot.cases import Case
from newsbot.commandline import whole_number
from newsbot.commands.replay import CASE_ROOTS
from newsbot.errors import BadValue


class Command(BaseRunSpiderCommand):
    """Crawls sites by category; every article is kept in the store and, with -O, written out."""

    requires_project = True
    requires_crawler_process = False  # it is made when all names, values and paths are checked

    def syntax(self) -> str:
        """Behind the command's name."""
        return "SITE|URL... [-c CATEGORY]... [--pages N] [--limit N] [-O FILE]"

    def short_desc(self) -> str:
        """For the list of commands."""
        return "Crawl sites by category and keep their articles"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """newsbot's options after Scrapy's."""
        super().add_options(parser)
        add_crawl_options(parser)
        parser.add_argument("--batch", action="store_true", help=argparse.SUPPRESS)  # see batch.py
        parser.add_argument("--record", metavar="FILE", help="write every exchange to a .warc.gz")
        parser.add_argument("--replay", metavar="FILE|CASE", help="answer from a recording")
        parser.add_argument("--jobs", metavar="N", help="spread the sites over so many processes")
        parser.add_argument(
            "--wait", action="store_true", help="wait while another crawl holds the site"
        )

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Options -> settings; raises a UsageFault for what makes no sense."""
        # it looks for the source of all who wait for it, in all modules; here both are few
        import scrapy.core.downloader.contextfactory  # noqa: F401

        assert self.settings is not None
        if not args and not opts.batch:
            raise BadValue("crawl what? 'newsbot list' shows the sites")
        super().process_options(args, opts)
        join_categories(opts)
        crawl_settings(self.settings, opts)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Crawls; the exit code says whether anything failed."""
        if opts.batch:
            from newsbot.batch import crawl_batch

            assert self.settings is not None
            self.exitcode = crawl_batch(self.settings)
            return
        from newsbot.plan import Plan, record, replay, scratch_store

        assert self.settings is not None
        recording, saved = find_recording(opts.replay) if opts.replay else (None, None)
        arguments = {**(saved.spider_arguments if saved else {}), **opts.spargs}
        categories = opts.category or (saved.categories if saved else [])
        if saved:
            self.settings.setdict(saved.crawl_settings, priority="command")
        plan = Plan(self.settings, wait=opts.wait)
        for target in args:
            plan.add(target, categories, **arguments)
        jobs = whole_number("--jobs", opts.jobs) if opts.jobs else 1
        if jobs > 1:
            from newsbot.spread import spread

            self.exitcode = spread(args, opts, jobs, self.settings.getdict("FEEDS"))
            return
        scratch = bool(opts.replay or opts.record) and not opts.store
        with scratch_store(self.settings, wanted=scratch):
            if recording:
                replay(self.settings, str(recording))
            if opts.record:
                record(self.settings, opts.record)
            self.exitcode = plan.carry_out()


def add_crawl_options(parser: argparse.ArgumentParser) -> None:
    """The options that every command that crawls has."""
    add = parser.add_argument
    add(
        "-c",
        "--category",
        action="append",
        default=[],
        metavar="CATEGORY",
        help="only this category, by slug or label; several by commas or -c again (default: all)",
    )
    add("--pages", metavar="N", help="listing pages a category (default: 10)")
    add("--limit", metavar="N", help="articles kept a site (default: no limit)")
    add("--store", metavar="URL", help="where articles are kept (default: NEWSBOT_STORE)")
    add("--refresh", action="store_true", help="fetch known articles again")
    add("--provenance", action="store_true", help="lines say which rule gave each value")


def join_categories(opts: argparse.Namespace) -> None:
    """What `-a category=` names goes to what `-c` does."""
    if named := opts.spargs.pop("category", ""):
        opts.category = [*opts.category, named]


def crawl_settings(settings: Settings, opts: argparse.Namespace) -> None:
    """The options of `add_crawl_options` as settings; raises BadValue, UnusableFile."""
    from newsbot.export.feed_storage import check_feed
    from newsbot.pipelines.illustrate import pictures
    from newsbot.pipelines.link import way
    from newsbot.policy.grants import read_grants

    read_grants(settings["NEWSBOT_GRANTS"] or "")
    way(settings)
    pictures(settings)
    for name in ("pages", "limit"):
        if (text := getattr(opts, name)) is not None:
            number = whole_number(f"--{name}", text)
            settings.set(f"NEWSBOT_{name.upper()}", number, priority="cmdline")
    for name in ("store", "refresh", "provenance"):
        if value := getattr(opts, name):
            settings.set(f"NEWSBOT_{name.upper()}", value, priority="cmdline")
    for uri, feed in settings.getdict("FEEDS").items():
        if uri != "stdout:":
            check_feed(uri, feed["format"], append=not feed.get("overwrite"))


def find_recording(name: str) -> tuple[Path, Case | None]:
    """(the recording, its case) of a case's name or a path; raises UnknownName, UnusableFile.

    A recording that lies in a case's folder is that case, which knows what was crawled; any
    other has none.
    """
    path = Path(name)
    if path.is_file() or path.suffix == ".gz":
        known = (path.parent / "case.toml").is_file()
        return path, Case.load(path.parent) if known else None
    case = Case.find(name, CASE_ROOTS)
    return case.recording, case
