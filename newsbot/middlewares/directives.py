"""Directives: what a page states of itself: whether its links are followed, what may be done."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from newsbot.account import ENDED_UNREAD, one_line
from newsbot.hosts import Hosts, Statements
from newsbot.items import Article
from newsbot.middlewares.plain import PlainOutput
from newsbot.page.document import DOCUMENT
from newsbot.policy.grants import read_grants

logger = logging.getLogger(__name__)


class ReadDirectives(PlainOutput):
    """Spider middleware: gives each article its rights, and follows no link of a nofollow page.

    A page with noindex is read and kept: it is the user's own archive; its `rights` deny the
    purposes `index` and `display-*`, and exports for these leave it out.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.hosts = Hosts.of(crawler)
        self.grants = read_grants(crawler.settings["NEWSBOT_GRANTS"] or "")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ReadDirectives:
        """The middleware of a crawl; raises BadValue for grants that make no sense."""
        return cls(crawler)

    def process_spider_output(self, response: Response, result: Iterable[Any]) -> Iterator[Any]:
        """The output, articles with their rights, and without requests where links are taboo."""
        if ENDED_UNREAD in response.meta:
            yield from result
            return
        stated = self.hosts.statements(response, response.meta.get(DOCUMENT))
        why_not = stated.nofollow
        left = 0
        for found in result:
            if isinstance(found, Request) and why_not:
                left += 1
            elif not isinstance(found, Article):
                yield found
            elif stated.host.is_stated:
                yield self._with_rights(found, stated)
            else:
                yield self._when_stated(found, stated)
        if left:
            self._tell(response, left, why_not)

    def _with_rights(self, article: Article, stated: Statements) -> Article:
        article.rights = self.rights(stated, article)
        return article

    async def _when_stated(self, article: Article, stated: Statements) -> Article:
        await stated.host.all_stated()
        return self._with_rights(article, stated)

    def rights(self, stated: Statements, article: Article) -> dict[str, dict[str, Any]]:
        """The article's rights, the user's own grants included."""
        return stated.rights(self.grants.purposes(article.site, article.source))

    def _tell(self, response: Response, left: int, why: str) -> None:
        logger.warning("%d links of %s are not followed: %s", left, response.url, one_line(why))
        if self.crawler.stats:
            self.crawler.stats.inc_value("robots/nofollow", left)
