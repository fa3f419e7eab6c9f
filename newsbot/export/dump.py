"""What the store holds, written to one file: which records, and what was left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from newsbot.export.files import open_file
from newsbot.export.selection import Selection
from newsbot.export.writers import Wanted


@dataclass(slots=True)
class Report:
    """How many lines were written, and how many each option left out."""

    written: int = 0
    left_out: Counter[str] = field(default_factory=Counter)

    def sentence(self, path: str) -> str:
        """The report in words, for one line on a terminal."""
        told = f"{path}: {self.written} line{'s' if self.written != 1 else ''}"
        if not self.left_out:
            return told
        causes = ", ".join(f"{count} by {option}" for option, count in self.left_out.items())
        return f"{told}; {self.left_out.total()} left out ({causes})"


def dump(
    records: Iterable[Mapping[str, Any]], path: str, selection: Selection, wanted: Wanted
) -> Report:
    """Writes the records that pass the selection to `path`, in their order.

    `path` is as in files.open_file, whose errors are raised; nothing but one record (parquet: a
    group of rows) is held in memory.
    """
    report = Report()
    with open_file(path, wanted) as writer:
        for one in records:
            if refusal := selection.refusal(one):
                report.left_out[refusal] += 1
                continue
            writer.write(one)
            report.written += 1
    return report
