"""Validate: an article has a title, and a text or a picture."""

from __future__ import annotations

from datetime import UTC, datetime

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from newsbot.items import Article
from newsbot.run import Run

NO_TITLE = "no title"
NO_TEXT = "neither text nor picture"
"""What an article may lack, as the summary and the monitors call that failure."""


class Invalid(DropItem):
    """The page gave no article: `lacking` is NO_TITLE or NO_TEXT."""

    def __init__(self, lacking: str, url: str) -> None:
        super().__init__(f"{lacking}: {url}")
        self.lacking = lacking


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
            gone = {key: ("unreadable", datetime.now(UTC)) for key in item.address_keys}
            self.run.store.failed(item.site, gone)
            lacking = NO_TITLE if not item.title else NO_TEXT
            self.count(f"invalid/{lacking}")
            raise Invalid(lacking, item.url)
        return item
