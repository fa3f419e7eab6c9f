"""Runs to report on, with hostile texts in every place that takes a text."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from newsbot.health.facts import CategoryFacts, Facts, Freshness, Gap, Pages
from newsbot.health.findings import Finding
from newsbot.health.report import Shown, run_page, sites_page
from newsbot.health.standing import Trouble

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
HOSTILE = "<script>window.hacked=1</script>\"'><img src=x onerror=window.hacked=2>\u202e"
"""Runs, asks for `x`, or turns the direction of what follows, where it is not escaped."""


def facts(number: int = 7, **more: object) -> Facts:
    at = NOW - timedelta(minutes=20 * (8 - number))
    values: dict[str, object] = {
        "new": number,
        "failed": {HOSTILE: 1},
        "outcomes": {"fetched": 8, "http_4xx": 1},
        "rules": {"title": {HOSTILE: 8}},
        "missing": {"source": 8},
        "categories": {HOSTILE: CategoryFacts(1, 20, 3, HOSTILE)},
        "pages": Pages(
            8, 0.5, 2.0, ((f"https://s.example/{HOSTILE}", 2.0), ("javascript:alert(3)", 1.0))
        ),
        "freshness": Freshness(8, 600.0, 2400.0),
        "gaps": (Gap(HOSTILE, "10:00", "11:00", None, "javascript:alert(4)"),),
        "arguments": {"category": [HOSTILE]},
        "fault": HOSTILE,
        "outcome": "failed",
        **more,
    }
    return Facts(number, HOSTILE, at, at + timedelta(seconds=9), **values)  # type: ignore[arg-type]


TROUBLE = Trouble(
    Finding(
        "coverage",
        "error",
        "source",
        {"field": "source", "now": (0, 8), "usual": (90, 100)},
        ("javascript:alert(5)", "https://s.example/a"),
    ),
    7,
    NOW,
)
LEADERS = [Shown(HOSTILE, f"https://s.example/{n}", 1000 + n) for n in range(3)]
EARLIER = [facts(n) for n in range(6, 0, -1)]


def pages() -> dict[str, str]:
    made = {}
    for language in ("en", "zh"):
        made[f"run {language}"] = run_page(
            facts(),
            EARLIER,
            [TROUBLE],
            leaders=LEADERS,
            duplicates=[Shown(HOSTILE, "https://s.example/c", copy_of=HOSTILE)],
            language=language,
            now=NOW,
        )  # type: ignore[arg-type]
        made[f"all {language}"] = sites_page(
            [(facts(), EARLIER, [TROUBLE]), (facts(3, outcome="finished"), [], [])],
            language=language,
            now=NOW,
        )  # type: ignore[arg-type]
    made["first run"] = run_page(Facts(1, "s", NOW, NOW), [], [], now=NOW)
    return made
