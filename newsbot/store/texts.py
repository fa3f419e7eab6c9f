"""Texts: the index of near-duplicates in the store (an `Index` of newsbot/dedupe/index.py)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    Connection,
    bindparam,
    delete,
    func,
    insert,
    literal,
    select,
    union_all,
    update,
)

from newsbot.dedupe.fingerprint import VERSION
from newsbot.dedupe.index import POSTINGS, best, expired
from newsbot.dedupe.paragraphs import COMMON
from newsbot.errors import StoreFault
from newsbot.store.rows import insertion
from newsbot.store.shelves import Shelf, shelf, shelves
from newsbot.store.tables import about

AT_ONCE = 50
"""Weeks in one statement: SQLite joins at most 500 selects."""

RIGHT = "`newsbot dedupe --rebuild` makes the memory of texts anew from the store's articles"


class TextIndex:
    """The index as one connection's transaction sees it.

    `last` holds the weeks that have tables, and the last number given in each: texts with higher
    numbers came later.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        rows = connection.execute(LAST)
        self.last: dict[int, int] = {row.week: row.last for row in rows}

    def common(self, paragraphs: Collection[int], weeks: Iterable[int]) -> set[int]:
        """See Index."""
        if not paragraphs:
            return set()
        counts: Counter[int] = Counter()
        for some in self._there(weeks):
            found = self.connection.execute(_counts(some), {"hashes": list(paragraphs)})
            for hashed, count in found:
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
        shared: Counter[tuple[int, int]] = Counter()
        changed = (
            self.last
            if after is None
            else {w: n for w, n in self.last.items() if n > after.get(w, 0)}
        )
        for some in self._there(set(weeks) & changed.keys()):
            shared.update(
                (week, number)
                for week, number in self.connection.execute(_posted(some), {"keys": list(keys)})
                if after is None or number > after.get(week, 0)
            )
        chosen = best(shared)
        texts: dict[tuple[int, int], tuple[str, bytes]] = {}
        for week in {week for week, _ in chosen}:
            numbers = [number for found, number in chosen if found == week]
            for number, name, packed in self.connection.execute(_texts(week), {"numbers": numbers}):
                texts[week, number] = (name, packed)
        return dict(texts[place] for place in chosen if place in texts and texts[place][0] != but)

    def holds(self, name: str) -> bytes | None:
        """The fingerprint that is remembered under an id."""
        for some in self._there(self.last):
            for _, _, packed in self.connection.execute(_named(some), {"name": name}):
                return bytes(packed)
        return None

    def put(
        self, name: str, week: int, keys: Sequence[int], packed: bytes, paragraphs: Collection[int]
    ) -> None:
        """See Index; inside a transaction that writes."""
        again = self.forget(name)
        if week not in self.last:
            self._open(week)
        number = self.connection.execute(NEXT, {"of": week}).scalar_one()
        self.last[week] = number
        own = _statements(week)
        self.connection.execute(own.text, {"number": number, "name": name, "fingerprint": packed})
        if keys:
            rows = [{"key": key, "number": number} for key in keys]
            self.connection.execute(own.post, rows)
            self._cap(own, keys)
        if paragraphs and not again:
            self.connection.execute(
                own.count(self.connection), [{"hash": one} for one in set(paragraphs)]
            )

    def forget(self, name: str) -> bool:
        """Forgets the text of an id; False where there was none."""
        found = False
        for some in self._there(self.last):
            for week, number, _ in self.connection.execute(_named(some), {"name": name}).all():
                texts = shelf(week).texts
                self.connection.execute(delete(texts).where(texts.c.number == number))
                found = True
        return found

    def lock(self) -> None:
        """Makes other writers of texts wait until this transaction ends.

        SQLite has one writer anyway; in PostgreSQL two transactions that each remember a copy
        would not see each other.
        """
        row = update(about).where(about.c.name == "texts_version").values(value=str(VERSION))
        self.connection.execute(row)

    def _cap(self, own: _Statements, keys: Sequence[int]) -> None:
        """Drops the oldest posting of each key that has too many."""
        full = self.connection.execute(own.full, {"keys": list(keys)}).all()
        if full:
            rows = [{"of_key": key, "of_number": number} for key, number in full]
            self.connection.execute(own.unpost, rows)

    def _open(self, week: int) -> None:
        """Makes a week's tables, and drops those of weeks that are over."""
        sizes = {
            other: self.connection.execute(
                select(func.count()).select_from(shelf(other).texts)
            ).scalar_one()
            for other in (self.last if self.last and week > max(self.last) else ())
        }
        for old in expired(sizes):
            drop(self.connection, old)
            del self.last[old]
        for ddl in shelf(week).ddl:
            self.connection.execute(ddl)
        row = insertion(self.connection, shelves).values(week=week, last=0)
        self.connection.execute(row.on_conflict_do_nothing())

    def _there(self, weeks: Iterable[int]) -> Iterable[tuple[int, ...]]:
        """Those of the weeks that have tables, as many as one statement takes."""
        there = sorted(week for week in weeks if week in self.last)
        return (tuple(there[at : at + AT_ONCE]) for at in range(0, len(there), AT_ONCE))


