"""Scrapy's downloader, with the number of requests to a host really bounded."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import Any

from scrapy import Request
from scrapy.core.downloader import Downloader, Slot
from scrapy.http import Response
from twisted.internet.defer import Deferred


class BoundedDownloader(Downloader):
    """Counts a request as under way from when it leaves the queue.

    Scrapy 2.19 counts it when its task first runs, which under asyncio is later: with
    DOWNLOAD_DELAY = 0 a whole queue leaves at once, whatever CONCURRENT_REQUESTS_PER_DOMAIN says.
    """

    def _wait_for_download(
        self, slot: Slot, request: Request, queue_dfd: Deferred[Response]
    ) -> Coroutine[Any, Any, None]:
        slot.transferring.add(request)
        return super()._wait_for_download(slot, request, queue_dfd)
