"""Starts programs quickly: forks them off a process that has loaded newsbot already.

Each is a process in a group of its own, and dies of SIGKILL like any other; only its start costs a
tenth. `with Nursery() as nursery: pid = nursery.start(["newsbot", "crawl", ...], folder)`.
"""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import runpy
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Self

OTHERS = (".web", ".schedule", ".templates", "__main__", "parquet")


class Nursery:
    """The process, seen from a test."""

    def __enter__(self) -> Self:
        self.process = subprocess.Popen(
            [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        return self

    def __exit__(self, *_: object) -> None:
        self.process.communicate(timeout=30)

    def start(self, words: list[str], cwd: Path) -> int:
        """Starts `newsbot ...` or a script; the number of its process and of its group."""
        return int(self._ask({"words": words, "cwd": str(cwd)}))

    def end(self, pid: int) -> int:
        """Waits for a process; its exit code, -9 where SIGKILL ended it."""
        return os.waitstatus_to_exitcode(int(self._ask({"wait": pid})))

    def kill_after(self, seconds: float, words: list[str], cwd: Path) -> bool:
        """Starts a program and kills its group; False where it had ended before."""
        pid = self.start(words, cwd)
        time.sleep(seconds)
        os.killpg(pid, signal.SIGKILL)
        return self.end(pid) == -signal.SIGKILL

    def _ask(self, order: dict[str, Any]) -> str:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        return self.process.stdout.readline()


def has_ended(pid: int) -> bool:
    """Whether a process has ended, though nobody has asked for its code."""
    return Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()[0] == "Z"


def main() -> None:
    """Forks a process for each order that comes."""
    import newsbot

    for module in pkgutil.walk_packages(newsbot.__path__, "newsbot."):
        if not any(other in module.name for other in OTHERS):
            importlib.import_module(module.name)
    assert "twisted.internet.reactor" not in sys.modules, "a reactor does not survive a fork"
    for line in sys.stdin:
        order = json.loads(line)
        if "wait" in order:
            print(os.waitpid(order["wait"], 0)[1], flush=True)
            continue
        pid = os.fork()
        if pid == 0:
            begin(order["words"], order["cwd"])
        os.setpgid(pid, pid)
        print(pid, flush=True)


def begin(words: list[str], cwd: str) -> None:
    """Becomes a program, without our input and output."""
    os.setpgid(0, 0)
    os.chdir(cwd)
    null = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(null, number)
    code = 1
    try:
        sys.argv = words
        if words[0] == "newsbot":
            from newsbot.commandline import main as run

            run(words[1:])
        else:
            runpy.run_path(words[0], run_name="__main__")
        code = 0
    except SystemExit as done:
        code = done.code if isinstance(done.code, int) else 1
    finally:
        os._exit(code)


if __name__ == "__main__":
    main()
