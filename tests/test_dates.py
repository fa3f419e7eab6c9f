"""Dates: the collection, a table of our own, and what holds for every text."""

import json
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsbot.fields import Moment, read_date, reconcile_zone

DATA = Path(__file__).parent / "data" / "fields"
SHANGHAI = ZoneInfo("Asia/Shanghai")
NOON = datetime(2025, 3, 24, 12, tzinfo=SHANGHAI)
PRECISIONS = {
    "s": "second",
    "m": "minute",
    "h": "hour",
    "d": "day",
    "M": "month",
    "Y": "year",
    None: None,
}


def collection() -> list[dict[str, str]]:
    rows = (json.loads(line) for line in (DATA / "zh.jsonl").read_text("utf-8").splitlines())
    return [row for row in rows if row["kind"] == "date"]


def own_cases() -> list[list[str]]:
    lines = (DATA / "dates.tsv").read_text("utf-8").splitlines()
    return [(line + "\t" * 5).split("\t")[:6] for line in lines if line and line[0] != "#"]


def said(moment: Moment | None) -> tuple[datetime, str] | None:
    return (moment.at, moment.precision) if moment else None


@pytest.mark.parametrize("row", collection(), ids=lambda row: row["text"])
def test_the_collection(row: dict[str, str]) -> None:
    moment = read_date(row["text"], now=datetime.fromisoformat(row["now"]), time_zone=row["tz"])
    expected = row["expected"] and (
        datetime.fromisoformat(row["expected"]),
        PRECISIONS[row["precision"]],
    )
    assert said(moment) == expected, f"{row['family']} {row['text']!r}"


@pytest.mark.parametrize("row", own_cases(), ids=lambda row: row[0])
def test_own_cases(row: list[str]) -> None:
    text, printed, precision, now, zone, language = row
    zone = zone or "Asia/Shanghai"
    expected = None
    if printed:
        full = printed + "T00:00:00"[len(printed) - 10 :]
        meant = SHANGHAI if "T" in printed else ZoneInfo(zone)
        expected = (datetime.fromisoformat(full).replace(tzinfo=meant), precision)
    at = datetime.fromisoformat(now).replace(tzinfo=SHANGHAI) if now else NOON
    moment = read_date(text, now=at, time_zone=zone, language=language or None)
    assert said(moment) == expected, text


# from 1992: China kept summer time before, which `+0800` does not know
MOMENTS = st.datetimes(datetime(1992, 1, 1), datetime(2025, 3, 24, 11, 59, 59)).map(
    lambda at: at.replace(microsecond=0)
)
LABELS = st.sampled_from(
    ["", "发布时间：", "發佈時間: ", "更新于 ", "来源：新华网 ", "时间:", "编辑于 ", "\u3000", "【"]
)
TAILS = st.sampled_from(
    ["", " 来源：新华社", "　国际 1777", " 阅读 1.2万", "\xa0", " 发布于北京", "】"]
)
FORMATS = {
    "%Y-%m-%d %H:%M:%S": 1,
    "%Y/%m/%d %H:%M:%S": 1,
    "%Y.%m.%d %H:%M:%S": 1,
    "%Y年%m月%d日%H:%M:%S": 1,
    "%Y年%m月%d日 %H时%M分%S秒": 1,
    "%Y 年 %m 月 %d 日 %H:%M:%S": 1,
    "%Y-%m-%dT%H:%M:%S+08:00": 1,
    "%H:%M:%S %Y-%m-%d": 1,
    "%a, %d %b %Y %H:%M:%S +0800": 1,
    "%B %d, %Y %H:%M:%S": 1,
    "%Y-%m-%d %H:%M": 60,
    "%Y年%m月%d日%H时%M分": 60,
    "%Y年%m月%d日 %H點%M分": 60,
}
"""Printed format -> the seconds that it cannot tell apart."""
WIDE = {ord(char): ord(char) + 0xFEE0 for char in "0123456789:-/.+,"}


@given(
    at=MOMENTS, form=st.sampled_from(sorted(FORMATS)), label=LABELS, tail=TAILS, wide=st.booleans()
)
def test_what_is_printed_is_read_back(
    at: datetime, form: str, label: str, tail: str, wide: bool
) -> None:
    # %Y is not padded by every C library; years here have four digits anyway
    printed = at.strftime(form)
    text = label + (printed.translate(WIDE) if wide else printed) + tail
    moment = read_date(text, now=NOON)
    assert moment is not None, text
    step = timedelta(seconds=FORMATS[form])
    assert timedelta(0) <= at.replace(tzinfo=SHANGHAI) - moment.at < step, text


