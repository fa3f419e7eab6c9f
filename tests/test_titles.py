"""Titles: a table of our own, and what holds for every text."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.fields import fold_text, read_title

CASES = Path(__file__).parent / "data" / "fields" / "titles.tsv"


def cases() -> list[tuple[str, str, list[str], str]]:
    rows = []
    for line in CASES.read_text("utf-8").splitlines():
        if line[0] != "#":
            columns = (line + "\t" * 3).split("\t")[:4]
            text, expected, names, page = (
                part.encode("ascii").decode("unicode_escape") if "\\" in part else part
                for part in columns
            )
            rows.append((text, expected, [name for name in names.split("、") if name], page))
    return rows


@pytest.mark.parametrize(("text", "expected", "names", "page"), cases())
def test_titles(text: str, expected: str, names: list[str], page: str) -> None:
    found = read_title(text, site_names=names, page_title=page or None)
    assert found == (expected or None), f"{text!r} {names} {page!r}"


WORDS = st.text(
    st.sampled_from("台风登陆沿海多地启动应急响应，？！“”12aB "), min_size=2, max_size=30
)


@given(
    title=WORDS.filter(lambda words: len(fold_text(words)) > 1),
    separator=st.sampled_from([" - ", "_", " | ", "｜", " — ", "-", "——"]),
    name=st.sampled_from(["天天要闻", "Example Times", "某某网"]),
    in_front=st.booleans(),
)
def test_a_known_name_goes(title: str, separator: str, name: str, in_front: bool) -> None:
    title = " ".join(title.split())
    text = f"{name}{separator}{title}" if in_front else f"{title}{separator}{name}"
    assert read_title(text, site_names=[name]) == title
    assert read_title(title, site_names=[name], page_title=text) == title


@given(st.text(max_size=80), st.text(max_size=80), st.lists(st.text(max_size=10), max_size=3))
def test_never_raises(text: str, page: str, names: list[str]) -> None:
    found = read_title(text, site_names=names, page_title=page)
    assert found is None or (found == found.strip() and "\n" not in found and found)


@pytest.mark.parametrize("piece", ["- ", "_", "标题 - ", "&amp;", "&", "<b", "【", "…", " "])
def test_long_texts_are_cheap(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    spent = []
    for _ in range(3):
        began = time.process_time()
        read_title(text, site_names=["天天要闻"], page_title=text[1:])
        spent.append(time.process_time() - began)
    assert min(spent) < 0.02, f"{piece!r}: {min(spent) * 1000:.1f} ms"
