"""The process of a crawl: Scrapy's, which also knows how often it was asked to stop."""

from __future__ import annotations

import logging
from typing import Any

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import SETTINGS_PRIORITIES, Settings
from scrapy.utils.log import get_scrapy_root_handler, install_scrapy_root_handler

from newsbot import logrecord
from newsbot.logbook import JsonLines

FORCED = 130
"""Exit code after a second Ctrl-C, as a shell gives it for SIGINT."""


CHATTY = (
    "scrapy.addons",
    "scrapy.core.engine",
    "scrapy.crawler",
    "scrapy.extensions",
    "scrapy.middleware",
    "scrapy.spidermiddlewares.httperror",
    "scrapy.utils.log",
)
"""Loggers that tell at INFO how Scrapy was put together, or what newsbot says itself."""


class Process(AsyncCrawlerProcess):
    """Counts stop signals: one ends the crawl cleanly, a second one at once."""

    stop_signals = 0

    def __init__(self, settings: Settings) -> None:
        logrecord.install()
        settings.set("LOG_INSTALL_ROOT_HANDLER", False)  # or it tells of itself first
        super().__init__(settings)
        install_scrapy_root_handler(settings)
        if settings["NEWSBOT_LOG"] == "json" and (handler := get_scrapy_root_handler()):
            handler.setFormatter(JsonLines())
        if settings.getpriority("LOG_LEVEL") != SETTINGS_PRIORITIES["cmdline"]:
            for name in CHATTY:
                logging.getLogger(name).setLevel(logging.WARNING)

    def _signal_shutdown(self, signum: int, _: Any) -> None:
        self.stop_signals = 1
        super()._signal_shutdown(signum, _)

    def _signal_kill(self, signum: int, _: Any) -> None:
        self.stop_signals = 2
        super()._signal_kill(signum, _)
