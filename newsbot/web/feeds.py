"""Feeds of everything, or of what a filter or a search leaves: the front page's question."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from newsbot.export.feeds import TYPES, Feed, Kind, feed
from newsbot.policy.display import Audience
from newsbot.web.api import conditional, latest
from newsbot.web.asked import Asked, read_asked
from newsbot.web.pages import turn
from newsbot.web.service import Service

ENTRIES = 50
KINDS: Mapping[str, Kind] = {"/feed.rss": "rss", "/feed.atom": "atom", "/feed.json": "json"}


def answer(request: Request) -> Response:
    """GET /feed.rss, /feed.atom, /feed.json with the front page's parameters.

    A feed is read by programs that hand it on: it shows what may be shown to others, also on
    the user's own machine.
    """
    service, kind = Service.of(request), KINDS[request.url.path]
    question = read_asked(request.query_params)
    turned = turn(service, question, None, ENTRIES)
    reader = Audience(own=False, grants=service.audience.grants)
    base = str(request.base_url).rstrip("/")
    about = Feed(
        title(question),
        base + question.address(request.url.path),
        base + question.address("/"),
    )
    records = [shown for one in turned.kept if (shown := reader.shown(one.record))]
    changed = latest(turned.kept)
    return conditional(request, feed(kind, about, records), TYPES[kind], changed)


def title(question: Asked) -> str:
    """What a feed is called: newsbot, and what was asked for."""
    asked = [value for name, value in question.said.items() if name != "order"]
    return " · ".join(["newsbot", *asked])
