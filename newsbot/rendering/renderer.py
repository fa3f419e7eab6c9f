"""The renderer: a page's HTML as fetched -> the HTML that its scripts make of it.

scrapy-playwright's handler keeps the browser and its pages. A page's own bytes are fetched as
those of any page, before it: so redirects, refusals and files that are no pages never reach the
browser, and one page costs its site one request for it.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any, ClassVar
from weakref import WeakKeyDictionary

from playwright.async_api import Error, Page, Route
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadCancelledError
from scrapy.http import HtmlResponse, Response
from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler

from newsbot.account import PROBE, Ended, end
from newsbot.errors import NotDrawn
from newsbot.middlewares.decompress import TRUNCATED, Decompress
from newsbot.network.limits import BoundedHandler
from newsbot.page.decoding import decode
from newsbot.page.feeds import is_feed
from newsbot.page.sitemaps import is_sitemap
from newsbot.rendering.browser import CONTEXT, launch_options, require_browser
from newsbot.rendering.errands import Errands, Refused, told_headers

RENDERED = "rendered"
"""Flag of a response whose body a browser drew."""

QUIET_SECONDS = 10.0
"""How long a page may go on asking for things after it is there; then it is taken as it is."""

CLOSE_SECONDS = 2.0
PAGES_AT_ONCE = 4

CHANGED = ("Content-Encoding", "Content-Length", "Transfer-Encoding", "ETag", "Last-Modified")
"""Headers that do not speak of the drawn page: its frame may be as it was when its news is not."""


class _Handler(ScrapyPlaywrightDownloadHandler, BoundedHandler):  # type: ignore[misc]
    """scrapy-playwright's, on bounded connections."""


class Renderer:
    """One crawl's browser, started when the first page needs it."""

    _by_crawler: ClassVar[WeakKeyDictionary[Crawler, Renderer]] = WeakKeyDictionary()

    def __init__(self, crawler: Crawler) -> None:
        options = launch_options(require_browser(crawler.settings))
        self.crawler = crawler
        self.seconds = crawler.settings.getfloat("DOWNLOAD_TIMEOUT")
        self.most = crawler.settings.getint("DOWNLOAD_MAXSIZE")
        self.handler = _Handler(crawler)
        self.handler.config.launch_options = options
        self.handler.config.max_pages_per_context = PAGES_AT_ONCE
        self.handler.config.navigation_timeout_ms = 1000 * self.seconds
        self.closed = False

    @classmethod
    def of(cls, crawler: Crawler) -> Renderer:
        """The renderer of a crawl; raises BadValue where there is no browser."""
        found = cls._by_crawler.get(crawler)
        if found is None:
            found = cls._by_crawler[crawler] = cls(crawler)
        return found

    async def close(self) -> None:
        """Ends the browser."""
        if not self.closed:
            self.closed = True
            await self.handler.close()

    async def draw(self, request: Request, response: Response) -> Response:
        """The response as its scripts leave it; as it is, where it is no page.

        Raises NotDrawn, and DownloadCancelledError for what is larger than DOWNLOAD_MAXSIZE.
        """
        text = self._page_text(request, response)
        if text is None:
            return response
        try:
            html = await asyncio.wait_for(self._drawn(request, response.url, text), self.seconds)
        except TimeoutError:
            raise NotDrawn(f"not drawn within {self.seconds:g} s") from None
        except Error as error:
            if self._is_ending():  # Ctrl-C reaches the browser, too
                raise end(self.crawler, request, "interrupted", "the browser has ended") from None
            said = error.message.splitlines()[0] if error.message else "no reason"
            raise NotDrawn(f"the browser failed: {said}") from None
        return self._response(response, html.encode("utf-8", "replace"))

    def _is_ending(self) -> bool:
        engine: Any = self.crawler.engine
        return engine is not None and (engine._slot is None or engine._slot.closing is not None)

    def _response(self, response: Response, body: bytes) -> Response:
        if len(body) > self.most:
            raise DownloadCancelledError(f"drawn page larger than {self.most} bytes")
        headers = response.headers.copy()
        for name in CHANGED:
            headers.pop(name, None)
        headers["Content-Type"] = "text/html; charset=utf-8"
        if self.crawler.stats:
            self.crawler.stats.inc_value("render/pages")
        return HtmlResponse(
            response.url,
            status=response.status,
            headers=headers,
            body=body,
            flags=[*response.flags, RENDERED],
            protocol=response.protocol,
        )

    def _page_text(self, request: Request, response: Response) -> str | None:
        """The text of a page that is to be drawn; None for everything else."""
        content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
        if PROBE in request.meta or response.status != 200 or request.method != "GET":
            return None
        if content_type and "html" not in content_type.lower():
            return None
        try:
            plain = Decompress(self.crawler).process_response(Request(request.url), response)
        except Ended:
            return None  # the crawl's own step will say so
        if TRUNCATED in plain.flags or is_feed(plain.body) or is_sitemap(plain.body):
            return None
        return decode(plain.body, content_type).text

    async def _drawn(self, request: Request, url: str, text: str) -> str:
        """The page's HTML when its scripts have come to rest."""
        errands = _Desk(Errands(self.crawler, self.handler.download_request, request), url, text)
        agent = (request.headers.get("User-Agent") or b"").decode("latin-1")
        ask = Request(
            url,
            meta={
                "playwright": True,
                "playwright_include_page": True,
                "playwright_context_kwargs": {**CONTEXT, "user_agent": agent},
                "playwright_page_goto_kwargs": {"wait_until": "domcontentloaded"},
                "playwright_page_init_callback": errands.open,
            },
        )
        try:
            await self.handler.download_request(ask)
            page: Page = ask.meta["playwright_page"]
            with suppress(Error):  # it never rests
                await page.wait_for_load_state("networkidle", timeout=1000 * QUIET_SECONDS)
            return await page.content()
        finally:
            with suppress(Error, TimeoutError):
                await asyncio.wait_for(_close(ask.meta.get("playwright_page")), CLOSE_SECONDS)


async def _close(page: Page | None) -> None:
    if page is not None and not page.is_closed():
        await page.close()


class _Desk:
    """Answers what one page of the browser asks for."""

    def __init__(self, errands: Errands, url: str, text: str) -> None:
        self.errands = errands
        self.url = url
        self.text = text
        self.given = False

    async def open(self, page: Page, request: Request) -> None:
        """Takes all requests of the page (scrapy-playwright calls this before it is loaded); of
        the routes of a page the last one counts."""
        page.on("popup", _close)
        await page.route("**/*", self.answer)

    async def answer(self, route: Route) -> None:
        """One request: the page itself at first, then its errands."""
        stats: Any = self.errands.crawler.stats
        stats.inc_value("render/asked")
        with suppress(Error):  # the page was closed meanwhile
            if route.request.resource_type == "document":
                await self._give(route)
                return
            try:
                answer = await self.errands.run(route.request)
            except Refused:
                stats.inc_value("render/refused")
                await route.abort("blockedbyclient")
                return
            headers = told_headers(answer)
            await route.fulfill(status=answer.status, headers=headers, body=answer.body)

    async def _give(self, route: Route) -> None:
        """The page itself, once; any other is answered with No Content, which leaves the page
        that is there (an abort would put an error page in its place)."""
        if self.given:
            await route.fulfill(status=204)
            return
        self.given = True
        headers = {"content-type": "text/html; charset=utf-8"}
        await route.fulfill(status=200, headers=headers, body=self.text)
