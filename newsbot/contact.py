"""First contact with a site: what a listing and a few articles gave, and by which rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from itemloaders.utils import arg_to_iter
from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.http import HtmlResponse, Response, TextResponse

from newsbot.categories import section_of
from newsbot.items import Article, Provenance
from newsbot.page.addresses import article_sign
from newsbot.page.menus import read_sections
from newsbot.page.rows import leads_nowhere
from newsbot.page.state import read_json
from newsbot.pipelines.validate import Invalid

ARTICLES = 3
"""Articles that a check reads."""

AHEAD = timedelta(hours=1)
SHOWN = 60
"""Code points of a value that the report shows."""

RIVALS, RIVAL = 2, 40
"""Rules that differ from the chosen one of which the report tells, and of each so much."""

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
        self.lacking: list[str] = []
        self.unmatched: list[str] = []
        crawler.signals.connect(self.item_scraped, signals.item_scraped)
        crawler.signals.connect(self.item_dropped, signals.item_dropped)
        crawler.signals.connect(self.response_received, signals.response_received)

    def item_scraped(self, item: Any) -> None:
        """Keeps an article for the report."""
        if isinstance(item, Article):
            self.articles.append(item)

    def item_dropped(self, item: Any, response: Response, exception: BaseException) -> None:
        """Keeps what an article lacks, and the frame that may hold it."""
        if not isinstance(exception, Invalid):
            return
        frames = response.css("iframe::attr(src)").getall() if not item.text else []
        inside = f" (its page holds a frame: {response.urljoin(frames[0])})" if frames else ""
        self.lacking.append(f"{exception}{inside}")

    def response_received(self, response: Response) -> None:
        """Keeps what a page answered, and what is declared of listings and fits none of it."""
        kind = response.meta.get("kind", "robots.txt" if "robots.txt" in response.url else "page")
        self.pages.append((response.status, kind, response.url))
        if kind == "listing" and response.status < 400:
            self.unmatched += self._unmatched(response)
        if kind == "home" and isinstance(response, HtmlResponse):
            self.unmatched += self._not_in_menu(response)

    def _not_in_menu(self, response: HtmlResponse) -> Iterator[str]:
        """Declared categories that the home page's menu does not lead to."""
        spider: Any = self.crawler.spider
        if spider.listing_path:
            return
        sections = read_sections(spider.document(response), spider.is_section)
        there = ", ".join(f"{urlsplit(url).path} ({label})" for url, label in sections.items())
        for slug in spider.asked or spider.categories:
            label = spider.categories.get(slug, slug)
            if there and section_of(slug, label, sections) is None:
                yield f"category '{slug}' ({label}): no link of the menu, which has {there}"

    def _unmatched(self, response: Response) -> Iterator[str]:
        spider: Any = self.crawler.spider
        value = read_json(response.text) if isinstance(response, TextResponse) else None
        if value is not None and (path := leads_nowhere(value, spider.data)):
            holds = ", ".join(map(str, value)) if isinstance(value, dict) else "a list"
            yield f"{path} finds nothing in {response.url}, which holds: {_shown(holds)}"
        if not isinstance(response, HtmlResponse):
            return
        for query in arg_to_iter(spider.article_links):
            if not response.css(query):
                yield f"article_links '{query}' matches nothing on {response.url}"
        links = [response.urljoin(link) for link in response.css("a::attr(href)").getall()]
        if spider.article_path and links and not any(map(spider.is_article, links)):
            such = urlsplit(max(links, key=article_sign)).path
            said = f"article_path '{spider.article_path}' fits no link on {response.url}"
            yield f"{said}, of {len(links)}; one is {such}"

    def lines(self) -> Iterator[str]:
        """The report, a line each."""
        yield "pages"
        for status, kind, url in self.pages:
            yield f"  {status} {kind:<11} {url}"
        stats: Any = self.crawler.stats
        yield f"robots.txt  {self._robots()}"
        pages, entries = (stats.get_value(f"listing/{n}", 0) for n in ("pages", "entries"))
        yield f"listing     {pages} pages, {entries} entries"
        yield from (f"no match    {said}" for said in self.unmatched[:ARTICLES])
        yield from (f"no article  {said}" for said in self.lacking[:ARTICLES])
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
            value = getattr(article, name)
            key = "body" if name == "text" else name
            origin, rivals = article.provenance.get(key), article.rivals.get(key, ())
            said = _agreement(origin, rivals) if origin else ""
            rule = f"  <- {origin.rule}{said}" if origin and value else ""
            yield f"  {name:<14}{_shown(value)}{rule}"
            if name == "published_at" and lies_ahead(article):
                zone = getattr(self.crawler.spider, "time_zone", None) or "none declared"
                yield f"  {'':<14}  in the future: is the time zone right ({zone})?"
            for tried in article.tried.get(name, ()):
                found = _shown(tried.raw) if tried.raw else "nothing there"
                yield f"  {'':<14}  tried {tried.rule}: {found}"
        kinds = [block.kind for block in article.body]
        counts = ", ".join(f"{kinds.count(kind)} {kind}" for kind in dict.fromkeys(kinds))
        yield f"  {'body':<14}{counts or '-'}"
        yield f"  {'images':<14}{len(article.images)}"
        yield f"  {'related':<14}{len(article.related)}"


def lies_ahead(article: Article) -> bool:
    """Whether an article's date is further ahead of its fetch than clocks differ."""
    published, fetched = article.published_at, article.fetched_at
    return bool(published and fetched and published - fetched > AHEAD)


def _agreement(origin: Provenance, rivals: Sequence[Provenance]) -> str:
    """Whether other rules give the same, and what those that differ give."""
    if origin.agreed is not False:
        return " (others agree)" if origin.agreed else ""
    told = dict.fromkeys(f"{one.rule}: {_shown(one.raw, RIVAL)}" for one in rivals)
    more = f"; {len(told) - RIVALS} more" if len(told) > RIVALS else ""
    said = "; ".join([*told][:RIVALS]) or "simpler scorers take other text"
    return f" (but {said}{more})"


def _shown(value: object, most: int = SHOWN) -> str:
    if value is None or value in ([], ""):
        return "-"
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[:most]}... ({len(text)} characters)"
