"""newsbot worker: takes runs from the shared queue."""

from __future__ import annotations

import argparse
import asyncio
import os
import signal

from scrapy.commands import ScrapyCommand
from scrapy.settings import SETTINGS_PRIORITIES, Settings

from newsbot.commandline import whole_number


class Command(ScrapyCommand):
    """One of many machines' workers: crawls what the schedule put into the queue."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """Behind the command's name."""
        return "[--jobs N] [--store URL]"

    def short_desc(self) -> str:
        """For the list of commands."""
        return "Take runs from the shared queue (a store on PostgreSQL)"

    def long_desc(self) -> str:
        """For --help."""
        return (
            "Take batches of due sites from the queue that `newsbot schedule` fills, and crawl "
            "each in a process of its own. Any number of workers on any number of machines."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """--jobs, --store."""
        super().add_options(parser)
        parser.add_argument("--jobs", metavar="N", help="processes at once (default: 2)")
        parser.add_argument("--store", metavar="URL", help="default: NEWSBOT_STORE")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Works until it is told to stop; raises UsageFault where it cannot begin."""
        from newsbot.commands.schedule import check_server
        from newsbot.errors import BadValue

        assert self.settings is not None
        if args:
            raise BadValue(f"worker {args[0]}: it takes no names; `newsbot schedule` chooses sites")
        if opts.jobs:
            jobs = whole_number("--jobs", opts.jobs)
            self.settings.set("NEWSBOT_JOBS", jobs, priority="cmdline")
        if opts.store:
            self.settings.set("NEWSBOT_STORE", opts.store, priority="cmdline")
        check_server(self.settings["NEWSBOT_STORE"])
        from newsbot.schedule.worker import LEASE_SECONDS  # which needs the queue's library

        passed = [word for pair in opts.set for word in ("-s", pair)]
        given = self.settings.getpriority("NEWSBOT_LEASE_SECONDS")
        if "NEWSBOT_LEASE_SECONDS" not in os.environ and given != SETTINGS_PRIORITIES["cmdline"]:
            self.settings.set("NEWSBOT_LEASE_SECONDS", LEASE_SECONDS, priority="cmdline")
            passed += ["-s", f"NEWSBOT_LEASE_SECONDS={LEASE_SECONDS}"]
        asyncio.run(keep_working(self.settings, passed))


async def keep_working(settings: Settings, passed: list[str]) -> None:
    """Opens the store and works in this event loop."""
    from newsbot.commands.schedule import read_plan, teller
    from newsbot.schedule.crew import say
    from newsbot.schedule.worker import Worker
    from newsbot.store import open_store, shown

    loop = asyncio.get_running_loop()
    with open_store(settings["NEWSBOT_STORE"]) as store:
        lease_seconds = settings.getfloat("NEWSBOT_LEASE_SECONDS")
        worker = Worker(store, read_plan(settings, passed), teller(settings), lease_seconds)
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, worker.stop)
        say(f"worker of {worker.plan.jobs} processes, store {shown(store.url)}")
        await worker.run()
