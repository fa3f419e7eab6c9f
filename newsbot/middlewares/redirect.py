"""Follow redirects, but not in circles, and say where one ended."""

from __future__ import annotations

from typing import Any
from urllib.parse import urldefrag

from scrapy import Request, Spider
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.http import Response

from newsbot.account import continue_ticket, end, one_line

FOLLOWED = frozenset({301, 302, 303, 307, 308})


class FollowRedirects(RedirectMiddleware):
    """Scrapy's redirects with an ending for loops, for too many, and for other schemes.

    Scrapy drops a redirect to an address that was seen without a word; cookies are off, so a
    redirect to an address of the same chain can only go round.
    """

    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Request | Response:
        """The response, or the request to where it leads."""
        if response.status not in FOLLOWED:
            return response
        try:
            result = super().process_response(request, response)
        except ValueError:  # no address at all: no scheme, no host, a port beyond 65535
            result = response
        location = response.headers.get("Location")
        if isinstance(result, Request) or not location:
            return result
        if not self._wanted(request, response):
            where = one_line(location.decode("latin-1"))
            raise end(
                self.crawler, request, "blocked", f"redirect to {where}", status=response.status
            )
        return response

    def _wanted(self, request: Request, response: Response) -> bool:
        """Whether the spider asked for redirect answers as they are."""
        meta = request.meta
        listed: Any = meta.get("handle_httpstatus_list") or getattr(
            self.crawler.spider, "handle_httpstatus_list", ()
        )
        return bool(
            meta.get("dont_redirect")
            or meta.get("handle_httpstatus_all")
            or response.status in listed
        )

    def _redirect(self, redirected: Request, request: Request, reason: Any) -> Request:
        """The next request of the chain; ends a chain that goes round or is too long."""
        passed = [*request.meta.get("redirect_urls", ()), request.url]
        target = urldefrag(redirected.url)[0]
        if any(urldefrag(url)[0] == target for url in passed):
            raise end(self.crawler, request, "redirect_loop", f"back to {redirected.url}")
        ttl = request.meta.get("redirect_ttl", self.max_redirect_times)
        if not ttl or len(passed) > self.max_redirect_times:
            raise end(self.crawler, request, "redirect_loop", f"{len(passed)} redirects")
        new = super()._redirect(redirected, request, reason)
        for key in ("download_slot", "download_latency", "autothrottle_dont_adjust_delay"):
            new.meta.pop(key, None)
        return continue_ticket(request, new)
