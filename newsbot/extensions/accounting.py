"""Accounting: a row for each address that was asked, and a sum that must be right."""

from __future__ import annotations

import logging
from typing import Any

from scrapy import Request, signals
from scrapy.crawler import Crawler
from twisted.python.failure import Failure

from newsbot.account import CONTINUES, account_of
from newsbot.errors import NewsbotError
from newsbot.policy.outcomes import Ending

logger = logging.getLogger(__name__)

MOST_ROWS = 100_000


class Accounting:
    """Counts outcomes (`outcome/<name>`), hands their rows on, and checks the sum at the end.

    The stats `accounting/asked` and `accounting/difference` are always there; a difference is an
    error of newsbot and makes the run fail. Rows (`Ending`) are kept in the stat
    `accounting/rows` for the run's record, MOST_ROWS at most.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.account = account_of(crawler)
        self.account.on_end = self.ended
        self.rows: list[Ending] = []
        crawler.signals.connect(self.request_dropped, signals.request_dropped)
        crawler.signals.connect(self.item_error, signals.item_error)
        crawler.signals.connect(self.spider_closed, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Accounting:
        """The accounting of a crawl."""
        return cls(crawler)

    def ended(self, ending: Ending) -> None:
        """One address has ended."""
        if len(self.rows) < MOST_ROWS:
            self.rows.append(ending)

    def request_dropped(self, request: Request) -> None:
        """A redirect to an address that was asked for before ends here."""
        ticket = request.meta.get(CONTINUES)
        if ticket is not None:
            self.account.end(
                ticket, "known", url=request.url, detail="redirects to a known address"
            )

    def item_error(self, failure: Failure) -> None:
        """An article that was read broke a pipeline: it is not kept, and read again next time."""
        foreseen = isinstance(failure.value, NewsbotError)
        name = type(failure.value).__name__ if foreseen else "bug"
        self.crawler.stats.inc_value(f"broken/{name}")

    def spider_closed(self, reason: str) -> None:
        """The sum."""
        difference = self.account.close(interrupted=reason != "finished")
        stats: Any = self.crawler.stats
        for outcome, count in self.account.counts.items():
            stats.set_value(f"outcome/{outcome}", count)
        stats.set_value("accounting/asked", self.account.asked)
        stats.set_value("accounting/difference", difference)
        stats.set_value("accounting/rows", self.rows)
        if difference:
            logger.error("accounting: %d addresses have no outcome", difference)
