"""When a page says that something was published, whatever it prints around the date.

Order: NFKC, unix seconds, dates with a year, `3分钟前` and `昨天`, dates without a year, a bare
time. A date that a reader would doubt gives nothing. dateparser stands behind it for languages
other than Chinese and English only.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from newsbot.fields.calendars import SIGNS, forms_with
from newsbot.fields.foreign import read_foreign
from newsbot.fields.moments import Moment, Setting, ZoneFrom, plausible
from newsbot.fields.relatives import read_relative
from newsbot.fields.text import clean_text
from newsbot.fields.timing import Timed, timed
from newsbot.fields.zones import zone_of_language

LONGEST = 300
"""Characters that are read: a date stands near the beginning of its line."""

UNIX = re.compile(r"(?:/date\()?(\d{10})(?:\d{3}(?:\d{3})?)?(?:\.\d+)?(?:\)/)?")
"""Seconds, milliseconds or microseconds since 1970; `/Date(...)/` is how .NET writes them."""


DIGITS = frozenset("0123456789")

SITE: ZoneFrom = "site"

DECIMALS = {
    code: str(unicodedata.decimal(chr(code)))
    for code in range(0x660, 0x1820)
    if chr(code).isdecimal()
}
"""Digits of the world's scripts, which NFKC keeps, and what they mean."""

DOTTED = re.compile(
    r"(?:(?<=\bkl \d)|(?<=\bkl \d\d)|(?<=\bkl\. \d)|(?<=\bkl\. \d\d)|(?<=\bklo \d)|(?<=\bklo \d\d)"
    r"|(?<=\bpukul \d)|(?<=\bpukul \d\d)|(?<=\bore \d)|(?<=\bore \d\d))\.(?=[0-5]\d(?![\d.]))"
    r"|(?<=\d)\.(?=[0-5]\d uhr)"
)
"""The dot of a time of day: `kl. 11.04`, `klo 11.04`, `11.04 Uhr`."""

LOOKALIKES = DECIMALS | str.maketrans("‐‑‒–—―−∶∕⁄", "-------://")
"""Marks that are typed or typeset for others and that NFKC keeps apart."""


def read_date(
    text: str | None,
    *,
    now: datetime,
    time_zone: str | None = None,
    language: str | None = None,
) -> Moment | None:
    """The moment that `text` prints; None where it prints none or one that is in doubt.

    `now` (aware) is when the page was fetched: relative dates (`3小时前`) and dates without a year
    are read against it, the latest past one being meant (2 hours of tolerance). `time_zone` (IANA)
    is the site's; it holds where no offset is printed and tells what CST, `03/04/2025` and
    three-digit years mean; without it the zone is judged by `language` (BCP 47, the page's), else
    assumed to be China's, and `zone_from` of the moment says so. The result lies between 1990 and
    a day after `now`; `24:00` is the next midnight. A bare number is no date, except `20250324`
    and unix seconds or milliseconds. Raises ZoneInfoNotFoundError for an unknown `time_zone`.
    """
    found = part_date(text, now=now, time_zone=time_zone, language=language)
    return found[0] if found else None


def part_date(
    text: str | None,
    *,
    now: datetime,
    time_zone: str | None = None,
    language: str | None = None,
    guess: bool = True,
) -> tuple[Moment, str] | None:
    """(the moment that `text` prints, what else it prints); see `read_date`. Without `guess` a
    date that only dateparser can read gives nothing.

    What is left has the date's place taken by a space; NFKC and single spaces hold for it.
    """
    tag = (language or "").lower().replace("_", "-")
    name, zone_from = time_zone, SITE
    if not name:
        name, zone_from = zone_of_language(tag)
    zone = ZoneInfo(name)
    if not text:
        return None
    now = now.astimezone(zone) if now.tzinfo else now.replace(tzinfo=zone)
    cased = clean_text(unicodedata.normalize("NFKC", text[:LONGEST])[:LONGEST])
    plain = cased.lower()
    found = _read(plain, Setting(now, zone, name, tag), guess=guess)
    if not found:
        return None
    moment = found.moment
    if moment.zone_from == "site" != zone_from:
        moment = replace(moment, zone_from=zone_from)
    kept = cased if len(cased) == len(plain) else plain
    return moment, f"{kept[: found.start]} {kept[found.end :]}".strip()


def _read(plain: str, setting: Setting, *, guess: bool) -> Timed | None:
    if not plain.isascii():
        plain = plain.translate(LOOKALIKES)
    if "." in plain:
        plain = DOTTED.sub(":", plain)
    if plain.isdigit() and len(plain) not in (8, 14):
        return _whole(plain, _unix(plain, setting))
    return (
        _whole(plain, _unix(plain, setting))
        or _absolute(plain, setting)
        or read_relative(plain, setting)
        or (_whole(plain, read_foreign(plain, setting)) if guess else None)
    )


def _whole(plain: str, moment: Moment | None) -> Timed | None:
    """A moment that all of a text tells."""
    return Timed(0, len(plain), moment, True) if moment else None


def _unix(plain: str, setting: Setting) -> Moment | None:
    found = UNIX.fullmatch(plain)
    if not found:
        return None
    at = datetime.fromtimestamp(int(found[1]), UTC).astimezone(setting.zone)
    return plausible(Moment(at, "second", "page"), setting.now)


def _absolute(plain: str, setting: Setting) -> Timed | None:
    """The first date with a year; beside other words only in a form that is never in doubt."""
    best: Timed | None = None
    if plain.isascii() and DIGITS.isdisjoint(plain):
        return None
    for form in forms_with(SIGNS.intersection(plain)):
        if best and best.start == 0:
            break
        for match in form.pattern.regex.finditer(plain):
            if best and match.start() >= best.start:
                break
            day = form.read(match, setting)
            found = timed(plain, *match.span(), day, setting) if day else None
            frame = (found and found.clocked and form.frame_with_clock) or form.frame
            if found and frame(plain, found.start, found.end):
                best = found
                break
    return best


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
