"""Segments: each change in exactly one of them, whenever the exporter is killed."""

import json
import os
import sqlite3
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsbot.errors import UnusableFile, UsageFault, WriteFault
from newsbot.export import segments
from newsbot.export.segments import STATE, Written, write_segments
from newsbot.items import Article

CONSUMER = Path(__file__).parent.parent / "docs" / "consumer.py"
NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


@dataclass
class Change:
    seq: int
    op: str
    article_id: str
    article: Article | None


@dataclass
class Log:
    """A store's log in memory; `cursors` is what the store would have committed."""

    entries: list[Change] = field(default_factory=list)
    cursors: dict[str, int] = field(default_factory=dict)

    def changes(self, after: int, limit: int) -> list[Change]:
        return [change for change in self.entries if change.seq > after][:limit]

    def cursor(self, name: str) -> int:
        return self.cursors.get(name, 0)

    def advance(self, name: str, seq: int) -> None:
        self.cursors[name] = seq

    def add(self, op: str, number: int, title: str = "桥") -> None:
        made = Article(
            id=f"a{number}", site="invented", url=f"https://invented.example/{number}", title=title
        )
        seq = self.entries[-1].seq + 3 if self.entries else 1  # a log may have gaps
        self.entries.append(Change(seq, op, made.id, None if op == "withdraw" else made))

    def state(self) -> dict[str, str]:
        """What a consumer must have in the end: id -> title."""
        kept: dict[str, str] = {}
        for change in self.entries:
            if change.article is None:
                kept.pop(change.article_id, None)
            else:
                kept[change.article_id] = str(change.article.title)
        return kept


@pytest.fixture(autouse=True)
def _quick_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """A killed process loses nothing that was written, so these tests need no slow fsync."""
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)


@pytest.fixture
def log() -> Log:
    made = Log()
    for number in range(23):
        made.add("upsert", number)
    made.add("withdraw", 3)
    made.add("relink", 4, "桥, 新")
    return made


def seqs(folder: Path) -> list[int]:
    """The sequence numbers of all segments in the order of their names."""
    return [
        json.loads(line)["seq"]
        for segment in sorted(folder.glob("*.jsonl"))
        for line in segment.read_bytes().splitlines()
    ]


def test_every_change_is_in_one_segment_named_by_its_range(tmp_path: Path, log: Log) -> None:
    folder = tmp_path / "out"
    assert write_segments(log, folder, segment_lines=10) == Written(3, 25)
    assert [path.name for path in sorted(folder.glob("*.jsonl"))] == [
        "000000000001-000000000028.jsonl",
        "000000000031-000000000058.jsonl",
        "000000000061-000000000073.jsonl",
    ]
    assert seqs(folder) == [change.seq for change in log.entries]
    last = (folder / "000000000061-000000000073.jsonl").read_bytes()
    lines = [json.loads(line) for line in last.splitlines()]
    assert [line["op"] for line in lines] == ["upsert"] * 3 + ["withdraw", "relink"]
    assert lines[3] == {"seq": 70, "op": "withdraw", "id": "a3"}
    assert list(lines[4]) == ["seq", "op", *Article.keys()]


