"""Copying a store: everything goes over with its numbers, whatever breaks in between."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from invented import NOW, article

from newsbot.errors import RunFault, StoreFault
from newsbot.items import ListingEntry
from newsbot.store import Store, copying, open_store


def filled(url: str, count: int = 30) -> None:
    with open_store(url) as store:
        store.learn_site("s", ["https://s.example"])
        run = store.begin_run("s", command="test", now=NOW)
        for number in range(count):
            store.keep(article(number, view_count=number), [f"/a/{number}.html"], run)
        store.flush()
        later = article(1, "改了", version=2, fetched_at=NOW + timedelta(hours=1))
        store.keep(later, ["/a/1.html"], run, ("text",))
        store.link("id3", "id2", ["id4"])
        store.failed("s", {"/gone.html": ("http_4xx", NOW)})
        entry = ListingEntry("https://s.example/new.html", "s", "https://s.example/x", NOW)
        store.listed("s", {"/new.html": entry}, {}, ["/new.html"])
        store.flush()
        store.forget(NOW, what="id5")
        store.advance("downstream", 7)
        store.index()
        store.end_run(run, NOW, "finished", {"new": count})


def content(store: Store) -> dict[str, Any]:
    return {
        "articles": list(store.articles()),
        "versions": store.versions("id1"),
        "views": store.observations("id7"),
        "runs": store.runs(),
        "changes": store.changes(limit=1000),
        "cursor": store.cursor("downstream"),
        "known": store.known("s", ["/a/1.html", "/a/5.html", "/gone.html", "/new.html"]),
        "waiting": store.waiting("s", NOW),
        "secret": store.secret,
    }


@pytest.fixture(params=["sqlite to postgresql", "postgresql to sqlite"])
def ways(request: pytest.FixtureRequest, postgres: str, tmp_path: Path) -> tuple[str, str]:
    """(from, to)."""
    sqlite = f"sqlite:///{tmp_path}/newsbot.db"
    return (sqlite, postgres) if request.param.startswith("sqlite") else (postgres, sqlite)


def copy(source: str, target: str) -> dict[str, int]:
    told: dict[str, int] = {}
    with open_store(source) as one, open_store(target) as other:
        copying.copy(one, other, told.__setitem__)
    return told


def test_everything_goes_over_and_numbers_go_on(ways: tuple[str, str]) -> None:
    source, target = ways
    filled(source)
    copy(source, target)
    with open_store(source) as one, open_store(target) as other:
        assert content(other) == content(one)
        for store in (one, other):
            run = store.begin_run("s", command="test", now=NOW)
            store.keep(article(99, "新的一篇"), ["/a/99.html"], run)
            store.end_run(run, NOW, "finished", {})
            store.index()
        assert content(other) == content(one), "what comes after is numbered in another way"
        assert [k.record["id"] for k in other.search("新的一篇").kept] == ["id99"]
        assert other.check(NOW) == []


def test_a_copy_that_breaks_off_goes_on(
    ways: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    source, target = ways
    filled(source)
    monkeypatch.setattr(copying, "PART", 8)
    mark, marks = copying._mark, 0

    def breaks(connection: Any, table: Any, value: str) -> None:
        nonlocal marks
        marks += 1
        if table.name == "articles" and marks > 2 and value != copying.DONE and "1" in value:
            raise RunFault("the line was cut")
        mark(connection, table, value)

    monkeypatch.setattr(copying, "_mark", breaks)
    with pytest.raises(RunFault, match="cut"):
        copy(source, target)
    monkeypatch.setattr(copying, "_mark", mark)
    told = copy(source, target)
    assert told["about"] == 0, "what had gone over went over again"
    assert 0 < told["articles"] < 29, told
    with open_store(source) as one, open_store(target) as other:
        assert content(other) == content(one)


def test_a_source_that_is_written_to_is_noticed(
    ways: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    source, target = ways
    filled(source)
    finish: Callable[..., Any] = copying._sum

    def late(store: Any, table: Any) -> Any:
        if table.name == "articles" and store.url == source:
            monkeypatch.setattr(copying, "_sum", finish)
            with open_store(source) as writing:
                run = writing.begin_run("t", command="test", now=NOW)
                writing.keep(article(77), ["/a/77.html"], run)
                writing.end_run(run, NOW, "finished", {})
        return finish(store, table)

    monkeypatch.setattr(copying, "_sum", late)
    with pytest.raises(RunFault, match=r"written to while it was copied .*articles"):
        copy(source, target)
    copy(source, target)
    with open_store(source) as one, open_store(target) as other:
        assert content(other) == content(one)


def test_another_store_is_not_overwritten(tmp_path: Path) -> None:
    one, other = (f"sqlite:///{tmp_path}/{name}.db" for name in ("one", "other"))
    filled(one)
    filled(other, 6)
    with pytest.raises(StoreFault, match="another store already"):
        copy(one, other)


def test_the_command(tmp_path: Path) -> None:
    filled(f"sqlite:///{tmp_path}/one.db")
    words = [sys.executable, "-m", "newsbot", "store", "copy", "sqlite:///one.db"]
    done, wrong = (
        subprocess.run(
            [*words, *more],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        for more in (["sqlite:///two.db"], [])
    )
    assert done.returncode == 0, done.stderr
    assert "29 articles" in done.stderr
    assert "the same on both sides" in done.stderr
    assert wrong.returncode == 2
    assert "store copy FROM TO" in wrong.stderr
