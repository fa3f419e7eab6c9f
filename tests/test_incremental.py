"""Crawls after the first: what is asked for again, what is not, and what a bad day leaves."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from hashlib import blake2b
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from disks import limit_files

from newsbot.store import open_store

TEXT = "河湾镇的石桥在第{}天修好了，镇上的人都来看，孩子们在桥上跑来跑去，老人们坐在桥头说话。"
CHALLENGE = (
    "<html><head><title>访问验证</title></head><body><h1>访问验证</h1>"
    "<p>请拖动滑块完成验证后继续访问</p></body></html>"
)


class Pages:
    """One category of numbered articles on the loopback address; `answers` replaces pages."""

    def __init__(self) -> None:
        self.numbers: list[int] = []
        self.views = 100
        self.head = ""
        self.answers: dict[str, tuple[int, str]] = {}
        self.everywhere: tuple[int, str] | None = None
        self.requests: Counter[str] = Counter()
        self.statuses: Counter[tuple[str, int]] = Counter()

    def answer(self, path: str) -> tuple[int, str]:
        if path in self.answers:
            return self.answers[path]
        if path == "/international?page=1":
            return 200, self.listing()
        if path.startswith("/international/"):
            return self.everywhere or (200, self.article(int(path.rpartition("/")[2][:-5])))
        return 404, "<html><body>404</body></html>"

    def listing(self) -> str:
        cards = (
            f'<article class="post"><h2 class="entry-title"><a href="/international/{n}.html">'
            f'第{n}号新闻的标题</a></h2><span class="views">{self.views}</span></article>'
            for n in sorted(self.numbers, reverse=True)
        )
        return f"<html><body>{''.join(cards)}</body></html>"

    def article(self, number: int) -> str:
        paragraphs = "".join(f"<p>{TEXT.format(number)}{'又' * n}一段。</p>" for n in range(4))
        return (
            f"<html><head><title>第{number}号新闻的标题</title>{self.head}</head><body><article>"
            f'<h1 class="entry-title">第{number}号新闻的标题</h1>'
            '<span class="my-date">2026年03月24日11:04:12</span>'
            f'<span class="views">{self.views}</span>'
            f'<div class="single-content">{paragraphs}</div></article></body></html>'
        )


@pytest.fixture
def pages() -> Iterator[Any]:
    pages = Pages()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, text = pages.answer(self.path)
            etag = f'"{blake2b(text.encode(), digest_size=8).hexdigest()}"'
            if status == 200 and self.headers.get("If-None-Match") == etag:
                status, text = 304, ""
            pages.requests[self.path] += 1
            pages.statuses[self.path, status] += 1
            self.send_response(status)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("ETag", etag)
            self.send_header("Content-Length", str(len(text.encode())))
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *_: Any) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=[0.02], daemon=True)
        thread.start()
        pages.base_url = f"http://127.0.0.1:{server.server_address[1]}"  # type: ignore[attr-defined]
        yield pages
        server.shutdown()


def crawl(pages: Any, cwd: Path, *more: str, code: int = 0) -> str:
    words = ["crawl", "daydaynews", "-c", "international", "-a", f"base_url={pages.base_url}"]
    fast = ["-s", "DOWNLOAD_DELAY=0", "-s", "NEWSBOT_BACKOFF=0", "-s", "NEWSBOT_HOST_REFUSALS=999"]
    command = [sys.executable, "-m", "newsbot", *words, *fast, *more]
    pages.requests.clear()
    pages.statuses.clear()
    done = subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == code, done.stderr[-3000:]
    assert "Traceback" not in done.stderr, done.stderr[-3000:]
    return done.stderr


def export(cwd: Path, what: str) -> list[dict[str, Any]]:
    command = [sys.executable, "-m", "newsbot", "export", "-O", "x.jsonl", "--what", what]
    subprocess.run(command, cwd=cwd, check=True, capture_output=True, timeout=60)
    return [json.loads(line) for line in (cwd / "x.jsonl").read_bytes().splitlines()]


def test_an_unchanged_listing_is_one_request(pages: Any, tmp_path: Path) -> None:
    pages.numbers = [1001, 1002, 1003]
    assert "3 new" in crawl(pages, tmp_path)
    said = crawl(pages, tmp_path)
    assert pages.statuses["/international?page=1", 304] == 1
    asked = [path for path in pages.requests if path.startswith("/international")]
    assert asked == ["/international?page=1"]
    assert "1 unchanged" in said
    pages.numbers.append(1004)
    assert "1 new" in crawl(pages, tmp_path)
    assert pages.requests["/international/1004.html"] == 1
    assert pages.requests["/international/1001.html"] == 0


def test_view_counts_of_listings_make_a_curve(pages: Any, tmp_path: Path) -> None:
    pages.numbers = [1001]
    crawl(pages, tmp_path)
    for views in (150, 0, 130):
        pages.views = views
        crawl(pages, tmp_path)
        assert pages.requests["/international/1001.html"] == 0
    lines = export(tmp_path, "views")
    told = [(line["views"], line["believed"], line["origin"]) for line in lines]
    assert told == [
        (100, True, "article"),
        (150, True, "listing"),
        (130, False, "listing"),
    ]


def test_a_run_of_challenge_pages_makes_no_version(pages: Any, tmp_path: Path) -> None:
    pages.numbers = list(range(1001, 1101))
    assert "100 new" in crawl(pages, tmp_path)
    before = export(tmp_path, "articles")
    for status, text in ((200, CHALLENGE), (403, CHALLENGE), (404, "<html>404</html>")):
        pages.everywhere = (status, text)
        crawl(pages, tmp_path, "--refresh", code=1)
    assert export(tmp_path, "articles") == before
    assert {line["version"] for line in export(tmp_path, "versions")} == {1}


def test_a_site_that_calls_every_page_its_home_page(pages: Any, tmp_path: Path) -> None:
    pages.numbers = list(range(1001, 1046))
    pages.head = '<link rel="canonical" href="/">'
    assert "45 new" in crawl(pages, tmp_path)
    assert len({line["id"] for line in export(tmp_path, "articles")}) == 45


def test_versions_of_a_site_that_goes_on(pages: Any, tmp_path: Path) -> None:
    pages.numbers = list(range(1001, 1011))
    crawl(pages, tmp_path)
    changed = pages.article(1002).replace("老人们坐在桥头说话", "老人们坐在桥头下棋")
    pages.answers = {
        "/international/1001.html": (410, "<html>gone</html>"),
        "/international/1002.html": (200, changed),
        "/international/1003.html": (200, pages.article(1003).replace("号新闻的", "号消息的")),
    }
    pages.views = 999
    said = crawl(pages, tmp_path, "--refresh")
    assert "2 updated" in said
    assert "1 known articles are gone or withdrawn" in said
    found = {
        (line["url"].rpartition("/")[2], *line["changed"])
        for line in export(tmp_path, "versions")
        if line["version"] == 2
    }
    assert found == {("1001.html", "gone"), ("1002.html", "text"), ("1003.html", "title")}


def test_what_was_found_and_not_fetched_comes_first(pages: Any, tmp_path: Path) -> None:
    pages.numbers = [1001, 1002]
    pages.answers = {"/international/1001.html": (503, "later")}
    crawl(pages, tmp_path, "-s", "RETRY_TIMES=0", code=1)
    with sqlite3.connect(tmp_path / "newsbot.db") as plain:
        assert plain.execute("SELECT tries FROM pending").fetchall() == [(1,)]
        plain.execute("UPDATE pending SET retry_at = 0")
    plain.close()
    pages.answers = {}
    assert "1 new" in crawl(pages, tmp_path), "the listing is unchanged, the address waits"
    assert next(path for path in pages.requests if "international" in path).endswith("1001.html")


def test_a_full_disk_ends_the_crawl_and_the_next_one_completes(pages: Any, tmp_path: Path) -> None:
    pages.numbers = list(range(1001, 1061))
    open_store(f"sqlite:///{tmp_path}/newsbot.db").close()
    full = limit_files((tmp_path / "newsbot.db").stat().st_size + 30_000)
    words = ["crawl", "daydaynews", "-c", "international", "-a", f"base_url={pages.base_url}"]
    command = [sys.executable, "-m", "newsbot", *words, "-s", "DOWNLOAD_DELAY=0"]
    done = subprocess.run(
        command,
        cwd=tmp_path,
        preexec_fn=full,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 1, done.stderr[-2000:]
    assert "could not write: " in done.stderr
    assert "Traceback" not in done.stderr, done.stderr[-3000:]
    crawl(pages, tmp_path)
    assert len(export(tmp_path, "articles")) == 60
