"""Progress: a live line on a terminal, a plain log line a minute elsewhere."""

from __future__ import annotations

import asyncio
import logging
import sys
import time

from scrapy import Spider, signals
from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)

LIVE_SECONDS = 0.5
PLAIN_SECONDS = 60.0
CLEAR = "\r\x1b[K"


def _clear(record: logging.LogRecord) -> bool:
    """A filter of handlers: takes the live line away before a line of the log is written."""
    sys.stderr.write(CLEAR)
    return True


class Progress:
    """Says while a crawl runs how far it is: pages, articles, rate, queue."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.live = sys.stderr.isatty()
        self.task: asyncio.Task[None] | None = None
        self.began = time.monotonic()
        crawler.signals.connect(self.spider_opened, signals.spider_opened)
        crawler.signals.connect(self.spider_closed, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Progress:
        """The progress of a crawl."""
        return cls(crawler)

    def spider_opened(self, spider: Spider) -> None:
        """Starts the line."""
        self.began = time.monotonic()
        if self.live:
            for handler in logging.root.handlers:
                handler.addFilter(_clear)
        self.task = asyncio.get_running_loop().create_task(self._show(spider.name))

    def spider_closed(self) -> None:
        """Ends the line and clears it."""
        if self.task:
            self.task.cancel()
        if self.live:
            for handler in logging.root.handlers:
                handler.removeFilter(_clear)
            sys.stderr.write(CLEAR)

    async def _show(self, site: str) -> None:
        while True:
            await asyncio.sleep(LIVE_SECONDS if self.live else PLAIN_SECONDS)
            if self.live:
                sys.stderr.write(f"{CLEAR}{self._line(site)}")
                sys.stderr.flush()
            else:
                logger.info("%s", self._line(site))

    def _line(self, site: str) -> str:
        get = self.crawler.stats.get_value
        pages = get("response_received_count", 0)
        rate = pages / max(time.monotonic() - self.began, 0.001)
        engine = self.crawler.engine
        slot = engine._slot if engine else None
        queue = len(slot.scheduler) if slot else 0  # type: ignore[arg-type]
        waiting = get("progress/waiting", 0)
        new = f"{get('article/new', 0)} new articles"
        articles = f"{waiting} articles wait until the listings are read" if waiting else new
        return f"{site}: {pages} pages, {articles}, {rate:.1f} pages/s, {queue} in the queue"
