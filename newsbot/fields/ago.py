"""Spans before now: `刚刚`, `3分钟前`, `1个半小时前`, `1天2小时前`, `2 hours ago`."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import datetime, timedelta
from fractions import Fraction

from newsbot.fields.moments import Moment, Precision, Setting, plausible
from newsbot.fields.numerals import NUMERAL, read_numeral
from newsbot.fields.patterns import Pattern
from newsbot.fields.timing import Timed

NUMBER = rf"\d{{1,4}}(?:\.\d{{1,2}})?|半|{NUMERAL}{{1,4}}|[几幾数數]十?|\ban?\b|one\b|a few\b"
UNITS = {
    "second": r"秒[钟鐘]?|seconds?|secs?|s(?= ?ago)",
    "minute": r"分[钟鐘]?|minutes?|mins?|m(?= ?ago)|นาที|منٹ|நிமிடங்கள்",
    "quarter": r"刻[钟鐘]",
    "hour": r"小时|小時|钟头|鐘頭|[时時]|hours?|hrs?|h|ชั่วโมง|گھنٹ[ےہ]|மணி ?நேரம்",
    "day": r"[天日]|days?|d(?= ?ago)|วัน|دن|நாட்கள்",
    "week": r"[周週]|星期|礼拜|禮拜|weeks?|wks?|w(?= ?ago)",
    "month": r"月|months?|mos?(?= ?ago)",
    "year": r"年|years?|yrs?|y(?= ?ago)",
}
UNIT = "|".join(rf"(?P<{{0}}_{name}>{words})" for name, words in UNITS.items())

AGO = Pattern(
    rf"(?<![\d.])(?P<a>{NUMBER})(?: ?[个個](?P<half>半)?)? ?(?:{UNIT.format('a')})(?P<more>半)?"
    rf"(?:(?:,? and |,? |[零又])?(?P<b>{NUMBER}) ?[个個]? ?(?:{UNIT.format('b')}))?"
    r" ?(?:之前|以前|前|ago\b|ที่แล้ว|ที่ผ่านมา|ก่อน|قبل\b|پہلے\b|முன்பு|முன்)(?![天日晚夜年面])"
)
AGO_SIGNS = frozenset("前刚剛才oทกقپன")
JUST = Pattern(r"刚刚|剛剛|刚才|剛才|方才|片刻前|片刻之前|just now|moments? ago")

SECONDS = {"second": 1, "minute": 60, "quarter": 900, "hour": 3600}
DAYS = {"day": 1, "week": 7}
MONTHS = {"month": 1, "year": 12}
FEW = {"second": timedelta(minutes=1), "minute": timedelta(hours=1), "hour": timedelta(hours=10)}
"""The longest span that 几秒, 几分钟, 几小时 may mean; of longer ones not even the day is sure."""


def read_ago(text: str, setting: Setting) -> Timed | None:
    """The first span before now that `text` prints, wherever it stands."""
    just = JUST.regex.search(text)
    if just:
        return Timed(*just.span(), Moment(_minute(setting.now), "minute"), True)
    for match in AGO.regex.finditer(text):
        moment = plausible(_before(match, setting.now), setting.now)
        if moment:
            return Timed(*match.span(), moment, True)
    return None


def _before(match: re.Match[str], now: datetime) -> Moment | None:
    unit, number = _unit(match, "a"), match["a"]
    if number[0] in "几幾数數" or number == "a few":
        return _few(unit, now)
    amount = _amount(number)
    if amount is None:
        return None
    if match["half"] or match["more"]:
        amount += Fraction(1, 2)
    if unit in SECONDS:
        seconds = amount * SECONDS[unit] + _rest(match)
        return _seconds_ago(seconds, "second" if unit == "second" else "minute", now)
    if match["b"] and unit == "day" and _unit(match, "b") in SECONDS:
        return _seconds_ago(amount * 86400 + _rest(match), "minute", now)
    return None if match["b"] else _days_ago(amount, unit, now)


def _seconds_ago(seconds: Fraction, precision: Precision, now: datetime) -> Moment | None:
    if seconds > 400 * 86400:
        return None
    at = (now - timedelta(seconds=float(seconds))).replace(microsecond=0)
    return Moment(at if precision == "second" else _minute(at), precision)


def _days_ago(amount: Fraction, unit: str, now: datetime) -> Moment | None:
    """Whole days, weeks, months and years; half a year is six months, other halves are vague."""
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    count = amount * (DAYS.get(unit) or MONTHS[unit])
    if count != int(count) or count > 20_000:
        return None
    if unit in DAYS:
        return Moment(today - timedelta(days=int(count)), "day")
    year, month = divmod(today.year * 12 + today.month - 1 - int(count), 12)
    if year < 1:
        return None
    day = min(today.day, monthrange(year, month + 1)[1])
    whole_years = unit == "year" and amount.denominator == 1
    at = today.replace(year=year, month=month + 1, day=day)
    return Moment(at, "year" if whole_years else "month")


def _few(unit: str, now: datetime) -> Moment | None:
    """`几分钟前`: only the day is sure, if it did not begin just now."""
    if unit == "second":
        return Moment(_minute(now), "minute")
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    return Moment(today, "day") if unit in FEW and now - today >= FEW[unit] else None


def _rest(match: re.Match[str]) -> Fraction:
    """Seconds of the second part of `1小时30分钟前`."""
    unit = _unit(match, "b") if match["b"] else ""
    return (_amount(match["b"]) or Fraction(0)) * SECONDS[unit] if unit in SECONDS else Fraction(0)


def _unit(match: re.Match[str], part: str) -> str:
    return next(name for name in UNITS if match[f"{part}_{name}"])


def _amount(number: str) -> Fraction | None:
    if number == "半":
        return Fraction(1, 2)
    if number in ("a", "an", "one"):
        return Fraction(1)
    if number[0].isdigit() and number.isascii():
        return Fraction(number)
    numeral = read_numeral(number)
    return None if numeral is None else Fraction(numeral)


def _minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)
