"""The keys of a site whose rule has changed: made anew from the addresses that the store knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import orjson
from sqlalchemy import Connection, delete, select

from newsbot.fields import KEY_VERSION, address_key
from newsbot.store import documents
from newsbot.store.identity import key_hash
from newsbot.store.rows import pending_row
from newsbot.store.statements import Listed, Row, upsert
from newsbot.store.tables import about, articles, categories, keys, pending

AT_A_TIME = 500

_ABOUT = Listed(select(about.c.name, about.c.value), about.c.name)


def learn_site(connection: Connection, site: str, bases: Sequence[str]) -> int:
    """Notes a site's base addresses; where the rule of keys has changed since its last crawl, gives
    its articles their new keys (the old ones stay). How many articles got new ones."""
    version, known = _told(connection, site)
    every = [*known, *(base for base in bases if base not in known)]
    changed = _rekey(connection, site, every) if version not in {None, KEY_VERSION} else 0
    rows = [
        {"name": f"bases:{site}", "value": orjson.dumps(every).decode()},
        {"name": f"keys:{site}", "value": str(KEY_VERSION)},
    ]
    upsert(connection, about, rows)
    return changed


def is_learnt(connection: Connection, site: str, bases: Sequence[str]) -> bool:
    """Whether `learn_site` would change nothing, which is so at all but the first crawl."""
    version, known = _told(connection, site)
    return version == KEY_VERSION and set(bases) <= set(known)


def _told(connection: Connection, site: str) -> tuple[int | None, list[str]]:
    """(the rule of a site's keys, None where it was never crawled; its base addresses)."""
    told = dict(_ABOUT.rows(connection, (f"keys:{site}", f"bases:{site}")))
    version = told.get(f"keys:{site}")
    return (None if version is None else int(version)), orjson.loads(
        told.get(f"bases:{site}", "[]")
    )


def bases_of(connection: Connection) -> dict[str, list[str]]:
    """Site -> its base addresses, of all sites that were crawled."""
    query = select(about.c.name, about.c.value).where(about.c.name.like("bases:%"))
    return {row.name[len("bases:") :]: orjson.loads(row.value) for row in connection.execute(query)}


def key_of(url: str, bases: Iterable[str]) -> str:
    """The site-relative key of an address, below the base that it lies under."""
    return address_key(url, next((base for base in bases if url.startswith(base + "/")), None))


def _rekey(connection: Connection, site: str, bases: Sequence[str]) -> int:
    """New keys for articles and pending addresses; memories of walks speak of the old ones."""
    count = 0
    for found in _articles(connection, site):
        upsert(
            connection, keys, [row for rows in found for row in rows_of(*rows, bases)], update=False
        )
        count += len(found)
    query = select(pending).where(pending.c.site == site)
    waiting = [documents.decode_entry(row.entry) for row in connection.execute(query).all()]
    connection.execute(delete(pending).where(pending.c.site == site))
    rows = [pending_row(site, key_of(entry.url, bases), entry) for entry in waiting]
    upsert(connection, pending, rows, update=False)
    connection.execute(delete(categories).where(categories.c.site == site))
    return count


def _articles(connection: Connection, site: str) -> Iterator[list[tuple[str, int, list[str]]]]:
    """(site, number, addresses) of a site's articles, some at a time."""
    after = 0
    columns = (articles.c.number, articles.c.url, articles.c.document)
    query = select(*columns).where(articles.c.site == site).order_by(articles.c.number)
    while True:
        part = query.where(articles.c.number > after).limit(AT_A_TIME)
        rows = connection.execute(part).all()
        if not rows:
            return
        after = rows[-1].number
        yield [(site, row.number, [row.url, *_alternates(row.document)]) for row in rows]


def _alternates(document: bytes | None) -> list[str]:
    return list(documents.decode(document).get("alternates") or ()) if document else []


def rows_of(site: str, number: int, urls: Iterable[str], bases: Sequence[str]) -> list[Row]:
    """The rows of the keys that some addresses of an article have."""
    names = dict.fromkeys(key_of(url, bases) for url in urls)
    return [{"key": key_hash(site, n), "rule": KEY_VERSION, "article": number} for n in names]
