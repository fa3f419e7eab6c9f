"""PagingSpider: how one page of a listing leads to the next, and to what stands behind it."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin

from scrapy import Request
from scrapy.http import Response

from newsbot.article_spider import ArticleSpider
from newsbot.data_listing import Ask, Place, Template
from newsbot.items import ListingEntry
from newsbot.page.asked import read_asked
from newsbot.page.onward import framed
from newsbot.page.paging import guess_page, page_number
from newsbot.reading import Reading
from newsbot.route import Walk

LISTING_PRIORITY = 10
"""Listings go before articles: a listing moves on while it is walked, an article stays; and an
article that is fetched after all listings knows every category that showed it."""

MOST_FRAMES = 2
"""Inner frames of a page that are read as its listing."""

MOST_WALKS = 500
"""Listings of one crawl; an index of sitemaps that lists indexes would never end."""


class PagingSpider(ArticleSpider):
    """A site whose listings are asked for page by page, as it declares or as their pages say."""

    listing_path: str = ""
    listing_body: str | Mapping[str, Any] | None = None
    first_page: int = 1
    page_size: int = 0
    first_cursor: str = ""

    pages: int | None
    template: Template
    walks: dict[tuple[str, str], Walk]

    @abstractmethod
    def parse_listing(self, response: Response) -> Iterator[Request | ListingEntry]:
        """What a page of a listing gives."""

    @property
    def page_limit(self) -> int:
        """Listing pages a category."""
        return self.pages or int(self.settings.getint("NEWSBOT_PAGES"))

    def listing_request(
        self,
        walk: Walk,
        page: int = 1,
        url: str | None = None,
        *,
        offset: int = 0,
        cursor: str = "",
        **meta: Any,
    ) -> Request:
        """A request for one page of a category's listing: at `url`, else as the site declares."""
        self.walks[walk.base_url, walk.slug] = walk
        ask = self.template.ask(Place(walk.slug, page, offset, cursor))
        if url:
            ask = Ask(url)
        elif ask.url.startswith("/"):
            ask = replace(ask, url=walk.base_url + ask.url)
        return Request(
            urljoin(walk.base_url + "/", ask.url),
            method=ask.method,
            body=ask.body,
            headers=dict(ask.headers or {}),
            callback=self.parse_listing,
            errback=self.no_listing,
            priority=LISTING_PRIORITY,
            dont_filter=True,
            meta={"kind": "listing", "walk": walk, "page": page, "offset": offset, **meta},
        )

    def no_listing(self, failure: Any) -> Iterable[Request]:
        """Notes a 404 that only says that there is no such page, or no such category."""
        meta = failure.request.meta
        response = getattr(failure.value, "response", None)
        gone = response is not None and response.status in (404, 410)
        if gone and (meta["page"] > 1 or meta["walk"].assumed):
            meta["walk"].absent = True
            self.crawler.stats.inc_value("listing/absent")
        return ()

    def next_page(self, reading: Reading, response: Response) -> Iterator[Request]:
        """The next page as this one names it; as declared, where it shows no pagination at all;
        else tried as `?page=2`."""
        meta = response.meta
        walk, page = meta["walk"], meta["page"]
        told = {"offset": meta["offset"] + reading.rows, "first": meta.get("first") or response.url}
        told |= {"row": meta["row"]} if "row" in meta else {}
        if reading.next_url:
            yield self.listing_request(walk, page + 1, reading.next_url, **told)
        elif self.listing_path and not reading.numbered:
            if self.template.goes_on(reading.cursor):
                yield self.listing_request(walk, page + 1, cursor=reading.cursor or "", **told)
        elif not reading.numbered and reading.via == "listing":
            # what a button adds counts on by itself
            if page == 1 and (asked := self.asked_for(reading, response, 2)):
                yield from asked
                return
            counts = reading.is_piece and page > 1 and page_number(response.url) == page
            if counts or page == 1 or "guess" in meta:
                url = guess_page(*((response.url, 2) if counts else (told["first"], page + 1)))
                yield self.listing_request(walk, page + 1, url, guess=True, **told)

    def behind(self, reading: Reading, response: Response) -> list[Request]:
        """Requests for what a listing's page shows that holds no entry itself: the data that its
        scripts ask for, or its frames."""
        if reading.document is None or reading.next_url or "behind" in response.meta:
            return []
        urls = [url for url in framed(reading.document) if self.is_of_site(url)]
        walk: Walk = response.meta["walk"]
        return self.asked_for(reading, response, 1) or [
            self.listing_request(walk, url=url, behind=True) for url in urls[:MOST_FRAMES]
        ]

    def asked_for(self, reading: Reading, response: Response, page: int) -> list[Request]:
        """A request for the data that a page's scripts would show as page `page`, if any."""
        asked = read_asked(reading.document, page) if reading.document else None
        if asked is None or not self.is_of_site(asked.url):
            return []
        walk: Walk = response.meta["walk"]
        told: dict[str, Any] = {"behind": True, "row": asked.row, "guess": True}
        return [self.listing_request(walk, page, asked.url, **told)]

    def open_sitemaps(self, reading: Reading, walk: Walk) -> Iterator[Request]:
        """The sitemaps of an index, the newest, as many as pages are asked for."""
        for url in reading.sitemaps[: self.page_limit]:
            if (walk.base_url, url) in self.walks or len(self.walks) > MOST_WALKS:
                continue
            yield self.listing_request(Walk(walk.base_url, url, assumed=True), url=url)
