"""Keep: the article goes to the store's writer; the crawl does not wait for the commit."""

from __future__ import annotations

from scrapy.crawler import Crawler

from newsbot.items import Article
from newsbot.run import Run


class Keep:
    """Hands an article, its keys and its observations over as one row set."""

    def __init__(self, crawler: Crawler) -> None:
        self.run = Run.of(crawler)
        self.count = crawler.stats.inc_value

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Keep:
        """The pipeline of a crawl."""
        return cls(crawler)

    def process_item(self, item: Article) -> Article:
        """The article as it came."""
        self.run.store.keep(item, run=self.run.handle)
        self.count("article/new")
        return item
