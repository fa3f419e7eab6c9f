"""Scrapy's downloader, with the number of requests to a host really bounded."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from time import monotonic
from typing import Any

from scrapy import Request, signals
from scrapy.core.downloader import Downloader, Slot
from scrapy.core.downloader.middleware import DownloaderMiddlewareManager
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils.asyncio import call_later
from scrapy.utils.defer import ensure_awaitable, maybe_deferred_to_future
from twisted.internet.defer import Deferred

from newsbot.turns import Turns


class BoundedDownloader(Downloader):
    """Counts a request as under way from when it leaves the queue.

    Scrapy 2.19 counts it when its task first runs, which under asyncio is later: with
    DOWNLOAD_DELAY = 0 a whole queue leaves at once, whatever CONCURRENT_REQUESTS_PER_DOMAIN says.
    Here it has no task of its own: who waits in the queue is told when it is its turn.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.middleware.__class__ = Straight

    async def _enqueue_request(self, request: Request) -> Response:
        key, slot = self._get_slot(request)
        request.meta[self.DOWNLOAD_SLOT] = key
        slot.active.add(request)
        self.signals.send_catch_log(
            signals.request_reached_downloader, request=request, spider=self.crawler.spider
        )
        turn: Deferred[Any] = Deferred()
        slot.queue.append((request, turn))
        self._process_queue(slot)
        try:
            if not turn.called:
                await maybe_deferred_to_future(turn)
            return await self._download(slot, request)
        finally:
            slot.active.remove(request)

    def _process_queue(self, slot: Slot) -> None:
        """Lets those go whose turn it is: as many as may be under way, after the host's delay."""
        if slot.latercall:
            return
        now = monotonic()
        delay = slot.download_delay()
        wait = slot.lastseen + delay - now
        if delay and wait > 0:
            slot.latercall = call_later(wait, self._latercall, slot)
            return
        while slot.queue and slot.free_transfer_slots() > 0:
            request, turn = slot.queue.popleft()
            if turn.called:  # it gave up
                continue
            slot.lastseen = now
            slot.transferring.add(request)
            turn.callback(None)  # type: ignore[arg-type]
            if delay:
                self._process_queue(slot)
                return


SMALL = 4_096
"""Bytes of a response that is handed on at once."""


class Straight(DownloaderMiddlewareManager):
    """Scrapy's middlewares, without a coroutine around each answer that nobody waits for.

    A response waits for its turn as it came: fifty pages that wait, decompressed, took 4 MB.
    """

    async def _process_request(
        self, request: Request, download_func: Callable[[Request], Coroutine[Any, Any, Response]]
    ) -> Response | Request:
        for method in self.methods["process_request"]:
            assert method is not None
            answer = self._handle_mw_method(method, request=request)
            if answer is not None:
                answer = await ensure_awaitable(answer)
            if answer is not None:
                return _answer(method, answer)
        return await download_func(request)

    async def _process_response(
        self, response: Response | Request, request: Request
    ) -> Response | Request:
        if isinstance(response, Response) and len(response.body) > SMALL:
            await Turns.of_loop().wait()
        for method in self.methods["process_response"]:
            assert method is not None
            if isinstance(response, Request):
                break
            answer = self._handle_mw_method(method, request=request, response=response)
            if not isinstance(answer, (Response, Request)):
                answer = await ensure_awaitable(answer)
            response = _answer(method, answer)
        return response


def _answer(method: Any, answer: Any) -> Response | Request:
    """The answer of a middleware; raises TypeError where it is none."""
    if not isinstance(answer, (Response, Request)):
        raise TypeError(f"{method.__qualname__} gave {type(answer)}, no Response or Request")
    return answer
