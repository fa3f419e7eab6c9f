"""A batch: several sites crawled in one process and engine, for a schedule or a worker.

`newsbot crawl --batch` reads one JSON line from stdin, {"runs": [{"site", "categories", "why"}]},
crawls those sites, and tells of it on stdout, a JSON object a line: `beat` while the loop turns,
`began`, `ended`, `busy`, `unusable`. It ends cleanly when its stdin does: a child does not outlive
whoever started it.
"""

from __future__ import annotations

import asyncio
import contextvars
import logging
import os
import signal
import sys
import threading
import time
from collections import deque
from datetime import UTC, datetime
from typing import Any

import orjson
from scrapy.crawler import Crawler
from scrapy.settings import Settings
from scrapy.spiderloader import get_spider_loader

from newsbot import logbook
from newsbot.errors import BadValue, NewsbotError, SiteBusy
from newsbot.given import allow, declared_urls
from newsbot.process import FORCED, Process
from newsbot.rendering.browser import require_browser
from newsbot.run import Run
from newsbot.schedule.losses import fail
from newsbot.store import open_store

AT_ONCE = 16
"""Sites of a batch that are crawled at the same time: most of a crawl is waiting."""

BEAT_SECONDS = 2.0
GRACE_SECONDS = 20.0
"""From the end of stdin to the hard end of the process."""

EARLY: list[int] = []
"""Signals that asked this process to end before it had begun: runs that it holds end cleanly."""

logger = logging.getLogger(__name__)


def crawl_batch(settings: Settings) -> int:
    """Reads the order from stdin and carries it out; the exit code."""
    signal.signal(signal.SIGTERM, _early)  # Scrapy's handlers are there when its loop turns
    order = read_order(sys.stdin.buffer.readline())
    process = Process(settings)
    batch = Batch(process, settings, order)
    threading.Thread(target=_watch_stdin, name="newsbot-parent", daemon=True).start()
    if not batch.start():
        return 0
    process.start()
    batch.close()
    if process.stop_signals > 1:
        return FORCED
    return 1 if batch.failed else 0


def read_order(line: bytes) -> list[dict[str, Any]]:
    """The runs of an order; raises BadValue where the line is none."""
    try:
        runs = orjson.loads(line)["runs"]
        return [
            {
                "site": str(run["site"]),
                "categories": [str(slug) for slug in run.get("categories", ())],
                "why": str(run.get("why", "")),
            }
            for run in runs
        ]
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise BadValue(
            'crawl --batch wants one line on stdin: {"runs": [{"site": "...", "categories": [], '
            '"why": "..."}]}'
        ) from error


