"""What a crawl of a site must give: one record for each article, field by field.

Every record is a dict with these keys; each says which rule it follows.

path          site-relative, after redirects, with the language prefix
title         as the page's heading prints it, without the site's name
published_at  RFC 3339, +08:00: from the page, else from the first card that shows it
published_precision   as far as the page or card prints it: second, minute or day
published_between     (earliest, latest) instead of published_at where the card said 3 小时前:
              that is counted from the moment of the fetch
category, category_slug   the page's own
view_count    the page's number (0324 is 324), else the card's (1.8万 is 18000), else None
source        the source line's name, None without one
editors       the editor line's name
summary       the page's own abstract, None without one
blocks        (kind, text) of every piece in order; pictures with their caption as text
text          the texts of paragraphs and headings, a line each
images        {"url": the original's address, "caption"}
related       {"title", "url": path, "summary", "image_url"} in printed order
seen_in       {"category_slug", "page", "position"} for every listing; None where listings grow
alternates    paths of the other scripts' pages
language      zh-Hans or zh-Hant
also_at       paths of other articles with the same text: one of them all is exported
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from newsite.dates import age_told, known_from_card, known_from_page
from newsite.model import Entry, Piece, Script, Story
from newsite.site import Site

LANGUAGES: dict[Script, str] = {"hans": "zh-Hans", "hant": "zh-Hant"}
SLACK = timedelta(minutes=15)
"""How much later than the site's clock a page may be fetched."""


def truth(site: Site, prefix: str | None = None) -> list[dict[str, Any]]:
    """The records of every article that the listings under `prefix` lead to, by path.

    `prefix` is one of the site's language prefixes, by default the first.
    """
    prefix = next(iter(site.prefixes)) if prefix is None else prefix
    sightings = _sightings(site)
    numbers = {site.story(p).number: seen for p, seen in sightings.items() if site.story(p)}
    records = [_record(site, number, prefix, seen) for number, seen in numbers.items()]
    return sorted(records, key=lambda record: record["path"])


def _sightings(site: Site) -> dict[str, list[dict[str, Any]]]:
    """Path -> where the listings show it, in the order of categories and pages."""
    seen: dict[str, list[dict[str, Any]]] = {}
    for category in site.categories:
        for page in range(1, _pages_read(site) + 1):
            view = site.view(category.slug, page)
            for position, entry in enumerate(view.entries if view else (), start=1):
                path = _final(site, entry)
                if not entry.story.video and path not in site.forbidden:
                    place = {"category_slug": category.slug, "page": page, "position": position}
                    seen.setdefault(path, []).append(place)
    return seen


def _pages_read(site: Site) -> int:
    """The pages of a listing up to the first that repeats another."""
    return min(site.plan.pages, (site.plan.repeats_at or site.plan.pages + 1) - 1)


def _final(site: Site, entry: Entry) -> str:
    return site.redirects.get(entry.path, entry.path)


def _record(site: Site, number: int, prefix: str, seen: list[dict[str, Any]]) -> dict[str, Any]:
    script = site.prefixes[prefix]
    story = site.told(number, script)
    same = {story.path} | {site.copies.get(story.path, "")}
    same |= {copy for copy, original in site.copies.items() if original in same}
    return {
        "path": prefix + story.path,
        "title": story.title,
        **_published(site, story),
        "category": story.category.label,
        "category_slug": story.category.slug,
        "view_count": story.views if story.counted else known_from_card(story),
        "source": story.source,
        "editors": [story.editor] if story.editor else [],
        "summary": story.summary,
        "blocks": [_block(piece) for piece in story.pieces],
        "text": "\n".join(piece.text for piece in story.pieces if piece.text),
        "images": [{"url": p.url, "caption": p.caption} for p in story.pictures()],
        "related": [_related(site.told(n, script), prefix) for n in story.related],
        "seen_in": None if "growing" in site.plan.oddities else seen,
        "alternates": [p + story.path for p in site.prefixes if p != prefix],
        "language": LANGUAGES[script],
        "also_at": sorted(prefix + path for path in same - {story.path, ""}),
    }


def _published(site: Site, story: Story) -> dict[str, Any]:
    plan = site.plan
    if story.dated:
        moment, precision = known_from_page(story.published, plan.page_dates)
        return {"published_at": moment.isoformat(), "published_precision": precision}
    age = plan.now - story.published
    if plan.listing_dates != "relative" or age >= timedelta(days=1):
        day, precision = known_from_page(story.published, "day")
        return {"published_at": day.isoformat(), "published_precision": precision}
    earliest = (plan.now - age_told(age)).replace(microsecond=0)
    between = (earliest.isoformat(), (earliest + SLACK).isoformat())
    return {"published_at": None, "published_precision": "minute", "published_between": between}


def _block(piece: Piece) -> tuple[str, str | None]:
    return (piece.kind, piece.picture.caption if piece.picture else piece.text)


def _related(story: Story, prefix: str) -> dict[str, Any]:
    picture = next(iter(story.pictures()), None)
    return {
        "title": story.title,
        "url": prefix + story.path,
        "summary": story.excerpt,
        "image_url": picture.url if picture else None,
    }
