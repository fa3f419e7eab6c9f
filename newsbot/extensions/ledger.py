"""Ledger: holds the site while it is crawled, and leaves the run's record and summary."""

from __future__ import annotations

import asyncio
import logging
import sys
from datetime import UTC, datetime

from scrapy import signals
from scrapy.crawler import Crawler

from newsbot.errors import NewsbotError, StoreFault
from newsbot.extensions.standing import Ending, is_quiet, write_metrics
from newsbot.extensions.summary import Summary
from newsbot.run import Run
from newsbot.store import shown

logger = logging.getLogger(__name__)

INTERRUPTED = ("shutdown", "closespider_timeout", "memusage_exceeded")
"""Reasons for which a crawl ended before it was through."""


LOST = "this process slept for longer than its lease, and another one took the site over"


class Ledger:
    """Begins a crawl's run, renews its lease, and ends it with a summary.

    The summary stands in the stat `newsbot/summary`, and why the run failed (or None) in
    `newsbot/fault`: the command reads both when the crawl is over.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.failed_share = crawler.settings.getfloat("NEWSBOT_FAILED_SHARE")
        self.run = Run.of(crawler)
        self.heartbeat: asyncio.Task[None] | None = None
        self.reason = "not started"
        self.is_lost = False
        crawler.signals.connect(self.spider_opened, signals.spider_opened)
        crawler.signals.connect(self.spider_closed, signals.spider_closed)
        crawler.signals.connect(self.engine_stopped, signals.engine_stopped)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Ledger:
        """The ledger of a crawl."""
        return cls(crawler)

    def spider_opened(self) -> None:
        """Starts renewing the lease; a changed rule of keys is caught up with."""
        bases = getattr(self.crawler.spider, "base_urls", ())
        self.run.store.learn_site(self.run.site, bases)
        self.heartbeat = asyncio.get_running_loop().create_task(self._renew())

    async def _renew(self) -> None:
        while True:
            await asyncio.sleep(self.run.handle.lease_seconds / 3)
            try:
                held = self.run.is_held()
            except StoreFault as fault:
                logger.warning("%s: %s; asking again", self.run.site, fault)
                continue
            if not held:
                await self._close_lost()
                return
            self.run.renew()

    async def _close_lost(self) -> None:
        """The process slept past its lease, and another one has, or had, the site since."""
        self.is_lost = True
        assert self.crawler.engine
        await self.crawler.engine.close_spider_async(reason="lease_lost")

    def spider_closed(self, reason: str) -> None:
        """Stops renewing; the feeds are still being closed at this moment."""
        self.reason = reason
        if self.heartbeat and not self.is_lost:  # then it is what closes the crawl
            self.heartbeat.cancel()

    async def engine_stopped(self) -> None:
        """Writes the record, gives the site back and prints the summary."""
        stats = self.crawler.stats
        summary = self._summary()
        fault = LOST if self.is_lost else summary.fault(self.failed_share)
        interrupted = self.reason in INTERRUPTED
        outcome = "failed" if fault else "interrupted" if interrupted else "finished"
        try:
            await self._leave(Ending(self.crawler, self.run, summary), outcome, fault)
        except NewsbotError as error:
            fault = f"could not write: {error}"
        stats.set_value("newsbot/summary", summary)
        stats.set_value("newsbot/fault", fault)
        say = logger.info if self.crawler.settings["NEWSBOT_LOG_PATH"] else _to_people
        for line in summary.lines():
            say(line)
        if fault:
            say(f"newsbot: {summary.site}: {fault}")

    async def _leave(self, ending: Ending, outcome: str, fault: str | None) -> None:
        """The record, and how the site stands then; a rehearsal leaves its record only."""
        gaps = list(self.crawler.stats.get_value("listing/gaps", ()))
        record = ending.record(outcome, fault, gaps)
        if ending.is_rehearsal or self.is_lost:
            self.run.end(outcome, record)
            return
        verdict, standing = ending.judged(outcome, record)
        self.run.store.stands(standing)
        quiet = not verdict.troubles and is_quiet(ending.facts(outcome, record, datetime.now(UTC)))
        marks = {"seen": list(verdict.seen), "quiet": quiet}
        self.run.end(outcome, {**record, **marks})
        if path := self.crawler.settings["NEWSBOT_METRICS_FILE"]:
            write_metrics(path, self.run.store)
        if verdict.news:
            await ending.tell(verdict.news)

    def _summary(self) -> Summary:
        return Summary.of(
            self.crawler.stats.get_stats(),
            site=self.run.site,
            store=shown(self.run.store_url),
            reason=self.reason,
            seconds=(datetime.now(UTC) - self.run.began_at).total_seconds(),
        )


def _to_people(line: str) -> None:
    sys.stderr.write(line + "\n")
