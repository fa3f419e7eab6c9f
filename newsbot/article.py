"""extract(): one page -> Article, and how the values that a loader chose are put together.

Where values may come from is added to the loader first: a site's own selectors (article_spider.py),
then what any page and its listing offer (offers.py); `read_article` chooses.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from newsbot.fields import (
    Moment,
    clean_text,
    clean_url,
    content_hash,
    read_language,
    reconcile,
)
from newsbot.fields.agreement import CLOCKED, shown_as
from newsbot.fields.zones import zone_of_language
from newsbot.items import Article, body_text
from newsbot.loaders import ArticleLoader
from newsbot.offers import offer_page
from newsbot.page.document import Document
from newsbot.page.headline import is_update
from newsbot.page.refusals import classify
from newsbot.page.times import printed_times, stated_beside
from newsbot.page.vocabulary import META_RULES

LONG_AGO = timedelta(days=1_000)
"""How much earlier a date is read anew to tell whether it is printed against today."""

UNKNOWN_ZONE = "UTC"

SHORT_TEXT = 600
"""Code points of text from which a page is no refusal (see page/refusals)."""

MOST_DATES = 6
"""Stated dates that are looked at where a page prints another day than it states."""


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
    read, and TypeError for a text: its bytes tell more (charset, a broken end).
    """
    if not isinstance(html, bytes):
        raise TypeError(f"html is a page's bytes as they came, not {type(html).__name__}")
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
    article.tried, article.rivals = loader.tried, loader.rivals
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
    if rule == "meta line":
        found = _stated_of(found, loader)
        return _clocked(found, loader) if found.precision == "day" else found
    in_meta = rule in META_RULES["published_at"]
    if not (in_meta or rule.startswith(("json-ld", "microdata"))):
        return found
    printed = _printed_moment(loader)
    zone = loader.time_zone or UNKNOWN_ZONE
    if printed is None:
        return _as_printed(found, loader, zone)
    others = _other_moments(loader) if printed.at.date() != found.at.date() else []
    return reconcile(found, printed, zone, trusted=not in_meta, others=others)


def _stated_of(printed: Moment, loader: ArticleLoader) -> Moment:
    """A moment that is printed against today (`9 hours ago`, `Mar 24`) as its element states it: a
    page may have been stored long ago."""
    line = str(loader.provenance["published_at"].raw)
    before = loader.read_moment(line, loader.fetched_at - LONG_AGO)
    if before is not None and before.at == printed.at:
        return printed
    stated = (loader.published_at_in(found.raw) for found in stated_beside(loader.document, line))
    clear = (one for one in stated if one and one.precision in CLOCKED)
    return next((one for one in clear if one.at <= loader.fetched_at), printed)


def _clocked(day: Moment, loader: ArticleLoader) -> Moment:
    """A printed day with the clock that its `<time datetime>` states."""
    for candidate in printed_times(loader.document):
        stated = loader.published_at_in(candidate.raw) if candidate.rule == "time element" else None
        if stated and stated.precision in CLOCKED and stated.at.date() == day.at.date():
            return stated
    return day


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
