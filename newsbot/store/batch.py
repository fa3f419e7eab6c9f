"""A batch: what waits to be written, gathered by table, and written in one transaction.

Work is gathered by table because one statement for many rows costs a tenth of one for each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Dialect, Table, bindparam, delete, literal_column, select, update

from newsbot import revisit
from newsbot.items import ListingEntry
from newsbot.store import documents, log
from newsbot.store.moments import micros, moment
from newsbot.store.rows import add_sighting, article_row, parts
from newsbot.store.statements import Listed, Row, Text, upsert
from newsbot.store.tables import (
    addresses,
    articles,
    keys,
    observations,
    pending,
    sightings,
    versions,
)
from newsbot.store.views import judge

NEVER_REPLACED = ("id", "first_seen_at", "visits", "views", "duplicate_of", "overlaps")
"""Columns of an article that a later visit leaves as they are, or that are judged or counted up."""


NUMBERS = Listed(select(articles.c.id, articles.c.number, articles.c.views), articles.c.id)
URLS = Listed(select(articles.c.id, articles.c.url), articles.c.id)
TRIES = Listed(select(addresses.c.key, addresses.c.tries), addresses.c.key)
THERE = {table.name: Listed(select(table.c.key), table.c.key) for table in (addresses, pending)}
SHOWN = Listed(select(sightings.c.category, sightings.c.key), sightings.c.key)


Together = Callable[[Connection, list[Any], int], None]
"""Work on pieces, given the moment of the batch (microseconds)."""


@dataclass(slots=True)
class Batch:
    """Rows that wait. An article is named by its id; its number is looked up when it is written.

    `seen` are listing entries of known articles, by their id; `done` are keys that are fetched
    no more; `later` is further work inside the transaction, `together` such work that is done for
    all its pieces at once.
    """

    articles: dict[str, Row] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)
    visits: dict[str, int] = field(default_factory=dict)
    keys: list[Row] = field(default_factory=list)
    counts: list[Row] = field(default_factory=list)
    told: dict[str, log.Op] = field(default_factory=dict)
    failures: dict[int, Row] = field(default_factory=dict)
    pending: list[Row] = field(default_factory=list)
    done: set[int] = field(default_factory=set)
    sightings: dict[tuple[int, int], Row] = field(default_factory=dict)
    seen: list[tuple[str, tuple[int, int], ListingEntry]] = field(default_factory=list)
    later: list[Callable[[Connection], None]] = field(default_factory=list)
    together: dict[Together, list[Any]] = field(default_factory=dict)
    at: int = 0

    def write(self, connection: Connection) -> None:
        """Writes everything, the log of changes last."""
        self._write_articles(connection)
        numbers = self._numbers(connection)
        self._write_keys(connection, numbers)
        self._write_counts(connection, numbers)
        self._write_visits(connection)
        upsert(connection, pending, self.pending, update=False)
        self._write_failures(connection)
        _delete(connection, pending, self.done)
        self._write_sightings(connection)
        for work in self.later:
            work(connection)
        for do, pieces in self.together.items():
            do(connection, pieces, self.at)
        log.tell(connection, self.told, self.at)

    def _write_articles(self, connection: Connection) -> None:
        if self.versions:
            self._keep_versions(connection)
        rows = list(self.articles.values())
        upsert(connection, articles, rows, by="id", keep=NEVER_REPLACED, more=_visited)

    def _keep_versions(self, connection: Connection) -> None:
        """Keeps what articles said until now, and notes what is new."""
        names = ("number", "id", "version", "fetched_at", "document")
        query = select(*(articles.c[name] for name in names))
        before, now = [], []
        for part in parts(self.versions):
            for old in connection.execute(query.where(articles.c.id.in_(part))).all():
                row = self.articles[old.id]
                told = {"article": old.number, "changed": "", "at": old.fetched_at}
                before.append({**told, "version": old.version, "document": old.document})
                said = {"changed": self.versions[old.id], "at": row["fetched_at"]}
                now.append({**told, **said, "version": row["version"], "document": None})
        upsert(connection, versions, before, keep=("at", "changed"))
        upsert(connection, versions, now)

    def _numbers(self, connection: Connection) -> dict[str, Any]:
        """Id -> (number, highest view count) of the articles that rows are about."""
        wanted = {row["article"] for row in (*self.keys, *self.counts)}
        found = NUMBERS.rows(connection, wanted)
        return {article_id: (number, views) for article_id, number, views in found}

    def _write_keys(self, connection: Connection, numbers: dict[str, Any]) -> None:
        """Keys: the first article that a key led to keeps it."""
        led = [row for row in self.keys if row["article"] in numbers]
        found = [{**row, "article": numbers[row["article"]][0]} for row in led]
        upsert(connection, keys, found, update=False)
        self.done |= {row["key"] for row in led}
        _delete(connection, addresses, [row["key"] for row in led])

    def _write_counts(self, connection: Connection, numbers: dict[str, Any]) -> None:
        highest = {found: views for found, (_, views) in numbers.items()}
        rows, raised = [], {}
        for row in self.counts:
            article_id = row["article"]
            if article_id not in numbers:
                continue
            worth = judge(highest[article_id], row["views"], exact=row["exact"])
            if worth == "missing":
                continue
            rows.append({**row, "article": numbers[article_id][0], "believed": worth == "believed"})
            if worth == "believed" and row["views"] > (highest[article_id] or -1):
                highest[article_id] = raised[article_id] = row["views"]
        upsert(connection, observations, rows)
        _set(connection, "views", raised)

    def _write_visits(self, connection: Connection) -> None:
        """Visits that found nothing new."""
        rows = [{"of": found, "when": at} for found, at in self.visits.items()]
        _text(connection.dialect, "visit").run_all(connection, rows)

    def _write_failures(self, connection: Connection) -> None:
        """Addresses that gave no article: when each is due again, and whether it still waits."""
        tries = dict(TRIES.rows(connection, self.failures))
        waiting = {}
        for key, row in self.failures.items():
            row["tries"] = tries.get(key, 0) + 1
            due = revisit.retry_at(row["outcome"], row["tries"], moment(row["at"]))
            row["retry_at"] = micros(due)
            if revisit.is_passing(row["outcome"], row["tries"]):
                waiting[key] = row["retry_at"]
        upsert(connection, addresses, list(self.failures.values()))
        self.done |= self.failures.keys() - waiting.keys()
        later = [{"of": key, "due": at} for key, at in waiting.items()]
        _text(connection.dialect, "wait").run_all(connection, later)

    def _write_sightings(self, connection: Connection) -> None:
        """Where listings showed what, and what that adds to known articles."""
        shown = SHOWN.rows(connection, {key for _, key in self.sightings})
        known = {(category, key) for category, key in shown}
        rows = list(self.sightings.values())
        upsert(connection, sightings, rows, keep=("first_at",))
        self._add_places(connection, known)

    def _add_places(self, connection: Connection, known: set[tuple[int, int]]) -> None:
        """Further listings and addresses of articles: no fetch is needed for them."""
        urls = dict(URLS.rows(connection, {article_id for article_id, _, _ in self.seen}))
        for article_id, place, entry in self.seen:
            if place not in known or entry.url != urls.get(article_id, entry.url):
                self._add_place(connection, article_id, entry)

    def _add_place(self, connection: Connection, article_id: str, entry: ListingEntry) -> None:
        columns = (articles.c.document, articles.c.duplicate_of, articles.c.overlaps)
        query = select(*columns).where(articles.c.id == article_id)
        row = connection.execute(query.where(articles.c.document.is_not(None))).first()
        if row is None:
            return
        article = documents.article_of(row)
        if add_sighting(article, entry):
            document = article_row(article)["document"]
            mine = update(articles).where(articles.c.id == article_id)
            connection.execute(mine.values(document=document))
            self.told.setdefault(article_id, "upsert")


def _set(connection: Connection, column: str, values: dict[str, Any]) -> None:
    rows = [{"of": article_id, "new": value} for article_id, value in values.items()]
    _text(connection.dialect, column).run_all(connection, rows)


def _delete(connection: Connection, table: Table, keys: Iterable[int]) -> None:
    """Deletes the few of these rows that are there."""
    there = [{"of": key} for (key,) in THERE[table.name].rows(connection, keys)]
    _text(connection.dialect, table.name).run_all(connection, there)


def _visited(_: Any) -> dict[str, Any]:
    """A row that is written again is another visit."""
    return {"visits": articles.c.visits + literal_column("1")}


MINE = articles.c.id == bindparam("of")
TEXTS: dict[str, Any] = {
    "visit": update(articles)
    .where(MINE)
    .values(visited_at=bindparam("when"), visits=articles.c.visits + literal_column("1")),
    "views": update(articles).where(MINE).values(views=bindparam("new")),
    "wait": update(pending)
    .where(pending.c.key == bindparam("of"))
    .values(retry_at=bindparam("due"), tries=pending.c.tries + literal_column("1")),
    "pending": delete(pending).where(pending.c.key == bindparam("of")),
    "addresses": delete(addresses).where(addresses.c.key == bindparam("of")),
}


@lru_cache(maxsize=32)
def _text(dialect: Dialect, name: str) -> Text:
    return Text(TEXTS[name], dialect)
