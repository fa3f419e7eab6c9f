"""Numbers: what tells today's notice from yesterday's.

Figures as printed (`1,234` is 1234, full-width ones are read, too) and Chinese numerals where they
count something: in runs (`二十三`), behind 第, or in front of a measure (`三月`, `五名`).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from zlib import crc32

NUMERALS = "零〇一二两兩三四五六七八九十百千万萬亿億"
MEASURES = "年月日号號时時点點分秒周次届屆期轮輪场場名人位例岁歲元块塊集季号强強连連冠"
DIGITS = "0-9\u0660-\u1c59\ua620-\uabf9\uff10-\uff19\U00010000-\U0010ffff"
"""Where Unicode's decimal digits lie: searching for these takes a quarter less than for `\\d`."""
FIGURE = re.compile(
    rf"[{DIGITS}第{NUMERALS}](?:"  # a set first: the search passes over all else
    r"(?<=\d)(?:\d{0,2}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d*(?:\.\d+)?)"
    rf"|(?<=第)[{NUMERALS}]+"
    rf"|(?<=[{NUMERALS}])(?:[{NUMERALS}]+|(?=[{MEASURES}])))"
)
WIDE = re.compile("[\uff10-\uff19]")
VALUES = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "两": 2,
    "兩": 2,
}
SMALL = {"十": 10, "百": 100, "千": 1000}
LARGE = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}

NUMBER_BITS = 16
"""Bits of a number's hash."""

MOST = 64
"""Numbers of a text that are kept, the first ones: a table of results has hundreds."""


def numbers(text: str) -> list[int]:
    """The different numbers of `text` as hashes of NUMBER_BITS, in reading order, MOST at most.

    A figure that ends where the text ends may have been cut there, and is left out.
    """
    return [number_hash(name) for name in number_names(text)]


def number_names(text: str) -> list[str]:
    """The same numbers, written in Arabic figures, for people."""
    printed: list[str] = FIGURE.findall(text)
    if WIDE.search("".join(printed)):
        text = unicodedata.normalize("NFKC", text)
        printed = FIGURE.findall(text)
    text = text.rstrip()
    if printed and text.endswith(printed[-1]):
        printed.pop()
    return list(dict.fromkeys(map(arabic, dict.fromkeys(printed))))[:MOST]


def number_hash(name: str) -> int:
    """The hash of NUMBER_BITS of a number in Arabic figures."""
    return crc32(name.encode()) >> (32 - NUMBER_BITS)


@lru_cache(maxsize=4_096)  # years, days and small counts come again, most others never
def arabic(figure: str) -> str:
    """A figure or numeral in Arabic: `1,234` -> 1234, `二十三` -> 23, `二〇二五` -> 2025."""
    figure = figure.removeprefix("第")
    if figure[0].isdecimal():
        whole, point, rest = figure.replace(",", "").partition(".")
        return (whole.lstrip("0") or "0") + point + rest
    if all(sign in VALUES for sign in figure):
        return "".join(str(VALUES[sign]) for sign in figure).lstrip("0") or "0"
    total = part = digit = 0
    for sign in figure:
        if sign in VALUES:
            digit = VALUES[sign]
        elif sign in SMALL:
            part, digit = part + (digit or 1) * SMALL[sign], 0
        else:
            total, part, digit = (total + part + digit or 1) * LARGE[sign], 0, 0
    return str(total + part + digit)