class Batch:
    """Starts the crawls of an order, AT_ONCE at a time, and tells of each."""

    def __init__(self, process: Process, settings: Settings, order: list[dict[str, Any]]) -> None:
        self.process = process
        self.settings = settings
        self.waiting = deque(order)
        self.failed = 0
        self.going = 0
        self.begun: dict[int, Run] = {}

    def start(self) -> bool:
        """Begins the first crawls; False where there are none to wait for."""
        for _ in range(AT_ONCE):
            self._next()
        if self.going:
            asyncio.get_event_loop().create_task(self._beat())
        return bool(self.going)

    async def _beat(self) -> None:
        while True:
            if EARLY and not self.process.stop_signals:
                os.kill(os.getpid(), signal.SIGTERM)
            _tell(beat=time.monotonic())
            await asyncio.sleep(BEAT_SECONDS)

    def _next(self) -> None:
        """Begins the next crawl that can be begun."""
        while self.waiting and not self.process.stop_signals:
            asked = self.waiting.popleft()
            try:
                self._begin(**asked)
                return
            except SiteBusy as busy:
                _tell(busy=asked["site"], said=str(busy))
            except NewsbotError as fault:
                self._unusable(asked["site"], str(fault))

    def _begin(self, site: str, categories: list[str], why: str) -> None:
        crawler = self.process.create_crawler(site)
        loader: Any = get_spider_loader(self.settings)
        if loader.is_own(site):  # what one of the user's own sites declares, he has named
            allow(crawler.settings, declared_urls(crawler.spidercls))
        if getattr(crawler.spidercls, "render", False):
            require_browser(self.settings)
        run = Run.begin(crawler)
        path = logbook.log_path(self.settings["NEWSBOT_LOGS"], site, run.began_at, run.handle.id)
        crawler.settings.set("NEWSBOT_WHY", why, priority="cmdline")
        crawler.settings.set("NEWSBOT_LOG_PATH", str(path), priority="cmdline")
        limit = 60 * self.settings.getfloat("NEWSBOT_RUN_MINUTES")
        crawler.settings.set("CLOSESPIDER_TIMEOUT", limit, priority="cmdline")
        log = logbook.SiteFile(path, run.handle.id)
        log.setFormatter(
            logbook.formatter(self.settings["NEWSBOT_LOG"], self.settings["LOG_FORMAT"])
        )
        log.setLevel(self.settings["LOG_LEVEL"])
        logging.getLogger().addHandler(log)
        _tell(began=site, run=run.handle.id, at=run.began_at.isoformat(), log=str(path))
        context = contextvars.copy_context()  # what is bound here, all tasks of the crawl know
        context.run(logbook.bind, site, run.handle.id)
        declared = getattr(crawler.spidercls, "categories", None)  # else it is read as a whole
        arguments = {"category": categories} if categories and declared else {}
        task = context.run(self.process.crawl, crawler, **arguments)
        self.going += 1
        self.begun[run.handle.id] = run
        task.add_done_callback(lambda done: self._ended(done, crawler, run, log))

    def _ended(
        self, done: asyncio.Task[None], crawler: Crawler, run: Run, log: logging.Handler
    ) -> None:
        """A crawl is over: its outcome, and the next one."""
        self.going -= 1
        del self.begun[run.handle.id]
        summary, fault = self._outcome(done, crawler, run)
        logging.getLogger().removeHandler(log)
        log.close()
        self.failed += fault is not None
        counts = {name: getattr(summary, name, 0) for name in ("new", "updated", "known")}
        seconds = round((datetime.now(UTC) - run.began_at).total_seconds(), 1)
        _tell(ended=run.site, run=run.handle.id, fault=fault, seconds=seconds, **counts)
        self._next()

    def close(self) -> None:
        """Ends the runs of crawls that a stop caught before they had an engine: Scrapy leaves
        those where they are."""
        for run in self.begun.values():
            run.end("interrupted", {"reason": "shutdown", "seen": []})
            _tell(
                ended=run.site, run=run.handle.id, fault=None, seconds=0, new=0, updated=0, known=0
            )

    def _outcome(
        self, done: asyncio.Task[None], crawler: Crawler, run: Run
    ) -> tuple[Any, str | None]:
        """(its summary, why it failed); a crawl that broke before it began is ended here."""
        stats = crawler.stats if crawler.spider else None
        if stats and stats.get_value("newsbot/summary"):
            return stats.get_value("newsbot/summary"), stats.get_value("newsbot/fault")
        error = done.exception() if not done.cancelled() else None
        fault = f"it never started: {error!r}" if error else "it never started"
        logger.error("%s: %s", run.site, fault)
        fail(run.store, run.handle, run.began_at, datetime.now(UTC), fault)
        run.release()
        return None, fault

    def _unusable(self, site: str, fault: str) -> None:
        """A site that cannot be loaded leaves a failed run, so that it is tried ever later."""
        self.failed += 1
        now = datetime.now(UTC)
        try:
            with open_store(self.settings["NEWSBOT_STORE"]) as store:
                handle = store.begin_run(site, command="crawl", now=now)
                fail(store, handle, now, now, fault)
        except SiteBusy:
            pass
        _tell(unusable=site, said=fault)


def _tell(**said: Any) -> None:
    """One line to whoever started this process; silence where it is gone."""
    try:
        sys.stdout.buffer.write(orjson.dumps(said) + b"\n")
        sys.stdout.buffer.flush()
    except OSError:
        pass


def _early(number: int, _: Any) -> None:
    EARLY.append(number)


def _watch_stdin() -> None:
    """Ends the process when its parent does: cleanly first, then for good."""
    while os.read(0, 4096):  # not by way of sys.stdin: its lock would hinder the exit
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE_SECONDS)
    os.kill(os.getpid(), signal.SIGKILL)
