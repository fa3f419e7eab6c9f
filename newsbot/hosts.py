"""What a crawl knows of each host: its robots.txt, its pace, and whether it is parked."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from time import monotonic
from typing import Any, ClassVar
from weakref import WeakKeyDictionary

from scrapy.crawler import Crawler
from scrapy.http import Response

from newsbot.account import end
from newsbot.network.addresses import origin_of
from newsbot.page.document import Document
from newsbot.policy import rate, rights, robots_meta
from newsbot.policy.robots import Access, Robots, token_of
from newsbot.policy.tdmrep import LocationRule

logger = logging.getLogger(__name__)

DEFAULT_PORTS = (":80", ":443")


@dataclass(slots=True, eq=False)
class Host:
    """One origin (scheme, host, port) in one crawl."""

    origin: str
    access: Access | None = None
    robots: Robots = field(default_factory=Robots)
    read_at: float = 0.0
    why: str = ""
    tdmrep: list[LocationRule] = field(default_factory=list)
    mining: asyncio.Task[None] | None = None
    standing: rate.Standing = field(default_factory=rate.Standing)

    @property
    def is_stated(self) -> bool:
        """Whether the host's tdmrep.json is not being fetched: it was read, or there is none."""
        return self.mining is None or self.mining.done()

    async def all_stated(self) -> None:
        """Waits until the host's tdmrep.json was read, where it is being fetched."""
        if self.mining is not None:
            await asyncio.shield(self.mining)

    @property
    def slot(self) -> str:
        """Scrapy's name of its queue: the host, with the port where it is not the usual one."""
        name = self.origin.partition("://")[2]
        for port in DEFAULT_PORTS:
            name = name.removesuffix(port)
        return name.strip("[]") if name.endswith("]") else name


@dataclass(frozen=True, slots=True)
class Statements:
    """What is stated of one page: by its host's files, its headers and its meta tags."""

    host: Host
    url: str
    headers: Mapping[str, list[str]]
    meta: list[tuple[str, str]]
    at: datetime
    agent: str

    @property
    def nofollow(self) -> str:
        """The text that asks not to follow the page's links; "" where nothing does."""
        said = robots_meta.read(
            robots_meta.values(self.headers, "x-robots-tag"), self.meta, agent=self.agent
        )
        return next(iter(said.evidence("nofollow")), "")

    def rights(self, grants: Iterable[rights.Purpose] = ()) -> dict[str, dict[str, Any]]:
        """The decision for each purpose; `grants` are the purposes that the user has leave for."""
        return rights.evaluate(
            robots=self.host.robots,
            headers=self.headers,
            meta=self.meta,
            tdmrep=self.host.tdmrep,
            url=self.url,
            at=self.at,
            agent=self.agent,
            grants=grants,
        )


class Hosts:
    """The hosts of one crawl, by origin."""

    _by_crawler: ClassVar[WeakKeyDictionary[Crawler, Hosts]] = WeakKeyDictionary()

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        self.crawler = crawler
        self.replaying = bool(settings["NEWSBOT_REPLAY"])
        self.agent = token_of(settings["ROBOTSTXT_USER_AGENT"] or "newsbot")
        self.own_delay = settings.getfloat("DOWNLOAD_DELAY")
        self.limits = rate.Limits(
            park_after=settings.getfloat("NEWSBOT_PARK_AFTER", rate.DEFAULT.park_after),
            backoff_base=settings.getfloat("NEWSBOT_BACKOFF", rate.DEFAULT.backoff_base),
            retries=settings.getint("RETRY_TIMES"),
            failures=settings.getint("NEWSBOT_HOST_FAILURES", rate.DEFAULT.failures),
            refusals=settings.getint("NEWSBOT_HOST_REFUSALS", rate.DEFAULT.refusals),
        )
        self._hosts: dict[str, Host] = {}

    @classmethod
    def of(cls, crawler: Crawler) -> Hosts:
        """The hosts of a crawler."""
        found = cls._by_crawler.get(crawler)
        if found is None:
            found = cls._by_crawler[crawler] = cls(crawler)
        return found

    def __iter__(self) -> Iterator[Host]:
        return iter(self._hosts.values())

    def host(self, url: str) -> Host:
        """The host of an address; raises ValueError for an address without one."""
        origin = origin_of(url)
        found = self._hosts.get(origin)
        if found is None:
            found = self._hosts[origin] = Host(origin)
        return found

    def park(self, host: Host, park: rate.Park) -> None:
        """Tells, once and clearly, that nothing more of a host is fetched in this run."""
        host.standing.parked = park
        until = f" until {park.until:%Y-%m-%d %H:%M} UTC" if park.until else ""
        logger.warning("parked %s for this run: it %s%s", host.origin, _says(park.reason), until)
        if self.crawler.stats:
            self.crawler.stats.inc_value("rate/parked_hosts")
        self._empty_queue(host, f"{host.origin}: {park.reason}")

    def slow_down(self, host: Host) -> None:
        """Applies the host's Crawl-delay to Scrapy's queue; parks it where that is too long."""
        asked = host.robots.crawl_delay(self.agent)
        delay = rate.crawl_delay(asked, self.own_delay, limits=self.limits)
        if isinstance(delay, rate.Park):
            self.park(host, delay)
        elif asked and delay > self.own_delay and not self.replaying:
            downloader: Any = self.crawler.engine.downloader
            fixed = {"delay": delay, "jitter": 0.0, "concurrency": 1}
            downloader.per_slot_settings[host.slot] = fixed
            slot = downloader.slots.get(host.slot)
            if slot is not None:
                slot.delay, slot.jitter, slot.concurrency = delay, 0.0, 1

    def _empty_queue(self, host: Host, why: str) -> None:
        """Ends what already waits in Scrapy's queue of a host."""
        engine: Any = self.crawler.engine
        slot = engine.downloader.slots.get(host.slot) if engine else None
        while slot and slot.queue:
            request, waiting = slot.queue.popleft()
            waiting.errback(end(self.crawler, request, "parked", why))

    def has_own_pace(self, host: Host) -> bool:
        """Whether the delay is the site's own wish, which AutoThrottle must not shorten."""
        engine = self.crawler.engine
        return engine is not None and host.slot in engine.downloader.per_slot_settings

    def hold(self, host: Host, seconds: float) -> None:
        """Lets nothing of a host start before `seconds` have passed; others go on."""
        if self.replaying:
            return
        downloader: Any = self.crawler.engine.downloader
        slot = downloader.slots.get(host.slot)
        if slot is not None:
            slot.delay = slot.delay or rate.LEAST_DELAY
            slot.lastseen = max(slot.lastseen, monotonic() + seconds)

    def statements(self, response: Response, document: Document | None) -> Statements:
        """What a page, its headers and its host state of the use that may be made of it."""
        elements = document.root.iter("meta") if document else ()
        meta = [(e.get("name") or "", e.get("content") or "") for e in elements if e.get("name")]
        headers = {
            name.decode("latin-1"): [value.decode("latin-1") for value in values]
            for name, values in response.headers.items()
        }
        at = response.meta.get("fetched_at") or datetime.now(UTC)
        return Statements(self.host(response.url), response.url, headers, meta, at, self.agent)

    def sitemaps(self, url: str) -> list[str]:
        """The sitemaps that the robots.txt of an address's host names; absolute http(s) only.

        Known as soon as anything of that host was fetched.
        """
        found = self.host(url).robots.sitemaps
        return [s for s in found if s.lower().startswith(("http://", "https://"))]


def _says(reason: str) -> str:
    return reason if reason.startswith("asks") else f"had {reason}"
