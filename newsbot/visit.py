"""One page of the web, fetched as a crawl would fetch it: guard, robots.txt, bounds, refusals."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from datetime import datetime
from typing import Any

from scrapy import Request, Spider
from scrapy.http import Response
from scrapy.settings import Settings

from newsbot.errors import RunFault
from newsbot.given import allow
from newsbot.policy.outcomes import MEANINGS, Ending
from newsbot.process import Process
from newsbot.rendering.browser import require_browser

WITHOUT: dict[str, dict[str, None]] = {
    "SPIDER_MIDDLEWARES": {
        "newsbot.middlewares.known.SkipKnown": None,
        "newsbot.middlewares.walk.WalkListings": None,
    },
    "EXTENSIONS": {
        "newsbot.extensions.ledger.Ledger": None,
        "newsbot.extensions.observe.Observe": None,
        "newsbot.extensions.departures.Departures": None,
        "newsbot.extensions.progress.Progress": None,
        "newsbot.extensions.disk.WatchDisk": None,
    },
}
"""Parts of a crawl that one page does not need: nothing is kept, so no store is opened."""


class OnePage(Spider):
    """Fetches one address and hands its response to `found`."""

    name = "one_page"

    def __init__(self, url: str, found: Callable[[Response], object], **kwargs: Any) -> None:
        super().__init__(self.name, **kwargs)
        self.url = url
        self.found = found

    async def start(self) -> AsyncIterator[Request]:
        """The one request."""
        yield Request(self.url, callback=self.parse)

    def parse(self, response: Response, **_: Any) -> None:
        """The one response."""
        self.found(response)


def visit(url: str, settings: Settings) -> tuple[bytes, str, str, datetime]:
    """(bytes, address after redirects, Content-Type, when fetched) of a page.

    `url` is one that the user named: it may be private. Raises RunFault where the page was not
    fetched or refuses, with the outcome in words (docs: policy/outcomes); BadValue where it is to
    be drawn and there is no browser.
    """
    if settings.getbool("NEWSBOT_RENDER"):
        require_browser(settings)
    settings = settings.copy()
    settings.set("ITEM_PIPELINES", {}, priority="cmdline")
    keep_nothing(settings)
    allow(settings, [url])
    settings.set("LOG_LEVEL", "ERROR", priority="cmdline")
    responses: list[Response] = []
    process = Process(settings)
    crawler = process.create_crawler(OnePage)
    process.crawl(crawler, url=url, found=responses.append)
    process.start()
    if not responses:
        rows = crawler.stats.get_value("accounting/rows", ()) if crawler.stats else ()
        raise RunFault(f"{url}: {_why(rows)}")
    response = responses[0]
    content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
    return response.body, response.url, content_type, response.meta["fetched_at"]


def keep_nothing(settings: Settings) -> None:
    """Leaves out the parts that a crawl needs to remember what it saw."""
    for name, left_out in WITHOUT.items():
        settings.set(name, {**settings.getdict(name), **left_out}, priority="cmdline")


def _why(rows: tuple[Ending, ...]) -> str:
    if not rows:
        return "interrupted"
    last = rows[-1]
    return f"{last.outcome}: {last.detail or MEANINGS[last.outcome]}"
