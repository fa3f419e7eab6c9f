"""WatchDisk: a crawl pauses while the store's disk is nearly full, and ends when a write failed."""

from __future__ import annotations

import asyncio
import logging
import shutil
from pathlib import Path
from time import monotonic
from typing import Literal

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.utils.defer import deferred_from_coro

from newsbot.export.feed_storage import WRITE_FAULTS
from newsbot.run import Run

logger = logging.getLogger(__name__)

LOOK_SECONDS = 1.0
MEGABYTE = 1024 * 1024

Step = Literal["go on", "pause", "give up"]


def decide(free: int, watermark: int, waited: float, patience: float) -> Step:
    """What a crawl does with `free` bytes left, after `waited` seconds of pause."""
    if free >= watermark:
        return "go on"
    return "pause" if waited < patience else "give up"


class WatchDisk:
    """Pauses the crawl below the watermark, goes on above it, and gives up after a while.

    A disk that is below it when the crawl begins is a small one, not one that fills: there the
    crawl goes on until a write fails, which it says.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.run = Run.of(crawler)
        url = self.run.store_url
        self.folder = Path(url.removeprefix("sqlite:///")).parent
        wanted = int(crawler.settings.getfloat("NEWSBOT_FREE_MB") * MEGABYTE)
        watched = url.startswith("sqlite:///") and self.free() >= wanted
        self.watermark = wanted if watched else 0
        self.patience = crawler.settings.getfloat("NEWSBOT_FREE_WAIT")
        self.paused_at: float | None = None
        self.watch: asyncio.Task[None] | None = None
        crawler.signals.connect(self.spider_opened, signals.spider_opened)
        crawler.signals.connect(self.spider_closed, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> WatchDisk:
        """The watch of a crawl."""
        return cls(crawler)

    def free(self) -> int:
        """Bytes that are left on the store's disk; one that cannot be asked is taken for large."""
        try:
            return shutil.disk_usage(self.folder).free
        except OSError:
            return 1 << 62

    def spider_opened(self) -> None:
        """Begins to look."""
        self.watch = asyncio.get_running_loop().create_task(self._look())

    def spider_closed(self) -> None:
        """Looks no longer."""
        if self.watch:
            self.watch.cancel()

    async def _look(self) -> None:
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            if fault := self.run.store.fault:
                self._end(str(fault))
            else:
                self.act(self.free(), monotonic())

    def act(self, free: int, now: float) -> None:
        """Pauses, goes on or gives up."""
        engine = self.crawler.engine
        waited = now - self.paused_at if self.paused_at is not None else 0.0
        step = decide(free, self.watermark, waited, self.patience)
        if engine is None:
            return
        left = f"{free // MEGABYTE} MB are left on the disk of the store"
        if step == "pause" and self.paused_at is None:
            self.paused_at = now
            engine.pause()
            logger.warning("paused: %s, NEWSBOT_FREE_MB asks for more", left)
        elif step == "go on" and self.paused_at is not None:
            self.paused_at = None
            engine.unpause()
            logger.info("going on: %s", left)
        elif step == "give up":
            self._end(left)

    def _end(self, why: str) -> None:
        engine, stats = self.crawler.engine, self.crawler.stats
        assert engine is not None
        assert stats is not None
        if self.watch:
            self.watch.cancel()
        stats.set_value(WRITE_FAULTS, [*stats.get_value(WRITE_FAULTS, ()), why])
        if self.paused_at is not None:
            engine.unpause()
        deferred_from_coro(engine.close_spider_async(reason="write_failed"))
