"""The process of a crawl: Scrapy's, which also knows how often it was asked to stop."""

from __future__ import annotations

import gc
import logging
import os
import signal
from typing import Any

import scrapy.core.downloader.handlers.http11  # noqa: F401 - it reads the source of all who wait
from scrapy import Spider
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import SETTINGS_PRIORITIES, Settings
from scrapy.utils.log import get_scrapy_root_handler, install_scrapy_root_handler

from newsbot import heap, logrecord
from newsbot.logbook import JsonLines
from newsbot.scraper import PagedCrawler
from newsbot.settings_copy import CopiedSettings

FORCED = 130
"""Exit code after a second Ctrl-C, as a shell gives it for SIGINT."""


CHATTY = (
    "scrapy.addons",
    "scrapy.core.engine",
    "scrapy.core.scraper",
    "scrapy.crawler",
    "scrapy.extensions",
    "scrapy.middleware",
    "scrapy.spidermiddlewares.httperror",
    "scrapy.utils.log",
)
"""Loggers that tell how Scrapy was put together, or what newsbot says itself: of each article a
record would be made that no handler shows."""


SETTLED_SECONDS = 3.0
"""From the start of the loop until all modules and crawlers are there."""


class FurtherCrawler(PagedCrawler):
    """A crawler that a process made beside its first one, with the process's settings."""


class Process(AsyncCrawlerProcess):
    """Counts stop signals: one ends the crawl cleanly, a second one at once."""

    stop_signals = 0
    crawlers_made = 0

    def __init__(self, settings: Settings) -> None:
        logrecord.install()
        heap.share()
        settings.set("LOG_INSTALL_ROOT_HANDLER", False)  # or it tells of itself first
        super().__init__(CopiedSettings.of(settings))
        install_scrapy_root_handler(settings)
        self._format_log()
        if settings.getpriority("LOG_LEVEL") != SETTINGS_PRIORITIES["cmdline"]:
            for name in CHATTY:
                logging.getLogger(name).setLevel(logging.WARNING)

    def start(self, *arguments: Any, **options: Any) -> None:
        """Runs the loop. What is there when it has settled stays until the end, so the garbage
        collector need not look at it again and again."""
        from twisted.internet import reactor

        loop: Any = reactor  # asyncio's has no name in a thread such as that of Scrapy's shell
        loop.callLater(SETTLED_SECONDS, _settle)
        if options.get("install_signal_handlers", True):
            end_with_terminal()
        super().start(*arguments, **options)

    def create_crawler(self, crawler_or_spidercls: type[Spider] | str | Crawler) -> Crawler:
        """A crawler with this process's settings; one that has them already is left as it is."""
        if isinstance(crawler_or_spidercls, PagedCrawler):
            return crawler_or_spidercls  # Scrapy would set each of its settings again
        return super().create_crawler(crawler_or_spidercls)

    def _create_crawler(self, spidercls: str | type[Spider]) -> Crawler:
        if self.crawlers_made:
            found = self.spider_loader.load(spidercls) if isinstance(spidercls, str) else spidercls
            made: Crawler = FurtherCrawler(found, self.settings)
        else:
            made = super()._create_crawler(spidercls)
            made.__class__ = PagedCrawler
        self.crawlers_made += 1
        self._format_log()  # each crawler installs the log's handler anew
        return made

    def _format_log(self) -> None:
        handler = get_scrapy_root_handler()
        if handler and self.settings["NEWSBOT_LOG"] == "json":
            handler.setFormatter(JsonLines())

    def _signal_shutdown(self, signum: int, _: Any) -> None:
        self.stop_signals = 1
        super()._signal_shutdown(signum, _)

    def _signal_kill(self, signum: int, _: Any) -> None:
        self.stop_signals = 2
        super()._signal_kill(signum, _)


def end_with_terminal() -> None:
    """A terminal that is closed asks to end, as Ctrl-C does; nohup's wish to go on is kept."""
    if signal.getsignal(signal.SIGHUP) == signal.SIG_DFL:
        signal.signal(signal.SIGHUP, lambda *_: os.kill(os.getpid(), signal.SIGTERM))


def _settle() -> None:
    gc.collect()
    gc.freeze()
    gc.collect()  # the next one of all objects is due by how many there are: few, from now on
