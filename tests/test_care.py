"""Care of the store: check and repair, backup, expiry, migrations, and stores that are not well."""

from __future__ import annotations

import gzip
import sqlite3
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from invented import NOW, article, url_of
from sqlalchemy import Connection

from newsbot.errors import NewerStore, StoreFault
from newsbot.extensions.disk import decide
from newsbot.items import ListingEntry
from newsbot.store import migrations, open_store, shown

SAVED = Path(__file__).parent / "data" / "stores"


def newsbot(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "newsbot", *words]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=60, check=False)


def fill(folder: Path) -> None:
    fill_store(url_of(folder))


def fill_store(url: str) -> None:
    with open_store(url) as store:
        store.learn_site("s", ["https://s.example"])
        run = store.begin_run("s", command="test", now=NOW)
        for number in range(5):
            store.keep(article(number, view_count=number + 1), [f"/a/{number}.html"], run)
        entry = ListingEntry("https://s.example/a/9.html", "s", "https://s.example/", NOW)
        store.listed("s", {"/a/9.html": entry}, {}, ["/a/9.html"])
        store.failed("s", {"/a/8.html": ("http_4xx", NOW)})
        store.flush()
        store.keep(article(1, "改过了", version=2), ["/a/1.html"], run, ("text",))
        store.end_run(run, NOW, "finished", {})


BREAKS = {
    "keys of articles that are not there": "INSERT INTO keys VALUES (1, 999, 1)",
    "observations of articles that are not there": (
        "INSERT INTO observations VALUES (999, 1, 0, 1, true, true)"
    ),
    "articles without a key": "DELETE FROM keys WHERE article = 2",
    "copies of articles that are not there": (
        "UPDATE articles SET duplicate_of = 'x' WHERE id = 'id3'"
    ),
    "articles that were never told": "DELETE FROM changes WHERE article_id = 'id2'",
    "sequence numbers given twice": "UPDATE counters SET value = 0",
    "indexes that are not there": "DROP INDEX articles_by_original",
}


@pytest.mark.parametrize("what", BREAKS)
def test_what_can_be_derived_is_put_right(what: str, store_url: str) -> None:
    fill_store(store_url)
    with open_store(store_url) as store:
        store.later(lambda connection: connection.exec_driver_sql(BREAKS[what]))
        store.flush()
        assert [(f.what, f.repaired) for f in store.check(NOW)] == [(what, False)]
        assert [(f.what, f.repaired) for f in store.check(NOW, repair=True)] == [(what, True)]
        assert store.check(NOW) == []
        assert store.find("s", "/a/1.html") == "id1"


