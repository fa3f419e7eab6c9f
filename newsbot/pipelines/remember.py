"""Remember: a kept article's text is remembered, so that later ones are compared with it."""

from __future__ import annotations

from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from newsbot.copies import Copies
from newsbot.items import Article
from newsbot.pipelines.link import way
from newsbot.run import Run


class Remember:
    """Hands the text over behind the article: both are committed together."""

    def __init__(self, crawler: Crawler) -> None:
        self.copies = Copies.of(Run.of(crawler).store)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Remember:
        """The pipeline of a crawl; raises NotConfigured where near-duplicates are off."""
        if way(crawler.settings) == "off":
            raise NotConfigured
        return cls(crawler)

    def process_item(self, item: Article) -> Article:
        """The article as it came."""
        self.copies.remember(item)
        return item
