"""Targets: a file is the old one or the new one, whatever happens in between."""

import signal
import stat
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from newsbot.errors import UnusableFile, WriteFault
from newsbot.export.targets import AppendedFile, Passage, WholeFile, check_target, open_target


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def test_the_old_file_is_whole_until_the_new_one_is(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"old\n")
    target = WholeFile(path)
    target.write(b"new\n" * 100_000)
    assert path.read_bytes() == b"old\n"
    target.commit()
    assert path.read_bytes() == b"new\n" * 100_000
    assert names(tmp_path) == ["a.jsonl"]


@pytest.mark.parametrize("ending", ["discarded", "forgotten", "error"])
def test_an_unfinished_file_leaves_nothing(tmp_path: Path, ending: str) -> None:
    path = tmp_path / "a.jsonl"
    target = WholeFile(path)
    target.write(b"half")
    if ending == "discarded":
        target.discard()
        target.discard()
    elif ending == "error":
        with pytest.raises(ZeroDivisionError), target:
            raise ZeroDivisionError
    del target
    assert names(tmp_path) == []


def test_a_symbolic_link_stays_and_permissions_too(tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    real.write_bytes(b"old")
    real.chmod(0o640)
    link.symlink_to(real)
    with WholeFile(link) as target:
        target.write(b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


def test_a_new_file_has_the_permissions_that_the_umask_leaves(tmp_path: Path) -> None:
    with WholeFile(tmp_path / "a") as target:
        target.write(b"x")
    (tmp_path / "b").touch()
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "b").stat().st_mode


def test_the_longest_name_and_a_name_in_chinese_are_written(tmp_path: Path) -> None:
    for name in ("a" * 255, "新" * 85):
        with WholeFile(tmp_path / name) as target:
            target.write(b"x")
        assert (tmp_path / name).read_bytes() == b"x"


KILLED = """
    import os, signal, sys
    from newsbot.export.targets import WholeFile
    target = WholeFile(sys.argv[1])
    target.write(b"half" * 100_000)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_a_killed_writer_left_is_removed_and_a_living_one_keeps_its_part(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"old\n")
    script = textwrap.dedent(KILLED)
    killed = subprocess.run([sys.executable, "-c", script, str(path)], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert path.read_bytes() == b"old\n"
    assert len(names(tmp_path)) == 2
    living = WholeFile(path)
    assert len(names(tmp_path)) == 2, "the dead part must go, the living one stays"
    with WholeFile(path) as second:
        second.write(b"second\n")
    living.write(b"living\n")
    living.commit()
    assert path.read_bytes() == b"living\n"
    assert names(tmp_path) == ["a.jsonl"]


def test_appending_adds_and_keeps(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    for text in (b"one\n", b"two\n"):
        with AppendedFile(path) as target:
            assert not target.torn
            target.write(text)
    assert path.read_bytes() == b"one\ntwo\n"


def test_after_a_torn_line_a_new_one_is_begun(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"a":1}\n{"b":')
    with AppendedFile(path) as target:
        assert target.torn
        target.write(b'{"c":3}\n')
        target.write(b'{"d":4}\n')
    assert path.read_bytes() == b'{"a":1}\n{"b":\n{"c":3}\n{"d":4}\n'


def test_appending_nothing_makes_no_file(tmp_path: Path) -> None:
    AppendedFile(tmp_path / "a").discard()
    assert names(tmp_path) == []


UNUSABLE = [
    ("a folder", lambda tmp: tmp, "it is a folder"),
    ("no such folder", lambda tmp: tmp / "no" / "a.jsonl", "there is no folder"),
    ("under a file", lambda tmp: Path(__file__) / "a.jsonl", "Not a directory"),
    ("a NUL in it", lambda tmp: str(tmp / "a\0b"), "null"),
    ("too long", lambda tmp: tmp / ("a" * 256), "too long"),
]


@pytest.mark.parametrize("append", [False, True])
@pytest.mark.parametrize(("case", "make", "reason"), UNUSABLE, ids=[c[0] for c in UNUSABLE])
def test_a_path_that_cannot_be_written_is_said_so(tmp_path, case, make, reason, append) -> None:
    with pytest.raises(UnusableFile, match=reason):
        check_target(make(tmp_path), append=append)
    assert names(tmp_path) == []


@pytest.mark.parametrize("append", [False, True])
def test_checking_leaves_everything_as_it_is(tmp_path: Path, append: bool) -> None:
    (tmp_path / "old").write_bytes(b"old")
    for name in ("old", "new"):
        check_target(tmp_path / name, append=append)
    assert names(tmp_path) == ["old"]
    assert (tmp_path / "old").read_bytes() == b"old"


def test_a_device_is_written_through_and_never_replaced() -> None:
    target = open_target("/dev/null")
    assert isinstance(target, Passage)
    target.write(b"x")
    target.commit()
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)
    with pytest.raises(WriteFault, match="No space left"):
        open_target("/dev/full").write(b"x")


FULL = """
    import resource, signal, sys
    from newsbot.errors import WriteFault
    from newsbot.export.targets import open_target
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536))
    target = open_target(sys.argv[1], append=sys.argv[2] == "append")
    try:
        for number in range(10_000):
            target.write(b"%09d\\n" % number)
        target.commit()
    except WriteFault as fault:
        target.discard()
        sys.exit(str(fault))
"""


@pytest.mark.parametrize("how", ["whole", "append"])
def test_a_full_disk_tears_nothing(tmp_path: Path, how: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"old line\n")
    script = textwrap.dedent(FULL)
    run = subprocess.run(
        [sys.executable, "-c", script, str(path), how], capture_output=True, text=True, check=False
    )
    assert run.returncode == 1, run.stderr
    assert run.stderr == f"cannot write {path}: File too large\n"
    lines = path.read_bytes().splitlines(keepends=True)
    assert lines[0] == b"old line\n"
    assert (len(lines) > 1) is (how == "append")
    assert all(len(line) == 10 and line.endswith(b"\n") for line in lines[1:])
    assert names(tmp_path) == ["a.jsonl"]
    assert path.stat().st_size <= 65536
