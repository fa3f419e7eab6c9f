"""When a page says that something was published, whatever it prints around the date.

Order: NFKC, unix seconds, dates with a year, `3分钟前` and `昨天`, dates without a year, a bare
time. A date that a reader would doubt gives nothing. dateparser stands behind it for languages
other than Chinese and English only.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from newsbot.fields.calendars import FORMS, WEEKDAY, Day, Place
from newsbot.fields.clocks import CLOCK, Clock, read_clock
from newsbot.fields.framing import stands_alone
from newsbot.fields.moments import Moment, Precision, made, plausible
from newsbot.fields.relatives import Setting, read_relative
from newsbot.fields.text import clean_text
from newsbot.fields.zones import ZONE, read_zone

LONGEST = 300
"""Characters that are read: a date stands near the beginning of its line."""

UNIX = re.compile(r"(?:/date\()?(\d{10})(?:(?:\.\d+)|(\d{3})(?:\d{3})?)?(?:\)/)?")

GAP = (
    rf"(?:[ ,|·;•]|t(?=\d)|{WEEKDAY}|at\b|(?:北京|香港|台北|当地|當地)(?:时间|時間):?|[-/](?= ))*+"
)
BEHIND = re.compile(rf"{GAP}(?:(?<!\d)|(?<=\d\d)|(?<=\d)(?=\d:)){CLOCK}{ZONE}?")
IN_FRONT = re.compile(rf"(?<![\d:]){CLOCK}{ZONE}?(?:[ ,|·-]|on\b|{WEEKDAY})*+$")
COMPACT_CLOCK = re.compile(rf"[t ]?(?P<h>[01]\d|2[0-3])(?P<mi>[0-5]\d)(?P<s>[0-5]\d)?{ZONE}?(?!\d)")
WORDS = re.compile(r"[^\W\d_]")


def read_date(
    text: str, *, now: datetime, time_zone: str = "Asia/Shanghai", language: str | None = None
) -> Moment | None:
    """The moment that `text` prints; None where it prints none or one that is in doubt.

    `now` (aware) is when the page was fetched: relative dates (`3小时前`) and dates without a year
    are read against it, the latest past one being meant (2 hours of tolerance). `time_zone` (IANA)
    is the site's; it holds where no offset is printed and tells what CST, `03/04/2025` and
    three-digit years mean. `language` (BCP 47) is the page's. The result lies between 1990 and a
    day after `now`; `24:00` is the next midnight. A bare number is no date, except `20250324` and
    unix seconds or milliseconds. Raises ZoneInfoNotFoundError for an unknown `time_zone`.
    """
    zone = ZoneInfo(time_zone)
    now = now.astimezone(zone) if now.tzinfo else now.replace(tzinfo=zone)
    plain = clean_text(unicodedata.normalize("NFKC", text[:LONGEST])).lower()
    setting = Setting(now, zone, Place(now.year, time_zone, (language or "").lower()))
    moment = _unix(plain, setting)
    if moment is None and plain.isdigit() and len(plain) != 8:
        return None
    return moment or _absolute(plain, setting) or read_relative(plain, setting)


def _unix(plain: str, setting: Setting) -> Moment | None:
    found = UNIX.fullmatch(plain)
    if not found:
        return None
    at = datetime.fromtimestamp(int(found[1]), UTC).astimezone(setting.zone)
    return plausible(Moment(at, "second", "page"), setting.now)


def _absolute(plain: str, setting: Setting) -> Moment | None:
    """The first date with a year; one beside other words only in a form that is never in doubt."""
    best: tuple[int, int, Moment] | None = None
    for form in FORMS:
        for match in form.pattern.finditer(plain):
            if best and match.start() >= best[0]:
                break
            day = form.read(match, setting.place)
            read = day and _with_clock(plain, match, day, setting)
            if not read or (form.alone and not stands_alone(plain, read[0], read[1])):
                continue
            best = read
            break
    return best[2] if best else None


def _with_clock(
    plain: str, match: re.Match[str], day: Day, setting: Setting
) -> tuple[int, int, Moment] | None:
    """(start, end, moment) of a date together with the time that stands behind or before it."""
    start, end, clock, timed = match.start(), match.end(), None, None
    if day.day is not None:
        timed = BEHIND.match(plain, end)
        clock = read_clock(timed) if timed else None
        if timed and clock:
            end = timed.end()
        else:
            timed = IN_FRONT.search(plain[:start])
            clock = read_clock(timed) if timed else None
            start = timed.start() if timed and clock else start
    moment = _moment(day, clock, timed, setting)
    return (start, end, moment) if moment else None


def _moment(
    day: Day, clock: Clock | None, timed: re.Match[str] | None, setting: Setting
) -> Moment | None:
    zone, zone_from = setting.zone, "site"
    if timed and clock:
        zone, zone_from = read_zone(timed, setting.zone, setting.place.time_zone)  # type: ignore[assignment]
    precision: Precision = "year" if day.month is None else "month" if day.day is None else "day"
    at = made(day.year, day.month or 1, day.day or 1, zone, clock[:3] if clock else (0, 0, 0))  # type: ignore[arg-type]
    if at is None:
        return None
    moment = Moment(at, clock.precision if clock else precision, zone_from)  # type: ignore[arg-type]
    return plausible(moment, setting.now)


def reconcile_zone(declared: Moment, printed: Moment, time_zone: str) -> Moment:
    """The declared moment, in the site's zone where its `Z` is no more than a label.

    Many sites print local time into metadata and append `Z` or `+00:00`. Where the declared clock
    reads the same as the `printed` local time, to the minute, the site's `time_zone` wins.
    """
    offset = declared.at.utcoffset()
    if offset or declared.zone_from != "page" or printed.precision not in ("second", "minute"):
        return declared
    clocks = [m.at.replace(tzinfo=None, second=0, microsecond=0) for m in (declared, printed)]
    if clocks[0] != clocks[1]:
        return declared
    local = declared.at.replace(tzinfo=ZoneInfo(time_zone))
    return declared if local.utcoffset() == timedelta(0) else Moment(local, declared.precision)
