"""ListingSpider: listing -> article -> Article. What every site is made of.

The smallest site is data: `name`, `base_url`, `categories`; where the pages' own words are not
enough, `listing_path`, `article_links`, `data`, `fields`. The odd site overrides one hook
(`load_fields`, `parse_listing`).
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from itemloaders.utils import arg_to_iter
from scrapy import Request
from scrapy.http import Response

from newsbot.categories import section_of
from newsbot.data_listing import Template
from newsbot.errors import NoEntries
from newsbot.items import ListingEntry
from newsbot.page.addresses import is_root
from newsbot.page.card_groups import Scope
from newsbot.page.document import Document
from newsbot.page.menus import read_navigation, read_sections
from newsbot.paging_spider import LISTING_PRIORITY, PagingSpider
from newsbot.reading import ListingReader, Reading, entries_of
from newsbot.route import Walk


class ListingSpider(PagingSpider):
    """A site that is read by categories.

    Arguments (`-a`): `base_url` (several separated by commas), `category` (slugs or labels,
    separated by commas; default: all), `pages` (listing pages a category).
    """

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
        elif self.listing_path and (
            self.asked or self.data or self.template.tells(self.categories)
        ):
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

    def parse_listing(self, response: Response) -> Iterator[Request | ListingEntry]:
        """A listing page: the next page, requests for its articles, then its entries."""
        if response.status == 304:
            return  # unchanged since the last visit
        walk, page = response.meta["walk"], response.meta["page"]
        reading = self.read_listing(response)
        if reading.document and page == 1:  # further pages have the same navigation
            self.learn(reading.document, walk)
        entries = self.entries_of(reading, response)
        inner = self.behind(reading, response) if not entries and page == 1 else []
        yield from inner
        if not (entries or inner or walk.assumed or reading.sitemaps) and page == 1:
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
            row=response.meta.get("row", ""),
        )

    def entries_of(self, reading: Reading, response: Response) -> list[ListingEntry]:
        """The listing's cards as entries, positions from 1."""
        walk: Walk = response.meta["walk"]
        walk.began_at = walk.began_at or self.fetched_at(response)
        return entries_of(
            reading,
            ListingEntry(
                url="",
                site=self.name,
                listing_url=response.url,
                fetched_at=self.fetched_at(response),
                via=reading.via,
                category=self.menu.labels.get(walk.slug),
                category_slug=(walk.slug or None) if reading.via == "listing" else None,
                page=response.meta["page"],
            ),
            seen_at=partial(walk.seen_at, response.meta["page"]),
        )

    def select_links(self, document: Document) -> list[Any]:
        """The link elements that the site's own selectors choose."""
        for query in arg_to_iter(self.article_links):
            if found := document.select(query):
                return found
        return []
