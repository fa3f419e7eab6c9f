"""A day together with the time of day that stands behind or before it in a text."""

from __future__ import annotations

import re
from typing import NamedTuple

from newsbot.fields.calendars import WEEKDAY
from newsbot.fields.clocks import CLOCK, PART, Clock, read_clock
from newsbot.fields.moments import Day, Moment, Precision, Setting, made, plausible
from newsbot.fields.zones import NAMED, ZONE, read_zone

ZONE_NAMES = "|".join(name for name in NAMED if not name.isascii())
GAP = (
    rf"(?:[ ,|·;•・]|t(?=\d)|{WEEKDAY}|at\b"
    rf"|(?:当地|當地)(?:时间|時間):?|(?P<ahead>{ZONE_NAMES}):?|[-/](?= ))*+"
)
BEHIND = re.compile(rf"{GAP}{CLOCK}{ZONE}?")
IN_FRONT = re.compile(
    rf"(?<![\d:])(?:(?P<ahead>{ZONE_NAMES}) ?)?{CLOCK}{ZONE}?(?:[ ,|·-]|on\b|{WEEKDAY})*+$"
)
FRONT = 40
"""Characters before a date in which its time may stand."""

COMPACT = re.compile(
    rf"(?:t|(?<=\d))(?P<hh>[01]\d|2[0-3])(?P<mm>[0-5]\d)(?P<ss>[0-5]\d)?{ZONE}?(?!\d)"
)
PART_OF_DAY = re.compile(rf" ?(?:{PART})")


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
    clock, match = None, None
    if day.day is not None:
        match = BEHIND.match(text, end)
        clock = read_clock(match) if match else None
        if match and clock:
            end = match.end()
        else:
            match = IN_FRONT.search(text[max(0, start - FRONT) : start])
            clock = read_clock(match) if match else None
            start -= len(match[0]) if match and clock else 0
        if clock is None and (part := PART_OF_DAY.match(text, end)):
            end = part.end()
    moment = _moment(day, clock, match if clock else None, setting)
    return Timed(start, end, moment, clock is not None) if moment else None


def _moment(
    day: Day, clock: Clock | None, match: re.Match[str] | None, setting: Setting
) -> Moment | None:
    zone, zone_from = read_zone(match, setting) if match else (setting.zone, "site")
    hours = (clock.hour, clock.minute, clock.second) if clock else (0, 0, 0)
    at = made(day.year, day.month or 1, day.day or 1, zone, hours)
    if at is None:
        return None
    coarse: Precision = "year" if day.month is None else "month" if day.day is None else "day"
    return plausible(Moment(at, clock.precision if clock else coarse, zone_from), setting.now)
