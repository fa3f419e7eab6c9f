"""Sites that nobody described, crawled over real HTTP by their address or by a few lines."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

FAST = ("-s", "DOWNLOAD_DELAY=0")
Lines = list[dict[str, Any]]
SHAPES = (
    "english big5 table classless next_data cursor jsonp html_in_json offset sitemap sections ads "
    "counted_from_nought hot_among_entries old_tables initial_state undated usual_place"
).split()
MARKUPS = ("theme", "bare", "lazy", "hant")
FIELDS = (
    "title summary published_at published_precision category category_slug view_count source "
    "authors editors language text images related"
).split()
"""What a crawl by address must give as the site's own spider does."""


def newsbot(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "newsbot", *words]
    return subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, check=False, timeout=240
    )


def lines_of(path: Path) -> Lines:
    return [json.loads(line) for line in path.read_bytes().splitlines()] if path.is_file() else []


def target_of(url: str) -> str:
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def row_of(name: str, url: str, declared: str = "") -> str:
    """A row of sites.toml: a name, an address, and up to nine lines more."""
    row = f'[[site]]\nname = "{name}"\nurl = "{url}"\n{declared.strip()}\n'
    assert len(row.splitlines()) <= 12, f"{name} takes more than 12 lines"
    return row


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """All shapes, crawled at once: {"served": by name, "lines": by name, "said": stderr, ...}."""
    from anynews import Served, all_shapes

    folder = tmp_path_factory.mktemp("shapes")
    with ExitStack() as running:
        served = {n: running.enter_context(Served(s)) for n, s in all_shapes().items()}
        rows = [row_of(n, s.origin + s.shape.start, s.shape.declared) for n, s in served.items()]
        (folder / "sites.toml").write_text("\n".join(rows), encoding="utf-8")
        done = newsbot("crawl", *served, *FAST, "-O", "out.jsonl", cwd=folder)
        lines: dict[str, Lines] = {name: [] for name in served}
        for line in lines_of(folder / "out.jsonl"):
            lines[line["site"]].append(line)
        yield {"served": served, "lines": lines, "said": done.stderr, "code": done.returncode}


def test_every_shape_has_a_test(crawled: dict[str, Any]) -> None:
    assert sorted(crawled["served"]) == sorted(SHAPES)
    assert crawled["code"] == 0, crawled["said"][-2000:]
    assert "Traceback" not in crawled["said"], crawled["said"]


@pytest.mark.parametrize("name", SHAPES)
def test_sites_of_every_shape(name: str, crawled: dict[str, Any]) -> None:
    served, lines = crawled["served"][name], crawled["lines"][name]
    got = Counter(target_of(line["url"]) for line in lines)
    wanted = {story.path: story for story in served.shape.stories}
    missing = sorted(wanted.keys() - got.keys())
    stray = sorted(got.keys() - wanted.keys())
    said = "\n".join(line for line in crawled["said"].splitlines() if f"{served.origin}/" in line)
    assert len(missing) <= 0.02 * len(wanted), (
        f"{name}: {len(missing)} missing {missing[:5]} {said}"
    )
    assert len(stray) <= 0.01 * len(wanted), f"{name}: stray pages {stray[:5]}"
    assert max(got.values()) == 1, f"{name}: exported twice: {got.most_common(3)}"
    twice = {path: n for path, n in served.asked.items() if path in wanted and n > 1}
    assert twice == {}, f"{name}: fetched twice"


@pytest.mark.parametrize("name", SHAPES)
def test_their_titles_and_dates_are_right(name: str, crawled: dict[str, Any]) -> None:
    stories = {story.path: story for story in crawled["served"][name].shape.stories}
    wrong = []
    for line in crawled["lines"][name]:
        story = stories.get(target_of(line["url"]))
        day = f"{story.published:%Y-%m-%d}" if story and name != "undated" else ""
        if story and (line["title"], (line["published_at"] or "")[:10]) != (story.title, day):
            wrong.append((story.path, line["title"], line["published_at"], story.title, day))
    assert wrong == [], f"{name}: {len(wrong)} differ, the first: {wrong[0]}"


