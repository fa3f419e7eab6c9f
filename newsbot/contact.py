"""First contact with a site: what a listing and a few articles gave, and by which rules."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.http import Response

from newsbot.items import Article, Provenance

ARTICLES = 3
"""Articles that a check reads."""

SHOWN = 60
"""Code points of a value that the report shows."""

FIELDS = (
    "title",
    "published_at",
    "category",
    "view_count",
    "source",
    "authors",
    "editors",
    "summary",
    "canonical_url",
    "language",
    "text",
)


class Contact:
    """Listens to a crawl and tells a person, field by field, what it gave."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.articles: list[Article] = []
        self.pages: list[tuple[int, str, str]] = []
        crawler.signals.connect(self.item_scraped, signals.item_scraped)
        crawler.signals.connect(self.response_received, signals.response_received)

    def item_scraped(self, item: Any) -> None:
        """Keeps an article for the report."""
        if isinstance(item, Article):
            self.articles.append(item)

    def response_received(self, response: Response) -> None:
        """Keeps what a page answered."""
        kind = response.meta.get("kind", "robots.txt" if "robots.txt" in response.url else "page")
        self.pages.append((response.status, kind, response.url))

    def lines(self) -> Iterator[str]:
        """The report, a line each."""
        yield "pages"
        for status, kind, url in self.pages:
            yield f"  {status} {kind:<11} {url}"
        stats = self.crawler.stats
        yield f"robots.txt  {self._robots()}"
        pages, entries = (stats.get_value(f"listing/{n}", 0) for n in ("pages", "entries"))
        yield f"listing     {pages} pages, {entries} entries"
        for name, count in sorted(stats.get_stats().items()):
            if name.startswith("failed/"):
                yield f"failed      {name.partition('/')[2]} {count}"
        for article in self.articles:
            yield ""
            yield article.url
            yield from self._fields(article)

    def _robots(self) -> str:
        stats = self.crawler.stats
        forbidden, unreachable = (
            stats.get_value(f"robots/{name}", 0) for name in ("forbidden", "unreachable")
        )
        asked = [status for status, kind, _ in self.pages if kind == "robots.txt"]
        said = f"answered {asked[0]}" if asked else "gave no answer"
        if unreachable:
            if not asked:
                said = f"could not be had ({stats.get_value('robots/why_unreachable')})"
            return f"{said}; so nothing of the site may be fetched"
        return f"{said}; {forbidden} addresses forbidden" if forbidden else f"{said}; allows all"

    def _fields(self, article: Article) -> Iterator[str]:
        for name in FIELDS:
            origin = article.provenance.get("body" if name == "text" else name)
            value = getattr(article, name)
            rule = f"  <- {origin.rule}{_agreement(origin)}" if origin and value else ""
            yield f"  {name:<14}{_shown(value)}{rule}"
            for tried in article.tried.get(name, ()):
                found = _shown(tried.raw) if tried.raw else "nothing there"
                yield f"  {'':<14}  tried {tried.rule}: {found}"
        kinds = [block.kind for block in article.body]
        counts = ", ".join(f"{kinds.count(kind)} {kind}" for kind in dict.fromkeys(kinds))
        yield f"  {'body':<14}{counts or '-'}"
        yield f"  {'images':<14}{len(article.images)}"
        yield f"  {'related':<14}{len(article.related)}"


def _agreement(origin: Provenance) -> str:
    return {True: " (others agree)", False: " (others differ)", None: ""}[origin.agreed]


def _shown(value: object) -> str:
    if value is None or value in ([], ""):
        return "-"
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    text = " ".join(text.split())
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}... ({len(text)} characters)"
