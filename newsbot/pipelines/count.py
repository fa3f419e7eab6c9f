"""Count: by which rule each field of a kept article came, or that it is missing."""

from __future__ import annotations

from scrapy.crawler import Crawler

from newsbot.items import Article

COUNTED = (
    "title",
    "summary",
    "published_at",
    "category",
    "view_count",
    "source",
    "authors",
    "text",
    "images",
)
"""Fields whose absence a person wants to know of."""


class Count:
    """Counts `rule/<field>/<rule>` and `missing/<field>`: what the summary and monitors read."""

    def __init__(self, crawler: Crawler) -> None:
        self.count = crawler.stats.inc_value

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Count:
        """The pipeline of a crawl."""
        return cls(crawler)

    def process_item(self, item: Article) -> Article:
        """The article as it came."""
        for field in COUNTED:
            if not getattr(item, field):
                self.count(f"missing/{field}")
        for field, origin in item.provenance.items():
            self.count(f"rule/{field}/{origin.rule}")
        return item
