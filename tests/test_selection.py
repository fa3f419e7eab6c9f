"""Selection: which records an export takes, and which option left the others out."""

from datetime import UTC, datetime
from typing import Any

import pytest

from newsbot.errors import BadValue
from newsbot.export.selection import Selection, allowed, check_purpose, read_when

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)

WHEN = [
    ("2026-01-31", "2026-01-31T00:00:00+00:00"),
    ("20260131", "2026-01-31T00:00:00+00:00"),
    ("2026-01-31T08:00:00+08:00", "2026-01-31T00:00:00+00:00"),
    ("2026-01-31 08:00", "2026-01-31T08:00:00+00:00"),
    ("2026-01-31T08:00:00Z", "2026-01-31T08:00:00+00:00"),
    (" 12h ", "2026-03-10T00:00:00+00:00"),
    ("30m", "2026-03-10T11:30:00+00:00"),
    ("7d", "2026-03-03T12:00:00+00:00"),
    ("2w", "2026-02-24T12:00:00+00:00"),
]


@pytest.mark.parametrize(("text", "expected"), WHEN)
def test_a_time_is_read(text: str, expected: str) -> None:
    assert read_when(text, NOW).isoformat() == expected


@pytest.mark.parametrize(
    "text", ["", "soon", "2026-13-01", "31.01.2026", "7", "7y", "-1d", "999999w"]
)
def test_what_is_no_time_is_said_so(text: str) -> None:
    with pytest.raises(BadValue, match="is no time: give a date"):
        read_when(text, NOW)


RECORD = {
    "site": "daily",
    "category": "国际",
    "category_slug": "international",
    "seen_in": [{"category": "热点", "category_slug": "hot"}],
    "language": "zh-Hans",
    "source": "虚构社",
    "fetched_at": "2026-03-01T00:00:00Z",
    "duplicate_of": "other",
    "rights": {"training": {"decision": "deny"}, "archive": {"decision": "allow"}},
}

REFUSALS: list[tuple[str, dict[str, Any], str | None]] = [
    ("nothing asked", {}, None),
    ("its site", {"sites": frozenset({"daily", "x"})}, None),
    ("another site", {"sites": frozenset({"x"})}, "--site"),
    ("category by label", {"categories": frozenset({"国际"})}, None),
    ("category by slug", {"categories": frozenset({"international"})}, None),
    ("a category that also led here", {"categories": frozenset({"hot"})}, None),
    ("another category", {"categories": frozenset({"sports"})}, "--category"),
    ("its language", {"languages": frozenset({"zh-hans"})}, None),
    ("the wider language", {"languages": frozenset({"zh"})}, None),
    ("another language", {"languages": frozenset({"zh-Hant", "z"})}, "--language"),
    ("its source", {"sources": frozenset({"虚构社"})}, None),
    ("another source", {"sources": frozenset({"x"})}, "--source"),
    ("just then", {"since": datetime(2026, 3, 1, tzinfo=UTC)}, None),
    ("later", {"since": datetime(2026, 3, 1, 0, 0, 1, tzinfo=UTC)}, "--since"),
    ("no copies", {"copies": False}, "--no-copies"),
    ("allowed purpose", {"purpose": "archive"}, None),
    ("denied purpose", {"purpose": "training"}, "--purpose"),
    ("undecided purpose", {"purpose": "index"}, None),
    ("a purpose that needs a grant", {"purpose": "display-full"}, "--purpose"),
]


@pytest.mark.parametrize(("case", "asked", "expected"), REFUSALS, ids=[c[0] for c in REFUSALS])
def test_the_option_that_refuses_is_named(case: str, asked: dict[str, Any], expected: Any) -> None:
    assert Selection(**asked).refusal(RECORD) == expected, case


def test_what_was_never_decided_stays_in_the_users_archive() -> None:
    undecided = {**RECORD, "rights": None}
    assert allowed(undecided, "archive")
    assert not allowed(undecided, "display-full")


def test_an_unknown_purpose_is_answered_with_the_list() -> None:
    assert check_purpose("archive") == "archive"
    with pytest.raises(BadValue, match=r"there are index, display-snippet, .*training"):
        check_purpose("fun")
