"""What the parts of a printed date mean: eras, centuries, months by name, the order of digits.

Each reading takes a match (groups `y`, `m`, `d`, `name`, ...) and the setting, and gives the day or
None where it is in doubt.
"""

from __future__ import annotations

import re

from newsbot.fields.moments import Day, Setting
from newsbot.fields.months import MONTHS_ABROAD, month_abroad
from newsbot.fields.numerals import read_month, read_numeral

ROC = 1911
"""Year 1 of the Republic of China is 1912."""

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            *("jan january", "feb february", "mar march", "apr april", "may", "jun june"),
            *("jul july", "aug august", "sep sept september", "oct october"),
            *("nov november", "dec december"),
        ),
        1,
    )
    for name in names.split()
}
MONTH_NAME = rf"(?P<name>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\.?"

ABROAD_NAME = rf"(?P<name>{'|'.join(sorted(MONTHS_ABROAD, key=len, reverse=True))})"

YEAR_FIRST = ("zh", "ja", "ko")
"""Languages that print the year first; the order of the rest is none of theirs."""


def as_printed(match: re.Match[str], setting: Setting) -> Day:
    """Digits of year, month and day as they stand."""
    parts = match.groupdict()
    month, day = parts.get("m"), parts.get("d")
    return Day(int(match["y"]), int(month) if month else None, int(day) if day else None)


def in_century(year: int, setting: Setting) -> int:
    """The four digits of a two-digit year: 20xx up to next year, else 19xx."""
    return year + (2000 if 2000 + year <= setting.now.year + 1 else 1900)


def short(match: re.Match[str], setting: Setting) -> Day:
    """`25年3月24日`."""
    return Day(in_century(int(match["y"]), setting), int(match["m"]), int(match["d"]))


def short_digits(match: re.Match[str], setting: Setting) -> Day | None:
    """`25-03-24`: year first, except where the page is in a language that writes it last."""
    a, b, c = int(match["a"]), int(match["b"]), int(match["c"])
    day_first = reads_day_first(setting, match["sep"])
    if setting.language[:2] not in ("", *YEAR_FIRST):
        if day_first is None and max(a, b) > 12 and match["sep"] != "-":
            day_first = a > 12
        if day_first is None:
            return None
        month, day = (b, a) if day_first else (a, b)
        return Day(in_century(c, setting), month, day)
    if b > 12:  # only month, day and year can be meant
        return Day(in_century(c, setting), a, b)
    padded = len(match["a"]) == len(match["b"]) == 2
    return Day(in_century(a, setting), b, c) if padded else None


def republic(match: re.Match[str], setting: Setting) -> Day | None:
    """Years of the Republic of China in digits or numerals; 元 is the first."""
    parts = match.groupdict()
    year = 1 if match["y"] == "元" else read_numeral(match["y"])
    month = read_month(parts["m"]) if parts.get("m") else None
    day = read_numeral(parts["d"]) if parts.get("d") else None
    return Day(year + ROC, month, day) if year else None


def bare_republic(match: re.Match[str], setting: Setting) -> Day | None:
    """A three-digit year without 民國: only where such years are the custom."""
    taiwanese = setting.time_zone == "Asia/Taipei" or setting.language in ("zh-tw", "zh-hant-tw")
    return republic(match, setting) if taiwanese else None


def spelt(match: re.Match[str], setting: Setting) -> Day | None:
    """Parts in Chinese numerals or digits; None where one is no number."""
    parts = match.groupdict()
    year, month = read_numeral(match["y"]), read_month(parts.get("m") or "")
    day = read_numeral(parts.get("d") or "")
    if year is None or ("m" in parts and month is None) or ("d" in parts and day is None):
        return None
    return Day(year, month, day)


def named(match: re.Match[str], setting: Setting) -> Day:
    """English names of months, in any case."""
    day = match.groupdict().get("d")
    year = int(match["y"])
    year = year if year > 99 else in_century(year, setting)
    return Day(year, MONTHS[match["name"]], int(day) if day else None)


def abroad(match: re.Match[str], setting: Setting) -> Day:
    """Names of months in other languages."""
    month = month_abroad(match["name"], setting.language)
    return Day(int(match["y"]), month, int(match["d"]))


def year_last(match: re.Match[str], setting: Setting) -> Day | None:
    """`24/03/2025`: the order is told by a part over 12, else by the site; else it is unsure."""
    first, second, year = int(match["a"]), int(match["b"]), int(match["y"])
    if first > 12 or first == second:
        return Day(year, second, first)
    if second > 12:
        return Day(year, first, second)
    day_first = reads_day_first(setting, match["sep"])
    if day_first is None:
        return None
    return Day(year, second, first) if day_first else Day(year, first, second)


def reads_day_first(setting: Setting, mark: str = "/") -> bool | None:
    """Whether day stands before month in digits with such marks between them on such a site; None
    where both are in use. With dots the day is first wherever the year is last."""
    tongue = setting.language[:2]
    if tongue not in ("", "en", *YEAR_FIRST) or setting.language in ("en-gb", "en-au"):
        return True
    if setting.language == "en-us" or setting.time_zone.startswith("America/"):
        return False
    if mark == "." and tongue == "en":
        return True
    told_by_none = ("Asia/Shanghai", "Asia/Taipei", "Asia/Tokyo", "Asia/Seoul", "UTC")
    return None if setting.time_zone in told_by_none else True
