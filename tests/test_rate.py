"""Rate: pure decisions on Retry-After, back-off, parking and delays."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.policy import rate
from newsbot.policy.outcomes import OUTCOMES, Account, Ending, of_status
from newsbot.policy.rate import GiveUp, Limits, Park, Standing, Wait

NOW = datetime(2025, 3, 24, 10, 0, 0, tzinfo=UTC)


def half() -> float:
    return 0.5


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("4", 4.0),
        (" 120 ", 120.0),
        ("86400", 86400.0),
        ("9" * 50, 1e9),
        ("0", None),
        ("-5", None),
        ("4.5", None),
        ("soon", None),
        ("", None),
        (None, None),
        ("٤", None),
        ("Mon, 24 Mar 2025 10:00:04 GMT", 4.0),
        ("Monday, 24-Mar-25 10:01:00 GMT", 60.0),
        ("Mon Mar 24 10:00:30 2025", 30.0),
        ("Mon, 24 Mar 2025 18:00:10 +0800", 10.0),
        ("Wed, 21 Oct 2015 07:28:00 GMT", None),
        ("Mon, 24 Mar 2025 10:00:00 GMT", None),
        ("Mon, 99 Mar 2025 10:00:00 GMT", None),
        ("Mon, 24 Mar 99999 10:00:00 GMT", None),
    ],
)
def test_retry_after(value: str | None, expected: float | None) -> None:
    assert rate.retry_after(value, now=NOW) == expected


@given(st.text(max_size=60))
def test_no_retry_after_breaks_it(value: str) -> None:
    seconds = rate.retry_after(value, now=NOW)
    assert seconds is None or seconds > 0


@given(st.integers(1, 100), st.floats(0, 0.999))
def test_backoff_doubles_within_its_bounds(attempt: int, chance: float) -> None:
    limits = Limits(backoff_base=1.0, backoff_most=60.0)
    whole = min(2.0 ** (attempt - 1), 60.0)
    seconds = rate.backoff(attempt, limits=limits, random=lambda: chance)
    assert whole / 2 <= seconds <= whole


def decide(standing: Standing, asked: str | None = None, **more: object) -> rate.Decision:
    given = {"attempt": 1, "asked": asked, "now": NOW, "random": half, **more}
    return standing.failed(**given)  # type: ignore[arg-type]


def test_the_server_is_waited_for() -> None:
    assert decide(Standing(), "4") == Wait(4.0 + rate.MARGIN)


def test_without_a_wish_the_backoff_holds() -> None:
    assert decide(Standing()) == Wait(0.375)


def test_a_long_pause_parks_the_host_until_then() -> None:
    standing = Standing()
    park = decide(standing, "86400")
    assert park == Park("asks for a pause of 24 h", datetime(2025, 3, 25, 10, tzinfo=UTC))
    assert standing.parked == park


def test_the_last_attempt_gives_up() -> None:
    assert decide(Standing(), attempt=3) == GiveUp()


def test_the_hopeless_is_not_tried_again() -> None:
    assert decide(Standing(), again=False) == GiveUp()


def test_failures_in_a_row_park_and_a_success_ends_the_row() -> None:
    standing = Standing()
    for _ in range(4):
        assert not isinstance(decide(standing), Park)
    standing.worked()
    for _ in range(4):
        assert not isinstance(decide(standing), Park)
    assert decide(standing) == Park("5 failures in a row")


def test_two_refusals_in_a_row_park() -> None:
    standing = Standing()
    assert standing.refused("challenge", now=NOW) is None
    standing.read()
    assert standing.refused("challenge", now=NOW) is None
    assert standing.refused("blocked", now=NOW) == Park("2 refusal pages in a row (blocked)")


@pytest.mark.parametrize(("has_shown", "most"), [(False, 2), (True, 5)])
def test_walls_in_a_row_park(has_shown: bool, most: int) -> None:
    standing = Standing()
    standing.read(article=has_shown)
    parked = [standing.refused("login", of_host=False, now=NOW) for _ in range(most)]
    assert parked == [None] * (most - 1) + [Park(f"{most} refusal pages in a row (login)")]


def test_a_challenge_after_a_wall_parks() -> None:
    standing = Standing()
    standing.read(article=True)
    assert standing.refused("login", of_host=False, now=NOW) is None
    assert isinstance(standing.refused("challenge", now=NOW), Park)


@pytest.mark.parametrize(
    ("asked", "own", "expected"),
    [
        (None, 1.0, 1.0),
        (2.0, 1.0, 2.0 + rate.MARGIN),
        (0.2, 1.0, 1.0),
        (120.0, 1.0, 120.0 + rate.MARGIN),
        (86400.0, 1.0, Park("asks for 24 h between two requests")),
    ],
)
def test_crawl_delay(asked: float | None, own: float, expected: object) -> None:
    assert rate.crawl_delay(asked, own) == expected


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [(4, "4 s"), (179, "179 s"), (180, "3 min"), (7200, "2 h"), (86400, "24 h"), (864000, "10 d")],
)
def test_spans_for_people(seconds: float, expected: str) -> None:
    assert rate.describe(seconds) == expected


# --- The account -------------------------------------------------------------------------------


@given(st.lists(st.tuples(st.sampled_from(["ask", "end", "note"]), st.integers(0, 9))))
def test_the_sum_is_right_whatever_happens(steps: list[tuple[str, int]]) -> None:
    endings: list[Ending] = []
    account = Account(endings.append)
    tickets: list[int] = []
    for what, number in steps:
        if what == "ask":
            tickets.append(account.ask(f"https://x.example/{number}"))
        elif what == "note":
            account.note("https://x.example/k", "known")
        elif tickets:
            account.end(tickets[number % len(tickets)], OUTCOMES[number])
    assert account.close(interrupted=True) == 0
    assert len(endings) == account.asked == sum(account.counts.values())


def test_the_first_ending_counts() -> None:
    account = Account()
    ticket = account.ask("https://x.example/")
    assert account.end(ticket, "blocked")
    assert not account.end(ticket, "fetched")
    assert dict(account.counts) == {"blocked": 1}


def test_what_did_not_end_is_a_difference() -> None:
    account = Account()
    account.ask("https://x.example/")
    assert account.close(interrupted=False) == 1


def test_what_was_being_read_counts_as_fetched() -> None:
    account = Account()
    account.reach(account.ask("https://x.example/"))
    assert account.close(interrupted=False) == 0
    assert dict(account.counts) == {"fetched": 1}


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (200, "fetched"),
        (304, "not_modified"),
        (300, "http_3xx"),
        (404, "http_4xx"),
        (500, "http_5xx"),
        (999, "http_5xx"),
    ],
)
def test_outcomes_of_statuses(status: int, expected: str) -> None:
    assert of_status(status) == expected
