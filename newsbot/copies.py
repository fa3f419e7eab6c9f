"""Copies: articles that repeat or overlap others, found while they are crawled and kept.

A crawl must not wait for commits, so an article is compared twice: with what is committed and what
this process has handed in, when it passes; and, in the transaction that keeps it, with what other
processes have kept since. Two processes that meet two copies at the same moment link them so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import orjson
from sqlalchemy import Connection, or_, select

from newsbot.dedupe.detector import ask, compare
from newsbot.dedupe.explanation import Text, explain
from newsbot.dedupe.fingerprint import STORED_KEYS, Draft, Fingerprint, Reading, draft
from newsbot.dedupe.index import WEEK, MemoryIndex, week_of, window
from newsbot.dedupe.lines import EPOCH
from newsbot.dedupe.representative import Member, representative
from newsbot.dedupe.verdict import WINDOW, Verdict
from newsbot.errors import UnknownName
from newsbot.items import Article
from newsbot.store import Store, log, open_store, texts
from newsbot.store.moments import micros
from newsbot.store.tables import articles
from newsbot.store.texts import TextIndex

UNCOMMITTED = 2_000
"""Articles of this process that the writer may not have committed yet; it holds 1,100 at most."""

MINUTE = 60_000_000
"""Microseconds."""


@dataclass(slots=True)
class Look:
    """What an article was found to be, and what is needed to look again when it is kept.

    `last`: the last text of each week that was committed then; `handed_in`: articles of this
    process that were compared with it.
    """

    told: Draft
    reading: Reading
    whole: Reading | None
    verdict: Verdict
    last: dict[int, int]
    handed_in: int


@dataclass(slots=True)
class Copies:
    """The copies among the articles of one process and one store."""

    store: Store
    index: MemoryIndex = field(default_factory=MemoryIndex)
    serials: dict[str, int] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)
    serial: int = 0

    def look(self, article: Article) -> Look:
        """Compares an article with everything that is known by now."""
        minute = minute_of(article)
        told = draft(article.title or "", article.text, minute)
        with self.store.reading() as connection:
            kept = TextIndex(connection)
            weeks = window(minute, WINDOW)
            common = kept.common(told.edges, weeks)
            reading = told.without(common)
            whole = told.without(set()) if common else None
            keys = {*reading.keys, *(whole.keys if whole else ())}
            found = kept.find(keys, weeks, article.id)
            found |= self.index.find(keys, weeks, article.id)
            verdict = compare(reading, whole, found)
        return Look(told, reading, whole, verdict, kept.last, self.serial)

    def original(self, article: Article, look: Look) -> str | None:
        """The id of the article that stands for this one and its copies; None if it does itself."""
        with self.store.reading() as connection:
            kept = TextIndex(connection)
            rows = _rows(connection, look.verdict.matches)
            heads = _rows(connection, {row.duplicate_of or row.id for row in rows.values()})
            pool = {name: member_of(kept, row) for name, row in heads.items()}
        ours = {name: self.members[name] for name in look.verdict.matches if name in self.members}
        pool |= {name: one for name, one in ours.items() if name not in rows}
        chosen = representative([*pool.values(), member(article, look)])
        return None if chosen == article.id else chosen

    def remember(self, article: Article, look: Look, *, known: bool) -> None:
        """Has an article remembered in the transaction that keeps it; queued.

        `known`: it was kept before, with another text, and may lose its links.
        """
        self._hand_in(article, look)
        ours = dict(self.serials)

        def write(connection: Connection, at: int) -> None:
            kept = TextIndex(connection)
            kept.lock()
            verdict = self._look_again(kept, article.id, look, ours)
            counted = look.told.edges if verdict.kind != "duplicate" else {}
            keys = look.reading.keys[:STORED_KEYS]
            packed = look.reading.print.pack()
            kept.put(article.id, week_of(look.told.minute), keys, packed, counted)
            if known or verdict.kind != "new":
                link(kept, article.id, verdict, at)

        self.store.writer.put(
            lambda batch: batch.later.append(lambda connection: write(connection, batch.at))
        )

    def _look_again(self, kept: TextIndex, name: str, look: Look, ours: dict[str, int]) -> Verdict:
        """The verdict, with what other processes have kept since the first look."""
        keys = {*look.reading.keys, *(look.whole.keys if look.whole else ())}
        found = kept.find(keys, window(look.told.minute, WINDOW), name, after=look.last)
        fresh = {
            other: packed
            for other, packed in found.items()
            if not 0 < ours.get(other, 0) <= look.handed_in
        }
        if not fresh:
            return look.verdict
        later, first = compare(look.reading, look.whole, fresh), look.verdict
        matches = tuple(dict.fromkeys((*first.matches, *later.matches)))
        overlaps = tuple(dict.fromkeys((*first.overlaps, *later.overlaps)))
        return Verdict.of_both(matches, overlaps)

    def _hand_in(self, article: Article, look: Look) -> None:
        keys, packed = look.reading.keys[:STORED_KEYS], look.reading.print.pack()
        self.index.put(article.id, week_of(look.told.minute), keys, packed, ())
        self.serial += 1
        self.serials.pop(article.id, None)
        self.serials[article.id] = self.serial
        self.members[article.id] = member(article, look)
        if len(self.serials) > UNCOMMITTED:
            oldest = next(iter(self.serials))
            del self.serials[oldest], self.members[oldest]
            self.index.forget(oldest)


# --- In the transaction that keeps an article -------------------------------------------------


def link(kept: TextIndex, article_id: str, verdict: Verdict, at: int) -> None:
    """Links an article that is kept, and its copies anew where another one stands for them now."""
    connection = kept.connection
    near = _rows(connection, (*verdict.matches, *verdict.overlaps, article_id))
    matched = [near[name] for name in verdict.matches if name in near]
    heads = {row.duplicate_of or row.id for row in matched} - {article_id}
    heads &= _rows(connection, heads).keys()
    overlaps = [name for name in verdict.overlaps if name in near and name != article_id]
    cluster = _cluster(connection, {*heads, article_id})
    pool = [member_of(kept, cluster[name]) for name in (*heads, article_id)]
    chosen = representative(pool)
    links: dict[str, tuple[str | None, Iterable[str]]] = {
        name: (None if name == chosen else chosen, orjson.loads(row.overlaps or "[]"))
        for name, row in cluster.items()
    }
    links[article_id] = (links[article_id][0], overlaps)
    log.relink(connection, links, at)


COLUMNS = (
    articles.c.id,
    articles.c.site,
    articles.c.url,
    articles.c.source,
    articles.c.published_at,
    articles.c.fetched_at,
    articles.c.duplicate_of,
    articles.c.overlaps,
)


def _rows(connection: Connection, ids: Collection[str]) -> dict[str, Any]:
    if not ids:
        return {}
    query = select(*COLUMNS).where(articles.c.id.in_(list(ids)))
    return {row.id: row for row in connection.execute(query)}


def _cluster(connection: Connection, heads: Collection[str]) -> dict[str, Any]:
    """The articles that these stand for, and themselves."""
    mine = or_(articles.c.id.in_(list(heads)), articles.c.duplicate_of.in_(list(heads)))
    return {row.id: row for row in connection.execute(select(*COLUMNS).where(mine))}


def member_of(kept: TextIndex, row: Any) -> Member:
    """An article's row as one of a cluster."""
    packed = kept.holds(row.id)
    length = Fingerprint.unpack(packed).size if packed else 0
    host = urlsplit(row.url).hostname or ""
    moment = row.published_at if row.published_at is not None else row.fetched_at
    return Member(row.id, row.site, host, row.source, moment, length)


