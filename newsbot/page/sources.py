"""The feeds that a page names."""

from __future__ import annotations

import re

from newsbot.fields import clean_url
from newsbot.page.document import Document

FEED_TYPES = (
    "application/rss+xml",
    "application/atom+xml",
    "application/feed+json",
    "application/rdf+xml",
    "application/json",
    "text/xml",
    "application/xml",
)
FEED_ADDRESS = re.compile(
    r"\.(?:xml|rss|atom|rdf)(?:$|\?)|/(?:rss|feeds?|atom)(?:[/._-]|$|\?)|[?&](?:feed|format|type)="
    r"(?:rss|atom|feed)",
    re.I,
)
"""What a link that is called RSS leads to, unless it is a page about feeds."""

MOST_FEEDS = 3


def linked_feeds(document: Document) -> list[str]:
    """The feeds that a page declares (`<link rel=alternate>`), those of comments left out; links
    that are called RSS where it declares none."""
    found = []
    for link in document.root.iter("link"):
        kind = (link.get("type") or "").split(";")[0].strip().lower()
        said = f"{link.get('title') or ''} {link.get('href') or ''}".lower()
        if "alternate" in (link.get("rel") or "").lower().split() and kind in FEED_TYPES:
            url = clean_url(link.get("href") or "", document.base_url)
            if url and "comment" not in said and "评论" not in said and "oembed" not in said:
                found.append(url)
    for link in document.root.iter("a") if not found else ():
        href = link.get("href") or ""
        words = f"{link.text_content()[:40]} {href}".lower()
        if ("rss" in words or "feed" in words or "atom" in words) and len(link.text_content()) < 40:
            url = clean_url(href, document.base_url)
            if url and FEED_ADDRESS.search(url):
                found.append(url)
    return list(dict.fromkeys(found))[:MOST_FEEDS]
