"""Each export, read back by a reader of its own, gives what the store holds, field by field for
what the format can carry."""

from __future__ import annotations

import csv
import gzip
import html
import io
import json
import re
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import duckdb
import extruct
import feedparser
import pytest
import zstandard
from lxml import etree

sys.path.insert(0, str(Path(__file__).parent))
from test_export_files import article as rich
from web_store import LEAVE, articles, fill, keep

from newsbot.commandline import main
from newsbot.export.feeds import Feed, feed
from newsbot.export.jsonld import news_article, script_text
from newsbot.export.markup import html as markup
from newsbot.items import Article, Block
from newsbot.policy.display import PUBLIC
from newsbot.records import record
from newsbot.store import open_store

Record = dict[str, Any]
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store: versions, copies, hostile texts, every kind of block; half of it may be shown."""
    found = tmp_path_factory.mktemp("back")
    fill(f"sqlite:///{found}/newsbot.db")
    with open_store(f"sqlite:///{found}/newsbot.db") as store:
        more = [rich(number) for number in range(4)]
        for one in more:
            one.site, one.content_hash, one.view_count = "morning", one.id, len(one.id) * 1_000
            one.summary, one.tags, one.editors = "摘要 & <b>“粗”</b>", ["港口", "AI"], ["王五"]
            one.rights = LEAVE if one.id != "a3" else None
        keep(store, more)
    return found


@pytest.fixture(scope="module")
def kept(folder: Path) -> dict[str, Record]:
    """What the store holds, by id, without provenance, which a line has only when asked for; a
    vertical tab is a line break in every format."""
    with open_store(f"sqlite:///{folder}/newsbot.db") as store:
        found = json.dumps([record(one) for one in store.articles()]).replace("\\u000b", "\\n")
    return {one["id"]: {**one, "provenance": None} for one in json.loads(found)}


def export(folder: Path, name: str) -> bytes:
    store = f"sqlite:///{folder}/newsbot.db"
    with pytest.raises(SystemExit) as ended:
        main(["export", "-O", str(folder / name), "--store", store])
    assert ended.value.code in (0, None)
    return (folder / name).read_bytes()


def differences(got: Mapping[str, Any], expected: Mapping[str, Any]) -> list[str]:
    return [
        f"{name}: expected {expected[name]!r}, got {got.get(name)!r}"
        for name in expected
        if got.get(name) != expected[name]
    ]


def lines(content: bytes) -> list[Record]:
    return [json.loads(line) for line in content.splitlines()]


@pytest.mark.parametrize("suffix", [".jsonl", ".jsonl.gz", ".jsonl.zst"])
def test_json_lines(folder: Path, kept: dict[str, Record], suffix: str) -> None:
    content = export(folder, f"out{suffix}")
    if suffix.endswith("gz"):
        content = gzip.decompress(content)
    elif suffix.endswith("zst"):
        content = zstandard.ZstdDecompressor().stream_reader(content).read()
    got = {one["id"]: one for one in lines(content)}
    assert got.keys() == kept.keys()
    for key, one in kept.items():
        assert not differences(got[key], one), key


def test_csv(folder: Path, kept: dict[str, Record]) -> None:
    content = export(folder, "out.csv").decode()
    got = {row["id"]: row for row in csv.DictReader(io.StringIO(content, newline=""))}
    assert got.keys() == kept.keys()
    for key, one in kept.items():
        simple = {name: value for name, value in one.items() if isinstance(value, str | int)}
        expected = {name: str(value) for name, value in simple.items() if value != ""}
        expected |= {name: "" for name, value in one.items() if value is None and name in got[key]}
        expected["authors"] = "; ".join(one["authors"])
        expected["images"] = "; ".join(image["url"] for image in one["images"])
        # a leading apostrophe keeps a spreadsheet from running a cell as a formula
        told = {name: re.sub("^'(?=[=+@-])", "", value) for name, value in got[key].items()}
        assert not differences(told, expected), key


def test_parquet_by_another_library(folder: Path, kept: dict[str, Record]) -> None:
    export(folder, "out.parquet")
    query = duckdb.sql(f"SELECT * FROM read_parquet('{folder}/out.parquet')")
    rows = [dict(zip(query.columns, row, strict=True)) for row in query.fetchall()]
    got = {row["id"]: row for row in rows}
    assert got.keys() == kept.keys()
    for key, one in kept.items():
        assert not differences(plain(got[key], one), dict(one)), key


def plain(told: Any, like: Any) -> Any:
    """A value as DuckDB gives it, in the shape of the store's: moments compared as moments,
    objects without fixed keys as the JSON text that they are, keys that are not there as null."""
    if isinstance(told, datetime) and isinstance(like, str):
        same = told.astimezone(UTC) == datetime.fromisoformat(like)
        return like if same else told.isoformat()
    if isinstance(like, Mapping):
        found = json.loads(told) if isinstance(told, str) else (told or {})
        return {name: plain(found.get(name), like[name]) for name in like}
    if isinstance(like, list) and told is not None and len(told) == len(like):
        return [plain(one, other) for one, other in zip(told, like, strict=True)]
    return told


def shown(kept: dict[str, Record]) -> dict[str, Record]:
    """What may be passed on, by id."""
    found = {key: PUBLIC.shown(one) for key, one in kept.items()}
    return {key: one for key, one in found.items() if one is not None}


def labels(one: Record) -> list[str]:
    found = list(dict.fromkeys(filter(None, [one["category"], *one["tags"]])))
    return [label.strip() for label in found]


@pytest.mark.parametrize("suffix", [".atom", ".rss"])
def test_feeds(folder: Path, kept: dict[str, Record], suffix: str) -> None:
    content = export(folder, f"out{suffix}")
    parsed = feedparser.parse(content, sanitize_html=False, resolve_relative_uris=False)
    assert not parsed.bozo
    if suffix == ".rss":
        assert urlsplit(parsed.feed.link).scheme, "RSS 2.0 wants a link"
    got = {entry.id.rpartition(":")[2]: entry for entry in parsed.entries}
    expected = shown(kept)
    assert got.keys() == expected.keys()
    seen = [expected[key]["first_seen_at"] for key in got]
    assert seen == sorted(seen, reverse=True), "the newest first"
    for key, one in expected.items():
        entry = got[key]
        assert html.unescape(entry.title) == html.unescape(NOT_XML.sub("", one["title"])), key
        assert entry.link == one["url"].strip(), key
        assert [tag.term for tag in entry.get("tags", [])] == labels(one), key
        assert datetime(*entry.published_parsed[:6], tzinfo=UTC) == datetime.fromisoformat(
            one["published_at"] or one["first_seen_at"]
        ).replace(microsecond=0), key
        if one["authors"]:
            names = [name.name for name in entry.authors]
            assert names == one["authors"], key
    second = etree.fromstring(content)
    bodies = (
        second.findall(".//{*}content")
        if suffix == ".atom"
        else second.findall(".//{http://purl.org/rss/1.0/modules/content/}encoded")
    )
    told = [body.text for body in bodies]
    whole = [markup(one["body"]) for one in expected.values() if one["body"]]
    assert sorted(told) == sorted(NOT_XML.sub("", one) for one in whole)
    summaries = [
        e.text
        for e in second.iter("{*}summary", "description")
        if e.getparent() is not second.find("channel")
    ]
    assert sorted(summaries) == sorted(
        NOT_XML.sub("", one["summary"]) for one in expected.values() if one["summary"]
    )


@pytest.mark.parametrize(
    ("language", "turned"), [("ar", True), ("he-IL", True), ("zh-Hans", False), (None, False)]
)
def test_feeds_say_which_way_a_text_runs(language: str | None, turned: bool) -> None:
    words = Article(
        id="a1",
        site="s",
        url="https://s.example/1",
        title="خبر",
        first_seen_at=datetime(2026, 1, 2, tzinfo=UTC),
        language=language,
        body=[Block("paragraph", text="نص الخبر")],
    )
    told = record(words)
    text = "<p>نص الخبر</p>"
    wanted = f'<div lang="{language}" dir="rtl">{text}</div>' if turned else text
    atom, rss = (etree.fromstring(feed(kind, Feed("t"), [told])) for kind in ("atom", "rss"))
    [entry] = atom.iter("{*}entry")
    assert entry.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    assert [one.text for one in atom.iter("{*}content")] == [wanted]
    assert [one.text for one in rss.iter("{*}encoded")] == [wanted]
    assert [one.text for one in rss.iter("{*}language")] == ([language] if language else [])
    [item] = json.loads(feed("json", Feed("t"), [told]))["items"]
    assert (item["content_html"], item.get("language")) == (wanted, language)


def test_json_feed(folder: Path, kept: dict[str, Record]) -> None:
    told_all = json.loads(export(folder, "out.feed.json"))
    got = {item["id"].rpartition(":")[2]: item for item in told_all["items"]}
    expected = shown(kept)
    assert got.keys() == expected.keys()
    for key, one in expected.items():
        told = {
            "url": one["url"],
            "title": one["title"],
            "summary": one["summary"],
            "date_published": one["published_at"] or one["first_seen_at"],
            "language": one["language"],
            "content_html": markup(one["body"]) or None,
        }
        assert not differences(got[key], told), key
        assert [tag.strip() for tag in got[key].get("tags", [])] == labels(one), key


def test_ninjs(folder: Path, kept: dict[str, Record]) -> None:
    got = {one["altIds"][0]["value"]: one for one in lines(export(folder, "out.ninjs.jsonl"))}
    assert got.keys() == kept.keys()
    for key, one in kept.items():
        told = got[key]
        values = {d["role"]: d["value"] for d in told.get("descriptions", [])}
        expected = {
            "uri": f"urn:newsbot:article:{key}",
            "title": one["title"],
            "language": one["language"],
            "firstCreated": one["first_seen_at"],
            "contentCreated": one["published_at"],
            "version": str(one["version"]),
        }
        assert not differences(told, expected), key
        assert told["bodies"][0]["value"] == one["text"], key
        assert values.get("summary") == one["summary"], key
        count = one["view_count"]
        assert values.get("viewCount") == (None if count is None else str(count)), key
        people = [person["name"] for person in told.get("people", [])]
        assert people == [*one["authors"], *one["editors"]], key
        pictures = [picture["uri"] for picture in told.get("associations", [])]
        assert pictures == [image["url"] for image in one["images"]], key
        assert told["altIds"][1]["value"] == one["url"], key


def test_linked_data_of_a_day_says_no_midnight(kept: dict[str, Record]) -> None:
    one = {**kept["oil1"], "published_at": "2026-03-24T00:00:00+08:00"}
    for precision, said in (("day", "2026-03-24"), ("minute", "2026-03-24T00:00:00+08:00")):
        told = news_article({**one, "published_precision": precision})
        assert told["datePublished"] == said, precision


def test_linked_data(kept: dict[str, Record]) -> None:
    assert kept.keys() >= {one.id for one in articles()}
    for key, one in kept.items():
        said = script_text(news_article(one))
        page = f'<html><head><script type="application/ld+json">{said}</script></head></html>'
        (got,) = extruct.extract(page, syntaxes=["json-ld"])["json-ld"]
        expected = {
            "identifier": key,
            "url": one["url"],
            "headline": one["title"],
            "articleBody": one["text"],
            "abstract": one["summary"],
            "datePublished": one["published_at"],
            "inLanguage": one["language"],
        }
        assert not differences(got, {n: v for n, v in expected.items() if v is not None}), key
        counter = got.get("interactionStatistic")
        assert (counter and counter["userInteractionCount"]) == one["view_count"], key
        assert [author["name"] for author in got.get("author", [])] == one["authors"], key
