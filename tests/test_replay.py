"""Every recorded case, replayed in a process of its own: what it gives is what it must give."""

from pathlib import Path

import pytest

from newsbot.cases import Case, all_cases, compare, render
from newsbot.commands.replay import replay_case
from newsbot.sites import SiteLoader

ROOT = Path(__file__).parents[1]
FIXTURES = ROOT / "fixtures"
CASES = all_cases(FIXTURES)
LARGEST = 300_000
"""Bytes of a case."""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_gives_what_is_expected(case: Case) -> None:
    differences = compare(case.expected(), replay_case(case))
    assert not differences, f"{case.name}: {render(differences)}"


def test_every_site_has_a_case() -> None:
    sites = SiteLoader(["newsbot.spiders"]).list()
    without = set(sites) - {case.site for case in CASES}
    assert sites, "the package has no site"
    assert not without, f"sites without a case in fixtures/: {sorted(without)}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_is_small_and_says_whose_texts_it_holds(case: Case) -> None:
    size = sum(path.stat().st_size for path in case.folder.iterdir())
    assert size <= LARGEST, f"{case.name} has {size} bytes"
    assert case.license, f"{case.name}: case.toml has no licence note"
    assert case.recorded_at, f"{case.name}: case.toml does not say when it was recorded"
