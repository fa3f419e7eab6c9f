"""Article <-> the plain values of its JSON line.

`record` gives exactly the keys of the schema: text, numbers, lists and objects that any JSON writer
takes. Moments are RFC 3339 with offset, those in UTC end in Z.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from newsbot.items import (
    Article,
    Block,
    Discovered,
    Image,
    Provenance,
    Related,
    Sighting,
)

BLOCK_KEYS: dict[str, tuple[str, ...]] = {
    "paragraph": ("text",),
    "heading": ("text", "level"),
    "quote": ("text",),
    "list": ("items", "ordered"),
    "table": ("rows",),
    "embed": ("url", "text"),
}
"""Kind of block -> the keys that it has besides `kind`; an image block has the image's own."""

TEXT_ONLY = frozenset(kind for kind, keys in BLOCK_KEYS.items() if keys == ("text",))
"""Kinds of nearly all blocks."""

LISTS = ("alternates", "authors", "editors", "tags", "overlaps", "problems")
"""Lists of texts: copied, so that a record stays as it is when its article goes on changing."""

MOMENTS = ("published_at", "modified_at", "fetched_at", "first_seen_at")


def record(article: Article, *, provenance: bool = True) -> dict[str, Any]:
    """The article as plain values, keys in the schema's order; with `provenance=False` without
    the rules behind its values."""
    told: dict[str, Any] = {key: getattr(article, key) for key in Article.keys()}
    for key in MOMENTS:
        told[key] = moment_text(told[key])
    for key in LISTS:
        told[key] = list(told[key])
    told["seen_in"] = [_flat(sighting) for sighting in article.seen_in]
    told["body"] = [block_record(block) for block in article.body]
    told["images"] = [image_record(image) for image in article.images]
    told["related"] = [_related(related) for related in article.related]
    told["discovered"] = _flat(article.discovered) if article.discovered else None
    origins = article.provenance.items()
    told["provenance"] = {name: _origin(one) for name, one in origins} if provenance else None
    return told


def _related(one: Related) -> dict[str, Any]:
    """As `_flat` would tell it; there are dozens of them, and naming their fields is quicker."""
    return {
        "url": one.url,
        "title": one.title,
        "summary": one.summary,
        "image_url": one.image_url,
    }


def _origin(one: Provenance) -> dict[str, Any]:
    return {"rule": one.rule, "raw": one.raw, "agreed": one.agreed}


def _flat(part: Any) -> dict[str, Any]:
    """A part's fields; none holds a further part, so `asdict` and its deep copy are not needed."""
    return {name: getattr(part, name) for name in part.__slots__}


def image_record(image: Image) -> dict[str, Any]:
    """A picture; `thumbnail` only where there is one, for most have none."""
    told = _flat(image)
    if told["thumbnail"] is None:
        del told["thumbnail"]
    return told


def block_record(block: Block) -> dict[str, Any]:
    """A block with the keys of its kind only."""
    if block.kind in TEXT_ONLY:
        return {"kind": block.kind, "text": block.text}
    if block.kind == "image":
        return {"kind": "image", **(image_record(block.image) if block.image else {})}
    told: dict[str, Any] = {"kind": block.kind}
    for key in BLOCK_KEYS[block.kind]:
        value = getattr(block, key)
        told[key] = [list(row) for row in value] if key == "rows" else value
    if block.kind == "list":
        told["items"] = list(block.items)
    return told


def moment_text(moment: datetime | None) -> str | None:
    """RFC 3339 with offset, Z for UTC; None for None."""
    if moment is None:
        return None
    text = moment.isoformat()
    return text[: -len("+00:00")] + "Z" if text.endswith("+00:00") else text


def article_from_record(told: Mapping[str, Any]) -> Article:
    """The article of a record; keys that it lacks keep their defaults."""
    values = {key: told[key] for key in Article.keys() if key in told}
    for key in MOMENTS:
        if values.get(key):
            values[key] = datetime.fromisoformat(values[key])
    values["seen_in"] = [Sighting(**sighting) for sighting in told.get("seen_in", ())]
    values["body"] = [block_from_record(block) for block in told.get("body", ())]
    values["images"] = [Image(**image) for image in told.get("images", ())]
    values["related"] = [Related(**related) for related in told.get("related", ())]
    found = told.get("discovered")
    values["discovered"] = Discovered(**found) if found else None
    origins = told.get("provenance") or {}
    values["provenance"] = {name: Provenance(**origin) for name, origin in origins.items()}
    return Article(**values)


def block_from_record(told: Mapping[str, Any]) -> Block:
    """The block of a record."""
    values = {key: value for key, value in told.items() if key != "kind"}
    if told["kind"] == "image":
        return Block("image", image=Image(**values) if values else None)
    if "items" in values:
        values["items"] = tuple(values["items"])
    if "rows" in values:
        values["rows"] = tuple(_row(row) for row in values["rows"])
    return Block(told["kind"], **values)


def _row(cells: Iterable[str]) -> tuple[str, ...]:
    return tuple(cells)
