"""Full and read-only disks: one line, the right exit code, nothing torn, the next run completes.

By a limit on file sizes (`limit` in a test's id) and by the folder's mode (`mode`) everywhere; on a
real tmpfs (`tmpfs`) by `make torture`, which says so where this machine lets none be mounted.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest
from disks import can_mount, limit_files, mount, mounted, obey_modes
from invented import NOW, article, url_of

from newsbot.store import open_store

FIXTURE = Path(__file__).parent.parent / "fixtures" / "daydaynews" / "theme" / "crawl.warc.gz"
SMALL = 64 * 1024
ARTICLES = 150
REAL = [
    pytest.param(
        "tmpfs",
        marks=[
            pytest.mark.torture,
            pytest.mark.skipif(not can_mount(), reason="no tmpfs can be mounted here"),
        ],
    )
]
Before = Callable[[], None]


def newsbot(
    *words: str, cwd: Path, before: Before | None = None
) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-B", "-m", "newsbot", *words],
        cwd=cwd,
        preexec_fn=before,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert "Traceback" not in done.stderr, done.stderr[-3000:]
    return done


def fault(done: subprocess.CompletedProcess[str]) -> str:
    """The one line that says what is wrong."""
    lines = [line for line in done.stderr.splitlines() if line.startswith("newsbot: ")]
    assert lines, done.stderr
    return lines[-1]


def fill(folder: Path) -> None:
    """A store of 150 articles that do not compress to nothing: more than 64 KB of lines."""
    with open_store(url_of(folder)) as store:
        run = store.begin_run("s", command="test", now=NOW)
        for number in range(ARTICLES):
            text = " ".join(f"{n * number * 7919 % 10007:05}" for n in range(1, 100))
            store.keep(article(number, text), [f"/a/{number}.html"], run)
        store.end_run(run, NOW, "finished", {})


class Disk:
    """A full disk: `folder`, what a child does before it begins, and how it gets room."""

    def __init__(self, folder: Path, kind: str) -> None:
        self.folder = folder
        self.kind = kind
        self.before = limit_files(SMALL) if kind == "limit" else None

    def grow(self) -> None:
        if self.kind == "tmpfs":
            assert mount(self.folder, "remount,size=16m")
        self.before = None


@pytest.fixture(params=["limit", *REAL])
def disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Disk]:
    """64 KB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if request.param == "limit":
        yield Disk(folder, "limit")
        return
    with mounted(folder, "size=64k") as is_there:
        assert is_there
        yield Disk(folder, "tmpfs")


def lines_in(folder: Path) -> list[Any]:
    paths = sorted(folder.glob("*.jsonl"))
    return [orjson.loads(line) for path in paths for line in path.read_bytes().splitlines()]


def test_a_full_disk_under_the_export(disk: Disk, tmp_path: Path) -> None:
    fill(tmp_path)
    target = disk.folder / "all.jsonl"
    target.write_text("the old file\n", encoding="utf-8")
    words = ["export", "-O", str(target)]
    done = newsbot(*words, cwd=tmp_path, before=disk.before)
    assert done.returncode == 1, done.stderr
    assert "No space left" in fault(done) or "File too large" in fault(done)
    assert target.read_text("utf-8") == "the old file\n"
    assert [path.name for path in disk.folder.iterdir()] == ["all.jsonl"], "no torn file is left"
    disk.grow()
    assert newsbot(*words, cwd=tmp_path, before=disk.before).returncode == 0
    assert len(lines_in(disk.folder)) == ARTICLES


def test_a_full_disk_under_the_stream_of_changes(disk: Disk, tmp_path: Path) -> None:
    fill(tmp_path)
    words = ["export", "--to", str(disk.folder)]
    done = newsbot(*words, cwd=tmp_path, before=disk.before)
    assert done.returncode == 1, done.stderr
    told = lines_in(disk.folder)  # what is there is whole
    disk.grow()
    assert newsbot(*words, cwd=tmp_path, before=disk.before).returncode == 0
    lines = lines_in(disk.folder)
    assert lines[: len(told)] == told
    assert sorted(line["seq"] for line in lines) == list(range(1, ARTICLES + 1))
    assert {line["id"] for line in lines} == {f"id{number}" for number in range(ARTICLES)}


def crawl(*words: str, cwd: Path, before: Before | None = None) -> Any:
    replay = ["crawl", "daydaynews", "--replay", str(FIXTURE), *words]
    return newsbot(*replay, "-s", "LOG_LEVEL=ERROR", cwd=cwd, before=before)


