"""Skip the known: what a listing gave, without the articles that need no visit.

A spider middleware, because it must see a listing's whole output at once: its requests, its next
page and its entries. The entries end here: they go to the store together with the listing's own
state, in one transaction, before the first of their articles is fetched.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from newsbot.account import ENDED_UNREAD
from newsbot.fields import read_count
from newsbot.items import ListingEntry
from newsbot.listing import ListingSpider
from newsbot.middlewares.plain import PlainOutput
from newsbot.run import Run
from newsbot.store import Known

PENDING_PRIORITY = 30
"""What an earlier run found and did not fetch comes before everything else."""


class SkipKnown(PlainOutput):
    """Drops requests for articles that need no visit, and begins with those that still wait."""

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        self.crawler = crawler
        self.run = Run.of(crawler)
        self.count = crawler.stats.inc_value
        self.revisits = settings.getbool("NEWSBOT_REVISIT")
        self.skips = not (settings.getbool("NEWSBOT_REFRESH") or settings["NEWSBOT_RECORD"])

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> SkipKnown:
        """The middleware of a crawl."""
        return cls(crawler)

    async def process_start(self, start: AsyncIterator[Any]) -> AsyncIterator[Any]:
        """First what earlier runs found and did not fetch, then what the spider begins with."""
        for request in self._waiting():
            yield request.replace(priority=PENDING_PRIORITY)
        async for found in start:
            yield found

    def _waiting(self) -> Iterator[Request]:
        spider = self.crawler.spider
        if not isinstance(spider, ListingSpider) or spider.urls:
            return
        for found in self.run.store.waiting(self.run.site, self.run.began_at):
            entry = found.entry
            asked = not spider.asked or entry.category_slug in spider.asked
            if asked and spider.is_article(entry.url):
                self.count("article/waiting")
                yield from spider.article_request(entry)
                known = spider.found[spider.key(entry.url)]
                for place in found.places:  # the listings may not have changed since
                    label = spider.menu.labels.get(place.category_slug or "")
                    known.show(replace(place, category=label))

    def process_spider_output(self, response: Response, result: Iterable[Any]) -> Iterator[Any]:
        """A listing's output without what is known; anything else as it came."""
        read = response.status < 300 and ENDED_UNREAD not in response.meta
        if read and response.meta.get("kind") == "listing":
            yield from self._news(response, list(result))
        else:
            yield from result

    def _news(self, response: Response, output: list[Any]) -> Iterator[Any]:
        spider: Any = self.crawler.spider
        shown = {spider.key(e.url): e for e in output if isinstance(e, ListingEntry)}
        found = self.run.store.known(self.run.site, list(shown))
        ids = {key: known.article_id for key, known in found.items() if known.article_id}
        self.count("listing/pages")
        entries = sum(isinstance(e, ListingEntry) for e in output)
        self.count("listing/entries", entries)
        self.count(f"listing/entries/{response.meta['walk'].slug}", entries)
        self._count_views(shown, found)
        wanted, others = [], []
        for request in output:
            if isinstance(request, ListingEntry):
                continue
            if not isinstance(request, Request) or request.meta.get("kind") != "article":
                others.append(request)
            elif self._is_wanted(found.get(request.meta["key"]), response.meta["fetched_at"]):
                wanted.append(request)
            else:
                self.count("article/known")
        new = [request.meta["key"] for request in wanted if request.meta["key"] not in ids]
        self.run.store.listed(self.run.site, shown, ids, new)
        yield from others
        yield from wanted

    def _count_views(self, shown: dict[str, ListingEntry], found: dict[str, Known]) -> None:
        """Known articles whose view count is seen again, and those of them that have more."""
        for key, known in found.items():
            text = shown[key].views_text
            count = read_count(text) if text and known.views is not None else None
            if count and known.views is not None:
                self.count("views/again")
                self.count("views/grown", int(count.value > known.views))

    def _is_wanted(self, known: Known | None, now: datetime) -> bool:
        """Whether an address is to be fetched: new, due again, or all are."""
        if known is None:
            return True
        if known.is_forgotten:
            return False
        return not self.skips or known.is_due(now, revisits=self.revisits)
