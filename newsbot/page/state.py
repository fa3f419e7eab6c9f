"""Data inside a response: JSON, JSONP, and the state that pages carry in their scripts.

No script is run. A state is a JSON value that stands in a script: alone (`__NEXT_DATA__`,
`application/json`), behind an assignment (`window.__INITIAL_STATE__ = {...}`), as the argument of
`JSON.parse("...")`, or as a call's argument (JSONP, `self.__next_f.push([1,"..."])`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from json import JSONDecoder
from typing import Any
from urllib.parse import unquote

import orjson

from newsbot.page.devalue import is_flat, unflatten
from newsbot.page.document import Document

LARGEST = 8_000_000
"""Characters of the longest script or answer that is read."""

MOST_SCANNED = 20_000_000
"""Characters of a script that are gone through for values that turn out to be none: each may be
looked for up to the script's end."""

LONGEST_LITERAL = 1_000_000
"""Characters of the longest object of a script that is rewritten as JSON."""

LEAST = 40
"""Characters of the shortest script that can hold a list of articles."""

JSON_TYPES = ("application/json", "application/ld+json+state", "text/json")
LEFT_OUT = ("application/ld+json", "importmap", "speculationrules")
PRELUDE = re.compile(r"\A(?:\ufeff|\s|\)\]\}',?|while\s*\(1\);|for\s*\(;;\);|/\*\*/)*")
"""What stands before JSON to keep browsers from running it as a script."""

CALL = re.compile(
    r"\A(?:/\*.*?\*/\s*)?(?:typeof\s+[\w.$]+\s*===?\s*'function'\s*&&\s*)?[\w.$]+\s*\("
)
HOLDERS = ("window", "self", "globalThis", "var", "let", "const")
_HELD = "|".join(rf"{word[0]}(?<!\w{word[0]}){word[1:]}\b[\s.]*" for word in HOLDERS)
ASSIGNED = re.compile(
    rf"(?:{_HELD}|;\s*(?=[\w$]+\.[\w$.]+\s*=)|\n\s*(?=[\w$]+\.[\w$.]+\s*=))"
    r"""([\w$.]+|\[\s*["'][^"']+["']\s*\])\s*=\s*(?=[\[{"'J])"""
)
"""An assignment, in a script behind a line break. Each way to begin has its letter first: `re` goes
from one such letter to the next, while it tries a `\\b` at every place."""

PARSED = re.compile(r"JSON\.parse\(\s*(?:decodeURIComponent\(\s*)?(?=[\"'])")
PUSHED = re.compile(r"\.push\(\s*(?=[\[{])")
STRING = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\'', re.S)
TO_END = r'"(?:[^"\\]|\\.)*(?:"|\Z)'
EITHER_TO_END = rf"{TO_END}|'(?:[^'\\]|\\.)*(?:'|\Z)"
"""A string as far as it goes: one that is not closed is gone through once, not from each of its
quotation marks."""

JSON = JSONDecoder()
BRACKET = re.compile(rf"{EITHER_TO_END}|[\[{{]|[\]}}]", re.S)
KEY = re.compile(rf"({EITHER_TO_END})|([{{,]\s*)([A-Za-z_$][\w$]*)(?=\s*:)", re.S)
BARE_WORDS = re.compile(rf"({TO_END})|\b(?:undefined|NaN|-?Infinity)\b|!([01])", re.S)


def read_json(text: str) -> Any:
    """The value of a JSON or JSONP answer, guards before it left out; None where there is none."""
    text = PRELUDE.sub("", text[:LARGEST]).strip()
    if text[:1] in ("{", "["):
        return _loads(text)
    call = CALL.match(text)
    if call is None:
        return None
    return _value_at(text, call.end())


def read_states(document: Document) -> Iterator[tuple[str, Any]]:
    """(name, value) of each state in a page's scripts, in printed order.

    The name is the script's id or the variable's, "" where there is none; behind those of scripts
    stand the values of attributes (`data-page='{...}'`, `:items='[...]'`), named after them.
    """
    for script in document.root.iter("script"):
        text = script.text or ""
        kind = (script.get("type") or "").split(";")[0].strip().lower()
        if not LEAST <= len(text) <= LARGEST or kind in LEFT_OUT:
            continue
        if kind in JSON_TYPES or text.lstrip()[:1] in ("{", "["):
            value = _loads(text.strip())
            if value is not None:
                name = script.get("id") or ""
                yield name, unflatten(value) if is_flat(value) else value
        else:
            yield from _in_script(text)
    yield from _in_attributes(document)


