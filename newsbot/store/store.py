"""The store: what newsbot remembers of sites, runs, articles and addresses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

import orjson
from sqlalchemy import Connection, select

from newsbot.items import Article, ListingEntry
from newsbot.records import article_from_record
from newsbot.store import leases, rows
from newsbot.store.identity import key_hash
from newsbot.store.leases import RunHandle, RunRow
from newsbot.store.moments import micros
from newsbot.store.opening import open_engine, write_faults
from newsbot.store.tables import addresses, articles, keys, observations
from newsbot.store.writer import Writer

ASKED_AT_ONCE = 500
"""Keys in one statement."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an address: the article that it leads to, or why it gave none.

    `retry_at` (microseconds since 1970) is when an address without an article is due again.
    """

    article_id: str | None
    outcome: str = "fetched"
    retry_at: int | None = None

    def is_due(self, now: datetime) -> bool:
        """Whether the address should be asked for again."""
        return self.article_id is None and (self.retry_at is None or self.retry_at <= micros(now))


class Store:
    """An open store. Reads answer at once; writes are queued, in order (see writer.py)."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = open_engine(url)
        self.writer = Writer(self.engine, url)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # --- Runs ---------------------------------------------------------------------------------

    def begin_run(
        self, site: str, *, command: str, now: datetime, lease_seconds: float = 60
    ) -> RunHandle:
        """Takes a site's lease; raises SiteBusy where another crawl holds it."""
        with self._write() as connection:
            return leases.begin(connection, site, command, now, lease_seconds)

    def renew(self, run: RunHandle, now: datetime) -> None:
        """Keeps the lease; queued."""
        self.writer.put(lambda connection: leases.renew(connection, run, now))

    def end_run(self, run: RunHandle, now: datetime, outcome: str, record: dict[str, Any]) -> None:
        """Gives the lease back and leaves the run's record; committed on return."""
        self.writer.put(lambda connection: leases.end(connection, run, now, outcome, record))
        self.flush()

    def runs(self, site: str | None = None, limit: int = 50) -> list[RunRow]:
        """The latest runs, newest first."""
        with self.engine.connect() as connection:
            return leases.read(connection, site, limit)

    # --- Reads --------------------------------------------------------------------------------

    def known(self, site: str, wanted: Sequence[str]) -> dict[str, Known]:
        """What is known of a site's address keys; one statement a table."""
        by_hash = {key_hash(site, key): key for key in wanted}
        found: dict[str, Known] = {}
        with self.engine.connect() as connection:
            for part in _parts(list(by_hash)):
                failed = select(addresses).where(addresses.c.key.in_(part))
                for row in connection.execute(failed):
                    found[by_hash[row.key]] = Known(None, row.outcome, row.retry_at)
                led = select(keys.c.key, keys.c.article_id).where(keys.c.key.in_(part))
                for row in connection.execute(led):
                    found[by_hash[row.key]] = Known(row.article_id)
        return found

    def article(self, article_id: str) -> Article | None:
        """The article of an id, as it was kept last."""
        query = select(articles.c.document).where(articles.c.id == article_id)
        with self.engine.connect() as connection:
            document = connection.execute(query).scalar()
        return article_from_record(orjson.loads(document)) if document else None

    def text_owner(self, site: str, content_hash: str) -> str | None:
        """The id of the site's article with this text, or None."""
        query = select(articles.c.id).where(
            articles.c.site == site, articles.c.content_hash == content_hash
        )
        with self.engine.connect() as connection:
            return connection.execute(query).scalar()

    def articles(self, site: str | None = None) -> Iterator[Article]:
        """Every article, in the order of the fetch."""
        query = select(articles.c.document).order_by(articles.c.fetched_at, articles.c.id)
        if site:
            query = query.where(articles.c.site == site)
        with self.engine.connect() as connection:
            for document in connection.execution_options(yield_per=500).execute(query).scalars():
                yield article_from_record(orjson.loads(document))

    # --- Writes -------------------------------------------------------------------------------

    def keep(self, article: Article, led_by: Sequence[str], run: RunHandle) -> None:
        """An article, the keys that lead to it and its view count, in one transaction; queued."""
        prepared = rows.article_rows(article, led_by)
        self.writer.put(lambda connection: rows.write_article(connection, prepared))

    def alias(self, site: str, led_by: Sequence[str], article_id: str) -> None:
        """Further addresses of an article that is kept; queued."""
        hashes = rows.key_rows(site, led_by, article_id)
        self.writer.put(lambda connection: rows.write_keys(connection, hashes))

    def saw(self, sightings: Mapping[str, ListingEntry]) -> None:
        """What a listing showed of articles that are known, by their id; queued."""
        counts = rows.sighting_rows(sightings)

        def write(connection: Connection) -> None:
            rows.upsert(connection, observations, counts)
            rows.write_seen_in(connection, sightings)

        if sightings:
            self.writer.put(write)

    def failed(self, site: str, outcomes: Mapping[str, tuple[str, datetime]]) -> None:
        """Address keys that gave no article: key -> (outcome, when); queued."""
        prepared = rows.failure_rows(site, outcomes)
        if prepared:
            self.writer.put(lambda connection: rows.write_failures(connection, prepared))

    def flush(self) -> None:
        """Waits until all writes are committed; raises WriteFault where one failed."""
        self.writer.flush()

    def close(self) -> None:
        """Commits what is left and lets the file go."""
        self.writer.close()
        self.engine.dispose()

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        """A transaction on the caller's own thread, for what must be certain on return."""
        writing = self.engine.execution_options(writes=True)
        with write_faults(self.url), writing.begin() as connection:
            yield connection


def open_store(url: str) -> Store:
    """The store of a URL, made on first use; raises StoreFault, NewerStore or DamagedStore."""
    return Store(url)


def _parts(numbers: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(numbers), ASKED_AT_ONCE):
        yield numbers[start : start + ASKED_AT_ONCE]
