"""Texts: the index of near-duplicates in the store (an `Index` of newsbot/dedupe/index.py).

A text takes some ten small statements. They are run on the driver's own cursor (see driver.py):
through SQLAlchemy they were three quarters of the time that a text took.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from sqlalchemy import Connection, delete, func, select, update

from newsbot.dedupe.fingerprint import VERSION, Packed
from newsbot.dedupe.index import POSTINGS, Place, best, expired, place, week_at
from newsbot.dedupe.paragraphs import COMMON
from newsbot.store.driver import rows_of
from newsbot.store.shelves import shelf
from newsbot.store.statements import insertion, upsert
from newsbot.store.tables import about, shelves

AT_ONCE = 50
"""Weeks in one statement: SQLite joins at most 500 selects."""


class TextIndex:
    """The index as one connection's transaction sees it.

    `last` holds the weeks that have tables, and the last number given in each: texts with higher
    numbers came later.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.mark = "?" if connection.dialect.paramstyle == "qmark" else "%s"
        self.last: dict[int, int] = dict(self._run("SELECT week, last FROM shelves"))
        self.expected: dict[str, list[tuple[int, int]]] = {}

    def counts(self, paragraphs: Collection[int], weeks: Iterable[int]) -> dict[int, int]:
        """See Index."""
        counts: Counter[int] = Counter()
        for some in self._there(weeks) if paragraphs else ():
            full = _filled(paragraphs)
            sql = _each("SELECT hash, count FROM paragraphs_{} WHERE hash IN", some, len(full))
            for hashed, count in self._run(sql, full * len(some)):
                counts[hashed] += count
        return counts

    def find(
        self,
        keys: Collection[int],
        weeks: Iterable[int],
        but: str,
        after: Mapping[int, int] | None = None,
    ) -> dict[str, Packed]:
        """See Index; `after`: the `last` of an earlier look, for what has come since only."""
        before = dict.fromkeys(self.last, 0) if after is None else after
        changed = {week for week, last in self.last.items() if last > before.get(week, 0)}
        held: list[tuple[Place]] = []
        for some in self._there(changed.intersection(weeks)) if keys else ():
            full = _filled(keys)
            values = [value for week in some for value in (*full, before.get(week, 0))]
            held += self._run(_each(POSTED, some, len(full)), values)
        places = best(np.sort(np.array(held, np.int64).ravel())) if held else []
        texts = self._texts(places)
        found = (texts[place] for place in places if place in texts)
        return {name: Packed.of(bytes(packed)) for name, packed in found if name != but}

    def since(self, before: Mapping[int, int], weeks: Iterable[int]) -> Iterator[Place]:
        """The places of texts that came after an earlier look's `last`."""
        for week in weeks:
            start, last = before.get(week, 0), self.last.get(week, 0)
            yield from range(place(week, start + 1), place(week, last + 1))

    def holds(self, name: str) -> bytes | None:
        """The fingerprint that is remembered under an id."""
        for some in self._there(self.last):
            for _, _, packed in self._named(some, name):
                return bytes(packed)
        return None

    def put(
        self, name: str, week: int, keys: Sequence[int], packed: bytes, paragraphs: Collection[int]
    ) -> None:
        """See Index; inside a transaction that writes."""
        again = self.forget(name)
        if week not in self.last:
            self._open(week)
        number = self.last[week] = self.last[week] + 1
        self._run("UPDATE shelves SET last = ? WHERE week = ?", (number, week))
        table = _suffix(week)
        text = f"INSERT INTO texts_{table} (number, name, fingerprint) VALUES (?, ?, ?)"
        self._run(text, (number, name, packed))
        self.expected[name] = [(week, number)]
        if keys:
            self._post(week, number, keys)
        counted = set(paragraphs)
        if counted and not again:
            self._run(
                f"INSERT INTO paragraphs_{table} (hash, count) "
                f"VALUES {', '.join(['(?, 1)'] * len(counted))} ON CONFLICT (hash) DO UPDATE "
                f"SET count = paragraphs_{table}.count + 1 "
                f"WHERE paragraphs_{table}.count < {COMMON}",
                tuple(counted),
            )

    def forget(self, name: str) -> bool:
        """Forgets the text of an id; False where there was none."""
        if name not in self.expected:
            self.expect([name])
        there = [place for place in self.expected.pop(name) if place[0] in self.last]
        for week, number in there:
            self._run(f"DELETE FROM texts_{_suffix(week)} WHERE number = ?", (number,))
        return bool(there)

    def expect(self, names: Collection[str]) -> None:
        """Looks up at once where the texts of some ids are, which are about to be put."""
        self.expected |= {name: [] for name in names}
        full = _filled(names) if names else []
        asked = f"WITH asked (name) AS (VALUES {', '.join(['(?)'] * len(full))}) "
        for some in self._there(self.last) if names else ():
            for week, number, name in self._run(asked + _each(NAMED, some), full):
                self.expected[name].append((week, number))

    def lock(self) -> None:
        """Makes other writers of texts wait until this transaction ends.

        SQLite has one writer anyway; in PostgreSQL two transactions that each remember a copy
        would not see each other.
        """
        if self.connection.dialect.name != "sqlite":
            row = update(about).where(about.c.name == "texts_version")
            self.connection.execute(row.values(value=str(VERSION)))
            self.last = dict(self._run("SELECT week, last FROM shelves"))

    # --- Statements ---------------------------------------------------------------------------

    def _run(self, sql: str, values: Sequence[Any] = ()) -> Sequence[Any]:
        """The rows that a statement gives; `?` stands for a value."""
        return rows_of(
            self.connection, sql if self.mark == "?" else sql.replace("?", self.mark), values
        )

    def _post(self, week: int, number: int, keys: Sequence[int]) -> None:
        """Puts a text under its keys, in place of the oldest ones where there are too many."""
        values = [value for key in keys for value in (key, number)]
        marks = ", ".join(["(?, ?)"] * len(keys))
        self._run(f"INSERT INTO postings_{_suffix(week)} (key, number) VALUES {marks}", values)
        if number <= POSTINGS:  # no key of this week can have more
            return
        full = _filled(keys)
        for (key,) in self._run(_each(CROWDED, (week,), len(full)), full):
            self._run(_each(OLDEST, (week,)), (key, key))

    def _texts(self, places: Sequence[Place]) -> dict[Place, tuple[str, bytes]]:
        found = {}
        for week in set(map(week_at, places)):
            full = _filled([one - place(week, 0) for one in places if week_at(one) == week])
            sql = "SELECT number, name, fingerprint FROM texts_{} WHERE number IN"
            for number, name, packed in self._run(_each(sql, (week,), len(full)), full):
                found[place(week, number)] = (name, packed)
        return found

    def _named(self, weeks: tuple[int, ...], name: str) -> Sequence[Any]:
        sql = _each("SELECT {week}, number, fingerprint FROM texts_{} WHERE name = ?", weeks)
        return self._run(sql, [name] * len(weeks))

    def _open(self, week: int) -> None:
        """Makes a week's tables, and drops those of weeks that are over."""
        if self.last and week > max(self.last):
            for old in expired({other: self._count(other) for other in self.last}):
                drop(self.connection, old)
                del self.last[old]
        for ddl in shelf(week).ddl:
            self.connection.execute(ddl)
        row = insertion(self.connection, shelves).values(week=week, last=0)
        self.connection.execute(row.on_conflict_do_nothing())
        self.last[week] = 0

    def _count(self, week: int) -> int:
        query = select(func.count()).select_from(shelf(week).texts)
        return self.connection.execute(query).scalar_one()

    def _there(self, weeks: Iterable[int]) -> Iterable[tuple[int, ...]]:
        """Those of the weeks that have tables, as many as one statement takes."""
        there = sorted(week for week in weeks if week in self.last)
        return (tuple(there[at : at + AT_ONCE]) for at in range(0, len(there), AT_ONCE))


