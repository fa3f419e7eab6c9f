"""An article as schema.org NewsArticle (JSON-LD)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from newsbot.export import strict

SUBJECT = "https://schema.org/"


def news_article(record: Mapping[str, Any], *, views: int | None = None) -> dict[str, Any]:
    """The record as a NewsArticle; `views` stands in an InteractionCounter of ReadAction.

    `articleBody` is there where the record still has its text (see policy/display.py).
    """
    source, count = record["source"], views if views is not None else record["view_count"]
    said: dict[str, Any] = {
        "@context": SUBJECT,
        "@type": "NewsArticle",
        "identifier": record["id"],
        "url": record["url"],
        "mainEntityOfPage": record["canonical_url"],
        "headline": record["title"],
        "abstract": record["summary"],
        "articleBody": record["text"] or None,
        "articleSection": record["category"],
        "keywords": record["tags"],
        "inLanguage": record["language"],
        "datePublished": _published(record),
        "dateModified": record["modified_at"],
        "author": [{"@type": "Person", "name": name} for name in record["authors"]],
        "editor": [{"@type": "Person", "name": name} for name in record["editors"]],
        "sourceOrganization": source and {"@type": "Organization", "name": source},
        "image": [_image(image) for image in record["images"]],
        "isAccessibleForFree": {"free": True, "paywalled": False}.get(record["access"] or ""),
    }
    if count is not None:
        said["interactionStatistic"] = {
            "@type": "InteractionCounter",
            "interactionType": {"@type": "ReadAction"},
            "userInteractionCount": count,
        }
    return {name: value for name, value in said.items() if value not in (None, [], "")}


def _published(record: Mapping[str, Any]) -> str | None:
    """A DateTime, or a Date where the page printed no time of day."""
    at: str | None = record["published_at"]
    return at[:10] if at and record["published_precision"] == "day" else at


def _image(image: Mapping[str, Any]) -> dict[str, Any]:
    names = {"url": "url", "caption": "caption", "credit": "creditText", "width": "width"}
    names["height"] = "height"
    said = {name: image.get(key) for key, name in names.items()}
    return {"@type": "ImageObject", **{name: value for name, value in said.items() if value}}


def script_text(told: Mapping[str, Any]) -> str:
    """JSON that may stand in a <script> element: nothing in it ends the element."""
    text = strict.dumps(told).decode().rstrip()
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
