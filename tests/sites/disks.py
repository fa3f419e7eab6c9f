"""Disks for tests: a small one and a read-only folder, as real as this machine allows.

A tmpfs needs the right to mount. Without it a limit on file sizes stands in for the full disk, and
the folder's mode for the read-only disk; tests say by their ids which of the two it was.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 1, 2
PR_CAPBSET_DROP = 24


def mount(folder: Path, options: str) -> bool:
    """Mounts a tmpfs, or mounts it anew; False where that is not allowed."""
    words = ["mount", "-t", "tmpfs", "-o", options, "newsbot-test", str(folder)]
    return subprocess.run(words, capture_output=True, check=False).returncode == 0


@cache
def can_mount() -> bool:
    """Whether a tmpfs can be mounted here."""
    with TemporaryDirectory() as folder, mounted(Path(folder), "size=64k") as is_there:
        return is_there


@contextmanager
def mounted(folder: Path, options: str) -> Iterator[bool]:
    """A tmpfs at a folder, as long as it is needed; False where it cannot be had."""
    is_there = os.geteuid() == 0 and mount(folder, options)
    try:
        yield is_there
    finally:
        if is_there:
            subprocess.run(["umount", "--lazy", str(folder)], check=True)


def limit_files(size: int) -> Callable[[], None]:
    """For a child before it begins: no file of it grows beyond so many bytes."""

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


def obey_modes() -> None:
    """For a child before it begins: a folder's mode holds for root, too."""
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None, use_errno=True)
        for capability in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH):
            if libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0):
                raise OSError(ctypes.get_errno(), "cannot drop a capability")
