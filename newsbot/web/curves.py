"""Curves: view counts over time -> the points of an inline SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from newsbot.store import Observation

WIDTH, HEIGHT = 100.0, 30.0
MOST_POINTS = 200


@dataclass(frozen=True, slots=True)
class Curve:
    """A line in a box of WIDTH x HEIGHT: `points` as SVG writes them; its ends in words."""

    points: str
    first: int
    last: int
    since: datetime
    until: datetime


def curve(seen: Sequence[Observation]) -> Curve | None:
    """The curve of the counts that are believed; None where there are not two moments."""
    believed = [one for one in seen if one.believed]
    if len(believed) < 2 or believed[0].at == believed[-1].at:
        return None
    step = max(1, len(believed) // MOST_POINTS)
    drawn = [*believed[:-1:step], believed[-1]]
    since, until = drawn[0].at, drawn[-1].at
    top = max(one.views for one in drawn) or 1
    span = (until - since) / timedelta(seconds=1)
    points = " ".join(
        f"{WIDTH * ((one.at - since) / timedelta(seconds=1)) / span:.2f},"
        f"{HEIGHT - HEIGHT * one.views / top:.2f}"
        for one in drawn
    )
    return Curve(points, drawn[0].views, drawn[-1].views, since, until)