def test_what_a_feed_and_a_sitemap_say_is_kept(crawled: dict[str, Any]) -> None:
    ways = {name: Counter(line["discovered"]["via"] for line in crawled["lines"][name])
            for name in ("sitemap", "ads", "cursor", "usual_place")}  # fmt: skip
    assert ways["sitemap"].keys() == {"sitemap"}
    assert ways["usual_place"].keys() == {"feed"}
    assert ways["ads"].keys() == ways["cursor"].keys() == {"listing"}


@pytest.fixture(scope="module")
def without_spider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """The first site in its four markups, crawled at once by address: server and lines of each."""
    from newsite import Site, SiteServer

    folder = tmp_path_factory.mktemp("markups")
    with ExitStack() as running:
        sites = {markup: Site(markup, categories=2, entries=5) for markup in MARKUPS}
        servers = {m: running.enter_context(SiteServer(site)) for m, site in sites.items()}
        rows = [row_of(markup, f"{server.base_url}/") for markup, server in servers.items()]
        (folder / "sites.toml").write_text("\n".join(rows), encoding="utf-8")
        done = newsbot("crawl", *MARKUPS, *FAST, "-O", "any.jsonl", cwd=folder)
        assert done.returncode == 0, done.stderr[-2000:]
        lines = lines_of(folder / "any.jsonl")
        yield {m: (servers[m], [line for line in lines if line["site"] == m]) for m in MARKUPS}


@pytest.mark.parametrize("markup", MARKUPS)
def test_the_first_site_without_its_spider(
    markup: str, without_spider: dict[str, Any], tmp_path: Path
) -> None:
    server, lines = without_spider[markup]
    base = ("-a", f"base_url={server.base_url}")
    done = newsbot("crawl", "daydaynews", *base, *FAST, "-O", "spider.jsonl", cwd=tmp_path)
    assert done.returncode == 0, done.stderr[-2000:]
    by_spider = {line["url"]: line for line in lines_of(tmp_path / "spider.jsonl")}
    by_address = {line["url"]: line for line in lines}
    stray = sorted(by_address.keys() - by_spider.keys())
    assert len(stray) <= 0.01 * len(by_spider), f"{markup}: stray pages {stray[:5]}"
    both = by_address.keys() & by_spider.keys()
    missing = sorted(by_spider.keys() - both)
    assert len(both) >= 0.95 * len(by_spider), f"{markup}: {len(missing)} missing {missing[:5]}"
    pairs = [(by_spider[url], by_address[url]) for url in both]
    differ = Counter(f for mine, theirs in pairs for f in FIELDS if mine[f] != theirs[f])
    share = 1 - differ.total() / (len(both) * len(FIELDS))
    assert share >= 0.9, f"{markup}: {share:.1%} of the fields are as the spider's, not {differ}"


