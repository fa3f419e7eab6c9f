"""Dates with a year, as they stand in text: `2025年3月24日`, `民國114年`, `24 Mar 2025`.

A form is a pattern and what its parts mean. To add one, add a row to `FORMS`. Patterns run on text
after NFKC, in lower case, with single spaces; digits beside a date forbid it (`1202-03-245`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from newsbot.fields.eras import (
    IRANIAN_NAME,
    JAPANESE,
    THAI_NAME,
    of_iran,
    of_iran_digits,
    of_japan,
    of_thai_digits,
    of_thailand,
)
from newsbot.fields.framing import (
    Frame,
    anywhere,
    stands_clear,
    stands_first,
    stands_unnumbered,
)
from newsbot.fields.moments import Day, Setting
from newsbot.fields.numerals import FORMAL, NUMERAL, PLACED
from newsbot.fields.patterns import Pattern
from newsbot.fields.reckoning import (
    ABROAD_NAME,
    MONTH_NAME,
    abroad,
    as_printed,
    bare_republic,
    named,
    republic,
    short,
    short_digits,
    spelt,
    year_last,
)

YEAR = r"(?P<y>(?:19|20)\d\d)"
LEFT = r"(?<!\d)(?<!\d[-/.:])"
RIGHT = r"(?:(?!\d|[-/.](?!(?:19|20)\d\d[-/.])\d(?!\d?:))|(?=\d{1,2}:\d))"
SOLAR = r"(?<![\d年历曆])"
"""Before a spelt date: of the old calendar only its name tells (`农历二月廿五`)."""

SPELT_YEAR = rf"(?P<y>[一二壹贰貳12]{PLACED}{{3}}|[一二两兩][千仟]{NUMERAL}{{1,4}})"
SPELT_MONTH = rf"(?P<m>{FORMAL}{{1,2}}|\d{{1,2}}|元)"
SPELT_DAY = rf"(?P<d>{FORMAL}{{1,3}}|\d{{1,2}})(?:[ ]?[日号號]|(?=[ \W]|$))"
ROC_YEAR = rf"[民][國国][ ]?(?P<y>元|\d{{1,3}}|(?:{NUMERAL}|百){{1,5}})"

Reader = Callable[[re.Match[str], Setting], Day | None]


class Form(NamedTuple):
    """A way to print a date, in texts that have one of its `signs`.

    `frame` says whether what stands around it leaves it without doubt, `frame_with_clock` the same
    where a time of day stands beside it.
    """

    signs: frozenset[str]
    pattern: Pattern
    read: Reader
    frame: Frame = anywhere
    frame_with_clock: Frame | None = None


FORMS: tuple[Form, ...] = tuple(
    Form(frozenset(signs), Pattern(pattern, re.X), read, *frames)
    for signs, pattern, read, *frames in (
        (  # 2025年3月24日, 2025 年 03 月 24 日, 2025년 3월 24일
            "年년",
            rf"""{LEFT}{YEAR}[ ]?[年년][ ]?(?P<m>\d{{1,2}})[ ]?[月월]
                 [ ]?(?P<d>\d{{1,2}})(?!\d)(?:[ ]?[日号號일])?""",
            as_printed,
        ),
        (  # 2025-03-24, 2025/3/24, 2025. 3. 24, and the day glued to a clock
            "-/._",
            rf"""{LEFT}{YEAR}[ ]?(?P<sep>[-/._])[ ]?(?P<m>\d{{1,2}})
                 [ ]?(?P=sep)[ ]?(?P<d>[0-3]\d|\d){RIGHT}""",
            as_printed,
        ),
        (  # 2025 03/24, 2025 03 / 24, 202503/24 of a page's head
            "-/",
            rf"{LEFT}{YEAR}(?:[ ]|(?=\d\d/))(?P<m>\d\d)[ ]?[-/][ ]?(?P<d>\d\d){RIGHT}",
            as_printed,
        ),
        (  # 2025年03-24, 2025年3/24
            "年",
            rf"{LEFT}{YEAR}[ ]?年[ ]?(?P<m>\d{{1,2}})[-/](?P<d>\d{{1,2}})[日号號]?{RIGHT}",
            as_printed,
            stands_first,
        ),
        (  # 2025 03 24
            " ",
            rf"{LEFT}{YEAR}[ ](?P<m>0[1-9]|1[0-2])[ ](?P<d>[0-3]\d){RIGHT}",
            as_printed,
            stands_first,
        ),
        (  # 二〇二五年三月二十四日, 二0二五年元月十日, 2025年三月24日
            "年",
            rf"{SOLAR}{SPELT_YEAR}[ ]?年[ ]?{SPELT_MONTH}[ ]?月[ ]?{SPELT_DAY}",
            spelt,
        ),
        (  # 二〇二五年三月
            "年",
            rf"{SOLAR}{SPELT_YEAR}[ ]?年[ ]?{SPELT_MONTH}[ ]?月份?(?![ ]?(?:{FORMAL}|\d))",
            spelt,
            stands_first,
        ),
        (
            "年",
            rf"{SOLAR}{SPELT_YEAR}[ ]?年(?![ ]?(?:{FORMAL}|\d))",
            spelt,
            stands_first,
        ),  # 二〇二五年
        (  # 民國114年3月24日, 中華民國一百一十四年三月二十四日, 民國114.03.24
            "民",
            rf"""{ROC_YEAR}[ ]?[年./-][ ]?{SPELT_MONTH}[ ]?[月./-]
                 [ ]?(?P<d>{NUMERAL}{{1,3}}|\d{{1,2}})(?!\d)(?:[ ]?[日号號])?""",
            republic,
        ),
        (
            "民",
            rf"{ROC_YEAR}[ ]?年[ ]?{SPELT_MONTH}[ ]?月份?",
            republic,
            stands_first,
        ),  # 民國114年3月
        ("民", rf"{ROC_YEAR}[ ]?年", republic, stands_first),  # 民國114年
        (  # 24 March 2025, 24-Mar-2025, 24th of March, 2025
            "aeou",
            rf"""{LEFT}(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:[ ]of)?[ ,/.-]?[ ]?
                 {MONTH_NAME}[ ,/-]?[ ]?{YEAR}(?!\d)""",
            named,
        ),
        (  # 24-Mar-25, Mon, 24 Mar 25 11:04:12 +0800
            "aeou",
            rf"{LEFT}(?P<d>\d{{1,2}})[ /-]{MONTH_NAME}[ /-](?P<y>\d\d)(?![\d:])",
            named,
            stands_first,
            stands_clear,
        ),
        (  # March 24, 2025, Mar. 24th 2025
            "aeou",
            rf"""(?<![a-z]){MONTH_NAME}[ /-]?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[ ,/-][ ]?
                 {YEAR}(?!\d)""",
            named,
        ),
        (  # Mon Mar 24 11:04:12 CST 2025, as C and Java print it
            "aeou",
            rf"""(?<![a-z]){MONTH_NAME}[ ](?P<d>\d{{1,2}})
                 (?=[ ]\d\d?:\d\d(?::\d\d)?(?:[ ][a-z+\d:-]{{1,9}})?[ ]{YEAR}(?!\d))""",
            named,
        ),
        (  # 2025-Mar-24, 2025 March 24
            "aeou",
            rf"{LEFT}{YEAR},?[ /-]{MONTH_NAME}[ /-](?P<d>\d{{1,2}})(?![\d:])",
            named,
        ),
        (  # 3月 24, 2025, 三月 24, 2025: an English order under Chinese names
            "月",
            rf"{SOLAR}{SPELT_MONTH}[ ]?月[ ]?(?P<d>\d{{1,2}})日?,?[ ]{YEAR}(?![\d年])",
            spelt,
        ),
        (  # 24 3月 2025, 24 三月, 2025
            "月",
            rf"{LEFT}(?P<d>\d{{1,2}})[ /-]{SPELT_MONTH}月,?[ /-]{YEAR}(?![\d年])",
            spelt,
        ),
        (  # 114/03/24, 114年3月24日 where years are counted so
            "年./-",
            r"""(?<![\d./-])(?P<y>1\d\d|[89]\d)[ ]?[年./-][ ]?(?P<m>\d{1,2})
                [ ]?[月./-][ ]?(?P<d>\d{1,2})(?:[ ]?日)?(?!\d|[./-]\d)""",
            bare_republic,
            stands_first,
        ),
        (  # 一一四年三月二十四日
            "年",
            rf"{SOLAR}(?P<y>一{PLACED}{{2}})年{SPELT_MONTH}月(?P<d>{NUMERAL}{{1,3}})日",
            bare_republic,
            stands_first,
        ),
        (  # 25年3月24日
            "年",
            r"""(?<!\d)(?P<y>\d\d)[ ]?年[ ]?(?P<m>\d{1,2})[ ]?月[ ]?(?P<d>\d{1,2})
                [ ]?[日号號]""",
            short,
            stands_first,
            stands_clear,
        ),
        (  # 25-03-24, 3/24/25
            "-/.",
            rf"{LEFT}(?P<a>\d{{1,2}})(?P<sep>[-/.])(?P<b>\d{{1,2}})(?P=sep)(?P<c>\d\d){RIGHT}",
            short_digits,
            stands_first,
            stands_clear,
        ),
        (  # 24. März 2025, 24 de março de 2025, 1er mars 2025
            "12",
            rf"""(?<!\d)(?P<d>3[01]|[12]\d|0?[1-9])(?:\.|er|º|ª|-)?[ ]?(?:de[ ]|di[ ])?
                 {ABROAD_NAME}(?:/[^\W\d_]+)?[.,]?[ ]?(?:de[ ]|del[ ]|г\.[ ])?{YEAR}(?!\d)""",
            abroad,
        ),
        (  # 2025. március 24., 2025 m. kovo 24 d.
            "12",
            rf"""{LEFT}{YEAR}\.?[ ](?:m\.[ ])?{ABROAD_NAME}\.?[ ]
                 (?P<d>3[01]|[12]\d|0?[1-9])(?![\d:])""",
            abroad,
        ),
        (  # 24 tháng 3, 2025
            "g",
            rf"{LEFT}(?P<d>\d{{1,2}})[ ]tháng[ ](?P<m>\d{{1,2}})(?:[, ]|[ ]năm)+{YEAR}(?!\d)",
            as_printed,
        ),
        (  # Juli 12, 2017, mars 24 2025
            "12",
            rf"""(?<![^\W\d_]){ABROAD_NAME}\.?[ ](?P<d>3[01]|[12]\d|0?[1-9]),?[ ]{YEAR}(?!\d)""",
            abroad,
        ),
        (  # 24 มีนาคม 2568, 24 มี.ค. 68
            "คยพ",
            rf"""{LEFT}(?P<d>3[01]|[12]\d|0?[1-9])[ ]?(?P<name>{THAI_NAME})\.?[ ]?(?:พ\.ศ\.[ ]?)?
                 (?P<y>25\d\d|20\d\d|[4-9]\d)(?!\d)""",
            of_thailand,
        ),
        (  # 24/03/2568
            "2",
            rf"{LEFT}(?P<d>\d{{1,2}})(?P<sep>[-/.])(?P<m>\d{{1,2}})(?P=sep)(?P<y>25[3-9]\d)(?!\d)",
            of_thai_digits,
            stands_clear,
        ),
        (  # 4 فروردین 1404
            "اآ1",
            rf"""{LEFT}(?P<d>\d{{1,2}})[ ]?(?P<name>{IRANIAN_NAME})(?:[ ]?ماه)?،?[ ]?
                 (?P<y>1[34]\d\d)(?!\d)""",
            of_iran,
        ),
        (  # 1404/01/04
            "1",
            rf"{LEFT}(?P<y>1[34]\d\d)(?P<sep>[-/])(?P<m>\d{{1,2}})(?P=sep)(?P<d>\d{{1,2}})(?!\d)",
            of_iran_digits,
            stands_clear,
        ),
        (  # 令和7年3月24日
            "年",
            rf"""(?P<era>{"|".join(JAPANESE)})[ ]?(?P<y>元|\d{{1,2}})[ ]?年
                 [ ]?(?P<m>\d{{1,2}})[ ]?月[ ]?(?P<d>\d{{1,2}})[ ]?日""",
            of_japan,
        ),
        (  # 24/03/2025, 03.24.2025
            "-/.",
            rf"""{LEFT}(?P<a>\d{{1,2}})(?P<sep>[-/.])[ ]?(?P<b>\d{{1,2}})
                 (?P=sep)[ ]?{YEAR}(?!\d)""",
            year_last,
            stands_clear,
        ),
        (  # 20250324, 20250324t110412
            "12",
            rf"""(?<!\d){YEAR}(?P<m>0[1-9]|1[0-2])(?P<d>[0-3]\d)
                 (?:(?!\d(?!\d{{5}}(?!\d)))|(?=\d\d:\d))""",
            as_printed,
            stands_unnumbered,
        ),
        ("t", rf"(?<!\d){YEAR}(?P<m>\d\d)(?P<d>[0-3]\d)(?=t\d{{4}})", as_printed),
        (  # 2025年3月
            "年",
            rf"{LEFT}{YEAR}[ ]?[年년][ ]?(?P<m>\d{{1,2}})[ ]?[月월]份?(?![ ]?\d)",
            as_printed,
            stands_first,
        ),
        (
            "-/",
            rf"{LEFT}{YEAR}[-/](?P<m>0[1-9]|1[0-2])(?![-/.]?\d)",
            as_printed,
            stands_first,
        ),  # 2025-03
        ("aeou", rf"(?<![a-z]){MONTH_NAME},?[ ]{YEAR}(?!\d)", named, stands_first),  # March 2025
        ("年", rf"{LEFT}{YEAR}[ ]?[年년](?![ ]?\d)", as_printed, stands_first),  # 2025年
    )
)

SIGNS = frozenset(sign for form in FORMS for sign in form.signs)


@lru_cache(maxsize=1024)
def forms_with(signs: frozenset[str]) -> tuple[Form, ...]:
    """The forms that a text may hold, of all `SIGNS` having these."""
    return tuple(form for form in FORMS if not form.signs.isdisjoint(signs))
