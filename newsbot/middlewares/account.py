"""Account for every address: a ticket when it is asked for, an ending when it ends."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from time import perf_counter
from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider, IgnoreRequest
from scrapy.http import Response

from newsbot.account import CONTINUES, PROBE, TICKET, Ended, account_of, end, end_page
from newsbot.errors import PageFault
from newsbot.middlewares.failures import failure_of
from newsbot.middlewares.plain import PlainOutput
from newsbot.policy.outcomes import of_status

logger = logging.getLogger(__name__)

SLOW_SECONDS = 2.0
"""A callback that holds the event loop for longer is worth a line: all hosts wait for it."""


class AccountRequests:
    """Outermost downloader middleware: gives tickets, and ends those of failed downloads."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.account = account_of(crawler)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> AccountRequests:
        """The middleware of a crawl."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """A ticket for an address that is asked for; a redirect or retry goes on with its own."""
        meta = request.meta
        if PROBE not in meta:
            ticket = meta.pop(CONTINUES, None)
            meta[TICKET] = self.account.ask(request.url) if ticket is None else ticket

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Ends a failed request; what is expected leaves no traceback, a bug does."""
        if isinstance(exception, Ended):
            return
        outcome, detail = failure_of(exception, request.meta.get("proxy"))
        ended = end(self.crawler, request, outcome, detail)
        if detail:
            raise ended from exception


class AccountPages(PlainOutput):
    """Innermost spider middleware: ends the tickets of responses that reach the spider."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.account = account_of(crawler)
        self.seconds = 0.0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> AccountPages:
        """The middleware of a crawl."""
        return cls(crawler)

    def process_spider_output(self, response: Response, result: Iterable[Any]) -> Iterator[Any]:
        """The callback's output; when it is exhausted the response was fetched and read."""
        ticket = response.meta.get(TICKET)
        if ticket is not None:
            self.account.reach(ticket)
        began = perf_counter()
        for output in result:
            self._time(perf_counter() - began, response)
            yield output
            began = perf_counter()
        self._time(perf_counter() - began, response)
        if ticket is not None:
            status = response.status
            self.account.end(ticket, of_status(status), url=response.url, status=status)

    def _time(self, seconds: float, response: Response) -> None:
        """Counts the time that a callback held the event loop for one piece of its output."""
        if self.crawler.stats:
            self.seconds += seconds
            self.crawler.stats.set_value("callback/seconds", self.seconds)
            self.crawler.stats.max_value("callback/longest_seconds", seconds)
        if seconds > SLOW_SECONDS:
            logger.warning("reading %s took %.1f s", response.url, seconds)

    def process_spider_exception(
        self, response: Response, exception: Exception
    ) -> Iterable[Any] | None:
        """Ends the ticket of a page that was not read; `Ended` was expected and stops here."""
        if isinstance(exception, Ended):
            return ()
        if TICKET not in response.meta or isinstance(exception, CloseSpider):
            return None
        if isinstance(exception, IgnoreRequest):  # Scrapy's filter of error statuses
            end_page(self.crawler, response, of_status(response.status), f"HTTP {response.status}")
        elif isinstance(exception, PageFault):
            end_page(self.crawler, response, "unreadable", type(exception).__name__)
        else:
            end_page(self.crawler, response, "unreadable", f"bug: {type(exception).__name__}")
        return None
