"""Scrapy's scraper, page by page: a page is read and its articles are kept before the next is.

Scrapy starts four tasks for each response, and takes every step of all responses that have come
before the next step of the first: with twenty hosts, sixty parsed pages lay in memory at once.
Here a page that has its turn runs through, and the loop looks at its sockets between two pages.
Whatever really waits (for a picture, for tdmrep.json) keeps nobody else waiting.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import AsyncIterator, Iterable
from inspect import isawaitable
from types import CoroutineType
from typing import Any, ClassVar
from weakref import WeakKeyDictionary

from scrapy import Request
from scrapy.core.engine import ExecutionEngine
from scrapy.core.scraper import Scraper
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.signalmanager import SignalManager
from scrapy.utils.defer import ensure_awaitable, iter_errback
from scrapy.utils.spider import iterate_spider_output
from twisted.python.failure import Failure

from newsbot.chain import Pieces, PlainChain

logger = logging.getLogger(__name__)


class Turns:
    """Lets those who wait go on one by one, one in each round of the event loop."""

    _by_loop: ClassVar[WeakKeyDictionary[asyncio.AbstractEventLoop, Turns]] = WeakKeyDictionary()

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.waiting: deque[asyncio.Future[None]] = deque()
        self.loop = loop

    @classmethod
    def of_loop(cls) -> Turns:
        """The turns of the loop that runs: all crawls of a process share them."""
        loop = asyncio.get_running_loop()
        if loop not in cls._by_loop:
            cls._by_loop[loop] = cls(loop)
        return cls._by_loop[loop]

    async def wait(self) -> None:
        """Returns when it is the caller's turn."""
        turn = self.loop.create_future()
        self.waiting.append(turn)
        if len(self.waiting) == 1:
            self.loop.call_soon(self._next)
        await turn

    def _next(self) -> None:
        turn = self.waiting[0]
        if not turn.done():
            turn.set_result(None)
        self.loop.call_soon(self._leave)

    def _leave(self) -> None:
        self.waiting.popleft()
        if self.waiting:
            self._next()


class InOrder(SignalManager):
    """Signals whose receivers are called in order; Scrapy makes a task for each of them."""

    async def send_catch_log_async(self, signal: Any, **named: Any) -> list[tuple[Any, Any]]:
        """What the receivers gave; coroutines among that are awaited, their errors logged."""
        answers = self.send_catch_log(signal, **named)
        awaited = [answer for _, answer in answers if isawaitable(answer)]
        if awaited:
            for found in await asyncio.gather(*awaited, return_exceptions=True):
                if isinstance(found, Exception):
                    logger.error("a receiver of the signal %s failed", signal, exc_info=found)
        return answers


class PageByPage(Scraper):
    """Reads a page to its end, articles and all, when it is its turn."""

    async def _scrape(self, result: Response | Failure, request: Request) -> None:
        if isinstance(result, Response):
            await Turns.of_loop().wait()
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


class Engine(ExecutionEngine):
    """Scrapy's engine with this scraper; Scrapy has no setting for it."""

    def __init__(self, crawler: Crawler, closed: Any) -> None:
        super().__init__(crawler, closed)
        self.scraper.__class__ = PageByPage
        PlainChain.take_over(self.scraper.spidermw)
        self.scraper.signals = InOrder(crawler)


class PagedCrawler(Crawler):
    """A crawler with this engine."""

    def _create_engine(self) -> Engine:
        return Engine(self, lambda _: self.stop_async())
