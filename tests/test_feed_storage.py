"""Feeds through Scrapy's own FeedExporter: one file for all crawlers, whole or not there."""

import asyncio
import csv
import gzip
import io
import json
import logging
import os
import signal
import subprocess
import sys
import textwrap
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from scrapy import Spider
from scrapy.crawler import Crawler
from scrapy.extensions.feedexport import FeedExporter
from scrapy.settings import Settings
from scrapy.signalmanager import SignalManager
from scrapy.statscollectors import MemoryStatsCollector

from newsbot.errors import BadValue, UnusableFile
from newsbot.export.feed_storage import WRITE_FAULTS, FeedFile, check_feed
from newsbot.items import Article, Block, Image, ListingEntry, Provenance

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)

FEED_SETTINGS = {
    "FEED_EXPORTERS": {
        "jsonlines": "newsbot.export.exporters.JsonLines",
        "jsonl": "newsbot.export.exporters.JsonLines",
        "jl": "newsbot.export.exporters.JsonLines",
        "json": "newsbot.export.exporters.JsonArray",
        "csv": "newsbot.export.exporters.Csv",
        "xml": None,
    },
    "FEED_STORAGES": {
        "": "newsbot.export.feed_storage.FeedStorage",
        "file": "newsbot.export.feed_storage.FeedStorage",
    },
    "FEED_STORE_EMPTY": False,
    "FEED_EXPORT_ENCODING": "utf-8",
}


def article(number: int, site: str = "invented") -> Article:
    return Article(
        id=f"{site}-{number}",
        site=site,
        url=f"https://{site}.example/{number}.html",
        title=f"=第{number}条\u2028“虚构”新闻,",
        published_at=NOW,
        fetched_at=NOW,
        first_seen_at=NOW,
        authors=["张三", "李四"],
        body=[
            Block("paragraph", text="桥上的灯亮了。"),
            Block("image", image=Image(url="https://img.example/1.jpg", alt="灯")),
        ],
        text="桥上的灯亮了。",
        provenance={"title": Provenance(rule="h1", raw=" 第 ")},
        address_keys=["internal"],
    )


ENTRY = ListingEntry(
    url="https://invented.example/1.html",
    site="invented",
    listing_url="https://invented.example/",
    fetched_at=NOW,
)


class Crawl:
    """What FeedExporter needs of a crawler, and the way of a spider through it."""

    def __init__(self, feeds: dict[str, Any], name: str = "invented", **settings: Any) -> None:
        wanted = {**FEED_SETTINGS, "FEEDS": feeds, **settings}
        self.crawler = Crawler(Spider, Settings(wanted))
        self.crawler.stats = MemoryStatsCollector(self.crawler)
        self.crawler.signals = SignalManager(self.crawler)
        self.spider = Spider(name=name)
        self.exporter = FeedExporter.from_crawler(self.crawler)
        self.exporter.open_spider(self.spider)

    def scrape(self, *items: Any) -> "Crawl":
        for item in items:
            self.exporter.item_scraped(item, self.spider)
        return self

    def close(self) -> "Crawl":
        asyncio.run(self.exporter.close_spider(self.spider))
        return self

    @property
    def faults(self) -> list[str]:
        return list(self.crawler.stats.get_value(WRITE_FAULTS, ()))


def over(path: Path) -> dict[str, Any]:
    """What `-O path` makes of FEEDS."""
    return {str(path): {"format": path.suffix[1:], "overwrite": True}}


def onto(path: Path) -> dict[str, Any]:
    """What `-o path` makes of FEEDS."""
    return {str(path): {"format": path.suffix[1:]}}


def ids(path: Path) -> list[str]:
    if path.suffix == ".json":
        return [read["id"] for read in json.loads(path.read_bytes())]
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return [read["id"] for read in csv.DictReader(file)]
    return [json.loads(line)["id"] for line in path.read_bytes().splitlines()]


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


@pytest.fixture(params=["jsonl", "jl", "json", "csv"])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return tmp_path / f"out.{request.param}"


def test_a_feed_is_written_beside_and_takes_the_old_ones_place(path: Path) -> None:
    path.write_text("old")
    crawl = Crawl(over(path)).scrape(article(1), ENTRY, article(2))
    assert path.read_text() == "old"
    crawl.close()
    assert ids(path) == ["invented-1", "invented-2"]
    assert names(path.parent) == [path.name]
    assert crawl.faults == []
    assert crawl.crawler.stats.get_value("feedexport/success_count/FeedStorage") == 1


def test_two_crawlers_share_one_file_and_the_last_close_renames_it(path: Path) -> None:
    path.write_text("old")
    first, second = (Crawl(over(path), name) for name in ("a", "b"))
    first.scrape(article(1, "a"))
    second.scrape(article(1, "b"))
    first.scrape(article(2, "a")).close()
    assert path.read_text() == "old"
    second.scrape(article(2, "b")).close()
    assert ids(path) == ["a-1", "b-1", "a-2", "b-2"]
    assert names(path.parent) == [path.name]


