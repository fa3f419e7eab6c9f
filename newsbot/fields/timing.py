"""A day together with the time of day that stands behind or before it in a text."""

from __future__ import annotations

import re
from datetime import tzinfo
from typing import NamedTuple
from zoneinfo import ZoneInfo

from newsbot.fields.clocks import CLOCK, CLOCK_SIGNS, PART, UNPADDED, Clock, read_clock
from newsbot.fields.moments import Day, Moment, Precision, Setting, ZoneFrom, made, plausible
from newsbot.fields.patterns import Pattern
from newsbot.fields.weekdays import WEEKDAY
from newsbot.fields.zones import NAMED, ZONE, ZONE_NAMES, read_zone

GAP = (
    rf"(?>(?:[ ,|·;•・.]|t(?=\d)|{WEEKDAY}"
    r"|(?:at|à|às|um|alle|ore|saat|godz\.?|kl\.?|klo|kello|pukul|a las|в|о)(?![^\W\d])"
    rf"|(?:当地|當地)(?:时间|時間):?|(?P<ahead>{ZONE_NAMES}):?|[-/](?= |\d?\d:)|:(?=\d\d:))*)"
)
BEHIND = Pattern(rf"{GAP}{UNPADDED}{ZONE}?")
NAME_LENGTH = 6
"""Characters of a zone's name before a time, with colon and space."""

AHEAD = Pattern(rf"({ZONE_NAMES}):? ?$")
IN_FRONT = Pattern(
    rf"(?<!\d)(?<!\d:)(?:(?P<ahead>{ZONE_NAMES}) ?)?{CLOCK}{ZONE}?(?>(?:[ ,|·-]|on\b|{WEEKDAY})*)$"
)
FRONT = 40
"""Characters before a date in which its time may stand."""

COMPACT = Pattern(
    r"(?:t(?P<digits>(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?)"
    r"|(?<=\d{8})[ _-]?(?P<glued>(?:[01]\d|2[0-3])[0-5]\d[0-5]\d))"
    rf"{ZONE}?(?![\d:])"
)
"""`20250324t110412z`, `20250324 110412`, `20250324110412`; twelve digits may be an id."""

PART_OF_DAY = Pattern(rf" ?(?:{PART})")
WEEKDAY_BEHIND = Pattern(rf"[ ,]*{WEEKDAY}")


class Timed(NamedTuple):
    """A moment and the span of text that it was read from."""

    start: int
    end: int
    moment: Moment
    clocked: bool


def timed(text: str, start: int, end: int, day: Day, setting: Setting) -> Timed | None:
    """The moment of `day`, printed at `text[start:end]`, with the time printed beside it.

    None where the calendar has no such day or it is no date of publishing.
    """
    more = end < len(text)
    found = _behind(text, end) if more and day.day is not None else None
    if found:
        end = found[0].end()
    elif day.day is not None:
        found = _in_front(text[max(0, start - FRONT) : start])
        start -= len(found[0][0]) if found else 0
        if more and (named_day := WEEKDAY_BEHIND.regex.match(text, end)):
            end = named_day.end()
        if more and not found and (part := PART_OF_DAY.regex.match(text, end)):
            end = part.end()
    match, clock = found or (None, None)
    named = AHEAD.regex.search(text, max(0, start - NAME_LENGTH), start)
    if named:
        setting = setting._replace(zone=ZoneInfo(NAMED[named[1]]))
    moment = _moment(day, clock, match, setting, "page" if named else "site")
    return Timed(start, end, moment, clock is not None) if moment else None


def _behind(text: str, end: int) -> tuple[re.Match[str], Clock] | None:
    match = COMPACT.regex.match(text, end)
    if match:
        return match, _compact(match)
    match = BEHIND.regex.match(text, end)
    clock = read_clock(match) if match else None
    return (match, clock) if match and clock else None


def _in_front(text: str) -> tuple[re.Match[str], Clock] | None:
    match = None if CLOCK_SIGNS.isdisjoint(text) else IN_FRONT.regex.search(text)
    clock = read_clock(match) if match else None
    return (match, clock) if match and clock else None


def _compact(match: re.Match[str]) -> Clock:
    digits = match["digits"] or match["glued"]
    hour, minute, second = int(digits[:2]), int(digits[2:4]), int(digits[4:] or 0)
    return Clock(hour, minute, second, "second" if len(digits) == 6 else "minute")


def _moment(
    day: Day,
    clock: Clock | None,
    match: re.Match[str] | None,
    setting: Setting,
    zone_from: ZoneFrom,
) -> Moment | None:
    zone: tzinfo = setting.zone
    if match:
        zone, printed = read_zone(match, setting)
        zone_from = "page" if printed == "page" else zone_from
    hours = (clock.hour, clock.minute, clock.second) if clock else (0, 0, 0)
    at = made(
        day.year,
        1 if day.month is None else day.month,
        1 if day.day is None else day.day,
        zone,
        hours,
    )
    if at is None:
        return None
    coarse: Precision = "year" if day.month is None else "month" if day.day is None else "day"
    return plausible(Moment(at, clock.precision if clock else coarse, zone_from), setting.now)
