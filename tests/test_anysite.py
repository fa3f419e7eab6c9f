"""Sites that nobody described, crawled over real HTTP by their address or by a few lines."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from scrapy.http import HtmlResponse, Request
from scrapy.settings import Settings

from newsbot.anysite import AnySite
from newsbot.errors import BadValue
from newsbot.items import ListingEntry
from newsbot.plan import Plan
from newsbot.store import open_store

FAST = ("-s", "DOWNLOAD_DELAY=0")
Lines = list[dict[str, Any]]
SHAPES = (
    "english big5 table classless next_data cursor jsonp html_in_json offset sitemap sections ads "
    "counted_from_nought hot_among_entries old_tables initial_state undated usual_place "
    "german arabic korean wordpress drupal notices dl_list "
    "months masonry ticker french bare_numbers bitrix counting_button led_on in_states sheets "
    "calls inner_frame groups asked_more asked_first"
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


def crawl(folder: Path, rows: dict[str, str], *options: str) -> dict[str, Any]:
    """All rows crawled at once: {"lines": by name, "said": stderr, "code": exit code, ...}."""
    (folder / "sites.toml").write_text("\n".join(rows.values()), encoding="utf-8")
    done = newsbot("crawl", *rows, *FAST, *options, "-O", "out.jsonl", cwd=folder)
    lines: dict[str, Lines] = {name: [] for name in rows}
    for line in lines_of(folder / "out.jsonl"):
        lines[line["site"]].append(line)
    return {"lines": lines, "said": done.stderr, "code": done.returncode, "folder": folder}


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """All shapes, and the first site in its markups, by address: also {"served", "markups"}."""
    from anynews import Served, all_shapes
    from newsite import Site, SiteServer

    with ExitStack() as running:
        served = {n: running.enter_context(Served(s)) for n, s in all_shapes().items()}
        rows = {n: row_of(n, s.origin + s.shape.start, s.shape.declared) for n, s in served.items()}
        markups = {
            m: running.enter_context(SiteServer(Site(m, seed=n, categories=2, entries=5)))
            for n, m in enumerate(MARKUPS)
        }
        rows |= {m: row_of(m, f"{server.base_url}/") for m, server in markups.items()}
        done = crawl(tmp_path_factory.mktemp("shapes"), rows)
        yield {**done, "served": served, "markups": markups}


def test_every_shape_has_a_test(crawled: dict[str, Any]) -> None:
    assert sorted(crawled["served"]) == sorted(SHAPES)
    assert crawled["code"] == 0, crawled["said"][-2000:]
    assert "Traceback" not in crawled["said"], crawled["said"].partition("Traceback")[2][:3000]


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


def test_each_new_article_counts_for_a_listing_that_showed_it(crawled: dict[str, Any]) -> None:
    """Feeds, sitemaps and front pages, too: the schedule learns from it how often they change."""
    with open_store(f"sqlite:///{crawled['folder']}/newsbot.db", make=False) as store:
        told = {row.site: row.record for row in store.runs(limit=200)}
    assert len(told) > 30
    for site, record in told.items():
        shown = {slug: read["new"] for slug, read in record.get("categories", {}).items()}
        assert sum(shown.values()) >= record.get("new", 0), f"{site}: {shown} of {record['new']}"


def test_what_a_feed_and_a_sitemap_say_is_kept(crawled: dict[str, Any]) -> None:
    ways = {name: Counter(line["discovered"]["via"] for line in crawled["lines"][name])
            for name in ("sitemap", "ads", "cursor", "usual_place")}  # fmt: skip
    assert ways["sitemap"].keys() == {"sitemap"}
    assert ways["usual_place"].keys() == {"feed"}
    assert ways["ads"].keys() == ways["cursor"].keys() == {"listing"}


@pytest.fixture(scope="module")
def by_spider(
    crawled: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, dict[str, Any]]:
    """What the first site's own spider reads of its markups, all at once: address -> line."""
    folder = tmp_path_factory.mktemp("spider")
    bases = ",".join(server.base_url for server in crawled["markups"].values())
    base = ("-a", f"base_url={bases}")
    done = newsbot("crawl", "daydaynews", *base, *FAST, "-O", "out.jsonl", cwd=folder)
    assert done.returncode == 0, done.stderr[-2000:]
    return {line["url"]: line for line in lines_of(folder / "out.jsonl")}


@pytest.mark.parametrize("markup", MARKUPS)
def test_the_first_site_without_its_spider(
    markup: str, crawled: dict[str, Any], by_spider: dict[str, dict[str, Any]]
) -> None:
    origin = crawled["markups"][markup].origin
    mine = {url: line for url, line in by_spider.items() if url.startswith(f"{origin}/")}
    by_address = {line["url"]: line for line in crawled["lines"][markup]}
    stray = sorted(by_address.keys() - mine.keys())
    assert len(mine) >= 8, f"{markup}: the spider reads {len(mine)}"
    assert len(stray) <= 0.01 * len(mine), f"{markup}: stray pages {stray[:5]}"
    both = by_address.keys() & mine.keys()
    missing = sorted(mine.keys() - both)
    assert len(both) >= 0.95 * len(mine), f"{markup}: {len(missing)} missing {missing[:5]}"
    pairs = [(mine[url], by_address[url]) for url in both]
    differ = Counter(f for ours, theirs in pairs for f in FIELDS if ours[f] != theirs[f])
    share = 1 - differ.total() / (len(both) * len(FIELDS))
    assert share >= 0.9, f"{markup}: {share:.1%} of the fields are as the spider's, not {differ}"


