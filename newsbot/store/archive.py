"""The archive: a store's articles as pages and programs turn them over, look them up and search."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Literal

from newsbot.store import browsing, cards, search, stories, thumbnails
from newsbot.store.browsing import Chosen, Kept
from newsbot.store.cards import Listed
from newsbot.store.grams import read_query
from newsbot.store.opening import read_faults
from newsbot.store.pulse import Pulse
from newsbot.store.reading import Reading
from newsbot.store.search import Found
from newsbot.store.stories import Trend

EVERYTHING = Chosen()

Filter = Literal["site", "category_slug", "source", "language"]


class Archive(Reading):
    """What Reading offers, and articles by filter, id, link and words, as records."""

    def __init__(self, url: str, *, make: bool = True) -> None:
        super().__init__(url, make=make)
        self._pulse = Pulse(self.engine)

    def close(self) -> None:
        """Lets the database go."""
        self._pulse.close()
        super().close()

    def pulse(self) -> str:
        """A text that is another one after every commit, by whatever process."""
        with read_faults(self.url):
            return self._pulse.read()

    def newest(
        self, chosen: Chosen = EVERYTHING, *, before: tuple[int, int] | None = None, limit: int = 30
    ) -> list[Kept]:
        """Articles newest first, behind the place (`Kept.place`) of the last one read."""
        with self.reading() as connection:
            return browsing.newest(connection, chosen, before, limit)

    def newest_cards(
        self, chosen: Chosen = EVERYTHING, *, before: tuple[int, int] | None = None, limit: int = 30
    ) -> list[Listed]:
        """The same articles, of each only what a list shows."""
        with self.reading() as connection:
            return cards.newest(connection, chosen, before, limit)

    def search(
        self,
        text: str,
        chosen: Chosen = EVERYTHING,
        *,
        order: str = "newest",
        before: int | None = None,
        limit: int = 30,
    ) -> Found:
        """Articles with all words of a search (docs/web.md says how one is written), as far as
        the index follows (`Store.index`); raises BadValue for an empty or overlong one."""
        query = read_query(text, order)
        with self.reading() as connection:
            return search.find(connection, query, chosen, before, limit)

    def by_ids(self, ids: Sequence[str]) -> dict[str, Kept]:
        """Articles by id; those that are not kept are left out."""
        with self.reading() as connection:
            return browsing.by_ids(connection, ids)

    def copies_of(self, article_id: str) -> list[Kept]:
        """Articles that are linked as copies of one, oldest first; 20 at most."""
        with self.reading() as connection:
            return browsing.copies_of(connection, article_id)

    def counts(self, column: Filter, limit: int = 200) -> list[tuple[str, int]]:
        """The commonest values of a filter, with the number of their articles."""
        with self.reading() as connection:
            return cards.counts(connection, column, limit)

    def story(self, article_id: str) -> list[Kept]:
        """The reports of the same event as an article, itself among them, the oldest first."""
        with self.reading() as connection:
            return stories.of_story(connection, article_id)

    def trending(self, now: datetime, span: timedelta) -> list[Trend]:
        """The stories of the last `span`, those of most independent sources first."""
        with self.reading() as connection:
            return stories.trending(connection, now, span)

    def thumbnails(self) -> frozenset[str]:
        """The files of all small copies of pictures that articles show."""
        with self.reading() as connection:
            return thumbnails.used(connection)

    def illustrating(self, file: str) -> list[Kept]:
        """Articles that show the small copy of a picture; 20 at most."""
        with self.reading() as connection:
            return thumbnails.shown_by(connection, file)

    def is_indexed(self) -> bool:
        """Whether the search index has followed everything."""
        with self.reading() as connection:
            return not search.is_behind(connection)
