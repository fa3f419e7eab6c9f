"""A log record that is one record: text of others can neither end its line nor colour it.

Most of what a crawl logs was written by strangers: addresses, titles, header values, messages of
exceptions. A line feed in one of them would begin a line that looks like newsbot's own, and an
escape sequence would be run by the terminal.
"""

from __future__ import annotations

import logging
import re
from typing import Any

from newsbot.errors import NewsbotError

UNSAFE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
"""Controls (line feeds aside), line separators and marks that turn the direction of text."""

INDENT = "\n    "


class SafeRecord(logging.LogRecord):
    """Shows unsafe characters as escapes and indents every line after the first."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.exc_info and isinstance(self.exc_info[1], NewsbotError):
            self.exc_info = None  # it was foreseen: its message says what is wrong
        if self.exc_info and self.exc_info[0] is not None:
            self.exc_text = safe(logging.Formatter().formatException(self.exc_info))

    def getMessage(self) -> str:
        """The message, safe to be written as one record."""
        return safe(super().getMessage())


def safe(text: str) -> str:
    """Text that no line of a log or terminal can be forged with; line feeds are indented."""
    if text.isprintable():
        return text
    return UNSAFE.sub(_escaped, text.replace("\r\n", "\n")).replace("\n", INDENT)


def install() -> None:
    """Makes every record of this process a safe one."""
    logging.setLogRecordFactory(SafeRecord)


def _escaped(found: re.Match[str]) -> str:
    return found[0].encode("unicode_escape").decode()
