"""Candidates in order of trust -> clean fields.

A loader is handed offers: a field, a rule and a way to get raw values. Nothing is read until the
article is made; then each field takes the first raw value that its reader (`<field>_in`)
understands, and remembers the rule. Order of trust = order of adding.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import cached_property, partial
from typing import Any, NamedTuple

from itemloaders import ItemLoader
from itemloaders.utils import arg_to_iter
from lxml.html import HtmlElement

from newsbot.fields import (
    Byline,
    Count,
    Moment,
    clean_text,
    clean_url,
    part_date,
    read_byline,
    read_count,
    read_date,
    read_title,
)
from newsbot.items import Article, Candidate, Provenance
from newsbot.page.blocks import Content, read_blocks
from newsbot.page.body import Body, body_from
from newsbot.page.document import Document
from newsbot.page.headline import Headline, headline
from newsbot.page.people import are_people, read_people
from newsbot.page.phrases import LABELLED, SUMMARY_LABEL
from newsbot.page.related import Recommended, read_related
from newsbot.page.wording import text_of

RAW_LENGTH = 200
"""Code points of raw text that provenance keeps."""

LABEL_LENGTH = 24
"""Code points of the longest text that can be a category's or a source's name."""


class Offer(NamedTuple):
    """Where values of one field may come from; `supply` is called when they are needed."""

    rule: str
    supply: Callable[[], Iterable[Any]]


class ArticleLoader(ItemLoader):
    """Reads one page's candidates into the fields of an Article.

    `fetched_at` (aware) is what relative dates are read against; `time_zone` and `language` are
    the site's (without a zone that of the language counts); `site_names` are names that a title's
    end may carry. With `compare`, the rivals of the chosen value are read too, and provenance says
    whether they agree.
    """

    default_item_class = Article

    def __init__(
        self,
        document: Document,
        *,
        fetched_at: datetime,
        time_zone: str | None = "Asia/Shanghai",
        language: str | None = None,
        site_names: Sequence[str] = (),
        compare: bool = False,
    ) -> None:
        super().__init__(selector=document.selector)
        self.document = document
        self.fetched_at = fetched_at.astimezone(UTC)
        self.time_zone = time_zone
        self.language = language
        self.site_names = [*site_names, *document.metadata.site_names]
        self.compare = compare
        self.offers: dict[str, list[Offer]] = {}
        self.provenance: dict[str, Provenance] = {}
        self.chosen: dict[str, Any] = {}
        self.tried: dict[str, list[Provenance]] = {}
        self.rivals: dict[str, list[Provenance]] = {}

    # --- Adding: as in itemloaders, but kept until read ---------------------------------------

    def offer(self, field: str, rule: str, supply: Callable[[], Iterable[Any]]) -> None:
        """Adds a source of raw values that is only asked when the ones before gave nothing."""
        self.offers.setdefault(field, []).append(Offer(rule, supply))

    def add_value(
        self, field_name: str | None, value: Any, *processors: Any, rule: str = "value", **_: Any
    ) -> ArticleLoader:
        """Adds a raw value (or several) for a field; None is no value."""
        if field_name and value is not None:
            self.offer(field_name, rule, lambda: arg_to_iter(self.get_value(value, *processors)))
        return self

    def add_css(
        self, field_name: str | None, css: str | Iterable[str], *processors: Any, **_: Any
    ) -> ArticleLoader:
        """Adds what a CSS selector gives: elements as their whole text, or ::attr/::text."""
        for query in arg_to_iter(css):
            self._add_query(field_name, str(query), self.document.select, processors)
        return self

    def add_xpath(
        self, field_name: str | None, xpath: str | Iterable[str], *processors: Any, **_: Any
    ) -> ArticleLoader:
        """Adds what an XPath expression gives: elements as their whole text, or strings."""
        for query in arg_to_iter(xpath):
            self._add_query(field_name, str(query), self.document.xpath, processors)
        return self

    def add_candidates(self, field: str, find: Callable[[str], Iterable[Candidate]]) -> None:
        """Adds the candidates of a page reader, each under its own rule."""
        self.offer(field, "", lambda: find(field))

    def _add_query(
        self, field: str | None, query: str, select: Callable[[str], Any], processors: Sequence[Any]
    ) -> None:
        if field:
            self.offer(
                field,
                query,
                lambda: (self.get_value(found, *processors) for found in select(query)),
            )

    def close(self) -> None:
        """Lets go of the sources: they know the loader, and a circle keeps the page's tree."""
        self.offers.clear()

    # --- The body -----------------------------------------------------------------------------

    @cached_property
    def headline(self) -> Headline | None:
        """The printed headline, with the lines around it."""
        where: dict[str, Any] = {"time_zone": self.time_zone, "language": self.language}
        return headline(self.document, partial(part_date, now=self.fetched_at, **where))

    @cached_property
    def related(self) -> Recommended:
        """What the page recommends."""
        return read_related(self.document)

    @cached_property
    def content(self) -> Content | None:
        """The blocks of the first candidate for the body that holds any; None without a body."""
        names = {"title": self.value("title"), "leave_out": self.related.holders}
        chosen: Content | None = None
        for rule, raw in self._raw_values("body"):
            body = raw if isinstance(raw, Body) else body_from(raw, rule)
            content = read_blocks(body, self.document, **names) if body else None
            if body is None or content is None or not content.blocks:
                continue
            if chosen is not None:
                self._note_rival("body", _agree(chosen, content), body.rule, content)
                break
            chosen = content
            self.provenance["body"] = Provenance(body.rule, body.tags(), body.agreed)
            if not self.compare or body.agreed is not None:  # it has met its rivals
                break
        return chosen

    # --- Choosing -----------------------------------------------------------------------------

    def value(self, field: str) -> Any:
        """The chosen value of `field`, or None; chosen once."""
        if field not in self.chosen:
            self.chosen[field] = self._choose(field)
        return self.chosen[field]

    def _choose(self, field: str) -> Any:
        """The first value of `field` that its reader understands, or None."""
        read = getattr(self, f"{field}_in")
        chosen = None
        for rule, raw in self._raw_values(field):
            value = read(raw)
            if value is None:
                self.tried.setdefault(field, []).append(Provenance(rule, _shown(raw)))
                continue
            if chosen is None:
                chosen = value
                self.provenance[field] = Provenance(rule, _shown(raw))
                if not self.compare:
                    break
            else:
                self._note_rival(field, _agree(chosen, value), rule, raw)
        return chosen

    def _raw_values(self, field: str) -> Iterator[tuple[str, Any]]:
        """(rule, raw value) of a field's offers; an offer that holds nothing is noted as tried."""
        for offer in self.offers.get(field, ()):
            empty = True
            for found in offer.supply():
                if isinstance(found, Candidate):
                    empty = False
                    yield found.rule, found.raw
                elif found is not None:
                    empty = False
                    yield offer.rule, found
            if empty and offer.rule and field not in self.provenance:
                self.tried.setdefault(field, []).append(Provenance(offer.rule, ""))

    def _note_rival(self, field: str, agrees: bool, rule: str, raw: Any) -> None:
        known = self.provenance[field]
        if not agrees:
            self.rivals.setdefault(field, []).append(Provenance(rule, _shown(raw)))
        agreed = agrees and known.agreed is not False
        self.provenance[field] = Provenance(known.rule, known.raw, agreed)

    # --- Readers: raw value -> clean value or None --------------------------------------------

    def title_in(self, raw: Any) -> str | None:
        """The title without the site's name."""
        shown = self.document.metadata.page_title
        return read_title(_text(raw), site_names=self.site_names, page_title=shown)

    def summary_in(self, raw: Any) -> str | None:
        """The page's own summary as one paragraph, without a label such as 摘要."""
        parts = list(raw.itertext()) if isinstance(raw, HtmlElement) else [_text(raw)]
        shown = [part for part in parts if part.strip()]
        if len(shown) > 1 and SUMMARY_LABEL.fullmatch(shown[0]):
            shown = shown[1:]
        text = clean_text("".join(shown))
        return SUMMARY_LABEL.sub("", text, count=1) if LABELLED.match(text) else text or None

    def published_at_in(self, raw: Any) -> Moment | None:
        """The moment of publication; a text is read against `fetched_at`."""
        return raw if isinstance(raw, Moment) else self.read_moment(_text(raw), self.fetched_at)

    def read_moment(self, text: str, now: datetime) -> Moment | None:
        """A date's text as a moment in the site's zone."""
        return read_date(text, now=now, time_zone=self.time_zone, language=self.language)

    modified_at_in = published_at_in

    def view_count_in(self, raw: Any) -> Count | None:
        """How often the article was viewed."""
        return read_count(_text(raw))

    def category_in(self, raw: Any) -> str | None:
        """The category's label."""
        return _label(raw)

    def source_in(self, raw: Any) -> str | None:
        """Whom the article credits: from a labelled line, or a bare name."""
        text = clean_text(_text(raw))
        byline = raw if isinstance(raw, Byline) else read_byline(text)
        if byline is not None:
            return (byline.source or "").split("|")[0].strip() or None
        is_name = any(map(str.isalnum, text)) and not set(text) & set(":：|，。")
        return text.strip("()") if is_name and len(text) <= LABEL_LENGTH else None

    def authors_in(self, raw: Any) -> list[str] | None:
        """Names of authors: a list of names, a bare name or a labelled line."""
        if isinstance(raw, (list, tuple)):
            return read_people(map(str, raw), self.site_names)
        byline = raw if isinstance(raw, Byline) else read_byline(_text(raw))
        return are_people(byline.authors) or None if byline else None

    def editors_in(self, raw: Any) -> list[str] | None:
        """Names of editors from a labelled line."""
        byline = read_byline(_text(raw))
        return list(byline.editors) or None if byline else None

    def canonical_url_in(self, raw: Any) -> str | None:
        """The declared address, absolute."""
        return clean_url(_text(raw), self.document.base_url)

    def language_in(self, raw: Any) -> str | None:
        """A declared language tag."""
        return clean_text(_text(raw)) or None

    def access_in(self, raw: Any) -> str | None:
        """free, metered or paywalled."""
        return str(raw) if raw in ("free", "metered", "paywalled") else None


def _text(raw: Any) -> str:
    return text_of(raw) if isinstance(raw, HtmlElement) else str(raw)


def _label(raw: Any) -> str | None:
    text = clean_text(_text(raw))
    return text if 0 < len(text) <= LABEL_LENGTH else None


def _agree(one: Any, other: Any) -> bool:
    return one.agrees_with(other) if isinstance(one, Moment | Content) else bool(one == other)


def _shown(raw: Any) -> str:
    if isinstance(raw, (list, tuple)):
        return ", ".join(str(part) for part in raw)[:RAW_LENGTH]
    return clean_text(_text(raw)[: 4 * RAW_LENGTH])[:RAW_LENGTH]
