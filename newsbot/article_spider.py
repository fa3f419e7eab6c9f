"""ArticleSpider: a site whose article pages are read. What a listing or a feed led to ends here.

A site declares its own candidates in `fields` (or overrides `load_fields`); what the page says of
itself and what the listing said come behind them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, ClassVar
from urllib.parse import urlsplit

from itemloaders.utils import arg_to_iter
from scrapy import Request, Spider
from scrapy.http import Response

from newsbot.article import offer_card, offer_page, read_article
from newsbot.categories import Categories
from newsbot.errors import NoArticle
from newsbot.fields import address_key
from newsbot.items import Article, Discovered, ListingEntry
from newsbot.loaders import ArticleLoader
from newsbot.page.document import DOCUMENT, Document
from newsbot.route import Found, sighting


class ArticleSpider(Spider):
    """A site's addresses, categories and article pages; `base_url` may name several bases."""

    base_url: str = ""
    time_zone: str = "Asia/Shanghai"
    language: str | None = None
    site_names: Sequence[str] = ()
    categories: Mapping[str, str] = {}
    left_out: ClassVar[frozenset[str]] = frozenset()
    article_path: str = r"/[^?]*(?:\d|-)[^/?]*$"
    fields: Mapping[str, str | Sequence[str]] = {}

    def __init__(
        self, name: str | None = None, *, base_url: str | None = None, **arguments: Any
    ) -> None:
        super().__init__(name, **arguments)
        self.base_urls = [u.rstrip("/") for u in (base_url or self.base_url).split(",") if u]
        self.menu = Categories(self.name, self.categories, self.left_out)
        self.found: dict[str, Found] = {}
        self.is_article_path = re.compile(self.article_path).search

    @classmethod
    def slugs_of(cls, names: str | Sequence[str]) -> list[str]:
        """The slugs of categories named by slug or label; raises BadValue for others."""
        return Categories(cls.name, cls.categories).slugs(names)

    def is_article(self, url: str) -> bool:
        """Whether an address of this site has the shape of an article's."""
        parts = urlsplit(url)
        for base_url in self.base_urls:
            base = urlsplit(base_url)
            if parts.netloc == base.netloc:
                path = parts.path.removeprefix(base.path)
                return bool(self.is_article_path(path))
        return False

    def key(self, url: str) -> str:
        """The site-relative key of an article's address (see fields.urls.address_key)."""
        base = next((b for b in self.base_urls if url.startswith(b + "/")), None)
        return address_key(url, base)

    # --- Articles -----------------------------------------------------------------------------

    def article_request(self, entry: ListingEntry) -> Iterator[Request]:
        """A request for an entry's article, unless an earlier listing of this run gave one."""
        key = self.key(entry.url)
        if key in self.found:
            self.found[key].add(entry)
            return
        self.found[key] = Found(entry, [sighting(entry)])
        yield Request(
            entry.url,
            callback=self.parse_article,
            cb_kwargs={"entry": entry},
            dont_filter=True,
            meta={"kind": "article", "key": key},
        )

    def parse_article(self, response: Response, entry: ListingEntry) -> Iterator[Article]:
        """One article page -> Article; raises a named PageFault where there is none."""
        if response.url != entry.url and not self.is_article(response.url):
            raise NoArticle(f"{entry.url} leads to {response.url}, which is no article's address")
        document = self.document(response)
        loader = ArticleLoader(
            document,
            fetched_at=self.fetched_at(response),
            time_zone=self.time_zone,
            language=self.language,
            site_names=self.site_names,
        )
        self.load_fields(loader, response)
        offer_page(loader)
        offer_card(loader, entry)
        article = read_article(loader)
        self.complete(article, response, entry)
        yield article

    def load_fields(self, loader: ArticleLoader, response: Response) -> None:
        """Hook: adds the site's own candidates; by default what `fields` declares."""
        for name, queries in self.fields.items():
            for query in arg_to_iter(queries):
                add = loader.add_xpath if query.startswith(("/", "./", "(")) else loader.add_css
                add(name, query)

    def complete(self, article: Article, response: Response, entry: ListingEntry) -> None:
        """Adds what only the site and the run know: identity, category, where it was seen."""
        requested = response.meta.get("redirect_urls", [entry.url])[0]
        addresses = dict.fromkeys([response.url, requested, entry.url])
        found = self.found.get(self.key(entry.url)) or Found(entry)
        article.site = self.name
        article.address_keys = list(dict.fromkeys(self.key(url) for url in addresses))
        article.seen_in = list(found.sightings)
        article.first_seen_at = entry.fetched_at
        article.discovered = Discovered(entry.via, entry.listing_url)
        moved = response.url != entry.url  # then the listings' addresses only lead to a redirect
        others = [*article.alternates, *(() if moved else found.alternates)]
        article.alternates = [u for u in dict.fromkeys(others) if u != article.url]
        article.category = article.category or entry.category
        article.category_slug = (
            self.menu.slug_for(article.category, article.url) or entry.category_slug
        )

    # --- Responses ----------------------------------------------------------------------------

    def document(self, response: Response) -> Document:
        """The response as a page: decoded and parsed once, by whoever needs it first."""
        kept: Document | None = response.meta.get(DOCUMENT)
        if kept is not None:
            return kept
        content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
        return Document(response.body, response.url, content_type=content_type)

    def fetched_at(self, response: Response) -> datetime:
        """When the download handler got the response (in replay: when it was recorded), UTC."""
        moment = response.meta.get("fetched_at")
        return moment if isinstance(moment, datetime) else datetime.now(UTC)
