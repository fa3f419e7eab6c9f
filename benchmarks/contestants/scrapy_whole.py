"""Stock Scrapy, the whole job: `scrapy_whole.py OUT.jsonl HOSTS PORT`.

Listings are followed, items are loaded by an ItemLoader and written as JSON lines.
"""

import re
import sys
from datetime import datetime, timedelta, timezone

import scrapy
from itemloaders.processors import Compose, Identity, Join, MapCompose, TakeFirst
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.loader import ItemLoader

CATEGORIES = ("world", "finance", "culture", "sports")
CHINA = timezone(timedelta(hours=8))
HOUSES = (
    {
        "date": "%Y年%m月%d日 %H:%M",
        "links": "article .entry-title a::attr(href)",
        "title": "h1.entry-title::text",
        "published_at": ".my-date::text",
        "category": ".meta-cat a::text",
        "view_count": ".views::text",
        "source": ".single-content > p:last-child::text",
        "authors": ".author::text",
        "text": ".single-content > p:not(:last-child)::text, .single-content > h2::text",
    },
    {
        "date": "%Y-%m-%d %H:%M",
        "links": "a.news-link::attr(href)",
        "title": "h1.main-title::text",
        "published_at": ".date-source .date::text",
        "category": "a.channel::text",
        "view_count": ".read::text",
        "source": ".source::text",
        "authors": ".writer::text",
        "text": "#artibody > p::text, #artibody > p > strong::text",
    },
    {
        "date": "%Y/%m/%d %H:%M",
        "links": "a.news-link::attr(href)",
        "title": ".story__headline::text",
        "published_at": ".story__time::text",
        "category": ".story__section::text",
        "view_count": ".story__views::text",
        "source": ".story__source::text",
        "authors": ".story__author::text",
        "text": ".story__body > p::text, .story__body > h3::text",
    },
    {
        "date": "%Y-%m-%dT%H:%M:%S%z",
        "links": "article .entry-title a::attr(href)",
        "title": "h1::text",
        "published_at": "time.c-time::attr(datetime)",
        "category": ".c-section::text",
        "view_count": ".c-views::text",
        "source": ".c-source::text",
        "authors": ".c-by::text",
        "text": ".c-body > p::text, .c-body > h2::text",
    },
)


def clean(text):
    return re.sub(r"\s+", " ", text).strip()


def moment(text, loader_context):
    found = datetime.strptime(text, loader_context["date"])
    return (found if found.tzinfo else found.replace(tzinfo=CHINA)).isoformat()


def unlabelled(text):
    return re.sub(r"^(?:来源：|來源：|作者：|记者 |記者：|By |Source: )", "", text)


class StoryLoader(ItemLoader):
    default_input_processor = MapCompose(clean)
    default_output_processor = TakeFirst()
    published_at_in = MapCompose(clean, moment)
    view_count_in = MapCompose(lambda text: int(re.sub(r"\D", "", text)))
    source_in = MapCompose(clean, unlabelled)
    authors_in = MapCompose(clean, unlabelled)
    authors_out = Identity()
    text_out = Compose(Join("\n"))


class Whole(scrapy.Spider):
    name = "whole"

    async def start(self):
        for host in range(int(self.hosts)):
            base = f"http://127.0.0.{host + 1}:{self.port}"
            for slug in CATEGORIES:
                url = f"{base}/{slug}/list-1.html"
                yield scrapy.Request(url, cb_kwargs={"house": host % 4}, priority=10)

    def parse(self, response, house):
        for href in response.css("a.next::attr(href)").getall():
            yield response.follow(href, cb_kwargs={"house": house}, priority=10)
        for href in response.css(HOUSES[house]["links"]).getall():
            yield response.follow(href, self.parse_story, cb_kwargs={"house": house})

    def parse_story(self, response, house):
        told = HOUSES[house]
        loader = StoryLoader(item={"url": response.url}, response=response, date=told["date"])
        for field, query in told.items():
            if field not in ("date", "links"):
                loader.add_css(field, query)
        yield loader.load_item()


if __name__ == "__main__":
    out, hosts, port = sys.argv[1:]
    process = AsyncCrawlerProcess(
        {
            "ROBOTSTXT_OBEY": True,
            "LOG_LEVEL": "INFO",
            "FEEDS": {out: {"format": "jsonlines", "encoding": "utf-8", "overwrite": True}},
        }
    )
    process.crawl(Whole, hosts=hosts, port=port)
    process.start()
