"""Deduplicate: the article gets its id; a text that the site has shown before is dropped."""

from __future__ import annotations

from collections.abc import Mapping

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from newsbot.items import Article
from newsbot.run import Run
from newsbot.store import Known
from newsbot.store.identity import canonical_key, claims, resolve, same_text, source_name, text_name


class Duplicate(DropItem):
    """The same text stands on the same site under another address; the message names its id."""


class Forgotten(DropItem):
    """The article, its text or its source was taken down; it is not kept again."""


class Deduplicate:
    """Identity by keys, then by text: within the run and against the store.

    The run's own articles are remembered here, because the store's writer may still be busy
    with them.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.run = Run.of(crawler)
        self.count = crawler.stats.inc_value
        self.ids: dict[str, str] = {}
        self.texts: dict[str, str] = {}
        self.sources: dict[str, bool] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Deduplicate:
        """The pipeline of a crawl."""
        return cls(crawler)

    def process_item(self, item: Article) -> Article:
        """The article with its id; raises Duplicate or Forgotten."""
        declared = canonical_key(item, self._base_of(item.canonical_url or ""))
        others = claims(item.address_keys, declared)
        wanted = [*item.address_keys, *others]
        known = {key: self.ids[key] for key in wanted if key in self.ids}
        asked = [key for key in wanted if key not in known]
        found = self.run.store.known(item.site, asked, item.content_hash)
        self._check_forgotten(item, found)
        known |= {key: seen.article_id for key, seen in found.items() if seen.article_id}
        claimed = next((known[name] for name in others if name in known), None)
        same = self._shares_text(item, claimed)
        item.id, keys = resolve(item.site, item.address_keys, declared, known, same=same)
        item.address_keys = keys
        if item.id not in known.values():  # each article was kept with the key that named it
            self.run.meets(item.id)
        self._check_text(item, found)
        self.ids |= dict.fromkeys(keys, item.id)
        return item

    def _base_of(self, url: str) -> str | None:
        """The site's base address above an address."""
        bases = getattr(self.crawler.spider, "base_urls", ())
        return next((base for base in bases if url.startswith(base + "/")), None)

    def _check_forgotten(self, item: Article, found: Mapping[str, Known]) -> None:
        """Raises Forgotten for an address, a text or a source that was taken down."""
        if item.source and item.source not in self.sources:
            name = source_name(item.source)
            self.sources[item.source] = bool(self.run.store.known("", [name]))
        taken = item.source is not None and self.sources.get(item.source, False)
        if taken or any(known.is_forgotten for known in found.values()):
            self.count("article/forgotten")
            raise Forgotten(item.url)

    def _shares_text(self, item: Article, other_id: str | None) -> bool:
        """Whether the article that a claim leads to may be this one."""
        if other_id is None:
            return False
        kept = self.run.kept(other_id)
        return same_text(item.text, kept.text if kept else "")

    def _check_text(self, item: Article, found: Mapping[str, Known]) -> None:
        """Raises Duplicate for a text that another article of the site has."""
        if not item.content_hash:
            return
        kept = found.get(text_name(item.content_hash), Known(None)).article_id
        owner = self.texts.get(item.content_hash) or kept or item.id
        self.texts[item.content_hash] = owner
        if owner != item.id:
            self.count("article/duplicate")
            self.run.store.alias(item.site, item.address_keys, owner)
            self.ids |= dict.fromkeys(item.address_keys, owner)
            raise Duplicate(f"{item.url} repeats {owner}")
