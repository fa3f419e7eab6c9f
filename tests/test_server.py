"""A store on a server: many processes make it, take leases, and outlive its restarts."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from invented import NOW, article
from sqlalchemy import Connection, Engine, event, make_url, text
from sqlalchemy.exc import OperationalError
from starlette.testclient import TestClient

from newsbot.errors import SiteBusy, StoreFault
from newsbot.policy.display import Audience
from newsbot.store import Reading, Store, leases, open_store, opening, server, shown
from newsbot.store.texts import TextIndex
from newsbot.web.app import make_app
from newsbot.web.service import Service

OTHERS = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


def test_many_make_one_store_at_once(postgres: str) -> None:
    def secret(_: int) -> bytes:
        with open_store(postgres) as store:
            return store.secret

    with ThreadPoolExecutor(6) as pool:
        assert len(set(pool.map(secret, range(6)))) == 1


def test_one_of_many_gets_a_site(postgres: str) -> None:
    start = threading.Barrier(6)
    with open_store(postgres) as store:

        def take(_: int) -> str:
            start.wait(30)
            try:
                return f"run {store.begin_run('s', command='test', now=NOW).id}"
            except SiteBusy:
                return "busy"

        with ThreadPoolExecutor(6) as pool:
            got = Counter(pool.map(take, range(6)))
        assert got["busy"] == 5, got
        assert len(store.open_runs()) == 1


def test_a_restart_of_the_server_costs_no_article_and_writes_none_twice(postgres: str) -> None:
    """Every connection is broken off again and again while articles are written."""
    broken = 0

    def break_off() -> None:
        nonlocal broken
        with psycopg.connect(postgres, autocommit=True) as server:
            for _ in range(6):
                time.sleep(0.7)
                broken += len(server.execute(OTHERS).fetchall())

    with open_store(postgres) as store:
        run = store.begin_run("s", command="test", now=NOW)
        breaking = threading.Thread(target=break_off)
        breaking.start()
        count = 0
        while breaking.is_alive():
            store.keep(article(count), [f"/a/{count}.html"], run)
            store.later(remember(count))  # its statements go past SQLAlchemy
            store.flush()
            count += 1
        assert broken >= 3, "the test broke nothing off"
        assert {found.id for found in store.articles()} == {f"id{n}" for n in range(count)}
        seqs = [change.seq for change in store.changes(limit=10_000)]
        assert seqs == list(range(1, count + 1)), "a change was told twice, or a number was lost"
        with store.reading() as connection:
            texts = TextIndex(connection)
            assert [n for n in range(count) if texts.holds(f"id{n}") is None] == []
            assert texts.last == {WEEK: count}, "a text was remembered twice"


WEEK = 2_900


def remember(number: int) -> Callable[[Connection], None]:
    def put(connection: Connection) -> None:
        TextIndex(connection).put(f"id{number}", WEEK, [number], b"text", [number])

    return put


class Restart:
    """Work that breaks its own connection off, the first few times."""

    def __init__(self, url: str, times: int = 2) -> None:
        self.url = url
        self.left = times

    def __call__(self, connection: Connection) -> None:
        if self.left:
            self.left -= 1
            with psycopg.connect(self.url, autocommit=True) as server:
                server.execute(OTHERS)


def test_a_question_that_a_restart_broke_off_is_asked_again(postgres: str) -> None:
    with open_store(postgres) as store:
        breaks = Restart(postgres)

        def ask(connection: Connection) -> int:
            breaks(connection)
            return int(connection.execute(text("SELECT 7")).scalar_one())

        assert store.read(ask) == 7
        assert breaks.left == 0, "nothing was broken off"
        breaks.left = 2
        assert store.quick.read(ask) == 7
        assert breaks.left == 0, "nothing was broken off"


class Clock:
    """Time that passes by sleeping only."""

    def __init__(self) -> None:
        self.now = 0.0

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds

    def passed(self) -> float:
        """Seconds since it was asked last."""
        passed, self.now = self.now, 0.0
        return passed


@contextmanager
def away(url: str) -> Iterator[None]:
    """The database takes nobody in while the block runs."""
    parsed = make_url(url)
    name, other = parsed.database, parsed.set(drivername="postgresql", database="postgres")
    with psycopg.connect(other.render_as_string(hide_password=False), autocommit=True) as admin:
        admin.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        admin.execute(
            f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
        )
        yield
        admin.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")


def test_a_page_does_not_wait_as_long_as_a_crawl_for_a_store_that_is_away(
    postgres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(postgres) as store:
        asked = TestClient(
            make_app(Service(store, Audience(own=True)), local=True), base_url="http://127.0.0.1"
        )
        assert asked.get("/healthz").text == "ok\n"
        clock, given, connect = Clock(), [], store.engine.dialect.connect

        def noted(*args: Any, **named: Any) -> Any:
            given.append(named["connect_timeout"])
            return connect(*args, **named)

        monkeypatch.setattr(server, "time", clock)
        monkeypatch.setattr(store.engine.dialect, "connect", noted)
        with away(postgres):
            for path in ("/", "/api/articles", "/feed.atom", "/watch", "/metrics"):
                answer = asked.get(path)
                assert (path, answer.status_code, clock.passed() <= 3) == (path, 503, True)
                assert answer.headers["retry-after"] == "10"
            assert (asked.get("/healthz").status_code, clock.passed()) == (503, 0.0)
            assert max(given) <= 3, "a silent server is not waited for either"
            with pytest.raises(StoreFault):
                store.last_seq()
            assert clock.passed() >= server.DOOR_SECONDS
            assert given[-1] == server.CONNECT_SECONDS
        assert asked.get("/healthz").text == "ok\n"


def test_a_store_that_a_restart_met_opens(postgres: str, monkeypatch: pytest.MonkeyPatch) -> None:
    breaks, bring_up = Restart(postgres), opening._bring_up

    def broken(connection: Connection) -> None:
        bring_up(connection)
        breaks(connection)

    monkeypatch.setattr(opening, "_bring_up", broken)
    with open_store(postgres) as store:
        assert breaks.left == 0, "nothing was broken off"
        assert store.schema_before == 0
        assert len(store.secret) == opening.SECRET_BYTES


def test_a_run_that_a_restart_met_begins_once(
    postgres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(postgres) as store:
        breaks, begin = Restart(postgres), leases.begin

        def broken(connection: Connection, *given: Any) -> leases.RunHandle:
            began = begin(connection, *given)
            breaks(connection)
            return began

        monkeypatch.setattr(leases, "begin", broken)
        run = store.begin_run("s", command="test", now=NOW)
        assert breaks.left == 0, "nothing was broken off"
        assert [found.id for found in store.open_runs()] == [run.id]


def test_a_lost_answer_to_a_commit_is_asked_after_until_it_comes(
    postgres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run has begun, but nobody heard so; what asks for it is broken off, too."""
    lost = OperationalError("COMMIT", {}, psycopg.OperationalError("server closed"))
    answers, questions, is_committed = iter([lost]), iter([lost, lost]), server._is_committed

    def commit(connection: Any) -> None:
        if error := next(answers, None):
            connection.connection.driver_connection.commit()
            raise error

    def ask(engine: Engine, number: str) -> bool:
        if error := next(questions, None):
            raise error
        return is_committed(engine, number)

    monkeypatch.setattr(server, "_is_committed", ask)
    with open_store(postgres) as store:
        event.listen(store.engine, "commit", commit)
        run = store.begin_run("s", command="test", now=NOW)
        assert next(questions, None) is None, "nobody asked"
        assert [found.id for found in store.open_runs()] == [run.id]


