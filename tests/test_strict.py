"""Strict JSON: whatever a page had in it, a line is one that every reader takes."""

import json
import unicodedata
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.export import strict

CASES: list[tuple[str, Any, Any]] = [
    ("plain", "天天", "天天"),
    ("decomposed", "e\u0301", "é"),
    ("compatibility forms stay", "，ＡＢ①", "，ＡＢ①"),
    ("lone surrogate", "a\ud800b", "a\ufffdb"),
    ("a pair in two halves", "\ud83d\ude00", "😀"),
    ("controls", "a\x00b\x08c\x1bd\x7fe\x9ff", "abcdef"),
    ("line break and tab stay", "a\nb\tc", "a\nb\tc"),
    ("every line break is one", "a\r\nb\rc\x0bd\x0ce\x85f\u2028g\u2029h", "a\nb\nc\nd\ne\nf\ng\nh"),
    ("directions", "a\u202eb\u202cc\u2066d\u2069", "abcd"),
    ("only controls", "\x00\x01", None),
    ("empty stays", "", ""),
    ("backslashes that look like escapes", "\\b \\u0000 \\f", "\\b \\u0000 \\f"),
    ("not a number", float("nan"), None),
    ("infinite", float("-inf"), None),
    ("64 bits", 2**63 - 1, 2**63 - 1),
    ("65 bits", 2**63, None),
    ("as far below", -(2**63), -(2**63)),
    ("too far below", -(2**63) - 1, None),
    ("huge", 10**30, None),
    ("true is no number", True, True),
    ("a key that is no string", {1: "a"}, {"1": "a"}),
    ("a dirty key", {"a\x00": 1}, {"a": 1}),
    ("a tuple", ("a", ("b",)), ["a", ["b"]]),
]


@pytest.mark.parametrize(("case", "value", "expected"), CASES, ids=[c[0] for c in CASES])
def test_a_value_is_cleaned(case: str, value: Any, expected: Any) -> None:
    for wrapped, wanted in (
        (value, expected),
        ([value], [expected]),
        ({"k": value}, {"k": expected}),
    ):
        line = strict.dumps(wrapped)
        assert json.loads(line) == wanted, f"{case}: expected {wanted!r}, got {line!r}"
        assert line.count(b"\n") == 1


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats()
    | st.text(st.characters())  # surrogates and controls are among them
    | st.text("e\u0301\x00\x1b\r\n\u2028\x85\\ud8\ud800\udc00가각", max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4)
    ),
    max_leaves=12,
)


def strings(value: Any) -> list[str]:
    match value:
        case str():
            return [value]
        case list():
            return [s for item in value for s in strings(item)]
        case dict():
            return [s for key, item in value.items() for s in [key, *strings(item)]]
    return []


@given(values)
def test_any_value_makes_one_strict_line(value: Any) -> None:
    line = strict.dumps(value)
    read = json.loads(line.decode("utf-8"), parse_constant=pytest.fail)
    assert orjson.loads(line) == read
    assert line.endswith(b"\n")
    assert len(line.decode().splitlines()) == 1, "str.splitlines must see one line"
    for text in strings(read):
        assert unicodedata.is_normalized("NFC", text)
        assert not any(unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t" for c in text)
    assert strict.dumps(read) == line, "cleaning what is clean changes nothing"


def test_plain_signs_are_clean_whatever_stands_beside_them() -> None:
    """None is dirt, none changes in NFC, none is put together with the sign before it."""
    plain = {chr(n) for first, last in strict.PLAIN for n in range(first, last + 1)}
    parts = [unicodedata.decomposition(chr(n)).split() for n in range(0x110000)]
    joined = {chr(int(two[1], 16)) for two in parts if len(two) == 2 and two[0][0] != "<"}
    joined |= {chr(n) for n in range(0x1161, 0x11C3)}  # jamo
    unlike = {
        "combining": {one for one in plain if unicodedata.combining(one)},
        "cleaned": {one for one in plain - {"\n"} if strict.clean_text(one) != one},
        "put together": plain & joined,
    }
    assert not any(unlike.values()), f"plain, yet {unlike}"
