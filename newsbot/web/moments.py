"""Moments as people read them."""

from __future__ import annotations

import re
from datetime import datetime

PRINTED = re.compile(r"([0-9-]{10})T([0-9:]{5}):[0-9.]+(Z|[+-][0-9]{2}:[0-9]{2})")


PRECISE_TO = {"day": 10, "month": 7, "year": 4}
"""Precision of what a page printed -> letters of the date that it is good for."""


def moment_text(at: datetime | str | None, precision: str | None = None) -> str:
    """A moment for people: as it was printed, with its own offset; UTC is not spelt out. No more
    than `precision` says (see items.Precision): a page that prints a day has said no midnight."""
    if at is None:
        return ""
    if precision in PRECISE_TO:
        return str(at)[: PRECISE_TO[precision]]
    if isinstance(at, str) and (printed := PRINTED.fullmatch(at)):  # seven times as fast
        day, clock, zone = printed.groups()
        return f"{day} {clock} {'UTC' if zone in ('Z', '+00:00') else zone}"
    found = datetime.fromisoformat(at) if isinstance(at, str) else at
    zone = "" if not found.utcoffset() else f"{found:%z}"
    return f"{found:%Y-%m-%d %H:%M} {zone[:3] + ':' + zone[3:] if zone else 'UTC'}"