def test_a_record_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    fill(tmp_path)
    with sqlite3.connect(tmp_path / "newsbot.db") as plain:
        names = plain.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in names:  # they call functions that only newsbot's connections have
            plain.execute(f"DROP TRIGGER {name}")
        plain.execute("UPDATE articles SET document = x'00' WHERE id = 'id3'")
    plain.close()
    done = newsbot("store", "check", "--repair", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr == "1 articles whose record cannot be read\n"


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    fill(tmp_path)
    path = tmp_path / "newsbot.db"
    content = bytearray(path.read_bytes())
    content[8192 : len(content) - 4096] = b"\xa5" * (len(content) - 12288)
    path.write_bytes(content)
    done = newsbot("store", "check", cwd=tmp_path)
    assert done.returncode in (1, 2)
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()


def test_damage_within_a_file_is_a_line_each(tmp_path: Path) -> None:
    fill(tmp_path)
    path = tmp_path / "newsbot.db"
    with sqlite3.connect(path) as plain:
        size = plain.execute("PRAGMA page_size").fetchone()[0]
        where = "SELECT rootpage FROM sqlite_master WHERE name = 'articles_by_time'"
        (page,) = plain.execute(where).fetchone()
    plain.close()
    content = bytearray(path.read_bytes())
    content[page * size - 40 : page * size] = bytes(40)  # some of its rows
    path.write_bytes(content)
    done = newsbot("store", "check", cwd=tmp_path)
    assert done.returncode == 1, done.stderr
    for line in done.stderr.splitlines():
        assert line.startswith("1 "), line
        assert "***" not in line


def test_a_backup_is_a_store(tmp_path: Path) -> None:
    fill(tmp_path)
    done = newsbot("store", "backup", "copy.db", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    with open_store(f"sqlite:///{tmp_path}/copy.db") as copy, open_store(url_of(tmp_path)) as store:
        assert list(copy.articles()) == list(store.articles())
        assert copy.changes() == store.changes()
    assert [path.name for path in tmp_path.glob(".*part")] == []


@pytest.mark.parametrize("name", ["newsbot.db", "./newsbot.db", "alias.db", "used.db"])
def test_a_backup_takes_no_place_of_a_store_in_use(name: str, tmp_path: Path) -> None:
    """SQLite goes on with the log of the file that stood there, and both stores are lost."""
    fill(tmp_path)
    (tmp_path / "alias.db").symlink_to("newsbot.db")
    with open_store(f"sqlite:///{tmp_path}/used.db") as used:
        used.learn_site("other", ["https://other.example"])
        used.flush()
        done = newsbot("store", "backup", name, cwd=tmp_path)
        assert (done.returncode, len(done.stderr.splitlines())) == (2, 1), done.stderr
        assert "name another file" in done.stderr
    for kept in ("newsbot.db", "used.db"):
        with open_store(f"sqlite:///{tmp_path}/{kept}", make=False) as store:
            assert store.check(NOW) == [], kept
    assert newsbot("store", "backup", "used.db", cwd=tmp_path).returncode == 0, "in use no more"


def test_each_kind_of_data_has_its_age(store_url: str) -> None:
    fill_store(store_url)
    later = NOW + timedelta(days=40)
    month = timedelta(days=30)
    with open_store(store_url) as store:
        assert store.expire(later, {"views": timedelta(days=50)}) == {"views": 0}
        kinds = ("versions", "views", "sightings", "addresses")
        gone = store.expire(later, dict.fromkeys(kinds, month))
        assert gone == {"versions": 1, "views": 5, "sightings": 1, "addresses": 2}
        assert store.expire(later, {"articles": timedelta(days=999_999)}) == {"articles": 0}
        assert len(list(store.articles())) == 5
        assert [row.articles for row in store.sites()] == [5]
        assert store.expire(later, {"articles": month}) == {"articles": 5}
        assert [row.articles for row in store.sites()] == [0], "what has expired is not there"
        assert list(store.articles()) == []
        assert store.known("s", ["/a/1.html"])["/a/1.html"].article_id == "id1", "not fetched again"
        assert store.changes() == []


def test_expire_reads_the_settings(tmp_path: Path) -> None:
    fill(tmp_path)
    done = newsbot("store", "expire", cwd=tmp_path)
    assert (done.returncode, done.stderr.splitlines()) == (
        0,
        ["1 sightings expired", "2 addresses expired"],
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["runs", "--store", "sqlite:///no.db"], "there is no store sqlite:///no.db"),
        (["runs", "9" * 20], "a whole number from 1 to"),
        (["runs", "--limit", "9" * 20], "a whole number from 1 to"),
        (["report", "1", "-O", "newsbot.db"], "newsbot.db is a store"),
        (["crawl", "daydaynews", "--record", "newsbot.db"], "newsbot.db is a store"),
        (["store"], "there are check, backup, expire"),
        (["store", "mend"], "there are check, backup, expire"),
        (["store", "backup"], "one file is wanted"),
        (["store", "check", "--store", "sqlite:///no.db"], "there is no store sqlite:///no.db"),
        (["forget"], "name ids or addresses"),
        (["export", "--to", "x", "-O", "y.jsonl"], "name a file with -O"),
        (["export", "--to", "x", "--site", "s"], "--site is for files"),
        (["export", "--webhook"], "NEWSBOT_WEBHOOK_URL is not set"),
    ],
)
def test_wrong_words_are_one_line(words: list[str], said: str, tmp_path: Path) -> None:
    fill(tmp_path)
    done = newsbot(*words, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_locked_store_says_so(tmp_path: Path) -> None:
    fill(tmp_path)
    with sqlite3.connect(tmp_path / "newsbot.db", isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        url = url_of(tmp_path) + "?timeout=0.2"
        done = newsbot("crawl", "http://127.0.0.1:9/", "--store", url, cwd=tmp_path)
        other.execute("ROLLBACK")
    other.close()
    assert done.returncode in (1, 2)
    assert "database is locked" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("free", "waited", "step"),
    [(100, 0, "go on"), (99, 0, "pause"), (99, 59, "pause"), (99, 60, "give up")],
)
def test_a_nearly_full_disk(free: int, waited: float, step: str) -> None:
    assert decide(free, 100, waited, 60) == step


# --- Migrations -------------------------------------------------------------------------------


def saved(version: int, folder: Path) -> str:
    """A store as version `version` left it (`fill`, then `PRAGMA journal_mode=DELETE`)."""
    packed = (SAVED / f"version_{version}.db.gz").read_bytes()
    (folder / "newsbot.db").write_bytes(gzip.decompress(packed))
    return url_of(folder)


def indexes(folder: Path) -> set[str]:
    with sqlite3.connect(folder / "newsbot.db") as plain:
        query = "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
        found = {name for (name,) in plain.execute(query)}
    plain.close()
    return found


@pytest.mark.parametrize("version", range(1, migrations.schema_version() + 1))
def test_the_store_of_every_released_version_can_be_used(version: int, tmp_path: Path) -> None:
    with open_store(saved(version, tmp_path)) as store:
        assert [found.id for found in store.articles()] == [f"id{n}" for n in range(5)]
        assert [v.changed for v in store.versions("id1")] == [(), ("text",)]
        assert len(store.observations("id4")) == 1
        assert len(store.waiting("s", NOW)) == 1
        assert len(store.changes()) == 5
        run = store.begin_run("s", command="test", now=NOW)
        store.keep(article(7), ["/a/7.html"], run)
        store.flush()
        assert store.check(NOW) == []


@pytest.mark.parametrize("version", range(1, migrations.schema_version() + 1))
def test_a_store_of_every_released_version_has_what_a_new_one_has(
    version: int, tmp_path: Path
) -> None:
    new, old = tmp_path / "new", tmp_path / "old"
    for folder in (new, old):
        folder.mkdir()
    open_store(url_of(new)).close()
    saved(version, old)
    lacking = indexes(new) - indexes(old)
    assert ("articles_by_original" in lacking) == (version == 1), lacking
    done = newsbot("store", "check", cwd=old)
    assert done.returncode == 0, done.stderr
    last = migrations.schema_version()
    brought = [f"schema {version} was brought up to {last}"] if version < last else []
    assert done.stderr.splitlines() == [*brought, f"sqlite:///newsbot.db: whole, schema {last}"]
    assert indexes(old) == indexes(new)
    again = newsbot("store", "check", cwd=old)
    assert again.stderr == f"sqlite:///newsbot.db: whole, schema {last}\n"


def test_a_migration_runs_once_and_old_newsbots_refuse_the_result(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url, ran = saved(1, tmp_path), []

    def step(connection: Connection) -> None:
        connection.exec_driver_sql("ALTER TABLE articles ADD COLUMN mood VARCHAR")
        ran.append(1)

    with monkeypatch.context() as patched:
        patched.setattr(migrations, "STEPS", (*migrations.STEPS, step))
        for _ in range(2):
            with open_store(url) as store:
                assert len(list(store.articles())) == 5
        assert ran == [1]
    known = migrations.schema_version()
    with pytest.raises(NewerStore, match=f"schema {known + 1}, this newsbot knows {known}"):
        open_store(url)


def test_a_migration_that_fails_leaves_the_store_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = saved(1, tmp_path)

    def step(connection: Connection) -> None:
        connection.exec_driver_sql("ALTER TABLE articles ADD COLUMN mood VARCHAR")
        connection.exec_driver_sql("SELECT 1 FROM nosuch")

    with monkeypatch.context() as patched:
        patched.setattr(migrations, "STEPS", (*migrations.STEPS, step))
        with pytest.raises(StoreFault):
            open_store(url)
    with open_store(url) as store:
        assert len(list(store.articles())) == 5


def test_tables_that_were_added_are_made(tmp_path: Path) -> None:
    fill(tmp_path)
    with sqlite3.connect(tmp_path / "newsbot.db") as plain:
        plain.execute("DROP TABLE listings")
    plain.close()
    with open_store(url_of(tmp_path)) as store:
        assert store.validators("https://s.example/") is None


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("sqlite:///存 储.db", "sqlite:///存 储.db"),
        ("postgresql://me:secret@db.example/news", "postgresql://me:***@db.example/news"),
    ],
)
def test_a_store_is_shown_as_it_was_named_without_its_password(url: str, wanted: str) -> None:
    assert shown(url) == wanted
