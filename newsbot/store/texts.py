"""Texts: the index of near-duplicates in the store (an `Index` of newsbot/dedupe/index.py).

A text takes some ten small statements. They are run on the driver's own cursor (see driver.py):
through SQLAlchemy they were three quarters of the time that a text took.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, delete, func, select, update

from newsbot.dedupe.fingerprint import VERSION
from newsbot.dedupe.index import POSTINGS, best, expired
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
        self.crowded: dict[tuple[int, int], list[int]] = {}
        self.last: dict[int, int] = dict(self._run("SELECT week, last FROM shelves"))

    def common(self, paragraphs: Collection[int], weeks: Iterable[int]) -> set[int]:
        """See Index."""
        if not paragraphs:
            return set()
        counts: Counter[int] = Counter()
        for some in self._there(weeks):
            sql = _each("SELECT hash, count FROM paragraphs_{} WHERE hash IN", some)
            for hashed, count in self._run_in(sql, len(some), paragraphs):
                counts[hashed] += count
        return {hashed for hashed, count in counts.items() if count >= COMMON}

    def find(
        self,
        keys: Collection[int],
        weeks: Iterable[int],
        but: str,
        after: Mapping[int, int] | None = None,
    ) -> dict[str, bytes]:
        """See Index; `after`: the `last` of an earlier look, for what has come since only."""
        before = dict.fromkeys(self.last, 0) if after is None else after
        changed = {week for week, last in self.last.items() if last > before.get(week, 0)}
        shared: Counter[tuple[int, int]] = Counter()
        if keys:
            for some in self._there(changed.intersection(weeks)):
                for week, number in self._posted(some, keys):
                    if number > before.get(week, 0):
                        shared[week, number] += 1
        places = best(shared)
        texts = self._texts(places)
        return dict(texts[place] for place in places if place in texts and texts[place][0] != but)

    def since(self, before: Mapping[int, int], weeks: Iterable[int]) -> Iterator[tuple[int, int]]:
        """The (week, number) of texts that came after an earlier look's `last`."""
        for week in weeks:
            for number in range(before.get(week, 0) + 1, self.last.get(week, 0) + 1):
                yield week, number

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
        found = False
        for some in self._there(self.last):
            for week, number, _ in self._named(some, name):
                self._run(f"DELETE FROM texts_{_suffix(week)} WHERE number = ?", (number,))
                found = True
        return found

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

    def _run_in(self, sql: str, tables: int, values: Collection[int]) -> Sequence[Any]:
        """The rows of a statement of `_each`, whose IN lists are given these values.

        They are filled up to a round number, so that few statements have to be prepared.
        """
        full = [*values, *[next(iter(values))] * (-len(values) % 8)]
        return self._run(sql.replace(" IN", f" IN ({', '.join('?' * len(full))})"), full * tables)

    def _posted(self, weeks: tuple[int, ...], keys: Collection[int]) -> Iterator[tuple[int, int]]:
        """(week, number) of each text under each key; notes keys that lead to too many."""
        held: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        sql = _each("SELECT {week}, key, number FROM postings_{} WHERE key IN", weeks)
        for week, key, number in self._run_in(sql, len(weeks), keys):
            held[week, key].append(number)
        self.crowded = {place: found for place, found in held.items() if len(found) > POSTINGS}
        return ((week, number) for (week, _), numbers in held.items() for number in numbers)

    def _post(self, week: int, number: int, keys: Sequence[int]) -> None:
        """Puts a text under its keys, in place of the oldest one where there are too many."""
        table = _suffix(week)
        values = [value for key in keys for value in (key, number)]
        marks = ", ".join(["(?, ?)"] * len(keys))
        self._run(f"INSERT INTO postings_{table} (key, number) VALUES {marks}", values)
        for key in keys:
            if found := self.crowded.get((week, key)):
                old = f"DELETE FROM postings_{table} WHERE key = ? AND number <= ?"
                self._run(old, (key, sorted(found)[-POSTINGS]))

    def _texts(self, places: list[tuple[int, int]]) -> dict[tuple[int, int], tuple[str, bytes]]:
        found = {}
        for week in {week for week, _ in places}:
            numbers = [number for other, number in places if other == week]
            sql = _each("SELECT number, name, fingerprint FROM texts_{} WHERE number IN", (week,))
            for number, name, packed in self._run_in(sql, 1, numbers):
                found[week, number] = (name, bytes(packed))
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


@lru_cache(maxsize=256)
def _each(select_one: str, weeks: tuple[int, ...]) -> str:
    """A SELECT over the tables of several weeks: {} is a week's suffix, {week} the week."""
    parts = (select_one.replace("{week}", str(w)).replace("{}", _suffix(w)) for w in weeks)
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
