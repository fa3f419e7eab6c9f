"""Search: what the index finds is what a plain look through all texts finds."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from newsbot.errors import BadValue
from newsbot.items import Article, Block
from newsbot.store import Chosen, Store, open_store
from newsbot.store.grams import entries, fold, read_query

NOW = datetime(2025, 3, 24, 4, 0, tzinfo=UTC)
LETTERS = "俄乌冲突停火谈判烏克蘭油价上调下周举行会议的了在和"
WORDS = ["AI", "ChatGPT", "G7", "NATO", "naïve", "Straße", "3.5%", "2025年", "COVID-19", "ニュース"]


def article(number: int, title: str, text: str, **more: Any) -> Article:
    at = NOW + timedelta(minutes=number)
    values = {"fetched_at": at, "first_seen_at": at, "content_hash": f"h{number}", **more}
    return Article(
        id=f"id{number}",
        site=values.pop("site", "s"),
        url=f"https://s.example/a/{number}.html",
        title=title,
        text=text,
        body=[Block("paragraph", text=text)],
        **values,
    )


def keep(store: Store, *articles: Article, changed: tuple[str, ...] = ()) -> None:
    run = store.begin_run("s", command="test", now=NOW)
    for one in articles:
        store.keep(one, [one.url], run, changed)
    store.end_run(run, NOW, "finished", {})
    store.index()


@pytest.fixture
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if getattr(request, "param", "sqlite") == "sqlite":
        return f"sqlite:///{tmp_path}/newsbot.db"
    return request.getfixturevalue("postgres")  # type: ignore[no-any-return]


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with open_store(url) as opened:
        yield opened


def ids(store: Store, text: str, chosen: Chosen = Chosen(), **more: Any) -> list[str]:  # noqa: B008
    return [one.record["id"] for one in store.search(text, chosen, **more).kept]


def invented(rng: random.Random) -> str:
    parts = []
    for _ in range(rng.randrange(5, 60)):
        if rng.random() < 0.15:
            parts.append(rng.choice(["，", "。", " ", "\n", *WORDS]))
        else:
            parts.append(rng.choice(LETTERS))
    return "".join(parts)


both = pytest.mark.parametrize("url", ["sqlite", "postgresql"], indirect=True)


@both
def test_the_index_finds_what_a_plain_scan_finds(store: Store) -> None:
    rng = random.Random(7)
    kept = [article(n, invented(rng), invented(rng)) for n in range(150)]
    keep(store, *kept)
    found_any = 0
    for _ in range(200):
        source = rng.choice(kept)
        whole = f"{source.title} {source.text}"
        at = rng.randrange(len(whole) - 3)
        words = [whole[at : at + length] for length in rng.choice([[1], [2], [2, 2], [3], [5]])]
        text = " ".join(f'"{word}"' for word in words)
        if rng.random() < 0.3:
            text += f" -{rng.choice(LETTERS)}{rng.choice(LETTERS)}"
        try:
            query = read_query(text)
        except BadValue:
            continue  # only punctuation was drawn
        scanned = [a.id for a in reversed(kept) if query.matches(a.title or "", a.text)]
        got = ids(store, text, limit=1000)
        assert got == scanned, f"{text!r}: expected {scanned}, got {got}"
        found_any += bool(scanned)
    assert found_any > 100


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("俄乌", ["id2", "id1"]),
        ("俄烏", ["id2", "id1"]),
        ("乌", ["id2", "id1"]),
        ("突", ["id1"]),
        ("俄乌 停火", ["id2"]),
        ("俄乌 -停火", ["id1"]),
        ("“冲突 升级”", ["id1"]),
        ('"升级 冲突"', []),
        ("nato", ["id1"]),
        ("ato", []),
        ("ＮＡＴＯ", ["id1"]),
        ("AI芯片", ["id2"]),
        ("nosuch", []),
        ("海", []),
    ],
)
def test_words_and_phrases(store: Store, text: str, expected: list[str]) -> None:
    keep(
        store,
        article(1, "俄乌冲突 升级", "NATO 表示关注，冲突"),
        article(2, "俄乌谈判", "双方同意停火。OpenAI芯片与AI芯片"),
        article(3, "油价", "上调"),
    )
    assert ids(store, text) == expected


@both
def test_filters_order_and_places(store: Store) -> None:
    body = "停火" + "的" * 3000
    keep(
        store,
        article(1, "停火停火", "停火协议，停火", category_slug="world"),
        *(article(n, "天气", body, category_slug="local") for n in range(2, 9)),
    )
    assert ids(store, "停火", order="best")[0] == "id1"
    told, place = [], None
    for size in (3, 3, 2):
        page = store.search("停火", order="best", limit=3, before=place)
        assert len(page.kept) == size
        told, place = told + [one.record["id"] for one in page.kept], page.behind
    assert place is None
    assert told == ["id1", *(f"id{n}" for n in range(8, 1, -1))]
    assert ids(store, "停火", Chosen(categories=("world",))) == ["id1"]
    assert ids(store, "停火", Chosen(since=NOW + timedelta(minutes=8))) == ["id8"]
    first = store.search("停火", limit=3)
    rest = store.search("停火", limit=10, before=first.behind)
    told = [one.record["id"] for one in (*first.kept, *rest.kept)]
    assert told == [f"id{n}" for n in range(8, 0, -1)]
    assert rest.behind is None


@both
def test_a_new_version_takes_the_place_of_the_old(store: Store) -> None:
    keep(store, article(1, "旧标题", "旧正文"))
    keep(store, article(1, "新标题", "新正文", version=2), changed=("title",))
    assert ids(store, "旧标题") == []
    assert ids(store, "新标题") == ["id1"]


def test_nothing_of_a_deleted_article_stays_in_the_index(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/newsbot.db"
    with open_store(url) as store:
        keep(store, article(1, "机密", "zebrasecret"), article(2, "其他", "visibleword"))
        store.forget(NOW, what="id1")
        assert ids(store, "机密") == []
    plain = sqlite3.connect(tmp_path / "newsbot.db")
    asked = f'"{"机密".encode().hex()}"'
    rows = plain.execute("SELECT rowid FROM search_entries WHERE search_entries MATCH ?", [asked])
    assert rows.fetchall() == []
    assert plain.execute("SELECT count(*) FROM indexed").fetchone() == (1,)
    plain.close()
    files = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"brasecret".hex().encode() not in files
    assert b"sibleword".hex().encode() in files, "the index has its entries as such"


def test_an_index_of_another_rule_is_made_anew(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/newsbot.db"
    with open_store(url) as store:
        keep(store, article(1, "停火", "协议"))
        with store.writing() as connection:
            connection.exec_driver_sql("UPDATE about SET value = '0' WHERE name = 'search_rule'")
    with open_store(url) as store:
        assert ids(store, "停火") == []
        store.index()
        assert ids(store, "停火") == ["id1"]


def test_a_store_of_before_the_index_gets_one(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/newsbot.db"
    with open_store(url) as store:
        keep(store, article(1, "停火", "协议"))
        with store.writing() as connection:
            for statement in (
                "TRIGGER indexed_goes",
                "TRIGGER article_changes",
                "TRIGGER article_goes",
            ):
                connection.exec_driver_sql(f"DROP {statement}")
            connection.exec_driver_sql("DROP TABLE search_entries")
            connection.exec_driver_sql("DROP TABLE indexed")
            connection.exec_driver_sql("DELETE FROM cursors WHERE name = 'search'")
    with open_store(url) as store:
        store.index()
        assert ids(store, "停火") == ["id1"]


@pytest.mark.parametrize("text", ["", "  ", "-停火", "，。", '""', "长" * 201, "一 " * 13])
def test_what_cannot_be_searched_is_refused(store: Store, text: str) -> None:
    with pytest.raises(BadValue):
        store.search(text)


def test_quotes_of_the_index_language_mean_nothing(store: Store) -> None:
    keep(store, article(1, "停火", "NEAR OR AND"))
    for text in ('停" OR "x', "停* AND", "NEAR(停 火)", "'; DROP TABLE articles; --停"):
        store.search(text)
    assert ids(store, "near or") == ["id1"]


def test_entries_of_a_text() -> None:
    assert entries(fold("俄乌冲突，AI芯片 OK")) == {
        *("俄乌", "乌冲", "冲突", "突", "ai", "芯片", "片", "ok"),
    }
