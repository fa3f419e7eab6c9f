"""Years counted otherwise: Japan's eras, Thailand's Buddhist era, Iran's calendar.

A year of the Buddhist era is 543 more. The Iranian one begins on the day of the spring equinox; its
leap years follow in 33-year cycles between 1244 and 1472 (1865 to 2094), as Khayam's algorithm has
it (R. M. Hatcher).
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from newsbot.fields.moments import Day, Setting

BUDDHIST, LATEST_COMMON = 543, 2400
"""What the Buddhist era is ahead, and a year from which it must be meant."""

JAPANESE = {"令和": 2018, "平成": 1988, "昭和": 1925}
"""Era -> the year before its first."""

THAI = (
    "มกราคม,ม.ค กุมภาพันธ์,ก.พ มีนาคม,มี.ค เมษายน,เม.ย พฤษภาคม,พ.ค มิถุนายน,มิ.ย กรกฎาคม,ก.ค "
    "สิงหาคม,ส.ค กันยายน,ก.ย ตุลาคม,ต.ค พฤศจิกายน,พ.ย ธันวาคม,ธ.ค"
)
IRANIAN = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند"


def _numbered(row: str) -> dict[str, int]:
    months = enumerate(row.split(), 1)
    return {name: number for number, names in months for name in names.split(",")}


THAI_MONTHS, IRANIAN_MONTHS = _numbered(THAI), _numbered(IRANIAN)
THAI_NAME = "|".join(map(re.escape, sorted(THAI_MONTHS, key=len, reverse=True)))
IRANIAN_NAME = "|".join(IRANIAN_MONTHS)

CYCLE, LEAPS = 33, (1, 5, 9, 13, 17, 22, 26, 30)
"""Years of the Iranian calendar's cycle, and those of them that have 366 days."""

NEW_YEAR = (1300, date(1921, 3, 21))
"""A year of Iran's calendar, and its first day."""

LONGER, LONG, SHORT = 6, 31, 30
"""How many months are longer, and the days of those and of the others."""


def of_thailand(match: re.Match[str], setting: Setting) -> Day:
    """`24 มีนาคม 2568`, also `68`, and the common era's years."""
    year = int(match["y"])
    year += 2500 if year < 100 else 0
    common = year - BUDDHIST if year > LATEST_COMMON else year
    return Day(common, THAI_MONTHS[match["name"]], int(match["d"]))


def of_thai_digits(match: re.Match[str], setting: Setting) -> Day:
    """`24/03/2568`."""
    return Day(int(match["y"]) - BUDDHIST, int(match["m"]), int(match["d"]))


def of_japan(match: re.Match[str], setting: Setting) -> Day:
    """`令和7年3月24日`; 元 is an era's first year."""
    year = 1 if match["y"] == "元" else int(match["y"])
    return Day(JAPANESE[match["era"]] + year, int(match["m"]), int(match["d"]))


def of_iran(match: re.Match[str], setting: Setting) -> Day | None:
    """`۴ فروردین ۱۴۰۴`."""
    name = match.groupdict().get("name")
    month = IRANIAN_MONTHS[name] if name else int(match["m"])
    found = from_iranian(int(match["y"]), month, int(match["d"]))
    return Day(found.year, found.month, found.day) if found else None


def of_iran_digits(match: re.Match[str], setting: Setting) -> Day | None:
    """The same in digits, on a page in Persian: elsewhere such a number is none of Iran's years."""
    return of_iran(match, setting) if setting.language.startswith("fa") else None


def from_iranian(year: int, month: int, day: int) -> date | None:
    """The day of the common calendar, from year 1300 on; None where there is no such day."""
    last = LONG if month <= LONGER else SHORT
    lacking = (month, day) == (12, SHORT) and not _is_leap(year)
    if year < NEW_YEAR[0] or not (1 <= month <= 12 and 1 <= day <= last) or lacking:
        return None
    leaps = sum(map(_is_leap, range(NEW_YEAR[0], year)))
    days = 365 * (year - NEW_YEAR[0]) + leaps + SHORT * (month - 1) + min(month - 1, LONGER)
    return NEW_YEAR[1] + timedelta(days + day - 1)


def _is_leap(year: int) -> bool:
    return year % CYCLE in LEAPS
