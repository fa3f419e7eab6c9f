"""Observe: what a run saw, as the schedule and the monitors need it beside the counters."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from heapq import heappush, heappushpop
from statistics import median
from typing import Any

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response

from newsbot.items import Article
from newsbot.pipelines.validate import Invalid
from newsbot.policy.outcomes import Ending
from newsbot.route import Walk
from newsbot.run import Run
from newsbot.schedule.past import Memory, Visit
from newsbot.store import Standing

OBSERVED = "newsbot/observed"
"""The stat under which a crawl's observer is found."""

TALLIED = ("title", "summary", "published_at", "category", "view_count", "source", "authors")
"""Fields whose values are compared with each other."""

MOST_VALUES = 50
"""Different values of a field that are told apart: whether all are equal shows by the second."""

SOME = 3
"""Addresses that are kept as evidence of one thing."""

SLOWEST = 8
AHEAD = timedelta(hours=1)
"""A date further ahead of its page's fetch is in the future."""

MOST_SECONDS = 50_000
"""Pages whose seconds are kept."""


class Spread:
    """How many values a field had, and how often each of the first MOST_VALUES different ones."""

    __slots__ = ("often", "total")

    def __init__(self) -> None:
        self.total = 0
        self.often: dict[int, int] = {}

    def add(self, value: int) -> None:
        """One more value, by its hash."""
        self.total += 1
        if value in self.often:
            self.often[value] += 1
        elif len(self.often) < MOST_VALUES:
            self.often[value] = 1


