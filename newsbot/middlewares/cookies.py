"""Cookies: Scrapy's, imported only where they are wanted.

They bring a library of domain suffixes along, and with it an HTTP client: a tenth of a second at
the start of each process, though COOKIES_ENABLED is off unless somebody turns it on.
"""

from __future__ import annotations

from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured


class Cookies:
    """Gives way to Scrapy's middleware."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> object:
        """Scrapy's middleware; raises NotConfigured where cookies are off."""
        if not crawler.settings.getbool("COOKIES_ENABLED"):
            raise NotConfigured
        from scrapy.downloadermiddlewares.cookies import CookiesMiddleware

        return CookiesMiddleware.from_crawler(crawler)
