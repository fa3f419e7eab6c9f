"""Where bytes go so that a reader never meets half a file.

WholeFile     a new file takes the old one's place when it is complete
AppendedFile  lines are added to a file, each of them whole
Passage       a device or a pipe: there is nothing to replace
"""

from __future__ import annotations

import fcntl
import io
import os
import secrets
import stat
from abc import abstractmethod
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self
from weakref import finalize

from newsbot.errors import UnusableFile, WriteFault

PART = ".part"
BUFFER = 1 << 16
"""Bytes that a WholeFile collects before it writes them."""


def open_target(path: str | os.PathLike[str], *, append: bool = False) -> Target:
    """The right kind of target for `path`.

    Raises UnusableFile where nothing can be written: a folder, no such folder, no permission.
    """
    kind = _mode(path)
    if kind is not None and stat.S_ISDIR(kind):
        raise UnusableFile(f"cannot write {os.fspath(path)}: it is a folder")
    if kind is not None and not stat.S_ISREG(kind):
        return Passage(path)
    return AppendedFile(path) if append else WholeFile(path)


def check_target(path: str | os.PathLike[str], *, append: bool = False) -> None:
    """Raises UnusableFile if `path` cannot be written; leaves everything as it is."""
    kind = _mode(path)
    if kind is None or stat.S_ISREG(kind) or stat.S_ISDIR(kind):
        open_target(path, append=append).discard()


class Target(io.RawIOBase):
    """A place for bytes: written to, then either committed or discarded.

    As a context manager it commits, or discards where an error came. `written` counts bytes.
    Writing raises WriteFault when the place takes no more.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        """`path` as the user named it, for messages."""
        super().__init__()
        self.path = os.fspath(path)
        self.written = 0

    def writable(self) -> bool:
        """True: a target only takes bytes."""
        return True

    def tell(self) -> int:
        """How many bytes were written so far."""
        return self.written

    def write(self, data: object, /) -> int:
        """Writes all of `data` (bytes-like); returns its length in bytes."""
        view = memoryview(data).cast("B")  # type: ignore[arg-type]
        try:
            self._put(view)
        except OSError as error:
            raise self._fault(error) from error
        self.written += len(view)
        return len(view)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Commits, or discards where an error came."""
        if kind is None:
            self.commit()
        else:
            self.discard()

    def __enter__(self) -> Self:
        return self

    def _fault(self, error: OSError) -> WriteFault:
        return WriteFault(f"cannot write {self.path}: {error.strerror or error}")

    @abstractmethod
    def _put(self, view: memoryview) -> None: ...

    @abstractmethod
    def commit(self) -> None:
        """Makes it last, on the disk too; raises WriteFault where that fails."""

    @abstractmethod
    def discard(self) -> None:
        """Leaves the place as it was before, as far as that is possible."""


class WholeFile(Target):
    """Written beside `path` and renamed onto it by `commit`.

    Until then an old file stays as it was, also when the process is killed; what a killed writer
    left beside it is removed by the next one. A symbolic link is followed, the old file's
    permissions are kept. Raises UnusableFile if nothing can be written there.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        super().__init__(path)
        self._buffer = bytearray()
        try:
            self.final = Path(os.path.realpath(self.path))
            with suppress(FileNotFoundError):
                self.final.stat()  # a name that is too long shows here, not at the rename
            _sweep(self.final)
            self._fd, self.part = _new_part(self.final)
        except (OSError, ValueError) as error:
            raise _unusable(self.path, error) from error
        self._abandon = finalize(self, _drop_part, self._fd, self.part)

    def _put(self, view: memoryview) -> None:
        self._buffer += view
        if len(self._buffer) >= BUFFER:
            self._drain()

    def _drain(self) -> None:
        _write_all(self._fd, memoryview(bytes(self._buffer)))
        self._buffer.clear()

    def commit(self) -> None:
        """The new file takes the old one's place (fsync, rename, fsync of the folder)."""
        try:
            self._drain()
            os.fsync(self._fd)
            self.part.replace(self.final)
            sync_folder(self.final.parent)
        except OSError as error:
            self.discard()
            raise self._fault(error) from error
        self._abandon()
        self.close()

    def discard(self) -> None:
        """The old file stays; what was written goes. Also done when the file is forgotten."""
        self._abandon()
        self.close()


