"""Charts: numbers -> the shapes that the page's template draws as inline SVG."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

SPANS = tuple(timedelta(minutes=m) for m in (10, 30, 60, 180, 360, 720, 1440, 10080))
"""Widths that a bar of time may stand for."""

MOST_BARS = 48
LEAST_BARS = 8


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
    """Bars of equal spans, oldest first; the highest stands for `top`, the frame for `scale`."""

    bars: tuple[Bar, ...]
    span: timedelta
    since: datetime
    until: datetime
    top: int
    scale: int


def time_chart(points: Iterable[tuple[datetime, int]], until: datetime) -> TimeChart | None:
    """Counts at moments -> at most MOST_BARS bars up to `until`; None without any count."""
    known = [(at, count) for at, count in points if at <= until]
    if not any(count for _, count in known):
        return None
    oldest = min(at for at, _ in known)
    span = next((s for s in SPANS if (until - oldest) / s < MOST_BARS), SPANS[-1])
    bars = min(MOST_BARS, max(LEAST_BARS, int((until - oldest) / span) + 1))
    since = until - bars * span
    counts = [0] * bars
    for at, count in known:
        place = int((at - since) / span)
        counts[min(max(place, 0), bars - 1)] += count
    top = max(counts)
    scale = round_scale(top)
    return TimeChart(tuple(_bars(counts, scale, since, span)), span, since, until, top, scale)


def round_scale(top: int) -> int:
    """The even round number, `top` (> 0) or a little more, for an axis to end with."""
    few, unit = top <= 10, int(10 ** max(len(str(top)) - 2, 0))
    steps = [2, 4, 6, 8, 10] if few else [10, 12, 16, 20, 24, 30, 40, 50, 60, 80, 100]
    return next(n * unit for n in steps if n * unit >= top)


def _bars(counts: Sequence[int], scale: int, since: datetime, span: timedelta) -> Iterable[Bar]:
    width = 100 / len(counts)
    for place, count in enumerate(counts):
        height = 100 * count / scale
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
    """Seconds as people write them: 12 s, 3.5 min, 40 min, 2.1 h, 3 d."""
    for unit, size, up_to in (("s", 1, 60), ("min", 60, 5400), ("h", 3600, 172_800)):
        if seconds < up_to:
            return f"{_two_figures(seconds / size)} {unit}"
    return f"{_two_figures(seconds / 86_400)} d"


def _two_figures(number: float) -> str:
    return f"{number:.0f}" if number >= 9.95 else f"{number:.1f}".removesuffix(".0")
