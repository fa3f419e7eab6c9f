"""Takedown: an article is forgotten, stays forgotten, and downstream is told."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, delete, select, update

from newsbot.items import Article
from newsbot.store import documents, log
from newsbot.store.identity import key_hash, source_name, text_key, tombstone
from newsbot.store.keyring import bases_of, key_of
from newsbot.store.known import FORGOTTEN
from newsbot.store.rows import parts
from newsbot.store.statements import upsert
from newsbot.store.tables import addresses, articles, keys, metadata, pending, sightings, versions
from newsbot.store.texts import TextIndex

AT_A_TIME = 200
"""Records that are held in memory while all are looked through."""


def find(connection: Connection, what: str) -> list[str]:
    """The ids of the articles that an id or an address names; empty where there is none."""
    named = select(articles.c.id).where((articles.c.id == what) | (articles.c.url == what))
    found = list(connection.execute(named).scalars())
    if found or "://" not in what:
        return found
    hashes = [key_hash(site, key_of(what, bases)) for site, bases in bases_of(connection).items()]
    led = select(articles.c.id).join(keys, keys.c.article == articles.c.number)
    return list(connection.execute(led.where(keys.c.key.in_(hashes)).distinct()).scalars())


def of_source(connection: Connection, source: str) -> list[str]:
    """The ids of the articles that credit a source."""
    return list(
        connection.execute(select(articles.c.id).where(articles.c.source == source)).scalars()
    )


def ban_source(connection: Connection, secret: bytes, source: str, at: int) -> None:
    """What credits the source is not kept from now on."""
    _bury(connection, secret, [key_hash("", source_name(source))], at)


def forget(connection: Connection, secret: bytes, ids: Iterable[str], at: int) -> int:
    """Removes articles and everything that was derived from them; how many there were.

    What is left of each: tombstones of its addresses and texts, keyed hashes that nobody can read
    without the store's secret, and a withdraw line in the log.
    """
    told: dict[str, log.Op] = {}
    index = TextIndex(connection)
    urls: dict[str, list[str]] = {}
    for article_id in ids:
        row = connection.execute(select(articles).where(articles.c.id == article_id)).first()
        if row is None:
            continue
        mine = keys.c.article == row.number
        led = list(connection.execute(select(keys.c.key).where(mine)).scalars())
        texts = [row.text_key, *_earlier_texts(connection, row.number, row.site)]
        _bury(connection, secret, {*led, *(text for text in texts if text is not None)}, at)
        also = documents.read_article(row.document).alternates if row.document else []
        urls.setdefault(row.site, []).extend([row.url, *also])
        _remove(connection, row.number, article_id, led)
        index.forget(article_id)
        TextIndex(connection).forget(article_id)
        _unlink(connection, article_id, at)
        told[article_id] = "withdraw"
    count = len(told)
    for site, gone in urls.items():
        told |= dict.fromkeys(_unquote(connection, site, gone), "upsert")
    log.tell(connection, told, at)
    return count


def _earlier_texts(connection: Connection, number: int, site: str) -> list[int | None]:
    query = select(versions.c.document).where(versions.c.article == number)
    said = (documents.read_article(d) for d in connection.execute(query).scalars() if d)
    return [text_key(site, article.content_hash) for article in said]


def _bury(connection: Connection, secret: bytes, taken: Iterable[int], at: int) -> None:
    rows = [
        {
            "key": tombstone(secret, key),
            "outcome": FORGOTTEN,
            "at": at,
            "retry_at": None,
            "tries": 0,
        }
        for key in taken
    ]
    upsert(connection, addresses, rows)


def _remove(connection: Connection, number: int, article_id: str, led: list[int]) -> None:
    """The rows of an article in every table that has some (see tables.py), and of its keys."""
    for table in metadata.sorted_tables:
        if column := table.info.get("article"):
            connection.execute(delete(table).where(table.c[column] == number))
        if column := table.info.get("article_id"):
            connection.execute(delete(table).where(table.c[column] == article_id))
    for table in (pending, sightings, addresses):
        for part in parts(led):
            connection.execute(delete(table).where(table.c.key.in_(part)))
    connection.execute(delete(articles).where(articles.c.number == number))


def _unlink(connection: Connection, article_id: str, at: int) -> None:
    """No article points to one that is forgotten."""
    pointing = (articles.c.duplicate_of == article_id) | articles.c.overlaps.contains(article_id)
    columns = (articles.c.id, articles.c.duplicate_of, articles.c.overlaps, articles.c.document)
    links: dict[str, tuple[str | None, list[str]]] = {}
    for row in connection.execute(select(*columns).where(pointing)).all():
        article: Article = documents.article_of(row) if row.document else Article()
        of = None if row.duplicate_of == article_id else row.duplicate_of
        links[row.id] = (of, [other for other in article.overlaps if other != article_id])
    log.relink(connection, links, at)


def _unquote(connection: Connection, site: str, urls: list[str]) -> list[str]:
    """Takes an article out of the related lists of its site, where others show its headline and
    first words; the ids of those articles."""
    changed = []
    for table, number in ((articles, articles.c.number), (versions, versions.c.article)):
        query = select(table).where(table.c.document.is_not(None))
        if table is articles:
            query = query.where(articles.c.site == site)
        for row in connection.execute(query.execution_options(yield_per=AT_A_TIME)):
            document = documents.without_related(row.document, urls)
            if document is None:
                continue
            mine = number == (row.number if table is articles else row.article)
            if table is versions:
                mine &= versions.c.version == row.version
            else:
                changed.append(row.id)
            connection.execute(update(table).where(mine).values(document=document))
    return changed
