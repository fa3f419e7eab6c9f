"""Listings first: articles wait until the listings are walked."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider, NotConfigured
from scrapy.http import Response

from newsbot.middlewares.plain import PlainOutput

MOST_WAITING = 2_000
"""Requests that wait at most; a walk that finds more goes on with its articles under way."""


class ListingsFirst(PlainOutput):
    """Holds the requests for articles that listings gave until no listing is left to fetch.

    A listing moves on while it is walked, an article stays where it is; and an article that is
    fetched after all listings carries every category that showed it. Priorities alone cannot say
    that: while a listing is on its way, the queue behind it moves up. With `--limit`, which ends
    a crawl early, nothing waits.
    """

    def __init__(self, crawler: Crawler) -> None:
        if crawler.settings["NEWSBOT_LIMIT"]:
            raise NotConfigured
        self.crawler: Any = crawler
        self.waiting: deque[Request] = deque()
        crawler.signals.connect(self.spider_idle, signals.spider_idle)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ListingsFirst:
        """The middleware of a crawl; raises NotConfigured where there is a limit."""
        return cls(crawler)

    def process_spider_output(self, response: Response, result: Iterable[Any]) -> Iterator[Any]:
        """What a page gave, without the articles of a listing: they wait."""
        for found in result:
            is_article = isinstance(found, Request) and found.meta.get("kind") == "article"
            if is_article and len(self.waiting) < MOST_WAITING:
                self.waiting.append(found)
                self.crawler.stats.set_value("progress/waiting", len(self.waiting))
            else:
                yield found

    def spider_idle(self) -> None:
        """No listing is left: the articles go."""
        if self.waiting and self.crawler.engine is not None:
            while self.waiting:
                self.crawler.engine.crawl(self.waiting.popleft())
            self.crawler.stats.set_value("progress/waiting", 0)
            raise DontCloseSpider