@given(minutes=st.integers(1, 59), hours=st.integers(1, 23), days=st.integers(1, 300), label=LABELS)
def test_spans_are_read_back(minutes: int, hours: int, days: int, label: str) -> None:
    for text, span in (
        (f"{minutes}分钟前", timedelta(minutes=minutes)),
        (f"{hours} 小時前", timedelta(hours=hours)),
    ):
        moment = read_date(label + text, now=NOON)
        assert moment is not None, label + text
        assert moment.at == NOON - span, label + text
    moment = read_date(f"{label}{days}天前", now=NOON)
    assert moment is not None
    assert moment.at == NOON.replace(hour=0) - timedelta(days=days)
    assert moment.precision == "day"


PIECES = st.sampled_from(
    [
        *"0123456789年月日时分秒前天周上今昨晚半:-/. TZ+,()（）：民國",
        *("2025", "03", "24", "11:04", "小时", "星期", "发布于", "Mar", "ago", "CST", "二〇二五"),
    ]
)


@settings(max_examples=300)
@given(text=st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=20).map("".join)))
def test_never_raises_and_never_tells_the_future(text: str) -> None:
    moment = read_date(text, now=NOON)
    if moment is not None:
        assert datetime(1990, 1, 1, tzinfo=UTC) <= moment.at <= NOON + timedelta(days=1), text
        assert moment.at.utcoffset() is not None


@given(st.integers(0, 10**14))
def test_a_bare_number_is_no_date(number: int) -> None:
    text = str(number)
    moment = read_date(text, now=NOON)
    if moment is not None:  # eight digits of a calendar day, or a unix time
        assert len(text) in (8, 10, 13, 14), f"{text} read as {moment}"


LONG = {
    "digits": "1" * 100_000,
    "years": "2025年" * 20_000,
    "spaces": "2025 " + " " * 100_000 + "年",
    "clocks": "11:04 " * 16_000,
    "labels": "发布时间" * 25_000,
    "ago": "3小时" * 33_000,
    "numerals": "二〇二五年三月" * 14_000,
    "brackets": "（周一）" * 25_000,
    "words": "a " * 50_000,
    "months": "march 24 " * 11_000,
}


@pytest.mark.parametrize("name", LONG)
def test_long_texts_are_cheap(name: str) -> None:
    read_date("2025-03-24", now=NOON)
    spent = []
    for _ in range(3):
        began = time.process_time()
        read_date(LONG[name], now=NOON)
        spent.append(time.process_time() - began)
    assert min(spent) < 0.02, f"{name}: {min(spent) * 1000:.1f} ms"


def test_the_zone_tells_what_it_rests_on() -> None:
    cases = {
        "2025-03-24 11:04": "site",
        "2025-03-24T11:04:12+08:00": "page",
        "2025-03-24T03:04:12Z": "page",
        "北京时间2025-03-24 11:04": "page",
        "3小时前": "site",
        "1742785452": "page",
    }
    for text, expected in cases.items():
        moment = read_date(text, now=NOON, time_zone="Asia/Shanghai")
        assert moment is not None, text
        assert moment.zone_from == expected, text


@pytest.mark.parametrize(
    ("language", "zone", "zone_from"),
    [
        ("zh-CN", "Asia/Shanghai", "language"),
        ("zh_TW", "Asia/Taipei", "language"),
        ("zh-Hant", "Asia/Taipei", "language"),
        ("ja", "Asia/Tokyo", "language"),
        ("ko-KR", "Asia/Seoul", "language"),
        ("en", "UTC", "assumed"),
        ("sv", "Europe/Stockholm", "language"),
        (None, "Asia/Shanghai", "assumed"),
    ],
)
def test_without_a_zone_the_language_tells(language: str | None, zone: str, zone_from: str) -> None:
    for text in ("2025-03-24 11:04", "03-23 11:04", "昨天 11:04"):
        moment = read_date(text, now=NOON, language=language)
        assert moment is not None, text
        assert (str(moment.at.tzinfo), moment.zone_from) == (zone, zone_from), text
    printed = read_date("2025-03-24T11:04:12+08:00", now=NOON, language=language)
    assert printed is not None
    assert printed.zone_from == "page"


