"""One crawl of one site: its store, its lease, and the record that it leaves.

A run belongs to one crawler; parts find it by `Run.of(crawler)`. The crawlers of a process share
one open store for each store URL, because a process has one writer.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, ClassVar
from weakref import WeakKeyDictionary

from scrapy.crawler import Crawler

from newsbot.errors import NewsbotError
from newsbot.items import Article
from newsbot.store import RunHandle, Store, open_store


class Run:
    """A crawl while it goes on. `began_at` is UTC; `store` is shared within the process."""

    _by_crawler: ClassVar[WeakKeyDictionary[Crawler, Run]] = WeakKeyDictionary()
    _stores: ClassVar[dict[str, Store]] = {}
    _users: ClassVar[dict[str, int]] = {}

    def __init__(self, site: str, store_url: str, command: str, lease_seconds: float) -> None:
        self.site = site
        self.store_url = store_url
        self.began_at = datetime.now(UTC)
        self.looked_up: dict[str, Article | None] = {}
        self.uncommitted: dict[str, tuple[int, Article]] = {}
        self.news: set[str] = set()
        self.store = self._open(store_url)
        try:
            self.handle: RunHandle = self.store.begin_run(
                site, command=command, now=self.began_at, lease_seconds=lease_seconds
            )
        except NewsbotError:
            self.release()
            raise

    @classmethod
    def begin(cls, crawler: Crawler, command: str = "crawl") -> Run:
        """Takes the site's lease for a crawler; raises SiteBusy where another crawl holds it."""
        site = crawler.spidercls.name or ""
        lease_seconds = crawler.settings.getfloat("NEWSBOT_LEASE_SECONDS")
        run = cls(site, crawler.settings["NEWSBOT_STORE"], command, lease_seconds)
        cls._by_crawler[crawler] = run
        return run

    @classmethod
    def of(cls, crawler: Crawler) -> Run:
        """The crawler's run; begun now where the crawl was not started by a newsbot command."""
        return cls._by_crawler.get(crawler) or cls.begin(crawler)

    def kept(self, article_id: str) -> Article | None:
        """The article as it was handed in, else as the store has it; that is asked once for all
        pipelines that an article passes."""
        if article_id in self.uncommitted:
            return self.uncommitted[article_id][1]
        if article_id not in self.looked_up:
            self.looked_up = {article_id: self.store.article(article_id)}
        return self.looked_up[article_id]

    def meets(self, article_id: str) -> None:
        """Notes that the store has no article of this id, so that it need not be asked."""
        self.looked_up = {article_id: None}

    def hand_in(self, article: Article, *, new: bool = False) -> None:
        """Remembers an article that was given to the store's writer until it is committed; a new
        one also until `is_news` was asked of it."""
        self.looked_up.clear()
        if new:
            self.news.add(article.id)
        writer = self.store.writer
        self.uncommitted.pop(article.id, None)
        self.uncommitted[article.id] = (writer.handed, article)
        while self.uncommitted:
            oldest = next(iter(self.uncommitted))
            if self.uncommitted[oldest][0] > writer.committed:
                break
            del self.uncommitted[oldest]

    def is_news(self, article_id: str) -> bool:
        """Whether the article was handed in as a new one; true once for each. Its moments do not
        tell: those of a replay are the recording's."""
        if article_id not in self.news:
            return False
        self.news.remove(article_id)
        return True

    def renew(self) -> None:
        """Keeps the lease for another while."""
        self.store.renew(self.handle, datetime.now(UTC))

    def is_held(self) -> bool:
        """Whether the site is still this run's: one that slept past its lease has lost it."""
        row = self.store.run(self.handle.id)
        return row is not None and row.ended_at is None

    def end(self, outcome: str, record: dict[str, Any]) -> None:
        """Writes everything out, gives the lease back and leaves the run's record, all together."""
        try:
            self.store.end_run(self.handle, datetime.now(UTC), outcome, record)
        finally:
            self.release()

    @classmethod
    def _open(cls, url: str) -> Store:
        if url not in cls._stores:
            cls._stores[url] = open_store(url)
        cls._users[url] = cls._users.get(url, 0) + 1
        return cls._stores[url]

    def release(self) -> None:
        """Lets the store go; the last run of a process closes it."""
        self._users[self.store_url] -= 1
        if not self._users[self.store_url]:
            self._stores.pop(self.store_url).close()