def test_an_article_by_its_address(crawled: dict[str, Any], tmp_path: Path) -> None:
    served = crawled["served"]["english"]
    story = served.shape.stories[5]
    done = newsbot("crawl", served.origin + story.path, *FAST, "-O", "one.jsonl", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    lines = lines_of(tmp_path / "one.jsonl")
    told = [(line["title"], line["discovered"]["via"], line["site"]) for line in lines]
    assert told == [(story.title, "url", "127.0.0.1")]
    assert served.asked[story.path] == 2, "once by each crawl"


@pytest.fixture
def in_parts() -> Iterator[Any]:
    from anynews import Served
    from anynews.html_shapes import in_parts as shape

    with Served(shape()) as served:
        yield served


def test_articles_on_several_pages_are_joined(in_parts: Any, tmp_path: Path) -> None:
    told = """
cookies = {consent = "yes", seen = "1"}
referer = "https://portal.example/"
headers = {X-Reader = "a"}
"""
    row = row_of("long_reads", f"{in_parts.origin}/long/", told)
    (tmp_path / "sites.toml").write_text(row, encoding="utf-8")
    done = newsbot("crawl", "long_reads", *FAST, "-O", "out.jsonl", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    lines = {target_of(line["url"]): line for line in lines_of(tmp_path / "out.jsonl")}
    stories = in_parts.shape.stories
    assert lines.keys() == {story.path for story in stories}, "a part is no article of its own"
    for at, story in enumerate(stories):
        line = lines[story.path]
        size = len(story.paragraphs) // 3
        wanted = story.paragraphs[: 2 * size] if at == 4 else story.paragraphs
        assert line["text"].split("\n") == list(wanted), story.path
        assert line["problems"] == (["incomplete"] if at == 4 else []), story.path
    sent = [h for h in in_parts.headers if "Cookie" in h]
    assert {(h["Cookie"], h["Referer"], h["X-Reader"]) for h in sent} == {
        ("consent=yes; seen=1", "https://portal.example/", "a")
    }


def test_a_crawl_by_address_is_recorded_and_replayed(
    crawled: dict[str, Any], tmp_path: Path
) -> None:
    served = crawled["served"]["html_in_json"]
    target = served.origin + served.shape.start
    done = newsbot("record", target, "first", "--limit", "40", *FAST, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    case = tmp_path / "fixtures" / "127.0.0.1" / "first"
    assert len(lines_of(case / "expected.jsonl")) == len(served.shape.stories)
    done = newsbot("replay", "first", cwd=tmp_path)
    assert (done.returncode, "no differences" in done.stdout) == (0, True), done.stdout


def test_first_contact_with_an_address(crawled: dict[str, Any], tmp_path: Path) -> None:
    served = crawled["served"]["sections"]
    done = newsbot("check", f"{served.origin}/", *FAST, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("  title ") == 3, done.stdout
    assert "listing     1 pages" in done.stdout, "one listing is enough for a first look"


def test_categories_go_with_sites_only(tmp_path: Path) -> None:
    done = newsbot("crawl", "http://127.0.0.1:9/", "-c", "world", cwd=tmp_path)
    assert done.returncode == 2
    assert "declares no categories" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_feed_that_another_host_serves(crawled: dict[str, Any], tmp_path: Path) -> None:
    """The articles are where the feed's entries lead; that host must be public or named, too."""
    from anynews import Served, Shape

    served = crawled["served"]["sitemap"]
    stories = served.shape.stories[:6]
    items = "".join(
        f"<item><title>{s.title}</title><link>{served.origin}{s.path}</link></item>"
        for s in stories
    )
    feed = f"<rss><channel><title>x</title>{items}</channel></rss>".encode()
    with Served(Shape("feed", [], lambda *_: (200, "text/xml", feed))) as elsewhere:
        words = ("crawl", f"{elsewhere.origin}/all", *FAST, "-O", "out.jsonl")
        done = newsbot(*words, cwd=tmp_path)
        assert "was not named by the user" in done.stderr
        assert lines_of(tmp_path / "out.jsonl") == []
        named = ("-s", f"NEWSBOT_ALLOWED_ORIGINS={served.origin}", "--refresh")
        done = newsbot(*words, *named, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert len(lines_of(tmp_path / "out.jsonl")) == len(stories)


def test_a_second_crawl_fetches_listings_only(tmp_path: Path) -> None:
    from anynews import Served, all_shapes

    with Served(all_shapes()["sections"]) as served:
        counts = []
        for _ in range(2):
            served.asked.clear()
            done = newsbot("crawl", f"{served.origin}/", *FAST, cwd=tmp_path)
            assert done.returncode == 0, done.stderr
            counts.append({path: n for path, n in served.asked.items() if path.endswith(".html")})
    assert len(counts[0]) == len(served.shape.stories)
    assert counts[1] == {}, "articles were fetched again"
    assert served.asked["/s7/"] == 1, "sections are read again, whatever the front page says"
