"""Retry what may work later, no sooner than the server asks, and park hosts that keep failing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from random import random

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response

from newsbot.account import PICTURE, PROBE, continue_ticket, end
from newsbot.errors import NotDrawn
from newsbot.hosts import Hosts
from newsbot.middlewares.decompress import TRUNCATED
from newsbot.middlewares.failures import can_retry, failure_of
from newsbot.policy.outcomes import Outcome, of_status
from newsbot.policy.rate import Park, Wait

HOST_FAILS: frozenset[Outcome] = frozenset({"timed_out", "refused", "unreadable"})
"""Failed downloads that speak of the host, not of one page."""


UNDECIDED = 0.1
"""Seconds that a host's queue is held at least after a bad answer."""


class RetryPolitely:
    """Replaces Scrapy's retries: those come within milliseconds and ignore Retry-After."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.hosts = Hosts.of(crawler)
        self.statuses = frozenset(map(int, crawler.settings.getlist("RETRY_HTTP_CODES")))
        self.priority = crawler.settings.getint("RETRY_PRIORITY_ADJUST")
        self.random: Callable[[], float] = random
        crawler.signals.connect(self.downloaded, signals.response_downloaded)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RetryPolitely:
        """The middleware of a crawl."""
        return cls(crawler)

    def downloaded(self, response: Response, request: Request) -> None:
        """Holds the host's queue until it is decided what a bad answer means for it.

        Scrapy takes the next request from the queue before any middleware sees this answer.
        """
        if response.status in self.statuses:
            self.hosts.hold(self.hosts.host(request.url), UNDECIDED)

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """The response, or another request where the status or a cut body calls for it."""
        standing = self.hosts.host(request.url).standing
        truncated = TRUNCATED in response.flags
        if response.status not in self.statuses and not truncated:
            standing.worked()
            return response
        if PROBE in request.meta or request.meta.get("dont_retry"):
            return response
        asked = response.headers.get("Retry-After")
        new = self._again(request, asked.decode("latin-1") if asked else None, truncated=truncated)
        if isinstance(new, Request):
            return new
        if truncated:
            raise end(self.crawler, request, "unreadable", "the compressed body was cut off")
        outcome = of_status(response.status)
        if new:
            raise end(self.crawler, request, outcome, new.reason, status=response.status)
        return response

    def process_exception(self, request: Request, exception: Exception) -> Request | None:
        """Another request where a failed download may work later."""
        outcome, detail = failure_of(exception)
        if outcome not in HOST_FAILS or not detail or request.meta.keys() & {PROBE, PICTURE}:
            return None  # a picture that fails parks no host of articles
        if isinstance(exception, NotDrawn):  # nor does a browser that broke
            return None
        again = can_retry(exception) and not request.meta.get("dont_retry")
        new = self._again(request, None, again=again, timed_out=outcome == "timed_out")
        return new if isinstance(new, Request) else None

    def _again(
        self,
        request: Request,
        asked: str | None,
        *,
        again: bool = True,
        timed_out: bool = False,
        truncated: bool = False,
    ) -> Request | Park | None:
        """The retry, or Park or None where there is none."""
        host = self.hosts.host(request.url)
        times = request.meta.get("retry_times", 0)
        decision = host.standing.failed(
            attempt=times + 1 + timed_out,  # a time-out was slow enough: one retry less
            asked=asked,
            now=datetime.now(UTC),
            random=self.random,
            limits=self.hosts.limits,
            again=again,
        )
        if isinstance(decision, Park):
            self.hosts.park(host, decision)
            return decision
        if not isinstance(decision, Wait):
            return None
        self.hosts.hold(host, decision.seconds)
        new = request.replace(dont_filter=True, priority=request.priority + self.priority)
        new.meta["retry_times"] = times + 1
        if self.crawler.stats:
            self.crawler.stats.inc_value("retry/count")
        return continue_ticket(request, new)
