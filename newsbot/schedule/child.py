"""A child: one process of a schedule that crawls a batch, and how it is watched."""

from __future__ import annotations

import asyncio
import signal
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson

from newsbot.schedule.due import Due

STARTING_SECONDS = 60.0
"""Until its first beat a process loads its modules, on a busy machine for long."""

CLOSING_SECONDS = 90.0
"""A run past its time limit closes cleanly by itself; so long after it, it is killed."""

PAGE_BYTES = 4096
MOST_OVER = 1.5
"""A process this many times over its memory limit is killed at once."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a child may take: seconds without a beat, seconds of a run, bytes of memory."""

    hang_seconds: float
    run_seconds: float
    memory_bytes: int


@dataclass(slots=True)
class Going:
    """A run of a child: its number in the ledger, and when it began (monotonic clock)."""

    run: int
    began_at: datetime
    clock: float


@dataclass(slots=True, eq=False)
class Child:
    """A process and what it has told. `met`: a site of its order had its turn; `killed` says why it
    was killed."""

    asked: Sequence[Due]
    process: asyncio.subprocess.Process
    heard: float = field(default_factory=time.monotonic)
    beats: bool = False
    met: bool = False
    going: dict[str, Going] = field(default_factory=dict)
    killed: str = ""
    stopped_at: float | None = None

    @classmethod
    async def start(cls, command: Sequence[str], asked: Sequence[Due], errors: Path) -> Child:
        """Starts a process and hands it its order; its other output goes to `errors`."""
        errors.parent.mkdir(parents=True, exist_ok=True)
        with errors.open("ab") as file:
            process = await asyncio.create_subprocess_exec(
                *command,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=file,
            )
        order = {
            "runs": [
                {"site": d.site, "categories": list(d.categories), "why": d.why} for d in asked
            ]
        }
        assert process.stdin
        process.stdin.write(orjson.dumps(order) + b"\n")
        return cls(asked, process)

    async def listen(self, hear: Callable[[dict[str, Any]], None]) -> int:
        """Hears what the process tells until it ends; its exit code."""
        assert self.process.stdout
        async for line in self.process.stdout:
            said = orjson.loads(line)
            self.heard, self.beats = time.monotonic(), True
            self.met = self.met or "beat" not in said
            if "began" in said:
                at = datetime.fromisoformat(said["at"])
                self.going[said["began"]] = Going(said["run"], at, self.heard)
            elif "ended" in said:
                self.going.pop(said["ended"], None)
            hear(said)
        return await self.process.wait()

    def watch(self, limits: Limits) -> None:
        """Kills the process where it hangs, runs for too long or takes too much memory."""
        now = time.monotonic()
        silence = limits.hang_seconds + (0 if self.beats else STARTING_SECONDS)
        if now - self.heard > silence:
            self.kill(f"silent for {silence:.0f} s")
        late = limits.run_seconds + CLOSING_SECONDS
        for site, going in self.going.items():
            if now - going.clock > late:
                self.kill(f"{site} ran for more than {late:.0f} s")
                return
        self._watch_memory(limits.memory_bytes, now)

    def _watch_memory(self, most: int, now: float) -> None:
        taken = resident_bytes(self.process.pid)
        if taken <= most:
            return
        told = f"took {taken >> 20} MB of memory, {most >> 20} are allowed"
        if taken > MOST_OVER * most or (self.stopped_at and now - self.stopped_at > 15):
            self.kill(told)
        elif self.stopped_at is None:
            self.stop()

    def stop(self) -> None:
        """Asks the process to end cleanly."""
        self.stopped_at = self.stopped_at or time.monotonic()
        self._signal(signal.SIGTERM)

    def kill(self, why: str) -> None:
        """Ends the process at once."""
        self.killed = self.killed or why
        self._signal(signal.SIGKILL)

    def _signal(self, number: int) -> None:
        if self.process.returncode is None:
            try:
                self.process.send_signal(number)
            except ProcessLookupError:
                return  # it ended in this moment


def resident_bytes(pid: int) -> int:
    """The memory that a process takes now; 0 where the system does not tell (no /proc)."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1]) * PAGE_BYTES
    except (OSError, IndexError, ValueError):
        return 0
