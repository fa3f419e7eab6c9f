"""Dates with a year, as they stand in text: `2025年3月24日`, `民國114年`, `24 Mar 2025`.

A form is a pattern and what its parts mean. To add one, add a row to `FORMS`. Patterns run on text
after NFKC, in lower case, with single spaces; digits beside a date forbid it (`1202-03-245`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from newsbot.fields.moments import Day, Setting
from newsbot.fields.numerals import NUMERAL, read_numeral
from newsbot.fields.patterns import Pattern

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

YEAR = r"(?P<y>(?:19|20)\d\d)"
LEFT = r"(?<!\d)(?<!\d[-/.:])"
RIGHT = r"(?:(?!\d|[-/.]\d(?!\d?:))|(?=\d{1,2}:\d))"
WEEKDAY = (
    r"\(?(?:星期|周|週|礼拜|禮拜)[一二三四五六日天]\)?|\([一二三四五六日]\)|\(?[월화수목금토일]요일\)?"
    r"|(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\b\.?"
)


Reader = Callable[[re.Match[str], Setting], Day | None]


class Form(NamedTuple):
    """A way to print a date, in texts that have one of its `signs`.

    `alone` where only labels and a clock may stand around it.
    """

    signs: frozenset[str]
    pattern: Pattern
    read: Reader
    alone: bool = False


def _plain(match: re.Match[str], setting: Setting) -> Day:
    parts = match.groupdict()
    month, day = parts.get("m"), parts.get("d")
    return Day(int(match["y"]), int(month) if month else None, int(day) if day else None)


def _short(match: re.Match[str], setting: Setting) -> Day:
    year = 2000 + int(match["y"])
    return Day(
        year if year <= setting.now.year + 1 else year - 100, int(match["m"]), int(match["d"])
    )


def _republic(match: re.Match[str], setting: Setting) -> Day | None:
    year = 1 if match["y"] == "元" else read_numeral(match["y"])
    month = read_numeral(match["m"]) if match["m"] else None
    day = read_numeral(match["d"]) if match["d"] else None
    return Day(year + ROC, month, day) if year else None


def _bare_republic(match: re.Match[str], setting: Setting) -> Day | None:
    """A three-digit year without 民國: only where such years are the custom."""
    taiwanese = setting.time_zone == "Asia/Taipei" or setting.language in ("zh-tw", "zh-hant-tw")
    return Day(int(match["y"]) + ROC, int(match["m"]), int(match["d"])) if taiwanese else None


def _spelt(match: re.Match[str], setting: Setting) -> Day | None:
    year, month = read_numeral(match["y"]), read_numeral(match["m"])
    day = read_numeral(match["d"]) if match["d"] else None
    return Day(year, month, day) if year and month else None


def _named(match: re.Match[str], setting: Setting) -> Day:
    day = match.groupdict().get("d")
    return Day(int(match["y"]), MONTHS[match["name"]], int(day) if day else None)


def _year_last(match: re.Match[str], setting: Setting) -> Day | None:
    """`24/03/2025`: the order is told by a part over 12, else by the site; else it is unsure."""
    first, second, year = int(match["a"]), int(match["b"]), int(match["y"])
    if first > 12 or first == second:
        return Day(year, second, first)
    if second > 12:
        return Day(year, first, second)
    day_first = reads_day_first(setting)
    if day_first is None:
        return None
    return Day(year, second, first) if day_first else Day(year, first, second)


def reads_day_first(setting: Setting) -> bool | None:
    """Whether day stands before month in digits on such a site; None where both are in use."""
    if setting.language == "en-us" or setting.time_zone.startswith("America/"):
        return False
    if setting.time_zone in ("Asia/Shanghai", "Asia/Taipei", "Asia/Tokyo", "Asia/Seoul", "UTC"):
        return True if setting.language in ("en-gb", "en-au", "fr", "de", "es", "ru") else None
    return True


FORMS: tuple[Form, ...] = tuple(
    Form(frozenset(signs), Pattern(pattern, re.X), read, alone)
    for signs, pattern, read, alone in (
        (  # 2025年3月24日, 2025 年 03 月 24 日, 2025년 3월 24일
            "年년",
            rf"""{LEFT}{YEAR}[ ]?[年년][ ]?(?P<m>\d{{1,2}})[ ]?[月월]
                 [ ]?(?P<d>\d{{1,2}})(?!\d)(?:[ ]?[日号號일])?""",
            _plain,
            False,
        ),
        (  # 2025-03-24, 2025/3/24, 2025. 3. 24, and the day glued to a clock
            "-/._",
            rf"""{LEFT}{YEAR}[ ]?(?P<sep>[-/._])[ ]?(?P<m>\d{{1,2}})
                 [ ]?(?P=sep)[ ]?(?P<d>[0-3]\d|\d){RIGHT}""",
            _plain,
            False,
        ),
        ("-/", rf"{LEFT}{YEAR}[ ](?P<m>\d\d)[-/](?P<d>\d\d){RIGHT}", _plain, False),  # 2025 03/24
        (  # 二〇二五年三月二十四日
            "年",
            rf"""(?P<y>[一二][〇○零一二三四五六七八九]{{3}})[ ]?年[ ]?(?P<m>{NUMERAL}{{1,2}})[ ]?月
                 (?:[ ]?(?P<d>{NUMERAL}{{1,3}})[ ]?[日号號])?""",
            _spelt,
            False,
        ),
        (  # 民國114年3月24日, 中華民國一一四年三月, 民國114.03.24
            "民",
            rf"""[民][國国][ ]?(?P<y>元|\d{{1,3}}|{NUMERAL}{{1,4}})[ ]?[年./-]
                 (?:[ ]?(?P<m>\d{{1,2}}|{NUMERAL}{{1,3}})[ ]?[月./-]
                 (?:[ ]?(?P<d>\d{{1,2}}|{NUMERAL}{{1,3}})[ ]?日?)?)?""",
            _republic,
            False,
        ),
        (  # 24 March 2025, 24-Mar-2025, 24th of March, 2025
            "aeou",
            rf"""{LEFT}(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:[ ]of)?[ ,-]?[ ]?
                 {MONTH_NAME}[ ,-][ ]?{YEAR}(?!\d)""",
            _named,
            False,
        ),
        (  # March 24, 2025, Mar. 24th 2025
            "aeou",
            rf"""(?<![a-z]){MONTH_NAME}[ -]?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[ ,-][ ]?
                 {YEAR}(?!\d)""",
            _named,
            False,
        ),
        (  # 114/03/24, 114年3月24日 where years are counted so
            "年./-",
            r"""(?<![\d./-])(?P<y>1\d\d|[89]\d)[ ]?[年./-][ ]?(?P<m>\d{1,2})
                [ ]?[月./-][ ]?(?P<d>\d{1,2})(?:[ ]?日)?(?!\d|[./-]\d)""",
            _bare_republic,
            True,
        ),
        (  # 25年3月24日
            "年",
            r"""(?<!\d)(?P<y>\d\d)[ ]?年[ ]?(?P<m>\d{1,2})[ ]?月[ ]?(?P<d>\d{1,2})
                [ ]?[日号號]""",
            _short,
            True,
        ),
        (  # 25-03-24
            "-/.",
            rf"{LEFT}(?P<y>\d\d)(?P<sep>[-/.])(?P<m>\d\d)(?P=sep)(?P<d>\d\d){RIGHT}",
            _short,
            True,
        ),
        (  # 24/03/2025, 03.24.2025
            "-/.",
            rf"""{LEFT}(?P<a>\d{{1,2}})(?P<sep>[-/.])[ ]?(?P<b>\d{{1,2}})
                 (?P=sep)[ ]?{YEAR}(?!\d)""",
            _year_last,
            True,
        ),
        (  # 20250324, 20250324t110412
            "12",
            rf"""(?<!\d){YEAR}(?P<m>0[1-9]|1[0-2])(?P<d>[0-3]\d)
                 (?!\d(?!\d{{5}}(?!\d)))""",
            _plain,
            True,
        ),
        (  # 2025年3月
            "年",
            rf"{LEFT}{YEAR}[ ]?[年년][ ]?(?P<m>\d{{1,2}})[ ]?[月월]份?(?![ ]?\d)",
            _plain,
            True,
        ),
        ("-/", rf"{LEFT}{YEAR}[-/](?P<m>0[1-9]|1[0-2])(?![-/.]?\d)", _plain, True),  # 2025-03
        ("aeou", rf"(?<![a-z]){MONTH_NAME},?[ ]{YEAR}(?!\d)", _named, True),  # March 2025
        ("年", rf"{LEFT}{YEAR}[ ]?[年년](?![ ]?\d)", _plain, True),  # 2025年
    )
)
