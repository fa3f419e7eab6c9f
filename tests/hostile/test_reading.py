"""Hostile sites that are read as news: what their articles become, and what is left alone.

All quick sites are walked at once by one process; those of SLOW, one by one, by `make torture`.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
GOOD = {f"好文章{n}:河堤通过验收" for n in range(5)}
FORGED = "2026-01-01 00:00:00 ERROR newsbot: forged"
SLOW = ("xml_huge", "read_pages", "read_data", "trap_links", "trap_links_first", "trap_session")
FOUND = (
    # sites whose five good articles are all collected
    "read_charsets read_titles read_dates read_schemes read_rights trap_calendar trap_path "
    "xml_laughs xml_xxe trap_sitemap"
).split()

Report = dict[str, Any]


def crawl(*arguments: str) -> Report:
    """Runs torture.py: its report, with the log."""
    command = [sys.executable, str(HERE / "torture.py"), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=200, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return {**json.loads(done.stdout), "log": done.stderr}


@pytest.fixture(scope="module")
def report() -> Report:
    return crawl("--reading")


def titles(report: Report, case: str) -> set[str]:
    return {article["title"] for article in report[case]["articles"]}


def ends(report: Report, case: str) -> dict[str, str]:
    """Path -> outcome of each address that was asked for."""
    rows = report[case]["rows"]
    return {re.sub(r"^https?://[^/]+", "", row["url"]): row["outcome"] for row in rows}


def is_sound(report: Report) -> None:
    """What holds for every crawl."""
    process = report["process"]
    assert process["peak_mb"] < 300, process
    assert process["longest_block"] < 3.0, process  # CPU; 2 s on a machine that is not busy
    assert process["listening"] == []
    assert process["secret_requests"] == 0
    assert "Traceback" not in report["log"], report["log"][-3000:]
    for name, case in report.items():
        if name not in ("process", "log"):
            assert case["stats"]["accounting/difference"] == 0, name


def test_the_process_stays_sound(report: Report) -> None:
    is_sound(report)


@pytest.mark.parametrize("case", FOUND)
def test_all_good_articles_are_collected(report: Report, case: str) -> None:
    missing = GOOD - titles(report, case)
    assert not missing, f"{case}: missing {missing}, rows {ends(report, case)}"


def test_every_charset_is_read(report: Report) -> None:
    wanted = {f"编码{n}:河堤通过验收" for n in (1, 2, 3, 4, 5, 6, 7, 8, 10)} | {
        "編碼9:河堤通過驗收"
    }
    assert wanted <= titles(report, "read_charsets")
    by_title = {a["title"]: a for a in report["read_charsets"]["articles"]}
    assert "replacement_characters" in by_title["编码10:河堤通过验收"]["problems"]
    assert "柳树" in by_title["编码4:河堤通过验收"]["text"]


def test_titles_are_text(report: Report) -> None:
    for article in report["read_titles"]["articles"]:
        assert article["title"].isprintable(), article["title"][:80]
        assert "\u202e" not in article["title"]


def test_no_log_line_is_forged(report: Report) -> None:
    assert not [line for line in report["log"].splitlines() if line.startswith("2026-01-01")]
    assert "\x1b" not in report["log"]


def test_impossible_dates_are_none(report: Report) -> None:
    dated = [a for a in report["read_dates"]["articles"] if a["title"].startswith("日期")]
    assert len(dated) == 5
    assert {a["published_at"] for a in dated} == {None}


def test_a_base_of_another_scheme_leads_nowhere(report: Report) -> None:
    asked = [path for path, _ in report["read_base"]["requests"]]
    assert not [path for path in asked if "etc" in path or "passwd" in path], asked
    assert set(ends(report, "read_base").values()) <= {"fetched", "http_4xx"}


def test_links_of_nofollow_pages_are_not_followed(report: Report) -> None:
    assert ends(report, "read_nofollow") == {"/list?page=1": "fetched"}
    assert "nofollow" in report["log"]


def test_articles_carry_their_rights(report: Report) -> None:
    by_title = {a["title"]: a["rights"] for a in report["read_rights"]["articles"]}
    assert by_title["不许训练"]["training"]["decision"] == "deny"
    assert "noai" in by_title["不许训练"]["training"]["evidence"][0]
    assert by_title["好文章1:河堤通过验收"]["training"]["decision"] == "allow"
    assert by_title["好文章1:河堤通过验收"]["display-full"]["decision"] == "deny"


def test_challenges_are_no_articles(report: Report) -> None:
    assert "访问验证" not in "".join(titles(report, "read_challenge"))
    found = list(ends(report, "read_challenge").values())
    assert found.count("refusal") in (2, 3)
    assert found.count("parked") >= 6


@pytest.mark.parametrize(
    ("case", "outcome"),
    [("read_listing_challenge", "refusal"), ("read_listing_pdf", "unreadable")],
)
def test_a_listing_that_refuses_is_not_taken_for_empty(
    report: Report, case: str, outcome: str
) -> None:
    assert ends(report, case) == {"/list?page=1": outcome}
    assert report[case]["stats"].get("listing/pages", 0) == 0


@pytest.mark.parametrize("case", ["trap_calendar", "trap_path"])
def test_a_trap_ends(report: Report, case: str) -> None:
    assert len(report[case]["requests"]) <= 200


def test_a_winding_path_is_a_trap(report: Report) -> None:
    assert list(ends(report, "trap_path").values()).count("trap") > 200
    assert any("a path with b" in found for found in report["trap_path"]["traps"])


@pytest.mark.torture
@pytest.mark.parametrize("case", SLOW)
def test_slow_sites(case: str) -> None:
    report = crawl(case)
    is_sound(report)
    assert len(report[case]["requests"]) <= 200
    assert titles(report, case) >= GOOD, f"{case}: {titles(report, case)}"
    if case.startswith(("trap", "xml_huge")):
        assert report[case]["traps"], f"{case}: no stop reason in the record"
        assert "trap" in ends(report, case).values()


def test_no_entity_is_expanded(report: Report) -> None:
    for case in ("xml_laughs", "xml_xxe"):
        words = json.dumps(report[case]["articles"], ensure_ascii=False)
        assert "haha" not in words, case
        assert "root:" not in words, case


@pytest.mark.torture
def test_a_quadratic_feed_costs_little() -> None:
    report = crawl("xml_quadratic")
    is_sound(report)
    assert len(report["xml_quadratic"]["requests"]) <= 200


@pytest.mark.torture
def test_hostile_pages_are_refused_one_by_one() -> None:
    found = ends(crawl("read_pages"), "read_pages")
    bad = {path: outcome for path, outcome in found.items() if "/bad-" in path}
    assert set(bad.values()) == {"unreadable", "too_big"}, bad
    assert found["/a/unclosed.html"] == "fetched"


@pytest.mark.torture
def test_broken_data_costs_no_article() -> None:
    report = crawl("read_data")
    assert {f"数据{n}:河堤通过验收" for n in range(1, 9)} <= titles(report, "read_data")