def is_json(text: str) -> bool:
    """Whether an answer's text is JSON or JSONP by how it begins."""
    text = PRELUDE.sub("", text[:200])
    return text[:1] in ("{", "[") or CALL.match(text) is not None


def _in_script(text: str) -> Iterator[tuple[str, Any]]:
    left, text = MOST_SCANNED, f"\n{text}"
    for found in ASSIGNED.finditer(text):
        value = _value_at(text, found.end())
        left -= len(text) - found.end() if value is None else 0
        if left < 0:
            return
        if isinstance(value, dict | list):
            yield found[1].strip("[]\"' ").rpartition(".")[2], value
    for found in PUSHED.finditer(text):
        value = _value_at(text, found.end())
        left -= len(text) - found.end() if value is None else 0
        if left < 0:
            return
        if isinstance(value, dict | list):
            yield "", _unwrapped(value)


def _in_attributes(document: Document) -> Iterator[tuple[str, Any]]:
    for element in document.elements:
        for name, text in element.items():
            if LEAST <= len(text) <= LARGEST and text.lstrip()[:1] in ("{", "["):
                value = _loads(text.strip())
                if isinstance(value, dict | list):
                    yield name, value


def _unwrapped(value: Any) -> Any:
    """A pushed list as it is; texts in it that are JSON themselves, behind a key, as values."""
    if not isinstance(value, list):
        return value
    texts = (part for part in value if isinstance(part, str))
    inner = (_loads(text.partition(":")[2].strip()) or _loads(text) for text in texts)
    return next((found for found in inner if isinstance(found, dict | list)), value)


def _value_at(text: str, at: int) -> Any:
    """The JSON value that begins at `at`, whatever follows it; a quoted one is read twice."""
    if parsed := PARSED.match(text, at):
        at = parsed.end()
    found = STRING.match(text, at)
    if found:
        inner = quoted_text(found[0])
        return _loads(unquote(inner) if inner[:1] == "%" else inner)
    end = _end(text, at)
    return _loads(text[at:end]) if end else None


def _end(text: str, at: int) -> int | None:
    """Where the bracket that opens at `at` (white space before it) is closed."""
    while text[at : at + 1].isspace():
        at += 1
    if text[at : at + 1] in ("[", "{"):  # most are JSON, which is gone through in C
        with suppress(ValueError, RecursionError):
            return JSON.raw_decode(text, at)[1]
    depth = 0
    for found in BRACKET.finditer(text, at):
        mark = found[0]
        if mark in "[{":
            depth += 1
        elif mark in "]}":
            depth -= 1
            if depth <= 0:
                return found.end()
        elif depth == 0:
            return None
    return None


def quoted_text(quoted: str) -> str:
    """The text of a quoted string of a script."""
    body = quoted[1:-1]
    if quoted[0] == "'":
        body = body.replace("\\'", "'").replace('"', '\\"') if '\\"' not in body else body
    body = re.sub(r"\\x([0-9a-fA-F]{2})", r"\\u00\1", body)
    value = _loads(f'"{body}"')
    return value if isinstance(value, str) else ""


def _loads(text: str) -> Any:
    """JSON, or what scripts write for it (undefined, !0, trailing commas, keys and texts without
    its quotation marks); None for others."""
    text = text.rstrip().rstrip(";")
    for repair in (str, _repaired, _quoted)[: 3 if len(text) <= LONGEST_LITERAL else 2]:
        try:
            return orjson.loads(repair(text).encode("utf-8", "replace"))
        except ValueError:
            continue
    return None


def _quoted(text: str) -> str:
    """A script's object as JSON: `{title: 'a'}` -> `{"title": "a"}`."""

    def as_json(found: re.Match[str]) -> str:
        if found[1]:
            return found[1] if found[1][0] == '"' else orjson.dumps(quoted_text(found[1])).decode()
        return f'{found[2]}"{found[3]}"'

    return _repaired(KEY.sub(as_json, text))


def _repaired(text: str) -> str:
    def word(found: re.Match[str]) -> str:
        if found[1]:
            return found[1].replace("\t", "\\t").replace("\n", "\\n").replace("\r", "")
        return {"0": "true", "1": "false"}.get(found[2] or "", "null")

    return re.sub(rf"({TO_END})|,(\s*[}}\]])", lambda m: m[1] or m[2], BARE_WORDS.sub(word, text))
