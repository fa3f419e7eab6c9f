"""The hostile web: each case by name, with what must come of it.

All cases are crawled at once by one process (torture.py), so that every slow or broken host has
nearly a hundred others beside it that must not notice. Cases of 3 seconds and more, and those that
need a process of their own, carry the marker `torture`.
"""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent

ENDS = {
    # case -> the outcome of each path asked for, in order of the path
    "redirect_chain": ["fetched"],
    "redirect_endless": ["redirect_loop"],
    "redirect_loop": ["redirect_loop"],
    "redirect_self": ["redirect_loop"],
    "redirect_file": ["blocked"],
    "redirect_data": ["blocked"],
    "redirect_ftp": ["blocked"],
    "redirect_javascript": ["blocked"],
    "redirect_private": ["blocked"],
    "redirect_metadata": ["blocked"],
    "redirect_secret": ["blocked"],
    "redirect_decimal": ["blocked"],
    "redirect_hex": ["blocked"],
    "redirect_octal": ["blocked"],
    "redirect_short": ["blocked"],
    "redirect_mapped": ["blocked"],
    "redirect_localhost": ["blocked"],
    "redirect_userinfo": ["blocked"],
    "redirect_nohost": ["redirect_loop"],
    "redirect_badport": ["blocked"],
    "hang": ["fetched", "timed_out"],
    "drip_body": ["fetched", "timed_out"],
    "drip_header": ["fetched", "timed_out"],
    "size_declared": ["fetched", "too_big"],
    "size_endless": ["fetched", "too_big"],
    "size_chunks": ["fetched", "too_big"],
    "bomb_gzip": ["fetched", "too_big"],
    "bomb_br": ["fetched", "too_big"],
    "bomb_zstd": ["fetched", "too_big"],
    "bomb_layers": ["fetched", "unreadable"],
    "bomb_robots": ["forbidden"],
    "headers_many": ["fetched", "too_big"],
    "headers_long": ["fetched", "too_big"],
    "header_line": ["fetched", "refused"],
    "cookies": ["fetched", "fetched"],
    "length_long": ["unreadable"],
    "length_short": ["fetched"],
    "length_text": ["unreadable"],
    "reset": ["refused"],
    "reset_body": ["unreadable"],
    "garbage": ["unreadable"],
    "http09": ["refused"],
    "empty": ["refused"],
    "status_999": ["http_5xx"],
    "status_text": ["unreadable"],
    "status_500": ["http_5xx"],
    "status_404": ["http_4xx"],
    "status_204": ["fetched"],
    "gzip_cut": ["unreadable"],
    "gzip_fake": ["fetched"],
    "gzip_text": ["unreadable"],
    "encoding_unknown": ["unreadable"],
    "wait_1": ["fetched"],
    "wait_past": ["fetched"],
    "wait_garbage": ["fetched"],
    "wait_day": ["http_4xx", "parked", "parked"],
    "always_503": ["http_5xx", *["parked"] * 9],
    "robots_rules": ["forbidden", "fetched", "fetched"],
    "robots_404": ["fetched"],
    "robots_403": ["fetched"],
    "robots_500": ["forbidden"],
    "robots_503": ["forbidden"],
    "robots_429": ["forbidden"],
    "robots_hang": ["forbidden"],
    "robots_closed": ["forbidden"],
    "robots_redirects": ["forbidden", "fetched"],
    "robots_loop": ["forbidden"],
    "robots_html": ["fetched"],
    "robots_bom": ["forbidden", "fetched"],
    "robots_1mb": ["forbidden", "fetched"],
    "robots_delay_day": ["parked"],
    "challenge_once": ["refusal", "fetched", "fetched", "fetched"],
    "pdf_as_html": ["unreadable"],
    "tls_wrong_host": ["forbidden"],
    "tls_opt_out": ["fetched"],
}

MOST_REQUESTS = {
    # requests of the case's paths that the server may see, where that matters
    "redirect_endless": 11,
    "redirect_loop": 2,
    "redirect_self": 1,
    "length_long": 3,
    "reset": 3,
    "garbage": 3,
    "http09": 3,
    "empty": 3,
    "status_999": 3,
    "gzip_cut": 3,
    "wait_day": 1,
    "always_503": 6,
    "robots_500": 0,
    "robots_closed": 0,
    "robots_hang": 0,
    "challenge_403": 3,
    "tls_wrong_host": 0,
}

