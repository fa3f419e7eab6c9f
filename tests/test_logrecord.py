"""Log records: what strangers wrote can neither begin a line nor run an escape sequence."""

from __future__ import annotations

import io
import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.logrecord import SafeRecord, safe

FORGED = "2026-01-01 00:00:00 ERROR newsbot: forged"


def logged(message: str, *args: object, error: BaseException | None = None) -> str:
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    info = (type(error), error, error.__traceback__) if error else None
    handler.emit(SafeRecord("x", logging.INFO, "x.py", 1, message, args, info))
    return out.getvalue()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_no_line_is_forged(end: str) -> None:
    text = logged("unreadable: %s", f"x{end}{FORGED}")
    assert not any(line.startswith("2026-01-01") for line in text.splitlines()), repr(text)


@pytest.mark.parametrize("code", ["\x1b[31m", "\x1b]0;x\x07", "\x9b31m", "\b\b", "\0", "\u202e"])
def test_no_escape_sequence_reaches_the_terminal(code: str) -> None:
    text = logged("title: %s", f"{code}青桥镇")
    assert code not in text
    assert "青桥镇" in text


def test_a_traceback_forges_nothing() -> None:
    try:
        raise ValueError(f"x\n{FORGED}\x1b[31m")
    except ValueError as error:
        text = logged("bug", error=error)
    assert "ValueError" in text
    assert not any(line.startswith("2026-01-01") for line in text.splitlines())
    assert "\x1b" not in text


@given(st.text())
def test_a_record_is_one_line_or_indented(text: str) -> None:
    first, *rest = safe(text).splitlines() or [""]
    assert all(line.startswith("    ") for line in rest), repr((text, first, rest))
