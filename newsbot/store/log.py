"""The log of changes: what downstream follows (see the table `changes`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from sqlalchemy import (
    BigInteger,
    Connection,
    Dialect,
    bindparam,
    case,
    literal_column,
    or_,
    select,
    update,
)

from newsbot.items import Article
from newsbot.store import documents
from newsbot.store.rows import overlaps_text, parts
from newsbot.store.statements import Text, upsert
from newsbot.store.tables import articles, changes, counters, cursors

Op = Literal["upsert", "withdraw", "relink"]


@dataclass(frozen=True, slots=True)
class Change:
    """What became of an article; `article` is it as it is now, None where it is withdrawn."""

    seq: int
    op: Op
    article_id: str
    article: Article | None


def tell(connection: Connection, told: Mapping[str, Op], at: int) -> None:
    """Adds changes, by article id. The last thing a transaction does: other writers wait for it.

    The counter's row is held until the commit, so that a reader never sees a later change
    before an earlier one.
    """
    if not told:
        return
    [(last,)] = _taking(connection.dialect).run_once(connection, {"more": len(told)})
    first = last - len(told) + 1
    rows = [
        {
            "article_id": article_id,
            "seq": seq,
            "told_seq": 0 if op == "relink" else seq,
            "op": op,
            "at": at,
        }
        for seq, (article_id, op) in enumerate(told.items(), first)
    ]
    upsert(connection, changes, rows, by="article_id", keep=("told_seq",), more=_told)


@lru_cache(maxsize=8)
def _taking(dialect: Dialect) -> Text:
    """Takes `more` numbers; the row is the last of them."""
    take = update(counters).where(counters.c.name == "seq")
    take = take.values(value=counters.c.value + bindparam("more", type_=BigInteger))
    return Text(take.returning(counters.c.value), dialect)


def _told(statement: Any) -> dict[str, Any]:
    """A relink leaves `told_seq` as it was."""
    new = statement.excluded.told_seq
    return {"told_seq": case((new > literal_column("0"), new), else_=changes.c.told_seq)}


def relink(
    connection: Connection, links: Mapping[str, tuple[str | None, Iterable[str]]], at: int
) -> None:
    """Sets what articles are copies of, and what they overlap with, where that has changed."""
    wanted = {key: (of, overlaps_text(others)) for key, (of, others) in links.items()}
    query = select(articles.c.id, articles.c.duplicate_of, articles.c.overlaps)
    told: dict[str, Op] = {}
    for part in parts(wanted):
        for row in connection.execute(query.where(articles.c.id.in_(part))).all():
            if (row.duplicate_of, row.overlaps) != wanted[row.id]:
                told[row.id] = "relink"
    for article_id in told:
        of, others = wanted[article_id]
        mine = update(articles).where(articles.c.id == article_id)
        connection.execute(mine.values(duplicate_of=of, overlaps=others))
    tell(connection, told, at)


def read(connection: Connection, after: int, limit: int) -> list[Change]:
    """At most `limit` changes above `after`, in order."""
    query = (
        select(changes, articles.c.document, articles.c.duplicate_of, articles.c.overlaps)
        .join_from(changes, articles, articles.c.id == changes.c.article_id, isouter=True)
        .where(changes.c.seq > after)
        .where(or_(changes.c.op == "withdraw", articles.c.document.is_not(None)))
        .order_by(changes.c.seq)
        .limit(limit)
    )
    return [
        Change(
            row.seq,
            "upsert" if row.op == "relink" and row.told_seq > after else row.op,
            row.article_id,
            documents.article_of(row) if row.op != "withdraw" else None,
        )
        for row in connection.execute(query)
    ]


def last(connection: Connection) -> int:
    """The newest sequence number that was given; 0 at first."""
    given = select(counters.c.value).where(counters.c.name == "seq")
    return connection.execute(given).scalar() or 0


def cursor(connection: Connection, name: str) -> int:
    """How far a reader has come; 0 at first."""
    return connection.execute(select(cursors.c.seq).where(cursors.c.name == name)).scalar() or 0


def advance(connection: Connection, name: str, seq: int) -> None:
    """Notes how far a reader has come."""
    upsert(connection, cursors, [{"name": name, "seq": seq}])
