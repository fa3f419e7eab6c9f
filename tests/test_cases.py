"""Cases: found by name, saved and loaded, compared field by field."""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.cases import (
    Case,
    Difference,
    all_cases,
    compare,
    read_lines,
    render,
    render_toml,
    write_lines,
)
from newsbot.commands.record import new_case
from newsbot.errors import BadValue, UnknownName, UnusableFile

AT = datetime(2026, 3, 24, 3, 4, 12, tzinfo=UTC)


@pytest.fixture
def fixtures(tmp_path):
    for name in ("daydaynews/theme", "daydaynews/bare", "other/bare"):
        Case(folder=tmp_path / name, site=name.partition("/")[0], recorded_at=AT).save()
    return tmp_path


def test_a_case_is_loaded_as_it_was_saved(tmp_path):
    case = Case(
        folder=tmp_path / "site" / "case",
        site="site",
        arguments={"base_url": "http://127.0.0.1:8000/zh-hant", "category": ["国际", "体育"]},
        settings={"NEWSBOT_PAGES": 3, "ROBOTSTXT_OBEY": True, 'quote"d\n键': "a\\b\u0007\u007f"},
        recorded_at=AT,
        license="Mine.",
    )
    case.save()
    assert Case.load(case.folder) == case
    assert case.name == "site/case"
    assert (case.recording.name, case.expectation.name) == ("crawl.warc.gz", "expected.jsonl")


numbers = st.one_of(st.integers(-(2**62), 2**62), st.floats(allow_nan=False, allow_infinity=False))
plain = st.one_of(st.text(), st.booleans(), numbers)
values = st.one_of(plain, st.lists(plain, max_size=3))
inner_tables = st.dictionaries(st.text(), values, max_size=4)
tables = st.dictionaries(st.text(), st.one_of(values, inner_tables))


@given(tables)
def test_toml_reads_back(table):
    assert tomllib.loads(render_toml(table)) == table


def test_toml_has_dates():
    table = {"at": AT, "day": date(2026, 3, 24)}
    assert tomllib.loads(render_toml(table)) == table


FOUND = [
    ("daydaynews/theme", "daydaynews/theme"),
    ("theme", "daydaynews/theme"),
    ("other/bare", "other/bare"),
]


@pytest.mark.parametrize(("name", "found"), FOUND)
def test_a_case_is_found_by_name(fixtures, name, found):
    assert Case.find(name, [fixtures, fixtures / "nothing"]).name == found


def test_a_case_is_found_by_path(fixtures):
    path = str(fixtures / "other" / "bare")
    assert Case.find(path, []).name == "other/bare"


UNKNOWN = [
    ("them", "no case them (did you mean daydaynews/theme?); there are: "),
    ("xyz", "no case xyz; there are: daydaynews/bare, daydaynews/theme, other/bare"),
    ("bare", "bare names several cases: daydaynews/bare, other/bare"),
]


@pytest.mark.parametrize(("name", "message"), UNKNOWN)
def test_an_unknown_case_is_refused_with_those_that_there_are(fixtures, name, message):
    with pytest.raises(UnknownName) as refused:
        Case.find(name, [fixtures])
    assert message in str(refused.value)


def test_all_cases_come_by_name(fixtures):
    names = ["daydaynews/bare", "daydaynews/theme", "other/bare"]
    assert [case.name for case in all_cases(fixtures)] == names


BROKEN = [
    (b"site = ", "broken case"),
    (b"\xff", "broken case"),
    (b"", "broken case"),  # no site
    (b"site = 'a'\nnonsense = 1", "broken case"),
    (b"site = 1", "broken case"),
    (b"site = 'a'\nsettings = 1", "broken case"),
    (None, "cannot read the case"),
]


@pytest.mark.parametrize(("text", "message"), BROKEN)
def test_a_broken_case_is_refused(tmp_path, text, message):
    if text is not None:
        (tmp_path / "case.toml").write_bytes(text)
    with pytest.raises(UnusableFile, match=f"^{message} .*case.toml: ."):
        Case.load(tmp_path)


def test_lines_are_sorted_by_url_and_keep_their_keys(tmp_path):
    path = tmp_path / "expected.jsonl"
    lines = [{"url": "b", "title": "乙", "a": None}, {"url": "a", "title": "甲"}]
    write_lines(path, lines)
    assert (
        path.read_text("utf-8") == '{"url":"a","title":"甲"}\n{"url":"b","title":"乙","a":null}\n'
    )
    assert read_lines(path) == lines[::-1]
    path.write_bytes(b'{"url": ')
    with pytest.raises(UnusableFile, match=r":\d+: no line of JSON"):
        read_lines(path)
    with pytest.raises(UnusableFile, match="cannot read"):
        read_lines(tmp_path / "nothing")


A = {"url": "a", "site": "s", "title": "甲", "view_count": 2025}
B = {"url": "b", "site": "s", "title": "乙", "view_count": None}
C = {"url": "c", "site": "s", "title": "丙"}

COMPARED = [
    ([], [], []),
    ([A, B], [B, A], []),
    ([A, B], [B], [("a", None, A, None)]),
    ([B], [B, A], [("a", None, None, A)]),
    ([A, A], [A], [("a", None, A, None)]),
    ([A], [A | {"title": "丁"}], [("a", "title", "甲", "丁")]),
    ([A], [A | {"tags": None}], [("a", "tags", None, None)]),
    (
        [A, B, C],
        [A | {"view_count": "2025"}, C],
        [("b", None, B, None), ("a", "view_count", 2025, "2025")],
    ),
    ([{"url": "a", "n": 1}], [{"url": "a", "n": True}], [("a", "n", 1, True)]),
]


@pytest.mark.parametrize(("expected", "got", "differences"), COMPARED)
def test_lines_are_compared(expected, got, differences):
    found = [(d.url, d.field, d.expected, d.got) for d in compare(expected, got)]
    assert found == differences


def test_differences_are_told_shortest_first():
    different = [A | {"view_count": 2, "title": "丁"}, C | {"title": "丁"}, {**A, "url": "d"}]
    text = render(compare([A, B, C], different))
    assert text.splitlines() == [
        "1 missing, 1 not expected, title differs 2x, view_count differs 1x",
        "missing: b 乙",
        "not expected: d 甲",
        "a title",
        '  expected: "甲"',
        '  got:      "丁"',
        "a view_count",
        "  expected: 2025",
        "  got:      2",
        "c title",
        '  expected: "丙"',
        '  got:      "丁"',
    ]
    assert render([]) == "no differences"


def test_long_values_show_where_they_part():
    long = "字" * 1_000
    text = render([Difference("s", "a", "text", long + "甲", long + "乙" + long)])
    assert "甲" in text
    assert "乙" in text
    assert len(text) < 1_000


def test_a_broken_line_is_named_by_its_number(tmp_path):
    path = tmp_path / "expected.jsonl"
    path.write_bytes(b'{"url": "a"}\r\n\n{"url": "b"}\ngarbage\n')
    with pytest.raises(UnusableFile, match=rf"{path}:4: no line of JSON"):
        read_lines(path)


@pytest.mark.parametrize("name", ["../first", "a b", "", ".hidden", "a/b"])
def test_a_case_is_a_folder_of_its_site(name):
    with pytest.raises(BadValue, match="a case's name"):
        new_case("mine", name, {})
