"""The store: what it remembers, what two processes do to it, and what it refuses."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future
from datetime import timedelta
from pathlib import Path

import pytest
from disks import limit_files
from invented import NOW, article, url_of
from sqlalchemy import event

from newsbot.errors import DamagedStore, NewerStore, SiteBusy, StoreFault, WriteFault
from newsbot.items import ListingEntry, Sighting
from newsbot.store import open_store
from newsbot.store.texts import TextIndex
from newsbot.store.writer import WAITING


def test_an_article_comes_back_as_it_was_kept(store_url: str) -> None:
    kept = article(1, seen_in=[Sighting("国际", "international", 1, 2)], view_count=7)
    with open_store(store_url) as store:
        run = store.begin_run("s", command="test", now=NOW)
        store.keep(kept, ["/a/1.html"], run)
        store.flush()
    with open_store(store_url) as store:
        assert store.article("id1") == kept
        assert store.known("s", ["/a/1.html", "/a/2.html"]).keys() == {"/a/1.html"}
        assert store.known("other", ["/a/1.html"]) == {}
        assert store.known("s", [], "hash1")["text:hash1"].article_id == "id1"
        assert store.known("other", [], "hash1") == {}
        assert [a.id for a in store.articles()] == ["id1"]


def test_a_key_keeps_the_first_article_it_led_to(store_url: str) -> None:
    with open_store(store_url) as store:
        run = store.begin_run("s", command="test", now=NOW)
        store.keep(article(1), ["/a/1.html"], run)
        store.keep(article(2), ["/a/1.html", "/a/2.html"], run)
        store.flush()
        known = store.known("s", ["/a/1.html", "/a/2.html"])
        assert {key: seen.article_id for key, seen in known.items()} == {
            "/a/1.html": "id1",
            "/a/2.html": "id2",
        }


def test_a_failed_address_is_due_again_later(store_url: str) -> None:
    with open_store(store_url) as store:
        store.failed("s", {"/gone.html": ("http_4xx", NOW)})
        store.flush()
        seen = store.known("s", ["/gone.html"])["/gone.html"]
        assert not seen.is_due(NOW + timedelta(days=6))
        assert seen.is_due(NOW + timedelta(days=8))


def test_a_second_listing_is_noted_without_a_fetch(store_url: str) -> None:
    with open_store(store_url) as store:
        run = store.begin_run("s", command="test", now=NOW)
        first = [Sighting("国际", "international", 1, 2)]
        store.keep(article(1, seen_in=first, view_count=5), ["/a/1.html"], run)
        entry = ListingEntry(
            "https://s.example/zh-hant/a/1.html",
            "s",
            "https://s.example/history",
            NOW + timedelta(hours=1),
            category="历史",
            category_slug="history",
            page=3,
            position=4,
            views_text="1.2万",
        )
        store.listed("s", {"/a/1.html": entry}, {"/a/1.html": "id1"}, ())
        store.flush()
        got = store.article("id1")
        assert got is not None
        assert got.seen_in == [*first, Sighting("历史", "history", 3, 4)]
        assert got.alternates == ["https://s.example/zh-hant/a/1.html"]
        seen = [(count.views, count.origin) for count in store.observations("id1")]
    assert seen == [(5, "article"), (12000, "listing")]


def test_one_crawl_of_a_site_at_a_time(store_url: str) -> None:
    with open_store(store_url) as one, open_store(store_url) as other:
        run = one.begin_run("s", command="test", now=NOW, lease_seconds=60)
        with pytest.raises(SiteBusy, match="s is being crawled on this store already"):
            other.begin_run("s", command="test", now=NOW + timedelta(seconds=59))
        other.begin_run("t", command="test", now=NOW)
        one.end_run(run, NOW + timedelta(seconds=59), "finished", {"new": 3})
        other.begin_run("s", command="test", now=NOW + timedelta(seconds=59))
        assert one.runs("s")[1].record == {"new": 3}


def test_a_killed_run_is_lost_when_its_lease_ends(store_url: str) -> None:
    with open_store(store_url) as store:
        store.begin_run("s", command="test", now=NOW, lease_seconds=60)
        store.begin_run("s", command="test", now=NOW + timedelta(seconds=61))
        assert [run.outcome for run in store.runs("s")] == [None, "lost"]


def test_a_renewed_lease_holds(store_url: str) -> None:
    with open_store(store_url) as store:
        run = store.begin_run("s", command="test", now=NOW, lease_seconds=60)
        store.renew(run, NOW + timedelta(seconds=50))
        store.flush()
        with pytest.raises(SiteBusy):
            store.begin_run("s", command="test", now=NOW + timedelta(seconds=100))


def test_a_newer_store_is_refused(tmp_path: Path) -> None:
    open_store(url_of(tmp_path)).close()
    with sqlite3.connect(tmp_path / "newsbot.db") as plain:
        plain.execute("UPDATE about SET value = '999' WHERE name = 'schema_version'")
    plain.close()
    with pytest.raises(NewerStore, match="schema 999"):
        open_store(url_of(tmp_path))


def test_a_file_that_is_no_store_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "newsbot.db").write_bytes(b"not a database at all" * 100)
    with pytest.raises(DamagedStore):
        open_store(url_of(tmp_path))
    assert (tmp_path / "newsbot.db").read_bytes() == b"not a database at all" * 100


@pytest.mark.parametrize("url", ["nosuch://x", "", "newsbot.db", "sqlite:////proc/nosuch/x.db"])
def test_an_address_that_is_no_store_says_what_one_is(url: str) -> None:
    with pytest.raises(StoreFault):
        open_store(url)


KILLED = """
import sys
from newsbot.store import open_store
from newsbot.store.texts import TextIndex
sys.path.insert(0, sys.argv[2])
from invented import NOW, article
store = open_store(sys.argv[1])
run = store.begin_run("s", command="test", now=NOW)
for number in range(100_000):
    store.keep(article(number), [f"/a/{number}.html"], run)
    if number % 50 == 49:
        store.flush()
        print(number + 1, flush=True)
