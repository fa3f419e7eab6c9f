"""Validate: an article has a title, and a text or a picture."""

from __future__ import annotations

from datetime import UTC, datetime

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from newsbot.items import Article
from newsbot.run import Run


class Invalid(DropItem):
    """The page gave no article: no title, or neither text nor picture."""


class Validate:
    """Drops what is no article; its addresses are not asked for again at every run."""

    def __init__(self, crawler: Crawler) -> None:
        self.run = Run.of(crawler)
        self.count = crawler.stats.inc_value

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Validate:
        """The pipeline of a crawl."""
        return cls(crawler)

    def process_item(self, item: Article) -> Article:
        """The article as it came, or Invalid."""
        if not item.title or not (item.text or item.images):
            self.count("article/invalid")
            gone = {key: ("unreadable", datetime.now(UTC)) for key in item.address_keys}
            self.run.store.failed(item.site, gone)
            lacking = "no title" if not item.title else "neither text nor picture"
            raise Invalid(f"{lacking}: {item.url}")
        return item