@pytest.mark.parametrize("last", ["with items", "without"])
def test_a_crawler_without_items_holds_nothing_up_and_loses_nothing(path: Path, last: str) -> None:
    full, empty = Crawl(over(path), "full"), Crawl(over(path), "empty")
    full.scrape(article(1, "full"))
    for crawl in (empty, full) if last == "with items" else (full, empty):
        crawl.close()
    assert ids(path) == ["full-1"]


def test_runs_after_each_other_overwrite(path: Path) -> None:
    for number in (1, 2):
        Crawl(over(path)).scrape(article(number)).close()
    assert ids(path) == ["invented-2"]


@pytest.mark.parametrize("items", [[], [ENTRY]], ids=["nothing", "entries only"])
def test_nothing_new_leaves_yesterdays_file(path: Path, items: list[Any]) -> None:
    path.write_text("old")
    Crawl(over(path)).scrape(*items).close()
    assert path.read_text() == "old"
    assert names(path.parent) == [path.name]


def test_an_empty_file_is_written_where_the_user_asks_for_one(path: Path) -> None:
    path.write_text("old")
    Crawl(over(path), FEED_STORE_EMPTY=True).close()
    assert path.read_text() == ("[\n\n]\n" if path.suffix == ".json" else "")


def test_a_folder_is_made(tmp_path: Path) -> None:
    Crawl({f"{tmp_path}/%(name)s/out.jsonl": {"format": "jsonl"}}).scrape(article(1)).close()
    assert ids(tmp_path / "invented" / "out.jsonl") == ["invented-1"]


def test_a_file_url_is_a_path(tmp_path: Path) -> None:
    target = tmp_path / "with space.jsonl"
    Crawl({target.as_uri(): {"format": "jsonl", "overwrite": True}}).scrape(article(1)).close()
    assert ids(target) == ["invented-1"]


@pytest.mark.parametrize("suffix", ["jsonl", "csv"])
def test_appending_adds_lines_and_no_second_header(tmp_path: Path, suffix: str) -> None:
    target = tmp_path / f"out.{suffix}"
    for number in (1, 2):
        Crawl(onto(target)).scrape(article(number)).close()
    assert ids(target) == ["invented-1", "invented-2"]


def test_appending_to_a_torn_file_begins_a_line(tmp_path: Path, caplog) -> None:
    target = tmp_path / "out.jsonl"
    target.write_bytes(b'{"id":"whole"}\n{"id":"to')
    with caplog.at_level(logging.WARNING):
        Crawl(onto(target)).scrape(article(1)).close()
    lines = target.read_bytes().splitlines()
    assert lines[:2] == [b'{"id":"whole"}', b'{"id":"to']
    assert json.loads(lines[2])["id"] == "invented-1"
    assert "its last line is cut off" in caplog.text


