"""The page of stories: what many sources report, and what is read most, in the last hours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response

from newsbot.policy.display import Audience
from newsbot.store import Trend
from newsbot.web import asked
from newsbot.web.items import Row, rows
from newsbot.web.service import Service

HOURS = ("24", "6", "1")


@dataclass(frozen=True, slots=True)
class Shown:
    """A story in the list: its first report that may be shown, and the others."""

    first: Row
    others: list[Row]
    sources: int
    views_an_hour: int


def page(request: Request) -> Response:
    """GET /stories?hours=1|6|24."""
    service = Service.of(request)
    hours = asked.choice(request.query_params, "hours", HOURS)
    found = service.store.trending(service.clock(), timedelta(hours=int(hours)))
    reader = service.reader(request)
    shown = [one for trend in found if (one := _shown(reader, trend))]
    return service.page(request, "stories.html", stories=shown, hours=hours, choices=HOURS)


def _shown(reader: Audience, trend: Trend) -> Shown | None:
    reports = rows(reader, trend.reports)
    if not reports:
        return None
    return Shown(reports[0], reports[1:], trend.sources, round(trend.views_an_hour))