def test_a_second_run_adds_only_what_is_new(tmp_path: Path, log: Log) -> None:
    write_segments(log, tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    assert write_segments(log, tmp_path) == Written(0, 0)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before
    log.add("upsert", 99)
    assert write_segments(log, tmp_path) == Written(1, 1)
    assert seqs(tmp_path) == [change.seq for change in log.entries]


def test_a_new_folder_gets_everything(tmp_path: Path, log: Log) -> None:
    for name in ("one", "two"):
        write_segments(log, tmp_path / name)
        assert len(seqs(tmp_path / name)) == 25


class Killed(BaseException):
    """A kill -9 at this point: nothing after it happens."""


class Death:
    """Kills at the n-th step that leaves a trace: a write to the disk or to the store."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, at: int, *, after: bool) -> None:
        self.left, self.after = at, after
        for owner, name in ((os, "fsync"), (Path, "replace"), (Log, "advance")):
            monkeypatch.setattr(owner, name, self._deadly(getattr(owner, name)))

    def _deadly(self, step):  # type: ignore[no-untyped-def]
        def deadly(*args, **options):  # type: ignore[no-untyped-def]
            self.left -= 1
            if self.left == 0 and not self.after:
                raise Killed
            given = step(*args, **options)
            if self.left == 0:
                raise Killed
            return given

        return deadly


@pytest.mark.parametrize("taken", [False, True], ids=["", "a consumer takes segments away"])
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_killed_at_every_step(tmp_path: Path, log: Log, after: bool, taken: bool) -> None:
    expected = [change.seq for change in log.entries]
    kills = 0
    for step in range(1, 200):
        folder, log.cursors = tmp_path / str(step), {}
        found: list[int] = []
        with pytest.MonkeyPatch.context() as patched:
            Death(patched, step, after=after)
            try:
                write_segments(log, folder, segment_lines=10)
            except Killed:
                kills += 1
        if taken and folder.exists():
            found = seqs(folder)
            for segment in folder.glob("*.jsonl"):
                segment.unlink()
        write_segments(log, folder, segment_lines=10)
        assert found + seqs(folder) == expected, f"killed {after=} step {step}"
        left = sorted(path.name for path in folder.glob(".*part"))
        assert left == [], f"killed {after=} step {step}"
        if kills < step:
            break
    assert kills >= 15


def test_the_folders_own_state_may_be_lost(tmp_path: Path, log: Log) -> None:
    write_segments(log, tmp_path, segment_lines=10)
    (tmp_path / STATE).unlink()
    log.add("upsert", 99)
    assert write_segments(log, tmp_path) == Written(1, 1)
    assert seqs(tmp_path) == [change.seq for change in log.entries]


def test_an_older_copy_of_the_folder_gets_what_it_lacks(tmp_path: Path, log: Log) -> None:
    old = tmp_path / "old"
    write_segments(log, old)
    files = {path.name: path.read_bytes() for path in old.iterdir()}
    for number in (98, 99):
        log.add("upsert", number)
        write_segments(log, old)
    for path in old.iterdir():
        path.unlink()
    for name, content in files.items():
        (old / name).write_bytes(content)
    assert write_segments(log, old) == Written(1, 2)
    assert seqs(old) == [change.seq for change in log.entries]
    assert write_segments(log, old) == Written(0, 0)


def test_a_folder_of_another_store_is_refused(tmp_path: Path, log: Log) -> None:
    write_segments(log, tmp_path, segment_lines=10)
    other = Log(log.entries[:12])
    with pytest.raises(UsageFault, match="holds changes up to 73 of another store"):
        write_segments(other, tmp_path)
    restored = Log(list(log.entries), dict.fromkeys(log.cursors, 28))
    with pytest.raises(UsageFault, match="before it was restored: export to a new folder"):
        write_segments(restored, tmp_path)


def test_a_store_restored_from_before_the_last_segment_is_refused(tmp_path: Path, log: Log) -> None:
    """Its cursor stands where the segment began, as after a kill, and new changes have the seqs of
    the segment's: they were taken for written."""
    write_segments(log, tmp_path)
    backup = Log(list(log.entries), dict(log.cursors))
    for number in (97, 98):
        log.add("upsert", number)
    write_segments(log, tmp_path)
    for number in (50, 51, 52):
        backup.add("upsert", number)
    with pytest.raises(UsageFault, match="before it was restored: export to a new folder"):
        write_segments(backup, tmp_path)


def test_a_killed_exporter_may_come_back_when_its_articles_have_expired(
    tmp_path: Path, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        Death(patched, 12, after=False)  # the cursor's move
        with pytest.raises(Killed):
            write_segments(log, tmp_path)
    assert sorted(log.cursors.values()) == [0, 73], "noted, and not moved on"
    assert len(seqs(tmp_path)) == 25
    log.entries.clear()  # the log leaves out articles without a text
    assert write_segments(log, tmp_path) == Written(0, 0)


@pytest.mark.parametrize(
    ("where", "reason"),
    [("no/such", "No such file"), ("file", "exists"), ("file/under", "Not a directory")],
)
def test_a_folder_that_cannot_be_written(tmp_path: Path, log: Log, where: str, reason: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UnusableFile, match=reason):
        write_segments(log, tmp_path / where)


def test_a_full_disk_stops_at_a_whole_segment(tmp_path: Path, log: Log, monkeypatch) -> None:
    written = []

    def full(descriptor: int) -> None:
        written.append(descriptor)
        if len(written) == 7:  # the second segment's lines
            raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(segments.os, "fsync", full)
        with pytest.raises(WriteFault, match="No space left on device"):
            write_segments(log, tmp_path, segment_lines=10)
    whole = seqs(tmp_path)
    assert 0 < len(whole) < 25
    write_segments(log, tmp_path, segment_lines=10)
    assert seqs(tmp_path) == [change.seq for change in log.entries]


def consume(folder: Path, database: Path) -> dict[str, str]:
    subprocess.run([sys.executable, CONSUMER, folder, database], check=True, timeout=60)
    with sqlite3.connect(database) as db:
        rows = dict(db.execute("SELECT id, line FROM article"))
    db.close()
    return {key: json.loads(line)["title"] for key, line in rows.items()}


def test_the_documented_consumer_ends_equal(tmp_path: Path, log: Log) -> None:
    folder, database = tmp_path / "out", tmp_path / "copy.db"
    for number in (7, 8):
        write_segments(log, folder, segment_lines=10)
        assert consume(folder, database) == log.state()
        log.add("withdraw", number)
        log.add("upsert", 3, f"又来了 {number}")


def test_the_documented_consumer_has_thirty_lines() -> None:
    text = CONSUMER.read_text(encoding="utf-8").partition('"""\n\n')[2]
    assert len(text.splitlines()) <= 30