class Observe:
    """Collects, for one crawl: visits of listings, spreads of values, ages, seconds, freshness."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.run = Run.of(crawler)
        self.visits: dict[str, datetime] = {}
        self.walks: dict[str, Walk] = {}
        self.slugs: dict[str, str] = {}
        self.read: Counter[str] = Counter()
        self.new: Counter[str] = Counter()
        self.values: dict[str, Spread] = defaultdict(Spread)
        self.hours: list[float] = []
        self.future = 0
        self.seconds: list[float] = []
        self.slowest: list[tuple[float, str]] = []
        self.fresh: list[float] = []
        self.evidence: dict[str, list[str]] = defaultdict(list)
        self.handed = 0
        self._standing: Standing | None = None
        self._memory: Memory | None = None
        connect = crawler.signals.connect
        connect(self.request_reached_downloader, signals.request_reached_downloader)
        connect(self.response_received, signals.response_received)
        connect(self.item_scraped, signals.item_scraped)
        connect(self.item_dropped, signals.item_dropped)
        assert crawler.stats
        crawler.stats.set_value(OBSERVED, self)
        self.count = crawler.stats.inc_value

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Observe:
        """The observer of a crawl."""
        return cls(crawler)

    @property
    def base(self) -> str:
        """The addresses that a person gave instead of the site's own, "" for none."""
        own = str(getattr(self.crawler.spidercls, "base_url", ""))
        used = ",".join(getattr(self.crawler.spider, "base_urls", ()))
        return "" if used == own.rstrip("/") else used

    @property
    def standing(self) -> Standing:
        """How the site stood before this run, which alone may change that."""
        if self._standing is None:
            self._standing = self.run.store.standing(self.run.site, self.base)
        return self._standing

    @property
    def memory(self) -> Memory:
        """What the schedule remembers of the site's earlier runs."""
        if self._memory is None:
            self._memory = Memory.load(self.standing.schedule)
        return self._memory

    # --- Signals ------------------------------------------------------------------------------

    def request_reached_downloader(self, request: Request) -> None:
        """A listing's first page is asked for: that is its visit, whatever comes of it."""
        if request.meta.get("kind") == "listing" and request.meta.get("page") == 1:
            walk = request.meta["walk"]
            self.visits.setdefault(walk.slug, datetime.now(UTC))
            self.walks[walk.slug] = walk

    def response_received(self, response: Response, request: Request) -> None:
        """A page has come."""
        self.count("response_received_count")
        kind = request.meta.get("kind")
        if kind == "listing" and response.status < 400:
            slug = self.slugs[response.url] = request.meta["walk"].slug
            self.read[slug] += 1
            self.note("listings", response.url)
        if kind and len(self.seconds) < MOST_SECONDS:
            seconds = request.meta.get("download_latency", 0.0)
            self.seconds.append(seconds)
            keep = heappush if len(self.slowest) < SLOWEST else heappushpop
            keep(self.slowest, (seconds, response.url))

    def item_scraped(self, item: Article) -> None:
        """An article was kept."""
        self.handed += 1
        self.note("articles", item.url)
        for field in TALLIED:
            if value := getattr(item, field):
                self.values[field].add(hash(str(value)))
            else:
                self.note(f"missing/{field}", item.url)
        for field, origin in item.provenance.items():
            self.note(f"rule/{field}/{origin.rule}", item.url)
        if self.run.is_news(item.id):
            self._new_article(item)

    def item_dropped(self, item: Article, exception: BaseException) -> None:
        """An article was left out: its address shows what it lacks."""
        if isinstance(exception, Invalid):
            self.note(exception.lacking, item.url)

    def note(self, about: str, url: str) -> None:
        """Keeps an address as evidence, a few for each thing."""
        if len(self.evidence[about]) < (1 if about.startswith("rule/") else SOME):
            self.evidence[about].append(url)

    def _new_article(self, item: Article) -> None:
        slugs = self._shown_by(item)
        self.new.update(dict.fromkeys(slugs, 1))
        if item.fetched_at and item.published_at:
            age = item.fetched_at - item.published_at
            self.hours.append(age / timedelta(hours=1))
            if age < -AHEAD:
                self.future += 1
                self.note("future", item.url)
        if slugs and not self.crawler.settings["NEWSBOT_REPLAY"]:  # kept long after it came
            since = self._seen_before(slugs)
            if since:
                appeared = appeared_at(item, since)
                self.fresh.append((datetime.now(UTC) - appeared).total_seconds())

    def _shown_by(self, item: Article) -> set[str]:
        """The listings that showed an article: its categories', and the one that led to it, which
        may be a feed, a sitemap or a front page, and so no category's."""
        slugs = {seen.category_slug for seen in item.seen_in if seen.category_slug}
        if item.discovered and item.discovered.listing_url in self.slugs:
            slugs.add(self.slugs[item.discovered.listing_url])
        return slugs

    def _seen_before(self, slugs: Iterable[str]) -> datetime | None:
        """The last visit of a listing that could have shown an article and did not."""
        visits = [self.memory.listings[s].visited_at for s in slugs if s in self.memory.listings]
        return max(visits, default=None)

    # --- What it comes to ---------------------------------------------------------------------

    def listing_visits(self) -> dict[str, Visit]:
        """Each listing's visit of this run, for the schedule."""
        return {
            slug: Visit(at, self.new[slug] if self.read[slug] else None, len(self.walks[slug].seen))
            for slug, at in self.visits.items()
        }

    def record(self, endings: Iterable[Ending], rules: Any) -> dict[str, Any]:
        """What health/facts.py reads, as plain values; empty parts are left out."""
        for ending in endings:
            for cause in _causes(ending):
                self.note(cause, ending.url)
        told: dict[str, Any] = {
            "handed": self.handed,
            "values": {
                name: {"values": spread.total, "commonest": max(spread.often.values())}
                for name, spread in self.values.items()
            },
            "categories": dict(self._categories()),
            "ages": self._ages(),
            "pages": self._pages(),
            "freshness": self._freshness(),
            "evidence": dict(self.evidence) if rules or self.evidence else {},
        }
        return {name: value for name, value in told.items() if value}

    def _categories(self) -> Iterator[tuple[str, dict[str, Any]]]:
        menu = getattr(self.crawler.spider, "menu", None)
        labels = menu.labels if menu else {}
        assert self.crawler.stats
        for slug in self.visits:
            entries = self.crawler.stats.get_value(f"listing/entries/{slug}", 0)
            pages, new = self.read[slug], self.new[slug]
            label = labels.get(slug) or ""
            yield slug, {"pages": pages, "entries": entries, "new": new, "label": label}

    def _ages(self) -> dict[str, Any]:
        if not self.hours:
            return {}
        return {
            "dated": len(self.hours),
            "future": self.future,
            "youngest": round(min(self.hours), 2),
            "median": round(median(self.hours), 2),
        }

    def _pages(self) -> dict[str, Any]:
        if not self.seconds:
            return {}
        ranked = sorted(self.seconds, reverse=True)
        slowest = sorted(self.slowest, reverse=True)
        return {
            "read": len(ranked),
            "median": round(median(ranked), 3),
            "p95": round(ranked[len(ranked) // 20], 3),
            "slowest": [[url, round(seconds, 3)] for seconds, url in slowest],
        }

    def _freshness(self) -> dict[str, Any]:
        if not self.fresh:
            return {}
        ranked = sorted(self.fresh)
        p95 = ranked[min(len(ranked) - 1, int(0.95 * len(ranked)))]
        return {"timed": len(ranked), "p50": round(median(ranked), 1), "p95": round(p95, 1)}


def appeared_at(article: Article, since: datetime) -> datetime:
    """When an article appeared on a listing whose visit at `since` did not show it.

    Its own date, where that says the minute and lies between the visits; else `since`, the
    earliest that is possible: freshness is never told better than it was.
    """
    published, seen = article.published_at, article.first_seen_at
    exact = article.published_precision in ("second", "minute")
    if published and seen and exact and since <= published <= seen:
        return published
    return since


def _causes(ending: Ending) -> tuple[str, ...]:
    """What an address is evidence of: its outcome, and what the summary calls its failure."""
    if ending.outcome in ("http_3xx", "http_4xx", "http_5xx"):
        return (ending.outcome, f"HTTP {ending.status}")
    if ending.outcome in ("unreadable", "refusal"):
        return (ending.detail.partition(":")[0] or ending.outcome,)
    if ending.outcome in ("fetched", "known", "not_modified"):
        return ()
    return tuple(dict.fromkeys((ending.outcome, ending.outcome.replace("_", " "))))
