"""sites.toml: a row a site. Rows that are wrong are named with their line; the others stand.

The whole file is read at once; only where that fails is each row read by itself, so that a broken
one costs only its site.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from newsbot.errors import BadValue
from newsbot.given import check_url

FILE = "sites.toml"
ROW = re.compile(r"^\s*\[\[\s*site\s*\]\]", re.M)
NAME = re.compile(r"[a-z][a-z0-9_]*")

KEYS: Mapping[str, tuple[type | tuple[type, ...], str]] = {
    "name": (str, "a text"),
    "url": (str, "an address"),
    "categories": (dict, "a table: slug = label"),
    "left_out": (list, "a list of slugs"),
    "site_names": (list, "a list of texts"),
    "time_zone": (str, "a name such as Asia/Shanghai"),
    "language": (str, "a tag such as zh-Hans"),
    "listing_path": (str, "a path such as /{category}?page={page}"),
    "listing_body": ((str, dict), "a text or a table"),
    "first_page": (int, "a whole number"),
    "page_size": (int, "a whole number"),
    "first_cursor": (str, "a text"),
    "article_links": ((str, list), "a selector or a list of them"),
    "article_path": (str, "a regular expression"),
    "fields": (dict, "a table: field = selector"),
    "data": (dict, "a table: what = JMESPath"),
    "delay": ((int, float), "seconds"),
    "timeout": ((int, float), "seconds"),
    "headers": (dict, "a table: name = value"),
    "referer": (str, "an address"),
    "cookies": (dict, "a table: name = value"),
    "proxy": (str, "an address such as http://proxy.example:3128"),
    "verify_tls": (bool, "true or false"),
    "render": (bool, "true or false"),
    "every": (str, "a text such as 15m, 5m..6h or a cron expression"),
}
"""What a row may say -> its type in TOML, and the words for it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One site of the table; `line` (from 1) is that of its `[[site]]`."""

    name: str
    url: str
    told: Mapping[str, Any]
    line: int


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, where, and what would be right."""

    path: str
    line: int | None
    text: str

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.text}" if place else self.text


def read_table(path: Path) -> tuple[list[Row], list[Problem]]:
    """(the rows that can be used, what is wrong with the others) of a sites.toml.

    A file that is not there has no rows; one that cannot be read is one problem.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return [], []
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        return [], [Problem(path.name, None, f"cannot be read: {why}")]
    rows: dict[str, Row] = {}
    problems = []
    for start, block in _blocks(text):
        table, wrong = _parsed(block) if isinstance(block, str) else (block, None)
        at = text.count("\n", 0, start) + 1
        if wrong is None:
            wrong = _wrong(table, rows, text, start)
        if wrong:
            problems.append(Problem(path.name, at + wrong[0] - 1 if wrong[0] else at, wrong[1]))
        else:
            rows[table["name"]] = Row(table["name"], table["url"], table, at)
    return list(rows.values()), problems


def line_of(text: str, key: str, first: int = 1) -> int:
    """The line (from 1) where a key stands in a file, from line `first` to the end of its row;
    `first` where it has none."""
    lines = text.splitlines()
    said = re.compile(rf"(?:^|[\s{{,.\"'\[]){re.escape(key)}[\"']?\s*[=:\].]")
    for number in range(first - 1, len(lines) if key else 0):
        if number >= first and ROW.match(lines[number]):
            break
        if said.search(lines[number]):
            return number + 1
    return first


def _blocks(text: str) -> Iterator[tuple[int, Any]]:
    """(offset, table) of each row; (offset, text) where the file as a whole cannot be read."""
    starts = [found.start() for found in ROW.finditer(text)]
    try:
        whole = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        head = text[: starts[0]] if starts else text
        if head.strip():
            yield 0, head
        for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
            yield start + len(text[start:]) - len(text[start:].lstrip()), text[start:end].lstrip()
        return
    tables = whole.pop("site", [])
    if whole or not isinstance(tables, list):
        yield 0, {"": sorted(whole) or ["site"]}
    if isinstance(tables, list):
        yield from zip(
            [s + len(text[s:]) - len(text[s:].lstrip()) for s in starts], tables, strict=False
        )


def _parsed(block: str) -> tuple[Any, tuple[int, str] | None]:
    try:
        tables = tomllib.loads(block).get("site")
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        said = re.sub(r"at line \d+, ", "", str(error))  # which counts from the row
        return {}, (int(found[1]) if found else 1, f"no TOML: {said}")
    return (tables[0], None) if tables else ({}, (1, "a row begins with [[site]]"))


def _wrong(table: Any, rows: Mapping[str, Row], text: str, start: int) -> tuple[int, str] | None:
    """(line within the row, what is wrong and what would be right), or None."""
    if "" in table:
        return 1, f"{table[''][0]!r} stands outside a row; a row begins with [[site]]"
    at = text.count("\n", 0, start) + 1
    found = next(_faults(table, rows), None)
    return (line_of(text, found[0], at) - at + 1, found[1]) if found else None


def _faults(table: Mapping[str, Any], rows: Mapping[str, Row]) -> Iterator[tuple[str, str]]:
    """(key, what is wrong with it and what would be right)."""
    for key, value in table.items():
        if key not in KEYS:
            near = get_close_matches(key, KEYS, 1)
            hint = f"did you mean {near[0]!r}?" if near else f"there are: {', '.join(KEYS)}"
            yield key, f"unknown key {key!r}; {hint}"
            continue
        kind, words = KEYS[key]
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            yield key, f"{key} is {words}, not {value!r}"
    name, url = table.get("name", ""), table.get("url", "")
    if not name or not url:
        yield "", f"the row has no {'url' if name else 'name'}; it needs a name and a url"
    elif not NAME.fullmatch(name):
        yield "name", f"name {name!r}: small letters, digits and _ are wanted, a letter first"
    elif name in rows:
        yield "name", f"{name!r} is the name of line {rows[name].line} too; each has its own"
    else:
        try:
            check_url(url)
        except BadValue as wrong:
            yield "url", f"url {wrong}"
