"""Part files: what is being written beside a file until it takes that file's place.

A part is locked by its writer. One that nobody holds was left by a killed writer and is removed
by the next; on a file system without locks nothing can be told of a part, and it stays.
"""

from __future__ import annotations

import fcntl
import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path

PART = ".part"


def _stem(final: Path) -> str:
    """How the part files of `final` begin; cut, since a name has at most 255 bytes."""
    return "." + final.name.encode()[:200].decode(errors="ignore") + "."


def new_part(final: Path) -> tuple[int, Path]:
    """A new locked file beside `final`: its descriptor and path. The lock says that it is alive."""
    while True:
        part = final.with_name(f"{_stem(final)}{secrets.token_hex(4)}{PART}")
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        _lock(descriptor, fcntl.LOCK_EX)
        if os.fstat(descriptor).st_nlink:  # else a sweep took it for a dead one before the lock
            break
        os.close(descriptor)
    with suppress(OSError):  # there is no old file, or its mode is not ours to give
        os.fchmod(descriptor, stat.S_IMODE(final.stat().st_mode))
    return descriptor, part


def drop_part(descriptor: int, part: Path) -> None:
    """Gives a part up, or closes one that has got its name."""
    with suppress(OSError):
        part.unlink(missing_ok=True)
    os.close(descriptor)


def sweep(final: Path) -> None:
    """Removes what killed writers of `final` left: part files that nobody holds locked."""
    stem = _stem(final)
    for entry in os.scandir(final.parent):
        if entry.name.startswith(stem) and entry.name.endswith(PART):
            with suppress(OSError):
                _remove_if_dead(entry.path)


def _remove_if_dead(part: str) -> None:
    descriptor = os.open(part, os.O_RDONLY)
    try:
        _lock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        Path(part).unlink()
    finally:
        os.close(descriptor)


def _lock(descriptor: int, how: int) -> None:
    """Locks the file, where the file system has locks; raises BlockingIOError if another has it."""
    try:
        fcntl.flock(descriptor, how)
    except BlockingIOError:
        raise
    except OSError:
        if how & fcntl.LOCK_NB:
            raise  # without locks nothing can be said to be dead


def sync_folder(folder: Path) -> None:
    """Makes a rename in `folder` last; where folders cannot be synced, does nothing."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some network file systems refuse it
            os.fsync(descriptor)
    finally:
        os.close(descriptor)
