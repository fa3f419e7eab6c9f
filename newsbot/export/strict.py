"""Strict JSON: one line that every reader of JSON lines takes, whatever a page had in it.

Strings are NFC and hold no control character (line break and tab apart), no lone surrogate and
none of the further characters at which some readers break lines (U+0085, U+2028, U+2029), nor
those that turn the direction of the text around them (Unicode TR 36, bidirectional spoofing).
Numbers are finite and fit a signed 64-bit integer, as databases and parquet need.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any
from unicodedata import is_normalized, normalize

import numpy as np
import orjson

INT_MIN, INT_MAX = -(2**63), 2**63 - 1

_LINE_BREAKS = dict.fromkeys((0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029), "\n")
_CONTROLS = dict.fromkeys(
    (c for c in (*range(0x20), *range(0x7F, 0xA0)) if c not in (0x09, 0x0A)), None
)
_DIRECTIONS = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), None)
_CLEANING = {**_CONTROLS, **_DIRECTIONS, **_LINE_BREAKS}

_DIRT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")

# orjson escapes C0 controls (\b \f \r or \u00xx) and prints all other characters as they are. A
# doubled backslash may match falsely; that costs a second look, never a wrong line.
_ESCAPED = re.compile(rb"\\[bfru]")

PLAIN = (
    (0x0A, 0x0A),  # the line's own end
    (0x20, 0x7E),
    (0xA0, 0x2FF),  # Latin
    (0x400, 0x482),  # Cyrillic
    (0x48A, 0x52F),
    (0x2010, 0x2027),  # quotation marks, dashes
    (0x3000, 0x3029),  # punctuation of ideographs
    (0x3041, 0x3096),  # kana
    (0x309D, 0x30FF),
    (0x3400, 0x4DBF),  # ideographs
    (0x4E00, 0x9FFF),
    (0xAC00, 0xD7A3),  # Hangul
    (0xFF01, 0xFFEE),  # full-width forms
)
"""First and last signs that are clean and in NFC whatever stands beside them."""

_LAST_ASCII = 0x7E
"""Up to it a line has PLAIN signs only: orjson escapes the controls."""

_OTHERS = np.ones(0x10000, np.bool_)
for _first, _last in PLAIN:
    _OTHERS[_first : _last + 1] = False


def clean_text(text: str) -> str:
    """`text` in NFC without control characters and lone surrogates; CR LF becomes one line break.

    Two surrogates that belong together become their character, a lone one becomes U+FFFD.
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if _DIRT.search(text):
        text = text.replace("\r\n", "\n").translate(_CLEANING)
    return normalize("NFC", text)


def clean(value: Any) -> Any:
    """`value` (of dicts, lists, strings, numbers) as strict JSON can hold it.

    A number that is not finite or does not fit 64 bits becomes None; so does a string of which
    cleaning leaves nothing.
    """
    match value:
        case str():
            value = (clean_text(value) or None) if value else value
        case bool():
            pass
        case int():
            value = value if INT_MIN <= value <= INT_MAX else None
        case float():
            value = value if math.isfinite(value) else None
        case Mapping():
            value = {clean_text(str(key)): clean(item) for key, item in value.items()}
        case list() | tuple() | set() | frozenset():
            value = [clean(item) for item in value]
    return value


def dumps(value: Any) -> bytes:
    """`value` as one strict JSON line: UTF-8 bytes that end with the line's only line feed.

    A value is dumped first and cleaned only if its line shows that it must be: nearly all lines
    are clean, and looking at the whole line is several times cheaper than at each string.
    Raises TypeError for a value that has no JSON form.
    """
    try:
        line = orjson.dumps(value, option=orjson.OPT_STRICT_INTEGER | orjson.OPT_APPEND_NEWLINE)
    except TypeError:  # a surrogate, a number over 53 bits, a key that is no string
        return _dump_cleaned(value)
    return _dump_cleaned(value) if _ESCAPED.search(line) or not _is_clean(line) else line


def _is_clean(line: bytes) -> bool:
    """Whether a line may stay as it is; one of PLAIN signs is told in a quarter of the time."""
    octets = np.frombuffer(line, np.uint8)
    telling = octets[octets > _LAST_ASCII].tobytes().decode()
    units = np.frombuffer(telling.encode("utf-16-le"), np.uint16)
    if not _OTHERS.take(units).any():
        return True
    text = line.decode()
    return not _DIRT.search(text) and is_normalized("NFC", text)


def _dump_cleaned(value: Any) -> bytes:
    return orjson.dumps(clean(value), option=orjson.OPT_APPEND_NEWLINE)
