"""Walks a site through a download handler: `walk.py START HANDLER RECORDING`; prints what came."""

import json
import sys
from typing import ClassVar

import scrapy
from scrapy.crawler import AsyncCrawlerProcess

start, handler, path = sys.argv[1:]
sockets = []


def watch(event, args):
    if event in ("socket.connect", "socket.sendto", "socket.getaddrinfo"):
        sockets.append(str(args))


class Walk(scrapy.Spider):
    name = "walk"
    start_urls: ClassVar = [start]
    seen: ClassVar = []

    def parse(self, response):
        text = response.text if isinstance(response, scrapy.http.TextResponse) else ""
        told = (response.url, response.status, str(response.meta["fetched_at"]), text)
        self.seen.append(told)
        for link in response.css("a[href^='/']"):
            yield response.follow(link, self.parse, errback=self.failed)

    def failed(self, failure):
        self.seen.append((failure.request.url, failure.type.__name__))


process = AsyncCrawlerProcess(
    {
        "DOWNLOAD_HANDLERS": {"http": handler, "https": handler},
        "NEWSBOT_RECORD": path,
        "NEWSBOT_REPLAY": path,
        "ROBOTSTXT_OBEY": True,
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        "LOG_LEVEL": "WARNING",
    }
)
crawler = process.create_crawler(Walk)
process.crawl(crawler)
sys.addaudithook(watch)
process.start()
stats = {k: v for k, v in crawler.stats.get_stats().items() if "replay" in k or "record" in k}
print(json.dumps({"seen": sorted(Walk.seen), "sockets": sockets, "stats": stats}))
