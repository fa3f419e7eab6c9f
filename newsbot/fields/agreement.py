"""Two dates of one page: what it states and what it prints, as the one moment that is meant."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, timedelta, timezone
from zoneinfo import ZoneInfo

from newsbot.fields.dates import reconcile_zone
from newsbot.fields.moments import Moment

CLOCKED = ("second", "minute")
PUSHED = timedelta(hours=6)
"""How long after the printed time a page may be pushed to readers, which some sites state."""

FARTHEST = timedelta(hours=14)
HALF_AN_HOUR = timedelta(minutes=30)
"""How far zones are from UTC, and what they are apart."""

ABROAD = ("America/New_York", "America/Los_Angeles", "Europe/Berlin", "Asia/Tokyo")
"""Zones that are tried where a page states UTC and prints another day."""


def reconcile(
    declared: Moment,
    printed: Moment,
    time_zone: str,
    *,
    trusted: bool,
    others: Iterable[Moment] = (),
) -> Moment:
    """The stated moment, as the printed one corrects it.

    A stated day gets the printed clock of that day. Where the statement is not `trusted` (a meta
    tag, in which editing systems write when a page was pushed), the printed clock of shortly
    before wins. An instant that is stated in one zone and printed in another is shown as printed:
    the instant stays as it is. A false `Z` yields to `time_zone`. A text that came out anew bears
    its new day: a later printed day wins if one of `others` (the page's further dates) states it.
    """
    if declared.precision == "day":
        same = declared.at.date() == printed.at.date()
        return printed if same and printed.precision in CLOCKED else declared
    pushed = timedelta() < declared.at - printed.at <= PUSHED
    if pushed and printed.precision in CLOCKED and not trusted:
        return printed
    found = reconcile_zone(declared, printed, time_zone)
    if found != declared or declared.zone_from != "page":
        return found
    shown = shown_as(declared, printed, time_zone) or _on_printed_day(declared, printed, time_zone)
    return shown or _anew(declared, printed, others) or declared


def shown_as(declared: Moment, printed: Moment, time_zone: str) -> Moment | None:
    """The declared instant in the zone of the printed clock, if both can be the same instant.

    A printed zone of about that time is the page's; without one, the clocks are whole or half
    hours apart, as zones are. A statement in the site's own zone (other than UTC) needs no
    correction.
    """
    if declared.precision not in CLOCKED or printed.precision not in CLOCKED:
        return None
    here = declared.at.astimezone(ZoneInfo(time_zone)).utcoffset()
    if here and declared.at.utcoffset() == here:
        return None
    if printed.zone_from == "page":
        if abs(printed.at - declared.at) >= timedelta(days=1):
            return None
        return Moment(declared.at.astimezone(printed.at.tzinfo), declared.precision, "page")
    clocks = [at.replace(tzinfo=None, second=0) for at in (printed.at, declared.at.astimezone(UTC))]
    ahead = clocks[0] - clocks[1]
    if abs(ahead) > FARTHEST or ahead % HALF_AN_HOUR:
        return None
    return Moment(declared.at.astimezone(timezone(ahead)), declared.precision, "page")


def _on_printed_day(declared: Moment, printed: Moment, time_zone: str) -> Moment | None:
    day = printed.at.date()
    if declared.at.utcoffset() or abs(declared.at.date() - day) != timedelta(days=1):
        return None
    for zone in (time_zone, *ABROAD):
        local = declared.at.astimezone(ZoneInfo(zone))
        if local.date() == day:
            return Moment(local, declared.precision, "page")
    return None


def _anew(declared: Moment, printed: Moment, others: Iterable[Moment]) -> Moment | None:
    """The later day that is printed and stated elsewhere, in whichever reading has a clock."""
    day = printed.at.date()
    if day <= declared.at.date() or printed.precision in ("month", "year"):
        return None
    stated = [other for other in others if other.at.date() == day]
    clocked = [moment for moment in (*stated, printed) if moment.precision in CLOCKED]
    return (clocked or stated)[0] if stated else None
