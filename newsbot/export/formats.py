"""An article as one JSON line: the one function that every export goes through."""

from __future__ import annotations

from typing import Any

from newsbot.export import strict
from newsbot.items import Article
from newsbot.records import record


def line(article: Article, *, provenance: bool = False) -> bytes:
    """One strict JSON line of `article`: UTF-8 bytes with exactly one line feed, at the end.

    Every key of schema version 1 is there, unknown values as null; `provenance` is null unless it
    is asked for. The order of keys is the schema's.
    """
    return strict.dumps(shown(record(article), provenance=provenance))


def shown(full: dict[str, Any], *, provenance: bool = False) -> dict[str, Any]:
    """A record as it may be shown: with the rules behind its values only if `provenance`."""
    return full if provenance else {**full, "provenance": None}
