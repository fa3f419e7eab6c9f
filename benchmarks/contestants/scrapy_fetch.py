"""Stock Scrapy, fetching only: `scrapy_fetch.py URLS`. Every page is asked for, none is read."""

import sys
from pathlib import Path

import scrapy
from scrapy.crawler import AsyncCrawlerProcess


class Fetch(scrapy.Spider):
    name = "fetch"

    async def start(self):
        for url in Path(self.urls).read_text().split():
            yield scrapy.Request(url)

    def parse(self, response):
        pass


if __name__ == "__main__":
    process = AsyncCrawlerProcess({"ROBOTSTXT_OBEY": True, "LOG_LEVEL": "INFO"})
    process.crawl(Fetch, urls=sys.argv[1])
    process.start()
