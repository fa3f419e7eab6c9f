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
    "мск": "Europe/Moscow",
    "ist": "Asia/Kolkata",
    "pkt": "Asia/Karachi",
    "wib": "Asia/Jakarta",
    "wita": "Asia/Makassar",
    "aest": "Australia/Sydney",
    "aedt": "Australia/Sydney",
    "awst": "Australia/Perth",
    "nzst": "Pacific/Auckland",
    "nzdt": "Pacific/Auckland",
    "sast": "Africa/Johannesburg",
    "cdt": "America/Chicago",
    "mdt": "America/Denver",
    "بتوقيت مكة المكرمة": "Asia/Riyadh",
    "بتوقيت مكة": "Asia/Riyadh",
    "بتوقيت القاهرة": "Africa/Cairo",
    "بتوقيت دمشق": "Asia/Damascus",
    "بتوقيت بغداد": "Asia/Baghdad",
    "بتوقيت غرينتش": "UTC",
    "بتوقيت غرينيتش": "UTC",
}
"""Names of zones, in lower case. `cst` is China's, except on a site in the Americas; `ist`
is India's, whose papers print it, as Ireland's and Israel's do not."""

LANGUAGE_ZONES = {
    "zh": "Asia/Shanghai",
    "zh-hans": "Asia/Shanghai",
    "zh-cn": "Asia/Shanghai",
    "zh-hant": "Asia/Taipei",
    "zh-tw": "Asia/Taipei",
    "zh-hk": "Asia/Hong_Kong",
    "ja": "Asia/Tokyo",
    "ko": "Asia/Seoul",
    "th": "Asia/Bangkok",
    "vi": "Asia/Ho_Chi_Minh",
    "de": "Europe/Berlin",
    "it": "Europe/Rome",
    "pl": "Europe/Warsaw",
    "tr": "Europe/Istanbul",
    "ru": "Europe/Moscow",
    "fr": "Europe/Paris",
    "nl": "Europe/Amsterdam",
    "sv": "Europe/Stockholm",
    "da": "Europe/Copenhagen",
    "no": "Europe/Oslo",
    "fi": "Europe/Helsinki",
    "is": "Atlantic/Reykjavik",
    "et": "Europe/Tallinn",
    "lv": "Europe/Riga",
    "lt": "Europe/Vilnius",
    "cs": "Europe/Prague",
    "sk": "Europe/Bratislava",
    "hu": "Europe/Budapest",
    "ro": "Europe/Bucharest",
    "bg": "Europe/Sofia",
    "hr": "Europe/Zagreb",
    "sr": "Europe/Belgrade",
    "sl": "Europe/Ljubljana",
    "el": "Europe/Athens",
    "uk": "Europe/Kyiv",
    "ca": "Europe/Madrid",
    "he": "Asia/Jerusalem",
    "fa": "Asia/Tehran",
    "ur": "Asia/Karachi",
    "ne": "Asia/Kathmandu",
    **dict.fromkeys(("hi", "mr", "ta", "te", "gu", "kn", "ml", "pa"), "Asia/Kolkata"),
    "id": "Asia/Jakarta",
    "ms": "Asia/Kuala_Lumpur",
    "ka": "Asia/Tbilisi",
    "hy": "Asia/Yerevan",
    "km": "Asia/Phnom_Penh",
    "my": "Asia/Yangon",
}
"""Where a language is read above all; those of many zones (English, Spanish, Portuguese, Arabic)
are left out."""

ASSUMED, ASSUMED_ABROAD = "Asia/Shanghai", "UTC"
"""Where nothing tells (most sites that are crawled are Chinese), and where only a language of many
zones is known."""

AHEAD = ("hkt", "sgt", "jst", "kst")
ZONE_NAMES = "|".join(name for name in NAMED if name[0] >= "\u4e00" or name in AHEAD)
"""Those that may stand before a time."""

ZONE = (
    r"(?:\s?\(?(?:(?P<zulu>z\b)|(?:utc|gmt)?\s?(?P<sign>[+-])(?P<hours>\d{1,2})(?::?(?P<minutes_off>\d{2}))?"
    rf"(?!\d)|(?P<utc>utc|gmt)\b|(?P<zone>cst|{'|'.join(NAMED)})(?![a-zа-я]))\)?)"
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


def zone_of_language(language: str) -> tuple[str, ZoneFrom]:
    """(IANA name, what it rests on) for a page of which only the language is known, or nothing.

    `language` is a BCP 47 tag in lower case, "" if unknown.
    """
    base = language.partition("-")[0]
    name = LANGUAGE_ZONES.get(language) or LANGUAGE_ZONES.get(base)
    if name:
        return name, "language"
    return ASSUMED_ABROAD if language else ASSUMED, "assumed"


def _central_or_china(setting: Setting) -> tzinfo:
    if setting.time_zone.startswith("America/"):
        return ZoneInfo("America/Chicago")
    return ZoneInfo("Asia/Shanghai")