def prepare(connection: Connection) -> None:
    """Notes the version of the method in a store without one; raises StoreFault for another."""
    query = select(about.c.value).where(about.c.name == "texts_version")
    version = connection.execute(query).scalar()
    if version is None:
        connection.execute(insert(about).values(name="texts_version", value=str(VERSION)))
    elif version != str(VERSION):
        raise StoreFault(
            f"the store remembers texts by version {version} of the method, this newsbot has "
            f"{VERSION}: {RIGHT}"
        )


def clear(connection: Connection) -> None:
    """Forgets all texts, of whichever version."""
    for week in connection.execute(select(shelves.c.week)).scalars().all():
        drop(connection, week)
    connection.execute(delete(about).where(about.c.name == "texts_version"))
    prepare(connection)


def drop(connection: Connection, week: int) -> None:
    """Drops a week's tables."""
    for table in shelf(week).tables:
        table.drop(connection, checkfirst=True)
    connection.execute(delete(shelves).where(shelves.c.week == week))


# --- Statements: made once a week or a set of weeks, since making them costs more than running ---

LAST = select(shelves.c.week, shelves.c.last)
NEXT = (
    update(shelves)
    .where(shelves.c.week == bindparam("of"))
    .values(last=shelves.c.last + 1)
    .returning(shelves.c.last)
)


class _Statements:
    """What a text's week is written with."""

    def __init__(self, own: Shelf) -> None:
        self.own = own
        posted = own.postings.c
        self.text = insert(own.texts)
        self.post = insert(own.postings)
        self.full = (
            select(posted.key, func.min(posted.number))
            .where(posted.key.in_(bindparam("keys", expanding=True, type_=BigInteger)))
            .group_by(posted.key)
            .having(func.count() > POSTINGS)
        )
        self.unpost = delete(own.postings).where(
            posted.key == bindparam("of_key"), posted.number == bindparam("of_number")
        )
        self.counting: dict[str, Any] = {}

    def count(self, connection: Connection) -> Any:
        """Counts paragraphs up to COMMON, where writing ends."""
        name = connection.dialect.name
        if name not in self.counting:
            table = self.own.paragraphs
            self.counting[name] = (
                insertion(connection, table)
                .values(hash=bindparam("hash"), count=1)
                .on_conflict_do_update(
                    index_elements=["hash"],
                    set_={"count": table.c["count"] + 1},
                    where=table.c["count"] < COMMON,
                )
            )
        return self.counting[name]


@lru_cache(maxsize=64)
def _statements(week: int) -> _Statements:
    return _Statements(shelf(week))


@lru_cache(maxsize=64)
def _counts(weeks: tuple[int, ...]) -> Any:
    tables = [shelf(week).paragraphs for week in weeks]
    hashes = bindparam("hashes", expanding=True, type_=BigInteger)
    return union_all(*(select(t.c.hash, t.c["count"]).where(t.c.hash.in_(hashes)) for t in tables))


@lru_cache(maxsize=64)
def _posted(weeks: tuple[int, ...]) -> Any:
    keys = bindparam("keys", expanding=True, type_=BigInteger)
    tables = [(week, shelf(week).postings) for week in weeks]
    return union_all(
        *(select(literal(week), t.c.number).where(t.c.key.in_(keys)) for week, t in tables)
    )


@lru_cache(maxsize=64)
def _texts(week: int) -> Any:
    texts = shelf(week).texts
    numbers = bindparam("numbers", expanding=True, type_=BigInteger)
    return select(texts.c.number, texts.c.name, texts.c.fingerprint).where(
        texts.c.number.in_(numbers)
    )


@lru_cache(maxsize=64)
def _named(weeks: tuple[int, ...]) -> Any:
    tables = [(week, shelf(week).texts) for week in weeks]
    return union_all(
        *(
            select(literal(week), t.c.number, t.c.fingerprint).where(t.c.name == bindparam("name"))
            for week, t in tables
        )
    )
