"""newsbot export as a user calls it: a store in, a file out, one line for each mistake."""

import csv
import gzip
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsbot.commandline import main
from newsbot.items import Article, Provenance, Sighting
from newsbot.store import open_store


def moment(day: int) -> datetime:
    return datetime(2026, 3, day, tzinfo=UTC)


ARTICLES = [
    Article(
        id=f"a{number}",
        site="daily" if number % 2 else "evening",
        url=f"https://invented.example/{number}.html",
        title=f"第{number}条",
        fetched_at=moment(number),
        first_seen_at=moment(number),
        category="国际" if number < 4 else "体育",
        category_slug="international" if number < 4 else "sports",
        seen_in=[Sighting("热点", "hot", 1, 1)] if number == 6 else [],
        source="虚构社" if number == 3 else None,
        language="zh-Hant" if number == 5 else "zh-Hans",
        text=f"正文{number}",
        content_hash=f"{number:04x}",
        duplicate_of="a1" if number == 2 else None,
        rights={"training": {"decision": "deny" if number == 4 else "allow"}},
        provenance={"title": Provenance("h1", "第")},
    )
    for number in range(1, 7)
]


@dataclass
class Done:
    code: int
    out: str
    err: str


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory without settings of the machine."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NEWSBOT_STORE", raising=False)
    return tmp_path


@pytest.fixture
def kept(folder: Path) -> Path:
    """The same with a store of six articles."""
    with open_store("sqlite:///newsbot.db") as store:
        for site in ("daily", "evening"):
            run = store.begin_run(site, command="test", now=moment(1))
            for article in ARTICLES:
                if article.site == site:
                    store.keep(article, [article.url], run)
            store.end_run(run, moment(1), "finished", {})
    return folder


@pytest.fixture
def newsbot(capfd: pytest.CaptureFixture[str]) -> Callable[..., Done]:
    def call(*words: str) -> Done:
        with pytest.raises(SystemExit) as ended:
            main(list(words))
        out, err = capfd.readouterr()
        return Done(int(ended.value.code or 0), out, err)

    return call


def ids(path: Path) -> list[str]:
    return [json.loads(line)["id"] for line in path.read_bytes().splitlines()]


FILTERS: list[tuple[list[str], list[str], str]] = [
    ([], ["a1", "a2", "a3", "a4", "a5", "a6"], "6 lines"),
    (["--site", "daily"], ["a1", "a3", "a5"], "3 lines"),
    (["--site", "daily", "--site", "evening"], ["a1", "a2", "a3", "a4", "a5", "a6"], "6 lines"),
    (["--category", "体育"], ["a4", "a5", "a6"], "3 lines; 3 left out (3 by --category)"),
    (["--category", "hot"], ["a6"], "1 line; 5 left out (5 by --category)"),
    (["--language", "zh-Hant"], ["a5"], "1 line; 5 left out (5 by --language)"),
    (["--source", "虚构社"], ["a3"], "1 line; 5 left out (5 by --source)"),
    (["--since", "2026-03-04"], ["a4", "a5", "a6"], "3 lines; 3 left out (3 by --since)"),
    (["--no-copies"], ["a1", "a3", "a4", "a5", "a6"], "5 lines; 1 left out (1 by --no-copies)"),
    (["--purpose", "training"], ["a1", "a2", "a3", "a5", "a6"], "5 lines; 1 left out"),
    (["--site", "daily", "--category", "sports"], ["a5"], "1 line; 2 left out (2 by --category)"),
    (["--site", "nosuch"], [], "0 lines"),
]


@pytest.mark.parametrize(("words", "expected", "says"), FILTERS, ids=lambda v: " ".join(v)[:30])
def test_filters(newsbot, kept: Path, words: list[str], expected: list[str], says: str) -> None:
    done = newsbot("export", "-O", "out.jsonl", *words)
    assert (done.code, done.out) == (0, "")
    assert ids(kept / "out.jsonl") == expected
    assert done.err.startswith(f"out.jsonl: {says}")
    assert done.err.count("\n") == 1


def test_every_suffix(newsbot, kept: Path) -> None:
    for suffix in ("jsonl", "jsonl.gz", "jsonl.zst", "csv", "parquet"):
        assert newsbot("export", "-O", f"out.{suffix}").code == 0
    lines = (kept / "out.jsonl").read_bytes()
    assert gzip.decompress((kept / "out.jsonl.gz").read_bytes()) == lines
    with (kept / "out.csv").open(encoding="utf-8", newline="") as file:
        assert [row["id"] for row in csv.DictReader(file)] == ids(kept / "out.jsonl")


