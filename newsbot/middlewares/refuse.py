"""Refuse pages that refuse: named, counted, and never handed to the spider."""

from __future__ import annotations

import logging
from datetime import UTC, datetime

from scrapy.crawler import Crawler
from scrapy.http import Response

from newsbot.account import Ended, end_page
from newsbot.errors import PageFault
from newsbot.hosts import Hosts
from newsbot.page.document import DOCUMENT, Document
from newsbot.page.refusals import classify

logger = logging.getLogger(__name__)

HOST_WIDE = frozenset({"challenge", "blocked", "icp", "maintenance", "parked", "javascript"})
"""Kinds that speak of the host. A login wall or a missing article speaks of one page."""

MAY_REFUSE = frozenset({401, 402, 403, 429, 451, 503})
"""Error statuses whose page tells whether it is a challenge, a wall or plain absence."""

LISTINGS = ("listing", "home")
"""Kinds of requests whose pages may be empty but for the data in their scripts."""

HTML = (b"text/html", b"application/xhtml", b"text/plain", b"")


class Refuse:
    """Spider middleware, before the callback: classifies each page once."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.hosts = Hosts.of(crawler)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Refuse:
        """The middleware of a crawl."""
        return cls(crawler)

    def process_spider_input(self, response: Response) -> None:
        """Ends a refusal, and a page that cannot be read at all."""
        status = response.status
        if not (status < 300 or status in MAY_REFUSE) or not _is_page(response):
            return
        content_type = response.headers.get("Content-Type") or b""
        document = Document(
            response.body, response.url, content_type=content_type.decode("latin-1")
        )
        response.meta[DOCUMENT] = document
        try:
            found = classify(document, status=status)
        except PageFault as fault:
            raise self._unreadable(response, fault) from fault
        standing = self.hosts.host(response.url).standing
        is_shell = found is not None and found.kind == "javascript"
        if is_shell and response.meta.get("kind") in LISTINGS and status < 300:
            if self.crawler.stats:
                self.crawler.stats.inc_value("listing/empty_frames")
            return  # its state may hold the entries all the same; the listing's reader will say
        if found is None or found.evidence.startswith("HTTP "):
            if status < 300:
                standing.read(article=response.meta.get("kind") == "article")
            return
        if self.crawler.stats:
            self.crawler.stats.inc_value(f"refusal/{found.kind}")
        park = standing.refused(
            found.kind,
            of_host=found.kind in HOST_WIDE,
            now=datetime.now(UTC),
            limits=self.hosts.limits,
        )
        if park:
            self.hosts.park(self.hosts.host(response.url), park)
        detail = f"{found.kind}: {found.evidence}"
        raise end_page(self.crawler, response, "refusal", detail)

    def _unreadable(self, response: Response, fault: PageFault) -> Ended:
        """The ending of a page that no parser gets to see."""
        name = type(fault).__name__
        if self.crawler.stats:
            self.crawler.stats.inc_value(f"failed/{name}")
        return end_page(self.crawler, response, "unreadable", f"{name}: {fault}")


def _is_page(response: Response) -> bool:
    kind = (response.headers.get("Content-Type") or b"").split(b";")[0].strip().lower()
    if not response.body or (kind not in HTML and not kind.startswith(HTML[:2])):
        return False
    return kind.startswith(HTML[:2]) or response.body.lstrip()[:1] == b"<"
