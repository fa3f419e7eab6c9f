"""Skip the known: what a listing gave, without the articles that need no visit.

A spider middleware, because it must see a listing's whole output at once: its requests, its next
page and its entries. The entries end here: they go to the store together with the listing's own
state, in one transaction, before the first of their articles is fetched.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator
from datetime import datetime
from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from newsbot.account import ENDED_UNREAD
from newsbot.items import ListingEntry
from newsbot.run import Run
from newsbot.store import Known


class SkipKnown:
    """Drops requests for known articles, and the next page where a whole page was known."""

    def __init__(self, crawler: Crawler) -> None:
        self.run = Run.of(crawler)
        self.count = crawler.stats.inc_value
        settings = crawler.settings
        self.revisits = settings.getbool("NEWSBOT_REVISIT")
        self.skips = not (settings.getbool("NEWSBOT_REFRESH") or settings["NEWSBOT_RECORD"])

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> SkipKnown:
        """The middleware of a crawl."""
        return cls(crawler)

    def process_spider_output(self, response: Response, result: Iterable[Any]) -> Iterator[Any]:
        """A listing's output without what is known; anything else as it came."""
        read = response.status < 300 and ENDED_UNREAD not in response.meta
        if read and response.meta.get("kind") == "listing":
            yield from self._news(response, list(result))
        else:
            yield from result

    async def process_spider_output_async(
        self, response: Response, result: AsyncIterator[Any]
    ) -> AsyncIterator[Any]:
        """The same for a callback that is an asynchronous generator."""
        for found in self.process_spider_output(response, [found async for found in result]):
            yield found

    def _news(self, response: Response, output: list[Any]) -> Iterator[Request]:
        entries = [found for found in output if isinstance(found, ListingEntry)]
        requests = [found for found in output if isinstance(found, Request)]
        articles = [request for request in requests if request.meta["kind"] == "article"]
        wanted, known = self._sorted(articles, response.meta["fetched_at"])
        self.count("listing/pages")
        self.count("listing/entries", len(entries))
        self.count("article/known", len(articles) - len(wanted))
        shown = {request.meta["key"]: request.cb_kwargs["entry"] for request in articles}
        new = [key for key in (request.meta["key"] for request in wanted) if key not in known]
        self.run.store.listed(self.run.site, shown, known, new)
        if wanted or not articles:
            yield from (request for request in requests if request.meta["kind"] != "article")
        yield from wanted

    def _sorted(
        self, articles: list[Request], now: datetime
    ) -> tuple[list[Request], dict[str, str]]:
        """(requests for what is new or due again, key -> id of what is known)."""
        found = self.run.store.known(self.run.site, [request.meta["key"] for request in articles])
        ids = {key: seen.article_id for key, seen in found.items() if seen.article_id}
        if not self.skips:
            return [r for r in articles if not _is_forgotten(found.get(r.meta["key"]))], ids
        wanted = []
        for request in articles:
            seen = found.get(request.meta["key"])
            if seen is None or seen.is_due(now, revisits=self.revisits):
                wanted.append(request)
        return wanted, ids


def _is_forgotten(seen: Known | None) -> bool:
    return seen is not None and seen.is_forgotten
