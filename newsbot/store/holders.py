"""Who holds a lease: a process of this machine, which may have been killed, or of another.

A killed process gives nothing back; where it ran on this machine, that can be seen at once, and
nobody has to wait for the end of its lease.
"""

from __future__ import annotations

import os
import socket
from functools import lru_cache
from pathlib import Path

PROC = Path("/proc")
START_TIME = 19
"""Place of the start time in /proc/PID/stat behind the process's name (proc(5), field 22)."""


def this_process() -> str:
    """Names this process among all of all machines: `machine pid start`."""
    return _named(os.getpid())


@lru_cache(maxsize=1)
def _named(pid: int) -> str:
    return f"{_machine()} {pid} {_started(pid)}"


def is_gone(holder: str | None) -> bool:
    """Whether a holder surely runs no more; of other machines nothing can be said."""
    machine, pid, start = holder.split(" ") if holder else ("", "", "")
    return machine == _machine() and _started(int(pid)) != start


def _machine() -> str:
    """This machine, or this container of it: process numbers mean something within it only."""
    try:
        space = (PROC / "self/ns/pid").readlink().name
        boot = (PROC / "sys/kernel/random/boot_id").read_text().strip()
    except OSError:
        space = boot = "-"
    return f"{socket.gethostname()}/{boot}/{space}".replace(" ", "_")


def _started(pid: int) -> str:
    """When a process began, in ticks of its machine; "gone" where there is no such process."""
    try:
        told = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
        return "gone" if told[0] in "ZX" else told[START_TIME]
    except OSError:
        return "running" if _answers(pid) else "gone"


def _answers(pid: int) -> bool:
    """Whether a process answers on a system without /proc."""
    if PROC.is_dir() and (PROC / "self").exists():
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
