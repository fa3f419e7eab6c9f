"""newsbot check, record and replay over real HTTP: what a person sees and what is left behind."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from types import SimpleNamespace
from typing import Any, ClassVar, cast

import pytest
from scrapy.exceptions import DropItem
from scrapy.http import HtmlResponse

from newsbot.contact import Contact, lies_ahead
from newsbot.items import Article, Provenance
from newsbot.page.rows import leads_nowhere
from newsbot.pipelines.validate import NO_TEXT, Invalid


class Channel(BaseHTTPRequestHandler):
    """Takes alerts."""

    messages: ClassVar[list[bytes]] = []

    def do_POST(self) -> None:
        self.messages.append(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Says nothing."""


NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
Serve = Callable[..., Any]
ROOT = Path(__file__).parents[1]


def run(*words: str, cwd: Path, module: str = "newsbot") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", module, *words]
    return subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, check=False, timeout=120
    )


def on(server: Any) -> list[str]:
    return ["-a", f"base_url={server.base_url}", "-s", "DOWNLOAD_DELAY=0"]


def test_a_value_that_others_contradict_is_told_with_theirs() -> None:
    article = Article(
        title="One",
        provenance={"title": Provenance(".t", "One", agreed=False)},
        rivals={"title": [Provenance("og:title", "Two"), Provenance("h1", "Three " * 20)] * 2},
    )
    told = Contact(cast("Any", SimpleNamespace(signals=Quiet(), spider=None)))._fields(article)
    line = next(line for line in told if line.startswith("  title"))
    assert line.startswith("  title         One  <- .t (but og:title: Two; h1: Three Three")
    assert (line[-1], "; 1 more" in line) == (")", False)


class Quiet:
    """Signals that nobody sends."""

    def connect(self, *_: object) -> None:
        """Takes a listener."""


def test_check_shows_each_field_its_value_and_its_rule(serve: Serve, tmp_path: Path) -> None:
    server = serve("lazy")
    done = run("check", "daydaynews", "-c", "international", *on(server), cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    said = done.stdout
    assert "robots.txt  answered 200; allows all" in said
    assert "listing     1 pages, " in said
    articles = [line for line in said.splitlines() if line.startswith("http")]
    assert len(articles) == 3, said
    wanted_lines = (
        "<- h1.entry-title",
        "<- .my-date",
        "<- .single-content",
        "tried .views: nothing there",
        "国际  <- related heading",
    )
    for wanted in wanted_lines:
        assert wanted in said, f"{wanted!r} is not shown:\n{said}"
    assert not (tmp_path / "newsbot.db").exists(), "a check keeps nothing"


def test_check_says_what_robots_txt_forbids(serve: Serve, tmp_path: Path) -> None:
    done = run("check", serve("theme").origin + "/search", cwd=tmp_path)
    assert "robots.txt  answered 200; 1 addresses forbidden" in done.stdout, done.stdout
    done = run("check", "http://127.0.0.1:9/", cwd=tmp_path)
    assert "robots.txt  could not be had (connection refused); so nothing of" in done.stdout


ROW = """[[site]]
name = "mine"
url = "{base_url}"
delay = 0
{more}
[site.categories]
{category}
"""


def check_row(
    server: Any, tmp_path: Path, more: str, category: str = 'international = "国际"'
) -> str:
    row = ROW.format(base_url=server.base_url, more=more, category=category)
    (tmp_path / "sites.toml").write_text(row, "utf-8")
    return run("check", "mine", cwd=tmp_path).stdout


def test_check_says_what_is_declared_and_fits_nothing(serve: Serve, tmp_path: Path) -> None:
    server = serve("theme")
    said = check_row(server, tmp_path, 'article_links = "h6 > a.no"')
    assert "no match    article_links 'h6 > a.no' matches nothing on http" in said, said
    assert "no article" not in said, "articles beyond the limit lack nothing"
    said = check_row(server, tmp_path, r"article_path = '/none/\d+'")
    [fits] = [line for line in said.splitlines() if line.startswith("no match")]
    assert r"article_path '/none/\d+' fits no link on " in fits, fits
    assert fits.endswith(".html"), "the link that is named is an article's"


def test_check_says_which_category_the_menu_does_not_have(serve: Serve, tmp_path: Path) -> None:
    said = check_row(serve("theme"), tmp_path, "", 'nosuch = "没有的"')
    [line] = [line for line in said.splitlines() if line.startswith("no match")]
    assert line.startswith("no match    category 'nosuch' (没有的): no link of the menu"), line
    assert "/international (国际)" in line, line


def test_a_check_tells_nobody_and_leaves_the_metrics_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), Channel) as channel:
        Thread(target=channel.serve_forever, daemon=True).start()
        monkeypatch.setenv("NEWSBOT_ALERT_URLS", f"json://127.0.0.1:{channel.server_port}")
        monkeypatch.setenv("NEWSBOT_METRICS_FILE", str(tmp_path / "m.prom"))
        told, metrics = [], []
        for command in ("check", "crawl"):  # nothing listens on that port: a trouble
            assert run(command, "http://127.0.0.1:9/", cwd=tmp_path).returncode == 1
            told.append(len(Channel.messages))
            metrics.append((tmp_path / "m.prom").exists())
        channel.shutdown()
    assert (told, metrics) == ([0, 1], [False, True])


