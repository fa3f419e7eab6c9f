"""Deduplicate: the article gets its id; a text that the site has shown before is dropped."""

from __future__ import annotations

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from newsbot.items import Article
from newsbot.run import Run


class Duplicate(DropItem):
    """The same text stands on the same site under another address; the message names its id."""


class Deduplicate:
    """Identity by keys, then by text: within the run and against the store."""

    def __init__(self, crawler: Crawler) -> None:
        self.run = Run.of(crawler)
        self.count = crawler.stats.inc_value
        self.ids: dict[str, str] = {}
        self.texts: dict[str, str] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Deduplicate:
        """The pipeline of a crawl."""
        return cls(crawler)

    def process_item(self, item: Article) -> Article:
        """The article with its id, or Duplicate."""
        item.id = "x" + item.address_keys[0]
        item.first_seen_at = item.fetched_at
        owner = self.texts.setdefault(item.content_hash or item.id, item.id)
        if owner != item.id:
            self.count("article/duplicate")
            raise Duplicate(f"{item.url} repeats {owner}")
        return item
