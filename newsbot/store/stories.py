"""Stories: which reports are of the same event. Derived, like the search index, by following the
log of changes; a link between articles, never a merge.

A report joins the story of the one that is most like it among those of 72 hours, else it begins
one of its own, named after it. A copy is in the story of what it copies.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Index,
    Select,
    String,
    Table,
    func,
    select,
)

from newsbot.store import documents, log
from newsbot.store.browsing import SHOWN, Kept, kept
from newsbot.store.likeness import MOST_REPORTS, SAME_EVENT, Report, Window, report
from newsbot.store.moments import micros
from newsbot.store.statements import upsert
from newsbot.store.tables import articles, changes, metadata, observations

CURSOR = "stories"
DAYS = timedelta(hours=72) // timedelta(microseconds=1)
AT_A_TIME = 100
MOST_TRENDS = 30
MOST_OF_A_STORY = 20

stories = Table(
    "stories",
    metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("story", String, nullable=False),
    Column("at", BigInteger, nullable=False),
    Index("stories_by_story", "story"),
    Index("stories_by_time", "at"),
    info={"article": "number"},
)
"""The story of each article, named after its first report; `at` is when it was first seen."""


class Follower:
    """Follows the log with the reports of the last days in memory; they are read anew where
    another process has followed it in between."""

    def __init__(self) -> None:
        self.window = Window()
        self.story_of: dict[int, str] = {}
        self.seq = -1

    def follow(self, connection: Connection) -> int:
        """Finds the stories of what the next changes brought; how many changes there were."""
        after = log.cursor(connection, CURSOR)
        if after != self.seq:
            self._load(connection)
        rows = connection.execute(_changed(after)).all()
        known = _known(connection, {name for row in rows for name in (row.id, row.duplicate_of)})
        found: dict[int, dict[str, Any]] = {}
        for row in rows:
            if row.document:
                known[row.id] = self._place(row, known)
                placed = {"number": row.number, "story": known[row.id], "at": row.first_seen_at}
                found[row.number] = placed
        upsert(connection, stories, [*found.values()])
        if rows:
            log.advance(connection, CURSOR, rows[-1].seq)
        self.seq = rows[-1].seq if rows else after
        return len(rows)

    def _load(self, connection: Connection) -> None:
        self.window, self.story_of = Window(), {}
        newest = connection.execute(select(func.max(stories.c.at))).scalar() or 0
        last = select(stories.c.at).order_by(stories.c.at.desc()).offset(MOST_REPORTS).limit(1)
        since = max(newest - DAYS, connection.execute(last).scalar() or 0)
        query = select(stories, articles.c.document)
        query = query.join(articles, articles.c.number == stories.c.number)
        query = query.where(stories.c.at > since, articles.c.document.is_not(None))
        held = connection.execution_options(yield_per=AT_A_TIME)
        for row in held.execute(query.order_by(stories.c.at)):
            self._remember(row.number, row.at, row.story, _report(row.document))

    def _remember(self, number: int, at: int, story: str, found: Report) -> None:
        self.window.add(number, at, found)
        self.story_of[number] = story
        self._forget_before(at)

    def _forget_before(self, at: int) -> None:
        for gone in self.window.drop_before(at - DAYS):
            self.story_of.pop(gone, None)

    def _place(self, row: Any, known: Mapping[str, str]) -> str:
        """The story of an article; `known` has those of articles by id."""
        found = _report(row.document)
        story = known.get(row.id) or known.get(row.duplicate_of)
        if story is None:
            self._forget_before(row.first_seen_at)
            close = self.window.closest(found, row.first_seen_at, DAYS)
            same = close is not None and close[1] >= SAME_EVENT
            story = self.story_of[close[0]] if close and same else row.id
        self._remember(row.number, row.first_seen_at, story, found)
        return story


def _changed(after: int) -> Select[Any]:
    wanted = ("id", "number", "first_seen_at", "duplicate_of", "document")
    query = select(changes.c.seq, *(articles.c[name] for name in wanted))
    query = query.join_from(changes, articles, articles.c.id == changes.c.article_id, isouter=True)
    return query.where(changes.c.seq > after).order_by(changes.c.seq).limit(AT_A_TIME)


def _known(connection: Connection, ids: set[str | None]) -> dict[str, str]:
    query = select(articles.c.id, stories.c.story)
    query = query.join(articles, articles.c.number == stories.c.number)
    found = connection.execute(query.where(articles.c.id.in_(ids - {None})))
    return {row.id: row.story for row in found}


def _report(document: bytes) -> Report:
    told = documents.decode(document)
    return report(told.get("title") or "", told.get("text") or "")


@dataclass(frozen=True, slots=True)
class Trend:
    """A story of the last hours: its reports, the oldest first; how many independent sources
    they credit (copies count for nothing); what views it gained an hour."""

    story: str
    reports: Sequence[Kept]
    sources: int
    views_an_hour: float


def of_story(connection: Connection, article_id: str) -> list[Kept]:
    """The reports of an article's story, the oldest first; none before it was followed."""
    story = _known(connection, {article_id}).get(article_id)
    return _reports(connection, [story])[story] if story else []


def trending(connection: Connection, now: datetime, span: timedelta) -> list[Trend]:
    """The stories of the last `span`: those of most independent sources first, then those that
    gain views fastest."""
    since = micros(now - span)
    own = func.coalesce(articles.c.source, articles.c.site)
    sources = func.count(own.distinct()).filter(articles.c.duplicate_of.is_(None))
    query = select(stories.c.story, sources.label("sources"), _gained(since).label("gained"))
    query = query.join(articles, articles.c.number == stories.c.number)
    query = query.where(stories.c.at >= since, stories.c.at < micros(now))
    query = query.group_by(stories.c.story)
    order = (sources.desc(), _gained(since).desc(), func.max(stories.c.at).desc())
    rows = connection.execute(query.order_by(*order).limit(MOST_TRENDS)).all()
    reports = _reports(connection, [row.story for row in rows])
    hours = span / timedelta(hours=1)
    return [
        Trend(row.story, reports[row.story], row.sources, int(row.gained or 0) / hours)
        for row in rows
        if row.story in reports
    ]


def _gained(since: int) -> Any:
    """What the articles of a group gained in views since a moment."""
    seen = observations.c
    mine = select(func.max(seen.views) - func.min(seen.views))
    mine = mine.where(seen.article == articles.c.number, seen.at >= since, seen.believed)
    return func.sum(func.coalesce(mine.correlate(articles).scalar_subquery(), 0))


def _reports(connection: Connection, names: Sequence[str]) -> dict[str, list[Kept]]:
    query = select(*SHOWN, stories.c.story)
    query = query.join(stories, stories.c.number == articles.c.number)
    query = query.where(stories.c.story.in_(names), articles.c.document.is_not(None))
    found: dict[str, list[Kept]] = {}
    for row in connection.execute(query.order_by(stories.c.at, stories.c.number)):
        reports = found.setdefault(row.story, [])
        if len(reports) < MOST_OF_A_STORY:
            reports.append(kept(row))
    return found
