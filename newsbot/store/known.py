"""What is known of addresses: the article that each leads to, or why it gave none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, Select, func, select, values

from newsbot import revisit
from newsbot.store.identity import key_hash, text_name, tombstone
from newsbot.store.moments import micros, moment
from newsbot.store.quick import Quick
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
    quick: Quick,
    secret: bytes,
    site: str,
    wanted: Iterable[str],
    content_hash: str | None = None,
) -> dict[str, Known]:
    """What is known of a site's address keys, and of a text under its `text_name`: it leads to the
    site's first article that has it. One statement for each 250 of them."""
    names = [*wanted, text_name(content_hash)] if content_hash else wanted
    by_hash = {key_hash(site, name): name for name in names}
    by_hash |= {tombstone(secret, hashed): name for hashed, name in by_hash.items()}
    found: dict[str, Known] = {}
    rows = quick.listed(ASKED, by_hash)
    for key, _, _, article_id, *visit in rows:
        if article_id:
            found[by_hash[key]] = Known(article_id, FETCHED, None, *visit)
    for key, outcome, retry_at, *_ in rows:
        if outcome:  # of the key, or of its tombstone
            known = found.get(by_hash[key], Known(None))
            found[by_hash[key]] = known._replace(outcome=outcome, retry_at=retry_at)
    return found


def _asked(marks: Sequence[BindParameter[int]]) -> Select[Any]:
    """What is known of each of some keys, in one statement: three would take twice as long."""
    asked = values(keys.c.key, name="asked").data([(mark,) for mark in marks]).cte()
    same = articles.alias()
    first = select(func.min(same.c.number)).where(same.c.text_key == asked.c.key)
    led_to = func.coalesce(keys.c.article, first.scalar_subquery())
    return select(
        asked.c.key,
        addresses.c.outcome,
        addresses.c.retry_at,
        articles.c.id,
        func.coalesce(articles.c.published_at, articles.c.first_seen_at),
        articles.c.fetched_at,
        articles.c.visited_at,
        articles.c.visits,
        articles.c.views,
    ).select_from(
        asked.outerjoin(keys, keys.c.key == asked.c.key)
        .outerjoin(articles, articles.c.number == led_to)
        .outerjoin(addresses, addresses.c.key == asked.c.key)
    )


ASKED = Listed(_asked, keys.c.key)
