"""Copies: articles that repeat or overlap others, found while they are crawled and kept.

A crawl must not wait for commits, so an article is compared twice: with what is committed and what
this process has handed in, when it passes; and, in the transaction that keeps it, with what other
processes have kept since. Two processes that meet two copies at the same moment link them so.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, ClassVar, NamedTuple
from weakref import WeakKeyDictionary

from sqlalchemy import Connection

from newsbot.cluster import article_rows, link, member, member_of
from newsbot.dedupe.detector import compare
from newsbot.dedupe.fingerprint import STORED_KEYS, Draft, Reading, draft
from newsbot.dedupe.index import MemoryIndex, Place, place, week_at, week_of, window
from newsbot.dedupe.paragraphs import common as frequent
from newsbot.dedupe.representative import Member, representative
from newsbot.dedupe.verdict import WINDOW, Verdict
from newsbot.items import Article
from newsbot.memory import is_current, minute_of, rebuild
from newsbot.store import Store
from newsbot.store.texts import TextIndex

UNCOMMITTED = 2_000
"""Articles of this process that the writer may not have committed yet; it holds 1,100 at most."""

HELD = 5_000
"""Articles of this process whose texts are in memory, 2.3 kB each: the store need not be asked for
the weeks whose texts are all among them."""

LOOKS = 50
"""Articles that were looked at and not yet remembered: those of all sites that are on their way
through the pipelines. A look holds a hundred times what is kept of it."""


class Look(NamedTuple):
    """What an article was found to be, and what is needed to look again when it is kept.

    `last`: the last text of each week that was committed then; `handed_in`: how many articles this
    process had handed in.
    """

    told: Draft
    reading: Reading
    whole: Reading | None
    verdict: Verdict
    last: dict[int, int]
    handed_in: int


class Handed(NamedTuple):
    """An article that was handed in: what is to be remembered of it."""

    id: str
    is_known: bool
    look: Look
    keys: list[int]
    packed: bytes
    serial: int


class Written:
    """Where in the store the latest texts of this process stand; the writer's thread notes it."""

    def __init__(self) -> None:
        self.serials: dict[Place, int] = {}
        self.places: dict[int, Place] = {}
        self.firsts: dict[int, tuple[int, float]] = {}

    def note(self, serial: int, place: Place) -> None:
        """Notes a text's place. A transaction that is run again may give it another: whoever has
        the old one then is a stranger."""
        self._leave(serial)
        self.places[serial], self.serials[place] = place, serial
        if len(self.places) > HELD:
            self._leave(next(iter(self.places)))

    def _leave(self, serial: int) -> None:
        """Forgets a text's place, unless it is another's by now: a week that was dropped and is
        opened again counts from 1."""
        place = self.places.pop(serial, None)
        if place is not None and self.serials.get(place) == serial:
            del self.serials[place]

    def by(self, place: Place) -> float:
        """The serial of the text that stands in a place; infinite for another process's."""
        return self.serials.get(place, math.inf)

    def first_of(self, week: int, last: int) -> float:
        """The lowest serial of a week's texts up to number `last`; 0 where another process's, or
        one from before, is among them."""
        seen, first = self.firsts.get(week, (0, math.inf))
        if last < seen:  # dropped, and opened again
            seen, first = 0, math.inf
        for number in range(seen + 1, last + 1) if first else ():
            serial = self.by(place(week, number))
            first = min(first, serial) if serial < math.inf else 0
            if not first:
                break
        self.firsts[week] = (max(seen, last), first)
        return first


