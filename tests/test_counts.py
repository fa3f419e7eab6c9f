"""Counts: the collection, a table of our own, and what holds for every text."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.fields import Count, read_count

DATA = Path(__file__).parent / "data" / "fields"


def collection() -> list[tuple[str, int | None]]:
    rows = (json.loads(line) for line in (DATA / "zh.jsonl").read_text("utf-8").splitlines())
    return [(row["text"], row["expected"]) for row in rows if row["kind"] == "views"]


def own_cases() -> list[tuple[str, Count | None]]:
    cases = []
    for line in (DATA / "counts.tsv").read_text("utf-8").splitlines():
        if line[0] != "#":
            text, _, printed = line.partition("\t")
            count = Count(int(printed.rstrip("+")), "+" not in printed) if printed else None
            cases.append((text, count))
    return cases


@pytest.mark.parametrize(("text", "expected"), collection())
def test_the_collection(text: str, expected: int | None) -> None:
    count = read_count(text)
    assert (count and count.value) == expected, text


@pytest.mark.parametrize(("text", "expected"), own_cases())
def test_own_cases(text: str, expected: Count | None) -> None:
    assert read_count(text) == expected, text


FORMS = st.sampled_from(
    [
        "{}",
        "{}次",
        "阅读 {}",
        "阅读：{}",
        "閱讀({})",
        "{}次浏览",
        "{} views",
        "觀看次數：{}次",
        "2025年03月24日11:04:12 国际 {}",
        "评论 3 阅读 {}",
        "{}阅读 3评论",
        "点击：{} 来源：新华网",
    ]
)
WIDE = {ord(char): ord(char) + 0xFEE0 for char in "0123456789,"}


@given(number=st.integers(0, 10**10), form=FORMS, grouped=st.booleans(), wide=st.booleans())
def test_what_is_printed_is_read_back(number: int, form: str, grouped: bool, wide: bool) -> None:
    printed = f"{number:,}" if grouped else str(number)
    text = form.format(printed.translate(WIDE) if wide else printed)
    assert read_count(text) == Count(number), text


@given(
    tenths=st.integers(10, 99_999), unit=st.sampled_from("万萬wW"), bound=st.sampled_from("+多 ")
)
def test_units_are_whole_numbers(tenths: int, unit: str, bound: str) -> None:
    text = f"{tenths / 10}{unit}{bound}".strip()
    assert read_count(text) == Count(tenths * 1000, bound == " "), text


@given(st.text(max_size=60))
def test_any_text_gives_a_whole_number_or_nothing(text: str) -> None:
    count = read_count(text)
    assert count is None or (isinstance(count.value, int) and count.value >= 0)


@pytest.mark.parametrize("piece", ["1", "阅读", "1,", "阅读 1 ", " ", "1.2万", "百", "年1月"])
def test_long_texts_are_cheap(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    began = time.process_time()
    assert read_count(text) is None
    assert time.process_time() - began < 0.02


@pytest.mark.parametrize("piece", ["1", "阅读", "1,", "阅读 1 ", " ", "1.2万", "百", "年1月"])
def test_the_longest_texts_that_are_read_are_cheap(piece: str) -> None:
    text = (piece * 400)[:400]
    began = time.process_time()
    read_count(text)
    assert time.process_time() - began < 0.02
