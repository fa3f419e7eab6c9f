"""Bylines: the collection, a table of our own, and what holds for every text."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.fields import Byline, read_byline
from newsbot.fields.names import read_latin_names

DATA = Path(__file__).parent / "data" / "fields"


def collection() -> list[tuple[str, Byline]]:
    rows = (json.loads(line) for line in (DATA / "zh.jsonl").read_text("utf-8").splitlines())
    return [(row["text"], Byline(**row["expected"])) for row in rows if row["kind"] == "byline"]


def own_cases() -> list[tuple[str, Byline]]:
    cases = []
    for line in (DATA / "bylines.tsv").read_text("utf-8").splitlines():
        if line[0] != "#":
            text, source, authors, editors = (line + "\t" * 3).split("\t")[:4]
            people = [[name for name in part.split("、") if name] for part in (authors, editors)]
            cases.append((text, Byline(source or None, *people)))
    return cases


@pytest.mark.parametrize(("text", "expected"), collection() + own_cases())
def test_bylines(text: str, expected: Byline) -> None:
    found = read_byline(text)
    assert (found or Byline()) == expected, text
    assert found != Byline(), "nobody named is None"


SURNAMES = st.sampled_from("王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗")
GIVEN = st.text(st.sampled_from("伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚"), min_size=1, max_size=2)
NAME = st.tuples(SURNAMES, GIVEN).map("".join)
NAMES = st.lists(NAME, min_size=1, max_size=3, unique=True)
COLON = st.sampled_from(["：", ":", " : ", "|", "｜", "丨", "/", "／"])


@given(
    source=st.sampled_from(["新华社", "央视新闻客户端", "中国新闻网", "第一财经", "自由時報"]),
    authors=NAMES,
    editors=NAMES,
    colon=COLON,
    comma=st.sampled_from(["、", " ", "\u3000", "，"]),
    brackets=st.sampled_from(["{}", "（{}）", "[{}]", "【{}】", "2025-03-24 11:04 {}"]),
)
def test_what_is_printed_is_read_back(
    *, source: str, authors: list[str], editors: list[str], colon: str, comma: str, brackets: str
) -> None:
    parts = [
        f"来源{colon}{source}",
        f"作者{colon}{comma.join(authors)}",
        f"责任编辑{colon}{comma.join(editors)}",
    ]
    text = brackets.format("\u3000".join(parts))
    assert read_byline(text) == Byline(source, authors, editors), text


@given(st.text(max_size=80))
def test_never_raises(text: str) -> None:
    found = read_byline(text)
    assert found is None or found.source or found.authors or found.editors


@pytest.mark.parametrize(
    "piece",
    ["记者", "来源：", "（", "张三 ", "新华社", "1日电", "A ", "据", "编辑", "报", "社3月", "Ab"],
)
def test_long_texts_are_cheap(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    for cut in (text, text[:160], text[:600]):
        spent = []
        for _ in range(3):
            began = time.process_time()
            read_byline(cut)
            spent.append(time.process_time() - began)
        assert min(spent) < 0.02, f"{piece!r} {len(cut)}: {min(spent) * 1000:.1f} ms"


def test_a_row_of_capitals_is_read_at_once() -> None:
    """Each way to part it was tried, which doubled with every letter."""
    assert read_latin_names(f"Jane {'A' * 5000}!") == []
    assert read_latin_names("Łukasz van der Źródło and Thảo Vy") == [
        "Łukasz van der Źródło",
        "Thảo Vy",
    ]
