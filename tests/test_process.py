"""One of many crawlers: made for less than Scrapy's own, and the same in all that it does."""

from __future__ import annotations

import argparse
import subprocess
import sys
from typing import Any, ClassVar

import pytest
from scrapy import Spider
from scrapy.commands import ScrapyCommand
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.settings import BaseSettings, Settings
from scrapy.utils.misc import load_object

from newsbot.commandline import project_settings, run_command
from newsbot.errors import BadValue
from newsbot.extensions.counters import Counters
from newsbot.listing import ListingSpider
from newsbot.settings_copy import CopiedSettings

PARTS = ("EXTENSIONS", "DOWNLOADER_MIDDLEWARES", "SPIDER_MIDDLEWARES", "ITEM_PIPELINES")


class Quiet(Spider):
    name = "quiet"


def plain(settings: BaseSettings) -> dict[str, Any]:
    return {
        name: (plain(told.value) if isinstance(told.value, BaseSettings) else told.value)
        for name, told in settings.attributes.items()
    }


def test_a_copy_is_equal_and_neither_sees_what_the_other_sets() -> None:
    first = CopiedSettings.of(Settings({"WORDS": ["a"], "TABLE": {"a": 1}}))
    before, copied = plain(first), first.copy()
    assert plain(copied) == before
    assert first["DOWNLOAD_DELAY"] != 7
    copied.set("DOWNLOAD_DELAY", 7, priority="spider")
    copied["WORDS"].append("b")
    copied["TABLE"]["b"] = 2
    copied["EXTENSIONS_BASE"]["some.Part"] = 1
    copied.freeze()
    assert plain(first) == before
    first.set("DOWNLOAD_DELAY", 8, priority="cmdline")
    assert copied["DOWNLOAD_DELAY"] == 7


def test_a_copy_keeps_priorities() -> None:
    first = CopiedSettings.of(Settings())
    first.set("DOWNLOAD_DELAY", 3, priority="cmdline")
    copied = first.copy()
    copied.set("DOWNLOAD_DELAY", 9, priority="spider")
    assert copied["DOWNLOAD_DELAY"] == 3
    assert copied.getpriority("DOWNLOAD_DELAY") == first.getpriority("DOWNLOAD_DELAY")


@pytest.mark.parametrize("name", PARTS)
def test_parts_are_those_that_scrapy_composes(name: str) -> None:
    settings = project_settings()
    wanted = settings.get_component_priority_dict_with_base(name)
    found = CopiedSettings.of(settings).get_component_priority_dict_with_base(name)
    assert dict(found) == {load_object(path): order for path, order in wanted.items()}


def test_a_site_that_leaves_a_part_out_leaves_it_to_the_others() -> None:
    shared = CopiedSettings.of(project_settings())
    counted = len(shared.get_component_priority_dict_with_base("ITEM_PIPELINES"))
    own = shared.copy()
    own.set("ITEM_PIPELINES", {"newsbot.pipelines.keep.Keep": None}, priority="spider")
    assert not own.get_component_priority_dict_with_base("ITEM_PIPELINES")
    assert len(shared.get_component_priority_dict_with_base("ITEM_PIPELINES")) == counted


def test_a_sites_own_parts_stand_beside_newsbots() -> None:
    class Own(ListingSpider):
        name = "own"
        custom_settings: ClassVar[dict[str, Any]] = {
            "ITEM_PIPELINES": {"mine.Shout": 390, "newsbot.pipelines.link.Link": None}
        }

    before = CopiedSettings.of(project_settings())
    settings = before.copy()
    Own.update_settings(settings)
    wanted = {**before["ITEM_PIPELINES"], "mine.Shout": 390, "newsbot.pipelines.link.Link": None}
    assert dict(settings["ITEM_PIPELINES"]) == wanted
    for name in PARTS[:3]:
        assert dict(settings[name]) == dict(before[name]), name


def test_parts_of_the_command_line_stand_beside_newsbots_and_the_sites() -> None:
    class Own(ListingSpider):
        name = "own"
        custom_settings: ClassVar[dict[str, Any]] = {
            "ITEM_PIPELINES": {"mine.Shout": 390, "newsbot.pipelines.link.Link": 251}
        }

    before = project_settings()
    wanted = {**before["ITEM_PIPELINES"], "mine.Shout": 390, "newsbot.pipelines.link.Link": None}
    given = '{"newsbot.pipelines.link.Link": null, "newsbot.pipelines.count.Count": 1}'
    settings = given_on_the_command_line(f"ITEM_PIPELINES={given}")
    Own.update_settings(settings)
    assert dict(settings["ITEM_PIPELINES"]) == {**wanted, "newsbot.pipelines.count.Count": 1}
    for name in PARTS[:3]:
        assert dict(settings[name]) == dict(before[name]), name


