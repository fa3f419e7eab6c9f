"""The JSON Schema (2020-12) of one line; its vocabularies are the types in items.

Every key of a line is always there. Unknown is null or an empty list; only `text` may be an
empty string (an article that is a picture).
"""

from __future__ import annotations

from typing import Any, get_args

from newsbot.items import SCHEMA_VERSION, Access, Precision, Status, Via, ZoneFrom

Schema = dict[str, Any]

_TIME = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?"

TEXT: Schema = {"type": "string", "minLength": 1}
WHOLE: Schema = {"type": "integer", "minimum": 0}
POSITIVE: Schema = {"type": "integer", "minimum": 1}
URL: Schema = {"type": "string", "format": "uri", "pattern": "^https?://"}
MOMENT: Schema = {
    "type": "string",
    "format": "date-time",
    "pattern": _TIME + r"(Z|[+-]\d\d:\d\d)$",
    "description": "RFC 3339 with offset",
}
UTC: Schema = {
    "type": "string",
    "format": "date-time",
    "pattern": _TIME + r"(Z|\+00:00)$",
    "description": "RFC 3339 in UTC",
}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _one_of(words: Any, *, null: bool = False) -> Schema:
    return {"enum": [*get_args(words), *([None] if null else [])]}


def _list(members: Schema) -> Schema:
    return {"type": "array", "items": members}


def _object(**properties: Schema) -> Schema:
    """A closed object: every property is there (a thumbnail only where it was kept), no other."""
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name != "thumbnail"],
        "additionalProperties": False,
    }


def _block(kind: str, **properties: Schema) -> Schema:
    return _object(kind={"const": kind}, **properties)


LEVEL: Schema = {"type": "integer", "minimum": 1, "maximum": 6}
IMAGE: dict[str, Schema] = {
    "url": URL,
    "proxy_url": _or_null(URL),
    "alt": _or_null(TEXT),
    "caption": _or_null(TEXT),
    "credit": _or_null(TEXT),
    "width": _or_null(POSITIVE),
    "height": _or_null(POSITIVE),
    "thumbnail": {"type": "string", "pattern": "^[0-9a-f]{32}[.]webp$"},
}

BLOCKS: dict[str, Schema] = {
    "paragraph": _block("paragraph", text=TEXT),
    "heading": _block("heading", text=TEXT, level=_or_null(LEVEL)),
    "image": _block("image", **IMAGE),
    "list": _block("list", items=_list(TEXT), ordered=_or_null({"type": "boolean"})),
    "quote": _block("quote", text=TEXT),
    "table": _block("table", rows=_list(_list({"type": "string"}))),
    "embed": _block("embed", url=URL, text=_or_null(TEXT)),
}
"""A body's pieces by kind, in the order in which items names the kinds."""

SIGHTING = _object(
    category=_or_null(TEXT),
    category_slug=_or_null(TEXT),
    page=_or_null(POSITIVE),
    position=_or_null(POSITIVE),
)
RELATED = _object(
    url=URL,
    title=TEXT,
    summary=_or_null(TEXT),
    image_url=_or_null(URL),
)
DISCOVERED = _object(via=_one_of(Via), listing_url=_or_null(URL))
PROVENANCE = _object(rule=TEXT, raw={"type": "string"}, agreed=_or_null({"type": "boolean"}))
DECISION: Schema = {
    "type": "object",
    "properties": {"decision": {"enum": ["allow", "deny"]}},
    "required": ["decision"],
}

ARTICLE: dict[str, Schema] = {
    "schema_version": {"const": SCHEMA_VERSION},
    "id": {**TEXT, "description": "given once, when the article is first seen"},
    "site": TEXT,
    "url": {**URL, "description": "as fetched, after redirects"},
    "canonical_url": _or_null({**URL, "description": "as the page declares it"}),
    "alternates": _list(URL),
    "title": TEXT,
    "summary": _or_null({**TEXT, "description": "from the page only"}),
    "published_at": _or_null(MOMENT),
    "published_precision": _one_of(Precision, null=True),
    "published_zone_from": _one_of(ZoneFrom, null=True),
    "modified_at": _or_null(MOMENT),
    "fetched_at": UTC,
    "first_seen_at": UTC,
    "status": _one_of(Status),
    "category": _or_null(TEXT),
    "category_slug": _or_null(TEXT),
    "seen_in": _list(SIGHTING),
    "view_count": _or_null({**WHOLE, "description": "a lower bound counts as its bound"}),
    "source": _or_null(TEXT),
    "authors": _list(TEXT),
    "editors": _list(TEXT),
    "language": _or_null({**TEXT, "description": "zh-Hans, zh-Hant, en ..."}),
    "body": _list({"$ref": "#/$defs/block"}),
    "text": {"type": "string"},
    "images": _list(_object(**IMAGE)),
    "tags": _list(TEXT),
    "related": _list(RELATED),
    "discovered": _or_null(DISCOVERED),
    "content_hash": _or_null(TEXT),
    "duplicate_of": _or_null({**TEXT, "description": "the id of the article this is a copy of"}),
    "overlaps": _list(TEXT),
    "rights": _or_null({"type": "object", "additionalProperties": DECISION}),
    "access": _one_of(Access, null=True),
    "problems": _list(TEXT),
    "version": POSITIVE,
    "provenance": _or_null({"type": "object", "additionalProperties": PROVENANCE}),
}
"""The keys of a line in their order."""


def json_schema() -> Schema:
    """The JSON Schema of one exported line, as plain JSON values."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"newsbot article, schema_version {SCHEMA_VERSION}",
        **_object(**ARTICLE),
        "$defs": {"block": {"oneOf": list(BLOCKS.values())}},
    }


def view_schema() -> Schema:
    """A line of `newsbot export --what views`: a view count as it was seen.

    Not `exact`: a lower bound (10万+). Not `believed`: less than was seen before.
    """
    flag: Schema = {"type": "boolean"}
    origin: Schema = {"enum": ["article", "listing"]}
    head = {"id": TEXT, "site": TEXT, "url": URL, "at": UTC}
    return _object(**head, views=WHOLE, exact=flag, believed=flag, origin=origin)


def version_schema() -> Schema:
    """A line of `newsbot export --what versions`: what an article said from `at` on.

    `changed`: title, text, numbers, withdrawn, gone, live; empty for the first version. The text
    of an expired version is null.
    """
    head = {"id": TEXT, "site": TEXT, "url": URL, "version": POSITIVE, "at": UTC}
    text: Schema = {"anyOf": [{"type": "string"}, {"type": "null"}]}
    return _object(
        **head, changed=_list(TEXT), status=_one_of(Status, null=True), title=text, text=text
    )
