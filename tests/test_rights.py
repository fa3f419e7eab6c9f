"""Rights: the table of statements and decisions, the evidence, and the readers beneath."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.policy import rights, tdmrep, usage
from newsbot.policy.robots import parse
from newsbot.policy.robots_meta import moment, read

TABLE = Path(__file__).parent / "data" / "policy" / "rights.txt"
LETTERS = dict(zip("isfatr", rights.PURPOSES, strict=True))
FETCHED = datetime(2025, 3, 24, 3, 4, 12, tzinfo=UTC)


def rows() -> list[tuple[str, str]]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    split = [line.split("|", 1) for line in lines if line and not line.startswith("#")]
    return [(denied.strip(), stated.strip()) for denied, stated in split]


def evaluate(stated: str) -> dict[str, dict[str, Any]]:
    given: dict[str, Any] = {
        "robots": None,
        "headers": {},
        "meta": [],
        "url": "https://news.example/news/1.html",
        "at": FETCHED,
        "agent": "newsbot",
        "grants": [],
    }
    for statement in stated.split(" ;; "):
        kind, _, text = statement.partition(" ")
        if kind == "header":
            name, _, value = text.partition(": ")
            given["headers"].setdefault(name.lower(), []).append(value)
        elif kind == "meta":
            given["meta"].append(tuple(text.split("=", 1)))
        elif kind == "robots":
            given["robots"] = parse(text.replace("\\n", "\n").encode())
        elif kind == "tdmrep":
            given["tdmrep"] = tdmrep.parse(text.encode())
        elif kind == "at":
            given["at"] = datetime.fromisoformat(text)
        elif kind == "grant":
            given["grants"].append(text)
    return rights.evaluate(**given)


@pytest.mark.parametrize(("denied", "stated"), rows(), ids=[s[:60] for _, s in rows()])
def test_decisions(denied: str, stated: str) -> None:
    found = evaluate(stated)
    letters = "f" if denied == "-" else denied
    expected = {LETTERS[letter] for letter in letters}
    got = {purpose for purpose, row in found.items() if row["decision"] == "deny"}
    assert got == expected, f"{stated}: expected {sorted(expected)} denied, got {sorted(got)}"


def test_the_table_is_large_enough() -> None:
    assert len(rows()) >= 80


def test_every_denial_has_evidence_and_strict_json() -> None:
    for denied, stated in rows():
        found = evaluate(stated)
        json.dumps(found, allow_nan=False)
        for purpose, row in found.items():
            if row["decision"] == "deny":
                assert row["evidence"], f"{denied} | {stated}: {purpose} has no evidence"


def test_evidence_names_source_and_text() -> None:
    found = evaluate("header X-Robots-Tag: noindex, noarchive ;; meta robots=noindex")
    assert found["index"] == {
        "decision": "deny",
        "basis": "stated",
        "evidence": ["X-Robots-Tag: noindex, noarchive"],
    }
    assert found["text-mining"] == {"decision": "allow", "basis": "default", "evidence": []}


def test_a_policy_and_a_length_are_handed_on() -> None:
    found = evaluate(
        "header tdm-reservation: 1 ;; header tdm-policy: https://news.example/p ;; "
        "meta robots=max-snippet:160"
    )
    assert found["training"]["policy"] == "https://news.example/p"
    assert found["display-snippet"]["max_length"] == 160


@pytest.mark.parametrize("policy", ["javascript:alert(1)", "/relative", "", "file:///x"])
def test_a_policy_is_an_address_of_the_web(policy: str) -> None:
    found = evaluate(f"header tdm-reservation: 1 ;; header tdm-policy: {policy}")
    assert "policy" not in found["training"]


def test_a_draft_is_named() -> None:
    found = evaluate("header Content-Usage: train-ai=n")
    assert found["training"]["evidence"] == [
        "content-usage: train-ai=n (draft-ietf-aipref-attach-04)"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("25 Jun 2010 15:00:00 PST", "2010-06-25T15:00:00-08:00"),
        ("Friday, 25-Jun-10 15:00:00 UTC", "2010-06-25T15:00:00+00:00"),
        ("2010-06-25", "2010-06-25T00:00:00+00:00"),
        ("2010-06-25 15:00:00 GMT", "2010-06-25T15:00:00+00:00"),
        ("25-Jun-2010", "2010-06-25T00:00:00+00:00"),
        ("30 Feb 2025 10:00:00 GMT", None),
        ("0000-00-00", None),
        ("", None),
    ],
)
def test_moments(text: str, expected: str | None) -> None:
    found = moment(text)
    assert (found.isoformat() if found else None) == expected


@given(st.text(max_size=120), st.text(max_size=60))
def test_no_text_breaks_the_readers(header: str, content: str) -> None:
    read([header], [("robots", content)], agent="newsbot")
    for name in usage.DRAFTS:
        usage.read(name, header, where="x")
    tdmrep.parse(header.encode("utf-8", "replace"))


@given(st.text(alphabet="noindexrchv,:_ -0123456789", max_size=80))
def test_more_directives_never_allow_more(more: str) -> None:
    """A header more may deny, but what one denied stays denied."""
    one = evaluate("header X-Robots-Tag: noindex, noarchive")
    both = rights.evaluate(
        robots=None,
        headers={"x-robots-tag": ["noindex, noarchive", more]},
        meta=[],
        url="https://news.example/1",
        at=FETCHED,
        agent="newsbot",
    )
    for purpose, row in one.items():
        if row["decision"] == "deny":
            assert both[purpose]["decision"] == "deny", f"{more!r} opened {purpose}"
