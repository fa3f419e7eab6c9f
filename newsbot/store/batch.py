"""A batch: what waits to be written, gathered by table, and written in one transaction.

Work is gathered by table because one statement for many rows costs a tenth of one for each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select, update

from newsbot import revisit
from newsbot.items import ListingEntry
from newsbot.store import documents, log
from newsbot.store.moments import micros, moment
from newsbot.store.rows import (
    Row,
    add_sighting,
    article_row,
    insertion,
    parts,
    upsert,
)
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

NEVER_REPLACED = ("id", "first_seen_at", "visits", "duplicate_of", "overlaps")
"""Columns of an article that a later visit leaves as they are, or that are counted up."""


@dataclass(slots=True)
class Batch:
    """Rows that wait. An article is named by its id; its number is looked up when it is written.

    `seen` are listing entries of known articles, by their id; `done` are keys that are fetched
    no more; `later` is further work inside the transaction.
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
    at: int = 0

    def write(self, connection: Connection) -> None:
        """Writes everything, the log of changes last."""
        numbers = self._write_articles(connection)
        self._look_up(connection, numbers)
        self._write_keys(connection, numbers)
        self._write_counts(connection, numbers)
        self._write_visits(connection)
        upsert(connection, pending, self.pending, update=False)
        self._write_failures(connection)
        _delete_pending(connection, self.done)
        self._write_sightings(connection)
        for work in self.later:
            work(connection)
        log.tell(connection, self.told, self.at)

    def _write_articles(self, connection: Connection) -> dict[str, Any]:
        """Upserts articles; id -> (number, highest view count) of each."""
        if not self.articles:
            return {}
        if self.versions:
            self._keep_versions(connection)
        statement = insertion(connection, articles)
        row = next(iter(self.articles.values()))
        new = {name: statement.excluded[name] for name in row if name not in NEVER_REPLACED}
        statement = statement.on_conflict_do_update(
            index_elements=["id"], set_={**new, "visits": articles.c.visits + 1}
        ).returning(articles.c.id, articles.c.number, articles.c.views)
        found = connection.execute(statement, list(self.articles.values()))
        return {article_id: (number, views) for article_id, number, views in found}

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

    def _look_up(self, connection: Connection, numbers: dict[str, Any]) -> None:
        """Adds the numbers of articles that were written before."""
        rows = (row["article"] for row in (*self.keys, *self.counts))
        query = select(articles.c.id, articles.c.number, articles.c.views)
        for part in parts({found for found in rows if found not in numbers}):
            for row in connection.execute(query.where(articles.c.id.in_(part))):
                numbers[row.id] = (row.number, row.views)

    def _write_keys(self, connection: Connection, numbers: dict[str, Any]) -> None:
        """Keys: the first article that a key led to keeps it."""
        led = [row for row in self.keys if row["article"] in numbers]
        found = [{**row, "article": numbers[row["article"]][0]} for row in led]
        upsert(connection, keys, found, update=False)
        self.done |= {row["key"] for row in led}
        _delete_addresses(connection, [row["key"] for row in led])

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
        if self.visits:
            statement = update(articles).where(articles.c.id == bindparam("of"))
            values = {"visited_at": bindparam("when"), "visits": articles.c.visits + 1}
            rows = [{"of": found, "when": at} for found, at in self.visits.items()]
            connection.execute(statement.values(values), rows)

    def _write_failures(self, connection: Connection) -> None:
        """Addresses that gave no article: when each is due again, and whether it still waits."""
        tries: dict[int, int] = {}
        query = select(addresses.c.key, addresses.c.tries)
        for part in parts(self.failures):
            found = connection.execute(query.where(addresses.c.key.in_(part)))
            tries |= {row.key: row.tries for row in found}
        waiting = {}
        for key, row in self.failures.items():
            row["tries"] = tries.get(key, 0) + 1
            due = revisit.retry_at(row["outcome"], row["tries"], moment(row["at"]))
            row["retry_at"] = micros(due)
            if revisit.is_passing(row["outcome"], row["tries"]):
                waiting[key] = row["retry_at"]
        upsert(connection, addresses, list(self.failures.values()))
        self.done |= self.failures.keys() - waiting.keys()
        if waiting:
            later = update(pending).where(pending.c.key == bindparam("of"))
            later = later.values(retry_at=bindparam("due"), tries=pending.c.tries + 1)
            connection.execute(later, [{"of": key, "due": at} for key, at in waiting.items()])

    def _write_sightings(self, connection: Connection) -> None:
        """Where listings showed what, and what that adds to known articles."""
        known: set[tuple[int, int]] = set()
        for category in {pair[0] for pair in self.sightings}:
            query = select(sightings.c.key).where(sightings.c.category == category)
            mine = [key for found, key in self.sightings if found == category]
            for part in parts(mine):
                found = connection.execute(query.where(sightings.c.key.in_(part)))
                known |= {(category, key) for key in found.scalars()}
        rows = list(self.sightings.values())
        upsert(connection, sightings, rows, keep=("first_at",))
        self._add_places(connection, known)

    def _add_places(self, connection: Connection, known: set[tuple[int, int]]) -> None:
        """Further listings and addresses of articles: no fetch is needed for them."""
        urls: dict[str, str] = {}
        for part in parts({article_id for article_id, _, _ in self.seen}):
            query = select(articles.c.id, articles.c.url).where(articles.c.id.in_(part))
            urls |= {row.id: row.url for row in connection.execute(query)}
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
    if values:
        statement = update(articles).where(articles.c.id == bindparam("of"))
        rows = [{"of": article_id, "new": value} for article_id, value in values.items()]
        connection.execute(statement.values({column: bindparam("new")}), rows)


def _delete_pending(connection: Connection, done: Iterable[int]) -> None:
    for part in parts(done):
        connection.execute(delete(pending).where(pending.c.key.in_(part)))


def _delete_addresses(connection: Connection, led: Iterable[int]) -> None:
    """An address that led to an article at last has no failure any more."""
    for part in parts(led):
        connection.execute(delete(addresses).where(addresses.c.key.in_(part)))
