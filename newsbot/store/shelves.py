"""Shelves: the tables that remember texts, three for each week, and the list of those weeks.

A week's tables are dropped as a whole when nothing can be near it any more: a million rows go at
once. They are made when the first text of a week comes, so they stand in no fixed list of tables;
`shelves` says which there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
)
from sqlalchemy.schema import CreateIndex, CreateTable


@dataclass(frozen=True, slots=True)
class Shelf:
    """The tables of a week.

    `texts`: number in the week, id, fingerprint (see dedupe/fingerprint.py); `postings`: key ->
    numbers; `paragraphs`: hash of a paragraph near a text's edge -> in how many unlike texts it
    was seen, up to dedupe's limit.
    """

    suffix: str
    texts: Table
    postings: Table
    paragraphs: Table

    @property
    def tables(self) -> tuple[Table, Table, Table]:
        """All three."""
        return (self.texts, self.postings, self.paragraphs)

    @property
    def ddl(self) -> list[CreateTable | CreateIndex]:
        """What makes them, where they are missing."""
        made: list[CreateTable | CreateIndex] = []
        for table in self.tables:
            made.append(CreateTable(table, if_not_exists=True))
            made += [CreateIndex(index, if_not_exists=True) for index in table.indexes]
        return made


@lru_cache(maxsize=512)
def shelf(week: int) -> Shelf:
    """The tables of a week (weeks since 1970; the sign of an earlier one is written as `b`)."""
    name = str(week).replace("-", "b")
    own = MetaData()
    texts = Table(
        f"texts_{name}",
        own,
        Column("number", Integer, primary_key=True),
        Column("name", String, nullable=False),
        Column("fingerprint", LargeBinary, nullable=False),
        Index(f"texts_{name}_by_name", "name", unique=True),
        info={"article_id": "name"},
    )
    postings = Table(
        f"postings_{name}",
        own,
        Column("key", BigInteger, primary_key=True, autoincrement=False),
        Column("number", Integer, primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
    paragraphs = Table(
        f"paragraphs_{name}",
        own,
        Column("hash", BigInteger, primary_key=True, autoincrement=False),
        Column("count", SmallInteger, nullable=False),
        sqlite_with_rowid=False,
    )
    return Shelf(name, texts, postings, paragraphs)
