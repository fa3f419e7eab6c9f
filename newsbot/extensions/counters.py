"""Counters: Scrapy's statistics, without a look at each call for arguments of former versions."""

from __future__ import annotations

from scrapy.statscollectors import MemoryStatsCollector


class Counters(MemoryStatsCollector):
    """Scrapy wraps each method of its own anew for each crawl, to warn of a `spider` that is no
    longer to be given: with thousands of counts that is a few hundredths of a crawl's CPU."""

    __getattribute__ = object.__getattribute__
