"""Values -> rows: prepared on the caller's side, written by the writer's thread (see batch.py)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import orjson

from newsbot.fields import KEY_VERSION, address_key, read_count
from newsbot.items import Article, ListingEntry, Sighting
from newsbot.records import record
from newsbot.store import documents
from newsbot.store.identity import key_hash, text_key
from newsbot.store.moments import micros
from newsbot.store.statements import Row
from newsbot.store.views import ORIGINS

PART = 500
"""Values in one IN list: SQLite takes 32,766 parameters a statement, PostgreSQL 65,535."""


def article_row(article: Article) -> Row:
    """The row of an article, but for its number."""
    assert article.fetched_at is not None
    fetched_at = micros(article.fetched_at)
    return {
        "id": article.id,
        "site": article.site,
        "url": article.url,
        "title": article.title,
        "category_slug": article.category_slug,
        "source": article.source,
        "language": article.language,
        "status": article.status,
        "version": article.version,
        "text_key": text_key(article.site, article.content_hash),
        "published_at": micros(article.published_at) if article.published_at else None,
        "first_seen_at": micros(article.first_seen_at or article.fetched_at),
        "fetched_at": fetched_at,
        "visited_at": fetched_at,
        "visits": 1,
        "views": article.view_count,
        "duplicate_of": article.duplicate_of,
        "overlaps": overlaps_text(article.overlaps),
        "document": documents.encode(record(article)),
    }


def overlaps_text(overlaps: Iterable[str]) -> str | None:
    """The column of `overlaps`: a JSON list, None for an empty one."""
    found = list(overlaps)
    return orjson.dumps(found).decode() if found else None


def key_rows(site: str, led_by: Iterable[str], article_id: str) -> list[Row]:
    """A row for each key that leads to an article; its number is filled in when it is known."""
    return [
        {"key": key_hash(site, key), "rule": KEY_VERSION, "article": article_id}
        for key in dict.fromkeys(led_by)
    ]


def article_count(article: Article) -> Row | None:
    """The view count that an article's page showed."""
    if article.view_count is None or article.fetched_at is None:
        return None
    exact = article.view_count_exact is not False
    return _count(article.id, article.fetched_at, article.view_count, exact, "article")


def entry_count(article_id: str, entry: ListingEntry) -> Row | None:
    """The view count that a listing's card showed."""
    count = read_count(entry.views_text) if entry.views_text else None
    if count is None:
        return None
    return _count(article_id, entry.fetched_at, count.value, count.exact, "listing")


def _count(article_id: str, at: datetime, views: int, exact: bool, origin: str) -> Row:
    return {
        "article": article_id,
        "at": micros(at),
        "origin": ORIGINS.index(origin),
        "views": views,
        "exact": exact,
    }


def pending_row(site: str, key: str, entry: ListingEntry) -> Row:
    """An address that is to be fetched."""
    at = micros(entry.fetched_at)
    return {
        "key": key_hash(site, key),
        "site": site,
        "found_at": at,
        "retry_at": at,
        "tries": 0,
        "entry": documents.encode_entry(entry),
    }


def category_key(site: str, slug: str | None) -> int:
    """The number of a site's category."""
    return key_hash(site, f"category:{slug or ''}")


def sighting_row(site: str, key: str, entry: ListingEntry) -> Row:
    """Where a listing showed an address."""
    at = micros(entry.fetched_at)
    return {
        "category": category_key(site, entry.category_slug),
        "key": key_hash(site, key),
        "first_at": at,
        "last_at": at,
        "page": entry.page or 0,
        "position": entry.position or 0,
    }


def add_sighting(article: Article, entry: ListingEntry) -> bool:
    """Adds what is new in a sighting to an article; False where nothing is."""
    new_place = all(seen.category_slug != entry.category_slug for seen in article.seen_in)
    if new_place:
        place = Sighting(entry.category, entry.category_slug, entry.page, entry.position)
        article.seen_in.append(place)
    twin = entry.url != article.url and address_key(entry.url) == address_key(article.url)
    new_address = twin and entry.url not in article.alternates
    if new_address:
        article.alternates.append(entry.url)
    return new_place or new_address


def parts(values: Iterable[Any]) -> Iterable[list[Any]]:
    """The values in lists short enough for one statement."""
    found = list(values)
    return (found[start : start + PART] for start in range(0, len(found), PART))
