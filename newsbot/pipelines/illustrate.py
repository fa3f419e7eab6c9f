"""Illustrate: an article's first picture is fetched, once, and a small copy of it is kept.

Scrapy's ImagesPipeline is not used: it names files after addresses, decodes what it gets without
bounds of its own, and holds back the article for as long as the picture takes.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from dataclasses import replace
from importlib.util import find_spec
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http.request import NO_CALLBACK
from scrapy.settings import BaseSettings

from newsbot.account import PICTURE, Ended, end_page
from newsbot.errors import BadValue, WriteFault
from newsbot.items import Article, Image
from newsbot.network.addresses import origin_of
from newsbot.pictures import MOST_BYTES, BadPicture, Folder, folder_of, shrink
from newsbot.policy.outcomes import of_status
from newsbot.run import Run

logger = logging.getLogger(__name__)

SECONDS = 10.0
"""An article waits no longer for its picture; it is kept without."""

MOST_WAITING = 16
"""Articles that wait at once; further ones are kept without a picture."""

MOST_FAILURES = 5
"""In a row from one host: it is not asked again in this run."""

ACCEPT = "image/avif,image/webp,image/*;q=0.8"
CHOICES = ("off", "thumbnail")
EXPECTED = (Ended, BadPicture)
"""How a picture may fail; anything else is a bug."""


class Illustrate:
    """Gives the first picture of an article its `thumbnail`, the name of a file of our own.

    A picture that cannot be had is counted (`picture/...`) and harms nothing.
    """

    def __init__(self, crawler: Crawler) -> None:
        if pictures(crawler.settings) == "off":
            raise NotConfigured
        self.crawler = crawler
        self.run = Run.of(crawler)
        setting = crawler.settings["NEWSBOT_IMAGES_PATH"] or ""
        self.folder = Folder(folder_of(self.run.store_url, setting))
        self.referer: str = getattr(crawler.spidercls, "referer", "")
        self.waiting = 0
        self.failures: Counter[str] = Counter()
        self.one_at_a_time = asyncio.Lock()  # a decoded picture may take 100 MB

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Illustrate:
        """The pipeline of a crawl; raises NotConfigured where no pictures are wanted."""
        return cls(crawler)

    async def process_item(self, item: Article) -> Article:
        """The article, with the copy of its first picture where that was to be had."""
        lead = item.images[0] if item.images else None
        if lead is None:
            return item
        before = self.run.kept(item.id)
        known = before.images[0] if before and before.images else None
        if known is not None and known.url == lead.url:
            name = known.thumbnail  # it was tried when the article was new
        elif name := self._kept(lead.url) or await self._made(item, lead):
            self.run.store.illustrated(item.id, lead.url, name)
        if name:
            item.images = [replace(lead, thumbnail=name), *item.images[1:]]
        return item

    def _kept(self, url: str) -> str | None:
        """The copy of a picture that another article has."""
        name = self.run.store.thumbnail(url)
        return name if name and self.folder.has(name) else None

    async def _made(self, item: Article, lead: Image) -> str | None:
        host = urlsplit(lead.url).netloc
        if self.waiting >= MOST_WAITING or self.failures[host] >= MOST_FAILURES:
            self._count("left")
            return None
        self.waiting += 1
        task = asyncio.ensure_future(self._fetched(item, lead))
        task.add_done_callback(self._done)
        await asyncio.wait({task}, timeout=SECONDS)
        if not task.done():
            self._count("late")
            return None
        fault = asyncio.CancelledError() if task.cancelled() else task.exception()
        if fault:
            logger.debug("no picture of %s: %s", item.url, fault)
        self.failures[host] = self.failures[host] + 1 if fault else 0
        self._count("failed" if fault else "kept")
        return None if fault else self._written(task.result())

    def _done(self, task: asyncio.Task[bytes]) -> None:
        self.waiting -= 1
        fault = None if task.cancelled() else task.exception()
        if fault and not isinstance(fault, EXPECTED):
            logger.error("a picture failed in an unforeseen way", exc_info=fault)

    async def _fetched(self, item: Article, lead: Image) -> bytes:
        """The small copy of a picture; raises EXPECTED, and whatever else goes wrong: nothing of
        that reaches the article."""
        request = Request(
            lead.url,
            callback=NO_CALLBACK,
            headers={"Accept": ACCEPT, "Referer": self.referer or f"{origin_of(item.url)}/"},
            meta={
                PICTURE: True,
                "guess": True,  # what a recording does not hold was not there
                "dont_retry": True,
                "redirect_ttl": 3,
                "download_timeout": SECONDS,
                "download_maxsize": MOST_BYTES,
            },
        )
        assert self.crawler.engine is not None
        response = await self.crawler.engine.download_async(request)
        end_page(self.crawler, response, of_status(response.status), lead.url)
        if response.status != 200:
            raise BadPicture(f"HTTP {response.status}")
        async with self.one_at_a_time:
            return await asyncio.to_thread(shrink, response.body)

    def _written(self, small: bytes | None) -> str | None:
        if small is None:
            return None
        try:
            return self.folder.keep(small)
        except WriteFault as fault:
            logger.warning("%s", fault)
            self._count("unwritten")
            return None

    def _count(self, name: str) -> None:
        if self.crawler.stats:
            self.crawler.stats.inc_value(f"picture/{name}")


def pictures(settings: BaseSettings) -> str:
    """What is done with pictures; raises BadValue for what is none of CHOICES, or needs Pillow."""
    told: str = settings["NEWSBOT_IMAGES"] or "off"
    if told not in CHOICES:
        raise BadValue(f"NEWSBOT_IMAGES is {told!r}: use one of {', '.join(CHOICES)}")
    if told != "off" and find_spec("PIL") is None:
        raise BadValue("NEWSBOT_IMAGES=thumbnail needs Pillow: pip install 'newsbot[images]'")
    return told
