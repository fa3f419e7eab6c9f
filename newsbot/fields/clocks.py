"""Times of day: `11:04:12`, `下午3点15分`, `晚上8点半`, `八时许`, `6:25 p.m.`."""

from __future__ import annotations

import re
from typing import NamedTuple

from newsbot.fields.moments import Precision
from newsbot.fields.numerals import NUMERAL, read_numeral

PARTS_OF_DAY = {
    "am": (
        r"上午|早上|早晨|清晨|凌晨|拂晓|拂曉|黎明|清早|一早|早间|早間|早|晨|오전|午前"
        r"|am(?![a-z])|a\.m\."
    ),
    "noon": r"中午|正午|午间|午間",
    "pm": r"下午|傍晚|黄昏|黃昏|午后|午後|오후|pm(?![a-z])|p\.m\.",
    "night": r"晚上|晚间|晚間|夜间|夜間|深夜|半夜|午夜|子夜|夜里|夜裡|夜|晚",
}
"""Word -> which half of the day it names. Night runs over midnight: 晚上8点 but 深夜1点."""

PART = "|".join(PARTS_OF_DAY.values())

CLOCK = (
    rf"(?:(?P<part>{PART})\s?)?"
    r"(?:(?P<hour>[01]?\d|2[0-4])(?:"
    r"\s?(?::|h(?=\d))\s?(?P<minute>[0-5]\d)(?:\s?:\s?(?P<second>[0-5]\d)(?:[.,]\d{1,9})?)?"
    r"(?!\d|\s?:)(?:\s?(?P<after>[ap]m\b|[ap]\.m\.|[上下]午(?!\s?\d)))?"
    r"|\s?(?P<only>[ap]m\b|[ap]\.m\.)"
    r"|\s?[时時点點](?!前|候|间|間)(?:\s?(?P<minutes>[0-5]?\d)\s?分(?:\s?(?P<seconds>[0-5]?\d)\s?秒)?"
    r"|\s?(?P<bare>[0-5]\d)(?!\d)|(?P<half>半)|(?P<quarter>[一三])刻|整|许|許)?)"
    rf"|(?P<spelt>{NUMERAL}{{1,3}})[时時点點](?!前|候|间|間)"
    rf"(?:(?P<spelt_quarter>[一三])刻|(?P<spelt_minute>{NUMERAL}{{1,3}})分?|(?P<spelt_half>半)|整|许|許)?)"
)
"""A time of day in text after NFKC, lower case. Groups as `read_clock` reads them."""

UNPADDED = CLOCK.replace(r"\s?(?P<minute>[0-5]\d)(", r"\s?(?P<minute>[0-5]?\d)(").replace(
    r"(?P<second>[0-5]\d)", r"(?P<second>[0-5]?\d)"
)
"""The same with `9:5` for 09:05, which beside a date is no score."""


CLOCK_SIGNS = frozenset(":时時点點mh")
"""One of these stands in every time of day."""


class Clock(NamedTuple):
    """Hour (0-24), minute and second, and how exact they are."""

    hour: int
    minute: int
    second: int
    precision: Precision


def read_clock(match: re.Match[str]) -> Clock | None:
    """The time of day that a match of `CLOCK` holds; None where it holds none or a wrong one."""
    hour = read_numeral(match["hour"] or match["spelt"] or "")
    if hour is None:
        return None
    minute = _minute(match)
    second = match["second"] or match["seconds"]
    on_24 = _hour_of_day(hour, match["part"] or "", match["after"] or match["only"] or "")
    if on_24 is None or (minute or 0) > 59:
        return None
    if on_24 == 24 and (minute or second not in (None, "00")):
        return None
    precision: Precision = "second" if second else "hour" if minute is None else "minute"
    if match["only"]:
        precision = "hour"
    return Clock(on_24, minute or 0, int(second or 0), precision)


def _minute(match: re.Match[str]) -> int | None:
    printed = match["minute"] or match["minutes"] or match["bare"]
    if printed:
        return int(printed)
    if match["half"] or match["spelt_half"]:
        return 30
    quarter = match["quarter"] or match["spelt_quarter"]
    if quarter:
        return 15 if quarter == "一" else 45
    return read_numeral(match["spelt_minute"]) if match["spelt_minute"] else None


def _hour_of_day(hour: int, before: str, after: str) -> int | None:
    """The hour on 24 that a part of the day makes of a printed hour; hours over 12 stay."""
    half = half_of(before or after)
    if half is None or hour > 12:
        return hour if hour <= 24 else None
    if half == "am":
        return hour % 12
    if half == "noon":
        return hour if hour >= 10 else hour + 12
    if half == "pm":
        return hour % 12 + 12
    return hour + 12 if 5 <= hour <= 12 else hour


def half_of(word: str) -> str | None:
    """Which half of the day `word` names: am, noon, pm, night; None for no such word."""
    if not word:
        return None
    return next(half for half, words in PARTS_OF_DAY.items() if re.fullmatch(words, word))
