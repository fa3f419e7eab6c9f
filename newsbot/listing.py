"""ListingSpider: listing -> article -> Article. What every site is made of.

The smallest site is data: `name`, `base_url`, `categories`; where the pages' own words are not
enough, `listing_path`, `article_links`, `data`, `fields`. The odd site overrides one hook
(`load_fields`, `parse_listing`).
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

from itemloaders.utils import arg_to_iter
from scrapy import Request
from scrapy.http import Response

from newsbot.article_spider import ArticleSpider
from newsbot.categories import section_of
from newsbot.data_listing import Ask, Place, Template
from newsbot.errors import NoEntries
from newsbot.items import ListingEntry
from newsbot.page.addresses import is_root
from newsbot.page.card_groups import Scope
from newsbot.page.document import Document
from newsbot.page.menus import read_navigation, read_sections
from newsbot.page.paging import guess_page, page_number
from newsbot.reading import ListingReader, Reading
from newsbot.route import Walk

LISTING_PRIORITY = 10
"""Listings go before articles: a listing moves on while it is walked, an article stays; and an
article that is fetched after all listings knows every category that showed it."""

MOST_WALKS = 500
"""Listings of one crawl; an index of sitemaps that lists indexes would never end."""


class ListingSpider(ArticleSpider):
    """A site that is read by categories.

    Arguments (`-a`): `base_url` (several separated by commas), `category` (slugs or labels,
    separated by commas; default: all), `pages` (listing pages a category).
    """

    listing_path: str = ""
    listing_body: str | Mapping[str, Any] | None = None
    first_page: int = 1
    page_size: int = 0
    first_cursor: str = ""
    article_links: str | Sequence[str] = ()
    data: Mapping[str, str] = {}

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
        self.template = Template(
            self.listing_path,
            self.listing_body,
            first_page=self.first_page,
            page_size=self.page_size,
            first_cursor=self.first_cursor,
        )
        described, zone = bool(self.article_path), self.time_zone
        self.reader = ListingReader(self.is_article, described, self.select_links, self.data, zone)

    @property
    def page_limit(self) -> int:
        """Listing pages a category."""
        return self.pages or int(self.settings.getint("NEWSBOT_PAGES"))

    # --- Listings -----------------------------------------------------------------------------

    async def start(self) -> AsyncIterator[Any]:
        """What was asked for: addresses, categories, or all of them by way of the home page."""
        first = self.requests_for if self.urls else self.first_requests
        for url in self.urls or self.base_urls:
            for request in first(url):
                yield request

    def first_requests(self, base_url: str) -> Iterator[Request]:
        """The home page, which names the categories and where they are; listings at once where
        that is declared."""
        if self.listing_path and "category" not in self.template.places():
            yield self.listing_request(Walk(base_url, ""))
        elif self.listing_path and (self.asked or self.data):
            for slug in self.asked or self.categories:
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
        document = self.document(response)
        menu = self.menu.learn(read_navigation(document, base_url, self.categories))
        if self.listing_path:
            yield from self.walk_all(base_url, menu)
        else:
            yield from self.walk_found(base_url, read_sections(document, self.is_section))

    def no_home(self, failure: Any) -> Iterator[Request]:
        """Without a home page the known categories are walked."""
        walk = self.walk_all if self.listing_path else self.walk_found
        yield from walk(failure.request.cb_kwargs["base_url"], {})

    def walk_all(self, base_url: str, menu: Mapping[str, str]) -> Iterator[Request]:
        """A first listing request for each category of the menu, else for each known one."""
        if not menu:
            self.logger.warning("%s names no categories; taking the known list", base_url)
        for slug in menu or self.categories:
            yield self.listing_request(Walk(base_url, slug, assumed=not menu))

    def walk_found(self, base_url: str, sections: Mapping[str, str]) -> Iterator[Request]:
        """A first listing request for each category, where the home page's `sections` (address
        -> label) say that it is."""
        if not (self.asked or self.categories):
            for section, label in sections.items():
                slug = "" if is_root(section) else self.menu.name_section(section, label)
                yield self.listing_request(Walk(base_url, slug, assumed=True), url=section)
        for slug in self.asked or self.categories:
            url = section_of(slug, self.categories.get(slug, slug), sections)
            walk = Walk(base_url, slug, assumed=url is None)
            yield self.listing_request(walk, url=url or f"{base_url}/{slug}")

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

    def parse_listing(self, response: Response) -> Iterator[Request | ListingEntry]:
        """A listing page: the next page, requests for its articles, then its entries."""
        if response.status == 304:
            return  # unchanged since the last visit
        walk, page = response.meta["walk"], response.meta["page"]
        reading = self.read_listing(response)
        if reading.document and page == 1:  # further pages have the same navigation
            self.learn(reading.document, walk)
        entries = self.entries_of(reading, response)
        if not entries and page == 1 and not (reading.sitemaps or walk.assumed):
            raise NoEntries(f"no article links on {response.url}")
        yield from self.walked(reading, response, entries)

    def walked(
        self, reading: Reading, response: Response, entries: Sequence[ListingEntry]
    ) -> Iterator[Request | ListingEntry]:
        """What a listing's page gives: the way on, articles, and its entries, in this order."""
        walk, page = response.meta["walk"], response.meta["page"]
        keys = [self.key(entry.url) for entry in entries]
        if keys and walk.repeats(keys):
            return
        if walk.is_new(keys) and page < self.page_limit:
            yield from self.next_page(reading, response)
        yield from self.open_sitemaps(reading, walk)
        for entry in entries:
            yield from self.article_request(entry)
        yield from entries

    def learn(self, document: Document, walk: Walk) -> None:
        """Takes over what a listing's navigation calls the categories."""
        self.menu.learn(read_navigation(document, walk.base_url, self.categories))

    def read_listing(self, response: Response, scope: Scope = "listing") -> Reading:
        """What a listing's answer holds."""
        walk: Walk = response.meta["walk"]
        first = response.meta.get("first") or response.url
        return self.reader.read(
            response.body,
            response.url,
            (response.headers.get("Content-Type") or b"").decode("latin-1"),
            lambda: self.document(response),
            base=walk.base_url + "/" if self.data else first,
            page=response.meta["page"],
            now=self.fetched_at(response),
            scope=scope,
            beside=walk.beside,
        )

    def next_page(self, reading: Reading, response: Response) -> Iterator[Request]:
        """The next page as this one names it; as declared, where it shows no pagination at all;
        else tried as `?page=2`."""
        meta = response.meta
        walk, page = meta["walk"], meta["page"]
        told = {"offset": meta["offset"] + reading.rows, "first": meta.get("first") or response.url}
        if reading.next_url:
            yield self.listing_request(walk, page + 1, reading.next_url, **told)
        elif self.listing_path and not reading.numbered:
            if self.template.goes_on(reading.cursor):
                yield self.listing_request(walk, page + 1, cursor=reading.cursor or "", **told)
        elif not reading.numbered and reading.via == "listing":
            # what a button adds counts on by itself
            counts = reading.is_piece and page > 1 and page_number(response.url) == page
            if counts or page == 1 or "guess" in meta:
                url = guess_page(*((response.url, 2) if counts else (told["first"], page + 1)))
                yield self.listing_request(walk, page + 1, url, guess=True, **told)

    def open_sitemaps(self, reading: Reading, walk: Walk) -> Iterator[Request]:
        """The sitemaps of an index, the newest, as many as pages are asked for."""
        for url in reading.sitemaps[: self.page_limit]:
            if (walk.base_url, url) in self.walks or len(self.walks) > MOST_WALKS:
                continue
            yield self.listing_request(Walk(walk.base_url, url, assumed=True), url=url)

    def entries_of(self, reading: Reading, response: Response) -> list[ListingEntry]:
        """The listing's cards as entries, positions from 1."""
        walk, page = response.meta["walk"], response.meta["page"]
        fetched_at = self.fetched_at(response)
        label = self.menu.labels.get(walk.slug)
        return [
            ListingEntry(
                url=card.url,
                site=self.name,
                listing_url=response.url,
                fetched_at=fetched_at,
                via=reading.via,
                title=card.title,
                date_text=card.date_text,
                views_text=card.views_text,
                excerpt=card.excerpt,
                image_url=card.image_url,
                category=label or card.category,
                category_slug=(walk.slug or None) if reading.via == "listing" else None,
                page=page,
                position=position,
                author=card.author,
            )
            for position, card in enumerate(reading.cards, 1)
        ]

    def select_links(self, document: Document) -> list[Any]:
        """The link elements that the site's own selectors choose."""
        for query in arg_to_iter(self.article_links):
            if found := document.select(query):
                return found
        return []
