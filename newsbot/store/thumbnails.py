"""Thumbnails: which article uses which small copy of a picture; the files are in a folder."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Connection, Index, String, Table, delete, select

from newsbot.store.browsing import SHOWN, Kept, kept
from newsbot.store.identity import key_hash
from newsbot.store.statements import upsert
from newsbot.store.tables import articles, metadata

thumbnails = Table(
    "thumbnails",
    metadata,
    Column("article_id", String, primary_key=True),
    Column("file", String, primary_key=True),
    Column("key", BigInteger, nullable=False),
    Index("thumbnails_by_key", "key"),
    Index("thumbnails_by_file", "file"),
    info={"article_id": "article_id"},
)
"""Articles, the files that they or earlier versions of them show, and hashes of the addresses that
those were fetched from."""


def add(connection: Connection, article_id: str, url: str, file: str) -> None:
    """Notes that an article shows the copy of a picture."""
    row = {"article_id": article_id, "file": file, "key": key_hash("", url)}
    upsert(connection, thumbnails, [row])


def find(connection: Connection, url: str) -> str | None:
    """The copy of the picture at an address, where an article has it."""
    mine = thumbnails.c.key == key_hash("", url)
    found: str | None = connection.execute(select(thumbnails.c.file).where(mine)).scalar()
    return found


def used(connection: Connection) -> frozenset[str]:
    """All files that articles show."""
    return frozenset(connection.execute(select(thumbnails.c.file)).scalars())


def shown_by(connection: Connection, file: str, limit: int = 20) -> list[Kept]:
    """The articles that show a file."""
    query = select(*SHOWN).join(thumbnails, thumbnails.c.article_id == articles.c.id)
    query = query.where(thumbnails.c.file == file, articles.c.document.is_not(None)).limit(limit)
    return [kept(row) for row in connection.execute(query)]


def drop_expired(connection: Connection) -> None:
    """Articles whose text has expired show nothing."""
    gone = select(articles.c.id).where(articles.c.document.is_(None))
    connection.execute(delete(thumbnails).where(thumbnails.c.article_id.in_(gone)))
