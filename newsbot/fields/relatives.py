"""Days that are told from now: `昨天 12:30`, `上周五`, `去年12月25日`, `上月15日`, `03-24`.

Each row of `TOLD` gives the days that its words may mean, latest first; the first one that is not
ahead of now (2 hours of tolerance) is meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from newsbot.fields.ago import AGO_SIGNS, read_ago
from newsbot.fields.clocks import CLOCK, CLOCK_SIGNS
from newsbot.fields.foreign import DOTTED_CLOCKS
from newsbot.fields.framing import (
    Frame,
    anywhere,
    stands_alone,
    stands_clear,
    stands_first,
    stands_labelled,
    stands_parted,
)
from newsbot.fields.moments import Day, Setting
from newsbot.fields.numerals import NUMERAL, read_month, read_numeral
from newsbot.fields.patterns import Pattern
from newsbot.fields.reckoning import MONTH_NAME, MONTHS, reads_day_first
from newsbot.fields.timing import Timed, timed

TOLERANCE = timedelta(hours=2)
"""How far ahead of now a date without a year may be before the year before is meant."""

DAYS_BACK = {"大前": 3, "前": 2, "昨": 1, "今": 0, "yesterday": 1, "today": 0}
YEARS_BACK = {"大前": 3, "前": 2, "去": 1, "今": 0, "本": 0}
WEEKDAYS = "一二三四五六日"
ENGLISH_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

DOTTED = frozenset("de fi et cs sk sl hr sr no nb nn da is lv".split())
"""Languages that print `24.3.` for a day of a month."""

NO_YEAR = r"(?!日?,? ?(?:19|20)\d\d(?![\d:]))"
"""Behind a date: its year is not printed."""

M = rf"(?P<m>1[0-2]|0?[1-9]|元|{NUMERAL}{{1,2}})"
D = rf"(?P<d>3[01]|[12]\d|0?[1-9]|{NUMERAL}{{1,3}})"


class Told(NamedTuple):
    """Words for a day, the days that they may mean, and what may stand around them.

    Looked for in texts that have one of its `signs`.
    """

    signs: frozenset[str]
    pattern: Pattern
    days: Callable[[re.Match[str], Setting], Iterator[Day]]
    frame: Frame = stands_parted
    frame_with_clock: Frame = stands_clear


def read_relative(plain: str, setting: Setting) -> Timed | None:
    """The first moment that `plain` tells from now, with where it stands."""
    letters = set(plain)
    ago = None if letters.isdisjoint(AGO_SIGNS) else read_ago(plain, setting)
    best = ago if ago and stands_clear(plain, ago.start, ago.end) else None
    for told in told_with(SIGNS.intersection(plain)):
        for match in told.pattern.regex.finditer(plain):
            if best and match.start() >= best.start:
                break
            found = _meant(plain, match, told, setting)
            if found:
                best = found
                break
    if best:
        return best
    return None if letters.isdisjoint(CLOCK_SIGNS) else _bare_time(plain, setting)


def _meant(plain: str, match: re.Match[str], told: Told, setting: Setting) -> Timed | None:
    for day in told.days(match, setting):
        found = timed(plain, *match.span(), day, setting)
        if not found:
            continue
        if found.moment.at > setting.now + TOLERANCE:
            if told.days is _days_back and stands_alone(plain, found.start, found.end):
                return found  # `今天 23:50` says which day it is
        else:
            frame = told.frame_with_clock if found.clocked else told.frame
            return found if frame(plain, found.start, found.end) else None
    return None


BARE_TIME = Pattern(CLOCK)


def _bare_time(plain: str, setting: Setting) -> Timed | None:
    """A time without a day: today's, or yesterday's if that is still to come."""
    match = BARE_TIME.regex.search(plain)
    if not match:
        return None
    labelled = stands_labelled(plain, match.start())
    if not (stands_clear if labelled else stands_alone)(plain, *match.span()):
        return None
    for back in (0, 1):
        day = setting.now.date() - timedelta(days=back)
        found = timed(plain, match.start(), match.start(), _day(day), setting)
        if found and found.clocked and found.moment.at <= setting.now:
            return found
    return None


def _day(day: date) -> Day:
    return Day(day.year, day.month, day.day)


def _days_back(match: re.Match[str], setting: Setting) -> Iterator[Day]:
    yield _day(setting.now.date() - timedelta(days=DAYS_BACK[match["back"] or match["word"]]))


def _weekday(match: re.Match[str], setting: Setting) -> Iterator[Day]:
    """周X is the most recent one, 上周X that of last week; weeks start on Monday."""
    printed = match["wd"].replace("天", "日")
    index = WEEKDAYS.find(printed) if printed in WEEKDAYS else ENGLISH_DAYS.index(printed[:3])
    today, word = setting.now.date(), match["which"]
    monday = today - timedelta(days=today.weekday())
    if word in ("下", "next"):
        return
    if word in (None, "last"):
        recent = today - timedelta(days=(today.weekday() - index) % 7)
        if word is None:
            yield _day(recent)
        yield _day(recent - timedelta(days=7 if word is None or recent == today else 0))
        return
    yield _day(monday + timedelta(days=index - 7 * word.count("上")))


def _year_word(match: re.Match[str], setting: Setting) -> Iterator[Day]:
    year = setting.now.year - YEARS_BACK[match["year"]]
    month = read_month(match["m"]) if match["m"] else None
    day = read_numeral(match["d"]) if match["d"] else None
    yield Day(year, month, day)


def _month_word(match: re.Match[str], setting: Setting) -> Iterator[Day]:
    back = match["month"].count("上")
    year, month = divmod(setting.now.year * 12 + setting.now.month - 1 - back, 12)
    yield Day(year, month + 1, read_numeral(match["d"]) if match["d"] else None)


def _yearless(match: re.Match[str], setting: Setting) -> Iterator[Day]:
    month, day = read_month(match["m"]), read_numeral(match["d"])
    if month and day:
        yield from _latest(month, day, setting)


def _digits(match: re.Match[str], setting: Setting) -> Iterator[Day]:
    """`03/24`: month first, except where days stand first."""
    first, second = int(match["a"]), int(match["b"])
    if match["sep"] == "." and setting.language[:2] in DOTTED_CLOCKS:
        return
    day_first = match["sep"] == "/" and reads_day_first(setting) and setting.language[:2] != "zh"
    if (day_first and second <= 12) or first > 12:
        first, second = second, first
    yield from _latest(first, second, setting)


def _dotted(match: re.Match[str], setting: Setting) -> Iterator[Day]:
    """`24.3.` of languages that write ordinals with a dot."""
    if setting.language[:2] in DOTTED:
        yield from _latest(int(match["b"]), int(match["a"]), setting)


def _named(match: re.Match[str], setting: Setting) -> Iterator[Day]:
    yield from _latest(MONTHS[match["name"]], int(match["d"]), setting)


def _dateline(match: re.Match[str], setting: Setting) -> Iterator[Day]:
    day = read_numeral(match["d"]) or 0
    if match["m"]:
        yield from _latest(read_month(match["m"]) or 0, day, setting)
        return
    for back in range(3):
        year, month = divmod(setting.now.year * 12 + setting.now.month - 1 - back, 12)
        yield Day(year, month + 1, day)


def _latest(month: int, day: int, setting: Setting) -> Iterator[Day]:
    """The day in next year (around New Year), this year, and back to the last leap year."""
    if 1 <= month <= 12 and 1 <= day <= 31:
        span = 9 if (month, day) == (2, 29) else 2
        for back in range(-1, span):
            yield Day(setting.now.year - back, month, day)


TOLD: tuple[Told, ...] = tuple(
    Told(frozenset(signs), Pattern(pattern), days, *frames)
    for signs, pattern, days, *frames in (
        (  # 昨天, 今日, 大前天, and 昨晚 8点, 今晨
            "前昨今y",
            r"(?P<back>大前|前|昨|今)(?:[天日]|(?=[早晨晚夜])|(?<![大前])(?= ?\d\d?:\d))"
            r"|\b(?P<word>yesterday|today)\b",
            _days_back,
        ),
        (  # 周五, 上周五, 本周一, 上上个星期三
            "周週期拜",
            r"(?<![每逢至到~-])(?P<which>上上|上|本|这|這|今|下)?[个個]?"
            r"(?:周|週|星期|礼拜|禮拜)(?P<wd>[一二三四五六日天])"
            r"(?! ?[至到~、-] ?[周週星礼禮一二三四五六日\d])",
            _weekday,
        ),
        (
            "y",
            r"\b(?:(?P<which>last|this|next) )?"
            r"(?P<wd>(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
            _weekday,
        ),
        (  # 去年12月25日, 今年3月, 前年
            "年",
            rf"(?P<year>大前|前|去|今|本)年(?: ?{M} ?月(?: ?{D} ?[日号號])?)?",
            _year_word,
        ),
        (  # 上月15日, 本月3号, 上个月
            "月",
            rf"(?P<month>上上|上|本|这|這|当|當)[个個]?月(?:份)?(?: ?{D} ?[日号號])?",
            _month_word,
        ),
        (  # 3月24日, 三月二十四日
            "月",
            rf"(?<!\d)(?<![年历曆])(?<!{NUMERAL}){M} ?月 ?{D}"
            rf"{NO_YEAR}(?: ?[日号號]|(?=[ \W]|$))",
            _yearless,
        ),
        (  # 24.3., 24.3. 11:04
            ".",
            r"(?<![\d./-])(?<!\d:)(?P<a>3[01]|[12]\d|0?[1-9])\.(?P<b>1[0-2]|0?[1-9])\.(?!\d)",
            _dotted,
            stands_first,
            stands_clear,
        ),
        (  # 03-24, 3/24 11:04
            "-/.",
            r"(?<![\d./-])(?<!\d:)(?P<a>\d\d)(?P<sep>[-/.])(?P<b>\d\d)(?![\d/]|[-.:]\d)",
            _digits,
        ),
        (  # 3/24
            "-/",
            r"(?<![\d./-])(?<!\d:)(?P<a>\d{1,2})(?P<sep>[-/])"
            r"(?P<b>(?:1[3-9]|2\d|3[01])(?!\d)|\d{1,2}(?=[ ,]+\d{1,2}:\d))(?![\d/]|[-.:]\d)",
            _digits,
            stands_first,
            stands_clear,
        ),
        (  # March 24, 24 Mar
            "aeou",
            rf"(?<![a-z])(?<!\d ){MONTH_NAME} (?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:]){NO_YEAR}",
            _named,
        ),
        (
            "aeou",
            rf"(?<![\d:])(?P<d>\d{{1,2}})(?:st|nd|rd|th)? {MONTH_NAME}"
            rf"(?![a-z]|[ /-]\d\d(?![\d:])){NO_YEAR}",
            _named,
        ),
        (  # 新华社北京3月24日电, 中央社台北28日電
            "电電讯訊",
            rf"(?<!\d)(?:{M} ?月 ?)?(?<!\d){D}日(?:综合|綜合|专|專)?(?:[电電讯訊]|外電)",
            _dateline,
            anywhere,
            anywhere,
        ),
        (  # 环球网3月24日报道, 某某之家 3 月 24 日消息
            "报報消",
            rf"(?<!\d)(?<![年历曆]){M} ?月 ?{D} ?日 ?(?:综合|綜合)?(?:消息(?!面)|报道|報道|報導)",
            _dateline,
            anywhere,
            anywhere,
        ),
    )
)

SIGNS = frozenset(sign for told in TOLD for sign in told.signs)


@lru_cache(maxsize=1024)
def told_with(signs: frozenset[str]) -> tuple[Told, ...]:
    """The rows that a text may hold, of all `SIGNS` having these."""
    return tuple(told for told in TOLD if not told.signs.isdisjoint(signs))
