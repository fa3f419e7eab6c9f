"""Keep: the article goes to the store's writer; the crawl does not wait for the commit."""

from __future__ import annotations

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from newsbot.items import Article
from newsbot.run import Run
from newsbot.store.versions import compare


class AnotherPage(DropItem):
    """The address of a known article shows something else altogether: a notice, a challenge."""


class Keep:
    """Hands an article, its keys and its view count over, and says whether it is news."""

    def __init__(self, crawler: Crawler) -> None:
        self.run = Run.of(crawler)
        self.count = crawler.stats.inc_value

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Keep:
        """The pipeline of a crawl."""
        return cls(crawler)

    def process_item(self, item: Article) -> Article:
        """The article as it stands now: with its version, and since when it is known.

        Raises AnotherPage where a known article's address gave a page that is not it.
        """
        before = self.run.kept(item.id)
        if before is None:
            self.count("article/new")
            self.run.store.keep(item, item.address_keys, self.run.handle)
            self.run.hand_in(item, new=True)
            return item
        visit = compare(before, item)
        if not visit.alike:
            self.count("article/unlike")
            assert item.fetched_at is not None
            refused = dict.fromkeys(item.address_keys, ("refusal", item.fetched_at))
            self.run.store.failed(item.site, refused)
            raise AnotherPage(f"{item.url} shows another page than before")
        self.count("article/updated" if visit.changed else "article/known")
        if visit.told:
            self.run.store.keep(visit.article, item.address_keys, self.run.handle, visit.changed)
        else:
            self.run.store.visited(item, item.address_keys, self.run.handle)
        self.run.hand_in(visit.article)
        return visit.article
