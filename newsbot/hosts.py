"""What a crawl knows of each host: its robots.txt, its pace, and whether it is parked."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, ClassVar
from weakref import WeakKeyDictionary

from scrapy.crawler import Crawler
from scrapy.http import Response

from newsbot.account import end
from newsbot.network.addresses import origin_of
from newsbot.page.document import Document
from newsbot.policy import rate, rights
from newsbot.policy.robots import Access, Robots
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
    standing: rate.Standing = field(default_factory=rate.Standing)

    @property
    def slot(self) -> str:
        """Scrapy's name of its queue: the host, with the port where it is not the usual one."""
        name = self.origin.partition("://")[2]
        for port in DEFAULT_PORTS:
            name = name.removesuffix(port)
        return name.strip("[]") if name.endswith("]") else name


class Hosts:
    """The hosts of one crawl, by origin."""

    _by_crawler: ClassVar[WeakKeyDictionary[Crawler, Hosts]] = WeakKeyDictionary()

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        self.crawler = crawler
        self.replaying = bool(settings["NEWSBOT_REPLAY"])
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
        asked = host.robots.crawl_delay(self.crawler.settings["ROBOTSTXT_USER_AGENT"] or "newsbot")
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

    def rights(
        self, response: Response, document: Document, *, grants: list[rights.Purpose] | None = None
    ) -> dict[str, dict[str, Any]]:
        """The rights of a page, from its host's robots.txt, its headers and its meta tags."""
        host = self.host(response.url)
        meta = [
            (element.get("name") or "", element.get("content") or "")
            for element in document.root.iter("meta")
            if element.get("name")
        ]
        return rights.evaluate(
            robots=host.robots,
            headers={
                name.decode("latin-1"): [value.decode("latin-1") for value in values]
                for name, values in response.headers.items()
            },
            meta=meta,
            tdmrep=host.tdmrep,
            url=response.url,
            at=response.meta["fetched_at"],
            agent=self.crawler.settings["ROBOTSTXT_USER_AGENT"] or "newsbot",
            grants=grants or (),
        )


def _says(reason: str) -> str:
    return reason if reason.startswith("asks") else f"had {reason}"
