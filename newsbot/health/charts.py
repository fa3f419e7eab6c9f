"""Charts: numbers -> the shapes that the page's template draws as inline SVG."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

SPANS = tuple(timedelta(minutes=m) for m in (10, 30, 60, 180, 360, 720, 1440, 10080))
"""Widths that a bar of time may stand for."""

MOST_BARS = 48


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a time chart, in per cent of the chart's width and height from its left and
    top edge; `note` is read out and shown when it is pointed at."""

    x: float
    y: float
    width: float
    height: float
    note: str


@dataclass(frozen=True, slots=True)
class TimeChart:
    """Bars of equal spans, oldest first."""

    bars: tuple[Bar, ...]
    span: timedelta
    since: datetime
    until: datetime
    top: int


def time_chart(points: Iterable[tuple[datetime, int]], until: datetime) -> TimeChart | None:
    """Counts at moments -> at most MOST_BARS bars up to `until`; None without any count."""
    known = [(at, count) for at, count in points if at <= until]
    if not any(count for _, count in known):
        return None
    oldest = min(at for at, _ in known)
    span = next((s for s in SPANS if (until - oldest) / s < MOST_BARS), SPANS[-1])
    bars = min(MOST_BARS, int((until - oldest) / span) + 1)
    since = until - bars * span
    counts = [0] * bars
    for at, count in known:
        place = int((at - since) / span)
        counts[min(max(place, 0), bars - 1)] += count
    return TimeChart(tuple(_bars(counts, since, span)), span, since, until, max(counts))


def _bars(counts: Sequence[int], since: datetime, span: timedelta) -> Iterable[Bar]:
    top = max(counts)
    width = 100 / len(counts)
    for place, count in enumerate(counts):
        height = 100 * count / top
        note = f"{since + place * span:%m-%d %H:%M}: {count}"
        yield Bar(
            round(place * width + width * 0.1, 3),
            round(100 - height, 3),
            round(width * 0.8, 3),
            round(height, 3),
            note,
        )


def span_text(span: timedelta) -> str:
    """A span as people write it: 10 min, 3 h, 7 d."""
    minutes = round(span.total_seconds() / 60)
    if minutes < 60:
        return f"{minutes} min"
    return f"{minutes // 60} h" if minutes < 2880 else f"{minutes // 1440} d"


def seconds_text(seconds: float) -> str:
    """Seconds as people write them: 12 s, 3.5 min, 2.1 h."""
    if seconds < 60:
        return f"{seconds:.0f} s" if seconds >= 10 else f"{seconds:.1f} s"
    return f"{seconds / 60:.1f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
