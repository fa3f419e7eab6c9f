"""Cluster: an article and its copies, and which of them stands for the others."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

import orjson
from sqlalchemy import Connection, or_, select

from newsbot.dedupe.fingerprint import Fingerprint
from newsbot.dedupe.lines import EPOCH
from newsbot.dedupe.representative import Member, representative
from newsbot.dedupe.verdict import Verdict
from newsbot.items import Article
from newsbot.store import log
from newsbot.store.moments import micros
from newsbot.store.tables import articles
from newsbot.store.texts import TextIndex


def link(kept: TextIndex, article_id: str, verdict: Verdict, at: int) -> None:
    """Links an article that is kept, and its copies anew where another one stands for them now."""
    connection = kept.connection
    near = article_rows(connection, (*verdict.matches, *verdict.overlaps, article_id))
    matched = [near[name] for name in verdict.matches if name in near]
    heads = {row.duplicate_of or row.id for row in matched} - {article_id}
    heads &= article_rows(connection, heads).keys()
    overlaps = [name for name in verdict.overlaps if name in near and name != article_id]
    cluster = _cluster(connection, {*heads, article_id})
    pool = [member_of(kept, cluster[name]) for name in (*heads, article_id)]
    chosen = representative(pool)
    links: dict[str, tuple[str | None, Iterable[str]]] = {
        name: (None if name == chosen else chosen, orjson.loads(row.overlaps or "[]"))
        for name, row in cluster.items()
    }
    links[article_id] = (links[article_id][0], overlaps)
    log.relink(connection, links, at)


COLUMNS = (
    articles.c.id,
    articles.c.site,
    articles.c.url,
    articles.c.source,
    articles.c.published_at,
    articles.c.fetched_at,
    articles.c.duplicate_of,
    articles.c.overlaps,
)


def article_rows(connection: Connection, ids: Collection[str]) -> dict[str, Any]:
    if not ids:
        return {}
    query = select(*COLUMNS).where(articles.c.id.in_(list(ids)))
    return {row.id: row for row in connection.execute(query)}


def _cluster(connection: Connection, heads: Collection[str]) -> dict[str, Any]:
    """The articles that these stand for, and themselves."""
    mine = or_(articles.c.id.in_(list(heads)), articles.c.duplicate_of.in_(list(heads)))
    return {row.id: row for row in connection.execute(select(*COLUMNS).where(mine))}


def member_of(kept: TextIndex, row: Any) -> Member:
    """An article's row as one of a cluster."""
    packed = kept.holds(row.id)
    length = Fingerprint.unpack(packed).size if packed else 0
    moment = row.published_at if row.published_at is not None else row.fetched_at
    return Member(row.id, row.site, row.url, row.source, moment, length)


def member(article: Article, length: int) -> Member:
    """An article as one of a cluster."""
    at = article.published_at or article.fetched_at or EPOCH
    return Member(article.id, article.site, article.url, article.source, micros(at), length)
