"""Departures: what the addresses that gave no article leave in the store.

Each is remembered with its outcome, under the addresses that were asked and that answered, so that
it is not asked for at every run. A known article whose page is no more gets a version that says so.
"""

from __future__ import annotations

from datetime import UTC, datetime

from scrapy import signals
from scrapy.crawler import Crawler

from newsbot.extensions.summary import FINE
from newsbot.items import Status
from newsbot.listing import ListingSpider
from newsbot.policy.outcomes import Ending
from newsbot.run import Run
from newsbot.store.versions import ended

REMEMBERED = FINE - {"forbidden"}
"""Outcomes that leave nothing: read, or to be asked for again by the next run."""

FEW = 3
MOST = 0.5
"""So many articles of a run may be gone, or this share of those visited; where more are, it is the
site that is ill, and none is believed."""


class Departures:
    """Notes failed addresses when the crawl ends, and articles that are gone or withdrawn."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.run = Run.of(crawler)
        crawler.signals.connect(self.spider_closed, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Departures:
        """The extension of a crawl."""
        return cls(crawler)

    def spider_closed(self) -> None:
        """The endings of the crawl, as far as they concern articles."""
        spider, stats = self.crawler.spider, self.crawler.stats
        if not isinstance(spider, ListingSpider) or stats is None:
            return
        endings = [
            ending
            for ending in stats.get_value("accounting/rows", ())
            if spider.is_article(ending.url)
        ]
        now = datetime.now(UTC)
        failed = {
            spider.key(url): (ending.outcome, now)
            for ending in endings
            if ending.outcome not in REMEMBERED
            for url in (ending.url, ending.final_url)
        }
        self.run.store.failed(self.run.site, failed)
        gone = {spider.key(e.url): status for e in endings if (status := departed(e))}
        read = sum(ending.outcome == "fetched" for ending in endings)
        if are_believed(len(gone), read):
            self._note(gone, now)

    def _note(self, gone: dict[str, Status], now: datetime) -> None:
        store, counter = self.run.store, self.crawler.stats
        for key, known in store.known(self.run.site, list(gone)).items():
            before = store.article(known.article_id) if known.article_id else None
            visit = ended(before, gone[key], now) if before else None
            if visit and visit.told:
                store.keep(visit.article, (), self.run.handle, visit.changed)
                if counter:
                    counter.inc_value(f"article/{gone[key]}")


def departed(ending: Ending) -> Status | None:
    """What an ending says of its article: gone (404, 410), withdrawn (the site says that it is no
    longer there), or nothing."""
    if ending.status in (404, 410):
        return "gone"
    said = ending.detail.partition(":")[0]
    return "withdrawn" if ending.outcome == "refusal" and said == "gone" else None


def are_believed(gone: int, read: int) -> bool:
    """Whether so many departures beside so many articles read are the articles' own."""
    return gone <= max(FEW, MOST * (gone + read))
