"""Keep the pace of each host: its own queue, its own delay, and nothing once it is parked."""

from __future__ import annotations

from scrapy import Request
from scrapy.crawler import Crawler

from newsbot.account import PROBE, end
from newsbot.hosts import Hosts


class Pace:
    """Ends requests to parked hosts, and puts the others into their host's queue.

    Scrapy leaves a redirected request in the queue of the host that it came from; here every
    request waits in the queue of the host that it goes to.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.hosts = Hosts.of(crawler)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Pace:
        """The middleware of a crawl."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Parked, or into the right queue."""
        host = self.hosts.host(request.url)
        parked = host.standing.parked
        if parked and PROBE not in request.meta:
            raise end(self.crawler, request, "parked", f"{host.origin}: {parked.reason}")
        request.meta["download_slot"] = host.slot
        if self.hosts.has_own_pace(host):
            request.meta["autothrottle_dont_adjust_delay"] = True