def test_a_full_disk_under_the_store(disk: Disk, tmp_path: Path) -> None:
    """64 KB are too few for a store at all: nothing is asked for, and nothing torn is left."""
    store = f"sqlite:///{disk.folder}/newsbot.db"
    done = crawl("--store", store, cwd=tmp_path, before=disk.before)
    assert done.returncode == 2, done.stderr
    assert "cannot open the store" in fault(done)
    disk.grow()
    assert crawl("--store", store, cwd=tmp_path, before=disk.before).returncode == 0
    with open_store(store) as found:
        assert len(list(found.articles())) == 20
        assert found.check(NOW) == []


@pytest.mark.parametrize("kind", REAL)
def test_a_disk_that_fills_during_the_crawl(kind: str, tmp_path: Path) -> None:
    """The store fits, its articles do not: exit 1, and the next crawl has them all."""
    folder = tmp_path / "disk"
    folder.mkdir()
    with mounted(folder, "size=8m"):
        store = f"sqlite:///{folder}/newsbot.db"
        open_store(store).close()
        taken = sum(path.stat().st_blocks * 512 for path in folder.iterdir())
        assert mount(folder, f"remount,size={taken + SMALL}")
        done = crawl("--store", store, "-s", "NEWSBOT_FREE_MB=0", cwd=tmp_path)
        assert done.returncode == 1, done.stderr
        assert "cannot write to the store" in fault(done)
        assert mount(folder, "remount,size=16m")
        assert crawl("--store", store, cwd=tmp_path).returncode == 0
        with open_store(store) as found:
            assert len(list(found.articles())) == 20
            assert found.check(NOW) == []


@pytest.mark.parametrize("kind", REAL)
def test_a_full_disk_under_the_feed_of_a_crawl(kind: str, tmp_path: Path) -> None:
    folder = tmp_path / "disk"
    folder.mkdir()
    with mounted(folder, "size=64k"):
        target = folder / "all.jsonl"
        target.write_text("the old file\n", encoding="utf-8")
        done = crawl("-O", str(target), cwd=tmp_path)
        assert done.returncode == 1, done.stderr
        assert "No space left" in fault(done)
        assert target.read_text("utf-8") == "the old file\n"
        assert [path.name for path in folder.iterdir()] == ["all.jsonl"]


# --- Read-only --------------------------------------------------------------------------------


@pytest.fixture(params=["mode", *REAL])
def read_only(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Path, Before]]:
    """A folder with a store that cannot be written, and what a child does before it begins."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if request.param == "mode":
        fill(folder)
        (folder / "newsbot.db").chmod(0o444)
        folder.chmod(0o555)
        yield folder, obey_modes
        folder.chmod(0o755)
        return
    with mounted(folder, "size=16m"):
        fill(folder)
        assert mount(folder, "remount,ro")
        yield folder, obey_modes


READ_ONLY = {
    "a store that is to be made": (["--store", "sqlite:///{}/new.db"], "cannot open the store"),
    "a store that is there": (["--store", "sqlite:///{}/newsbot.db"], "store"),
    "a feed": (["-O", "{}/all.jsonl"], "all.jsonl"),
}


@pytest.mark.parametrize("what", READ_ONLY)
def test_a_read_only_disk_is_said_before_the_first_request(
    what: str, read_only: tuple[Path, Before], tmp_path: Path
) -> None:
    folder, before = read_only
    names = sorted(path.name for path in folder.iterdir())
    words, said = READ_ONLY[what]
    done = crawl(*[word.format(folder) for word in words], cwd=tmp_path, before=before)
    assert done.returncode == 2, done.stderr
    assert said in fault(done)
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert sorted(path.name for path in folder.iterdir()) == names


def test_logs_that_cannot_be_written_are_said_before_the_first_run(
    read_only: tuple[Path, Before], tmp_path: Path
) -> None:
    folder, before = read_only
    (tmp_path / "file").touch()
    for logs in (folder / "logs", tmp_path / "file"):
        words = ["schedule", "--once", "-s", f"NEWSBOT_LOGS={logs}"]
        done = newsbot(*words, cwd=tmp_path, before=before)
        assert done.returncode == 2, done.stderr
        assert done.stderr.startswith(f"newsbot: cannot write to {logs}: "), done.stderr
        assert "NEWSBOT_LOGS" in done.stderr
        assert len(done.stderr.splitlines()) == 1, done.stderr


def test_an_export_to_a_read_only_disk(read_only: tuple[Path, Before], tmp_path: Path) -> None:
    folder, before = read_only
    fill(tmp_path)
    for words in (["-O", f"{folder}/all.jsonl"], ["--to", f"{folder}/changes"]):
        done = newsbot("export", *words, cwd=tmp_path, before=before)
        assert done.returncode == 2, done.stderr
        assert len(done.stderr.splitlines()) == 1, done.stderr
