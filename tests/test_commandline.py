"""The command line as a user meets it: real processes, one line for each mistake."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest


def newsbot(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "newsbot", *words]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, timeout=60)


MISTAKES = [
    (["nosuch"], "there is no command 'nosuch'"),
    (["crawl"], "crawl what?"),
    (["crawl", "nosuch"], "there is no site 'nosuch'; there are: daydaynews"),
    (["crawl", "daydaynews", "-c", "nosuch"], "no category 'nosuch'; it has: international (国际)"),
    (["crawl", "daydaynews", "--pages", "0"], "--pages 0: a whole number from 1 up"),
    (["crawl", "daydaynews", "--limit", "-1"], "--limit -1: a whole number from 1 up"),
    (["crawl", "daydaynews", "--limit", "x"], "--limit x: a whole number from 1 up"),
    (["crawl", "daydaynews", "--bogus"], "there is no option --bogus"),
    (["crawl", "daydaynews", "-a", "base_url=daily.example"], "no web address"),
    (["crawl", "http://[::bad/"], "'http://[::bad/' is no web address; Invalid IPv6 URL"),
    (["crawl", "http://a.example:99999/"], "no web address; Port out of range 0-65535"),
    (["crawl", "daydaynews.cc/international"], "a URL begins with http:// or https://"),
    (["crawl", "daydaynews", "-O", "/proc/nosuch/x.jsonl"], "/proc/nosuch"),
    (["crawl", "daydaynews", "-O", "x.nosuch"], "nosuch"),
    (["crawl", "daydaynews", "--replay", "nosuch"], "no case nosuch"),
    (["crawl", "daydaynews", "--replay", "broken.warc.gz"], "broken.warc.gz"),
    (["crawl", "daydaynews", "--store", "nosuch://x"], "nosuch://x"),
    (["crawl", "daydaynews", "-L", "LOUD"], "log level 'LOUD': use one of DEBUG"),
    (["crawl", "daydaynews", "--logfile", "/proc/nosuch/x.log"], "cannot write /proc/nosuch"),
    (["crawl", "daydaynews", "-s", "NEWSBOT_STOR=x"], "did you mean NEWSBOT_STORE?"),
    (["crawl", "daydaynews", "-a", "base_ur=https://x.example"], "did you mean base_url?"),
    (["replay", "nosuch"], "no case nosuch"),
    (["record", "daydaynews"], "record what?"),
    (["check"], "check what?"),
]


@pytest.mark.parametrize(("words", "says"), MISTAKES, ids=lambda v: " ".join(v)[:40])
def test_a_mistake_is_one_line_and_exit_2(words: list[str], says: str, tmp_path: Path) -> None:
    (tmp_path / "broken.warc.gz").write_bytes(b"this is no gzip")
    done = newsbot(*words, cwd=tmp_path)
    assert done.returncode == 2, f"{words}: exit {done.returncode}\n{done.stderr}"
    assert says in done.stderr, f"{words}: expected {says!r}, got {done.stderr!r}"
    assert len(done.stderr.splitlines()) == 1, f"{words}: one line, got {done.stderr!r}"
    assert done.stdout == ""
    left = sorted(path.name for path in tmp_path.iterdir())
    assert left == ["broken.warc.gz"], f"{words}: nothing half-written, got {left}"


def test_a_misspelt_variable_is_told_and_a_level_may_be_small(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "newsbot", "list", "-L", "debug"],
        env={**os.environ, "NEWSBOT_CONTCAT": "x", "NEWSBOT_DB_PASSWORD": "another program's"},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.stderr == (
        "newsbot: the variable NEWSBOT_CONTCAT is no setting; did you mean NEWSBOT_CONTACT?\n"
    )
    assert (done.returncode, done.stdout) == (0, "daydaynews\n")


def test_a_profile_is_written(tmp_path: Path) -> None:
    done = newsbot("schema", "--profile", "x.stats", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "x.stats").stat().st_size > 100


def test_no_command_shows_what_there_is(tmp_path: Path) -> None:
    done = newsbot(cwd=tmp_path)
    assert done.returncode == 0
    for name in ("crawl", "check", "record", "replay", "shell"):
        assert name in done.stdout, f"{name} is not listed"


def test_list_shows_the_sites(tmp_path: Path) -> None:
    done = newsbot("list", cwd=tmp_path)
    assert (done.returncode, done.stdout.split()) == (0, ["daydaynews"])


def test_version(tmp_path: Path) -> None:
    from newsbot import __version__

    assert newsbot("--version", cwd=tmp_path).stdout == f"newsbot {__version__}\n"


def test_the_installed_program_collects_garbage_as_seldom_as_the_module(tmp_path: Path) -> None:
    """`python -m newsbot` ran faster than `newsbot`, which went past its settings."""
    load = (
        "import gc; from importlib.metadata import entry_points as found; "
        "(program,) = found(group='console_scripts', name='newsbot'); program.load(); "
        "print(gc.get_threshold()[0])"
    )
    told = subprocess.run(
        [sys.executable, "-c", load], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert int(told.stdout) >= 10_000, f"the program collects after {told.stdout.strip()} objects"


def test_commands_that_only_look_leave_nothing(serve: Callable[..., Any], tmp_path: Path) -> None:
    """Scrapy's shell runs the crawl in a thread; its commands' runs are none of a site's."""
    url = serve("theme").base_url + "/"
    words = ("-c", "(response.url, response.status)", "-s", "DOWNLOAD_DELAY=0")
    done = newsbot("shell", *words, url, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, f"({url!r}, 200)\n"), done.stderr
    done = newsbot("fetch", url, "-s", "DOWNLOAD_DELAY=0", cwd=tmp_path)
    assert done.stdout.lstrip().lower().startswith("<"), done.stderr
    assert (done.returncode, done.stderr) == (0, "")
    assert not list(tmp_path.iterdir()), "no run, no store"


def test_ctrl_c_is_one_line(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "newsbot", "extract", "--jsonl"]
    pipes: dict[str, Any] = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    heeding = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)  # jobs in the background do not
    with subprocess.Popen[str](
        command, cwd=tmp_path, text=True, preexec_fn=heeding, **pipes
    ) as waiting:
        assert waiting.stdin
        assert waiting.stdout
        waiting.stdin.write("no line of JSON\n")
        waiting.stdin.flush()
        waiting.stdout.readline()  # it has begun
        waiting.send_signal(signal.SIGINT)
        _, said = waiting.communicate(timeout=60)
    assert (waiting.returncode, said) == (130, "newsbot: interrupted\n")


@pytest.mark.parametrize(
    ("streams", "expected"),
    {
        "<&- >&- 2>&-": (0, ""),
        "2>&-": (0, "daydaynews\n"),
        ">/dev/full": (1, "newsbot: No space left on device\n"),
    }.items(),
)
def test_closed_and_full_streams(streams: str, expected: tuple[int, str], tmp_path: Path) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", f'"{sys.executable}" -m newsbot list {streams}'],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stdout + done.stderr) == expected


@pytest.mark.parametrize("command", ["extract --jsonl", "dedupe --jsonl"])
def test_a_closed_stdin_is_an_empty_one(command: str, tmp_path: Path) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", f'"{sys.executable}" -m newsbot {command} <&-'],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_letters_that_a_terminal_has_not_are_escaped(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "newsbot", "settings", "--get", "NEWSBOT_CONTACT"],
        env={**os.environ, "PYTHONIOENCODING": "ascii", "NEWSBOT_CONTACT": "编辑"},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stdout) == (0, "\\u7f16\\u8f91\n"), done.stderr
