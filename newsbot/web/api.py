"""The JSON API. What it answers is written down in openapi.py; docs/api.md is for people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from hashlib import blake2b
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from newsbot.errors import BadValue
from newsbot.export import strict
from newsbot.policy.display import Audience
from newsbot.records import moment_text, record
from newsbot.store import Change, Kept, RunRow
from newsbot.web import asked
from newsbot.web.asked import read_asked
from newsbot.web.openapi import document
from newsbot.web.pages import find, turn
from newsbot.web.service import Service
from newsbot.web.watch import troubles

MOST = 200
USUAL = 50
JSON = "application/json"
LAST_SEQ = 2**62


def answer(
    request: Request, told: Any, *, changed_at: datetime | None = None, kind: str = JSON
) -> Response:
    """Values as JSON, with validators; 304 where the client has them already."""
    return conditional(request, strict.dumps(told), kind, changed_at)


def conditional(
    request: Request, content: bytes, kind: str, changed_at: datetime | None
) -> Response:
    """An answer with ETag and Last-Modified (RFC 9110, 8.8), or 304."""
    tag = f'"{blake2b(content, digest_size=12).hexdigest()}"'
    headers = {"etag": tag, "cache-control": "no-cache"}
    if changed_at:
        headers["last-modified"] = format_datetime(changed_at.astimezone(UTC), usegmt=True)
    if _has_it(request.headers, tag, changed_at):
        return Response(status_code=304, headers=headers)
    return Response(content, media_type=kind, headers=headers)


def _has_it(headers: Mapping[str, str], tag: str, changed_at: datetime | None) -> bool:
    """Whether the client's copy is current: If-None-Match counts alone where it is sent."""
    if (known := headers.get("if-none-match")) is not None:
        tags = [one.strip().removeprefix("W/") for one in known.split(",")]
        return tags == ["*"] or tag in tags
    since = headers.get("if-modified-since")
    if not since or changed_at is None:
        return False
    try:
        said = parsedate_to_datetime(since)
    except ValueError:
        return False
    return said.tzinfo is not None and changed_at.replace(microsecond=0) <= said


def latest(kept: Iterable[Kept]) -> datetime | None:
    """When the newest of some articles was changed."""
    return max((one.changed_at for one in kept), default=None)


def told(reader: Audience, one: Kept, *, provenance: bool = False) -> dict[str, Any] | None:
    """An article as its audience may have it."""
    shown = reader.shown(one.record)
    if shown is not None:
        shown["view_count"] = one.views if one.views is not None else shown["view_count"]
        if not provenance:
            shown["provenance"] = None
    return shown


def articles(request: Request) -> Response:
    """GET /api/articles and /api/search: a page of articles, newest first."""
    service, parameters = Service.of(request), request.query_params
    question = read_asked(parameters)
    if request.url.path == "/api/search" and not question.words:
        raise BadValue("q: the words of the search")
    limit = asked.number(parameters, "limit", default=USUAL, least=1, most=MOST)
    turned = turn(service, question, asked.place(parameters), limit)
    reader = service.reader(request)
    shown = [found for one in turned.kept if (found := told(reader, one))]
    return answer(
        request, {"articles": shown, "next": turned.behind}, changed_at=latest(turned.kept)
    )


def article(request: Request) -> Response:
    """GET /api/articles/{id}: one article, with its versions and view counts."""
    service = Service.of(request)
    one = find(service, request.path_params["id"])
    reader = service.reader(request)
    shown = told(reader, one, provenance=True)
    if shown is None:
        raise HTTPException(404, "there is no such article")
    article_id, full = one.record["id"], reader.level(one.record) == "full"
    versions = service.store.versions(article_id) if full else []
    reports = service.store.story(article_id)
    found = {
        "article": shown,
        "story": [r.record["id"] for r in reports if reader.level(r.record) != "hidden"],
        "versions": [
            {
                "version": version.version,
                "at": moment_text(version.at),
                "changed": list(version.changed),
                "title": version.article.title if version.article else None,
                "text": version.article.text if version.article else None,
            }
            for version in versions
        ],
        "views": [
            {"at": moment_text(o.at), "views": o.views, "exact": o.exact, "believed": o.believed}
            for o in service.store.observations(article_id)
        ],
    }
    return answer(request, found, changed_at=one.changed_at)


def changes(request: Request) -> Response:
    """GET /api/changes?after=SEQ: what happened since, in order."""
    service, parameters = Service.of(request), request.query_params
    after = asked.number(parameters, "after", default=0, most=LAST_SEQ)
    limit = asked.number(parameters, "limit", default=USUAL, least=1, most=MOST)
    found = service.store.changes(after, limit)
    if not found and after > (newest := service.store.last_seq()):
        raise BadValue(
            f"after: the log goes to {newest}; {after} is of another store, or of this one before "
            "it was restored: begin at 0"
        )
    last = found[-1].seq if found else after
    reader = service.reader(request)
    lines = [_change(reader, change) for change in found]
    return answer(request, {"changes": lines, "last": last, "more": len(found) == limit})


def _change(reader: Audience, change: Change) -> dict[str, Any]:
    """A change; what the audience may not see is told like what was withdrawn."""
    shown = None
    if change.article is not None:
        shown = reader.shown(record(change.article, provenance=False))
    op = "withdraw" if shown is None else change.op
    return {"seq": change.seq, "op": op, "id": change.article_id, "article": shown}


def sites(request: Request) -> Response:
    """GET /api/sites: sites with their articles and troubles."""
    service = Service.of(request)
    wrong = {standing.site: found for standing, _, found in troubles(service)}
    rows = [
        {
            "site": row.site,
            "articles": row.articles,
            "newest_at": moment_text(row.newest_at),
            "troubles": [
                {
                    "key": trouble.finding.key,
                    "level": trouble.finding.level,
                    "since": moment_text(trouble.since),
                }
                for trouble in wrong.get(row.site, [])
            ],
        }
        for row in service.store.sites()
    ]
    return answer(request, {"sites": rows})


def runs(request: Request) -> Response:
    """GET /api/runs: the latest runs."""
    service, parameters = Service.of(request), request.query_params
    limit = asked.number(parameters, "limit", default=USUAL, least=1, most=MOST)
    site = asked.text(parameters, "site") or None
    found = service.store.runs(site, limit)
    return answer(request, {"runs": [_run(row) for row in found]})


def _run(row: RunRow) -> dict[str, Any]:
    counts = ("new", "updated", "known", "duplicate", "seconds")
    return {
        "run": row.id,
        "site": row.site,
        "command": row.command,
        "began_at": moment_text(row.began_at),
        "ended_at": moment_text(row.ended_at),
        "outcome": row.outcome or "running",
        "counts": {name: row.record[name] for name in counts if name in row.record},
    }


def openapi(request: Request) -> Response:
    """GET /api/openapi.json."""
    return answer(request, document())
