"""What any page and any listing offer a loader, in order of trust (loaders.py).

A site's own selectors are added first; what a page says of itself, what is printed around its
headline and what it holds only as data come behind them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, partial
from typing import Any

from newsbot.fields import Byline, read_opening
from newsbot.items import Candidate, ListingEntry
from newsbot.loaders import ArticleLoader
from newsbot.page.body import Body, find_body
from newsbot.page.card_links import units
from newsbot.page.crumbs import read_crumbs
from newsbot.page.document import Document
from newsbot.page.headline import TIME_ONLY, is_dateline, is_update
from newsbot.page.people import printed_people, printed_sources
from newsbot.page.related import related_categories
from newsbot.page.stated import Stated, told_in_data, told_in_scripts
from newsbot.page.times import printed_times

SOURCE_LINE = "source line"
"""The rule of a line such as 来源：… that was taken out of the body."""

CARD = "listing card"
"""The rule of what only the listing said."""

OPENING = "opening of the text"
"""The rule of what the first paragraph credits."""

BESIDE = "beside the text in data"
"""The rule of what a page's data tell of the article whose text they hold."""

LITTLE = 60
"""Units of text (see page/card_links) below which a page's data are looked into for more."""


def offer_page(loader: ArticleLoader, *, boilerplate: frozenset[str] = frozenset()) -> None:
    """Adds what any page offers: its own statements, its printed headline, its source line."""
    document = loader.document

    def declared(field: str) -> list[Candidate]:
        found = document.metadata.candidates(field)
        dated = field in ("published_at", "modified_at")
        return [c for c in found if not (dated and TIME_ONLY.fullmatch(str(c.raw)))]

    def printed(field: str) -> list[Candidate]:
        return loader.headline.candidates(field) if loader.headline else []

    def bylines() -> list[str]:
        return loader.content.bylines if loader.content else []

    for field in ("source", "authors", "editors"):
        loader.offer(field, SOURCE_LINE, bylines)
    loader.add_candidates("title", printed)
    for field in ("title", "summary", "published_at", "modified_at", "authors", "category"):
        loader.add_candidates(field, declared)
    for field in ("canonical_url", "language", "access"):
        loader.add_candidates(field, declared)
    for field in ("published_at", "category", "view_count", "source"):
        loader.add_candidates(field, printed)
    data = _Data(document)
    loader.offer("published_at", BESIDE, lambda: data.facts(loader, "published_at"))
    loader.offer("published_at", "", lambda: printed_times(document))
    loader.offer("published_at", "line above the text", lambda: _datelines(loader))
    loader.offer("authors", "", lambda: printed_people(document))
    loader.add_candidates("authors", printed)
    loader.offer("category", "related heading", lambda: related_categories(loader.related.headings))
    loader.offer("category", "", lambda: read_crumbs(document))
    loader.add_candidates("source", declared)
    loader.offer("source", "", lambda: printed_sources(document))
    for field in ("authors", "source"):
        loader.offer(field, OPENING, lambda: _openings(loader))
    loader.offer("body", "generic", lambda: _bodies(loader, boilerplate, data))
    for field in ("title", "authors", "source"):
        loader.offer(field, BESIDE, partial(data.facts, loader, field))


def _openings(loader: ArticleLoader) -> list[Byline]:
    """What the first paragraph credits before it begins: `（记者 张三）`."""
    blocks = loader.content.blocks if loader.content else []
    first = next((block.text for block in blocks if block.kind == "paragraph"), None)
    found = read_opening(first) if first else None
    return [found] if found else []


def _datelines(loader: ArticleLoader) -> list[str]:
    """The lines above the text that say when it was published; on a page without a headline to look
    beside, also those that tell a day."""
    above = loader.content.above if loader.content else []
    told = list(filter(is_dateline, above))
    if loader.headline is None:
        told += [line for line in above if not is_update(line) and _tells_day(line, loader)]
    return told


def _tells_day(line: str, loader: ArticleLoader) -> bool:
    found = None if TIME_ONLY.fullmatch(line) else loader.published_at_in(line)
    return found is not None and found.precision not in ("month", "year")


class _Data:
    """What a page holds as data, read when its own text is not enough."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.is_taken = False

    @cached_property
    def stated(self) -> Stated | None:
        return told_in_data(self.document)

    @cached_property
    def article(self) -> Stated | None:
        return self.stated or told_in_scripts(self.document)

    def body_above(self, shown: int) -> Body | None:
        """The text in the data where it is much longer than the `shown` units of the page."""
        if shown >= LITTLE or self.article is None or self.article.size <= 3 * shown:
            return None
        self.is_taken = True
        return self.article.body

    def facts(self, loader: ArticleLoader, field: str) -> list[Any]:
        """What stands beside the text in the data: a title always, the rest if that was taken."""
        if field != "title" and not (loader.content and self.is_taken):
            return []
        return self.stated.facts.get(field, []) if self.stated else []


def _bodies(loader: ArticleLoader, boilerplate: frozenset[str], data: _Data) -> Iterator[Body]:
    """The text as the scorers find it; where that is next to nothing, first that of the data."""
    document = loader.document
    found = find_body(
        document,
        title=f"{loader.value('title') or ''} {loader.headline.text if loader.headline else ''}",
        excerpts=[c.raw for c in document.metadata.candidates("summary")],
        boilerplate=boilerplate,
        leave_out=loader.related.holders,
    )
    stated = data.body_above(sum(map(units, found.texts())) if found else 0)
    yield from (body for body in (stated, found) if body)


def offer_card(loader: ArticleLoader, entry: ListingEntry) -> None:
    """Adds what the listing said of the article; its dates are read against its own fetch."""
    loader.add_value("title", entry.title, rule=CARD)
    loader.add_value("view_count", entry.views_text, rule=CARD)
    if entry.author:
        loader.offer("authors", CARD, lambda: [[entry.author]])
    if entry.date_text:
        loader.offer(
            "published_at",
            CARD,
            lambda: [loader.read_moment(entry.date_text or "", entry.fetched_at)],
        )
