"""Twenty hosts of which ten are hostile in ten ways: the other ten lose nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
GOOD = [f"twenty_good_{n}" for n in range(10)]
HOSTILE = (
    "hang drip_body size_endless bomb_gzip headers_many reset redirect_endless always_503 "
    "read_challenge trap_calendar"
).split()
ARTICLES = 12


def crawl(names: list[str]) -> dict[str, Any]:
    command = [sys.executable, str(HERE / "torture.py"), *names]
    done = subprocess.run(command, capture_output=True, text=True, timeout=200, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    report: dict[str, Any] = json.loads(done.stdout)
    return report


@pytest.mark.torture
def test_ten_hostile_hosts_cost_the_ten_good_ones_nothing() -> None:
    alone, beside = crawl(GOOD), crawl([*GOOD, *HOSTILE])
    for name in GOOD:
        for report in (alone, beside):
            found = {article["title"] for article in report[name]["articles"]}
            assert len(found) == ARTICLES, f"{name}: {len(found)} articles of {ARTICLES}"
    seconds = [max(r[name]["seconds"] for name in GOOD) for r in (alone, beside)]
    print(f"ten good hosts: alone {seconds[0]} s, beside ten hostile ones {seconds[1]} s")
    assert seconds[1] < 3 * seconds[0] + 5, seconds  # 1.5x is the aim, seen on an idle machine
