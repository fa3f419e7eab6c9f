"""Copies in the store: linked across processes, relinked, dropped, and never lost to a kill."""

from __future__ import annotations

import math
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from scrapy.exceptions import NotConfigured
from scrapy.utils.test import get_crawler
from wire import article, keep, story

from newsbot.copies import Copies, Written
from newsbot.dedupe.detector import ask
from newsbot.dedupe.index import MemoryIndex, place, week_of
from newsbot.dedupe.paragraphs import COMMON
from newsbot.dedupe.representative import Member, representative
from newsbot.errors import BadValue, StoreFault
from newsbot.items import Article
from newsbot.memory import explained, minute_of, open_texts, rebuild
from newsbot.pipelines.keep import Keep
from newsbot.pipelines.link import Copy, Link
from newsbot.pipelines.remember import Remember
from newsbot.run import Run
from newsbot.store import Store, open_store, takedown
from newsbot.store.texts import TextIndex

WIRE = Path(__file__).parent / "sites" / "wire.py"


class Crawl:
    """A store with one crawl going on."""

    def __init__(self, url: str) -> None:
        self.store: Store = open_store(url)
        now = datetime.now(UTC)
        self.run = self.store.begin_run("site", command="crawl", now=now, lease_seconds=0)
        self.copies = Copies.of(self.store)

    def keep(self, item: Article, *, flush: bool = True) -> Article:
        told = keep(self.store, self.run, self.copies, item)
        if flush:
            self.store.flush()
        return told

    def links(self) -> dict[str, str | None]:
        self.store.flush()
        return {item.id: item.duplicate_of for item in self.store.articles()}


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'texts.db'}"


@pytest.fixture
def crawl(url: str) -> Iterator[Crawl]:
    found = Crawl(url)
    yield found
    found.store.close()


def in_processes(how: str, url: str, count: int) -> None:
    done = subprocess.run(
        [sys.executable, str(WIRE), how, url, str(count)],
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]


