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
from zlib import crc32

from itemloaders.utils import arg_to_iter
from scrapy import Request, Spider
from scrapy.http import Response
from scrapy.settings import BaseSettings

from newsbot.article import add_part, read_article
from newsbot.categories import Categories
from newsbot.errors import NoArticle, PageFault
from newsbot.fields import address_key
from newsbot.given import PARTS, beside
from newsbot.items import Article, Discovered, ListingEntry, Provenance
from newsbot.loaders import ArticleLoader
from newsbot.offers import offer_card, offer_page
from newsbot.page.addresses import article_sign, may_list, same_site
from newsbot.page.document import DOCUMENT, Document
from newsbot.page.parts import MOST_PARTS, next_part
from newsbot.route import Found, sighting

PART_PRIORITY = 5
"""The next page of an article goes before other articles: nobody holds half of one for long."""

SURELY_NONE = -3
"""The sign of an address (page/addresses) from which downwards no article stands there."""

INCOMPLETE = "incomplete"
"""The problem of an article whose later pages could not all be read."""


def is_sampled(url: str, share: float) -> bool:
    """Whether a page is one of the `share` (0-1) on which rival rules are read too, to tell
    whether they agree; always the same pages, so that a replay repeats it."""
    return crc32(url.encode()) < share * (1 << 32)


