"""extract(): one page -> Article. What a page offers, and how the chosen values are put together.

A site's own selectors are added to the loader first (see listing.py); then `offer_page` adds
what the page says of itself and what is printed around its headline, `offer_card` what the
listing said; `read_article` chooses.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from newsbot.fields import (
    Moment,
    clean_text,
    clean_url,
    content_hash,
    read_language,
    reconcile,
)
from newsbot.fields.agreement import shown_as
from newsbot.fields.zones import zone_of_language
from newsbot.items import Article, Candidate, ListingEntry, body_text
from newsbot.loaders import ArticleLoader
from newsbot.page.body import Body, find_body
from newsbot.page.crumbs import read_crumbs
from newsbot.page.document import Document
from newsbot.page.headline import TIME_ONLY, is_dateline, is_update
from newsbot.page.people import printed_people, printed_sources
from newsbot.page.refusals import classify
from newsbot.page.related import related_categories
from newsbot.page.times import printed_times
from newsbot.page.vocabulary import META_RULES

SOURCE_LINE = "source line"
"""The rule of a line such as 来源：… that was taken out of the body."""

UNKNOWN_ZONE = "UTC"

SHORT_TEXT = 600
"""Code points of text from which a page is no refusal (see page/refusals)."""

MOST_DATES = 6
"""Stated dates that are looked at where a page prints another day than it states."""

CARD = "listing card"
"""The rule of what only the listing said."""


def extract(
    html: bytes,
    url: str = "",
    *,
    fetched_at: datetime | None = None,
    content_type: str | None = None,
    time_zone: str | None = None,
    boilerplate: frozenset[str] = frozenset(),
    compare: bool = False,
) -> Article:
    """One page of any site -> Article.

    `html`: the raw bytes in whatever charset; `url`: where they came from (may be ""), for
    relative links; `fetched_at` (aware; default now): what relative dates are read against;
    `time_zone`: the zone of dates that print none (default: where the page's language is read
    above all, else UTC); `boilerplate`: hashes of blocks known to
    repeat on the site; `compare`: rival rules are read too, and the provenance of each value
    says whether they agree. A page that refuses (captcha, login wall, "文章不存在") gives an
    article without values whose `problems` say so. Raises a PageFault for a page that cannot be
    read.
    """
    document = Document(html, url, content_type=content_type)
    moment = fetched_at or datetime.now(UTC)
    language = language_of(document)
    zone = time_zone or _zone_of(language)
    loader = ArticleLoader(
        document, fetched_at=moment, time_zone=zone, language=language, compare=compare
    )
    offer_page(loader, boilerplate=boilerplate)
    article = read_article(loader)
    refusal = classify(document) if len(article.text) < SHORT_TEXT else None
    if refusal:
        problems = [*document.problems, f"refusal: {refusal.kind}"]
        return Article(url=url, fetched_at=moment, problems=problems)
    if time_zone is None and article.published_zone_from == "site":
        article.published_zone_from = "language" if zone != UNKNOWN_ZONE else "assumed"
    return article


def language_of(document: Document) -> str | None:
    """The language of a page of an unknown site, as its title is written, else as it declares."""
    declared = [str(candidate.raw) for candidate in document.metadata.candidates("language")[:1]]
    text = document.metadata.page_title or document.text[:2_000]
    return read_language(text, declared=next(iter(declared), None))


def _zone_of(language: str | None) -> str:
    """The zone of a page of an unknown site, by its language."""
    zone, judged_by = zone_of_language((language or "").lower())
    return zone if judged_by == "language" else UNKNOWN_ZONE


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
    loader.offer("published_at", "", lambda: printed_times(document))
    loader.offer("published_at", "line above the text", lambda: _datelines(loader))
    loader.offer("authors", "", lambda: printed_people(document))
    loader.add_candidates("authors", printed)
    loader.offer("category", "related heading", lambda: related_categories(loader.related.headings))
    loader.offer("category", "", lambda: read_crumbs(document))
    loader.add_candidates("source", declared)
    loader.offer("source", "", lambda: printed_sources(document))
    loader.offer("body", "generic", lambda: _generic_body(loader, boilerplate))


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


def _generic_body(loader: ArticleLoader, boilerplate: frozenset[str]) -> Iterator[Body]:
    """The text as the scorers find it."""
    document = loader.document
    found = find_body(
        document,
        title=loader.value("title"),
        excerpts=[c.raw for c in document.metadata.candidates("summary")],
        boilerplate=boilerplate,
        leave_out=loader.related.holders,
    )
    if found:
        yield found


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


def read_article(loader: ArticleLoader) -> Article:
    """The article of the candidates that were added, without what only the site knows."""
    document = loader.document
    article = Article(url=document.url, fetched_at=loader.fetched_at)
    article.title = loader.value("title")
    article.summary = loader.value("summary")
    _read_body(article, loader)
    _read_moments(article, loader)
    article.category = loader.value("category")
    if count := loader.value("view_count"):
        article.view_count, article.view_count_exact = count.value, count.exact
    article.source = loader.value("source")
    article.authors = loader.value("authors") or []
    article.editors = loader.value("editors") or []
    article.access = loader.value("access")
    article.canonical_url = loader.value("canonical_url")
    article.language = read_language(
        article.text or article.title or "", declared=loader.value("language")
    )
    article.related = loader.related.articles
    _read_links(article, document)
    article.problems = list(document.problems)
    article.provenance = dict(loader.provenance)
    article.tried = loader.tried
    loader.close()
    return article


def add_part(article: Article, loader: ArticleLoader) -> None:
    """Joins the text of a further page of an article to it; what it repeats is left out."""
    content = loader.content
    if content is None:
        return
    known = {block.plain() for block in article.body}
    seen = {image.url for image in article.images}
    for block in content.blocks:
        if block.plain() not in known if block.plain() else block not in article.body:
            article.body.append(block)
    article.images += [image for image in content.images if image.url not in seen]
    article.text = body_text(article.body)
    article.content_hash = content_hash(article.text) if article.text else None
    loader.close()


def _read_body(article: Article, loader: ArticleLoader) -> None:
    content = loader.content
    if content:
        article.body = list(content.blocks)
        article.images = list(content.images)
        article.text = body_text(article.body)
        article.content_hash = content_hash(article.text) if article.text else None


def _read_moments(article: Article, loader: ArticleLoader) -> None:
    published: Moment | None = loader.value("published_at")
    if published:
        published = _reconciled(published, loader)
    if published:
        article.published_at = published.at
        article.published_precision = published.precision
        article.published_zone_from = published.zone_from
    modified: Moment | None = loader.value("modified_at")
    article.modified_at = modified.at if modified else None


def _reconciled(found: Moment, loader: ArticleLoader) -> Moment:
    """A stated moment as the printed one corrects it; what was printed itself stays."""
    rule = loader.provenance["published_at"].rule
    in_meta = rule in META_RULES["published_at"]
    if not (in_meta or rule.startswith(("json-ld", "microdata"))):
        return found
    printed = _printed_moment(loader)
    zone = loader.time_zone or UNKNOWN_ZONE
    if printed is None:
        return _as_printed(found, loader, zone)
    others = _other_moments(loader) if printed.at.date() != found.at.date() else []
    return reconcile(found, printed, zone, trusted=not in_meta, others=others)


def _printed_moment(loader: ArticleLoader) -> Moment | None:
    """The date of the line beside the headline, if there is one that tells of no update."""
    found = loader.headline
    candidates = found.candidates("published_at") if found else []
    raws = (candidate.raw for candidate in candidates if not is_update(candidate.raw))
    return next(filter(None, map(loader.published_at_in, raws)), None)


def _as_printed(found: Moment, loader: ArticleLoader, zone: str) -> Moment:
    """A moment stated in UTC, in the zone in which the page prints it somewhere."""
    if found.at.utcoffset() or found.precision == "day":
        return found
    lines = loader.headline.candidates("published_at") if loader.headline else []
    raws = (candidate.raw for candidate in (*lines, *printed_times(loader.document)))
    printed = map(loader.published_at_in, raws)
    shown = (shown_as(found, moment, zone) for moment in printed if moment)
    return next(filter(None, shown), found)


def _other_moments(loader: ArticleLoader) -> list[Moment]:
    """What the page states besides its first date."""
    stated = loader.document.metadata.candidates("published_at")[1:MOST_DATES]
    moments = [loader.value("modified_at"), *(loader.published_at_in(c.raw) for c in stated)]
    return [moment for moment in moments if moment]


def _read_links(article: Article, document: Document) -> None:
    """Tags and language twins."""
    for candidate in document.metadata.candidates("tags")[:1]:
        tags = candidate.raw if isinstance(candidate.raw, list) else [str(candidate.raw)]
        article.tags = list(dict.fromkeys(tag for tag in map(clean_text, tags) if tag))
    for candidate in document.metadata.candidates("alternates"):
        addresses = candidate.raw if isinstance(candidate.raw, list) else [candidate.raw]
        for address in addresses:
            url = clean_url(str(address), document.base_url)
            if url and url != article.url and url not in article.alternates:
                article.alternates.append(url)
