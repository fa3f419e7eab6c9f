"""The application: which address is answered by what."""

from __future__ import annotations

import logging
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from newsbot.errors import BadValue, StoreFault, WriteFault
from newsbot.web import api, feeds, pages, pictures, trends, watch
from newsbot.web.guard import Guard, Rate
from newsbot.web.service import Service
from newsbot.web.words import LABELS

logger = logging.getLogger(__name__)

OWN_NAMES = ("127.0.0.1", "localhost", "[::1]")
STATIC = Path(__file__).parent / "static"
STYLE, ICON = STATIC / "newsbot.css", STATIC / "icon.svg"
A_DAY = 86_400


def style(request: Request) -> Response:
    """GET /newsbot.css."""
    headers = {"cache-control": f"max-age={A_DAY // 24}"}
    return Response(STYLE.read_bytes(), media_type="text/css; charset=utf-8", headers=headers)


def icon(request: Request) -> Response:
    """GET /icon.svg."""
    headers = {"cache-control": f"max-age={A_DAY}"}
    return Response(ICON.read_bytes(), media_type="image/svg+xml", headers=headers)


ROUTES = [
    Route("/", pages.front),
    Route("/articles/{id}", pages.article),
    Route("/images/{name}", pictures.answer),
    Route("/stories", trends.page),
    Route("/watch", watch.page),
    Route("/runs", watch.start, methods=["POST"]),
    Route("/runs/{run:int}", watch.report),
    Route("/login", watch.log_in, methods=["POST"]),
    Route("/logout", watch.log_out, methods=["POST"]),
    *(Route(path, feeds.answer) for path in feeds.KINDS),
    Route("/api/openapi.json", api.openapi),
    Route("/api/articles", api.articles),
    Route("/api/search", api.articles),
    Route("/api/articles/{id}", api.article),
    Route("/api/changes", api.changes),
    Route("/api/sites", api.sites),
    Route("/api/runs", api.runs),
    Route("/metrics", watch.metrics),
    Route("/healthz", watch.healthz),
    Route("/newsbot.css", style),
    Route("/icon.svg", icon),
]


def failed(request: Request, status: int, why: str, headers: dict[str, str] | None) -> Response:
    """An error as JSON for programs, as a page for people."""
    if request.url.path.startswith(("/api/", "/feed.", "/metrics", "/healthz", "/images/")):
        return JSONResponse({"error": why}, status, headers)
    name = f"error_{status}" if f"error_{status}" in LABELS else "error_400"
    page = Service.of(request).page(request, "error.html", status=status, name=name, why=why)
    page.headers.update(headers or {})
    return page


async def refused(request: Request, error: Exception) -> Response:
    """What is asked for is not there or not allowed."""
    assert isinstance(error, HTTPException)
    return failed(request, error.status_code, error.detail, dict(error.headers or {}))


async def wrong(request: Request, error: Exception) -> Response:
    """A parameter makes no sense."""
    return failed(request, 400, str(error), None)


async def unreadable(request: Request, error: Exception) -> Response:
    """The store fails; where it lies is told to the log alone."""
    logger.error("%s", error)
    return failed(request, 503, "the store cannot be read now", {"retry-after": "10"})


def make_app(
    service: Service, *, local: bool, host: str = "127.0.0.1", rate: Rate | None = None
) -> Starlette:
    """The application. `local`: it is served on this machine's own address `host` (as a Host
    header writes it) only, and answers to no other name."""
    app = Starlette(
        routes=ROUTES,
        middleware=[
            Middleware(
                Guard,
                refused=refused,
                hosts=(*OWN_NAMES, host.lower()) if local else (),
                images=service.images,
                rate=rate,
            ),
        ],
        exception_handlers={
            HTTPException: refused,
            BadValue: wrong,
            StoreFault: unreadable,
            WriteFault: unreadable,
        },
    )
    app.state.service = service
    return app
