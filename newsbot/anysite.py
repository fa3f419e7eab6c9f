"""AnySite: the spider for an address that no site claims. What stands there is recognised.

A front page is read together with the sections, feeds and news sitemaps that it leads to; a
listing, feed or sitemap is walked; an article is read. All of it stays on the site.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from typing import Any, ClassVar
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Response

from newsbot.article import language_of
from newsbot.categories import short_name
from newsbot.errors import BadValue, NoArticle, NoEntries
from newsbot.fields import fold_text
from newsbot.hosts import Hosts
from newsbot.items import Article, ListingEntry
from newsbot.listing import ListingSpider
from newsbot.page.addresses import is_root, same_site, site_of
from newsbot.page.card_links import TITLE_UNITS, units
from newsbot.page.document import Document
from newsbot.page.kinds import kind_of, why_no_article
from newsbot.page.menus import read_sections
from newsbot.page.onward import leads_on
from newsbot.page.sources import linked_feeds
from newsbot.reading import Reading
from newsbot.route import Walk

MOST_SECTIONS = 60
"""Listings that a front page leads to and that are walked."""

MOST_STEPS = 3
"""Pages in a row that only lead on, behind the address that was asked for."""

FEW = 3
MANY = 10
"""Articles on a front page: below FEW they are looked for in the usual places, too; from MANY on
only sitemaps that call themselves news are read besides."""

USUAL_PLACES = (
    "/sitemap_news.xml",
    "/news-sitemap.xml",
    "/sitemap-news.xml",
    "/news_sitemap.xml",
    "/sitemap_index.xml",
    "/sitemap.xml",
    "/feed",
    "/rss",
    "/rss.xml",
    "/feed.xml",
    "/atom.xml",
    "/index.xml",
    "/feed.json",
)
"""Where feeds and sitemaps stand that nothing leads to, asked one after the other."""


class AnySite(ListingSpider):
    """A site of which only an address is known; a row of sites.toml without categories is one."""

    time_zone = None
    start_urls: ClassVar[list[str]] = []  # type: ignore[misc]  # Scrapy's name for it

    @classmethod
    def at(cls, url: str) -> type[AnySite]:
        """The spider of the site at `url`, named after it (page/addresses.site_of)."""
        parts = urlsplit(url)
        told = {"name": site_of(url), "base_url": f"{parts.scheme}://{parts.netloc}"}
        return type("AnySite", (cls,), {**told, "__module__": cls.__module__})

    @classmethod
    def slugs_of(cls, names: str | Sequence[str]) -> list[str]:
        """Raises BadValue: what categories a site has that nobody described is not known."""
        raise BadValue(f"{cls.name} declares no categories; give the address of a listing instead")

    async def start(self) -> AsyncIterator[Any]:
        """Whatever addresses were asked for, else the site's."""
        for url in self.urls or self.start_urls or [f"{base}/" for base in self.base_urls]:
            if not self.is_of_site(url):  # another port of an address without a domain
                self.base_urls.append("/".join(url.split("/")[:3]))
            base_url = next(base for base in self.base_urls if same_site(url, base))
            walk = Walk(base_url, short_name(url))
            whole = is_root(url)  # its 304 would hide what stands in the sections
            yield self.listing_request(walk, url=url, is_start=True, unconditional=whole)

    def language_of(self, document: Document) -> str | None:
        """As declared, else the page's: dates without a zone are read in its zone."""
        return self.language or language_of(document)

    # --- What stands there --------------------------------------------------------------------

    def parse_listing(self, response: Response) -> Iterator[Request | ListingEntry | Any]:
        """The address that was asked for may be anything; where it leads, listings are."""
        if not response.meta.get("is_start"):
            yield from super().parse_listing(response)
            return
        if response.status == 304:
            return  # unchanged since the last visit
        if not self.is_of_site(response.url):
            self._move(response)
        is_home = is_root(response.url) or "is_home" in response.meta
        reading = self.read_listing(response, "home" if is_home else "listing")
        if reading.elsewhere:  # a feed that another host serves is of the site that it leads to
            self.base_urls.append(reading.elsewhere)
            reading = self.read_listing(response)
        document = reading.document
        onward = leads_on(document) if document and not reading.cards else None
        if onward and response.meta.get("step", 0) < MOST_STEPS:
            yield self._step(onward, response, is_home=is_home)
            return
        if document and kind_of(document, reading.cards) == "article":
            response.meta["kind"] = "article"  # the middlewares look at it when this is done
            yield from self.parse_article(response, self._asked_for(response))
            return
        entries = self.entries_of(reading, response)
        limit = self.settings.getint("NEWSBOT_LIMIT", 0) if self.settings["NEWSBOT_LIMIT"] else 0
        wants_more = not limit or len(entries) < limit
        found = list(self._besides(reading, response)) if is_home and wants_more else []
        inner = [] if entries else self.behind(reading, response)
        if not (entries or found or inner or reading.sitemaps):
            raise NoEntries(f"no article links on {response.url}")
        yield from inner
        yield from self.walked(reading, response, entries)
        yield from found

    def _step(self, url: str, response: Response, *, is_home: bool) -> Request:
        """The request for where a page that only leads on leads: it is read in that one's place."""
        self.logger.info("%s only leads on to %s", response.url, url)
        meta = {"step": response.meta.get("step", 0) + 1, **({"is_home": True} if is_home else {})}
        walk = Walk(response.meta["walk"].base_url, short_name(url))
        return self.listing_request(walk, url=url, is_start=True, unconditional=is_home, **meta)

    def _move(self, response: Response) -> None:
        """The address leads to another domain: the site has moved there, and is read there. Links
        to where it was are its own still, and lead on."""
        base_url = "/".join(response.url.split("/")[:3])
        self.base_urls.insert(0, base_url)
        walk: Walk = response.meta["walk"]
        walk.base_url = base_url
        self.walks[base_url, walk.slug] = walk

    def _asked_for(self, response: Response) -> ListingEntry:
        url = response.url
        return ListingEntry(url, self.name, url, self.fetched_at(response), via="url")

    def _besides(self, reading: Reading, response: Response) -> Iterator[Request]:
        """What a front page leads to besides its own articles."""
        base_url, document = response.meta["walk"].base_url, reading.document
        sections = read_sections(document, self.is_section) if document else {}
        shown = {card.url for card in reading.cards}
        for url, label in list(sections.items())[:MOST_SECTIONS]:
            if url not in shown and url != response.url and not is_root(url):
                slug = self.menu.name_section(url, label)
                yield self.listing_request(Walk(base_url, slug, assumed=True), url=url)
        feeds = [url for url in linked_feeds(document) if self.is_of_site(url)] if document else []
        named = [u for u in Hosts.of(self.crawler).sitemaps(response.url) if self.is_of_site(u)]
        if len(reading.cards) >= MANY:
            named = [url for url in named if "news" in url.lower()]
        for url in (*feeds, *named):
            yield self.listing_request(Walk(base_url, url, assumed=True), url=url)
        if len(reading.cards) < FEW and not (feeds or named):
            yield from self.look_for(base_url, 0)

    # --- The usual places ---------------------------------------------------------------------

    def look_for(self, base_url: str, place: int) -> Iterator[Request]:
        """A request for the next of the usual places."""
        if place < len(USUAL_PLACES):
            url = base_url + USUAL_PLACES[place]
            walk = Walk(base_url, url, assumed=True)
            yield self.listing_request(walk, url=url, guess=True, place=place).replace(
                callback=self.parse_place, errback=self.no_place
            )

    def parse_place(self, response: Response) -> Iterator[Request | ListingEntry]:
        """A feed or sitemap at one of the usual places, else the next place."""
        reading = self.read_listing(response)
        if reading.via != "listing" and (reading.cards or reading.sitemaps):
            yield from self.parse_listing(response)
        else:
            yield from self._look_on(response.meta)

    def no_place(self, failure: Any) -> Iterator[Request]:
        """Nothing there: the next place."""
        self.no_listing(failure)
        yield from self._look_on(failure.request.meta)

    def _look_on(self, meta: dict[str, Any]) -> Iterator[Request]:
        return self.look_for(meta["walk"].base_url, meta["place"] + 1)

    # --- Articles -----------------------------------------------------------------------------

    def check(self, article: Article, document: Document, entry: ListingEntry) -> None:
        """Raises NoArticle for a page that was taken for an article's and is none."""
        if entry.via == "url":
            return
        links = {related.url for related in article.related}
        why = why_no_article(
            document,
            text=article.text,
            pictures=len(article.images),
            dated=article.published_at is not None,
            titled=self._is_called(article, entry.title or ""),
            links=links,
        )
        if why:
            raise NoArticle(f"{document.url} is no article: {why}")

    @staticmethod
    def _is_called(article: Article, title: str) -> bool:
        """Whether a listing called an article by its title, and that is more than a name."""
        said, own = fold_text(title), fold_text(article.title or "")
        return units(title) >= TITLE_UNITS and bool(said) and (said in own or own in said)
