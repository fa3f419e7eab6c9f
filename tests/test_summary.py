"""The summary of a run: figures, words and verdict from counters alone."""

import json
from typing import Any

import pytest

from newsbot.extensions.summary import Summary
from newsbot.policy.outcomes import Ending

GOOD = {
    "listing/pages": 2,
    "listing/entries": 10,
    "article/new": 8,
    "article/known": 2,
    "accounting/rows": [Ending(f"u{n}", f"u{n}", "fetched", 200, "") for n in range(10)],
    "rule/published_at/.my-date": 6,
    "rule/published_at/meta line": 2,
    "missing/source": 3,
    "rule/source/source line": 5,
}

NOTHING = {"listing/entries": 0, "article/known": 0, "article/new": 0}


def failed(count: int, outcome: Any, status: int | None = None, detail: str = "") -> list[Ending]:
    return [Ending(f"f{n}", f"f{n}", outcome, status, detail) for n in range(count)]


def summary(more: dict[str, Any] | None = None, reason: str = "finished") -> Summary:
    stats = {**GOOD, **(more or {})}
    return Summary.of(stats, site="s", store="sqlite:///x", reason=reason, seconds=1.0)


def test_it_names_the_rule_behind_each_field() -> None:
    text = "\n".join(summary().lines())
    assert ".my-date 6/8, meta line 2/8" in text
    assert "source line 5/8, missing 3/8" in text
    assert "8 new, 0 updated, 2 known, 0 duplicate, 0 failed" in text


@pytest.mark.parametrize(
    ("more", "reason", "words"),
    [
        ({}, "finished", None),
        ({"article/new": 0, "article/known": 10}, "finished", None),
        (NOTHING, "finished", "no listing gave an entry"),
        (NOTHING, "shutdown", None),
        ({"replay/missed": ["http://a.example/x"]}, "finished", "http://a.example/x"),
        ({"write/faults": ["disk full"]}, "finished", "disk full"),
        ({"accounting/difference": 2}, "finished", "2 requested addresses"),
    ],
)
def test_what_makes_a_run_fail(more: dict[str, Any], reason: str, words: str | None) -> None:
    fault = summary(more, reason).fault(0.2)
    assert fault is None if words is None else fault is not None and words in fault


@pytest.mark.parametrize(("failures", "fails"), [(2, False), (3, True)])
def test_more_than_a_fifth_of_the_pages_may_not_fail(failures: int, fails: bool) -> None:
    rows = GOOD["accounting/rows"] + failed(failures, "http_4xx", 404)  # type: ignore[operator]
    got = summary({"accounting/rows": rows}).fault(0.2)
    assert (got is not None) is fails, f"{failures} of {10 + failures} pages failed: {got}"


def test_causes_are_what_a_person_calls_them() -> None:
    rows = [
        *failed(2, "http_4xx", 404),
        *failed(1, "unreadable", 200, "NoArticle: nothing there"),
        *failed(1, "timed_out"),
        *failed(4, "forbidden"),
    ]
    got = summary({"accounting/rows": rows}).failed
    assert got == {"HTTP 404": 2, "NoArticle": 1, "timed out": 1}


def test_a_404_that_ended_a_listing_is_no_failure() -> None:
    rows = failed(3, "http_4xx", 404)
    assert summary({"accounting/rows": rows, "listing/absent": 2}).failed == {"HTTP 404": 1}


def test_nothing_new_says_how_to_get_what_is_known() -> None:
    lines = summary({"article/new": 0, "article/known": 10}).lines()
    assert any("newsbot export" in line for line in lines)


def test_the_record_holds_the_rows_of_the_account_and_the_traps() -> None:
    rows = [*GOOD["accounting/rows"], *failed(2, "timed_out", detail="no answer")]
    found = summary({"accounting/rows": rows, "trap/found": ["n.example/day/0: nothing new"]})
    record = found.record()
    assert json.loads(json.dumps(record["endings"]))[0] == {
        "url": "f0",
        "final_url": "f0",
        "outcome": "timed_out",
        "status": None,
        "detail": "no answer",
    }
    assert len(record["endings"]) == 12
    assert record["traps"] == ["n.example/day/0: nothing new"]
    assert "trap       n.example/day/0: nothing new" in "\n".join(found.lines())


def test_the_record_has_room_for_failures_first() -> None:
    rows = [*GOOD["accounting/rows"] * 500, *failed(3, "timed_out")]
    kept = summary({"accounting/rows": rows}).record()["endings"]
    assert [row["outcome"] for row in kept[:4]] == ["timed_out"] * 3 + ["fetched"]
    assert len(kept) == 2_000
