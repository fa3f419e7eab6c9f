"""The stream of changes: what it needs of the store, and a change as one line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Protocol

from newsbot.export import strict
from newsbot.items import Article
from newsbot.records import record

BATCH = 200
"""Changes asked of the store at a time; so many are held in memory."""


class Change(Protocol):
    """One entry of the store's log. `seq` grows; `article` is None where it is withdrawn."""

    @property
    def seq(self) -> int:
        """The place in the log."""

    @property
    def op(self) -> str:
        """upsert, withdraw or relink."""

    @property
    def article_id(self) -> str:
        """Whose change it is."""

    @property
    def article(self) -> Article | None:
        """The article as it is now."""


class ChangeLog(Protocol):
    """The part of the store that a stream reads and marks its place in."""

    def changes(self, after: int, limit: int) -> Iterable[Change]:
        """At most `limit` changes with a `seq` above `after`, in order."""

    def cursor(self, name: str) -> int:
        """How far the reader called `name` has come; 0 at first."""

    def advance(self, name: str, seq: int) -> None:
        """Notes that the reader `name` has taken everything up to `seq`."""


def line(change: Change, *, provenance: bool = False) -> bytes:
    """A change as one strict JSON line: `seq` and `op`, then the article's keys or its id."""
    head: dict[str, Any] = {"seq": change.seq, "op": change.op}
    if change.article is None:
        return strict.dumps({**head, "id": change.article_id})
    return strict.dumps({**head, **record(change.article, provenance=provenance)})


def following(log: ChangeLog, after: int) -> Iterator[Change]:
    """All changes above `after`, read in batches, as far as the log goes when it is read."""
    while True:
        batch = list(log.changes(after, BATCH))
        yield from batch
        if not batch:
            return
        after = batch[-1].seq
