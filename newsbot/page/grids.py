"""Tables of values, such as results and prices, told from tables that only lay out a page."""

from __future__ import annotations

from lxml.html import HtmlElement

SHORT_CELL = 120
"""Code points of a cell, on average, from which a table holds texts, not values."""

FEWEST_ROWS = 3
REGULAR = 0.8
"""Rows of a table that reads as one whole, and the share of them that has equally many cells."""


def is_data(table: HtmlElement) -> bool:
    """Whether a table holds values: several rows of several short cells, no table inside."""
    wide = [row for row in rows_of(table) if len(row) > 1]
    if next(table.iterdescendants("table"), None) is not None or len(wide) < 2:
        return False
    sizes = [len((cell.text_content() or "").strip()) for row in wide for cell in row]
    return sum(sizes) / len(sizes) < SHORT_CELL


def is_whole(table: HtmlElement) -> bool:
    """Whether a table's cells make sense only together: values in rows as wide as each other."""
    widths = [len(row) for row in rows_of(table) if row]
    if len(widths) < FEWEST_ROWS:
        return False
    common = max(set(widths), key=lambda width: (widths.count(width), width))
    return common > 1 and widths.count(common) >= REGULAR * len(widths) and is_data(table)


def rows_of(table: HtmlElement) -> list[list[HtmlElement]]:
    """The cells of each row."""
    return [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
