"""What the store remembers besides the articles as they are now: view counts and versions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any, Protocol

from newsbot.export.selection import Selection
from newsbot.items import Article
from newsbot.records import moment_text, record


class Seen(Protocol):
    """A view count as it was seen (store.Observation)."""

    @property
    def at(self) -> datetime:
        """When."""

    @property
    def views(self) -> int:
        """How many."""

    @property
    def exact(self) -> bool:
        """Not a lower bound."""

    @property
    def believed(self) -> bool:
        """Not less than before."""

    @property
    def origin(self) -> str:
        """article or listing."""


class Said(Protocol):
    """A version of an article (store.Version)."""

    @property
    def version(self) -> int:
        """1, 2, ..."""

    @property
    def at(self) -> datetime:
        """From when on."""

    @property
    def changed(self) -> tuple[str, ...]:
        """What was new."""

    @property
    def article(self) -> Article | None:
        """The article as it was; None where its text has expired."""


class Histories(Protocol):
    """The part of the store that is read here."""

    def articles(self, site: str | None = None) -> Iterable[Article]:
        """Every article."""

    def observations(self, article_id: str) -> list[Any]:
        """An article's view counts."""

    def versions(self, article_id: str) -> list[Any]:
        """Everything that an article has said."""


def view_lines(store: Histories, selection: Selection) -> Iterator[dict[str, Any]]:
    """A line for each view count of the articles that the selection takes; `since` counts from
    the moment of the count."""
    for article in _chosen(store, selection):
        seen: Seen
        for seen in store.observations(article.id):
            if selection.since is None or seen.at >= selection.since:
                yield {
                    "id": article.id,
                    "site": article.site,
                    "url": article.url,
                    "at": moment_text(seen.at),
                    "views": seen.views,
                    "exact": bool(seen.exact),
                    "believed": bool(seen.believed),
                    "origin": seen.origin,
                }


def version_lines(store: Histories, selection: Selection) -> Iterator[dict[str, Any]]:
    """A line for each version of the articles that the selection takes, oldest first."""
    for article in _chosen(store, selection):
        said: Said
        for said in store.versions(article.id):
            if selection.since is None or said.at >= selection.since:
                yield {
                    "id": article.id,
                    "site": article.site,
                    "url": article.url,
                    "version": said.version,
                    "at": moment_text(said.at),
                    "changed": list(said.changed),
                    "status": said.article.status if said.article else None,
                    "title": said.article.title if said.article else None,
                    "text": said.article.text if said.article else None,
                }


def _chosen(store: Histories, selection: Selection) -> Iterator[Article]:
    ever = replace(selection, since=None)
    return (article for article in store.articles() if not ever.refusal(record(article)))
