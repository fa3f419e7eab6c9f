"""The store: what newsbot remembers of sites, runs, articles and addresses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from time import monotonic
from typing import Any

from sqlalchemy import Connection

from newsbot.errors import WriteFault
from newsbot.items import Article, ListingEntry
from newsbot.store import (
    backlog,
    known,
    leases,
    log,
    rows,
    standings,
    thumbnails,
    walks,
)
from newsbot.store.backlog import Waiting
from newsbot.store.batch import Batch
from newsbot.store.identity import key_hash
from newsbot.store.known import Known
from newsbot.store.leases import RunHandle
from newsbot.store.moments import micros
from newsbot.store.standings import Standing
from newsbot.store.upkeep import Upkeep
from newsbot.store.walks import Validators
from newsbot.store.writer import Writer

BRIEF = 0.02
"""Seconds that a transaction may take to open without having waited."""


class Store(Upkeep):
    """An open store. Reads answer at once; writes are queued, in order (see writer.py)."""

    def __init__(self, url: str, *, make: bool = True) -> None:
        super().__init__(url, make=make)
        self.writer = Writer(self.engine, url)

    # --- Runs ---------------------------------------------------------------------------------

    def begin_run(
        self, site: str, *, command: str, now: datetime, lease_seconds: float = 60
    ) -> RunHandle:
        """Takes a site's lease; raises SiteBusy where another crawl holds it."""
        asked = monotonic()

        def begin(connection: Connection) -> RunHandle:
            waited = monotonic() - asked  # for another's writing, or a server: it begins now
            began = now + timedelta(seconds=waited) if waited > BRIEF else now
            return leases.begin(connection, site, command, began, lease_seconds)

        return self.write(begin)

    def renew(self, run: RunHandle, now: datetime) -> None:
        """Keeps the lease; queued."""
        self.later(lambda connection: leases.renew(connection, run, now))

    def end_run(self, run: RunHandle, now: datetime, outcome: str, record: dict[str, Any]) -> None:
        """Gives the lease back and leaves the run's record; committed on return."""
        self.later(lambda connection: leases.end(connection, run, now, outcome, record))
        self.flush()

    def stands(self, standing: Standing) -> None:
        """How a site stands after a run; queued."""
        self.later(lambda connection: standings.save(connection, standing))

    def lose(self, run: int, now: datetime, standing: Standing, record: Mapping[str, Any]) -> bool:
        """Marks a run as lost whose process is gone, and how its site stands then; committed.
        False where it had ended before."""

        def lose(connection: Connection) -> bool:
            lost = standings.lose(connection, run, now, record)
            if lost:
                standings.save(connection, standing)
            return lost

        return self.write(lose)

    def expire_runs(self, now: datetime, *, keep: timedelta, keep_quiet: timedelta) -> int:
        """Deletes runs older than `keep`, and those that found nothing, of no trouble, older
        than `keep_quiet`; the number of them. Committed."""
        return self.write(standings.expire, now - keep, now - keep_quiet)

    # --- Pictures -----------------------------------------------------------------------------

    def illustrated(self, article_id: str, url: str, file: str) -> None:
        """An article shows the small copy of the picture at an address; queued."""
        self.later(lambda connection: thumbnails.add(connection, article_id, url, file))

    def thumbnail(self, url: str) -> str | None:
        """The file that is the small copy of the picture at an address, where there is one."""
        return self.read(thumbnails.find, url)

    # --- What is known ------------------------------------------------------------------------

    def known(
        self, site: str, wanted: Sequence[str], content_hash: str | None = None
    ) -> dict[str, Known]:
        """What is known of a site's address keys, and of a text (see `look_up`)."""
        return known.look_up(self.quick, self.secret, site, wanted, content_hash)

    def waiting(self, site: str, now: datetime) -> list[Waiting]:
        """Addresses of a site that were found and not fetched, oldest first."""
        return self.read(backlog.read, site, now)

    def validators(self, url: str) -> Validators | None:
        """What a listing's first page is to be asked with, if it was read before."""
        return self.read(walks.validators, url)

    def memories(self, site: str) -> dict[str, bytes]:
        """What walking each category of a site left (see newsbot/walk.py), by slug."""
        return self.read(walks.memories, site)

    # --- Writes -------------------------------------------------------------------------------

    def keep(
        self, article: Article, led_by: Iterable[str], run: RunHandle, changed: Sequence[str] = ()
    ) -> None:
        """An article, the keys that lead to it and its view count, in one transaction; queued.

        `changed` says what a new version (`article.version` raised by one) has changed.
        """
        row, led = rows.article_row(article), rows.key_rows(article.site, led_by, article.id)
        count = rows.article_count(article)

        def add(batch: Batch) -> None:
            batch.articles[article.id] = row
            batch.keys += led
            batch.told[article.id] = "upsert"
            if changed:
                batch.versions[article.id] = ",".join(changed)
            if count:
                batch.counts.append(count)

        self.writer.put(add)

    def visited(self, article: Article, led_by: Iterable[str], run: RunHandle) -> None:
        """A visit of a known article that found nothing new, and its view count; queued."""
        assert article.fetched_at is not None
        at, count = micros(article.fetched_at), rows.article_count(article)
        led = rows.key_rows(article.site, led_by, article.id)

        def add(batch: Batch) -> None:
            batch.visits[article.id] = at
            batch.keys += led
            if count:
                batch.counts.append(count)

        self.writer.put(add)

    def alias(self, site: str, led_by: Iterable[str], article_id: str) -> None:
        """Further addresses of an article that is kept; queued."""
        led = rows.key_rows(site, led_by, article_id)
        self.writer.put(lambda batch: batch.keys.extend(led))

    def listed(
        self,
        site: str,
        shown: Mapping[str, ListingEntry],
        known_ids: Mapping[str, str],
        wanted: Iterable[str],
    ) -> None:
        """What a listing's page showed, by address key; queued.

        `known_ids`: keys that lead to articles; `wanted`: keys that are to be fetched and wait
        in the store until then.
        """
        seen = [rows.sighting_row(site, key, entry) for key, entry in shown.items()]
        waiting = [rows.pending_row(site, key, shown[key]) for key in wanted if key in shown]
        ids = [(known_ids[key], key_hash(site, key), shown[key]) for key in known_ids]
        counts = [c for found, _, entry in ids if (c := rows.entry_count(found, entry))]

        def add(batch: Batch) -> None:
            batch.sightings |= {(row["category"], row["key"]): row for row in seen}
            batch.pending += waiting
            batch.counts += counts
            for article_id, key, entry in ids:
                place = (rows.category_key(site, entry.category_slug), key)
                batch.seen.append((article_id, place, entry))

        self.writer.put(add)

    def failed(self, site: str, outcomes: Mapping[str, tuple[str, datetime]]) -> None:
        """Address keys that gave no article: key -> (outcome, when); queued."""
        found = {
            (key := key_hash(site, name)): {"key": key, "outcome": outcome, "at": micros(at)}
            for name, (outcome, at) in outcomes.items()
        }
        if found:
            self.writer.put(lambda batch: batch.failures.update(found))

    def walked(
        self, site: str, slug: str, memory: bytes, *, at: datetime, page: Validators | None
    ) -> None:
        """The end of a category's walk: what it leaves for the next, and the validators of its
        first page, in one transaction; queued."""
        self.later(lambda connection: walks.save(connection, site, slug, memory, at=at, page=page))

    def link(self, article_id: str, duplicate_of: str | None, overlaps: Iterable[str]) -> None:
        """What a kept article is a copy of and overlaps with; queued, told where it is new."""
        links = {article_id: (duplicate_of, list(overlaps))}
        self.writer.put(
            lambda batch: batch.later.append(
                lambda connection: log.relink(connection, links, batch.at)
            )
        )

    def advance(self, name: str, seq: int) -> None:
        """Notes that the reader of changes `name` has everything up to `seq`; committed."""
        self.write(log.advance, name, seq)

    # --- The writer ---------------------------------------------------------------------------

    def later(self, work: Any) -> None:
        """Further work inside the writer's next transaction: a function of its connection."""
        self.writer.put(lambda batch: batch.later.append(work))

    @property
    def fault(self) -> WriteFault | None:
        """Why nothing is written any more; None as long as all is well."""
        return self.writer.fault

    def flush(self) -> None:
        """Waits until all writes are committed; raises WriteFault where one failed."""
        self.writer.flush()

    def settle(self) -> None:
        """Waits until all writes are committed or have failed; `fault` tells."""
        self.writer.settle()

    def close(self) -> None:
        """Commits what is left and lets the file go."""
        self.writer.close()
        super().close()


def open_store(url: str, *, make: bool = True) -> Store:
    """The store of a URL, made on first use, or with `make=False` not made where there is none;
    raises StoreFault, NewerStore or DamagedStore."""
    return Store(url, make=make)
