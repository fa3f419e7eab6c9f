"""Obey robots.txt: fetched once a host, asked before each request (RFC 9309).

Unlike Scrapy's own: a host whose robots.txt cannot be had (5xx, 429, time-out, closed, redirect
loop) is not crawled in this run; 4xx frees it; at most 5 redirects; its Crawl-delay is kept.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from time import monotonic
from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from newsbot.account import PROBE, Ended, end, one_line
from newsbot.hosts import Host, Hosts
from newsbot.middlewares.failures import EXPECTED, failure_of
from newsbot.policy import robots, tdmrep

logger = logging.getLogger(__name__)

KEPT_SECONDS = 24 * 3600.0
"""RFC 9309 2.4: a cached robots.txt should not be used for more than 24 hours."""

MOST_REDIRECTS = 5
PROBE_SECONDS = 15.0
MOST_BYTES = 4 * 1024 * 1024
PRIORITY = 1_000


class ObeyRobots:
    """Ends what robots.txt forbids, and all of a host whose robots.txt is unreachable."""

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        if not settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured
        self.crawler = crawler
        self.hosts = Hosts.of(crawler)
        self.agent: str = settings["ROBOTSTXT_USER_AGENT"] or settings["USER_AGENT"]
        self.seconds = min(settings.getfloat("DOWNLOAD_TIMEOUT"), PROBE_SECONDS)
        self.with_tdmrep = settings.getbool("NEWSBOT_TDMREP", True)
        self.pending: dict[Host, asyncio.Task[None]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ObeyRobots:
        """The middleware of a crawl."""
        return cls(crawler)

    def process_request(self, request: Request) -> Coroutine[Any, Any, None] | None:
        """Decides at once where the host is known; else after its robots.txt was fetched."""
        if PROBE in request.meta or request.meta.get("dont_obey_robotstxt"):
            return None
        host = self.hosts.host(request.url)
        if host.access is None or monotonic() - host.read_at > KEPT_SECONDS:
            return self._learn_and_decide(host, request)
        self._decide(host, request)
        return None

    async def _learn_and_decide(self, host: Host, request: Request) -> None:
        task = self.pending.get(host)
        if task is None:
            task = self.pending[host] = asyncio.ensure_future(self._learn(host))
            task.add_done_callback(lambda _: self.pending.pop(host, None))
        await asyncio.shield(task)
        parked = host.standing.parked
        if parked:
            raise end(self.crawler, request, "parked", f"{host.origin}: {parked.reason}")
        self._decide(host, request)

    def _decide(self, host: Host, request: Request) -> None:
        if host.access == "unreachable":
            self._count("unreachable")
            if self.crawler.stats:
                self.crawler.stats.set_value("robots/why_unreachable", one_line(host.why))
            raise end(self.crawler, request, "forbidden", f"robots.txt unreachable: {host.why}")
        if host.access == "rules":
            verdict = host.robots.decide(request.url, self.agent)
            if not verdict.allowed:
                self._count("forbidden")
                raise end(self.crawler, request, "forbidden", f"robots.txt: {verdict.evidence}")

    async def _learn(self, host: Host) -> None:
        """Fetches and reads a host's robots.txt, then its tdmrep.json where that is allowed."""
        answer, host.why = await self._probe(f"{host.origin}/robots.txt", "robots")
        host.access = robots.access(answer.status if answer else None)
        host.read_at = monotonic()
        self._count(f"access/{host.access}")
        if host.access == "rules" and answer:
            host.robots = robots.parse(answer.body)
        elif host.access == "unreachable":
            if answer:
                host.why = f"HTTP {answer.status}"
            logger.warning(
                "no crawl of %s in this run: its robots.txt is unreachable (%s)",
                host.origin,
                one_line(host.why),
            )
        self.hosts.slow_down(host)
        self._learn_mining_rules(host)

    def _learn_mining_rules(self, host: Host) -> None:
        url = f"{host.origin}/.well-known/tdmrep.json"
        wanted = self.with_tdmrep and host.access != "unreachable" and not host.standing.parked
        if wanted and host.robots.decide(url, self.agent).allowed:
            host.mining = asyncio.ensure_future(self._read_mining_rules(host, url))

    async def _read_mining_rules(self, host: Host, url: str) -> None:
        answer, _ = await self._probe(url, "tdmrep")
        if answer and answer.status == 200:
            host.tdmrep = tdmrep.parse(answer.body)

    async def _probe(self, url: str, what: str) -> tuple[Response | None, str]:
        """The answer to a probe, or None and why there is none."""
        request = Request(
            url,
            callback=NO_CALLBACK,
            priority=PRIORITY,
            meta={
                PROBE: what,
                "dont_retry": True,
                "redirect_ttl": MOST_REDIRECTS,
                "download_timeout": self.seconds,
                "download_maxsize": MOST_BYTES,
            },
        )
        self._count(f"{what}_requests")
        try:
            assert self.crawler.engine is not None
            return await self.crawler.engine.download_async(request), ""
        except Ended as ended:
            return None, ended.detail
        except EXPECTED as error:
            return None, failure_of(error, request.meta.get("proxy"))[1]

    def _count(self, name: str) -> None:
        if self.crawler.stats:
            self.crawler.stats.inc_value(f"robots/{name}")
