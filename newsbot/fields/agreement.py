"""Two dates of one page: what it states and what it prints, as the one moment that is meant."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from newsbot.fields.dates import reconcile_zone
from newsbot.fields.moments import Moment

CLOCKED = ("second", "minute")
PUSHED = timedelta(hours=6)
"""How long after the printed time a page may be pushed to readers, which some sites state."""

ABROAD = ("America/New_York", "America/Los_Angeles", "Europe/Berlin", "Asia/Tokyo")
"""Zones that are tried where a page states UTC and prints another day."""


def reconcile(declared: Moment, printed: Moment, time_zone: str, *, trusted: bool) -> Moment:
    """The stated moment, as the printed one corrects it.

    A stated day gets the printed clock of that day. Where the statement is not `trusted` (a meta
    tag, in which editing systems write when a page was pushed), the printed clock of shortly
    before wins. A statement in UTC beside another printed day is shown in a zone in which the
    days agree: the instant stays as it is. A false `Z` yields to `time_zone`.
    """
    if declared.precision == "day":
        same = declared.at.date() == printed.at.date()
        return printed if same and printed.precision in CLOCKED else declared
    pushed = timedelta() < declared.at - printed.at <= PUSHED
    if pushed and printed.precision in CLOCKED and not trusted:
        return printed
    found = reconcile_zone(declared, printed, time_zone)
    if found != declared or declared.at.utcoffset() or declared.zone_from != "page":
        return found
    return _on_printed_day(declared, printed, time_zone)


def _on_printed_day(declared: Moment, printed: Moment, time_zone: str) -> Moment:
    day = printed.at.date()
    if abs(declared.at.date() - day) != timedelta(days=1):
        return declared
    for zone in (time_zone, *ABROAD):
        local = declared.at.astimezone(ZoneInfo(zone))
        if local.date() == day:
            return Moment(local, declared.precision, "page")
    return declared
