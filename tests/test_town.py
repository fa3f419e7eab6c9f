"""The benchmark's site: the same each time; newsbot reads from its pages what they were made of."""

import importlib.util
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from scrapy.http import HtmlResponse, Request
from scrapy.settings import Settings

from newsbot.items import ListingEntry

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
FETCHED_AT = datetime(2025, 11, 26, 12, 0, tzinfo=UTC)
FIELDS = ("title", "published_at", "category", "view_count", "source", "authors", "text")


@pytest.fixture(scope="module")
def town_of():
    sys.path.insert(0, str(BENCHMARKS))
    try:
        from town.build import Town

        yield Town
    finally:
        sys.path.remove(str(BENCHMARKS))


def spider_of(name):
    path = BENCHMARKS / "contestants" / "sites" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    classes = (c for c in vars(module).values() if isinstance(c, type))
    spider = next(c for c in classes if getattr(c, "name", None) == name)()
    spider.settings = Settings({"NEWSBOT_COMPARE": 0})
    return spider


def test_the_town_is_the_same_each_time(town_of):
    first, second, other = town_of(12), town_of(12), town_of(12, seed=12)
    for host in range(4):
        pages = dict(first.files(host))
        assert pages == dict(second.files(host)), f"host {host}"
        assert pages != dict(other.files(host)), f"host {host}"


@pytest.mark.parametrize("host", range(4))
def test_newsbot_reads_what_the_town_was_made_of(town_of, host):
    from town.pages import house_of

    town, house = town_of(60), house_of(host)
    spider, pages = spider_of(house.name), dict(town.files(host))
    for story in town.stories(host):
        body, url = pages[story.path], town.base_url(host) + story.path
        assert 63_000 <= len(body) <= 104_000, f"{house.name} {story.path}: {len(body)} bytes"
        charset = f"; charset={house.charset}" if house.in_header else ""
        response = HtmlResponse(
            url,
            body=body,
            headers={"Content-Type": f"text/html{charset}"},
            request=Request(url, meta={"fetched_at": FETCHED_AT}),
        )
        entry = ListingEntry(url, spider.name, url, FETCHED_AT)
        (article,) = spider.parse_article(response, entry)
        truth = story.truth(town.base_url(host))
        for field in FIELDS:
            got, expected = getattr(article, field), truth[field]
            got = got.isoformat() if field == "published_at" else got
            assert got == expected, f"{house.name} {field}: expected {expected!r}, got {got!r}"
