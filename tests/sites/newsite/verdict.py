"""Compares a crawl's lines with the truth of the site that was crawled, field by field."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from newsite.site import Site
from newsite.truth import truth

PLAIN = (
    "title",
    "published_precision",
    "category",
    "category_slug",
    "view_count",
    "source",
    "editors",
    "summary",
    "text",
    "language",
)
"""Keys that stand in a line as they stand in the truth."""


def differences(
    site: Site, lines: Iterable[dict[str, Any]], prefix: str | None = None
) -> list[str]:
    """What is wrong with the lines, a sentence each: site, article, field, expected, got."""
    records = {record["path"]: record for record in truth(site, prefix)}
    given: dict[str, dict[str, Any]] = {}
    wrong = []
    for line in lines:
        path = urlsplit(line["url"]).path
        if path in given:
            wrong.append(f"{path}: exported twice")
        if path not in records:
            wrong.append(f"{path}: not an article of the site ({line['title']})")
        given[path] = line
    for path, record in records.items():
        copies = [path, *record["also_at"]]
        found = [given[copy] for copy in copies if copy in given]
        if len(found) != 1:
            wrong.append(f"{path}: exported {len(found)} times, once is right")
        elif path in given:
            wrong += _fields(site.plan.markup, record, found[0])
    return wrong


def _fields(markup: str, record: dict[str, Any], line: dict[str, Any]) -> list[str]:
    given = {key: line[key] for key in PLAIN if key in record} | _shaped(line)
    return [
        f"{markup} {record['path']} {key}\n  expected {record[key]!r}\n  got      {value!r}"
        for key, value in given.items()
        if key in record and not _is_right(key, record, value)
    ]


def _shaped(line: dict[str, Any]) -> dict[str, Any]:
    """A line's nested values in the truth's shape."""
    return {
        "published_at": line["published_at"],
        "blocks": [(b["kind"], b.get("text", b.get("caption"))) for b in line["body"]],
        "images": [{"url": i["url"], "caption": i["caption"]} for i in line["images"]],
        "related": [
            {
                "title": r["title"],
                "url": urlsplit(r["url"]).path,
                "summary": r["summary"],
                "image_url": r["image_url"],
            }
            for r in line["related"]
        ],
        "seen_in": [
            {key: place[key] for key in ("category_slug", "page", "position")}
            for place in line["seen_in"]
        ],
        "alternates": [urlsplit(url).path for url in line["alternates"]],
    }


def _is_right(key: str, record: dict[str, Any], value: Any) -> bool:
    if key == "published_at" and record.get("published_between"):
        if value is None:
            return False
        earliest, latest = map(datetime.fromisoformat, record["published_between"])
        return earliest.replace(second=0) <= datetime.fromisoformat(value) <= latest
    if key == "blocks":
        return [tuple(block) for block in record[key]] == value
    if key == "seen_in":
        return record[key] is None or sorted(map(str, record[key])) == sorted(map(str, value))
    return bool(record[key] == value)
