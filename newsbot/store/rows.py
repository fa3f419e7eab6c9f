"""Values -> rows: prepared on the caller's side, written by the writer's thread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import orjson
from sqlalchemy import Connection, Table, select
from sqlalchemy.dialects import postgresql, sqlite

from newsbot.fields import KEY_VERSION, address_key, read_count
from newsbot.items import Article, ListingEntry, Sighting
from newsbot.records import article_from_record, record
from newsbot.store.identity import key_hash
from newsbot.store.moments import micros
from newsbot.store.tables import addresses, articles, keys, observations

Row = dict[str, Any]

RETRY_AFTER = {"http_4xx": timedelta(days=7), "unreadable": timedelta(days=1)}
"""When an address that gave no article is tried again, by outcome; else RETRY_SOON."""

RETRY_SOON = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class ArticleRows:
    """What one article leaves: its row, its keys, a view count."""

    article: Row
    keys: list[Row]
    observation: Row | None


def article_rows(article: Article, led_by: Sequence[str]) -> ArticleRows:
    """The rows of an article; `led_by` are the address keys that lead to it."""
    assert article.fetched_at is not None
    row = {
        "id": article.id,
        "site": article.site,
        "url": article.url,
        "title": article.title,
        "category_slug": article.category_slug,
        "source": article.source,
        "language": article.language,
        "status": article.status,
        "version": article.version,
        "content_hash": article.content_hash,
        "published_at": micros(article.published_at) if article.published_at else None,
        "first_seen_at": micros(article.first_seen_at) if article.first_seen_at else None,
        "fetched_at": micros(article.fetched_at),
        "document": orjson.dumps(record(article)),
    }
    seen = None
    if article.view_count is not None:
        exact = article.view_count_exact is not False
        seen = observation(article.id, article.fetched_at, article.view_count, exact, "article")
    return ArticleRows(row, key_rows(article.site, led_by, article.id), seen)


def key_rows(site: str, led_by: Sequence[str], article_id: str) -> list[Row]:
    """A row for each key that leads to an article."""
    return [
        {"key": key_hash(site, key), "rule": KEY_VERSION, "article_id": article_id}
        for key in dict.fromkeys(led_by)
    ]


def observation(article_id: str, at: datetime, views: int, exact: bool, origin: str) -> Row:
    """A view count as it was seen."""
    return {
        "article_id": article_id,
        "at": micros(at),
        "views": views,
        "exact": exact,
        "origin": origin,
    }


def sighting_rows(sightings: Mapping[str, ListingEntry]) -> list[Row]:
    """View counts that a listing's cards showed of known articles."""
    found = []
    for article_id, entry in sightings.items():
        count = read_count(entry.views_text) if entry.views_text else None
        if count:
            seen = observation(article_id, entry.fetched_at, count.value, count.exact, "listing")
            found.append(seen)
    return found


def failure_rows(site: str, outcomes: Mapping[str, tuple[str, datetime]]) -> list[Row]:
    """A row for each address that gave no article, with the time of the next try."""
    return [
        {
            "key": key_hash(site, key),
            "outcome": outcome,
            "at": micros(at),
            "retry_at": micros(at + RETRY_AFTER.get(outcome, RETRY_SOON)),
        }
        for key, (outcome, at) in outcomes.items()
    ]


# --- Writing: inside the writer's transaction -------------------------------------------------


def write_article(connection: Connection, rows: ArticleRows) -> None:
    """An article, its keys and its observation."""
    upsert(connection, articles, [rows.article])
    write_keys(connection, rows.keys)
    if rows.observation:
        upsert(connection, observations, [rows.observation])


def write_keys(connection: Connection, rows: list[Row]) -> None:
    """Keys: the first article that a key led to keeps it."""
    upsert(connection, keys, rows, update=False)


def write_failures(connection: Connection, rows: list[Row]) -> None:
    """Addresses that gave no article."""
    upsert(connection, addresses, [{**row, "tries": 1} for row in rows])


def write_seen_in(connection: Connection, sightings: Mapping[str, ListingEntry]) -> None:
    """Further listings that show an article, and further addresses of it: no fetch is needed."""
    query = select(articles.c.id, articles.c.document).where(articles.c.id.in_(list(sightings)))
    for found in connection.execute(query).all():
        article = article_from_record(orjson.loads(found.document))
        if _add_sighting(article, sightings[found.id]):
            upsert(connection, articles, [article_rows(article, ()).article])


def _add_sighting(article: Article, entry: ListingEntry) -> bool:
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


def upsert(connection: Connection, table: Table, rows: list[Row], *, update: bool = True) -> None:
    """Inserts rows; rows that are there are replaced, or with `update=False` left as they are."""
    if not rows:
        return
    dialect = {"sqlite": sqlite, "postgresql": postgresql}[connection.dialect.name]
    statement = dialect.insert(table)
    primary = [column.name for column in table.primary_key]
    others = [name for name in rows[0] if name not in primary]
    if update and others:
        new = {name: statement.excluded[name] for name in others}
        statement = statement.on_conflict_do_update(index_elements=primary, set_=new)
    else:
        statement = statement.on_conflict_do_nothing(index_elements=primary)
    connection.execute(statement, rows)