def test_two_writers_that_cross_each_other_both_end(postgres: str) -> None:
    """Each links the other's articles in the opposite order: PostgreSQL breaks off one of them."""
    ids = [f"id{n}" for n in range(40)]
    with open_store(postgres) as one, open_store(postgres) as other:
        run = one.begin_run("s", command="test", now=NOW)
        for number in range(40):
            one.keep(article(number), [f"/a/{number}.html"], run)
        one.flush()

        def link(given: tuple[object, list[str], str]) -> None:
            store, order, of = given
            for _ in range(15):
                for found in order:
                    store.link(found, of, ())  # type: ignore[attr-defined]
                store.flush()  # type: ignore[attr-defined]

        with ThreadPoolExecutor(2) as pool:
            list(pool.map(link, [(one, ids, "id0"), (other, ids[::-1], "id39")]))
        assert {found.duplicate_of for found in one.articles()} <= {"id0", "id39"}


def test_a_password_is_shown_to_nobody() -> None:
    url = "postgresql://news:s3cret@127.0.0.1:1/store"
    assert "s3cret" not in shown(url)
    with pytest.raises(StoreFault, match=r"cannot open the store .*refused") as told:
        open_store(url)
    assert "s3cret" not in str(told.value)


def tables(url: str) -> int:
    with psycopg.connect(url) as server:
        found = server.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
        return int((found.fetchone() or [0])[0])


@pytest.mark.parametrize("words", [["runs"], ["store", "check"], ["export", "-O", "x.jsonl"]])
def test_who_only_reads_makes_no_store(words: list[str], postgres: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "newsbot", *words, "--store", postgres]
    done = subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 2
    assert done.stderr.startswith("newsbot: there is no store postgresql://"), done.stderr
    assert "crawl first" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert tables(postgres) == 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", [Store, Reading])
def test_a_store_that_is_looked_for_is_not_made(
    kind: type[Reading], store_url: str, tmp_path: Path
) -> None:
    with pytest.raises(StoreFault, match="there is no store"):
        kind(store_url, make=False)
    assert list(tmp_path.iterdir()) == []
    open_store(store_url).close()
    kind(store_url, make=False).close()


def test_a_store_on_a_server_names_the_extra_that_it_needs(tmp_path: Path) -> None:
    (tmp_path / "psycopg.py").write_text(
        "raise ModuleNotFoundError('no', name='psycopg')", encoding="utf-8"
    )
    words = [sys.executable, "-m", "newsbot", "runs", "--store", "postgresql://nobody/x"]
    done = subprocess.run(
        words,
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 2
    said = "newsbot: a store on PostgreSQL needs psycopg: pip install 'newsbot[cluster]'\n"
    assert done.stderr == said


def test_care_of_a_store_on_a_server(postgres: str, tmp_path: Path) -> None:
    with open_store(postgres) as store:
        run = store.begin_run("s", command="test", now=NOW)
        store.keep(article(1), ["/a/1.html"], run)
        store.flush()
        assert store.check(NOW) == []
        with pytest.raises(StoreFault, match="pg_dump"):
            store.backup(tmp_path / "copy.db")