class Copies:
    """The copies among the articles of one process and one store.

    `index`, `serials` and `members` hold the latest articles that were handed in: their texts and
    how often their paragraphs were counted, in which place they came, and what makes them represent
    others before they are committed; `written` says where they stand in the store. `forgotten` is
    the serial of the last one that is held no more. `last` is the last text of each week in the
    store as it was at `pulse`. `looks` waits for `remember`.
    """

    _of: ClassVar[WeakKeyDictionary[Store, Copies]] = WeakKeyDictionary()

    def __init__(self, store: Store) -> None:
        self.store = store
        self.index = MemoryIndex()
        self.serials: dict[str, int] = {}
        self.members: dict[str, Member] = {}
        self.written = Written()
        self.looks: dict[str, Look] = {}
        self.last: dict[int, int] = {}
        self.pulse = ""
        self.serial = self.forgotten = 0

    @classmethod
    def of(cls, store: Store) -> Copies:
        """The copies of an open store, whose memory is made anew if another version made it."""
        if store not in cls._of:
            if not is_current(store):
                rebuild(store)
            cls._of[store] = cls(store)
        return cls._of[store]

    def look(self, article: Article) -> Look:
        """Compares an article with everything that is known by now."""
        told = draft(article.title or "", article.text, minute_of(article))
        quick = self.store.quick
        if quick.is_local and not self._others(told, self._committed()):
            look = self._look(article.id, told)
        else:
            look = quick.read(lambda held: self._look(article.id, told, TextIndex(held)))
        self.looks[article.id] = look
        if len(self.looks) > LOOKS:  # those that were dropped after they were looked at
            del self.looks[next(iter(self.looks))]
        return look

    def _look(self, name: str, told: Draft, kept: TextIndex | None = None) -> Look:
        """Compares a text with the memory, and with the weeks of the store that it does not
        hold."""
        last = kept.last if kept else self.last
        weeks, others = window(told.minute, WINDOW), self._others(told, last) if kept else []
        held = [week for week in weeks if week not in others]
        counts = self.index.counts(told.edges, held)
        common = frequent(counts, kept.counts(told.edges, others) if kept else {})
        reading = told.without(common)
        whole = told.without(set()) if common else None
        keys = {*reading.keys, *(whole.keys if whole else ())}
        found = kept.find(keys, others, name) if kept else {}
        found |= self.index.find(keys, weeks, name)
        return Look(told, reading, whole, compare(reading, whole, found), last, self.serial)

    def _committed(self) -> dict[int, int]:
        """The last text of each week that is committed; it is read once after a commit."""
        pulse = self.store.quick.pulse()
        if pulse != self.pulse:
            self.last = self.store.quick.read(lambda held: TextIndex(held).last)
            self.pulse = pulse
        return self.last

    def _others(self, told: Draft, last: dict[int, int]) -> list[int]:
        """The weeks near a text that the store has to be asked for."""
        weeks = [week for week in window(told.minute, WINDOW) if week in last]
        return [week for week in weeks if not self._holds(week, last[week])]

    def _holds(self, week: int, last: int) -> bool:
        """Whether `index` has all of a week's texts up to number `last`: then the store need not
        be asked for them. A server may run a transaction again, and number its texts anew."""
        return self.store.quick.is_local and self.written.first_of(week, last) > self.forgotten

    def original(self, article: Article, look: Look) -> str | None:
        """The id of the article that stands for this one and its copies; None if it does itself."""
        if not look.verdict.matches:
            return None
        rows, pool = self.store.read(_heads, look.verdict.matches)
        ours = {name: self.members[name] for name in look.verdict.matches if name in self.members}
        pool |= {name: one for name, one in ours.items() if name not in rows}
        chosen = representative([*pool.values(), member(article, look.reading.print.size)])
        return None if chosen == article.id else chosen

    def remember(self, article: Article) -> None:
        """Has an article that was looked at remembered in the transaction that keeps it; queued."""
        look = self.looks.pop(article.id, None)
        if look is None:
            return
        kept = self._hand_in(article, look)
        self.store.writer.put(lambda batch: batch.together.setdefault(self._write, []).append(kept))

    def _write(self, connection: Connection, pieces: list[Handed], at: int) -> None:
        """Remembers articles in the transaction that keeps them."""
        kept = TextIndex(connection)
        kept.lock()
        kept.expect([piece.id for piece in pieces])
        for piece in pieces:
            verdict = self._look_again(kept, piece.id, piece.look)
            counted = piece.look.told.edges if verdict.kind != "duplicate" else {}
            week = week_of(piece.look.told.minute)
            kept.put(piece.id, week, piece.keys, piece.packed, counted)
            self.written.note(piece.serial, place(week, kept.last[week]))
            if piece.is_known or verdict.kind != "new":
                link(kept, piece.id, verdict, at)

    def _look_again(self, kept: TextIndex, name: str, look: Look) -> Verdict:
        """The verdict, with what other processes have kept since the first look."""
        weeks = window(look.told.minute, WINDOW)
        serials, came = self.written.serials, kept.since(look.last, weeks)
        if all(serials.get(place, math.inf) <= look.handed_in for place in came):
            return look.verdict
        keys = {*look.reading.keys, *(look.whole.keys if look.whole else ())}
        found = kept.find(keys, weeks, name, after=look.last)
        fresh = {
            other: packed
            for other, packed in found.items()
            if not 0 < self.serials.get(other, 0) <= look.handed_in
        }
        if not fresh:
            return look.verdict
        later, first = compare(look.reading, look.whole, fresh), look.verdict
        matches = tuple(dict.fromkeys((*first.matches, *later.matches)))
        overlaps = tuple(dict.fromkeys((*first.overlaps, *later.overlaps)))
        return Verdict.of_both(matches, overlaps)

    def _hand_in(self, article: Article, look: Look) -> Handed:
        keys, packed = look.reading.keys[:STORED_KEYS], look.reading.print.pack()
        is_known, is_copy = article.version > 1, look.verdict.kind == "duplicate"
        counted = () if is_known or is_copy else look.told.edges
        self.index.put(article.id, week_of(look.told.minute), keys, packed, counted)
        self.serial += 1
        self.serials.pop(article.id, None)
        self.members.pop(article.id, None)
        self.serials[article.id] = self.serial
        self.members[article.id] = member(article, look.reading.print.size)
        if len(self.members) > UNCOMMITTED:
            del self.members[next(iter(self.members))]
        if len(self.serials) > HELD:
            self._forget(next(iter(self.serials)))
        return Handed(article.id, is_known, look, keys, packed, self.serial)

    def _forget(self, oldest: str) -> None:
        """Lets the oldest text go; its week's paragraphs are asked of the store from now on."""
        self.forgotten = self.serials.pop(oldest)
        if oldest in self.index.places:
            self.index.forget_counts(week_at(self.index.places[oldest]))
            self.index.forget(oldest)


def _heads(
    connection: Connection, found: Sequence[str]
) -> tuple[dict[str, Any], dict[str, Member]]:
    """The store's articles among `found`, and those that stand for them."""
    kept = TextIndex(connection)
    rows = article_rows(connection, found)
    heads = article_rows(connection, {row.duplicate_of or row.id for row in rows.values()})
    return rows, {name: member_of(kept, row) for name, row in heads.items()}
