"""The archive: a store's articles as pages and programs turn them over, look them up and search."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Literal

from newsbot.store import browsing, cards, search, stories, thumbnails
from newsbot.store.browsing import Chosen, Kept
from newsbot.store.cards import Listed
from newsbot.store.grams import read_query
from newsbot.store.reading import Reading
from newsbot.store.search import Found
from newsbot.store.stories import Trend

EVERYTHING = Chosen()

Filter = Literal["site", "category_slug", "source", "language"]


class Archive(Reading):
    """What Reading offers, and articles by filter, id, link and words, as records."""

    def newest(
        self, chosen: Chosen = EVERYTHING, *, before: tuple[int, int] | None = None, limit: int = 30
    ) -> list[Kept]:
        """Articles newest first, behind the place (`Kept.place`) of the last one read."""
        return self.read(browsing.newest, chosen, before, limit)

    def newest_cards(
        self, chosen: Chosen = EVERYTHING, *, before: tuple[int, int] | None = None, limit: int = 30
    ) -> list[Listed]:
        """The same articles, of each only what a list shows."""
        rows = self.quick.rows(*cards.asked(self.engine.dialect, chosen, before, limit))
        lacking = [number for number, _, _, card in rows if card is None]
        if not lacking:
            return [Listed(*row) for row in rows]
        made = self.read(cards.from_documents, lacking)
        whole = [(*row[:3], row[3] or made.get(row[0])) for row in rows]
        return [Listed(*row) for row in whole if row[3]]  # one may have gone in between

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
        if query.is_certain and query.order == "newest":
            dialect = self.engine.dialect
            rows = self.quick.rows_aside(*search.asked(dialect, query, chosen, before, limit + 1))
            return search.certain(rows, limit)
        return self.read(search.find, query, chosen, before, limit)

    def by_ids(self, ids: Sequence[str]) -> dict[str, Kept]:
        """Articles by id; those that are not kept are left out."""
        return self.read(browsing.by_ids, ids)

    def copies_of(self, article_id: str) -> list[Kept]:
        """Articles that are linked as copies of one, oldest first; 20 at most."""
        return self.read(browsing.copies_of, article_id)

    def counts(self, column: Filter, limit: int = 200) -> list[tuple[str, int]]:
        """The commonest values of a filter, with the number of their articles."""
        return self.read(cards.counts, column, limit)

    def story(self, article_id: str) -> list[Kept]:
        """The reports of the same event as an article, itself among them, the oldest first."""
        return self.read(stories.of_story, article_id)

    def trending(self, now: datetime, span: timedelta) -> list[Trend]:
        """The stories of the last `span`, those of most independent sources first."""
        return self.read(stories.trending, now, span)

    def thumbnails(self) -> frozenset[str]:
        """The files of all small copies of pictures that articles show."""
        return self.read(thumbnails.used)

    def illustrating(self, file: str) -> list[Kept]:
        """Articles that show the small copy of a picture; 20 at most."""
        return self.read(thumbnails.shown_by, file)

    def is_indexed(self) -> bool:
        """Whether the search index has followed everything."""
        return not self.read(search.is_behind)