@pytest.mark.parametrize("text", [None, "", " "])
def test_no_text_is_no_date(text: str | None) -> None:
    assert read_date(text, now=NOON) is None


def moment(text: str, zone: str = "Asia/Shanghai") -> Moment:
    found = read_date(text, now=NOON, time_zone=zone)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("declared", "printed", "zone", "expected", "zone_from"),
    [
        ("2025-03-24T11:04:12Z", "2025-03-24 11:04", "Asia/Shanghai", "11:04:12+08:00", "site"),
        (
            "2025-03-24T11:04:00+00:00",
            "2025年3月24日11:04:12",
            "Asia/Taipei",
            "11:04:00+08:00",
            "site",
        ),
        ("2025-03-24T03:04:12Z", "2025-03-24 11:04", "Asia/Shanghai", "03:04:12+00:00", "page"),
        (
            "2025-03-24T11:04:12+08:00",
            "2025-03-24 11:04",
            "Asia/Shanghai",
            "11:04:12+08:00",
            "page",
        ),
        ("2025-03-24T11:04:12Z", "2025-03-24", "Asia/Shanghai", "11:04:12+00:00", "page"),
        ("2025-03-24T11:04:12Z", "2025-03-24 11:04", "Europe/London", "11:04:12+00:00", "page"),
    ],
)
def test_a_false_z_yields_to_the_site(
    declared: str, printed: str, zone: str, expected: str, zone_from: str
) -> None:
    found = reconcile_zone(moment(declared), moment(printed, zone), zone)
    assert found.at.isoformat().endswith(expected), found
    assert found.zone_from == zone_from


def test_a_naive_now_is_the_sites_time() -> None:
    found = read_date("1小时前", now=datetime(2025, 3, 24, 12), time_zone="Asia/Tokyo")
    assert found == Moment(
        datetime(2025, 3, 24, 11, tzinfo=ZoneInfo("Asia/Tokyo")), "minute", "site"
    )


FOREIGN = {
    "de": (
        "Vor 3 Stunden",
        "gestern",
        "Gestern, 12:30",
        "heute um 12:30",
        "1. Mai",
        "Montag, 12:30",
    ),
    "fr": ("Il y a 3 heures", "hier", "hier à 10h30", "aujourd'hui", "12 mars"),
    "es": ("hace 3 horas", "ayer", "hoy"),
    "it": ("3 ore fa", "ieri", "oggi"),
    "pt": ("há 3 horas", "ontem", "hoje"),
    "nl": ("3 uur geleden", "gisteren", "vandaag"),
    "ru": ("3 часа назад", "вчера", "сегодня"),
    "pl": ("3 godziny temu", "wczoraj", "dzisiaj"),
    "tr": ("3 saat önce", "dün", "bugün"),
}
UNSURE = {
    "de": ("so", "Sonntag", "Mai", "im März", "2 Min", "24 Stunden", "1 Jahr", "Jetzt", "vor Ort"),
    "fr": ("lundi", "mars", "Mar", "2 minutes", "5 ans", "maintenant", "Le 12", "an 2000"),
    "es": ("lunes", "mayo", "Mar", "2 min", "ahora"),
    "it": ("lunedì", "3 minuti", "ora"),
    "pt": ("segunda", "agora"),
    "nl": ("maandag", "nu"),
    "ru": ("понедельник", "май", "5 мин", "сейчас"),
    "pl": ("teraz", "5 min czytania"),
    "tr": ("şimdi", "5 dk okuma"),
}


@pytest.mark.parametrize(("tongue", "text"), [(t, x) for t, row in FOREIGN.items() for x in row])
def test_what_other_languages_say_of_days_near_by(tongue: str, text: str) -> None:
    assert read_date(text, now=NOON, time_zone="UTC", language=tongue) is not None, text


@pytest.mark.parametrize(("tongue", "text"), [(t, x) for t, row in UNSURE.items() for x in row])
def test_a_weekday_a_month_or_a_span_is_no_date(tongue: str, text: str) -> None:
    found = read_date(text, now=NOON, time_zone="UTC", language=tongue)
    assert found is None, f"{tongue}: {text}: {found}"
