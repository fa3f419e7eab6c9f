"""What is known of addresses: the article that each leads to, or why it gave none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, select

from newsbot import revisit
from newsbot.store.identity import key_hash, text_name, tombstone
from newsbot.store.moments import micros, moment
from newsbot.store.statements import Listed
from newsbot.store.tables import addresses, articles, keys

FORGOTTEN = "forgotten"
"""The outcome of addresses whose article was taken down: they are never asked for again."""

FETCHED = "fetched"


class Known(NamedTuple):
    """What is known of an address: the article that it leads to, or why it gave none.

    `retry_at` (microseconds since 1970) is when an address that failed is due again; the
    moments, `visits` and `views` (the highest count believed) are those of the article.
    """

    article_id: str | None
    outcome: str = FETCHED
    retry_at: int | None = None
    born_at: int = 0
    changed_at: int = 0
    visited_at: int = 0
    visits: int = 0
    views: int | None = None

    @property
    def is_forgotten(self) -> bool:
        """Whether it was taken down."""
        return self.outcome == FORGOTTEN

    def is_due(self, now: datetime, *, revisits: bool = False) -> bool:
        """Whether the address should be asked for; with `revisits` also where its article is
        due for another visit."""
        if self.is_forgotten or (self.retry_at is not None and self.retry_at > micros(now)):
            return False
        if self.article_id is None:
            return True
        return revisits and revisit.is_due(
            born_at=moment(self.born_at),
            visited_at=moment(self.visited_at),
            changed_at=moment(self.changed_at),
            visits=self.visits,
            now=now,
        )


def look_up(
    connection: Connection,
    secret: bytes,
    site: str,
    wanted: Sequence[str],
    content_hash: str | None = None,
) -> dict[str, Known]:
    """What is known of a site's address keys, and of a text under its `text_name`: it leads to the
    site's first article that has it. Two statements for each 250 keys, and one for a text."""
    by_hash = {key_hash(site, key): key for key in wanted}
    found: dict[str, Known] = {}
    for key, article_id, published_at, first_seen_at, *visit in LED.rows(connection, by_hash):
        born_at = first_seen_at if published_at is None else published_at
        found[by_hash[key]] = Known(article_id, FETCHED, None, born_at, *visit)
    if content_hash:
        name = text_name(content_hash)
        by_hash[hashed := key_hash(site, name)] = name
        for (article_id,) in OWNERS.rows(connection, [hashed])[:1]:
            found[name] = Known(article_id)
    by_hash |= {tombstone(secret, hashed): key for hashed, key in by_hash.items()}
    for key, outcome, retry_at in FAILED.rows(connection, by_hash):
        article = found.get(by_hash[key], Known(None))
        found[by_hash[key]] = article._replace(outcome=outcome, retry_at=retry_at)
    return found


LED = Listed(
    select(
        keys.c.key,
        articles.c.id,
        articles.c.published_at,
        articles.c.first_seen_at,
        articles.c.fetched_at,
        articles.c.visited_at,
        articles.c.visits,
        articles.c.views,
    ).join(articles, articles.c.number == keys.c.article),
    keys.c.key,
)
OWNERS = Listed(select(articles.c.id).order_by(articles.c.number), articles.c.text_key)
FAILED = Listed(select(addresses.c.key, addresses.c.outcome, addresses.c.retry_at), addresses.c.key)
