"""The invented sites: what they show is what their truth says, and they behave as asked."""

from __future__ import annotations

import http.client
import subprocess
import sys
import time
from datetime import datetime, timedelta, timezone
from html import unescape
from itertools import combinations
from pathlib import Path
from urllib.parse import quote, urlsplit
from urllib.request import urlopen

import pytest
from newsite import MARKUPS, ODDITIES, Site, SiteServer, truth
from newsite.printing import answer

NOW = datetime(2026, 3, 24, 11, 4, 12, tzinfo=timezone(timedelta(hours=8)))
ORIGIN = "http://news.test"
EVERYTHING = frozenset(ODDITIES) - {"growing"}
SITES = [
    *((markup, 1, None) for markup in MARKUPS),
    *((markup, 2, EVERYTHING) for markup in MARKUPS),
    *(("random", seed, None) for seed in range(3, 12)),
]


def page(site: Site, path: str) -> str:
    """The text of a page as a browser would decode it."""
    got = answer(site, path, ORIGIN)
    charset = got.headers["Content-Type"].rpartition("charset=")[2]
    return unescape(got.body.decode(charset))


def fetched(server: SiteServer, path: str) -> str:
    with urlopen(server.base_url + path) as response:
        return response.read().decode()


def listing_pages(site: Site) -> list[str]:
    prefix = next(iter(site.prefixes))
    numbers = range(1, site.plan.pages + 1)
    return [page(site, f"{prefix}/{c.slug}?page={n}") for c in site.categories for n in numbers]


@pytest.mark.parametrize(("markup", "seed", "odd"), SITES)
def test_pages_show_what_the_truth_says(markup, seed, odd):
    site = Site(markup, seed=seed, now=NOW, oddities=odd)
    for record in truth(site):
        shown = page(site, record["path"])
        wanted = [record["title"], record["source"], *record["editors"], record["summary"]]
        wanted += [text for _, text in record["blocks"]]
        wanted += [quote(image["url"], safe="") for image in record["images"]]
        for related in record["related"]:
            wanted += [related["title"], related["summary"], related["url"]]
        missing = [text for text in wanted if text and text not in shown]
        assert not missing, f"{record['path']} lacks {missing}"


@pytest.mark.parametrize(("markup", "seed", "odd"), SITES)
def test_listings_lead_to_every_article_of_the_truth(markup, seed, odd):
    site = Site(markup, seed=seed, now=NOW, oddities=odd)
    shown = "".join(listing_pages(site))
    redirected = {final: first for first, final in site.redirects.items()}
    prefix = next(iter(site.prefixes))
    for record in truth(site):
        path = record["path"].removeprefix(prefix)
        assert f'"{prefix}{redirected.get(path, path)}"' in shown, path


@pytest.mark.parametrize("markup", MARKUPS)
def test_a_seed_gives_the_same_site_each_time_and_another_gives_another(markup):
    first, again = (Site(markup, seed=5, now=NOW) for _ in range(2))
    other = Site(markup, seed=6, now=NOW)
    assert truth(first) == truth(again)
    assert listing_pages(first) == listing_pages(again)
    assert not {r["title"] for r in truth(first)} & {r["title"] for r in truth(other)}


def test_no_two_articles_are_alike():
    site = Site("theme", now=NOW, categories=4, pages=3, entries=8, oddities=set())
    records = truth(site)
    assert len({r["title"] for r in records}) == len(records) == 96
    grams = [{r["text"][i : i + 4] for i in range(len(r["text"]) - 3)} for r in records]
    alike = max(len(a & b) / len(a | b) for a, b in combinations(grams, 2))
    assert alike < 0.5, f"the most alike share {alike:.2f} of their 4-grams"
    paragraphs = [text for r in records for kind, text in r["blocks"] if kind == "paragraph"]
    assert len(set(paragraphs)) == len(paragraphs)


def test_both_scripts_tell_the_same_articles():
    site = Site("hant", now=NOW)
    hant, hans = truth(site, "/zh-hant"), truth(site, "/zh-hans")
    assert [r["alternates"] for r in hant] == [[r["path"]] for r in hans]
    assert {r["language"] for r in hant} == {"zh-Hant"}
    assert {r["language"] for r in hans} == {"zh-Hans"}
    assert all(a["title"] != b["title"] for a, b in zip(hant, hans, strict=True))
    for record in (*hant, *hans):
        assert record["title"] in page(site, record["path"])


@pytest.mark.parametrize(
    ("beyond", "status", "like"), [("missing", 404, None), ("repeat", 200, 2), ("empty", 200, 9)]
)
def test_beyond_the_last_page(beyond, status, like):
    site = Site("bare", now=NOW, beyond=beyond)
    got = answer(site, "/sports?page=3", ORIGIN)
    assert got.status == status
    if like:
        assert got.body == answer(site, f"/sports?page={like}", ORIGIN).body