class AppendedFile(Target):
    """Adds to the end of `path`; each `write` gets there whole or not at all.

    `torn` tells whether the last line lacked its line feed (an earlier writer was cut off): what
    is added then starts on a line of its own. Raises UnusableFile if `path` cannot be opened.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        super().__init__(path)
        self.fresh = _mode(self.path) is None
        try:
            self._fd = os.open(self.path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o666)
        except (OSError, ValueError) as error:
            raise _unusable(self.path, error) from error
        self.size = os.fstat(self._fd).st_size
        self.torn = self.size > 0 and os.pread(self._fd, 1, self.size - 1) != b"\n"

    def tell(self) -> int:
        """How many bytes the file has."""
        return self.size

    def _put(self, view: memoryview) -> None:
        whole = memoryview(b"\n" + view) if self.torn else view
        try:
            _write_all(self._fd, whole)
        except OSError:
            self._cut_back(len(whole))
            raise
        self.size += len(whole)
        self.torn = False

    def _cut_back(self, length: int) -> None:
        """Removes the part of a write that got there, unless somebody has added to it since."""
        now = os.fstat(self._fd).st_size
        if self.size < now < self.size + length:
            with suppress(OSError):
                os.ftruncate(self._fd, self.size)

    def commit(self) -> None:
        """What was added is on the disk."""
        try:
            os.fsync(self._fd)
        except OSError as error:
            raise self._fault(error) from error
        finally:
            self._release()

    def discard(self) -> None:
        """Stops adding; the lines that are there are whole and stay. An empty new file goes."""
        if not self.closed:
            if self.fresh and not self.written:
                Path(self.path).unlink(missing_ok=True)
            self._release()

    def _release(self) -> None:
        os.close(self._fd)
        self.close()


class Passage(Target):
    """A device or a pipe, written through; nothing is kept and nothing can be taken back."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        super().__init__(path)
        try:
            self._fd = os.open(self.path, os.O_WRONLY)
        except (OSError, ValueError) as error:
            raise _unusable(self.path, error) from error

    def _put(self, view: memoryview) -> None:
        _write_all(self._fd, view)

    def commit(self) -> None:
        """Closes it: the bytes are with their reader already."""
        self.discard()

    def discard(self) -> None:
        """Closes it."""
        if not self.closed:
            os.close(self._fd)
            self.close()


def sync_folder(folder: Path) -> None:
    """Makes a rename in `folder` last; where folders cannot be synced, does nothing."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some network file systems refuse it
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _unusable(path: str, error: Exception) -> UnusableFile:
    reason = (error.strerror if isinstance(error, OSError) else None) or error
    return UnusableFile(f"cannot write {path}: {reason}".replace("\0", "\\0"))


def _mode(path: str | os.PathLike[str]) -> int | None:
    """What kind of file `path` is (after links), None if there is none or it cannot be told."""
    try:
        return Path(path).stat().st_mode
    except (OSError, ValueError):
        return None


def _write_all(descriptor: int, view: memoryview) -> None:
    done = 0
    while done < len(view):
        done += os.write(descriptor, view[done:])


def _stem(final: Path) -> str:
    """How the part files of `final` begin; cut, since a name has at most 255 bytes."""
    return "." + final.name.encode()[:200].decode(errors="ignore") + "."


def _new_part(final: Path) -> tuple[int, Path]:
    """A new locked file beside `final`: its descriptor and path. The lock says that it is alive."""
    while True:
        part = final.with_name(f"{_stem(final)}{secrets.token_hex(4)}{PART}")
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        _lock(descriptor, fcntl.LOCK_EX)
        if os.fstat(descriptor).st_nlink:  # else a sweep took it for a dead one before the lock
            break
        os.close(descriptor)
    kind = _mode(final)
    if kind is not None:
        with suppress(OSError):
            os.fchmod(descriptor, stat.S_IMODE(kind))
    return descriptor, part


def _drop_part(descriptor: int, part: Path) -> None:
    with suppress(OSError):
        part.unlink(missing_ok=True)
    os.close(descriptor)


def _sweep(final: Path) -> None:
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
