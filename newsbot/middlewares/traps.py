"""Avoid traps: sites that never end are left, and their good articles are still collected."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import islice
from typing import Any, ClassVar
from urllib.parse import urldefrag
from weakref import WeakKeyDictionary

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response

from newsbot.account import ENDED_UNREAD, PROBE, account_of, end
from newsbot.items import Article
from newsbot.middlewares.plain import PlainOutput
from newsbot.page.document import DOCUMENT, Document
from newsbot.policy import traps
from newsbot.policy.traps import NUMBER

logger = logging.getLogger(__name__)

MOST_NAMED = 50
"""Traps that the stat `trap/found` names at most."""


class Walk:
    """The traps of one crawl, shared by the two middlewares below.

    The stat `trap/found` lists what was found, for the run's record.
    """

    _by_crawler: ClassVar[WeakKeyDictionary[Crawler, Walk]] = WeakKeyDictionary()

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        self.stats: Any = crawler.stats
        pages = settings.getint("NEWSBOT_PAGES")
        self.paths = traps.Paths(
            traps.Limits(
                depth=max(settings.getint("NEWSBOT_DEPTH"), pages + 10),
                host_pages=settings.getint("NEWSBOT_HOST_PAGES"),
            )
        )
        self.found: list[str] = []

    @classmethod
    def of(cls, crawler: Crawler) -> Walk:
        """The crawler's."""
        return cls._by_crawler.setdefault(crawler, cls(crawler))

    def gave(self, url: str, *, something: bool) -> None:
        """Notes what a page gave, and tells once that its pattern is a trap."""
        trapped = self.paths.gave(url, something=something)
        if trapped:
            self.tell(f"{trapped}: {self.paths.limits.fruitless} pages gave nothing new")

    def tell(self, what: str) -> None:
        """A line in the log, and one in the run's record."""
        logger.warning("trap, left: %s", what)
        if len(self.found) < MOST_NAMED:
            self.found.append(what)
            self.stats.set_value("trap/found", self.found)


class AvoidTraps:
    """Downloader middleware: ends requests that only lead on and on as "trap"."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.walk = Walk.of(crawler)
        self.told: set[str] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> AvoidTraps:
        """The middleware of a crawl."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Nothing for probes, redirects and retries, which belong to a request that passed."""
        meta = request.meta
        if PROBE in meta or meta.get("redirect_times") or meta.get("retry_times"):
            return
        key = (request.method, urldefrag(request.url)[0], request.body)
        why = self.walk.paths.why_not(request.url, key=hash(key), depth=meta.get("depth", 0))
        if why:
            kind = NUMBER.sub("0", why)
            if kind not in self.told and "gave nothing new" not in why:
                self.told.add(kind)
                self.walk.tell(f"{request.url}: {why}")
            raise end(self.crawler, request, "trap", why)


class CapLinks(PlainOutput):
    """Spider middleware: takes so many links of a page, and watches what pages give."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.walk = Walk.of(crawler)
        self.limits = self.walk.paths.limits
        crawler.signals.connect(self.item_scraped, signals.item_scraped)
        crawler.signals.connect(self.item_dropped, signals.item_dropped)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> CapLinks:
        """The middleware of a crawl."""
        return cls(crawler)

    def item_scraped(self, item: Any, response: Response | None) -> None:
        """An article that is kept: its pattern is worth going on with."""
        if isinstance(item, Article) and response is not None:
            self.walk.gave(response.url, something=True)

    def item_dropped(self, item: Any, response: Response | None) -> None:
        """An article that was no article, or another one's copy."""
        if response is not None:
            self.walk.gave(response.url, something=False)

    def process_spider_output(self, response: Response, result: Iterable[Any]) -> Iterator[Any]:
        """The output; of a page's links of one pattern only the first `page_links`.

        A page that gave an article is judged by what becomes of the article; any other one by
        whether it looks like an earlier page.
        """
        document = response.meta.get(DOCUMENT)
        if document is None or ENDED_UNREAD in response.meta:
            yield from result
            return
        page = Taken(document, self.limits)
        gave_article = False
        for found in result:
            gave_article = gave_article or isinstance(found, Article)
            if not isinstance(found, Request) or page.takes(found.url):
                yield found
        if not gave_article and not self.walk.paths.looks_new(response.url, response.body):
            self.walk.gave(response.url, something=False)
        for name, left in page.left.items():
            self.walk.tell(f"{response.url}: {left} more links of the pattern {name}")
            account_of(self.crawler).note(response.url, "trap", f"{left} more links to {name}")


class Taken:
    """The links that were taken from one page, by pattern; and how many were left."""

    def __init__(self, document: Document, limits: traps.Limits) -> None:
        self.document = document
        self.limits = limits
        self.links: Counter[str] = Counter()
        self.left: Counter[str] = Counter()

    def takes(self, url: str) -> bool:
        """Whether another link of this address's pattern is taken."""
        name = traps.pattern(url)
        self.links[name] += 1
        taken = self.links[name] <= self.limits.flood_taken or self.links[name] <= self.most
        if not taken:
            self.left[name] += 1
        return taken

    @cached_property
    def most(self) -> int:
        """Links of one pattern that are taken; only asked for where a page has many."""
        flood = next(islice(self.document.root.iter("a"), self.limits.flood, None), None)
        return self.limits.page_links if flood is None else self.limits.flood_taken
