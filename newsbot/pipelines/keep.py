"""Keep: the article goes to the store's writer; the crawl does not wait for the commit."""

from __future__ import annotations

from scrapy.crawler import Crawler

from newsbot.items import Article
from newsbot.run import Run


class Keep:
    """Hands an article, its keys and its observation over, and says whether it is news."""

    def __init__(self, crawler: Crawler) -> None:
        self.run = Run.of(crawler)
        self.count = crawler.stats.inc_value

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Keep:
        """The pipeline of a crawl."""
        return cls(crawler)

    def process_item(self, item: Article) -> Article:
        """The article, with what the store knew of it: when it was first seen, its version."""
        before = self.run.store.article(item.id)
        if before is None:
            self.count("article/new")
        else:
            item.first_seen_at = before.first_seen_at
            changed = (before.title, before.text) != (item.title, item.text)
            item.version = before.version + changed
            self.count("article/updated" if changed else "article/known")
        self.run.store.keep(item, item.address_keys, self.run.handle)
        return item
