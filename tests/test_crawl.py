"""The main job over real HTTP: every article of a site once, every field right."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from newsbot.categories import Categories
from newsbot.settings import ITEM_PIPELINES
from newsbot.store import Chosen, open_store

FAST = ("-s", "DOWNLOAD_DELAY=0")
Serve = Callable[..., Any]


def newsbot(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "newsbot", *words]
    return subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, check=False, timeout=120
    )


def crawl(base_url: str, *words: str, cwd: Path, output: str = "articles.jsonl") -> tuple[Any, Any]:
    """(the finished process, the lines that it wrote) of a crawl of the first site."""
    (cwd / output).unlink(missing_ok=True)
    more = ("-a", f"base_url={base_url}", *FAST, "-O", output, *words)
    done = newsbot("crawl", "daydaynews", *more, cwd=cwd)
    return done, lines_of(cwd / output)


def lines_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_bytes().splitlines()] if path.is_file() else []


def articles_of(server: Any) -> dict[str, int]:
    """What the server was asked for besides listings and probes of policy."""
    return {path: n for path, n in server.page_requests.items() if path.endswith(".html")}


def check(server: Any, lines: list[dict[str, Any]], done: Any, prefix: str | None = None) -> None:
    from newsite import differences

    assert done.returncode == 0, done.stderr[-2000:]
    assert "Traceback" not in done.stderr, done.stderr[-2000:]
    wrong = differences(server.site, lines, prefix)
    assert not wrong, f"{len(wrong)} differences, the first:\n" + "\n".join(wrong[:5])


BREAKS = """
from pathlib import Path
from newsbot.errors import StoreFault


class Breaks:
    def process_item(self, item):
        if not Path("broke").exists():
            Path("broke").touch()
            raise {fault}
        return item
