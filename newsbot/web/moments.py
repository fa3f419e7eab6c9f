"""Moments as people read them."""

from __future__ import annotations

from datetime import datetime


def moment_text(at: datetime | str | None) -> str:
    """A moment for people: as it was printed, with its own offset; UTC is not spelt out."""
    if at is None:
        return ""
    found = datetime.fromisoformat(at) if isinstance(at, str) else at
    zone = "" if not found.utcoffset() else f"{found:%z}"
    return f"{found:%Y-%m-%d %H:%M} {zone[:3] + ':' + zone[3:] if zone else 'UTC'}"
