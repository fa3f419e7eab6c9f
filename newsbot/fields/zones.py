"""Offsets that stand beside a time: `Z`, `+0800`, `(GMT+8)`, `CST`, `北京时间`."""

from __future__ import annotations

import re
from datetime import UTC, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from newsbot.fields.moments import Setting, ZoneFrom

NAMED = {
    "北京时间": "Asia/Shanghai",
    "北京時間": "Asia/Shanghai",
    "香港时间": "Asia/Hong_Kong",
    "香港時間": "Asia/Hong_Kong",
    "台北时间": "Asia/Taipei",
    "台北時間": "Asia/Taipei",
    "台灣時間": "Asia/Taipei",
    "台湾时间": "Asia/Taipei",
    "美东时间": "America/New_York",
    "美東時間": "America/New_York",
    "hkt": "Asia/Hong_Kong",
    "sgt": "Asia/Singapore",
    "jst": "Asia/Tokyo",
    "kst": "Asia/Seoul",
    "est": "America/New_York",
    "edt": "America/New_York",
    "et": "America/New_York",
    "pst": "America/Los_Angeles",
    "pdt": "America/Los_Angeles",
    "pt": "America/Los_Angeles",
    "bst": "Europe/London",
    "cet": "Europe/Paris",
    "cest": "Europe/Paris",
    "msk": "Europe/Moscow",
}
"""Names of zones, in lower case. `cst` is China's, except on a site in the Americas."""

ZONE_NAMES = "|".join(name for name in NAMED if not name.isascii())
"""Those that may stand before a time."""

ZONE = (
    r"(?:\s?\(?(?:(?P<zulu>z\b)|(?:utc|gmt)?\s?(?P<sign>[+-])(?P<hours>\d{1,2})(?::?(?P<minutes_off>\d{2}))?"
    rf"(?!\d)|(?P<utc>utc|gmt)\b|(?P<zone>cst|{'|'.join(NAMED)})(?![a-z]))\)?)"
)


def read_zone(match: re.Match[str], setting: Setting) -> tuple[tzinfo, ZoneFrom]:
    """(zone, what it rests on) of a match of `ZONE`; the site's zone where none is printed.

    The match may also hold a group `ahead`: a zone's name before the time (`北京时间`).
    """
    groups = match.groupdict()
    if groups.get("ahead"):
        return ZoneInfo(NAMED[groups["ahead"]]), "page"
    if match["zulu"] or match["utc"]:
        return UTC, "page"
    if match["sign"]:
        ahead = timedelta(hours=int(match["hours"]), minutes=int(match["minutes_off"] or 0))
        if ahead <= timedelta(hours=15):
            return timezone(ahead if match["sign"] == "+" else -ahead), "page"
        return setting.zone, "site"
    if match["zone"] == "cst":
        return _central_or_china(setting), "site"
    return (ZoneInfo(NAMED[match["zone"]]), "page") if match["zone"] else (setting.zone, "site")


def _central_or_china(setting: Setting) -> tzinfo:
    if setting.time_zone.startswith("America/"):
        return ZoneInfo("America/Chicago")
    return ZoneInfo("Asia/Shanghai")
