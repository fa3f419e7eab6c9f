"""An article as ninjs 3.1, the IPTC's News in JSON (https://www.iptc.org/std/ninjs/).

The profile `newsbot-1` says what ninjs has no field for: a description with the role `viewCount`
holds the view count in digits, one with `summary` the summary.
"""

from __future__ import annotations

from collections.abc import Mapping
from mimetypes import guess_type
from typing import Any
from urllib.parse import urlsplit

from newsbot.export import strict
from newsbot.export.markup import html
from newsbot.export.writers import Lines
from newsbot.topics import TOPICS, topic_of

SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"
STATUS = {"live": "usable", "withdrawn": "canceled", "gone": "withheld"}

Record = Mapping[str, Any]


def ninjs(record: Record) -> dict[str, Any]:
    """The record as a ninjs object of type text."""
    whole = bool(record["text"])
    said: dict[str, Any] = {
        "uri": f"urn:newsbot:article:{record['id']}",
        "standard": {"name": "ninjs", "version": "3.1", "schema": SCHEMA},
        "type": "text",
        "profile": "newsbot-1",
        "representationType": "full" if whole else "partial",
        "version": str(record["version"]),
        "firstCreated": record["first_seen_at"],
        "versionCreated": record["fetched_at"],
        "contentCreated": record["published_at"],
        "pubStatus": STATUS[record["status"]],
        "language": record["language"],
        "title": record["title"],
        "by": ", ".join(record["authors"]),
        "headlines": _values("main", record["title"]),
        "descriptions": _descriptions(record),
        "bodies": _bodies(record) if whole else [],
        "people": [
            *({"name": name, "rel": "author"} for name in record["authors"]),
            *({"name": name, "rel": "editor"} for name in record["editors"]),
        ],
        "subjects": _subjects(record),
        "infoSources": [{"name": record["source"]}] if record["source"] else [],
        "altIds": [
            {"role": "newsbot", "value": record["id"]},
            {"role": "url", "value": record["url"]},
        ],
        "associations": [_picture(n, image) for n, image in enumerate(record["images"], 1)],
    }
    return {name: value for name, value in said.items() if value not in (None, [], "")}


def _values(role: str, text: str | None, kind: str = "text/plain") -> list[dict[str, Any]]:
    return [{"role": role, "contentType": kind, "value": text}] if text else []


def _descriptions(record: Record) -> list[dict[str, Any]]:
    count = record["view_count"]
    views = _values("viewCount", None if count is None else str(count))
    return [*_values("summary", record["summary"]), *views]


def _bodies(record: Record) -> list[dict[str, Any]]:
    plain = {**_values("main", record["text"])[0], "charCount": len(record["text"])}
    return [plain, *_values("html", html(record["body"]), "text/html")]


def _subjects(record: Record) -> list[dict[str, Any]]:
    """The site's own labels, and the media topic that its category stands for."""
    labels = filter(None, dict.fromkeys([record["category"], *record["tags"]]))
    found: list[dict[str, Any]] = [{"name": label, "rel": "about"} for label in labels]
    if name := topic_of(record["category"], record["category_slug"]):
        topic = TOPICS[name]
        found.append({"name": topic.en, "uri": topic.uri, "creator": "newsbot"})
    return found


def _picture(number: int, image: Record) -> dict[str, Any]:
    rendition: dict[str, Any] = {
        "name": "original",
        "href": image["url"],
        "contentType": guess_type(urlsplit(image["url"]).path)[0],
        "width": image.get("width"),
        "height": image.get("height"),
    }
    said: dict[str, Any] = {
        "name": f"picture-{number}",
        "uri": image["url"],
        "type": "picture",
        "descriptions": _values("caption", image.get("caption") or image.get("alt")),
        "by": image.get("credit"),
        "renditions": [{name: value for name, value in rendition.items() if value is not None}],
    }
    return {name: value for name, value in said.items() if value not in (None, [], "")}


class NinjsLines(Lines):
    """A ninjs object a line."""

    def write(self, record: Mapping[str, Any]) -> None:
        self.file.write(strict.dumps(ninjs(record)))
