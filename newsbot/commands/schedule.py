"""newsbot schedule: runs what is due, for ever or once."""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import sys
from datetime import timedelta
from importlib.util import find_spec
from typing import Any

from scrapy.commands import ScrapyCommand
from scrapy.settings import Settings

from newsbot.commandline import whole_number
from newsbot.errors import BadValue


class Command(ScrapyCommand):
    """Keeps sites fresh: looks what is due and crawls it in child processes."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """Behind the command's name."""
        return "[SITE]... [--once] [--jobs N] [--store URL]"

    def short_desc(self) -> str:
        """For the list of commands."""
        return "Run what is due, for ever or once (for cron and timers)"

    def long_desc(self) -> str:
        """For --help."""
        return "Run what is due of the sites named, or of all. Each site says how often: `every`."

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """--once, --jobs, --store."""
        super().add_options(parser)
        parser.add_argument("--once", action="store_true", help="run what is due now, then end")
        parser.add_argument("--jobs", metavar="N", help="processes at once (default: 2)")
        parser.add_argument("--store", metavar="URL", help="default: NEWSBOT_STORE")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Runs until it is told to stop; exit 1 where a run of --once failed."""
        from newsbot.timetable import Timetable, check_sites

        assert self.settings is not None
        if opts.jobs:
            jobs = whole_number("--jobs", opts.jobs)
            self.settings.set("NEWSBOT_JOBS", jobs, priority="cmdline")
        if opts.store:
            self.settings.set("NEWSBOT_STORE", opts.store, priority="cmdline")
        check_sites(self.settings, args)
        passed = [word for pair in opts.set for word in ("-s", pair)]
        timetable = Timetable(self.settings, args)
        failed = asyncio.run(keep_going(self.settings, timetable, passed, once=opts.once))
        self.exitcode = 1 if failed and opts.once else 0


async def keep_going(settings: Settings, timetable: Any, passed: list[str], *, once: bool) -> int:
    """Opens the store and runs the schedule in this event loop; how many runs failed."""
    from newsbot.schedule.crew import say
    from newsbot.schedule.embedded import Embedded
    from newsbot.store import open_store, shown

    loop = asyncio.get_running_loop()
    with open_store(settings["NEWSBOT_STORE"]) as store:
        given = (store, timetable.read, read_plan(settings, passed), teller(settings))
        if is_server(store.url):
            check_server(store.url)
            from newsbot.schedule.leader import Leader

            schedule: Any = Leader(*given)
        else:
            schedule = Embedded(*given)
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, schedule.stop)
        sites = len(timetable.read())
        named = "1 site" if sites == 1 else f"{sites} sites"
        say(f"schedule of {named}, store {shown(settings['NEWSBOT_STORE'])}")
        return int(await schedule.run(once=once))


def is_server(url: str) -> bool:
    """Whether a store is shared by machines: its runs are queued."""
    return url.startswith("postgresql")


def check_server(url: str) -> None:
    """Raises StoreFault where a store has no queue, or its libraries are not installed."""
    from newsbot.errors import StoreFault
    from newsbot.store import shown

    if not is_server(url):
        raise StoreFault(
            f"workers share a store on PostgreSQL, {shown(url)} is none: "
            "NEWSBOT_STORE=postgresql://USER@HOST/NAME"
        )
    if not find_spec("procrastinate"):
        raise StoreFault("the queue needs procrastinate: pip install 'newsbot[cluster]'")


def teller(settings: Settings) -> Any:
    """What sends news to the channels of NEWSBOT_ALERT_URLS, off this thread."""
    from newsbot.health import alerts
    from newsbot.health.standing import News

    channels = alerts.check_channels(settings["NEWSBOT_ALERT_URLS"])
    loop = asyncio.get_running_loop()

    def tell(news: News) -> None:
        if channels:
            given = (alerts.send, channels, news, settings["NEWSBOT_LANGUAGE"])
            loop.call_soon_threadsafe(loop.run_in_executor, None, *given)

    return tell


def read_plan(settings: Settings, passed: list[str]) -> Any:
    """The settings as a plan; raises BadValue for one that makes no sense,
    UnusableFile where no log can be written."""
    from newsbot.given import check_folder
    from newsbot.schedule.child import Limits
    from newsbot.schedule.crew import Plan

    def number(name: str) -> float:
        try:
            value = float(settings[name])
        except (TypeError, ValueError):
            value = -1.0
        if value <= 0:
            raise BadValue(f"{name} = {settings[name]!r}: a number above 0 is wanted")
        return value

    check_folder("NEWSBOT_LOGS", settings["NEWSBOT_LOGS"])
    # by the environment: a command line, with its password, can be read by all of a machine
    os.environ["NEWSBOT_STORE"] = settings["NEWSBOT_STORE"]
    return Plan(
        command=(sys.executable, "-m", "newsbot", "crawl", "--batch", *passed),
        tick_seconds=number("NEWSBOT_TICK_SECONDS"),
        jobs=int(number("NEWSBOT_JOBS")),
        batch=int(number("NEWSBOT_BATCH")),
        limits=Limits(
            hang_seconds=number("NEWSBOT_HANG_SECONDS"),
            run_seconds=60 * number("NEWSBOT_RUN_MINUTES"),
            memory_bytes=int(number("NEWSBOT_CHILD_MB")) << 20,
        ),
        logs=settings["NEWSBOT_LOGS"],
        keep_runs=timedelta(days=number("NEWSBOT_KEEP_RUN_DAYS")),
        keep_log_days=number("NEWSBOT_KEEP_LOG_DAYS"),
        keep_log_bytes=int(number("NEWSBOT_KEEP_LOG_MB") * 1e6),
    )
