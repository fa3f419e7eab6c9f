"""Reading a store: what a program, a page or an export may ask of it.

Every method reads committed data, blocks no writer, and raises StoreFault or DamagedStore where
the store cannot be read. Nobody outside `store/` needs to know the tables.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Concatenate, NamedTuple, ParamSpec, Self, TypeVar

from sqlalchemy import Connection, Engine, Select, func, or_, select

from newsbot.errors import StoreFault
from newsbot.items import Article
from newsbot.store import documents, leases, log, standings, still
from newsbot.store.identity import key_hash
from newsbot.store.leases import RunRow
from newsbot.store.moments import micros, moment
from newsbot.store.opening import open_engine, read_faults, shown
from newsbot.store.quick import Quick
from newsbot.store.rows import category_key
from newsbot.store.server import again
from newsbot.store.standings import OpenRun, Standing
from newsbot.store.statements import Listed
from newsbot.store.tables import articles, keys, observations, runs, sightings, versions
from newsbot.store.views import ORIGINS

P = ParamSpec("P")
T = TypeVar("T")

AT_A_TIME = 500
"""Rows that a long read holds in memory."""

DOCUMENT = (articles.c.document, articles.c.duplicate_of, articles.c.overlaps)
KEPT = Listed(select(*DOCUMENT), articles.c.id)


class Kept(NamedTuple):
    """A row of KEPT."""

    document: bytes | None
    duplicate_of: str | None
    overlaps: str | None


@dataclass(frozen=True, slots=True)
class Version:
    """What an article said from `at` on; `changed` says what was new: title, text, numbers,
    withdrawn, gone (empty for the first). `article` is None where the text has expired."""

    version: int
    at: datetime
    changed: tuple[str, ...]
    article: Article | None


@dataclass(frozen=True, slots=True)
class Observation:
    """A view count as it was seen at `at` (UTC); `origin` is article or listing.

    Not `exact`: a lower bound. Not `believed`: less than was seen before.
    """

    at: datetime
    views: int
    exact: bool
    believed: bool
    origin: str


@dataclass(frozen=True, slots=True)
class SiteRow:
    """A site as the store knows it: how many articles have not expired, and when the newest of all
    was first seen."""

    site: str
    articles: int
    newest_at: datetime | None


class Reading:
    """The reading side of a store."""

    def __init__(self, url: str, *, make: bool = True) -> None:
        """Opens a store; with `make=False` raises StoreFault rather than making an empty one."""
        self.url = url
        self.engine: Engine
        self.engine, self.schema_before = open_engine(url, make=make)
        self.read_only = bool(still.why_read_only(self.engine.url))
        self.quick = Quick(self.engine, url)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Lets the database go."""
        self.quick.close()
        self.engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the store, for what is read piece by piece."""
        with read_faults(self.url), self.engine.connect() as connection:
            yield connection
            if still.is_changed(self.engine, connection.info):
                raise StoreFault(f"{shown(self.url)} was written to while it was read: try again")

    def read(
        self, ask: Callable[Concatenate[Connection, P], T], *args: P.args, **named: P.kwargs
    ) -> T:
        """What a question to one state of the store gives; asked again where a server broke it
        off. Raises StoreFault."""

        def attempt() -> T:
            with self.engine.connect() as connection:
                return ask(connection, *args, **named)

        with read_faults(self.url):
            return again(self.engine, attempt)

    # --- Articles -----------------------------------------------------------------------------

    def article(self, article_id: str) -> Article | None:
        """The article of an id, as the stream of changes told it last."""
        found = [Kept(*row) for row in self.quick.listed(KEPT, [article_id])]
        return next((documents.article_of(row) for row in found if row.document), None)

    def articles(
        self,
        site: str | None = None,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        category: str | None = None,
        source: str | None = None,
        language: str | None = None,
        newest_first: bool = False,
        limit: int | None = None,
    ) -> Iterator[Article]:
        """Articles in the order in which they were first seen.

        `since` and `until` (aware; the first included, the second not) bound that moment;
        `category` is a slug of any listing that showed the article, on `site` or, without one,
        the article's own. `language` takes in its subtags (zh: zh-Hans, zh-Hant).
        """
        query: Select[Any] = select(*DOCUMENT).where(articles.c.document.is_not(None))
        query = self._chosen(query, site, category, source, language)
        if since:
            query = query.where(articles.c.first_seen_at >= micros(since))
        if until:
            query = query.where(articles.c.first_seen_at < micros(until))
        order: Sequence[Any] = (articles.c.first_seen_at, articles.c.number)
        order = [column.desc() for column in order] if newest_first else order
        with self.reading() as connection:
            held = connection.execution_options(yield_per=AT_A_TIME)
            for row in held.execute(query.order_by(*order).limit(limit)):
                yield documents.article_of(row)

    def _chosen(
        self,
        query: Select[Any],
        site: str | None,
        category: str | None,
        source: str | None,
        language: str | None,
    ) -> Select[Any]:
        if site:
            query = query.where(articles.c.site == site)
        if source:
            query = query.where(articles.c.source == source)
        if language:
            tag = articles.c.language
            query = query.where(or_(tag == language, tag.like(f"{language}-%")))
        if category and site:
            shown = select(keys.c.article).join(sightings, sightings.c.key == keys.c.key)
            shown = shown.where(sightings.c.category == category_key(site, category))
            mine = articles.c.category_slug == category
            return query.where(or_(mine, articles.c.number.in_(shown)))
        return query.where(articles.c.category_slug == category) if category else query

    def find(self, site: str, key: str) -> str | None:
        """The id of the article that a site's address key leads to (see fields.address_key)."""
        query = select(articles.c.id).join(keys, keys.c.article == articles.c.number)
        query = query.where(keys.c.key == key_hash(site, key))
        found: str | None = self.read(lambda connection: connection.scalar(query))
        return found

    def versions(self, article_id: str) -> list[Version]:
        """Everything that an article has said, oldest first; the last one is how it is now."""
        query = select(versions).join(articles, articles.c.number == versions.c.article)
        query = query.where(articles.c.id == article_id).order_by(versions.c.version)
        rows = self.read(lambda connection: connection.execute(query).all())
        now = self.article(article_id)
        if not rows:
            told = now and (now.fetched_at or now.first_seen_at)
            return [Version(now.version, told, (), now)] if now and told else []
        return [self._version(row, now if row is rows[-1] else None) for row in rows]

    def _version(self, row: Any, now: Article | None) -> Version:
        said = documents.read_article(row.document) if row.document else now
        changed = tuple(row.changed.split(",")) if row.changed else ()
        return Version(row.version, moment(row.at), changed, said)

    def observations(self, article_id: str) -> list[Observation]:
        """An article's view counts in the order in which they were seen."""
        query = select(observations).join(articles, articles.c.number == observations.c.article)
        query = query.where(articles.c.id == article_id).order_by(observations.c.at)
        rows = self.read(lambda connection: connection.execute(query).all())
        return [
            Observation(moment(row.at), row.views, row.exact, row.believed, ORIGINS[row.origin])
            for row in rows
        ]

    # --- Sites and runs -----------------------------------------------------------------------

    def standing(self, site: str, base: str = "") -> Standing:
        """How a site stands after its last run; empty texts before its first."""
        return self.read(standings.read_one, site, base)

    def standing_runs(self) -> dict[str, int]:
        """Each scheduled site, and the run after which it stands as it does."""
        return self.read(standings.read_runs)

    def schedules(self, sites: Collection[str]) -> dict[str, tuple[int, str]]:
        """Some sites: the run after which each stands so, and what the schedule remembers."""
        return self.read(standings.read_schedules, sites)

    def latest_runs(self) -> list[tuple[Standing, RunRow]]:
        """How every site stands, and its last run, by name."""
        return self.read(standings.read_latest)

    def open_runs(self) -> list[OpenRun]:
        """The runs that go on, or were killed and nobody noticed yet."""
        return self.read(standings.read_open)

    def runs_before(
        self, site: str, before: int, *, limit: int, untroubled: bool = False
    ) -> list[RunRow]:
        """The runs of a site that ended before the run number `before`, newest first;
        `untroubled`: only those in which no monitor found anything."""
        return self.read(standings.read_before, site, before, limit, untroubled=untroubled)

    def sites(self) -> list[SiteRow]:
        """The sites that have articles or runs, by name."""
        found = self.read(_sites)
        return [found[site] for site in sorted(found)]

    def runs(self, site: str | None = None, limit: int = 50) -> list[RunRow]:
        """The latest runs, newest first."""
        return self.read(leases.read, site, limit)

    def run(self, number: int) -> RunRow | None:
        """One run; None where there is no such."""
        return self.read(leases.read_one, number)

    # --- Changes ------------------------------------------------------------------------------

    def changes(self, after: int = 0, limit: int = AT_A_TIME) -> list[log.Change]:
        """At most `limit` changes above the sequence number `after`, in order.

        An article that changed several times since comes once, as it is now.
        """
        return self.read(log.read, after, limit)

    def cursor(self, name: str) -> int:
        """How far the reader of changes called `name` has come; 0 at first."""
        return self.read(log.cursor, name)

    def last_seq(self) -> int:
        """The newest sequence number that the log of changes has given; 0 at first."""
        return self.read(log.last)


def _sites(connection: Connection) -> dict[str, SiteRow]:
    counted = select(articles.c.site, func.count(), func.max(articles.c.first_seen_at))
    found = {
        site: SiteRow(site, count, moment(newest))
        for site, count, newest in connection.execute(counted.group_by(articles.c.site))
    }
    expired = select(articles.c.site, func.count()).where(articles.c.document.is_(None))
    for site, count in connection.execute(expired.group_by(articles.c.site)):
        found[site] = replace(found[site], articles=found[site].articles - count)
    for site in connection.execute(select(runs.c.site).distinct()).scalars():
        found.setdefault(site, SiteRow(site, 0, None))
    return found