"""


@pytest.mark.parametrize(
    ("fault", "told", "trace"),
    [("KeyError('price')", "bug 1", True), ("StoreFault('it is away')", "StoreFault 1", False)],
)
def test_an_article_that_a_pipeline_could_not_take_is_told_and_read_again(
    fault: str, told: str, trace: bool, serve: Serve, tmp_path: Path
) -> None:
    server = serve("bare")
    (tmp_path / "mine.py").write_text(BREAKS.format(fault=fault), "utf-8")
    mine = json.dumps({**ITEM_PIPELINES, "mine.Breaks": 50})
    done, lines = crawl(server.base_url, "-s", f"ITEM_PIPELINES={mine}", cwd=tmp_path)
    assert f"{told})" in done.stderr, done.stderr[-2000:]
    assert done.stderr.count("Not kept: http") == 1, done.stderr[-2000:]
    assert ("Traceback" in done.stderr) == trace, done.stderr[-2000:]
    again, rest = crawl(server.base_url, "-s", f"ITEM_PIPELINES={mine}", cwd=tmp_path)
    check(server, lines + rest, again)
    assert len(rest) == 1, rest


@pytest.mark.parametrize("markup", ["theme", "bare", "lazy", "hant"])
def test_every_field_of_every_article_is_right(markup: str, serve: Serve, tmp_path: Path) -> None:
    server = serve(markup)
    done, lines = crawl(server.base_url, cwd=tmp_path)
    check(server, lines, done)


@pytest.mark.parametrize("seed", range(20))
def test_a_markup_drawn_at_random(seed: int, serve: Serve, tmp_path: Path) -> None:
    server = serve("random", seed=seed, categories=2, pages=2, entries=4)
    done, lines = crawl(server.base_url, cwd=tmp_path)
    check(server, lines, done)


ODD = {
    "a listing that grows while it is walked": {"oddities": {"growing"}, "pages": 4},
    "view counts that read like a year or a date": {"oddities": {"year_views"}},
    "a gb18030 page": {"oddities": {"gb18030"}},
    "dates only on cards": {"oddities": {"undated"}},
    "one text under two addresses": {"oddities": {"copy"}},
    "pinned entries": {"oddities": {"pinned"}, "pages": 3},
    "an article that robots.txt forbids": {"oddities": {"forbidden"}},
    "no robots.txt": {"oddities": {"no_robots"}},
    "a category that nobody knew of": {"oddities": {"unknown_category"}},
    "a last page that is repeated for ever": {"beyond": "repeat"},
    "an empty page past the last": {"beyond": "empty"},
    "a listing that repeats itself": {"repeats_at": 3, "pages": 5},
}


@pytest.mark.parametrize("markup", ["theme", "bare"])
@pytest.mark.parametrize("name", ODD)
def test_odd_sites(name: str, markup: str, serve: Serve, tmp_path: Path) -> None:
    server = serve(markup, **{"categories": 2, "entries": 4, **ODD[name]})
    done, lines = crawl(server.base_url, cwd=tmp_path)
    check(server, lines, done)


def test_a_second_run_fetches_listings_only(serve: Serve, tmp_path: Path) -> None:
    server = serve("theme", oddities={"missing", "redirect", "shared"})
    crawl(server.base_url, cwd=tmp_path)
    server.reset()
    before = (tmp_path / "articles.jsonl").read_bytes()
    words = ("-a", f"base_url={server.base_url}", *FAST, "-O", "articles.jsonl")
    done = newsbot("crawl", "daydaynews", *words, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert articles_of(server) == {}, "articles were fetched again"
    assert server.listing_requests, "listings are always read again"
    assert "0 new" in done.stderr
    assert "nothing new" in done.stderr
    assert (tmp_path / "articles.jsonl").read_bytes() == before, "yesterday's file was touched"


def test_each_article_is_fetched_once(serve: Serve, tmp_path: Path) -> None:
    server = serve("theme", oddities={"shared", "pinned"}, pages=3)
    crawl(server.base_url, cwd=tmp_path)
    twice = {path: n for path, n in articles_of(server).items() if n > 1}
    assert twice == {}


def test_both_language_prefixes_at_once_give_each_article_once(
    serve: Serve, tmp_path: Path
) -> None:
    server = serve("hant")
    both = f"{server.origin}/zh-hant,{server.origin}/zh-hans"
    done, lines = crawl(both, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    from newsite import truth

    numbers = sorted(line["url"].rpartition("/")[2] for line in lines)
    wanted = sorted(record["path"].rpartition("/")[2] for record in truth(server.site))
    assert numbers == wanted
    lacking = [line["url"] for line in lines if len(line["alternates"]) != 1]
    assert lacking == [], "each article names its twin in the other script"


def test_the_other_prefix_later_gives_nothing_new(serve: Serve, tmp_path: Path) -> None:
    server = serve("hant")
    crawl(f"{server.origin}/zh-hant", cwd=tmp_path)
    done, lines = crawl(f"{server.origin}/zh-hans", cwd=tmp_path)
    assert (done.returncode, lines) == (0, [])
    assert "0 new" in done.stderr


@pytest.mark.parametrize("name", ["international", "国际", "國際"])
def test_a_category_by_slug_or_label(name: str, serve: Serve, tmp_path: Path) -> None:
    server = serve("theme")
    done, lines = crawl(server.base_url, "-c", name, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert {place["category_slug"] for line in lines for place in line["seen_in"]} == {
        "international"
    }


@pytest.mark.parametrize(
    "words",
    [
        ("-c", "international,体育"),
        ("-a", "category=international, sports"),
        ("-a", "category=sports", "-c", "国际"),
    ],
)
def test_several_categories_by_commas(words: list[str], serve: Serve, tmp_path: Path) -> None:
    server = serve("theme")
    done, lines = crawl(server.base_url, *words, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    asked = {"international", "sports"}
    assert {place["category_slug"] for line in lines for place in line["seen_in"]} == asked
    done, _ = crawl(server.base_url, "-a", "category=sports,sprots", cwd=tmp_path)
    assert (done.returncode, "no category 'sprots'" in done.stderr) == (2, True), done.stderr


def test_a_label_may_hold_a_comma() -> None:
    menu = Categories("s", {"arts": "Arts, Culture", "world": "World"})
    assert menu.slugs("Arts, Culture") == ["arts"]
    assert menu.slugs(["World,arts", "world"]) == ["world", "arts"]


def test_the_newest_articles_of_a_first_crawl_stand_as_on_the_listing(
    serve: Serve, tmp_path: Path
) -> None:
    server = serve("theme", pages=3)
    done, lines = crawl(server.base_url, "-c", "international", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    with open_store(f"sqlite:///{tmp_path}/newsbot.db") as store:
        found, before = [], None
        while page := store.newest(Chosen(), before=before, limit=4):
            found += [one.record["seen_in"][0] for one in page]
            before = page[-1].place
    places = [(place["page"], place["position"]) for place in found]
    assert len(places) == len(lines) > 10
    assert places == sorted(places)
    assert {page for page, _ in places} == {1, 2, 3}


def test_pages_and_limit(serve: Serve, tmp_path: Path) -> None:
    server = serve("theme", pages=4)
    done, lines = crawl(server.base_url, "--pages", "2", cwd=tmp_path)
    assert max(place["page"] for line in lines for place in line["seen_in"]) == 2, done.stderr
    server.reset()
    other = ("--store", "sqlite:///other.db")
    done, lines = crawl(server.base_url, "--limit", "5", *other, cwd=tmp_path)
    assert (done.returncode, len(lines)) == (0, 5), done.stderr
    asked = articles_of(server)
    assert sum(asked.values()) <= 7, f"what waited for its turn is let go, got {asked}"
    done, more = crawl(server.base_url, *other, cwd=tmp_path)
    check(server, lines + more, done)
    assert "interrupted" not in done.stderr


def test_an_address_that_the_site_covers(serve: Serve, tmp_path: Path) -> None:
    server = serve("theme", oddities=set())
    from newsite import truth

    path = truth(server.site)[0]["path"]
    words = ("crawl", server.origin + path, "-a", f"base_url={server.base_url}", *FAST)
    done = newsbot(*words, "-O", "one.jsonl", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert [line["url"] for line in lines_of(tmp_path / "one.jsonl")] == [server.origin + path]


def test_a_site_that_is_down_is_a_failure(tmp_path: Path) -> None:
    done, lines = crawl("http://127.0.0.1:9", cwd=tmp_path)
    assert (done.returncode, lines) == (1, [])
    assert "no listing gave an entry" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGHUP])
def test_a_busy_site_is_one_line_and_exit_0(
    serve: Serve, stop: signal.Signals, tmp_path: Path
) -> None:
    server = serve("theme")
    slow = ("-s", "DOWNLOAD_DELAY=2")  # it must not end while the other one starts
    words = ["crawl", "daydaynews", "-a", f"base_url={server.base_url}", *slow]
    command = [sys.executable, "-m", "newsbot", *words]
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True) as first:
        deadline = time.monotonic() + 30
        while not server.listing_requests and time.monotonic() < deadline:
            time.sleep(0.1)
        done = newsbot(*words, cwd=tmp_path)
        first.send_signal(stop)
        _, said = first.communicate(timeout=60)
    assert done.returncode == 0
    assert "daydaynews is being crawled on this store already" in done.stderr
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert first.returncode == 0, "Ctrl-C once ends cleanly, and so does a terminal that is closed"
    assert "interrupted" in said
    assert "Traceback" not in said


def test_provenance_stands_in_lines_when_asked(serve: Serve, tmp_path: Path) -> None:
    server = serve("theme", categories=1, pages=1)
    _, lines = crawl(server.base_url, "--provenance", cwd=tmp_path)
    assert {line["provenance"]["title"]["rule"] for line in lines} == {"h1.entry-title"}
    _, lines = crawl(server.base_url, "--store", "sqlite:///other.db", cwd=tmp_path)
    assert all(line.get("provenance") is None for line in lines)


def test_a_replay_gives_the_same_bytes_each_time(serve: Serve, tmp_path: Path) -> None:
    server = serve("theme")
    crawl(server.base_url, "--record", "crawl.warc.gz", cwd=tmp_path)
    live = {line["id"]: line for line in lines_of(tmp_path / "articles.jsonl")}
    server.reset()
    outputs = []
    for name in ("one.jsonl", "two.jsonl"):
        done, lines = crawl(server.base_url, "--replay", "crawl.warc.gz", cwd=tmp_path, output=name)
        assert done.returncode == 0, done.stderr
        outputs.append((tmp_path / name).read_bytes())
    assert outputs[0] == outputs[1]
    assert {line["id"]: line for line in lines} == live
    assert server.listing_requests == {}, "a replay opens no connection"


def test_a_replay_counts_as_new_what_it_kept_as_new(serve: Serve, tmp_path: Path) -> None:
    server = serve("theme", categories=2, entries=4)
    recorded = ("--record", "crawl.warc.gz", "--store", "sqlite:///live.db")
    crawl(server.base_url, *recorded, cwd=tmp_path)
    # A store whose schedule remembers earlier visits: an article's freshness is no replay's.
    crawl(server.base_url, "-c", "international", "--limit", "1", cwd=tmp_path)
    replayed = ("--replay", "crawl.warc.gz", "--store", "sqlite:///newsbot.db")
    crawl(server.base_url, *replayed, cwd=tmp_path)
    with open_store(f"sqlite:///{tmp_path}/newsbot.db") as store:
        told = store.runs()[0].record
    fresh = {slug: read["new"] for slug, read in told["categories"].items()}
    assert sum(fresh.values()) == told["new"] > 4, fresh
    assert "freshness" not in told


def test_a_replay_that_misses_a_request_fails_and_names_it(serve: Serve, tmp_path: Path) -> None:
    server = serve("theme")
    crawl(server.base_url, "--record", "crawl.warc.gz", "-c", "international", cwd=tmp_path)
    done, _ = crawl(server.base_url, "--replay", "crawl.warc.gz", "-c", "technology", cwd=tmp_path)
    assert done.returncode == 1
    assert f"{server.base_url}/technology?page=1" in done.stderr.splitlines()[-1]
