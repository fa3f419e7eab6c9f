"""Dress requests to a site as the site's declaration says: headers, referer, cookies, proxy.

Only requests to the site's own domain: what a page of another site would be told by them is none
of its business, a consent cookie least of all.
"""

from __future__ import annotations

from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from newsbot.account import PICTURE, PROBE


class Dress:
    """Adds what `headers`, `referer`, `cookies` and `proxy` of the spider declare."""

    def __init__(self, crawler: Crawler) -> None:
        site: Any = crawler.spider or crawler.spidercls
        self.site = site
        self.proxy = getattr(site, "proxy", "")
        self.headers = dict(getattr(site, "headers", {}))
        if referer := getattr(site, "referer", ""):
            self.headers["Referer"] = referer
        if cookies := getattr(site, "cookies", {}):
            self.headers["Cookie"] = "; ".join(f"{k}={v}" for k, v in cookies.items())
        if not (self.proxy or self.headers):
            raise NotConfigured

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Dress:
        """The middleware of a crawl; raises NotConfigured where the site declares nothing."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """The request in the site's dress; one to another domain without it."""
        if self.proxy:
            request.meta.setdefault("proxy", self.proxy)
        if not self.site.is_of_site(request.url):
            for name, value in self.headers.items():
                if request.headers.get(name) == value.encode() and not (
                    name == "Referer" and PICTURE in request.meta  # as a browser would say
                ):
                    del request.headers[name]
        elif PROBE not in request.meta:
            for name, value in self.headers.items():
                request.headers[name] = value