def test_an_array_cannot_be_added_to(tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    check_feed(str(target), "json", append=True)
    Crawl(onto(target)).scrape(article(1)).close()
    assert ids(target) == ["invented-1"]
    before = target.read_bytes()
    with pytest.raises(BadValue, match=r"cannot be added to: use -O, or -o with \.jsonl"):
        check_feed(str(target), "json", append=True)
    assert Crawl(onto(target)).scrape(article(2)).close().faults != []
    assert target.read_bytes() == before


def test_a_path_is_checked_before_the_start(tmp_path: Path) -> None:
    check_feed(str(tmp_path / "new.jsonl"), "jsonl")
    check_feed((tmp_path / "new.jsonl").as_uri(), "jsonl")
    assert names(tmp_path) == []
    with pytest.raises(UnusableFile, match="it is a folder"):
        check_feed(str(tmp_path), "jsonl")


@pytest.mark.parametrize("when", ["at the first write", "at the open", "at the close"])
def test_a_failed_write_is_seen_and_keeps_the_old_file(
    tmp_path: Path, when: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out.jsonl"
    target.write_text("old")
    if when == "at the open":
        target = target / "under-a-file.jsonl"
    elif when == "at the first write":
        monkeypatch.setattr("newsbot.export.targets.BUFFER", 1)
        monkeypatch.setattr("newsbot.export.targets.os.write", disk_full)
    else:
        monkeypatch.setattr("newsbot.export.targets.os.fsync", disk_full)
    crawls = [Crawl(over(target), name) for name in ("a", "b")]
    for crawl in crawls:
        crawl.scrape(article(1), article(2))
    for crawl in crawls:
        crawl.close()
    assert [len(crawl.faults) for crawl in crawls] == [1, 1]
    assert "cannot write" in crawls[0].faults[0]
    assert crawls[1].crawler.stats.get_value("feedexport/failed_count/FeedStorage") == 1
    assert "Traceback" not in caplog.text
    assert names(tmp_path) == ["out.jsonl"]
    assert (tmp_path / "out.jsonl").read_text() == "old"


def disk_full(*_: Any) -> int:
    raise OSError(28, "No space left on device")


def test_items_of_other_classes_are_written_by_their_keys(path: Path) -> None:
    Crawl(over(path)).scrape({"id": "x", "say": "桥\u2028"}).close()
    assert ids(path) == ["x"]


def test_the_users_choice_of_fields_is_kept(path: Path) -> None:
    Crawl(over(path), FEED_EXPORT_FIELDS=["title", "id"]).scrape(article(1)).close()
    assert ids(path) == ["invented-1"]
    text = path.read_text(encoding="utf-8")
    assert "text" not in text
    assert text.index("title" if path.suffix != ".csv" else "title,") < text.index("id")


@pytest.mark.parametrize(("asked", "shown"), [("", False), ("0", False), ("1", True), (True, True)])
def test_provenance_is_written_only_when_asked_for(path: Path, asked: Any, shown: bool) -> None:
    Crawl(over(path), NEWSBOT_PROVENANCE=asked).scrape(article(1)).close()
    text = path.read_text(encoding="utf-8")
    assert ("rule" in text) is shown
    assert "internal" not in text


def test_csv_for_spreadsheets(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    first, second = (Crawl(over(target), FEED_EXPORT_ENCODING="utf-8-sig") for _ in range(2))
    for crawl in (first, second):
        crawl.scrape(article(1))
    for crawl in (first, second):
        crawl.close()
    raw = target.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfschema_version,id,")
    assert raw.count(b"\xef\xbb\xbf") == raw.count(b"schema_version") == 1
    read = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert [row["authors"] for row in read] == ["张三; 李四"] * 2
    assert read[0]["title"] == "'=第1条\n“虚构”新闻,"
    assert read[0]["images"] in ("", "https://img.example/1.jpg")
    assert "body" not in read[0]


def test_a_compressed_feed_takes_one_site(tmp_path: Path) -> None:
    gz = {"format": "jsonl", "overwrite": True, "postprocessing": [
        "scrapy.extensions.postprocessing.GzipPlugin"]}  # fmt: skip
    alone = tmp_path / "alone.jsonl.gz"
    Crawl({str(alone): gz}).scrape(article(1), article(2)).close()
    assert len(gzip.decompress(alone.read_bytes()).splitlines()) == 2
    both = tmp_path / "both.jsonl.gz"
    crawls = [Crawl({str(both): gz}, name).scrape(article(1, name)) for name in ("a", "b")]
    assert [len(crawl.close().faults) for crawl in crawls] == [1, 1]
    assert names(tmp_path) == ["alone.jsonl.gz"]


def test_nothing_is_remembered_of_closed_feeds(path: Path) -> None:
    Crawl(over(path)).scrape(article(1)).close()
    assert os.path.realpath(path) not in FeedFile._by_path


CRAWL = """
    import os, signal, sys
    from scrapy import Spider
    from scrapy.crawler import AsyncCrawlerProcess

    class Numbers(Spider):
        async def start(self):
            for number in range(300):
                if self.name == "b" and number == int(sys.argv[2]):
                    os.kill(os.getpid(), signal.SIGKILL)
                yield {"id": f"{self.name}-{number}"}

    settings = SETTINGS
    settings["FEEDS"] = {sys.argv[1]: {"format": "jsonl", "overwrite": True}}
    settings |= {"LOG_LEVEL": "WARNING", "TELNETCONSOLE_ENABLED": False}
    process = AsyncCrawlerProcess(settings)
    for name in "ab":
        process.crawl(type(name, (Numbers,), {"name": name}))
    process.start()
"""


@pytest.mark.parametrize("killed_at", [150, -1])
def test_a_process_of_two_crawlers_killed_and_run_again(tmp_path: Path, killed_at: int) -> None:
    target = tmp_path / "out.jsonl"
    target.write_text("old")
    script = textwrap.dedent(CRAWL).replace("SETTINGS", repr(FEED_SETTINGS))
    run = subprocess.run(
        [sys.executable, "-c", script, str(target), str(killed_at)],
        capture_output=True,
        check=False,
    )
    if killed_at > 0:
        assert run.returncode == -signal.SIGKILL
        assert target.read_text() == "old"
    else:
        assert (run.returncode, run.stderr) == (0, b"")
        assert sorted(ids(target)) == sorted(f"{s}-{n}" for s in "ab" for n in range(300))
        assert names(tmp_path) == ["out.jsonl"]
