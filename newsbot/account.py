"""The account of a crawl: how each requested address ended, and how to end one.

Middlewares end an address with `raise end(crawler, request, "blocked", why)`: the ending is in
the account before the exception leaves, because Scrapy shows exceptions of a middleware's
`process_response` to no other middleware. An `Ended` is an IgnoreRequest, so Scrapy writes no
traceback; here one line is written.
"""

from __future__ import annotations

import logging
from weakref import WeakKeyDictionary

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from newsbot.policy.outcomes import Account, Outcome

logger = logging.getLogger(__name__)

TICKET = "ticket"
CONTINUES = "continues_ticket"
PROBE = "probe"
PICTURE = "picture"
"""Keys of `request.meta`: its ticket; the ticket that a redirect or retry continues; a request
of policy itself (robots.txt, tdmrep.json), which is counted in stats and has no ticket; a request
for a picture, which ends as one, however it ends: it is no page."""

ENDED_UNREAD = "ended_unread"
"""Key of `request.meta`: the answer came, but no callback read it (a refusal, a broken page). A
callback's errback may still be called, and its output must not be taken for that of a page."""

QUIET: frozenset[Outcome] = frozenset(
    {"known", "not_modified", "forbidden", "parked", "trap", "picture", "interrupted"}
)
"""Outcomes that are no news each: they are counted, and logged at debug level only."""

_accounts: WeakKeyDictionary[Crawler, Account] = WeakKeyDictionary()


class Ended(IgnoreRequest):
    """A request that ended here; its outcome is in the account."""

    def __init__(self, outcome: Outcome, detail: str) -> None:
        super().__init__(f"{outcome}: {detail}")
        self.outcome = outcome
        self.detail = detail


def account_of(crawler: Crawler) -> Account:
    """The crawler's account, opened when it is first asked for."""
    return _accounts.setdefault(crawler, Account())


def end(
    crawler: Crawler,
    request: Request,
    outcome: Outcome,
    detail: str,
    *,
    status: int | None = None,
) -> Ended:
    """Ends a request's ticket, logs one line, and gives the exception to raise."""
    detail = one_line(detail)
    if PICTURE in request.meta:
        outcome, detail = "picture", f"{outcome}: {detail}"
    ticket = request.meta.get(TICKET)
    if ticket is not None and account_of(crawler).end(
        ticket, outcome, url=request.url, status=status, detail=detail
    ):
        level = logging.DEBUG if outcome in QUIET else logging.WARNING
        logger.log(level, "%s: %s (%s)", outcome, detail, one_line(request.url))
    return Ended(outcome, detail)


def end_page(crawler: Crawler, response: Response, outcome: Outcome, detail: str) -> Ended:
    """The same for a request whose response has come."""
    assert response.request is not None
    response.meta[ENDED_UNREAD] = True
    return end(crawler, response.request, outcome, detail, status=response.status)


def continue_ticket(request: Request, new: Request) -> Request:
    """Hands a request's ticket to its redirect or retry."""
    if TICKET in request.meta:
        new.meta[CONTINUES] = request.meta[TICKET]
        new.meta.pop(TICKET, None)
    return new


def one_line(text: str) -> str:
    """Text of others, safe in a log: control characters shown as escapes, at most 300 long."""
    return "".join(
        c if c.isprintable() else c.encode("unicode_escape").decode() for c in text[:300]
    )
