"""Limit: no more articles a site than `--limit` asks for."""

from __future__ import annotations

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem, NotConfigured
from scrapy.utils.defer import deferred_from_coro

from newsbot.items import Article


class BeyondLimit(DropItem):
    """An article that was on its way when the limit was reached."""


class Limit:
    """Ends the crawl with the last article that was asked for."""

    def __init__(self, crawler: Crawler) -> None:
        if not crawler.settings["NEWSBOT_LIMIT"]:
            raise NotConfigured
        self.crawler = crawler
        self.left = crawler.settings.getint("NEWSBOT_LIMIT")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Limit:
        """The pipeline of a crawl; raises NotConfigured where there is no limit."""
        return cls(crawler)

    def process_item(self, item: Article) -> Article:
        """The article, or BeyondLimit."""
        if self.left == 0:
            raise BeyondLimit(item.url)
        self.left -= 1
        if self.left == 0 and self.crawler.engine is not None:
            deferred_from_coro(self.crawler.engine.close_spider_async(reason="limit"))
        return item