Report = dict[str, Any]


def crawl(*arguments: str) -> tuple[Report, str]:
    """Runs torture.py: its report and its log."""
    command = [sys.executable, str(HERE / "torture.py"), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout), done.stderr


@pytest.fixture(scope="module")
def report() -> Report:
    """All quick cases, crawled once."""
    found, log = crawl()
    found["log"] = log
    return found


def outcomes(report: Report, case: str) -> list[str]:
    rows = sorted(report[case]["rows"], key=lambda row: row["url"])
    return [row["outcome"] for row in rows]


def page_requests(report: Report, case: str) -> list[tuple[str, float]]:
    probes = ("/robots.txt", "/.well-known/tdmrep.json")
    return [(path, at) for path, at in report[case]["requests"] if path not in probes]


@pytest.mark.parametrize("case", ENDS)
def test_each_address_ends_once_and_as_it_should(report: Report, case: str) -> None:
    assert sorted(outcomes(report, case)) == sorted(ENDS[case]), report[case]["rows"]
    assert report[case]["stats"]["accounting/difference"] == 0
    assert report[case]["reason"] == "finished"


@pytest.mark.parametrize("case", MOST_REQUESTS)
def test_no_more_requests_than_allowed(report: Report, case: str) -> None:
    seen = page_requests(report, case)
    assert len(seen) <= MOST_REQUESTS[case], f"{case}: expected {MOST_REQUESTS[case]}, got {seen}"


PARKED = {
    "challenge": ("challenge", 6),
    "challenge_403": ("challenge", 4),
    "soft_gone": ("gone", 4),
}
"""Case -> the refusal that parks its host, and how many pages it has."""


@pytest.mark.parametrize("case", PARKED)
def test_two_refusals_in_a_row_park_the_host(report: Report, case: str) -> None:
    kind, pages = PARKED[case]
    found = outcomes(report, case)
    assert 2 <= found.count("refusal") <= 3, f"{case}: {found}"  # the third was under way
    assert found.count("refusal") + found.count("parked") == pages, f"{case}: {found}"
    assert f"2 refusal pages in a row ({kind})" in report["log"]


def test_good_hosts_lose_nothing(report: Report) -> None:
    assert outcomes(report, "good") == ["fetched"] * 30


def test_every_case_is_tested(report: Report) -> None:
    known = {*ENDS, *PARKED, "good", "secret", "process", "log"}
    assert set(report) == known


def test_nothing_private_is_reached(report: Report) -> None:
    assert report["process"]["secret_requests"] == 0


def test_slow_hosts_end_with_their_time_out(report: Report) -> None:
    for case in ("hang", "drip_body", "drip_header", "robots_hang"):
        began = report[case]["requests"][0][1]
        assert report[case]["seconds"] - began < 1.0 + 2.5, f"{case}: {report[case]['seconds']} s"


def test_memory_stays_below_300_mb(report: Report) -> None:
    assert report["process"]["peak_mb"] < 300


def test_the_loop_is_never_blocked_for_2_seconds(report: Report) -> None:
    assert report["process"]["longest_block"] < 3.0  # CPU; 2 s on a machine that is not busy


def test_no_port_listens(report: Report) -> None:
    assert report["process"]["listening"] == []


def test_what_is_expected_leaves_no_traceback(report: Report) -> None:
    log = report["log"]
    place = log.find("Traceback")
    assert place < 0, f"the log has a traceback:\n{log[max(place - 600, 0) : place + 1500]}"


def test_retry_after_is_waited_for(report: Report) -> None:
    first, second = (at for _, at in page_requests(report, "wait_1"))
    assert second - first >= 1.0


@pytest.mark.torture
@pytest.mark.parametrize(
    ("case", "gap"), [("wait_4", 4.0), ("wait_503", 4.0), ("robots_delay", 2.0)]
)
def test_long_waits(case: str, gap: float) -> None:
    report, _ = crawl(case)
    times = [at for _, at in page_requests(report, case)]
    gaps = [b - a for a, b in pairwise(times)]
    assert set(outcomes(report, case)) == {"fetched"}
    assert gaps
    assert min(gaps) >= gap, f"{case}: expected gaps of {gap} s, got {gaps}"
