"""What a page that is being drawn asks for: decided and fetched as the crawl's own requests are.

The crawl's guard, site's dress, robots.txt, proxy and bounds see each request and each redirect;
the bytes come over the crawl's connections, by the addresses that its resolver lets pass.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from inspect import isawaitable
from typing import Any
from urllib.parse import urljoin

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.httpproxy import HttpProxyMiddleware
from scrapy.exceptions import CannotResolveHostError
from scrapy.http import Response

from newsbot.account import QUIET, Ended, one_line
from newsbot.hosts import Hosts
from newsbot.middlewares.decompress import Decompress
from newsbot.middlewares.dress import Dress
from newsbot.middlewares.failures import EXPECTED
from newsbot.middlewares.guard import Guard
from newsbot.middlewares.proxied import GuardProxied
from newsbot.middlewares.robots import ObeyRobots

logger = logging.getLogger(__name__)

Fetch = Callable[[Request], Awaitable[Response]]

WANTED = frozenset({"script", "xhr", "fetch", "stylesheet"})
"""What is fetched for a page (Playwright's resource types); no pictures, media, fonts, frames."""

METHODS = frozenset({"GET", "POST"})
MOST_REQUESTS = 150
MOST_BYTES = 32 * 1024 * 1024
AT_ONCE = 6
SECONDS = 10.0
MOST_REDIRECTS = 5
"""A page's errands: how many, how large together, how many at a time, how long each."""

OWN_HEADERS = ("accept", "content-type", "origin", "referer", "range")
"""What the page's request says that the site is told; also whatever begins with `x-`."""

TOLD_HEADERS = ("content-type",)
"""What of an answer the browser is told; also what begins with `access-control-`."""


class Refused(Exception):
    """An errand that is not run; the message says why."""


class Errands:
    """The errands of one page; `asked` is the crawl's request for it."""

    def __init__(self, crawler: Crawler, fetch: Fetch, asked: Request) -> None:
        self.crawler = crawler
        self.fetch = fetch
        self.asked = asked
        self.count = self.size = 0
        self.slots = asyncio.Semaphore(AT_ONCE)
        engine: Any = crawler.engine
        self.steps = [
            step
            for kind in (Guard, Dress, ObeyRobots, HttpProxyMiddleware, GuardProxied, Decompress)
            for step in engine.downloader.middleware.middlewares
            if isinstance(step, kind)
        ]

    async def run(self, told: Any) -> Response:
        """The answer to what the browser asks (a Playwright request); raises Refused."""
        if told.resource_type not in WANTED or told.method not in METHODS:
            raise Refused(f"{told.method} of a {told.resource_type}")
        self.count += 1
        if self.count > MOST_REQUESTS:
            raise Refused(f"more than {MOST_REQUESTS} requests")
        async with self.slots:
            try:
                return await self._follow(self._request(told))
            except Ended as ended:
                level = logging.DEBUG if ended.outcome in QUIET else logging.WARNING
                url = one_line(told.url)
                logger.log(level, "%s: %s (asked by %s)", ended, url, self.asked.url)
                raise Refused(str(ended)) from None
            except EXPECTED as error:
                raise Refused(f"{type(error).__name__}: {error}") from None

    def _request(self, told: Any) -> Request:
        headers = {
            name: value
            for name, value in told.headers.items()
            if name in OWN_HEADERS or name.startswith("x-")
        }
        for name in ("User-Agent", "Accept-Language"):
            if value := self.asked.headers.get(name):
                headers[name] = value
        return Request(told.url, method=told.method, headers=headers, body=told.post_data_buffer)

    async def _follow(self, request: Request) -> Response:
        for _ in range(MOST_REDIRECTS + 1):
            response = await self._fetched(request)
            location = response.headers.get("Location")
            if not (300 <= response.status < 400 and location):
                return response
            url = urljoin(request.url, location.decode("latin-1"))
            again = response.status in (307, 308)
            request = request.replace(
                url=url,
                method=request.method if again else "GET",
                body=request.body if again else b"",
            )
        raise Refused(f"more than {MOST_REDIRECTS} redirects")

    async def _fetched(self, request: Request) -> Response:
        """One answer, after all that decide on a request of the crawl have let it pass."""
        left = MOST_BYTES - self.size
        if left <= 0:
            raise Refused(f"more than {MOST_BYTES} bytes")
        most = min(left, self.crawler.settings.getint("DOWNLOAD_MAXSIZE"))
        request.meta.update(download_timeout=SECONDS, download_maxsize=most)
        for step in self.steps:
            # no robots.txt is fetched for a script: the page may hold the only place in its
            # host's queue, and would wait for itself
            if isinstance(step, ObeyRobots) and not self._knows_rules(request.url):
                continue
            decided = step.process_request(request)
            if isawaitable(decided):
                await decided
        try:
            response = await self.fetch(request)
        except CannotResolveHostError as error:
            for step in self.steps:
                if isinstance(step, Guard):
                    step.process_exception(request, error)  # says whether the name was refused
            raise
        for step in self.steps:
            if isinstance(step, Decompress):
                response = step.process_response(request, response)
        self.size += len(response.body)
        return response

    def _knows_rules(self, url: str) -> bool:
        return Hosts.of(self.crawler).host(url).access is not None


def told_headers(response: Response) -> dict[str, str]:
    """The headers of an answer that the browser is told."""
    names = {name.decode("latin-1").lower(): name for name in response.headers}
    return {
        name: (response.headers.get(raw) or b"").decode("latin-1")
        for name, raw in names.items()
        if name in TOLD_HEADERS or name.startswith("access-control-")
    }
