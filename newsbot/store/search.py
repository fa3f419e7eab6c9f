"""The search index: derived from the articles, by following the log of changes.

A crawl pays nothing for it: the index is brought up to date by who searches (`follow`). On SQLite
it is an FTS5 table without content (`detail=none`: which entry is in which article, nothing more),
and triggers take an article out of it before its document changes or goes, so that takedown,
expiry and new versions need no code here. FTS5 proposes, the article's own text decides.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Dialect,
    Table,
    bindparam,
    column,
    delete,
    event,
    select,
    table,
    text,
)

from newsbot.store import documents, log
from newsbot.store.browsing import SHOWN, Chosen, Kept, kept
from newsbot.store.grams import RULE, Query, Words, index_text
from newsbot.store.statements import Text, upsert
from newsbot.store.tables import about, articles, changes, metadata

CURSOR = "search"
"""How far the index has followed the log (see the table `cursors`)."""

AT_A_TIME = 100
MOST_CHECKED = 3_000
"""Proposals that one search looks at; behind them it says where to go on."""

MOST_RANKED = 500
"""Newest matches that are weighed against each other for `best`."""

indexed = Table(
    "indexed",
    metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    info={"article": "number", "derived": CURSOR},
)
"""Articles that the index holds, each as its document is now."""

KNOWN = indexed.c.number.label("known")

entries = table("search_entries", column("rowid"))

SQLITE = (
    "CREATE VIRTUAL TABLE search_entries USING fts5("
    "entries, content='', columnsize=0, detail=none, tokenize='ascii')",
    "CREATE TRIGGER indexed_goes BEFORE DELETE ON indexed BEGIN "
    "INSERT INTO search_entries(search_entries, rowid, entries) "
    "SELECT 'delete', number, newsbot_index_text(document) FROM articles "
    "WHERE number = old.number AND document IS NOT NULL; END",
    "CREATE TRIGGER article_changes BEFORE UPDATE OF document ON articles BEGIN "
    "DELETE FROM indexed WHERE number = old.number; END",
    "CREATE TRIGGER article_goes BEFORE DELETE ON articles BEGIN "
    "DELETE FROM indexed WHERE number = old.number; END",
)
POSTGRESQL = (
    "CREATE TABLE search_entries (rowid bigint PRIMARY KEY, entries tsvector NOT NULL)",
    "CREATE INDEX search_by_entry ON search_entries USING gin (entries)",
    "CREATE FUNCTION newsbot_indexed_goes() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    "DELETE FROM search_entries WHERE rowid = OLD.number; RETURN NULL; END $$",
    "CREATE FUNCTION newsbot_article_goes() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    "DELETE FROM indexed WHERE number = OLD.number; RETURN NULL; END $$",
    "CREATE TRIGGER indexed_goes AFTER DELETE ON indexed "
    "FOR EACH ROW EXECUTE FUNCTION newsbot_indexed_goes()",
    "CREATE TRIGGER article_changes AFTER UPDATE OF document ON articles "
    "FOR EACH ROW EXECUTE FUNCTION newsbot_article_goes()",
    "CREATE TRIGGER article_goes AFTER DELETE ON articles "
    "FOR EACH ROW EXECUTE FUNCTION newsbot_article_goes()",
)


def _make(_: Table, connection: Connection, **__: Any) -> None:
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[connection.dialect.name]:
        connection.exec_driver_sql(statement)


event.listen(indexed, "after_create", _make)

ADD = {
    "sqlite": "INSERT INTO search_entries(rowid, entries) VALUES (:number, :entries)",
    "postgresql": "INSERT INTO search_entries(rowid, entries) VALUES "
    "(:number, array_to_tsvector(string_to_array(:entries, ' ')))",
}
EMPTY = {
    "sqlite": "INSERT INTO search_entries(search_entries) VALUES ('delete-all')",
    "postgresql": "DELETE FROM search_entries",
}
PROPOSED = {
    "sqlite": "search_entries MATCH :match",
    "postgresql": "search_entries.entries @@ CAST(:match AS tsquery)",
}
WORDS = {
    "sqlite": Words('"%s"', '"%s"*', " AND ", " OR "),
    "postgresql": Words("'%s'", "'%s':*", " & ", " | "),
}


def prepare(connection: Any) -> None:
    """Gives an SQLite connection the function that the triggers call."""
    connection.create_function("newsbot_index_text", 1, _index_text, deterministic=True)


def _index_text(document: bytes) -> str:
    told = documents.decode(document)
    return index_text(told.get("title") or "", told.get("text") or "")


def follow(connection: Connection) -> int:
    """Indexes what the next changes of the log brought; how many there were (0: up to date)."""
    after = log.cursor(connection, CURSOR)
    query = (
        select(
            changes.c.seq, articles.c.number, articles.c.document, indexed.c.number.label("known")
        )
        .join_from(changes, articles, articles.c.id == changes.c.article_id, isouter=True)
        .join(indexed, indexed.c.number == articles.c.number, isouter=True)
        .where(changes.c.seq > after)
    )
    rows = connection.execute(query.order_by(changes.c.seq).limit(AT_A_TIME)).all()
    new = [row for row in rows if row.document is not None and row.known is None]
    if new:
        upsert(connection, indexed, [{"number": row.number} for row in new])
        rows_of = [{"number": row.number, "entries": _index_text(row.document)} for row in new]
        connection.execute(text(ADD[connection.dialect.name]), rows_of)
    if rows:
        log.advance(connection, CURSOR, rows[-1].seq)
    return len(rows)


def is_of_another_rule(connection: Connection) -> bool:
    """Whether the index was made by another newsbot's rule (grams.RULE)."""
    query = select(about.c.value).where(about.c.name == "search_rule")
    return connection.execute(query).scalar() != RULE