class ArticleSpider(Spider):
    """A site's addresses, categories and article pages; `base_url` may name several bases."""

    base_url: str = ""
    time_zone: str | None = "Asia/Shanghai"
    language: str | None = None
    site_names: Sequence[str] = ()
    categories: Mapping[str, str] = {}
    left_out: ClassVar[frozenset[str]] = frozenset()
    article_path: str = ""
    fields: Mapping[str, str | Sequence[str]] = {}
    delay: float | None = None
    timeout: float | None = None
    headers: Mapping[str, str] = {}
    referer: str = ""
    cookies: Mapping[str, str] = {}
    proxy: str = ""
    verify_tls: bool = True
    render: bool = False
    every: str = ""

    def __init__(
        self, name: str | None = None, *, base_url: str | None = None, **arguments: Any
    ) -> None:
        super().__init__(name, **arguments)
        self.base_urls = [u.rstrip("/") for u in (base_url or self.base_url).split(",") if u]
        self.menu = Categories(self.name, self.categories, self.left_out)
        self.found: dict[str, Found] = {}
        self.is_article_path = re.compile(self.article_path).search

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """The site's own pace, patience and parts; what the command line says wins over them."""
        custom = cls.custom_settings or {}
        parts = {name: settings[name] for name in PARTS & custom.keys()}
        super().update_settings(settings)
        for name, before in parts.items():
            beside(settings, name, before, custom[name], "spider")
        own = {"DOWNLOAD_DELAY": cls.delay, "DOWNLOAD_TIMEOUT": cls.timeout}
        for name, value in own.items():
            if value is not None:
                settings.set(name, value, priority="spider")
        if cls.render:
            settings.set("NEWSBOT_RENDER", True, priority="spider")
        if not cls.verify_tls:
            settings.set("DOWNLOAD_VERIFY_CERTIFICATES", False, priority="spider")

    @classmethod
    def slugs_of(cls, names: str | Sequence[str]) -> list[str]:
        """The slugs of categories named by slug or label; raises BadValue for others."""
        return Categories(cls.name, cls.categories).slugs(names)

    def is_article(self, url: str) -> bool:
        """Whether an address of this site has the shape of an article's.

        Without a declared `article_path` it is a guess: all of the site that is not surely
        something else.
        """
        if not self.article_path:
            return self.is_of_site(url) and article_sign(url) > SURELY_NONE
        parts = urlsplit(url)
        for base_url in self.base_urls:
            base = urlsplit(base_url)
            if parts.netloc == base.netloc:
                path = parts.path.removeprefix(base.path)
                return bool(self.is_article_path(path))
        return False

    def is_of_site(self, url: str) -> bool:
        """Whether an address is on the site's domain."""
        return any(same_site(url, base_url) for base_url in self.base_urls)

    def is_section(self, url: str) -> bool:
        """Whether an address may be that of a listing of this site."""
        return self.is_of_site(url) and may_list(url)

    def key(self, url: str) -> str:
        """The site-relative key of an article's address (see fields.urls.address_key)."""
        first = next(iter(self.base_urls), None)
        base = next((b for b in self.base_urls if url.startswith(b + "/")), first)
        return address_key(url, base)

    # --- Articles -----------------------------------------------------------------------------

    def article_request(self, entry: ListingEntry) -> Iterator[Request]:
        """A request for an entry's article, unless an earlier listing of this run gave one."""
        key = self.key(entry.url)
        if key in self.found:
            self.found[key].add(entry)
            return
        self.found[key] = Found(entry.url, [sighting(entry)])
        yield Request(
            entry.url,
            callback=self.parse_article,
            cb_kwargs={"entry": entry},
            dont_filter=True,
            meta={"kind": "article", "key": key},
        )

    def parse_article(self, response: Response, entry: ListingEntry) -> Iterator[Article | Request]:
        """One article page -> Article; raises a named PageFault where there is none."""
        if response.url != entry.url and not self.is_article(response.url):
            raise NoArticle(f"{entry.url} leads to {response.url}, which is no article's address")
        document = self.document(response)
        loader = self.loader(document, response)
        offer_card(loader, entry)
        article = read_article(loader)
        self.check(article, document, entry)
        self.complete(article, response, entry)
        yield from self.with_parts(article, document)

    def loader(self, document: Document, response: Response) -> ArticleLoader:
        """The loader of a page with the site's own candidates, then those of any page."""
        loader = ArticleLoader(
            document,
            fetched_at=self.fetched_at(response),
            time_zone=self.time_zone,
            language=self.language_of(document),
            site_names=self.site_names,
            compare=is_sampled(document.url, self.settings.getfloat("NEWSBOT_COMPARE")),
        )
        self.load_fields(loader, response)
        offer_page(loader)
        return loader

    def language_of(self, document: Document) -> str | None:
        """Hook: the language of a page's dates."""
        return self.language

    def check(self, article: Article, document: Document, entry: ListingEntry) -> None:
        """Hook: raises NoArticle for a page that a listing led to and that is none."""

    # --- Articles on several pages ------------------------------------------------------------

    def with_parts(
        self, article: Article, document: Document, part: int = 1
    ) -> Iterator[Article | Request]:
        """The article, or the request for its next page."""
        url = next_part(document, article.url, part) if part < MOST_PARTS else None
        if url is None:
            yield article
            return
        yield Request(
            url,
            callback=self.parse_part,
            errback=self.lack_part,
            cb_kwargs={"article": article, "part": part + 1},
            priority=PART_PRIORITY,
            dont_filter=True,
            meta={"kind": "part"},
        )

    def parse_part(
        self, response: Response, article: Article, part: int
    ) -> Iterator[Article | Request]:
        """A further page of an article; one that cannot be read leaves it incomplete."""
        key = self.key(response.url)
        article.address_keys += [key] if key not in article.address_keys else []
        try:
            document = self.document(response)
            add_part(article, self.loader(document, response))
        except PageFault:
            article.problems.append(INCOMPLETE)
            yield article
            return
        yield from self.with_parts(article, document, part)

    def lack_part(self, failure: Any) -> Iterator[Article]:
        """What there is of an article whose next page did not come."""
        article: Article = failure.request.cb_kwargs["article"]
        article.problems.append(INCOMPLETE)
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
        found = self.found.get(self.key(entry.url)) or Found(entry.url, [sighting(entry)])
        article.site = self.name
        article.address_keys = list(dict.fromkeys(self.key(url) for url in addresses))
        article.seen_in = list(found.sightings)
        article.first_seen_at = entry.seen_at or entry.fetched_at
        article.discovered = Discovered(entry.via, entry.listing_url)
        moved = response.url != entry.url  # then the listings' addresses only lead to a redirect
        others = [*article.alternates, *(() if moved else found.alternates)]
        article.alternates = [u for u in dict.fromkeys(others) if u != article.url]
        if article.category is None:
            article.category = next((s.category for s in found.sightings if s.category), None)
        if article.category and "category" not in article.provenance:
            article.provenance["category"] = Provenance("listing", article.category)
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
