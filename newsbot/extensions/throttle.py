"""Throttle: Scrapy's AutoThrottle, which a delay of 0 turns off."""

from __future__ import annotations

from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.extensions.throttle import AutoThrottle


class Throttle(AutoThrottle):
    """Slows down with the site's answers, from DOWNLOAD_DELAY up."""

    def __init__(self, crawler: Crawler) -> None:
        if not crawler.settings.getfloat("DOWNLOAD_DELAY"):
            raise NotConfigured  # AutoThrottle would start with a delay all the same
        super().__init__(crawler)
