"""Where bytes go so that a reader never meets half a file.

WholeFile     a new file takes the old one's place when it is complete
AppendedFile  lines are added to a file, each of them whole
Passage       a device or a pipe: there is nothing to replace
"""

from __future__ import annotations

import io
import os
import stat
from abc import abstractmethod
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self
from weakref import finalize

from newsbot.errors import UnusableFile, WriteFault
from newsbot.export.parts import drop_part, new_part, sweep, sync_folder

BUFFER = 1 << 16
"""Bytes that a WholeFile collects before it writes them."""


def open_target(path: str | os.PathLike[str], *, append: bool = False) -> Target:
    """The right kind of target for `path`.

    Raises UnusableFile where nothing can be written: a folder, no such folder, no permission.
    """
    kind = stat.S_IFIFO if path == "-" else _mode(path)
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
    Writing raises WriteFault when the place takes no more, BrokenPipeError when a reader left.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        """`path` as the user named it, for messages."""
        super().__init__()
        self.path = os.fspath(path)
        self.written = 0
        self.discarded = False

    def writable(self) -> bool:
        """True: a target only takes bytes."""
        return True

    def tell(self) -> int:
        """How many bytes were written so far."""
        return self.written

    def write(self, data: object, /) -> int:
        """Writes all of `data` (bytes-like); returns its length in bytes.

        What comes after `discard` goes nowhere: a compressor that is given up still ends itself.
        """
        view = memoryview(data).cast("B")  # type: ignore[arg-type]
        if self.discarded:
            return len(view)
        try:
            self._put(view)
        except BrokenPipeError:
            raise  # whoever reads has had enough: the command line ends quietly
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

    def discard(self) -> None:
        """Leaves the place as it was before, as far as that is possible."""
        if not self.discarded and not self.closed:
            self.discarded = True
            self._undo()

    @abstractmethod
    def _undo(self) -> None: ...


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
            sweep(self.final)
            self._fd, self.part = new_part(self.final)
        except (OSError, ValueError) as error:
            raise _unusable(self.path, error) from error
        self._abandon = finalize(self, drop_part, self._fd, self.part)

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

    def _undo(self) -> None:
        self._abandon()  # which is also done when the file is forgotten


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
            self.discard()
            raise self._fault(error) from error
        os.close(self._fd)
        self.close()

    def _undo(self) -> None:
        if self.fresh and not self.written:  # lines that are there are whole and stay
            Path(self.path).unlink(missing_ok=True)
        os.close(self._fd)


class Passage(Target):
    """A device, a pipe or standard output, written through: nothing can be taken back."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        """`-` is standard output, wherever the shell has sent it."""
        super().__init__(path)
        try:
            self._fd = os.dup(1) if self.path == "-" else os.open(self.path, os.O_WRONLY)
        except (OSError, ValueError) as error:
            raise _unusable(self.path, error) from error

    def _put(self, view: memoryview) -> None:
        _write_all(self._fd, view)

    def commit(self) -> None:
        """Closes it: the bytes are with their reader already."""
        os.close(self._fd)
        self.close()

    def _undo(self) -> None:
        os.close(self._fd)


def _unusable(path: str, error: Exception) -> UnusableFile:
    reason = (error.strerror if isinstance(error, OSError) else None) or error
    if isinstance(error, FileNotFoundError):
        reason = f"there is no folder {Path(path).parent}"
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