NAMED = (  # a list of names in each part would be sorted for each
    "SELECT {week}, number, asked.name FROM asked CROSS JOIN texts_{} "
    "WHERE texts_{}.name = asked.name"
)
POSTED = "SELECT {place} + number FROM postings_{} WHERE key IN AND number > ?"
CROWDED = f"SELECT key FROM postings_{{}} WHERE key IN GROUP BY key HAVING count(*) > {POSTINGS}"
OLDEST = (
    "DELETE FROM postings_{} WHERE key = ? AND number <= (SELECT number FROM postings_{} "
    f"WHERE key = ? ORDER BY number DESC LIMIT 1 OFFSET {POSTINGS})"
)


def _filled(values: Collection[Any]) -> list[Any]:
    """The values of a list, filled up to a round number: few statements have to be prepared."""
    return [*values, *[next(iter(values))] * (-len(values) % 8)]


@lru_cache(maxsize=512)
def _each(one: str, weeks: tuple[int, ...], listed: int = 0) -> str:
    """A statement for the tables of several weeks: {} is a week's suffix, {week} the week, {place}
    where it begins; an IN has so many values."""
    one = one.replace(" IN", f" IN ({', '.join('?' * listed)})")
    parts = (
        one.replace("{week}", str(week))
        .replace("{place}", str(place(week, 0)))
        .replace("{}", _suffix(week))
        for week in weeks
    )
    return " UNION ALL ".join(parts)


def _suffix(week: int) -> str:
    return shelf(week).suffix


# --- The memory as a whole --------------------------------------------------------------------


def version(connection: Connection) -> int | None:
    """The version of the method that made the memory; None where there is none yet."""
    query = select(about.c.value).where(about.c.name == "texts_version")
    told = connection.execute(query).scalar()
    return int(told) if told else None


def claim(connection: Connection) -> None:
    """Notes that the memory is made by this version of the method."""
    upsert(connection, about, [{"name": "texts_version", "value": str(VERSION)}])


def clear(connection: Connection) -> None:
    """Forgets all texts, of whichever version."""
    for week in connection.execute(select(shelves.c.week)).scalars().all():
        drop(connection, week)
    connection.execute(delete(about).where(about.c.name == "texts_version"))


def drop(connection: Connection, week: int) -> None:
    """Drops a week's tables."""
    for table in shelf(week).tables:
        table.drop(connection, checkfirst=True)
    connection.execute(delete(shelves).where(shelves.c.week == week))