def test_a_listing_that_repeats_hides_what_comes_after():
    site = Site("theme", now=NOW, pages=4, repeats_at=3)
    pages = {record["seen_in"][0]["page"] for record in truth(site)}
    assert pages == {1, 2}
    assert [e.path for e in site.view("sports", 4).entries] == [
        e.path for e in site.view("sports", 2).entries
    ]


ODD_ANSWERS = [
    ("missing", lambda site: min(site.missing), 404),
    ("redirect", lambda site: min(site.redirects), 301),
    ("videos", lambda site: site.view("sports", 1).entries[-1].path, 200),
    ("unknown_category", lambda site: "/railway?page=2", 200),
]


@pytest.mark.parametrize(("odd", "address", "status"), ODD_ANSWERS)
def test_odd_entries_stand_in_listings_and_answer_oddly(odd, address, status):
    site = Site("theme", now=NOW, oddities={odd})
    path = address(site)
    assert answer(site, path, ORIGIN).status == status
    assert path.partition("?")[0] in "".join(listing_pages(site))
    assert (path in {r["path"] for r in truth(site)}) is False


def test_one_page_is_in_gb18030():
    site = Site("bare", now=NOW, oddities={"gb18030"})
    charsets = [answer(site, r["path"], ORIGIN).headers["Content-Type"] for r in truth(site)]
    assert sum("gb18030" in charset for charset in charsets) == len(site.categories)


def test_what_stands_twice():
    site = Site("theme", now=NOW, oddities={"shared", "copy"})
    records = truth(site)
    shared = [r for r in records if len({s["category_slug"] for s in r["seen_in"]}) == 2]
    copies = [r for r in records if r["also_at"]]
    assert len(shared) == 1
    assert len(copies) == 2
    assert copies[0]["text"] == copies[1]["text"]
    assert copies[0]["also_at"] == [copies[1]["path"]]


def test_view_counts_that_read_like_dates():
    site = Site("bare", now=NOW, oddities={"year_views"})
    counts = {r["view_count"]: page(site, r["path"]) for r in truth(site)}
    for count, printed in ((2025, "2025"), (324, "0324"), (1130, "1130")):
        assert f"国际 {printed}<" in counts[count], count


def test_dates_on_cards_are_told_when_the_page_has_none():
    site = Site("hant", now=NOW, oddities={"undated"}, pages=3)
    told = [r for r in truth(site) if r["published_at"] is None]
    days = [r for r in truth(site) if r["published_precision"] == "day"]
    assert told
    assert days
    for record in told:
        earliest, latest = map(datetime.fromisoformat, record["published_between"])
        assert NOW - timedelta(days=1) < earliest <= NOW < latest + timedelta(days=1)


def test_a_listing_grows_while_it_is_walked(serve):
    server = serve("theme", now=NOW, pages=3, oddities={"growing"})
    before = [entry.path for entry in server.site.view("sports", 1).entries]
    walked = [fetched(server, f"/sports?page={number}") for number in (1, 2, 3, 4)]
    assert before[-1] in walked[0]
    assert before[-1] in walked[1]  # pushed down by the article that came in
    for record in truth(server.site):
        if record["category_slug"] == "sports":
            assert record["path"] in "".join(walked), record["path"]
    assert server.site.arrivals("sports")[0].path in fetched(server, "/sports")


def test_a_server_counts_and_keeps_connections(serve):
    server = serve("theme")
    address = urlsplit(server.base_url)
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=5)
    articles = [record["path"] for record in truth(server.site)][:6]
    for path in ("/robots.txt", "/sports?page=1", "/", *articles, articles[0]):
        connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
        response = connection.getresponse()
        assert response.read()
        assert response.status == 200
    connection.close()
    assert server.page_requests == {path: 1 + (path == articles[0]) for path in articles}
    assert server.listing_requests == {"/sports?page=1": 1, "/": 1}
    server.reset()
    assert not server.requests


def test_a_server_answers_as_a_proxy_under_any_name(serve):
    server = serve("theme")
    address = urlsplit(server.base_url)
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=5)
    path = truth(server.site)[0]["path"]
    connection.request("GET", f"http://news.test{path}", headers={"Host": "news.test"})
    assert f'href="http://news.test{path}"' in connection.getresponse().read().decode()
    connection.close()


def test_a_server_ends_by_itself():
    with SiteServer(Site("bare"), seconds=0.1) as server:
        began = time.monotonic()
        server.wait()
    assert time.monotonic() - began < 5


def test_the_script_prints_its_address():
    script = Path(__file__).parent / "sites" / "server.py"
    command = [sys.executable, str(script), "--markup", "hant", "--seconds", "0.1"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=True)
    assert done.stdout.startswith("http://127.0.0.1:")
    assert done.stdout.endswith("/zh-hant\n")