"""


def test_what_was_acknowledged_survives_kill_9(store_url: str) -> None:
    words = [sys.executable, "-c", KILLED, store_url, str(Path(__file__).parent / "sites")]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout
        for _ in range(5):
            acknowledged = int(child.stdout.readline())
        os.kill(child.pid, signal.SIGKILL)
        rest = child.stdout.read().split()
    acknowledged = max([acknowledged, *map(int, rest)])
    with open_store(store_url) as store:
        kept = {found.id for found in store.articles()}
        keys = store.known("s", [f"/a/{n}.html" for n in range(acknowledged)])
    missing = {f"id{n}" for n in range(acknowledged)} - kept
    assert not missing, f"{len(missing)} acknowledged articles are gone"
    assert len(keys) == acknowledged


def test_two_processes_write_one_store(store_url: str) -> None:
    script = (
        KILLED.replace("100_000", "300")
        .replace('"s"', "sys.argv[3]")
        .replace(
            "article(number)", "article(number, id=sys.argv[3] + str(number), site=sys.argv[3])"
        )
    )
    words = [sys.executable, "-c", script, store_url, str(Path(__file__).parent / "sites")]
    children = [subprocess.Popen([*words, site], stdout=subprocess.DEVNULL) for site in "st"]
    assert [child.wait(60) for child in children] == [0, 0]
    with open_store(store_url) as store:
        assert len(list(store.articles())) == 600


def test_a_full_disk_is_a_write_fault_and_the_store_stays_whole(tmp_path: Path) -> None:
    open_store(url_of(tmp_path)).close()
    full = limit_files(size_of(tmp_path / "newsbot.db") + 150_000)
    script = KILLED.replace("print(number + 1, flush=True)", "pass")
    words = [sys.executable, "-c", script, url_of(tmp_path), str(Path(__file__).parent / "sites")]
    done = subprocess.run(
        words, preexec_fn=full, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 1
    assert "WriteFault: cannot write to the store" in done.stderr, done.stderr[-500:]
    with open_store(url_of(tmp_path)) as store:
        numbers = sorted(int(found.id.removeprefix("id")) for found in store.articles())
    assert numbers, "nothing was committed before the disk was full"
    assert numbers == list(range(len(numbers))), "a batch was committed in part"


def test_a_write_fault_is_raised_to_the_writer(store_url: str) -> None:
    with open_store(store_url) as store:
        store.later(lambda connection: connection.exec_driver_sql("INSERT INTO nosuch SELECT 1"))
        with pytest.raises(WriteFault, match="nosuch"):
            store.flush()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_nobody_waits_for_a_writer_that_an_unforeseen_error_ended(store_url: str) -> None:
    with open_store(store_url) as store:
        run = store.begin_run("s", command="test", now=NOW)
        store.keep(article(1), ["/a/1.html"], run)
        store.flush()
        weeks: dict[str, int] = {}
        store.later(lambda connection: weeks["a week"])
        for _ in range(2):  # the first flush waits in the batch that fails, the second comes late
            with pytest.raises(WriteFault, match="broke off: KeyError: 'a week'"):
                within(10, store.flush)
        for number in range(2, 2 * WAITING):
            store.keep(article(number), [f"/a/{number}.html"], run)
    with open_store(store_url) as store:
        assert [found.id for found in store.articles()] == ["id1"], "what was acknowledged stays"


def within(seconds: float, work: Callable[[], None]) -> None:
    """Runs work that a broken writer would never answer; raises what it raises, or TimeoutError."""
    told: Future[None] = Future()

    def run() -> None:
        try:
            work()
        except WriteFault as fault:
            told.set_exception(fault)
        else:
            told.set_result(None)

    threading.Thread(target=run, daemon=True).start()
    told.result(seconds)


def test_a_fault_in_the_memory_of_texts_is_told_like_any_other(store_url: str) -> None:
    """Its statements go past SQLAlchemy; the writer must not die of what they raise."""
    with open_store(store_url) as store:
        store.later(lambda connection: connection.exec_driver_sql("DROP TABLE shelves"))
        store.later(lambda connection: TextIndex(connection).put("id1", 1, [1], b"x", [1]))
        with pytest.raises(WriteFault, match="shelves"):
            store.flush()
    with open_store(store_url) as store:
        assert not store.check(NOW), "the transaction was undone"


def test_the_decision_about_a_listings_page_takes_one_statement(tmp_path: Path) -> None:
    with open_store(url_of(tmp_path)) as store:
        run = store.begin_run("s", command="test", now=NOW)
        page = [f"/a/{number}.html" for number in range(40)]
        for number, key in enumerate(page):
            store.keep(article(number), [key], run)
        store.flush()
        asked: list[str] = []
        event.listen(store.engine, "checkout", lambda raw, *_: raw.set_trace_callback(asked.append))
        assert len(store.known("s", page)) == 40
    assert sum(not sql.startswith("PRAGMA") for sql in asked) == 1, asked


def test_a_known_address_takes_few_bytes(tmp_path: Path) -> None:
    """benchmarks/store.py measures it with 1,000,000."""
    path, count = tmp_path / "newsbot.db", 50_000
    with open_store(url_of(tmp_path)) as store:
        run = store.begin_run("s", command="test", now=NOW)
        store.keep(article(1), ["/first"], run)
        store.flush()
        sizes = [size_of(path)]
        for start in range(0, count, 5_000):
            store.alias("s", [f"/a/{number}.html" for number in range(start, start + 5_000)], "id1")
        store.flush()
        sizes.append(size_of(path))
    assert (sizes[1] - sizes[0]) / count <= 20


def size_of(path: Path) -> int:
    """Of a store's file with its log in it."""
    with sqlite3.connect(path) as plain:
        plain.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    plain.close()
    return path.stat().st_size
