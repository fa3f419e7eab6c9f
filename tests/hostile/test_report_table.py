"""docs/hostile-web.md has a row for each case, and says what the suite holds."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from cases import CASES
from test_hostile import ENDS

DOCUMENT = Path(__file__).parents[2] / "docs" / "hostile-web.md"
LEFT_OUT = ("secret", "twenty_")


def rows() -> dict[str, str]:
    """Case -> what the table says came of it."""
    lines = DOCUMENT.read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.split("|")] for line in lines if line.startswith("| ")]
    return {row[1]: row[3] for row in cells if len(row) == 6 and row[1] not in ("case", "---")}


def test_every_case_has_a_row() -> None:
    wanted = {name for name in CASES if not name.startswith(LEFT_OUT)}
    assert set(rows()) == wanted


def test_rows_say_what_the_suite_holds() -> None:
    for case, ends in ENDS.items():
        counts = sorted(Counter(ends).items())
        told = ", ".join(f"{name} {count}" for name, count in counts)
        assert rows()[case].split(";")[0] == told, f"{case}: {rows()[case]}"
    assert "private addresses reached 0" in DOCUMENT.read_text(encoding="utf-8")
