"""Pages to watch: sites and runs, a run's report, and the button that starts one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from newsbot.health.facts import Facts
from newsbot.health.memory import facts_of
from newsbot.health.metrics import exposition
from newsbot.health.now import troubles_now
from newsbot.health.pages import report_run
from newsbot.health.standing import Trouble, joined
from newsbot.schedule.due import NEVER, next_run
from newsbot.schedule.every import Every
from newsbot.schedule.past import Memory
from newsbot.store import RunRow, Standing, patience
from newsbot.web import session
from newsbot.web.service import Service

LAST_RUNS = 30
REPORT_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
"""The report has its style in itself; it has no form, no script and no picture."""


@dataclass(frozen=True, slots=True)
class Site:
    """A site as it is watched; `due` None: only by hand."""

    name: str
    articles: int
    newest_at: datetime | None
    last: Facts | None
    due: datetime | None
    troubles: list[Trouble]
    runnable: bool


def troubles(service: Service) -> list[tuple[Standing, RunRow, list[Trouble]]]:
    """What is wrong now, by site."""
    return troubles_now(service.store, service.timetable(), service.clock())


def sites(service: Service) -> list[Site]:
    """All sites that are known or may be run; those with troubles first."""
    table = service.timetable()
    now = service.clock()
    standing = {
        found.site: (found, facts_of(row), wrong)
        for found, row, wrong in troubles_now(service.store, table, now)
        if not found.base
    }
    kept = {row.site: row for row in service.store.sites()}
    made = []
    for name in sorted({*table, *kept, *standing}):
        found, last, wrong = standing.get(name) or (Standing(name), _last(service, name), [])
        row = kept.get(name)
        made.append(
            Site(
                name,
                row.articles if row else 0,
                row.newest_at if row else None,
                last,
                _due(found, table),
                joined(wrong),
                name in table,
            )
        )
    return sorted(made, key=lambda site: (not site.troubles, site.name))


def _last(service: Service, site: str) -> Facts | None:
    """The last run of a site that has no standing yet."""
    rows = service.store.runs(site, 1)
    return facts_of(rows[0]) if rows else None


def _due(standing: Standing, table: Mapping[str, Every]) -> datetime | None:
    every = table.get(standing.site)
    if every is None:
        return None
    at = next_run(Memory.load(standing.schedule).watched(standing.site, every)).at
    return None if at == NEVER else at


def page(request: Request) -> Response:
    """Problems, sites, last runs."""
    service = Service.of(request)
    found = sites(service)
    return service.page(
        request,
        "watch.html",
        sites=found,
        runs=[facts_of(row) for row in service.store.runs(None, LAST_RUNS)],
        now=service.clock(),
        own=service.reader(request).own,  # a report is for nobody else
        started=_started(request, found),
    )


def _started(request: Request, found: list[Site]) -> str | None:
    name = request.query_params.get("started")
    return name if any(site.name == name for site in found) else None


def report(request: Request) -> Response:
    """A run's report."""
    service = Service.of(request)
    if not service.reader(request).own:  # it names folders, and pages that are not for all
        raise HTTPException(403, "log in with the token first")
    row = service.store.run(request.path_params["run"])
    if row is None:
        raise HTTPException(404, "there is no such run")
    text = report_run(
        service.store, row, language=service.language_for(request), now=service.clock()
    )
    return HTMLResponse(text, headers={"content-security-policy": REPORT_POLICY})


async def start(request: Request) -> Response:
    """Starts a run of a site, for someone with the token."""
    service = Service.of(request)
    said = await session.trusted_form(request, service.token)
    site = said.get("site", "")
    if service.start is None or site not in service.timetable():
        raise HTTPException(400, "there is no such site")
    service.start(site)
    return RedirectResponse(f"/watch?started={site}", 303)


async def log_in(request: Request) -> Response:
    """Takes the token."""
    service = Service.of(request)
    said = await session.form(request)
    if not session.is_token(said.get("token", ""), service.token):
        raise HTTPException(403, "that is not the token")
    answer = RedirectResponse("/watch", 303)
    session.begin(answer, service.token, secure=request.url.scheme == "https")
    return answer


async def log_out(request: Request) -> Response:
    """Ends the session."""
    service = Service.of(request)
    await session.trusted_form(request, service.token)
    answer = RedirectResponse("/watch", 303)
    session.end(answer)
    return answer


def metrics(request: Request) -> Response:
    """GET /metrics: the latest run of each site, for Prometheus."""
    service = Service.of(request)
    told: list[tuple[Any, list[Trouble]]] = [
        (facts_of(row), wrong) for _, row, wrong in troubles(service)
    ]
    return PlainTextResponse(exposition(told), media_type="text/plain; version=0.0.4")


def healthz(request: Request) -> Response:
    """GET /healthz: whether the store can be read at once."""
    with patience(0):
        Service.of(request).store.cursor("search")
    return PlainTextResponse("ok\n")
