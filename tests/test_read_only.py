"""A store that may only be read: it is read as it stands, and anew when somebody writes to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from invented import NOW, article
from starlette.testclient import TestClient

from newsbot.errors import StoreFault, WriteFault
from newsbot.policy.display import Audience
from newsbot.store import Reading, Store, open_store, still
from newsbot.web import server
from newsbot.web.app import make_app
from newsbot.web.service import Service


@pytest.fixture
def url(tmp_path: Path) -> str:
    """A store with one article, which nobody has open."""
    (tmp_path / "kept").mkdir()
    made = f"sqlite:///{tmp_path}/kept/newsbot.db"
    with open_store(made) as store:
        add(store, 1)
    return made


@pytest.fixture(params=["file", "folder"])
def lock(
    request: pytest.FixtureRequest, url: str, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[], None]]:
    """Takes the leave to write from the store's file or its folder; root, too, obeys it."""
    file = Path(url.removeprefix("sqlite:///"))
    path, mode = (file, 0o444) if request.param == "file" else (file.parent, 0o555)

    def access(asked: Path, _: int) -> bool:
        return bool(Path(asked).stat().st_mode & 0o200)

    def take() -> None:
        path.chmod(mode)
        monkeypatch.setattr(still.os, "access", access)

    yield take
    path.chmod(0o755)


def add(store: Store, number: int) -> None:
    run = store.begin_run("s", command="test", now=NOW)
    store.keep(article(number), [f"/{number}.html"], run)
    store.end_run(run, NOW + timedelta(minutes=1), "finished", {})


def test_it_is_read_and_left_as_it_is(url: str, lock: Callable[[], None]) -> None:
    lock()
    folder = Path(url.removeprefix("sqlite:///")).parent
    with Reading(url, make=False) as store:
        assert store.read_only
        assert len(list(store.articles())) == 1
        assert len(store.runs()) == 1
    with open_store(url, make=False) as store:
        assert [found.id for found in store.search("文", limit=9).kept] == []
        assert not store.is_indexed()
    assert [path.name for path in folder.iterdir()] == ["newsbot.db"], (
        "SQLite has left nothing beside it"
    )


def test_what_would_write_says_why_it_cannot(url: str, lock: Callable[[], None]) -> None:
    lock()
    with pytest.raises(StoreFault, match=r"cannot write to the store .*: its \w+ is read-only$"):
        open_store(url)
    with (
        open_store(url, make=False) as store,
        pytest.raises(WriteFault, match=r"cannot write to the store .*: its \w+ is read-only$"),
    ):
        store.advance("reader", 1)


def test_it_shows_what_somebody_else_writes(url: str, lock: Callable[[], None]) -> None:
    """He opens it after the reader, and closes it before him."""
    with open_store(url) as writer:
        lock()
        with Reading(url, make=False) as store:
            add(writer, 2)
            assert len(list(store.articles())) == 2, "it lies open: it is read as it changes"
    with Reading(url, make=False) as store:
        before = store.quick.pulse()
        assert len(list(store.articles())) == 2
        let_others_write(url)
        with open_store(url) as writer:
            add(writer, 3)
            assert len(list(store.articles())) == 3
            assert store.quick.pulse() != before
        assert len(list(store.articles())) == 3


def let_others_write(url: str) -> None:
    """Somebody else may write."""
    file = Path(url.removeprefix("sqlite:///"))
    file.chmod(0o644)
    file.parent.chmod(0o755)


def test_a_long_reading_tells_that_the_file_was_written_to(
    url: str, lock: Callable[[], None]
) -> None:
    lock()
    with Reading(url, make=False) as store:
        reading = store.articles()
        next(reading)
        let_others_write(url)
        with open_store(url) as writer:
            add(writer, 2)
        with pytest.raises(StoreFault, match="was written to while it was read: try again"):
            list(reading)


def test_a_store_of_an_earlier_newsbot_cannot_be_brought_up_to_date(
    url: str, lock: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    from newsbot.store import opening

    lock()
    monkeypatch.setattr(opening, "schema_version", lambda: 99)
    with pytest.raises(StoreFault, match=r"an earlier newsbot's, .*: its \w+ is read-only$"):
        Reading(url, make=False)


def test_it_is_served(url: str, lock: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> None:
    lock()
    with open_store(url, make=False) as store:
        app = make_app(Service(store, Audience(own=True)), local=True)
        asked = TestClient(app, base_url="http://127.0.0.1")
        title = article(1).title
        assert title in asked.get("/").text
        assert [one["title"] for one in asked.get("/api/articles").json()["articles"]] == [title]
        monkeypatch.setattr(server, "Indexer", None)  # it would only fail
        monkeypatch.setattr(server.Server, "run", lambda *_, **__: None)
        with server.bind("127.0.0.1", 0) as listening:
            server.run(app, store, listening)
