"""Feeds and ninjs as files, and `newsbot serve` on the command line."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

import feedparser
import jsonschema
import pytest
from lxml import etree

sys.path.insert(0, str(Path(__file__).parent))
from web_store import HOSTILE, articles, fill

from newsbot.commandline import main
from newsbot.export.ninjs import ninjs
from newsbot.records import record
from newsbot.topics import TOPICS, slugs_of, topic_of

NINJS = json.loads((Path(__file__).parent / "data" / "ninjs_3_1.json").read_text("utf-8"))


def newsbot(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    """(exit code, stderr) of a command, in this process."""
    with pytest.raises(SystemExit) as ended:
        main(list(words))
    return int(ended.value.code or 0), capsys.readouterr().err


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("feeds")
    fill(f"sqlite:///{found}/newsbot.db")
    return found


def export(capsys: pytest.CaptureFixture[str], folder: Path, name: str) -> bytes:
    store = f"sqlite:///{folder}/newsbot.db"
    code, said = newsbot(capsys, "export", "-O", str(folder / name), "--store", store)
    assert code == 0, said
    told = "6 lines; 1 left out (1 by its rights)" if "ninjs" not in name else "7 lines"
    assert said.strip().endswith(told)
    return (folder / name).read_bytes()


SHOWN = ["talks1", "oil1", "bare1", "attack1", "copy1", "river1"]


@pytest.mark.parametrize("name", ["out.atom", "out.rss"])
def test_a_feed_as_a_file(capsys: pytest.CaptureFixture[str], folder: Path, name: str) -> None:
    content = export(capsys, folder, name)
    parsed = feedparser.parse(content)
    assert not parsed.bozo, parsed.get("bozo_exception")
    ids = {entry.id.rpartition(":")[2] for entry in parsed.entries}
    assert ids == set(SHOWN)
    titles = {e.text for e in etree.fromstring(content).iter("{*}title")}
    assert f"标题{HOSTILE}" in titles


def test_a_json_feed_as_a_file(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    told = json.loads(export(capsys, folder, "out.feed.json"))
    assert {item["id"].rpartition(":")[2] for item in told["items"]} == set(SHOWN)


def test_ninjs_as_a_file(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    lines = [json.loads(line) for line in export(capsys, folder, "out.ninjs.jsonl").splitlines()]
    assert len(lines) == len(articles())
    river = next(line for line in lines if line["uri"].endswith("river1"))
    assert river["headlines"][0]["value"] == "沿江大桥合龙"
    assert river["bodies"][0]["charCount"] == len(river["bodies"][0]["value"])
    views = [d["value"] for d in river["descriptions"] if d["role"] == "viewCount"]
    assert views == ["360"]
    assert {"name": TOPICS["politics"].en, "uri": TOPICS["politics"].uri, "creator": "newsbot"} in (
        river["subjects"]
    )
    assert river["infoSources"] == [{"name": "晨报"}]


@pytest.mark.parametrize("article", articles(), ids=lambda article: article.id)
def test_ninjs_has_the_standard_fields_only(article: Any) -> None:
    jsonschema.validate(ninjs(record(article)), NINJS)


def test_views_are_no_feed(capsys: pytest.CaptureFixture[str]) -> None:
    code, said = newsbot(capsys, "export", "-O", "views.atom", "--what", "views")
    assert code == 2
    assert ".atom is for articles" in said


@pytest.mark.parametrize(
    ("words", "token", "said"),
    [
        (["--host", "0.0.0.0"], "", "NEWSBOT_WEB_TOKEN"),
        (["--host", "news.example"], "", "NEWSBOT_WEB_TOKEN"),
        (["--host", "0.0.0.0"], "short", "at least 16"),
        (["--port", "0"], "", "--port"),
        (["--port", "70000"], "", "at most 65535"),
        (["--host", "127.0.0.1", "--store", "sqlite:///nope.db"], "", "no store"),
        (["--nope"], "", "no option"),
    ],
)
def test_what_is_not_served(
    capsys: pytest.CaptureFixture[str], words: list[str], token: str, said: str
) -> None:
    code, told = newsbot(capsys, "serve", *words, "-s", f"NEWSBOT_WEB_TOKEN={token}")
    assert code == 2
    assert said in told
    assert len(told.splitlines()) == 1, told


def test_serve_answers_and_ends(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "newsbot", "serve", "--port", str(port)]
    with subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True) as server:
        try:
            told = _ask(f"http://127.0.0.1:{port}/healthz")
            assert told == b"ok\n"
            store = f"sqlite:///{folder}/newsbot.db"
            code, said = newsbot(capsys, "serve", "--port", str(port), "--store", store)
            assert code == 2
            assert "--port" in said
        finally:
            server.send_signal(signal.SIGTERM)
        _, errors = server.communicate(timeout=30)
    assert server.returncode == 0
    assert f"http://127.0.0.1:{port}/" in errors


def _ask(url: str) -> bytes:
    deadline = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                return bytes(answer.read())
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


@pytest.mark.parametrize(
    ("category", "slug", "topic"),
    [
        ("国际", None, "politics"),
        (None, "tech", "science"),
        ("体育", "x", "sport"),
        ("Sports", None, "sport"),
        ("某某", "somewhere", None),
        (None, None, None),
    ],
)
def test_topics(category: str | None, slug: str | None, topic: str | None) -> None:
    assert topic_of(category, slug) == topic


def test_a_name_belongs_to_one_topic() -> None:
    names = [name for topic in TOPICS for name in slugs_of(topic)]
    assert sorted(names) == sorted(set(names))
    assert len({topic.code for topic in TOPICS.values()}) == 17
