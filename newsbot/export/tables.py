"""An article as one row of a table: for spreadsheets, where a cell holds one readable text."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from newsbot.export import strict
from newsbot.items import Article

BETWEEN = "; "
"""Stands between the members of a list; no URL has a space in it."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""A cell that starts with one of these may be run as a formula (OWASP, CSV Injection)."""

Row = Mapping[str, Any]


def _sighting(sighting: Row) -> str:
    place = sighting.get("category") or sighting.get("category_slug") or ""
    numbers = "/".join(str(sighting[key]) for key in ("page", "position") if sighting.get(key))
    return f"{place} {numbers}".strip()


def _related(link: Row) -> str:
    return f"{link.get('title')} {link.get('url')}"


MEMBERS: dict[str, Callable[[Row], str]] = {
    "seen_in": _sighting,
    "images": lambda image: str(image["url"]),
    "related": _related,
}
"""How a member of these lists reads in a cell."""

LEFT_OUT = frozenset({"body", "provenance"})
"""Keys without a column: `text` has the body's words, and provenance is shown on request."""


def columns(keys: Iterable[str] | None = None, *, provenance: bool = False) -> list[str]:
    """The columns of records with these keys (those of an article by default), in their order."""
    hidden = LEFT_OUT - ({"provenance"} if provenance else set())
    return [key for key in keys or tuple(Article.keys()) if key not in hidden]


def cell(key: str, value: Any) -> str:
    """`value` as the text of one cell of column `key`; null is an empty cell.

    A text that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int() | float():
            return str(value)
        case list() | tuple():
            text = BETWEEN.join(_member(key, member) for member in value)
        case Mapping():
            text = strict.dumps(value).decode().rstrip() if value else ""
        case _:
            text = strict.clean_text(str(value))
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _member(key: str, member: Any) -> str:
    if isinstance(member, Mapping):
        reads = MEMBERS.get(key)
        return reads(member) if reads else strict.dumps(member).decode().rstrip()
    return str(member)


def csv_line(cells: Iterable[str]) -> str:
    """One CSV line (RFC 4180: comma, quotes where needed, CR LF)."""
    out = io.StringIO(newline="")
    csv.writer(out).writerow(cells)
    return out.getvalue()


def row(record: Row, keys: Iterable[str]) -> str:
    """The CSV line of a record in the order of `keys`."""
    return csv_line(cell(key, record.get(key)) for key in keys)
