"""Walk listings: a category is read until its walk meets what the last one saw (newsbot/walk.py).

A spider middleware inside SkipKnown: it sees a listing's entries and its next page, and lets the
next page pass only where it is wanted. First pages are asked for with their validators, unless the
walk must go deeper anyway; a 304 ends the walk. What a walk leaves (its memory, and the first
page's validators) is written when the walk has ended: a walk that is cut off is begun again.
"""

from __future__ import annotations

import logging
import re
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response

from newsbot import walk
from newsbot.account import ENDED_UNREAD
from newsbot.errors import BadValue
from newsbot.fields import read_date
from newsbot.items import ListingEntry
from newsbot.middlewares.plain import PlainOutput
from newsbot.run import Run
from newsbot.store import Validators
from newsbot.store.identity import key_hash

logger = logging.getLogger(__name__)

GAPS = "listing/gaps"
"""The stat that lists the open gaps of the walked categories, as plain values."""

PRECISE = frozenset({"second", "minute", "hour"})
LAST_NUMBER = re.compile(r"(\d{3,18})\D*$")


class WalkListings(PlainOutput):
    """Decides after each listing page whether the next one is wanted."""

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        self.crawler = crawler
        self.run = Run.of(crawler)
        self.complete = settings.getbool("NEWSBOT_REFRESH") or bool(settings["NEWSBOT_RECORD"])
        self.memories = self._remembered()
        self.walks: dict[int, tuple[Any, walk.Walk]] = {}
        self.first_pages: dict[int, Validators | None] = {}
        self.count = crawler.stats.inc_value
        crawler.signals.connect(self.spider_closed, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> WalkListings:
        """The middleware of a crawl."""
        return cls(crawler)

    def _remembered(self) -> dict[str, walk.Memory]:
        """What walks left; a damaged memory counts as none: the category is walked as if new."""
        found = {}
        for slug, text in self.run.store.memories(self.run.site).items():
            try:
                found[slug] = walk.decode(text)
            except BadValue as error:
                logger.warning("%s: %s", slug, error)
        return found

    async def process_start(self, start: AsyncIterator[Any]) -> AsyncIterator[Any]:
        """The spider's first requests; listings with their validators."""
        async for found in start:
            yield self._conditional(found) if isinstance(found, Request) else found

    def process_spider_output(self, response: Response, result: Iterable[Any]) -> Iterator[Any]:
        """A listing's output, with its next page only where that is wanted."""
        if response.meta.get("kind") != "listing" or ENDED_UNREAD in response.meta:
            for found in result:
                yield self._conditional(found) if isinstance(found, Request) else found
            return
        output = list(result)
        where = response.meta["walk"]
        following = [found for found in output if _is_listing(found, where)]
        wanted = self._read(response, output, following)
        for found in output:
            if wanted or found not in following:
                yield found

    def _conditional(self, request: Request) -> Request:
        """A request for a first page, asking only whether it has changed."""
        first = _is_listing(request) and request.meta["page"] == 1 and request.method == "GET"
        if not first or self.complete or request.meta.get("unconditional"):
            return request
        if self._walk(request.meta["walk"]).least > 1:
            return request
        known = self.run.store.validators(request.url)
        if known is None or not (known.etag or known.last_modified):
            return request
        headers = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
        for name, value in headers.items():
            if value:
                request.headers[name] = value
        request.meta["handle_httpstatus_list"] = [304]
        self.first_pages[id(request.meta["walk"])] = known
        return request

    def _walk(self, where: Any) -> walk.Walk:
        """The walk of a category, begun when its first page is asked for."""
        if id(where) not in self.walks:
            limit = getattr(self.crawler.spider, "page_limit", 1)
            memory = self.memories.get(where.slug, walk.Memory())
            self.walks[id(where)] = (where, walk.Walk(memory, limit))
        return self.walks[id(where)][1]

    def _read(self, response: Response, output: list[Any], following: list[Request]) -> bool:
        where = response.meta["walk"]
        walked = self._walk(where)
        if response.status == 304:
            self.count("listing/unchanged")
            self._finish(where, "unchanged")
            return False
        page = self._page([found for found in output if isinstance(found, ListingEntry)], walked)
        if response.meta["page"] == 1:
            # that a page without entries is unchanged says nothing of those it leads to
            self.first_pages[id(where)] = _validators(response, page) if page.keys else None
        wanted = walked.read(page) or self.complete
        if not following:
            at_limit = response.meta["page"] >= walked.page_limit
            self._finish(where, "limit" if at_limit else "ended")
        elif not wanted:
            self._finish(where, "met")
        return wanted

    def _page(self, entries: list[ListingEntry], walked: walk.Walk) -> walk.Page:
        """What the walk needs of a page; dates are read of new entries only."""
        spider: Any = self.crawler.spider
        keys: list[int] = []
        page = walk.Page(keys, {}, {})
        for entry in entries:
            address = spider.key(entry.url)
            key = key_hash(self.run.site, address)
            keys.append(key)
            if number := LAST_NUMBER.search(address):
                page.numbers[key] = int(number[1])
            if entry.date_text and key not in walked.place:
                date = read_date(entry.date_text, now=entry.fetched_at, time_zone=spider.time_zone)
                if date and date.precision in PRECISE:
                    page.dates[key] = date.at.astimezone(UTC)
        return page

    def _finish(self, where: Any, end: walk.End) -> None:
        """Ends a walk and writes down what it leaves."""
        found = self.walks.pop(id(where), None)
        if found is None:
            return
        now = datetime.now(UTC)
        memory = found[1].finish(end, now)
        self.memories[where.slug] = memory
        page = self.first_pages.pop(id(where), None)
        self.run.store.walked(self.run.site, where.slug, walk.encode(memory), at=now, page=page)
        self.count("listing/open" if memory.gaps else "listing/closed")
        stats: Any = self.crawler.stats
        gaps = [{"category": where.slug, **_plain(gap)} for gap in memory.gaps]
        others = [gap for gap in stats.get_value(GAPS, ()) if gap["category"] != where.slug]
        stats.set_value(GAPS, others + gaps)

    def spider_closed(self, reason: str) -> None:
        """Walks that no page ended: a page that was absent or could not be read. Those of a crawl
        that was cut off are left as they were, to be walked again."""
        if reason == "finished":
            for where, _ in list(self.walks.values()):
                self._finish(where, "ended" if where.absent else "failed")


def _is_listing(found: Any, where: Any = None) -> bool:
    """Whether it is a request for a listing's page, of the walk `where` if that is given."""
    mine = isinstance(found, Request) and found.meta.get("kind") == "listing"
    return mine and (where is None or found.meta["walk"] is where)


def _plain(gap: walk.Gap) -> dict[str, Any]:
    since, until = gap.since.isoformat(), gap.until.isoformat()
    return {**asdict(gap), "since": since, "until": until}


def _validators(response: Response, page: walk.Page) -> Validators:
    etag, modified = (response.headers.get(name) for name in ("ETag", "Last-Modified"))
    shown = key_hash("", ",".join(map(str, page.keys)))
    request = response.request
    assert request is not None
    return Validators(
        request.url,
        etag.decode("latin-1") if etag else None,
        modified.decode("latin-1") if modified else None,
        shown,
    )
