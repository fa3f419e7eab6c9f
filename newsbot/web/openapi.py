"""The OpenAPI document of the JSON API (OpenAPI 3.1)."""

from __future__ import annotations

from typing import Any

from newsbot import __version__
from newsbot.export.schema import json_schema
from newsbot.topics import TOPICS
from newsbot.web.asked import TAG

Schema = dict[str, Any]

TEXT: Schema = {"type": "string", "maxLength": 200}
MOMENT: Schema = {"type": ["string", "null"], "format": "date-time"}
COUNT: Schema = {"type": "integer", "minimum": 0}


def _parameter(name: str, about: str, schema: Schema, *, required: bool = False) -> Schema:
    return {
        "name": name,
        "in": "query",
        "description": about,
        "required": required,
        "schema": schema,
    }


LIMIT = _parameter(
    "limit", "how many at most", {"type": "integer", "minimum": 1, "maximum": 200, "default": 50}
)
BEFORE = _parameter(
    "before",
    "`next` of the page before",
    {"type": "string", "pattern": "^[0-9]{1,18}-[0-9]{1,18}$"},
)
FILTERS = [
    _parameter("site", "a site's name", TEXT),
    _parameter("category", "a category's slug", TEXT),
    _parameter("topic", "an IPTC top level", {"type": "string", "enum": [*TOPICS]}),
    _parameter("source", "whom the article credits", TEXT),
    _parameter(
        "language",
        "a tag; zh takes in zh-Hans and zh-Hant",
        {"type": "string", "pattern": f"^{TAG.pattern}$"},
    ),
    _parameter("day", "first seen on that day (UTC)", {"type": "string", "format": "date"}),
]
WORDS = _parameter("q", 'words, "phrases", -without; all must be there', TEXT)
ORDER = _parameter("order", "of a search", {"type": "string", "enum": ["newest", "best"]})


def _object(**properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "required": [*properties]}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _reference(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


PAGE = _object(articles=_list(_reference("Article")), next={"type": ["string", "null"]})
VERSION = _object(
    version=COUNT,
    at=MOMENT,
    changed=_list({"type": "string"}),
    title={"type": ["string", "null"]},
    text={"type": ["string", "null"]},
)
OBSERVATION = _object(
    at=MOMENT, views=COUNT, exact={"type": "boolean"}, believed={"type": "boolean"}
)
CHANGE = _object(
    seq=COUNT,
    op={"enum": ["upsert", "withdraw", "relink"]},
    id={"type": "string"},
    article={"anyOf": [_reference("Article"), {"type": "null"}]},
)
TROUBLE = _object(key={"type": "string"}, level={"enum": ["error", "warning"]}, since=MOMENT)
SITE = _object(site={"type": "string"}, articles=COUNT, newest_at=MOMENT, troubles=_list(TROUBLE))
RUN = _object(
    run=COUNT,
    site={"type": "string"},
    command={"type": "string"},
    began_at=MOMENT,
    ended_at=MOMENT,
    outcome={"type": "string"},
    counts={"type": "object"},
)


def _get(about: str, schema: Schema, parameters: list[Schema], *more: int) -> Schema:
    """A GET that answers `schema`, and errors of the statuses in `more`."""
    content = {"application/json": {"schema": schema}}
    answers: Schema = {
        "200": {"description": "found", "content": content},
        "304": {"description": "as the client has it (ETag, Last-Modified)"},
    }
    said = {"application/json": {"schema": _reference("Error")}}
    for status in (400, 403, 413, 414, 429, 503, *more):
        answers[str(status)] = {"description": "an error", "content": said}
    return {"get": {"summary": about, "parameters": parameters, "responses": answers}}


def document() -> Schema:
    """The whole document."""
    one: Schema = {
        "name": "id",
        "in": "path",
        "required": True,
        "schema": {"type": "string", "pattern": "^[a-z0-9]{1,64}$"},
    }
    after = _parameter("after", "the last `seq` that was read", {**COUNT, "maximum": 2**62})
    found = _object(
        article=_reference("Article"),
        story=_list({"type": "string"}),
        versions=_list(VERSION),
        views=_list(OBSERVATION),
    )
    changes = _object(changes=_list(CHANGE), last=COUNT, more={"type": "boolean"})
    narrow = [*FILTERS, BEFORE, LIMIT]
    words = {**WORDS, "required": True, "schema": {**TEXT, "minLength": 1}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "newsbot", "version": __version__},
        "paths": {
            "/api/changes": _get("What changed, in order", changes, [after, LIMIT]),
            "/api/articles": _get("Articles, newest first", PAGE, [WORDS, ORDER, *narrow]),
            "/api/articles/{id}": _get("One article", found, [one], 404),
            "/api/search": _get("Articles with some words", PAGE, [words, ORDER, *narrow]),
            "/api/sites": _get("Sites", _object(sites=_list(SITE)), []),
            "/api/runs": _get("The latest runs", _object(runs=_list(RUN)), [FILTERS[0], LIMIT]),
        },
        "components": {
            "schemas": {
                "Article": article_schema(),
                "Block": json_schema()["$defs"]["block"],
                "Error": _object(error={"type": "string"}),
            }
        },
    }


def article_schema() -> Schema:
    """An article as `newsbot schema` prints it, with its blocks where OpenAPI keeps schemas."""
    told = {key: part for key, part in json_schema().items() if not key.startswith("$")}
    return {**told, "properties": {**told["properties"], "body": _list(_reference("Block"))}}
