"""A finding: what a monitor says of a run - how grave, about what, shown by what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from newsbot.health.facts import Facts

Level = Literal["error", "warning"]

LEVELS: tuple[Level, ...] = ("error", "warning")


@dataclass(frozen=True, slots=True)
class Finding:
    """`key` names the trouble for good ("coverage/view_count"): it starts, lasts and ends under
    that name. `said` fills the sentence of words.py; `urls` are the evidence."""

    monitor: str
    level: Level
    about: str = ""
    said: Mapping[str, Any] = field(default_factory=dict)
    urls: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The trouble's name."""
        return f"{self.monitor}/{self.about}" if self.about else self.monitor


def untroubled(earlier: Sequence[Facts], key: str) -> list[Facts]:
    """The earlier runs that had not this trouble: what is usual."""
    return [run for run in earlier if key not in run.seen and run.outcome in ("finished", "failed")]
