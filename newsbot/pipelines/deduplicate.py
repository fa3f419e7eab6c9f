"""Deduplicate: the article gets its id; a text that the site has shown before is dropped."""

from __future__ import annotations

from collections import deque

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from newsbot.items import Article
from newsbot.run import Run
from newsbot.store.identity import canonical_key, resolve, same_text

RECENT = 500
"""Articles of this run whose text the store's writer may not have committed yet."""


class Duplicate(DropItem):
    """The same text stands on the same site under another address; the message names its id."""


class Deduplicate:
    """Identity by keys, then by text: within the run and against the store.

    The run's own articles are remembered here, because the store's writer may still be busy
    with them.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.run = Run.of(crawler)
        self.count = crawler.stats.inc_value
        self.ids: dict[str, str] = {}
        self.texts: dict[str, str] = {}
        self.recent: deque[tuple[str, str]] = deque(maxlen=RECENT)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Deduplicate:
        """The pipeline of a crawl."""
        return cls(crawler)

    def process_item(self, item: Article) -> Article:
        """The article with its id, or Duplicate."""
        store = self.run.store
        declared = canonical_key(item)
        wanted = [*item.address_keys, *([declared] if declared else [])]
        known = {key: self.ids[key] for key in wanted if key in self.ids}
        found = store.known(item.site, [key for key in wanted if key not in known])
        known |= {key: seen.article_id for key, seen in found.items() if seen.article_id}
        same = self._shares_text(item, known.get(declared or ""))
        item.id, keys = resolve(item.site, item.address_keys, declared, known, same=same)
        item.address_keys = keys
        self._check_text(item)
        self.ids |= dict.fromkeys(keys, item.id)
        self.recent.append((item.id, item.text))
        return item

    def _shares_text(self, item: Article, other_id: str | None) -> bool:
        """Whether the article that the declared address leads to may be this one."""
        if other_id is None:
            return False
        waiting = dict(self.recent).get(other_id)
        kept = None if waiting is not None else self.run.store.article(other_id)
        return same_text(item.text, waiting or (kept.text if kept else ""))

    def _check_text(self, item: Article) -> None:
        """Raises Duplicate for a text that another article of the site has."""
        if not item.content_hash:
            return
        owner = self.texts.get(item.content_hash)
        owner = owner or self.run.store.text_owner(item.site, item.content_hash) or item.id
        self.texts[item.content_hash] = owner
        if owner != item.id:
            self.count("article/duplicate")
            self.run.store.alias(item.site, item.address_keys, owner)
            self.ids |= dict.fromkeys(item.address_keys, owner)
            raise Duplicate(f"{item.url} repeats {owner}")
