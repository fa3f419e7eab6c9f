"""Upkeep of a store: its sites' keys, search index, takedown, check, expiry, backup."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, select

from newsbot.store import cards, care, keyring, search, takedown
from newsbot.store.archive import Archive
from newsbot.store.moments import micros
from newsbot.store.opening import backup, integrity, wipe, write_faults
from newsbot.store.server import transact
from newsbot.store.stories import Follower
from newsbot.store.tables import about

P = ParamSpec("P")
T = TypeVar("T")


class Upkeep(Archive):
    """What is done to a store as a whole. Everything here is committed on return."""

    def __init__(self, url: str, *, make: bool = True) -> None:
        super().__init__(url, make=make)
        self.follower = Follower()
        query = select(about.c.value).where(about.c.name == "secret")
        secret = self.read(lambda connection: connection.execute(query).scalar_one())
        self.secret = bytes.fromhex(secret)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction on the caller's own thread, of many statements; see `write`."""
        writing = self.engine.execution_options(writes=True)
        with write_faults(self.url), writing.begin() as connection:
            yield connection

    def write(
        self, work: Callable[Concatenate[Connection, P], T], *args: P.args, **named: P.kwargs
    ) -> T:
        """What `work` gives in a transaction on the caller's own thread, for what must be certain
        on return; done again where a server broke it off. Raises WriteFault."""
        writing = self.engine.execution_options(writes=True)
        with write_faults(self.url):
            return transact(writing, lambda connection: work(connection, *args, **named))

    def learn_site(self, site: str, bases: Sequence[str]) -> int:
        """Notes a site's base addresses and, where the rule of keys has changed, gives its
        articles their new keys: how many got some."""
        if self.read(keyring.is_learnt, site, bases):
            return 0
        return self.write(keyring.learn_site, site, bases)

    def forget(self, now: datetime, *, what: str = "", source: str = "") -> int:
        """Takes an article down (by id or address), or all of a source, for good; how many.

        Committed, told as withdrawn, and wiped from the database's files.
        """
        count = self.write(self._forget, micros(now), what, source)
        if count:
            wipe(self.engine, self.url)
        return count

    def _forget(self, connection: Connection, at: int, what: str, source: str) -> int:
        if source:
            takedown.ban_source(connection, self.secret, source, at)
            ids = takedown.of_source(connection, source)
        else:
            ids = takedown.find(connection, what)
        count = takedown.forget(connection, self.secret, ids, at)
        search.rewrite(connection)
        return count

    def index(self, most: int = 1_000_000) -> int:
        """Brings cards, search index and stories up to date, each by `most` changes or a few
        more; how many they followed. Committed in steps, so that a crawl beside it hardly waits."""
        steps = (cards.follow, search.follow, self.follower.follow)
        return sum(self._follow(step, most) for step in steps)

    def _follow(self, step: Callable[[Connection], int], most: int) -> int:
        followed = 0
        while followed < most:
            taken = self.write(step)
            followed += taken
            if not taken:
                break
        return followed

    def check(self, now: datetime, *, repair: bool = False) -> list[care.Finding]:
        """What is wrong with the store; with `repair`, what can be derived is put right."""
        damage = [care.Finding(text, 1, False) for text in integrity(self.engine, self.url)]
        if damage:
            return damage
        return self.write(care.check, micros(now), repair=repair)

    def expire(self, now: datetime, keep: Mapping[str, timedelta]) -> dict[str, int]:
        """Removes what is older than `keep` says, by kind of data (care.EXPIRE); committed."""
        return self.write(care.expire, now, keep)

    def backup(self, path: Path) -> None:
        """A copy of an SQLite store as of now, whole or not at all; raises StoreFault for a
        server's store, UnusableFile where a store in use has its place, WriteFault."""
        backup(self.engine, self.url, path)
