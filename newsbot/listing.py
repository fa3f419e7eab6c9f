"""ListingSpider: listing -> article -> Article. What every site is made of.

The smallest site is data: `base_url`, `categories`, and where the page's own words are not
enough, `article_links` and `fields`. The odd site overrides one hook (`load_fields`,
`parse_listing`).
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from itemloaders.utils import arg_to_iter
from scrapy import Request
from scrapy.http import Response

from newsbot.article_spider import ArticleSpider
from newsbot.errors import NoEntries
from newsbot.items import ListingEntry
from newsbot.page.cards import read_cards
from newsbot.page.document import Document
from newsbot.page.paging import read_navigation, read_paging
from newsbot.route import Walk

LISTING_PRIORITY = 10
"""Listings go before articles: a listing moves on while it is walked, an article stays; and an
article that is fetched after all listings knows every category that showed it."""


class ListingSpider(ArticleSpider):
    """A site that is read by categories.

    Arguments (`-a`): `base_url` (several separated by commas), `category` (slugs or labels,
    separated by commas; default: all), `pages` (listing pages a category).
    """

    listing_path: str = "/{category}?page={page}"
    article_links: str | Sequence[str] = ()

    def __init__(
        self,
        name: str | None = None,
        *,
        base_url: str | None = None,
        category: str | Sequence[str] | None = None,
        pages: str | int | None = None,
        urls: Sequence[str] = (),
        **arguments: Any,
    ) -> None:
        super().__init__(name, base_url=base_url, **arguments)
        self.asked = self.menu.slugs(category)
        self.urls = list(urls)
        self.pages = None if pages is None else int(pages)
        self.walks: dict[tuple[str, str], Walk] = {}

    @property
    def page_limit(self) -> int:
        """Listing pages a category."""
        return self.pages or int(self.settings.getint("NEWSBOT_PAGES"))

    # --- Listings -----------------------------------------------------------------------------

    async def start(self) -> AsyncIterator[Any]:
        """What was asked for: addresses, categories, or all of them by way of the home page."""
        for url in self.urls:
            for request in self.requests_for(url):
                yield request
        for base_url in self.base_urls if not self.urls else ():
            if self.asked:
                for slug in self.asked:
                    yield self.listing_request(Walk(base_url, slug))
            else:
                yield Request(
                    base_url + "/",
                    callback=self.parse_home,
                    errback=self.no_home,
                    cb_kwargs={"base_url": base_url},
                    priority=2 * LISTING_PRIORITY,
                    dont_filter=True,
                    meta={"kind": "home"},
                )

    def requests_for(self, url: str) -> Iterator[Request]:
        """A request for one article's address, or for a listing's."""
        if self.is_article(url):
            now = datetime.now(UTC)
            yield from self.article_request(ListingEntry(url, self.name, url, now, via="url"))
        else:
            base_url = next((b for b in self.base_urls if url.startswith(b)), self.base_urls[0])
            slug = urlsplit(url).path.rstrip("/").rpartition("/")[2]
            yield self.listing_request(Walk(base_url, slug), url=url)

    def parse_home(self, response: Response, base_url: str) -> Iterator[Request]:
        """The categories that the navigation names; the known list where it names none."""
        menu = read_navigation(self.document(response), base_url, self.categories)
        yield from self.walk_all(base_url, self.menu.learn(menu))

    def no_home(self, failure: Any) -> Iterator[Request]:
        """Without a home page the known categories are walked."""
        yield from self.walk_all(failure.request.cb_kwargs["base_url"], {})

    def walk_all(self, base_url: str, menu: Mapping[str, str]) -> Iterator[Request]:
        """A first listing request for each category of the menu, else for each known one."""
        if not menu:
            self.logger.warning("%s names no categories; taking the known list", base_url)
        for slug in menu or self.categories:
            yield self.listing_request(Walk(base_url, slug, assumed=not menu))

    def listing_request(self, walk: Walk, page: int = 1, url: str | None = None) -> Request:
        """A request for one page of a category's listing."""
        self.walks[walk.base_url, walk.slug] = walk
        path = self.listing_path.format(category=walk.slug, page=page)
        return Request(
            url or walk.base_url + path,
            callback=self.parse_listing,
            errback=self.no_listing,
            priority=LISTING_PRIORITY,
            dont_filter=True,
            meta={"kind": "listing", "walk": walk, "page": page},
        )

    def no_listing(self, failure: Any) -> None:
        """Notes a 404 that only says that there is no such page, or no such category."""
        meta = failure.request.meta
        response = getattr(failure.value, "response", None)
        gone = response is not None and response.status in (404, 410)
        if gone and (meta["page"] > 1 or meta["walk"].assumed):
            self.crawler.stats.inc_value("listing/absent")

    def parse_listing(self, response: Response) -> Iterator[Request | ListingEntry]:
        """A listing page: requests for its articles, then the next page, then its entries."""
        walk, page = response.meta["walk"], response.meta["page"]
        document = self.document(response)
        self.menu.learn(read_navigation(document, walk.base_url, self.categories))
        entries = self.read_entries(document, response)
        if not entries and page == 1:
            raise NoEntries(f"no article links on {response.url}")
        is_new = walk.is_new([self.key(entry.url) for entry in entries])
        for entry in entries:
            yield from self.article_request(entry)
        if is_new and page < self.page_limit:
            yield from self.next_page(document, walk, page)
        yield from entries

    def next_page(self, document: Document, walk: Walk, page: int) -> Iterator[Request]:
        """The next page by link or number; by counting up where the page shows neither."""
        paging = read_paging(document, page)
        if paging.next_url or not paging.numbered:
            yield self.listing_request(walk, page + 1, paging.next_url)

    def read_entries(self, document: Document, response: Response) -> list[ListingEntry]:
        """The listing's cards as entries, positions from 1."""
        walk, page = response.meta["walk"], response.meta["page"]
        fetched_at = self.fetched_at(response)
        cards = read_cards(
            document,
            is_article=self.is_article,
            link_elements=self.select_links(document),
            now=fetched_at,
            time_zone=self.time_zone,
        )
        label = self.menu.labels.get(walk.slug)
        return [
            ListingEntry(
                url=card.url,
                site=self.name,
                listing_url=response.url,
                fetched_at=fetched_at,
                title=card.title,
                date_text=card.date_text,
                views_text=card.views_text,
                excerpt=card.excerpt,
                image_url=card.image_url,
                category=label or card.category,
                category_slug=walk.slug,
                page=page,
                position=position,
            )
            for position, card in enumerate(cards, 1)
        ]

    def select_links(self, document: Document) -> list[Any]:
        """The link elements that the site's own selectors choose."""
        for query in arg_to_iter(self.article_links):
            if found := document.selector.css(query):
                return [element.root for element in found]
        return []
