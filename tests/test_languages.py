"""Languages: a table of our own, and what holds for every text."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.fields import read_language

CASES = Path(__file__).parent / "data" / "fields" / "languages.tsv"


def cases() -> list[tuple[str, str | None, str | None]]:
    rows = []
    for line in CASES.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            text, language, declared = (line + "\t\t").split("\t")[:3]
            rows.append((text, language or None, declared or None))
    return rows


@pytest.mark.parametrize(("text", "expected", "declared"), cases())
def test_languages(text: str, expected: str | None, declared: str | None) -> None:
    assert read_language(text, declared) == expected, f"{text!r} declared {declared}"


HANS = st.text(st.sampled_from("国际经济发展会议结束后来到这里说话时间问题"), min_size=1)
HANT = st.text(st.sampled_from("國際經濟發展會議結束後來到這裡說話時間問題"), min_size=1)


@given(HANS.filter(lambda text: set(text) & set("国际经济发会议结来这说话时间问题")))
def test_simplified_is_told_whatever_is_declared(text: str) -> None:
    for declared in (None, "zh-TW", "zh-CN", "en", "zh"):
        assert read_language(text, declared) == "zh-Hans"


@given(HANT.filter(lambda text: set(text) & set("國際經濟發會議結來這說話時間問題")))
def test_traditional_is_told_whatever_is_declared(text: str) -> None:
    for declared in (None, "zh-TW", "zh-CN", "en", "zh"):
        assert read_language(text, declared) == "zh-Hant"


@given(st.text(max_size=100), st.one_of(st.none(), st.text(max_size=10)))
def test_never_raises(text: str, declared: str | None) -> None:
    language = read_language(text, declared)
    assert language is None or language.isascii()


@pytest.mark.parametrize("piece", ["国", "a ", "の", "1", "пр", "国a", "𠀀"])
def test_long_texts_are_cheap(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    spent = []
    for _ in range(3):
        began = time.process_time()
        read_language(text)
        spent.append(time.process_time() - began)
    assert min(spent) < 0.02, f"{piece!r}: {min(spent) * 1000:.1f} ms"
