"""Cards: what a list shows of an article, so that a page of thirty reads thirty small records.

Derived like the search index by following the log of changes, so that a crawl pays nothing for
them; a trigger takes a card away when its article's document changes or goes. An article that has
none yet is read whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import orjson
from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Dialect,
    Index,
    LargeBinary,
    String,
    Table,
    bindparam,
    event,
    func,
    select,
)

from newsbot.store import documents, log
from newsbot.store.browsing import Chosen, behind, newest_first
from newsbot.store.statements import Text, upsert
from newsbot.store.tables import articles, changes, metadata

CURSOR = "cards"
AT_A_TIME = 500
LONGEST_LEAD = 200
"""Letters of a text that stand for a missing summary."""

LONGEST_SUMMARY = 300

WHOLE = (
    "id",
    "site",
    "url",
    "title",
    "published_at",
    "published_precision",
    "first_seen_at",
    "status",
    "category",
    "category_slug",
    "source",
    "language",
)
"""Keys of a record that a card has as they are."""

cards = Table(
    "cards",
    metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("source", String),
    Column("language", String),
    Column("card", LargeBinary, nullable=False),
    Index("cards_by_source", "source"),
    Index("cards_by_language", "language"),
    info={"article": "number", "derived": CURSOR},
)
"""The card of each article as it is now (`card`: JSON), and what is counted of all."""

TRIGGERS = {
    "sqlite": (
        "CREATE TRIGGER card_changes BEFORE UPDATE OF document ON articles BEGIN "
        "DELETE FROM cards WHERE number = old.number; END",
        "CREATE TRIGGER card_goes BEFORE DELETE ON articles BEGIN "
        "DELETE FROM cards WHERE number = old.number; END",
    ),
    "postgresql": (
        "CREATE FUNCTION newsbot_card_goes() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "DELETE FROM cards WHERE number = OLD.number; RETURN NULL; END $$",
        "CREATE TRIGGER card_changes AFTER UPDATE OF document ON articles "
        "FOR EACH ROW EXECUTE FUNCTION newsbot_card_goes()",
        "CREATE TRIGGER card_goes AFTER DELETE ON articles "
        "FOR EACH ROW EXECUTE FUNCTION newsbot_card_goes()",
    ),
}


def _make(_: Table, connection: Connection, **__: Any) -> None:
    for statement in TRIGGERS[connection.dialect.name]:
        connection.exec_driver_sql(statement)


event.listen(cards, "after_create", _make)


def card_of(record: Mapping[str, Any]) -> dict[str, Any]:
    """The card of a record: a record with few keys, its text and pictures cut short."""
    card = {key: record[key] for key in WHOLE}
    summary = record["summary"]
    card["summary"] = summary and summary[: LONGEST_SUMMARY + 1]
    card["text"] = "" if summary else record["text"][:LONGEST_LEAD]
    card["images"] = record["images"][:1]
    card["rights"] = {
        purpose: {key: said[key] for key in ("decision", "max_length") if key in said}
        for purpose, said in (record["rights"] or {}).items()
    }
    return card


class Listed(NamedTuple):
    """An article in a list; `card`: the JSON of its card, `views` the highest count believed;
    (`at`, `number`) is its place in the order of first sight."""

    number: int
    at: int
    views: int | None
    card: bytes

    @property
    def place(self) -> tuple[int, int]:
        """Where a list goes on behind it."""
        return self.at, self.number


def asked(
    dialect: Dialect, chosen: Chosen, before: tuple[int, int] | None, limit: int
) -> tuple[str, Any]:
    """The statement, with its values, of at most `limit` articles behind the place `before`,
    newest first: rows of a Listed whose card may be missing."""
    text = _newest(dialect, chosen, before is not None)
    at, number = before or (0, 0)
    (values,) = text.values([{"at": at, "before": number, "most": limit}])
    return text.sql, values


@lru_cache(maxsize=256)
def _newest(dialect: Dialect, chosen: Chosen, goes_on: bool) -> Text:
    """Compiled once for each filter: SQLAlchemy takes longer for it than SQLite does to run it."""
    query = select(articles.c.number, articles.c.first_seen_at, articles.c.views, cards.c.card)
    query = query.join_from(articles, cards, cards.c.number == articles.c.number, isouter=True)
    query = query.where(*chosen.conditions())
    if goes_on:
        query = query.where(*behind(bindparam("at"), bindparam("before")))
    return Text(query.order_by(*newest_first()).limit(bindparam("most")), dialect)


def from_documents(connection: Connection, numbers: Sequence[int]) -> dict[int, bytes]:
    """Cards that are made on the spot, by the articles' numbers."""
    mine = articles.c.number.in_(numbers) & articles.c.document.is_not(None)
    query = select(articles.c.number, articles.c.document).where(mine)
    found = connection.execute(query).all()
    return {row.number: orjson.dumps(card_of(documents.decode(row.document))) for row in found}


def follow(connection: Connection) -> int:
    """Makes the cards of what the next changes of the log brought; how many changes there were."""
    after = log.cursor(connection, CURSOR)
    query = select(changes.c.seq, articles.c.number, articles.c.document)
    query = query.join_from(changes, articles, articles.c.id == changes.c.article_id, isouter=True)
    query = query.where(changes.c.seq > after).order_by(changes.c.seq).limit(AT_A_TIME)
    rows = connection.execute(query).all()
    upsert(connection, cards, [_row(row) for row in rows if row.document is not None])
    if rows:
        log.advance(connection, CURSOR, rows[-1].seq)
    return len(rows)


def _row(row: Any) -> dict[str, Any]:
    card = card_of(documents.decode(row.document))
    told = {"number": row.number, "source": card["source"], "language": card["language"]}
    return {**told, "card": orjson.dumps(card)}


def counts(connection: Connection, name: str, limit: int) -> list[tuple[str, int]]:
    """The commonest values of one of the columns that Chosen filters by, with their counts: each
    is counted along an index."""
    value = (cards if name in cards.c else articles).c[name]
    query = select(value, func.count()).where(value.is_not(None)).group_by(value)
    query = query.order_by(func.count().desc(), value).limit(limit)
    return [(str(found), int(count)) for found, count in connection.execute(query)]
