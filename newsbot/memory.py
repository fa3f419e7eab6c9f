"""Memory: the texts that a store remembers, as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from newsbot.dedupe.detector import ask
from newsbot.dedupe.explanation import Text, explain
from newsbot.dedupe.fingerprint import VERSION
from newsbot.dedupe.index import WEEK
from newsbot.dedupe.lines import EPOCH
from newsbot.errors import StoreFault, UnknownName
from newsbot.items import Article
from newsbot.store import Store, open_store, texts
from newsbot.store.moments import micros
from newsbot.store.texts import TextIndex

AT_ONCE = 500
"""Articles that are read again in one transaction."""

MINUTE = 60_000_000
"""Microseconds."""


def minute_of(article: Article) -> int:
    """When an article was published, else fetched, in minutes since 1970."""
    at: datetime = article.published_at or article.fetched_at or EPOCH
    return micros(at) // MINUTE


def open_texts(url: str) -> Store:
    """A store that may be asked about texts; raises StoreFault where another version wrote it."""
    store = open_store(url)
    if not is_current(store):
        raise StoreFault(
            f"{url} remembers texts by another version of the method: `newsbot dedupe --rebuild` "
            "makes the memory anew from its articles"
        )
    return store


def is_current(store: Store) -> bool:
    """Whether the store's memory was made by this version of the method, or is still empty."""
    with store.reading() as connection:
        version = texts.version(connection)
    if version is None:
        with store.writing() as connection:
            texts.claim(connection)
    return version in (None, VERSION)


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
    with store.writing() as connection:
        texts.clear(connection)
    count = 0
    for some in _some(store.articles()):
        with store.writing() as connection:
            index = TextIndex(connection)
            index.lock()
            for one in some:
                ask(index, one.id, one.title or "", one.text, minute_of(one), probe=False)
        count += len(some)
    with store.writing() as connection:
        texts.claim(connection)
    return count


def _some(found: Iterator[Article]) -> Iterator[list[Article]]:
    """The articles, AT_ONCE at a time."""
    while some := list(islice(found, AT_ONCE)):
        yield some
