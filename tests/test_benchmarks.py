"""Each benchmark says what it does and takes; the figures themselves are no tests."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
PROGRAMS = [
    path for path in sorted(BENCHMARKS.glob("*.py")) if "__main__" in path.read_text("utf-8")
]


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_a_benchmark_answers_help(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", [str(path), "--help"])
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(path), run_name="__main__")
    told = capsys.readouterr().out
    assert ended.value.code == 0, f"{path.name} --help ended with {ended.value.code}"
    assert "usage:" in told, f"{path.name} --help printed {told[:200]!r}"