def member(article: Article, look: Look) -> Member:
    """An article as one of a cluster."""
    host = urlsplit(article.url).hostname or ""
    at = article.published_at or article.fetched_at or EPOCH
    return Member(
        article.id, article.site, host, article.source, micros(at), look.reading.print.size
    )


def minute_of(article: Article) -> int:
    """When an article was published, else fetched, in minutes since 1970."""
    at: datetime = article.published_at or article.fetched_at or EPOCH
    return micros(at) // MINUTE


# --- The memory as a whole --------------------------------------------------------------------


def open_texts(url: str) -> Store:
    """A store that may be asked about texts; raises StoreFault where another version wrote it."""
    store = open_store(url)
    with store.writing() as connection:
        texts.prepare(connection)
    return store


def latest(store: Store) -> int:
    """The minute with which the latest week of the memory begins; 0 for an empty one."""
    with store.reading() as connection:
        return max(TextIndex(connection).last, default=0) * WEEK


def explained(store: Store, one: str, other: str) -> str:
    """Two articles side by side; raises UnknownName where the store has no such article."""
    told = []
    for article_id in (one, other):
        article = store.article(article_id)
        if article is None:
            raise UnknownName(f"no article {article_id} in {store.url}: name two ids of articles")
        told.append(Text(article_id, article.title or "", article.text, minute_of(article)))
    return explain(*told)


def rebuild(store: Store) -> int:
    """Makes the memory of texts anew from the articles; their number. Links stay as they are."""
    count = 0
    with store.writing() as connection:
        texts.clear(connection)
        index = TextIndex(connection)
        for article in store.articles():
            ask(
                index,
                article.id,
                article.title or "",
                article.text,
                minute_of(article),
                probe=False,
            )
            count += 1
    return count
