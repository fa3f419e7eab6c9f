"""Scrapy's scraper, page by page: a page is read and its articles are kept before the next is.

Scrapy starts four tasks for each response, and takes every step of all responses that have come
before the next step of the first: with twenty hosts, sixty parsed pages lay in memory at once.
Here a page that has its turn runs through, and the loop looks at its sockets between two pages.
Whatever really waits (for a picture, for tdmrep.json) keeps nobody else waiting.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Iterable
from types import CoroutineType
from typing import Any

from scrapy import Request, signals
from scrapy.core.engine import ExecutionEngine
from scrapy.core.scraper import Scraper
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils.defer import deferred_from_coro, ensure_awaitable, iter_errback
from scrapy.utils.log import failure_to_exc_info, logformatter_adapter
from scrapy.utils.spider import iterate_spider_output
from twisted.internet.defer import Deferred, succeed
from twisted.python.failure import Failure

from newsbot.account import PICTURE, PROBE, Ended, end
from newsbot.chain import Pieces, PlainChain
from newsbot.signalling import Heard, InOrder
from newsbot.turns import Turns

logger = logging.getLogger(__name__)
engine_log = logging.getLogger("scrapy.core.engine")


class PageByPage(Scraper):
    """Reads a page to its end, articles and all, when it is its turn."""

    def enqueue_scrape(self, result: Response | Failure, request: Request) -> Deferred[Any]:
        """Fires when all that a response gave is kept."""
        assert self.slot is not None
        self.slot.add_response_request(result, request)
        self.slot.next_response_request_deferred()
        scraped: Deferred[Any] = deferred_from_coro(self._scrape(result, request))
        scraped.addErrback(self._tell_bug, request)
        return scraped.addBoth(self._finish, result, request)

    def _tell_bug(self, failure: Failure, request: Request) -> None:
        where = {"spider": self.crawler.spider}
        fault = failure_to_exc_info(failure)
        logger.error("Scraper bug processing %s", request, exc_info=fault, extra=where)

    def _finish(self, _: Any, result: Response | Failure, request: Request) -> None:
        assert self.slot is not None
        self.slot.finish_response(result, request)
        self._check_if_closing()

    async def _scrape(self, result: Response | Failure, request: Request) -> None:
        if isinstance(result, Response):
            await Turns.of_loop().wait(first=True)
        await super()._scrape(result, request)

    async def call_spider_async(self, result: Response | Failure, request: Request) -> Pieces:
        """The callback's output, at once: Scrapy lets the loop go round before it is called."""
        if not isinstance(result, Response):
            return await Pieces.of(await super().call_spider_async(result, request))
        asked = result.request = result.request or request
        assert self.crawler.spider is not None
        callback = asked.callback or self.crawler.spider._parse
        output = iterate_spider_output(callback(result, **asked.cb_kwargs))
        found: Iterable[Any] | AsyncIterator[Any] = await ensure_awaitable(output)
        return await Pieces.of(found)

    async def handle_spider_output_async(
        self,
        result: Iterable[Any] | AsyncIterator[Any],
        request: Request,
        response: Response | Failure,
    ) -> None:
        """Takes what a callback gave piece by piece; CONCURRENT_ITEMS above 1 is left to Scrapy."""
        if self.concurrent_items > 1 or not isinstance(result, Iterable):
            await super().handle_spider_output_async(result, request, response)
            return
        for output in iter_errback(result, self.handle_spider_error, request, response):
            await self._process_spidermw_output_async(output, response)

    async def _process_spidermw_output_async(
        self, output: Any, response: Response | Failure
    ) -> None:
        if isinstance(output, CoroutineType):
            output = await output
        await super()._process_spidermw_output_async(output, response)


def is_aside(request: Request) -> bool:
    """Whether it is no page: robots.txt, or a picture that an article waits for."""
    return PROBE in request.meta or PICTURE in request.meta


class Engine(ExecutionEngine):
    """Scrapy's engine with this scraper and signals; Scrapy has no setting for them.

    A request has one task from the queue to its response, and one from there to its articles.
    """

    def __init__(self, crawler: Crawler, closed: Any) -> None:
        crawler.signals.__class__ = Heard
        super().__init__(crawler, closed)
        self.scraper.__class__ = PageByPage
        self.scraper.signals = InOrder(crawler)
        PlainChain.take_over(self.scraper.spidermw)
        self.is_ending = False

    async def close_spider_async(self, *, reason: str = "cancelled") -> None:
        """Ends the crawl as soon as what is under way has come.

        Scrapy fetches what waits in its hosts' queues before: at the pace of a polite crawl that
        takes a quarter of a minute, or minutes where robots.txt asks for a Crawl-delay.
        """
        if not (reason == "limit" and self.settings["NEWSBOT_RECORD"]):
            self._end_what_waits()  # a replay asks for the next pages before the last one is read
        await super().close_spider_async(reason=reason)

    def _end_what_waits(self) -> None:
        self.is_ending = True
        for slot in self.downloader.slots.values():
            waiting = [(request, turn) for request, turn in slot.queue if not is_aside(request)]
            for request, turn in waiting:
                if not turn.called:
                    turn.errback(self._let_go(request))

    def _let_go(self, request: Request) -> Ended:
        """The next run asks for it; until then nobody takes it for a failure."""
        request.errback = None
        return end(self.crawler, request, "interrupted", "the crawl was ending")

    def _download(self, request: Request) -> Deferred[Response | Request]:
        assert self._slot is not None
        self._slot.add_request(request)
        self.downloader.active.add(request)
        fetched: Deferred[Any] = deferred_from_coro(self._fetch(request))
        return fetched.addBoth(self._leave, request)

    async def _fetch(self, request: Request) -> Response | Request:
        found = await self.downloader.middleware.download_async(self._enqueue, request)
        if isinstance(found, Response):
            self._receive(found, request)
        return found

    async def _enqueue(self, request: Request) -> Response:
        if self.is_ending and not is_aside(request):  # its robots.txt came only now
            raise self._let_go(request)
        return await self.downloader._enqueue_request(request)

    def _leave(self, result: Response | Request | Failure, request: Request) -> Any:
        """The request is under way no more; at once somebody else has its response, or the crawl
        would seem to be at its end."""
        assert self._slot is not None
        self.downloader.active.remove(request)
        self._slot.nextcall.schedule()
        return result

    def _receive(self, response: Response, request: Request) -> None:
        assert self.spider is not None
        asked = response.request = response.request or request
        if engine_log.isEnabledFor(logging.INFO):
            said = self.logformatter.crawled(asked, response, self.spider)
            if said is not None:
                engine_log.log(*logformatter_adapter(said), extra={"spider": self.spider})
        self.signals.send_catch_log(
            signals.response_received, response=response, request=asked, spider=self.spider
        )

    def _handle_downloader_output(
        self, result: Request | Response | Failure, request: Request
    ) -> Deferred[Any]:
        if not isinstance(result, Request):
            return self.scraper.enqueue_scrape(result, request)
        self.crawl(result)
        return succeed(None)


class PagedCrawler(Crawler):
    """A crawler with this engine."""

    def _create_engine(self) -> Engine:
        return Engine(self, lambda _: self.stop_async())
