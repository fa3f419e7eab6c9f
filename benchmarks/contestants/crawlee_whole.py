"""crawlee's ParselCrawler, the whole job, the same selectors: `crawlee_whole.py OUT HOSTS PORT`.

Items are written to a file: crawlee's own dataset, a file for each item, costs more than its crawl.
"""

import asyncio
import json
import sys
from datetime import datetime
from pathlib import Path
from urllib.parse import urljoin

from crawlee import ConcurrencySettings, Request
from crawlee.configuration import Configuration
from crawlee.crawlers import ParselCrawler
from crawlee.storage_clients import MemoryStorageClient
from scrapy_whole import CATEGORIES, CHINA, HOUSES, clean, unlabelled


def read(selector, told):
    def first(field):
        return clean(selector.css(told[field]).get() or "")

    moment = datetime.strptime(first("published_at"), told["date"])
    return {
        "title": first("title"),
        "published_at": (moment if moment.tzinfo else moment.replace(tzinfo=CHINA)).isoformat(),
        "category": first("category"),
        "view_count": int("".join(filter(str.isdigit, first("view_count")))),
        "source": unlabelled(first("source")),
        "authors": [unlabelled(first("authors"))],
        "text": "\n".join(map(clean, selector.css(told["text"]).getall())),
    }


async def main(out, hosts, port):
    lines = []
    crawler = ParselCrawler(
        configuration=Configuration(log_level="WARNING"),
        storage_client=MemoryStorageClient(),
        concurrency_settings=ConcurrencySettings(desired_concurrency=16, max_concurrency=16),
        respect_robots_txt_file=True,
    )

    @crawler.router.default_handler
    async def handle(context):
        house = context.request.user_data["house"]
        told, url = HOUSES[int(house)], context.request.url
        if "/list-" not in url:
            item = {"url": url, **read(context.selector, told)}
            lines.append(json.dumps(item, ensure_ascii=False))
            return
        found = [urljoin(url, href) for href in context.selector.css(told["links"]).getall()]
        found += [urljoin(url, h) for h in context.selector.css("a.next::attr(href)").getall()]
        await context.add_requests(
            [Request.from_url(link, user_data={"house": house}) for link in found]
        )

    await crawler.run(
        [
            Request.from_url(
                f"http://127.0.0.{host + 1}:{port}/{slug}/list-1.html",
                user_data={"house": host % 4},
            )
            for host in range(int(hosts))
            for slug in CATEGORIES
        ]
    )
    Path(out).write_text("\n".join(lines))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