def test_standard_output_has_the_lines_and_nothing_else(newsbot, kept: Path) -> None:
    done = newsbot("export", "-O", "-")
    assert [json.loads(line)["id"] for line in done.out.splitlines()] == [a.id for a in ARTICLES]
    assert done.err == "-: 6 lines\n"


def test_provenance_and_bom(newsbot, kept: Path) -> None:
    newsbot("export", "-O", "plain.jsonl")
    newsbot("export", "-O", "told.jsonl", "--provenance")
    assert b'"provenance":null' in (kept / "plain.jsonl").read_bytes()
    assert b'"rule":"h1"' in (kept / "told.jsonl").read_bytes()
    newsbot("export", "-O", "bom.csv", "--bom")
    assert (kept / "bom.csv").read_bytes().startswith(b"\xef\xbb\xbfschema_version")


def test_a_store_elsewhere(newsbot, kept: Path) -> None:
    (kept / "newsbot.db").rename(kept / "other.db")
    assert newsbot("export", "-O", "a.jsonl", "--store", f"sqlite:///{kept}/other.db").code == 0
    assert len(ids(kept / "a.jsonl")) == 6


MISTAKES: list[tuple[list[str], str]] = [
    (["export"], "export what to? name a file with -O"),
    (["export", "out.jsonl"], "export takes no argument 'out.jsonl'"),
    (["export", "-O", "out.txt"], "end it with one of .jsonl .jsonl.gz .jsonl.zst .csv .parquet"),
    (
        ["export", "-O", "nosuch/out.jsonl"],
        "out.jsonl: there is no folder nosuch",
    ),
    (["export", "-O", "/proc/out.jsonl"], "cannot write /proc/out.jsonl"),
    (["export", "-O", "folder.csv"], "cannot write folder.csv: it is a folder"),
    (["export", "-O", "out.jsonl", "--since", "soon"], "--since 'soon' is no time"),
    (["export", "-O", "out.jsonl", "--since", ""], "--since '' is no time"),
    (["export", "-O", "out.jsonl", "--purpose", "fun"], "there are index, display-snippet"),
    (["export", "-O", "out.jsonl", "--bom"], "--bom is for .csv files"),
    (
        ["export", "-O", "out.jsonl", "--store", "sqlite:///no.db"],
        "there is no store sqlite:///no.db",
    ),
    (["export", "-O", "out.jsonl", "--bogus"], "no option --bogus"),
    (["schema", "x"], "schema takes no arguments"),
]


@pytest.mark.parametrize(("words", "says"), MISTAKES, ids=lambda v: " ".join(v)[:40])
def test_a_mistake_is_one_line_and_exit_2(newsbot, kept: Path, words: list[str], says: str) -> None:
    (kept / "folder.csv").mkdir()
    (kept / "out.jsonl").write_text("old")
    done = newsbot(*words)
    assert (done.code, done.out) == (2, "")
    assert says in done.err
    assert done.err.count("\n") == 1
    assert (kept / "out.jsonl").read_text() == "old"
    left = {path.name for path in kept.iterdir()} - {
        "newsbot.db",
        "newsbot.db-wal",
        "newsbot.db-shm",
    }
    assert left == {"folder.csv", "out.jsonl"}


def test_without_a_store_none_is_made(newsbot, folder: Path) -> None:
    done = newsbot("export", "-O", "out.jsonl")
    assert done.code == 2
    assert "there is no store sqlite:///newsbot.db: crawl first" in done.err
    assert list(folder.iterdir()) == []


def test_a_failing_disk_is_exit_1_and_keeps_the_old_file(
    newsbot, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    (kept / "out.jsonl").write_text("old")
    monkeypatch.setattr("newsbot.export.targets.os.write", full)
    done = newsbot("export", "-O", "out.jsonl")
    assert done.code == 1
    assert done.err == "newsbot: cannot write out.jsonl: No space left on device\n"
    assert (kept / "out.jsonl").read_text() == "old"


def test_the_schema_is_printed(newsbot, folder: Path) -> None:
    done = newsbot("schema")
    assert (done.code, done.err) == (0, "")
    assert list(json.loads(done.out)["properties"]) == list(Article.keys())