def empty(connection: Connection) -> None:
    """Empties the index and lets it follow the log from the beginning."""
    name = connection.dialect.name
    if name == "sqlite":  # the trigger would take out what this newsbot's rule makes of the texts
        connection.execute(text("DROP TRIGGER indexed_goes"))
    connection.execute(text(EMPTY[name]))
    connection.execute(delete(indexed))
    if name == "sqlite":
        connection.execute(text(SQLITE[1]))
    log.advance(connection, CURSOR, 0)
    upsert(connection, about, [{"name": "search_rule", "value": RULE}])


def rewrite(connection: Connection) -> None:
    """Leaves nothing of deleted entries in the index: FTS5 merely notes that they are gone."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("INSERT INTO search_entries(search_entries) VALUES ('optimize')"))


def is_behind(connection: Connection) -> bool:
    """Whether the log has changes that the index has not followed."""
    newer = select(changes.c.seq).where(changes.c.seq > log.cursor(connection, CURSOR))
    return connection.execute(newer.limit(1)).first() is not None


@dataclass(frozen=True, slots=True)
class Found:
    """Matches in the order that was asked for; `behind`: what the next page is asked for with,
    None at the end: the number before which to go on, of the best ones how many were told."""

    kept: Sequence[Kept]
    behind: int | None = None


def find(
    connection: Connection, query: Query, chosen: Chosen, before: int | None, limit: int
) -> Found:
    """At most `limit` articles that answer the query, from the place `before` on (Found.behind)."""
    if query.order == "best":
        found = _newest(connection, query, chosen, None, MOST_RANKED).kept
        ranked = sorted(found, key=lambda one: (-_weight(query, one), -one.number))
        end = (before or 0) + limit
        return Found(ranked[end - limit : end], end if end < len(ranked) else None)
    return _newest(connection, query, chosen, before, limit)


def _weight(query: Query, one: Kept) -> float:
    return query.weight(one.record["title"] or "", one.record["text"] or "")


def _newest(
    connection: Connection, query: Query, chosen: Chosen, before: int | None, limit: int
) -> Found:
    found: list[Kept] = []
    checked, last = 0, None
    with closing(_proposed(connection, query, chosen, before)) as proposed:
        for one in proposed:
            if len(found) == limit:
                return Found(found, last)
            checked, last = checked + 1, one.number
            if query.matches(one.record["title"] or "", one.record["text"] or ""):
                found.append(one)
    return Found(found, last if checked == MOST_CHECKED else None)


def certain(rows: Sequence[Any], limit: int) -> Found:
    """What the index alone has decided: `limit` of the rows that were asked for, one more."""
    found = [kept(row) for row in rows[:limit]]
    return Found(found, found[-1].number if len(rows) > limit else None)


def asked(
    dialect: Dialect, query: Query, chosen: Chosen, before: int | None, most: int
) -> tuple[str, Any]:
    """The statement, with its values, of at most `most` articles that have all entries of a
    query, newest first."""
    text = _asking(dialect, chosen, before is not None)
    match = query.match(WORDS[dialect.name])
    (values,) = text.values([{"match": match, "before": before, "most": most}])
    return text.sql, values


def _proposed(
    connection: Connection, query: Query, chosen: Chosen, before: int | None
) -> Generator[Kept]:
    statement, values = asked(connection.dialect, query, chosen, before, MOST_CHECKED)
    options = {"yield_per": AT_A_TIME}
    with connection.exec_driver_sql(statement, values, execution_options=options) as rows:
        for row in rows:
            yield kept(row)


@lru_cache(maxsize=64)
def _asking(dialect: Dialect, chosen: Chosen, goes_on: bool) -> Text:
    """Compiled once for each filter."""
    query = (
        select(*SHOWN)
        .join_from(entries, articles, articles.c.number == entries.c.rowid)
        .where(text(PROPOSED[dialect.name]))
        .where(*chosen.conditions())
    )
    if goes_on:
        query = query.where(entries.c.rowid < bindparam("before"))
    return Text(query.order_by(entries.c.rowid.desc()).limit(bindparam("most")), dialect)
