"""Link: an article that repeats or overlaps with others says with which."""

from __future__ import annotations

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem, NotConfigured
from scrapy.settings import BaseSettings

from newsbot.copies import Copies
from newsbot.errors import BadValue
from newsbot.items import Article
from newsbot.run import Run

WAYS = ("link", "drop", "off")
"""What NEWSBOT_NEAR_DUPLICATES may say."""


class Copy(DropItem):
    """The article repeats one that is known, and copies are not wanted; the message says which."""


class Link:
    """Sets `duplicate_of` and `overlaps`, or drops copies.

    What is known already and says the same keeps the links that it has.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.run = Run.of(crawler)
        self.copies = Copies.of(self.run.store)
        self.drops = way(crawler.settings) == "drop"
        self.in_order = bool(crawler.settings["NEWSBOT_REPLAY"])
        self.count = crawler.stats.inc_value

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Link:
        """The pipeline of a crawl; raises NotConfigured where near-duplicates are off."""
        if way(crawler.settings) == "off":
            raise NotConfigured
        return cls(crawler)

    def process_item(self, item: Article) -> Article:
        """The article with its links, or Copy."""
        if self.in_order:
            self.run.store.settle()  # what was committed by now must not depend on the clock
        before = self.run.kept(item.id)
        if before and (before.title, before.text) == (item.title, item.text):
            item.duplicate_of, item.overlaps = before.duplicate_of, before.overlaps
            return item
        look = self.copies.look(item)
        item.duplicate_of = self.copies.original(item, look)
        item.overlaps = list(look.verdict.overlaps)
        if self.drops and not before and look.verdict.matches:
            self._drop(item, item.duplicate_of or look.verdict.matches[0])
        if look.verdict.kind != "new":
            self.count(f"article/{'copy' if look.verdict.matches else 'overlap'}")
        return item

    def _drop(self, item: Article, original: str) -> None:
        """Raises Copy; the address leads to the original from now on, and is not fetched again."""
        self.count("article/duplicate")
        self.run.store.alias(item.site, item.address_keys, original)
        raise Copy(f"{item.url} repeats {original}")


def way(settings: BaseSettings) -> str:
    """What is done with near-duplicates; raises BadValue for what is none of WAYS."""
    told: str = settings["NEWSBOT_NEAR_DUPLICATES"]
    if told not in WAYS:
        raise BadValue(f"NEWSBOT_NEAR_DUPLICATES is {told!r}: use one of {', '.join(WAYS)}")
    return told
