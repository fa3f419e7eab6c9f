"""Segments: the store's changes in a folder of files, each change in exactly one of them.

A segment is `<first seq>-<last seq>.jsonl` and never changes once it has its name. How far the
folder has come stands in the store (the cursor) and in the folder (STATE), written in this order:

    1. the lines, into a part file            (fsync)
    2. the store notes which part is named next
    3. STATE: "I am about to name this part"  (fsync, rename)
    4. the part gets its name                 (rename)
    5. the store's cursor moves on

A process killed between 1 and 3 leaves a part that nobody knows, which is removed; between 3 and
4 a part that the next run names; between 4 and 5 a named segment that the next run recognises by
STATE, also if a consumer has taken it away in the meantime. A store that was restored from a backup
of before the segment has a cursor behind STATE, too, but not the note: its changes are others.
"""

from __future__ import annotations

import fcntl
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from itertools import chain, islice
from pathlib import Path

import orjson

from newsbot.errors import UnusableFile, UsageFault, WriteFault
from newsbot.export import changes
from newsbot.export.parts import sync_folder
from newsbot.export.targets import WholeFile

SEGMENT_LINES = 10_000
"""Changes a segment has at most."""

STATE = ".newsbot-stream.json"
LOCK = ".newsbot-stream.lock"
PART = ".newsbot-segment.part"
NAME = re.compile(r"(\d{12,})-(\d{12,})\.jsonl")


@dataclass(slots=True)
class State:
    """What a folder knows of itself: its stream's name, and the segment that it named last.

    `after` is where the cursor stood before that segment, `first` and `last` are its ends.
    """

    stream: str
    after: int = 0
    first: int = 0
    last: int = 0

    @property
    def segment(self) -> str:
        """The file name of the last segment."""
        return f"{self.first:012d}-{self.last:012d}.jsonl"

    @property
    def cursor(self) -> str:
        """The name of the stream's cursor in the store."""
        return f"segments:{self.stream}"

    @property
    def note(self) -> str:
        """The name of the cursor that says where the segment ends which is named next."""
        return f"{self.cursor}:next"


@dataclass(frozen=True, slots=True)
class Written:
    """What a run added."""

    segments: int = 0
    lines: int = 0


def write_segments(
    log: changes.ChangeLog,
    folder: str | os.PathLike[str],
    *,
    segment_lines: int = SEGMENT_LINES,
    provenance: bool = False,
) -> Written:
    """Brings `folder` up to the end of `log`; returns what was added.

    Safe at any time, after any kill, and beside other runs (they wait for each other). Raises
    UnusableFile if the folder cannot be written, UsageFault if it belongs to another store, and
    WriteFault if writing fails on the way; the next run then goes on where this one stopped.
    """
    path = Path(folder)
    written = Written()
    with _held(path):
        try:
            stream = Stream(log, path)
            after = stream.settle()
            while count := stream.write(after, segment_lines, provenance=provenance):
                after = stream.state.last
                written = Written(written.segments + 1, written.lines + count)
        except OSError as error:
            raise WriteFault(f"cannot write to {folder}: {error.strerror or error}") from error
    return written


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """Makes the folder if need be and keeps other exporters out of it."""
    try:
        folder.mkdir(exist_ok=True)
        descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o666)
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or error
        raise UnusableFile(f"cannot write segments to {folder}: {reason}") from error
    try:
        with suppress(OSError):  # a file system without locks
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


class Stream:
    """One folder's stream while it is held."""

    def __init__(self, log: changes.ChangeLog, folder: Path) -> None:
        self.log = log
        self.folder = folder
        self.part = folder / PART
        self.state = self._load()

    def settle(self) -> int:
        """Completes what a killed run began; the seq after which there is more to write."""
        reached, state = self.log.cursor(self.state.cursor), self.state
        if reached > state.last:  # an older copy of the folder was put back
            self.state = self._adopt(state.last)
        elif reached < state.last:
            self._check_owner(reached)
            if self.part.exists():
                self._name()
            self.log.advance(state.cursor, state.last)
        self.part.unlink(missing_ok=True)
        return self.state.last

    def write(self, after: int, most: int, *, provenance: bool) -> int:
        """Writes one segment of at most `most` changes; how many it has, 0 if there are none."""
        found = islice(changes.following(self.log, after), most)
        first = next(found, None)
        if first is None:
            return 0
        last, count = first, 0
        with self.part.open("wb") as file:
            for last in chain((first,), found):
                file.write(changes.line(last, provenance=provenance))
                count += 1
            file.flush()
            os.fsync(file.fileno())
        self.state = State(self.state.stream, after, first.seq, last.seq)
        self.log.advance(self.state.note, last.seq)
        self._save()
        self._name()
        self.log.advance(self.state.cursor, last.seq)
        return count

    def _name(self) -> None:
        self.part.replace(self.folder / self.state.segment)
        sync_folder(self.folder)

    def _save(self) -> None:
        with WholeFile(self.folder / STATE) as file:
            file.write(orjson.dumps(asdict(self.state)))

    def _load(self) -> State:
        """The folder's state; of a folder without one, what its segments tell."""
        try:
            return State(**orjson.loads((self.folder / STATE).read_bytes()))
        except FileNotFoundError:
            ends = (NAME.fullmatch(entry.name) for entry in self.folder.iterdir())
            return self._adopt(max((int(end[2]) for end in ends if end), default=0))
        except (ValueError, TypeError) as error:
            raise UnusableFile(f"{self.folder / STATE} is damaged; remove it") from error

    def _adopt(self, last: int) -> State:
        """A new stream for a folder that has everything up to `last`."""
        self.state = State(secrets.token_hex(8), after=last, last=last)
        self.log.advance(self.state.cursor, last)
        self._save()
        return self.state

    def _check_owner(self, reached: int) -> None:
        """Raises UsageFault unless the folder's last segment is of this store as it is."""
        if reached != self.state.after or self.log.cursor(self.state.note) != self.state.last:
            raise UsageFault(
                f"{self.folder} holds changes up to {self.state.last} of another store, or of this "
                "one before it was restored: export to a new folder"
            )
