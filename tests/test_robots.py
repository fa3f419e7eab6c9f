"""robots.txt: every case of the table, by the letter of RFC 9309, and whatever bytes come."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.policy import robots

CASES = Path(__file__).parent / "data" / "policy" / "robots.txt"
SITE = "https://news.example"


def cases() -> list[tuple[str, bytes, list[str]]]:
    text = CASES.read_text(encoding="utf-8")
    parts = re.split(r"^=== (.+)\n", text, flags=re.MULTILINE)[1:]
    found = []
    for name, rest in zip(parts[::2], parts[1::2], strict=True):
        body, _, asked = rest.partition("---\n")
        found.append((name, raw(body), asked.strip().splitlines()))
    return found


def raw(text: str) -> bytes:
    """The file's bytes: \\xNN stands for one byte."""
    pieces = re.split(r"\\x([0-9A-F]{2})", text)
    return b"".join(
        bytes.fromhex(piece) if number % 2 else piece.encode()
        for number, piece in enumerate(pieces)
    )


@pytest.mark.parametrize(("name", "body", "asked"), cases(), ids=lambda value: str(value)[:50])
def test_decisions(name: str, body: bytes, asked: list[str]) -> None:
    parsed = robots.parse(body)
    for line in asked:
        agent, path, expected = line.rsplit(" ", 2)
        verdict = parsed.decide(SITE + path, agent)
        got = "yes" if verdict.allowed else "no"
        assert got == expected, f"{name}: {agent} {path}: expected {expected}, got {verdict}"


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (200, "rules"),
        (204, "rules"),
        (400, "free"),
        (401, "free"),
        (403, "free"),
        (404, "free"),
        (410, "free"),
        (429, "unreachable"),
        (500, "unreachable"),
        (503, "unreachable"),
        (999, "unreachable"),
        (302, "unreachable"),
        (None, "unreachable"),
    ],
)
def test_what_an_answer_means(status: int | None, expected: str) -> None:
    assert robots.access(status) == expected


def test_the_first_500_kib_are_read() -> None:
    filler = b"# " + b"x" * 97 + b"\n"
    body = b"User-agent: *\n" + filler * 5110 + b"Disallow: /late\n"
    assert len(body) - 1000 < 500 * 1024
    assert not robots.parse(body).decide(SITE + "/late", "newsbot").allowed


def test_a_line_that_is_cut_in_two_is_left_out() -> None:
    head = b"User-agent: *\n"
    filler = b"#" * (robots.MAX_BYTES - len(head) - len(b"\nDisallow: /")) + b"\n"
    parsed = robots.parse(head + filler + b"Disallow: /private-part\n")
    assert parsed.decide(SITE + "/anything", "newsbot").allowed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2", 2.0),
        ("0.5", 0.5),
        ("10 # seconds", 10.0),
        ("-1", None),
        ("soon", None),
        ("", None),
        ("inf", None),
        ("9" * 400, 999999999999.0),
    ],
)
def test_crawl_delay(text: str, expected: float | None) -> None:
    parsed = robots.parse(f"User-agent: newsbot\nCrawl-delay: {text}\n".encode())
    assert parsed.crawl_delay("newsbot") == expected
    assert parsed.crawl_delay("other") is None


def test_crawl_delay_is_the_agents_it_stands_under() -> None:
    parsed = robots.parse(b"User-agent: a\nCrawl-delay: 9\nUser-agent: newsbot\nDisallow: /x\n")
    assert (parsed.crawl_delay("a"), parsed.crawl_delay("newsbot")) == (9.0, None)


def test_sitemaps_belong_to_nobody() -> None:
    body = b"Sitemap: https://a.example/1.xml\nUser-agent: x\nSITEMAP: /2.xml\nDisallow: /\n"
    assert robots.parse(body).sitemaps == ["https://a.example/1.xml", "/2.xml"]


def test_the_evidence_is_the_line() -> None:
    verdict = robots.parse(b"User-agent: *\n\nDisallow: /a*b$\n").decide(SITE + "/axb", "newsbot")
    assert verdict == (False, "Disallow: /a*b$ (line 3)")


def test_the_longest_usage_path_holds() -> None:
    body = (
        b"User-agent: *\nContent-Usage: train-ai=n\nContent-Usage: /open/ train-ai=y\n"
        b"Content-Signal: ai-train=no\n"
    )
    parsed = robots.parse(body)
    names = [(use.name, use.value) for use in parsed.usages(SITE + "/open/1", "newsbot")]
    assert names == [("content-usage", "train-ai=y"), ("content-signal", "ai-train=no")]
    assert parsed.usages(SITE + "/x", "newsbot")[0].value == "train-ai=n"


@given(st.binary(max_size=400), st.text(max_size=40))
def test_no_bytes_break_it(body: bytes, path: str) -> None:
    parsed = robots.parse(body)
    assert parsed.decide(f"{SITE}/{path}", "newsbot").allowed in (True, False)
    assert isinstance(parsed.sitemaps, list)


@given(st.lists(st.sampled_from(["/a", "/a/b", "/*c", "/a$", "/"]), max_size=6), st.booleans())
def test_a_rule_more_for_others_changes_nothing_for_us(paths: list[str], allow: bool) -> None:
    own = "User-agent: newsbot\nDisallow: /a/b\n"
    word = "Allow" if allow else "Disallow"
    other = "User-agent: other\n" + "".join(f"{word}: {path}\n" for path in paths)
    alone, both = robots.parse(own.encode()), robots.parse((own + other).encode())
    for path in ("/a", "/a/b", "/c", "/"):
        assert alone.decide(SITE + path, "newsbot") == both.decide(SITE + path, "newsbot")


def test_hostile_patterns_cost_no_time() -> None:
    body = (
        b"User-agent: *\n" + b"Disallow: /" + b"*a" * 2000 + b"b\n" + b"Disallow: /x*y*z$\n" * 5000
    )
    parsed = robots.parse(body)
    began = time.process_time()
    parsed.decide(SITE + "/" + "a" * 5000, "newsbot")
    assert time.process_time() - began < 0.5, "seconds for one decision"
