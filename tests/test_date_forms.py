"""Dates: whatever is printed in a supported form, with any spacing, width and label, is read back.

Each form prints a moment and says how exact it is; the readings must agree to that precision.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsbot.fields import Moment, read_date

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2025, 3, 24, 12, tzinfo=SHANGHAI)

DIGITS = "〇一二三四五六七八九"
WEEKDAYS = "一二三四五六日"
ENGLISH_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
ENGLISH_DAYS = "Mon Tue Wed Thu Fri Sat Sun".split()


def spelt(number: int) -> str:
    """A number below 60 as it is spelt: 二十四, 十, 三."""
    tens, ones = divmod(number, 10)
    head = ("" if tens == 1 else DIGITS[tens]) + "十" if tens else ""
    return head + (DIGITS[ones] if ones or not tens else "")


def spelt_year(year: int) -> str:
    return "".join(DIGITS[int(digit)] for digit in str(year))


def part_of_day(at: datetime) -> str:
    """A Chinese time on twelve hours, as phones print it."""
    word = "凌晨" if at.hour < 6 else "上午" if at.hour < 12 else "下午" if at.hour < 18 else "晚上"
    return f"{word}{(at.hour - 1) % 12 + 1 if word != '凌晨' else at.hour}"


Printer = Callable[[datetime], str]
FULL: dict[str, tuple[Printer, str]] = {
    "年月日 clock": (lambda a: f"{a:%Y}年{a.month}月{a.day}日 {a:%H:%M:%S}", "second"),
    "年月日 glued": (lambda a: f"{a:%Y年%m月%d日%H:%M}", "minute"),
    "年月号": (lambda a: f"{a:%Y}年{a.month}月{a.day}号 {a:%H:%M}", "minute"),
    "时分秒": (lambda a: f"{a:%Y年%m月%d日%H时%M分%S秒}", "second"),
    "時分": (lambda a: f"{a:%Y}年{a.month}月{a.day}日{a.hour}時{a:%M}分", "minute"),
    "点": (lambda a: f"{a:%Y}年{a.month}月{a.day}日{a.hour}点{a.minute}分", "minute"),
    "weekday": (
        lambda a: f"{a:%Y}年{a.month}月{a.day}日 星期{WEEKDAYS[a.weekday()]} {a:%H:%M}",
        "minute",
    ),
    "(一)": (lambda a: f"{a:%Y/%m/%d} ({WEEKDAYS[a.weekday()]}) {a:%H:%M}", "minute"),
    "上午": (lambda a: f"{a:%Y/%m/%d} {part_of_day(a)}:{a:%M}", "minute"),
    "下午点": (lambda a: f"{a:%Y}年{a.month}月{a.day}日{part_of_day(a)}点{a:%M}分", "minute"),
    "-": (lambda a: f"{a:%Y-%m-%d %H:%M:%S}", "second"),
    "- unpadded": (lambda a: f"{a:%Y}-{a.month}-{a.day} {a.hour}:{a:%M}", "minute"),
    "- nothing padded": (lambda a: f"{a:%Y}-{a.month}-{a.day} {a.hour}:{a.minute}", "minute"),
    "/": (lambda a: f"{a:%Y}/{a.month}/{a.day} {a:%H:%M}", "minute"),
    ".": (lambda a: f"{a:%Y.%m.%d %H:%M}", "minute"),
    "space": (lambda a: f"{a:%Y %m/%d %H:%M:%S}", "second"),
    "clock first": (lambda a: f"{a:%H:%M %Y-%m-%d}", "minute"),
    "dash": (lambda a: f"{a:%Y}–{a:%m}–{a:%d}", "day"),
    "ISO": (lambda a: f"{a:%Y-%m-%dT%H:%M:%S}+08:00", "second"),
    "ISO micro": (lambda a: f"{a:%Y-%m-%dT%H:%M:%S}.123456+0800", "second"),
    "ISO compact": (lambda a: f"{a:%Y%m%dT%H%M%S}+0800", "second"),
    "UTC": (lambda a: f"{a.astimezone(ZoneInfo('UTC')):%Y-%m-%dT%H:%M:%S}Z", "second"),
    "RFC 2822": (
        lambda a: (
            f"{ENGLISH_DAYS[a.weekday()]}, {a.day:02} {ENGLISH_MONTHS[a.month - 1]} "
            f"{a:%Y %H:%M:%S} +0800"
        ),
        "second",
    ),
    "C": (
        lambda a: (
            f"{ENGLISH_DAYS[a.weekday()]} {ENGLISH_MONTHS[a.month - 1]} {a.day:2} "
            f"{a:%H:%M:%S} CST {a:%Y}"
        ),
        "second",
    ),
    "English": (
        lambda a: f"{ENGLISH_MONTHS[a.month - 1]} {a.day}, {a:%Y} {a:%I:%M} {a:%p}",
        "minute",
    ),
    "British": (lambda a: f"{a.day} {ENGLISH_MONTHS[a.month - 1]} {a:%Y} at {a:%H:%M}", "minute"),
    "numerals": (
        lambda a: f"{spelt_year(a.year)}年{spelt(a.month)}月{spelt(a.day)}日",
        "day",
    ),
    "numerals, clock": (
        lambda a: (
            f"{spelt_year(a.year)}年{spelt(a.month)}月{spelt(a.day)}日{spelt(a.hour)}时{spelt(a.minute)}分"
        ),
        "minute",
    ),
    "民國": (lambda a: f"民國{a.year - 1911}年{a.month}月{a.day}日 {a:%H:%M}", "minute"),
    "民國 numerals": (
        lambda a: f"中華民國{spelt_year(a.year - 1911)}年{spelt(a.month)}月{spelt(a.day)}日",
        "day",
    ),
    "month": (lambda a: f"{a:%Y}年{a.month}月", "month"),
}
YEARLESS: dict[str, tuple[Printer, str]] = {
    "月日": (lambda a: f"{a.month}月{a.day}日 {a:%H:%M}", "minute"),
    "月日 glued": (lambda a: f"{a:%m月%d日%H:%M}", "minute"),
    "-": (lambda a: f"{a:%m-%d %H:%M}", "minute"),
    "/": (lambda a: f"{a:%m/%d %H:%M}", "minute"),
    "numerals": (lambda a: f"{spelt(a.month)}月{spelt(a.day)}日", "day"),
    "English": (lambda a: f"{ENGLISH_MONTHS[a.month - 1]} {a.day}, {a:%H:%M}", "minute"),
}

SPACES = st.sampled_from([" ", "  ", "\u3000", "\xa0", " \u200b", "\n", "\t"])
WIDE = {ord(char): ord(char) + 0xFEE0 for char in "0123456789:-/.+,()"}
BEFORE = st.sampled_from(
    ["", "发布时间：", "發佈時間: ", "更新于 ", "日期：", "Published: ", "[", "（", " \u3000"]
)
BEHIND = st.sampled_from(["", " 来源：新华社", "　国际", "\xa0| ", " 阅读", "。", "]", "）"])

MOMENTS = st.datetimes(datetime(1992, 1, 1), datetime(2025, 3, 24, 11, 59, 59)).map(
    lambda at: at.replace(microsecond=0, tzinfo=SHANGHAI)
)
LAST_YEAR = st.datetimes(datetime(2024, 3, 25), datetime(2025, 3, 24, 11, 59)).map(
    lambda at: at.replace(second=0, microsecond=0, tzinfo=SHANGHAI)
)
CUT = {
    "second": {},
    "minute": {"second": 0},
    "day": {"hour": 0, "minute": 0, "second": 0},
    "month": {"day": 1, "hour": 0, "minute": 0, "second": 0},
}


def check(printed: str, at: datetime, precision: str) -> None:
    found = read_date(printed, now=NOW, time_zone="Asia/Shanghai")
    assert isinstance(found, Moment), printed
    assert (found.at, found.precision) == (at.replace(**CUT[precision]), precision), printed


@pytest.mark.parametrize("form", FULL)
@settings(max_examples=25)
@given(at=MOMENTS, before=BEFORE, behind=BEHIND, space=SPACES, wide=st.booleans())
def test_full_dates(
    *, form: str, at: datetime, before: str, behind: str, space: str, wide: bool
) -> None:
    write, precision = FULL[form]
    printed = write(at).replace(" ", space)
    if precision == "month":  # a month is a date only where nothing else stands
        behind = ""
    check(before + (printed.translate(WIDE) if wide else printed) + behind, at, precision)


@pytest.mark.parametrize("form", YEARLESS)
@settings(max_examples=25)
@given(at=LAST_YEAR, before=BEFORE, space=SPACES, wide=st.booleans())
def test_dates_without_a_year(
    *, form: str, at: datetime, before: str, space: str, wide: bool
) -> None:
    write, precision = YEARLESS[form]
    printed = write(at).replace(" ", space)
    check(before + (printed.translate(WIDE) if wide else printed), at, precision)


@given(
    days=st.integers(0, 3),
    at=st.times(),
    before=BEFORE,
    space=st.sampled_from(["", " ", "\u3000"]),
)
def test_day_words(*, days: int, at: object, before: str, space: str) -> None:
    clock = datetime.strptime(str(at)[:5], "%H:%M")
    day = (NOW - timedelta(days=days)).replace(hour=clock.hour, minute=clock.minute)
    if day <= NOW:
        for word in (("今天", "今日"), ("昨天", "昨日"), ("前天", "前日"), ("大前天",))[days]:
            check(f"{before}{word}{space}{day:%H:%M}", day, "minute")


@given(number=st.integers(1, 59), before=BEFORE, space=st.sampled_from(["", " ", "\xa0"]))
def test_spans(*, number: int, before: str, space: str) -> None:
    for unit, step in (("分钟", 60), ("分鐘", 60), ("小时", 3600), ("個小時", 3600)):
        for printed in (str(number), spelt(number)):
            check(
                f"{before}{printed}{space}{unit}前",
                NOW - timedelta(seconds=number * step),
                "minute",
            )
    for unit, days in (("天", 1), ("周", 7), ("週", 7), ("个星期", 7)):
        check(f"{before}{number}{space}{unit}前", NOW - timedelta(days=number * days), "day")


ABROAD = (
    ("24. März 2025, 11:04 Uhr", 11),
    ("Publié le 24 mars 2025 à 11h04", 11),
    ("24 de março de 2025 às 11h04", 11),
    ("24/03/2025 às 11h04", 11),
    ("24 मार्च 2025, 11:04", 11),
    ("24 марта 2025, 11:04", 11),
    ("24 marzo 2025 alle 11:04", 11),
    ("24 مارس 2025 11:04", 11),
    ("24 Mart 2025 Pazartesi 11:04", 11),
    ("24 marca 2025, godz. 11:04", 11),
    ("24 de marzo de 2025", 0),
    ("Jana Brodersen, 24. März 2025", 0),
)


@pytest.mark.parametrize(("text", "hour"), ABROAD, ids=[text for text, _ in ABROAD])
def test_months_of_other_languages(text: str, hour: int) -> None:
    found = read_date(text, now=NOW, time_zone="Europe/Berlin")
    assert found is not None, text
    assert found.at.strftime("%Y-%m-%d %H") == f"2025-03-24 {hour:02}", text