@pytest.mark.parametrize("held", [3, 100], ids=["forgotten", "held in memory"])
def test_a_copy_is_found_in_memory_or_in_the_store(
    crawl: Crawl, held: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsbot.copies.HELD", held)
    asked: list[int] = []
    find = TextIndex.find
    monkeypatch.setattr(
        TextIndex,
        "find",
        lambda index, keys, weeks, but, after=None: (
            asked.extend(weeks) or find(index, keys, weeks, but, after)
        ),
    )
    for number in range(6):
        crawl.keep(article("one", number, after=number))
    asked.clear()
    for number in range(6):
        assert crawl.keep(article("two", number, after=30 + number)).duplicate_of == f"one-{number}"
    week = week_of(minute_of(article("one", 0)))
    assert (week in asked) == (held == 3), "the store is asked for what memory does not hold"


@pytest.mark.parametrize("held", [3, 100], ids=["asked of the store", "counted in memory"])
def test_a_frame_is_told_in_memory_as_in_the_store(
    crawl: Crawl, held: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsbot.copies.HELD", held)
    frame = "本文版权归示例新闻所有，未经授权不得转载。欢迎关注示例新闻公众号，获取更多精彩内容。"
    known = MemoryIndex()
    for number in range(12):
        text = f"{story(50 + number, 1)[1][:40]}\n{frame}"
        one = article("one", 50 + number, text=text, after=number)
        expected = ask(known, one.id, one.title or "", text, minute_of(one), probe=False)
        look = crawl.copies.look(one)
        assert look.verdict == expected, number
        assert bool(look.reading.left_out) == (number >= COMMON), number
        crawl.keep(one)
    assert set(crawl.links().values()) == {None}


def test_a_copy_of_what_was_kept_before_is_found_beside_new_texts(url: str) -> None:
    first = Crawl(url)
    first.keep(article("one", 1))
    first.store.close()
    again = Crawl(url)
    again.keep(article("two", 2))
    assert again.keep(article("two", 1, after=30)).duplicate_of == "one-1"
    again.store.close()


def test_what_another_process_committed_between_two_looks_is_found(crawl: Crawl, url: str) -> None:
    for number in (7, 8):
        crawl.keep(article("one", number))
    other = Crawl(url)
    other.keep(article("two", 1))
    other.store.close()
    assert crawl.copies.look(article("one", 1, after=30)).verdict.matches == ("two-1",)


@pytest.mark.parametrize("flush", [True, False], ids=["committed", "still in the queue"])
def test_a_copy_on_another_site_is_linked(crawl: Crawl, flush: bool) -> None:
    crawl.keep(article("one", 1), flush=flush)
    copy = crawl.keep(article("two", 1, after=30), flush=flush)
    assert copy.duplicate_of == "one-1"
    assert crawl.links() == {"one-1": None, "two-1": "one-1"}


def test_distinct_stories_are_not_linked(crawl: Crawl) -> None:
    for number in range(60):
        crawl.keep(article("one", number), flush=False)
    assert set(crawl.links().values()) == {None}


def test_an_article_is_not_compared_with_its_own_version(crawl: Crawl) -> None:
    crawl.keep(article("one", 1))
    again = article("one", 1, text=story(1)[1] + "\n更正：上文第二段有误。")
    again.version = 2
    assert crawl.keep(again).duplicate_of is None
    assert crawl.links() == {"one-1": None}


def test_a_new_version_that_is_no_copy_any_more_loses_its_link(crawl: Crawl) -> None:
    crawl.keep(article("one", 1))
    crawl.keep(article("two", 1, after=9))
    other = article("two", 1, text=story(2)[1], after=9)
    other.version = 2
    crawl.keep(other)
    assert crawl.links() == {"one-1": None, "two-1": None}


def test_the_earlier_copy_takes_over_and_the_others_are_relinked(crawl: Crawl) -> None:
    crawl.keep(article("late", 1, after=60))
    crawl.keep(article("later", 1, after=90))
    seq = crawl.store.changes()[-1].seq
    assert crawl.keep(article("early", 1, after=5)).duplicate_of is None
    assert crawl.links() == {"late-1": "early-1", "later-1": "early-1", "early-1": None}
    told = {change.article_id: change.op for change in crawl.store.changes(seq)}
    assert told == {"late-1": "relink", "later-1": "relink", "early-1": "upsert"}


def test_overlaps_are_kept_and_named(crawl: Crawl) -> None:
    crawl.keep(article("one", 1))
    crawl.keep(article("one", 2))
    both = article("two", 3, text=story(1)[1] + "\n" + story(2)[1])
    told = crawl.keep(both)
    assert (told.duplicate_of, sorted(told.overlaps)) == (None, ["one-1", "one-2"])
    kept = crawl.store.article("two-3")
    assert kept
    assert sorted(kept.overlaps) == ["one-1", "one-2"]


def test_what_another_process_kept_meanwhile_is_found_when_the_article_is_kept(
    crawl: Crawl, url: str
) -> None:
    other = Crawl(url)
    mine = article("one", 1)
    look = crawl.copies.look(mine)
    assert look.verdict.kind == "new"
    other.keep(article("two", 1, after=30))
    crawl.store.keep(mine, [mine.url], crawl.run)
    crawl.copies.remember(mine)
    assert crawl.links() == {"one-1": None, "two-1": "one-1"}
    other.store.close()


def pipelines(url: str, way: str) -> tuple[Run, Any, Callable[[Article], Article]]:
    """A run, its counts, and what its articles pass."""
    crawler = get_crawler(
        settings_dict={"NEWSBOT_STORE": url, "NEWSBOT_NEAR_DUPLICATES": way, "NEWSBOT_REPLAY": ""}
    )
    run = Run.begin(crawler)
    link, keeping, remember = (part.from_crawler(crawler) for part in (Link, Keep, Remember))

    def passed(item: Article) -> Article:
        return remember.process_item(keeping.process_item(link.process_item(item)))

    return run, crawler.stats, passed


def test_copies_are_dropped_on_request_and_their_addresses_are_known(url: str) -> None:
    run, stats, passed = pipelines(url, "drop")
    passed(article("one", 1))
    copy = article("two", 1, after=5)
    copy.address_keys = ["/1.html"]
    with pytest.raises(Copy, match="repeats one-1"):
        passed(copy)
    run.store.flush()
    assert stats.get_value("article/duplicate") == 1
    assert run.store.known("two", ["/1.html"])["/1.html"].article_id == "one-1"
    assert [item.id for item in run.store.articles()] == ["one-1"]
    run.end("finished", {})


def test_a_known_article_keeps_its_link(url: str) -> None:
    run, _, passed = pipelines(url, "link")
    passed(article("one", 1))
    assert passed(article("two", 1, after=5)).duplicate_of == "one-1"
    run.store.flush()
    assert passed(article("two", 1, after=5)).duplicate_of == "one-1"
    assert passed(article("one", 1)).duplicate_of is None
    run.end("finished", {})


@pytest.mark.parametrize(("told", "error"), [("off", NotConfigured), ("sometimes", BadValue)])
def test_the_setting_is_checked(url: str, told: str, error: type[Exception]) -> None:
    crawler = get_crawler(settings_dict={"NEWSBOT_STORE": url, "NEWSBOT_NEAR_DUPLICATES": told})
    with pytest.raises(error):
        Link.from_crawler(crawler)


def test_200_pairs_by_two_processes_at_once_are_200_links(url: str) -> None:
    in_processes("twice", url, 200)
    with open_store(url) as store:
        found = list(store.articles())
    ids = {item.id for item in found}
    links = {item.id: item.duplicate_of for item in found if item.duplicate_of}
    assert len(found) == 400
    assert len(links) == 200
    for mine, of in links.items():
        assert of in ids
        assert mine != of
        assert mine.partition("-")[2] == of.partition("-")[2]


def test_20_kills_leave_no_article_linked_to_itself_or_to_nothing(url: str) -> None:
    in_processes("kill", url, 20)
    with open_store(url) as store:
        found = {item.id: item for item in store.articles()}
        with store.reading() as connection:
            index = TextIndex(connection)
            assert all(index.holds(name) for name in found), "kept without its text"
    assert found
    for item in found.values():
        for other in filter(None, [item.duplicate_of, *item.overlaps]):
            assert other != item.id
            assert other in found, f"{item.id} points to {other}, which there is not"
            assert found[other].duplicate_of is None


def test_the_memory_is_made_anew_from_the_articles(crawl: Crawl, url: str) -> None:
    crawl.keep(article("one", 1))
    crawl.keep(article("two", 2))
    assert rebuild(crawl.store) == 2
    assert crawl.keep(article("three", 2, after=1)).duplicate_of == "two-2"


def test_another_version_of_the_memory_is_refused(url: str) -> None:
    with open_texts(url) as store, store.writing() as connection:
        connection.exec_driver_sql("UPDATE about SET value = '0' WHERE name = 'texts_version'")
    with pytest.raises(StoreFault, match="--rebuild"):
        open_texts(url)


def test_a_forgotten_article_is_not_repeated_by_anything(crawl: Crawl) -> None:
    crawl.keep(article("one", 1))
    with crawl.store.writing() as connection:
        takedown.forget(connection, crawl.store.secret, ["one-1"], 0)
    assert Crawl(crawl.store.url).keep(article("two", 1)).duplicate_of is None


def test_explaining_names_both_articles(crawl: Crawl) -> None:
    crawl.keep(article("one", 1))
    crawl.keep(article("two", 1))
    told = explained(crawl.store, "one-1", "two-1")
    assert "two-1 after one-1: duplicate" in told
    assert "100%" in told


def member(name: str, **values: Any) -> Member:
    told = {
        "site": name,
        "url": f"https://{name}.example/1",
        "source": None,
        "moment": 5,
        "length": 9,
    }
    return Member(name, **{**told, **values})


@pytest.mark.parametrize(
    ("members", "chosen"),
    [
        ([member("a"), member("b", source="a", moment=1)], "a"),
        ([member("a", moment=9), member("b", moment=3)], "b"),
        ([member("a"), member("b", length=12)], "b"),
        ([member("b"), member("a")], "a"),
        ([member("a", moment=1), member("b", source="C.example"), member("c", moment=7)], "c"),
    ],
    ids=["credited", "earlier", "longer", "id", "credited by host"],
)
def test_the_representative_does_not_depend_on_the_order(
    members: list[Member], chosen: str
) -> None:
    assert representative(members) == chosen
    assert representative(members[::-1]) == chosen


def test_a_week_that_is_opened_again_gives_places_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsbot.copies.HELD", 3)
    written = Written()
    for serial in (1, 2):
        written.note(serial, place(7, serial))
    assert written.first_of(7, 2) == 1
    written.note(3, place(7, 1))  # the week was dropped in between
    assert written.first_of(7, 1) == 3, "only what was written since is there"
    for serial in (4, 5, 6):  # the first ones are forgotten, one after the other
        written.note(serial, place(8, serial))
    assert written.by(place(7, 1)) == math.inf
    assert written.by(place(8, 4)) == 4
    assert len(written.places) == len(written.serials) == 3