def test_an_article_by_its_address(crawled: dict[str, Any], tmp_path: Path) -> None:
    served = crawled["served"]["english"]
    story = served.shape.stories[5]
    done = newsbot("crawl", served.origin + story.path, *FAST, "-O", "one.jsonl", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    lines = lines_of(tmp_path / "one.jsonl")
    told = [(line["title"], line["discovered"]["via"], line["site"]) for line in lines]
    host = urlsplit(served.origin).netloc  # on one address stand many sites
    assert told == [(story.title, "url", host)]
    assert served.asked[story.path] == 2, "once by each crawl"


def test_an_article_by_its_address_that_is_only_data(
    crawled: dict[str, Any], tmp_path: Path
) -> None:
    served = crawled["served"]["in_states"]
    story = served.shape.stories[3]
    done = newsbot("crawl", served.origin + story.path, *FAST, "-O", "one.jsonl", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    lines = lines_of(tmp_path / "one.jsonl")
    assert [(line["title"], line["text"]) for line in lines] == [
        (story.title, "\n".join(story.paragraphs))
    ]


def test_a_site_of_empty_frames_says_what_helps(tmp_path: Path) -> None:
    from anynews import Served, Shape

    frame = (
        '<html><head><title>x</title><script type="module" src="/app.js"></script></head><body>'
        '<div id="app"></div><noscript>You need to enable JavaScript to run this app.</noscript>'
    )
    shape = Shape("frame", [], lambda _, path, *rest: frame if path == "/" else None)
    with Served(shape) as served:
        done = newsbot("crawl", f"{served.origin}/", *FAST, cwd=tmp_path)
    assert done.returncode == 1, done.stderr
    assert "empty frames that scripts fill; -s NEWSBOT_RENDER=1" in done.stderr, done.stderr


@pytest.fixture(scope="module")
def dressed(
    crawled: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Any]]:
    """Sites that need something of their own, all in one run: also {"served": by name}."""
    from anynews import Served, Shape
    from anynews.html_shapes import in_parts
    from anynews.unseen_pages import moved_to, plain
    from certificate import certificate

    folder = tmp_path_factory.mktemp("dressed")
    tls = certificate(folder)[0]
    elsewhere = crawled["served"]["sitemap"]
    items = "".join(
        f"<item><title>{s.title}</title><link>{elsewhere.origin}{s.path}</link></item>"
        for s in elsewhere.shape.stories[:6]
    )
    feed = f"<rss><channel><title>x</title>{items}</channel></rss>".encode()
    with ExitStack() as running:

        def serve(shape: Shape, *how: Any) -> Served:
            return running.enter_context(Served(shape, *how))

        new = serve(plain("moved"), "127.0.0.2")
        served = {
            "long_reads": serve(in_parts()),
            "moved": serve(moved_to(f"{new.origin}/news")),
            "new": new,
            "proxy": serve(plain("proxied"), "127.0.0.3"),
            "trusting": serve(plain("trusting"), "127.0.0.1", tls),
            "careful": serve(plain("careful"), "127.0.0.1", tls),
            "feed": serve(Shape("feed", [], lambda *_: (200, "text/xml", feed))),
        }
        beyond = "http://127.0.0.9:9"  # nobody listens there: only the proxy answers for it
        told_of = {
            "long_reads": (f"{served['long_reads'].origin}/long/", DRESS),
            "moved": (f"{served['moved'].origin}/old", ""),
            "proxied": (f"{beyond}/news", f'proxy = "{served["proxy"].origin}"'),
            "trusting": (f"{served['trusting'].origin}/news", "verify_tls = false"),
            "careful": (f"{served['careful'].origin}/news", ""),
            "feed": (f"{served['feed'].origin}/all", ""),
        }
        rows = {name: row_of(name, url, more) for name, (url, more) in told_of.items()}
        open_to = ("-s", "NEWSBOT_ALLOW_ADDRESSES=127.0.0.2/32", "-s", "RETRY_ENABLED=0")
        done = crawl(folder, rows, *open_to)
        assert "Traceback" not in done["said"], done["said"]
        yield {**done, "served": served}


DRESS = """
cookies = {consent = "yes", seen = "1"}
referer = "https://portal.example/"
headers = {X-Reader = "a"}
"""


def test_articles_on_several_pages_are_joined(dressed: dict[str, Any]) -> None:
    in_parts = dressed["served"]["long_reads"]
    lines = {target_of(line["url"]): line for line in dressed["lines"]["long_reads"]}
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


def test_a_site_that_has_moved_is_read_where_it_is_now(dressed: dict[str, Any]) -> None:
    new = dressed["served"]["new"]
    wanted = sorted(new.origin + story.path for story in new.shape.stories)
    assert sorted(line["url"] for line in dressed["lines"]["moved"]) == wanted
    asked = dressed["served"]["moved"].asked
    assert set(asked) <= {"/old", "/robots.txt", "/.well-known/tdmrep.json"}, asked


def test_a_site_is_fetched_by_its_own_proxy(dressed: dict[str, Any]) -> None:
    proxy = dressed["served"]["proxy"]
    got = sorted(target_of(line["url"]) for line in dressed["lines"]["proxied"])
    assert got == sorted(story.path for story in proxy.shape.stories)
    assert proxy.asked, "nothing came to the proxy"
    others = {url for url in proxy.asked if not url.startswith("http://127.0.0.9:9/")}
    assert others == set(), "another site was asked by way of it"


def test_a_certificate_is_excused_for_one_site_only(dressed: dict[str, Any]) -> None:
    served, lines = dressed["served"], dressed["lines"]
    wanted = sorted(story.path for story in served["trusting"].shape.stories)
    assert sorted(target_of(line["url"]) for line in lines["trusting"]) == wanted
    assert (lines["careful"], served["careful"].asked.total()) == ([], 0)
    assert "TLS certificate is for another host" in dressed["said"]
    assert dressed["code"] == 1, "a site that gave nothing fails the run"


def test_a_feed_leads_to_no_private_host_that_nobody_named(
    dressed: dict[str, Any], crawled: dict[str, Any], tmp_path: Path
) -> None:
    """The articles are where the feed's entries lead; that host must be public or named, too."""
    assert dressed["lines"]["feed"] == []
    assert "was not named by the user" in dressed["said"]
    feed, named = dressed["served"]["feed"], crawled["served"]["sitemap"].origin
    named = ("-s", f"NEWSBOT_ALLOWED_ORIGINS={named}")
    done = newsbot("crawl", f"{feed.origin}/all", *named, *FAST, "-O", "out.jsonl", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert len(lines_of(tmp_path / "out.jsonl")) == 6


def test_a_crawl_by_address_is_recorded_and_replayed(
    crawled: dict[str, Any], tmp_path: Path
) -> None:
    served = crawled["served"]["html_in_json"]
    target = served.origin + served.shape.start
    done = newsbot("record", target, "first", "--limit", "40", *FAST, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    folder = urlsplit(served.origin).netloc.replace(":", "_")
    case = tmp_path / "fixtures" / folder / "first"
    assert len(lines_of(case / "expected.jsonl")) == len(served.shape.stories)
    done = newsbot("replay", "first", cwd=tmp_path)
    assert (done.returncode, "no differences" in done.stdout) == (0, True), done.stdout


def test_first_contact_with_an_address(crawled: dict[str, Any], tmp_path: Path) -> None:
    served = crawled["served"]["sections"]
    done = newsbot("check", f"{served.origin}/", *FAST, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("  title ") == 3, done.stdout
    assert "listing     1 pages" in done.stdout, "one listing is enough for a first look"


def test_categories_go_with_sites_only() -> None:
    plan = Plan(Settings({"SPIDER_LOADER_CLASS": "newsbot.sites.SiteLoader"}))
    with pytest.raises(BadValue, match="declares no categories"):
        plan.add("http://127.0.0.1:9/", ["world"])


def test_a_second_crawl_fetches_listings_only(crawled: dict[str, Any]) -> None:
    served = crawled["served"]["sections"]
    asked = {path: n for path, n in served.asked.items() if path.endswith(".html")}
    assert len(asked) == len(served.shape.stories)
    served.asked.clear()
    done = newsbot("crawl", "sections", *FAST, cwd=crawled["folder"])
    assert done.returncode == 0, done.stderr
    again = [path for path in served.asked if path.endswith(".html")]
    assert again == [], "articles were fetched again"
    assert served.asked["/s7/"] == 1, "sections are read again, whatever the front page says"


def test_words_of_a_script_are_no_language_of_the_page() -> None:
    spider = AnySite.at("https://news.example/")()
    spider.settings = Settings({"NEWSBOT_COMPARE": 0})
    url = "https://news.example/a/1.html"
    words = "der die das und ist nicht mit ein eine für auf von dem den im zu sich nach bei wird"
    text = "".join(f"<p>橋邊的市集第{n}天仍然開張，攤位比去年多了一倍。</p>" for n in range(9))
    page = (
        f"<html><head><script>var w = '{words * 9}';</script><title>橋邊的市集開張</title></head>"
        f"<body><h1>橋邊的市集開張</h1><p>國際 2025/03/23 16:13</p>{text}</body></html>"
    )
    response = HtmlResponse(url, body=page.encode(), request=Request(url))
    entry = ListingEntry(url, spider.name, url, datetime(2025, 3, 24, tzinfo=UTC))
    (article,) = spider.parse_article(response, entry)
    got = article.published_at.isoformat()
    assert got == "2025-03-23T16:13:00+08:00", f"published_at: got {got}"
