"""An article as one JSON line: the one function that every export goes through."""

from __future__ import annotations

from newsbot.export import strict
from newsbot.items import Article
from newsbot.records import record


def line(article: Article, *, provenance: bool = False) -> bytes:
    """One strict JSON line of `article`: UTF-8 bytes with exactly one line feed, at the end.

    Every key of schema version 1 is there, unknown values as null; `provenance` is null unless it
    is asked for. The order of keys is the schema's.
    """
    return strict.dumps(record(article, provenance=provenance))