def given_on_the_command_line(*pairs: str) -> Settings:
    """What a command's settings are behind so many `-s`."""

    class Look(ScrapyCommand):
        requires_crawler_process = False

        def short_desc(self) -> str:
            return "looks"

        def run(self, args: list[str], opts: argparse.Namespace) -> None:
            found.append(self.settings)

    found: list[Any] = []
    words = [word for pair in pairs for word in ("-s", pair)]
    run_command("look", Look(), words, CopiedSettings.of(project_settings()))
    return CopiedSettings.of(found[0])


@pytest.mark.parametrize(
    ("pair", "said"),
    [
        ('ITEM_PIPELINES={"newsbot.pipelines.keep.Hold": 9}', "no newsbot.pipelines.keep.Hold"),
        ('EXTENSIONS={"newsbot.no_such.Part": 1}', "there is no newsbot.no_such.Part"),
        ('EXTENSIONS={"Part": 1}', "there is no Part"),
        ('ITEM_PIPELINES={"newsbot.pipelines.keep.Keep": "x"}', "a number or null is wanted"),
        ("SPIDER_MIDDLEWARES=newsbot.pipelines.keep.Keep", "a JSON object is wanted"),
        ("FEEDS={broken", "a JSON object is wanted"),
    ],
)
def test_parts_of_the_command_line_that_make_no_sense_are_refused(pair: str, said: str) -> None:
    with pytest.raises(BadValue, match=said) as refused:
        given_on_the_command_line(pair)
    assert "\n" not in str(refused.value)


def test_a_part_that_does_not_exist_is_no_part() -> None:
    settings = CopiedSettings.of(Settings({"EXTENSIONS": {"newsbot.no_such.Part": 1}}))
    with pytest.raises(ModuleNotFoundError, match="no_such"):
        settings.get_component_priority_dict_with_base("EXTENSIONS")


TWO = """
from newsbot.commandline import project_settings, run_command
from newsbot.errors import BadValue
from newsbot.process import FurtherCrawler, Process
from scrapy import Spider
from scrapy.commands import ScrapyCommand

class Quiet(Spider):
    name = "quiet"
    custom_settings = {"EXTENSIONS": {}, "ITEM_PIPELINES": {}, "COOKIES_ENABLED": True}

process = Process(project_settings())
first, second = process.create_crawler(Quiet), process.create_crawler(Quiet)
assert type(second) is FurtherCrawler is not type(first)
assert process.create_crawler(second) is second
for crawler in (first, second):
    crawler._apply_settings()
    assert crawler.settings.frozen
set_by = [sorted(name for name, value in vars(c).items() if value is not None) for c in
          (first, second)]
assert set_by[0] == set_by[1], set_by
for name in ("stats", "logformatter", "request_fingerprinter", "extensions"):
    assert type(getattr(first, name)) is type(getattr(second, name)), name
kinds = [[type(part) for part in c.extensions.middlewares] for c in (first, second)]
assert kinds[0] == kinds[1] and kinds[0], kinds
assert "tldextract" not in __import__("sys").modules
"""


def test_a_further_crawler_has_what_scrapys_own_has() -> None:
    done = subprocess.run(
        [sys.executable, "-c", TWO], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr


def test_cookies_are_scrapys_where_they_are_on() -> None:
    cookies = load_object("newsbot.middlewares.cookies.Cookies")
    with pytest.raises(NotConfigured):
        cookies.from_crawler(Crawler(Quiet, {"COOKIES_ENABLED": False}))
    made = cookies.from_crawler(Crawler(Quiet, {"COOKIES_ENABLED": True}))
    assert type(made).__module__ == "scrapy.downloadermiddlewares.cookies"


def test_counters_count_as_scrapys() -> None:
    stats = Counters(Crawler(Quiet))
    stats.inc_value("pages", 2)
    stats.inc_value("pages")
    stats.max_value("most", 5)
    stats.set_value("said", "a")
    assert stats.get_stats() == {"pages": 3, "most": 5, "said": "a"}
    assert stats.get_value("lacking", 7) == 7