def test_check_says_that_dates_lie_in_the_future() -> None:
    late = Article(url="https://x.example/1", fetched_at=NOW, published_at=NOW + HOUR * 7)
    assert lies_ahead(late)
    assert not lies_ahead(replace(late, published_at=NOW + HOUR / 2))


def test_check_says_which_frame_may_hold_a_text_that_is_lacking() -> None:
    contact = Contact(SimpleNamespace(signals=SimpleNamespace(connect=lambda *_: None)))
    page = HtmlResponse("https://x.example/1", body=b"<iframe src=/body/1></iframe>")
    item = Article(url=page.url)
    contact.item_dropped(item, page, Invalid(NO_TEXT, page.url))
    contact.item_dropped(item, page, DropItem("over the limit"))
    told = "neither text nor picture: https://x.example/1"
    assert contact.lacking == [f"{told} (its page holds a frame: https://x.example/body/1)"]


def test_a_path_of_data_that_leads_nowhere_is_named() -> None:
    assert leads_nowhere({"rows": []}, {"entries": "data.list"}) == "data.entries 'data.list'"
    assert leads_nowhere({"data": {"list": [1]}}, {"entries": "data.list"}) is None
    assert leads_nowhere({"rows": []}, {"url": "x"}) is None, "nothing is declared"


def test_check_leaves_a_case_behind_that_replays(serve: Serve, tmp_path: Path) -> None:
    server = serve("theme")
    done = run("check", "daydaynews", "--record", "first", *on(server), cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    case = tmp_path / "fixtures/daydaynews/first"
    assert {path.name for path in case.iterdir()} == {
        "crawl.warc.gz",
        "expected.jsonl",
        "case.toml",
    }
    done = run("replay", "first", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "daydaynews/first: 3 articles, no differences\n")


def test_a_case_that_differs_is_shown_field_by_field(serve: Serve, tmp_path: Path) -> None:
    server = serve("theme", categories=1, pages=1, oddities=set())
    done = run("record", "daydaynews", "one", *on(server), cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    expectation = tmp_path / "fixtures/daydaynews/one/expected.jsonl"
    before = expectation.read_bytes()
    lines = [json.loads(line) for line in before.splitlines()]
    lines[0]["view_count"] = -1
    expectation.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    done = run("replay", "one", cwd=tmp_path)
    assert done.returncode == 1
    first, place, expected, *_ = done.stdout.splitlines()
    assert first.endswith("view_count differs 1x"), "the shortest summary comes first"
    assert place.endswith("view_count")
    assert expected.strip() == "expected: -1"
    done = run("replay", "one", "--update", cwd=tmp_path)
    assert (done.returncode, expectation.read_bytes()) == (0, before)
    done = run("record", "daydaynews", "one", *on(server), cwd=tmp_path)
    assert done.returncode == 2, "a case is not overwritten by accident"
    assert "--force replaces it" in done.stderr


def test_scrapy_crawl_from_the_checkout_does_the_same(serve: Serve, tmp_path: Path) -> None:
    server = serve("theme", categories=1, pages=1)
    words = [*on(server), "-s", f"NEWSBOT_STORE=sqlite:///{tmp_path}/newsbot.db"]
    done = run(
        "crawl", "daydaynews", *words, "-O", f"{tmp_path}/scrapy.jsonl", cwd=ROOT, module="scrapy"
    )
    assert done.returncode == 0, done.stderr
    run("crawl", "daydaynews", *on(server), "-O", "newsbot.jsonl", "--store", "sqlite:///n.db",
        cwd=tmp_path)  # fmt: skip

    def told(name: str) -> dict[str, dict[str, Any]]:
        lines = map(json.loads, (tmp_path / name).read_text("utf-8").splitlines())
        changing = ("fetched_at", "first_seen_at")
        return {line["id"]: {k: v for k, v in line.items() if k not in changing} for line in lines}

    assert told("scrapy.jsonl") == told("newsbot.jsonl")
    assert len(told("newsbot.jsonl")) > 3


def test_a_replay_needs_no_network(tmp_path: Path) -> None:
    """Sockets are forbidden in the process that replays."""
    guard = tmp_path / "sitecustomize.py"
    guard.write_text(
        "import socket\n"
        "def refuse(self, address):\n"
        "    raise AssertionError(f'a replay connects to {address}')\n"
        "socket.socket.connect = socket.socket.connect_ex = refuse\n",
        encoding="utf-8",
    )
    recording = ROOT / "fixtures/daydaynews/theme/crawl.warc.gz"
    command = [sys.executable, "-m", "newsbot", "crawl", "daydaynews", "--replay", str(recording)]
    done = subprocess.run(
        [*command, "-O", "articles.jsonl"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "articles.jsonl").stat().st_size > 10_000
