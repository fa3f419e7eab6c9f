"""The process of a crawl: Scrapy's, which also knows how often it was asked to stop."""

from __future__ import annotations

from typing import Any

from scrapy.crawler import AsyncCrawlerProcess

FORCED = 130
"""Exit code after a second Ctrl-C, as a shell gives it for SIGINT."""


class Process(AsyncCrawlerProcess):
    """Counts stop signals: one ends the crawl cleanly, a second one at once."""

    stop_signals = 0

    def _signal_shutdown(self, signum: int, _: Any) -> None:
        self.stop_signals = 1
        super()._signal_shutdown(signum, _)

    def _signal_kill(self, signum: int, _: Any) -> None:
        self.stop_signals = 2
        super()._signal_kill(signum, _)
