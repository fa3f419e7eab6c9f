"""Pages that cannot be read: a log line each instead of a traceback; the crawl goes on."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from scrapy.crawler import Crawler
from scrapy.http import Response

from newsbot.errors import PageFault

logger = logging.getLogger(__name__)


class CountFaults:
    """Turns a PageFault of a callback into a counter; any other exception is a bug and passes."""

    def __init__(self, crawler: Crawler) -> None:
        self.count = crawler.stats.inc_value

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> CountFaults:
        """The middleware of a crawl."""
        return cls(crawler)

    def process_spider_exception(
        self, response: Response, exception: Exception
    ) -> Iterable[object] | None:
        """No output for a page that cannot be read; None (not handled) for anything else."""
        if not isinstance(exception, PageFault):
            return None
        name = type(exception).__name__
        self.count(f"failed/{name}")
        logger.warning("%s: %s (%s)", name, exception, response.url)
        return ()
