"""The schema: what a listing names, what a page offers, and what an article is.

Everything that the gathering wing hands to the keeping wing is one of these types. They know
nothing of HTML, of HTTP or of the store; `Article` has exactly the keys of one JSON line
(`schema_version` 1) plus a few that are marked as internal and never leave newsbot.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import datetime
from functools import cache
from typing import Any, Literal, NamedTuple

SCHEMA_VERSION = 1

BlockKind = Literal["paragraph", "heading", "image", "list", "quote", "table", "embed"]
Precision = Literal["second", "minute", "hour", "day", "month", "year"]
ZoneFrom = Literal["page", "site", "language", "assumed"]
Status = Literal["live", "withdrawn", "gone"]
Access = Literal["free", "metered", "paywalled"]
Via = Literal["listing", "feed", "sitemap", "url"]

TEXT_KINDS: frozenset[str] = frozenset({"paragraph", "heading", "list", "quote", "table"})

INTERNAL = {"internal": True}
"""Metadata of an Article field that no export shows."""


class Candidate(NamedTuple):
    """A value as a page printed it, and the rule that found it there."""

    field: str
    raw: Any
    rule: str


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of an article; `url` is the original's address, not a proxy's; `thumbnail` the
    name of the small copy that was kept of it (see pictures.py)."""

    url: str
    proxy_url: str | None = None
    alt: str | None = None
    caption: str | None = None
    credit: str | None = None
    width: int | None = None
    height: int | None = None
    thumbnail: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a body, in reading order.

    `text` is set for paragraph, heading, quote and (optionally) embed; `level` (1-6) for
    heading; `items` and `ordered` for list; `rows` for table (a tuple of cells a row); `image`
    for image; `url` for embed.
    """

    kind: BlockKind
    text: str | None = None
    level: int | None = None
    ordered: bool | None = None
    items: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    image: Image | None = None
    url: str | None = None

    def plain(self) -> str:
        """The block's text for reading: list items and table rows a line each, "" for pictures."""
        if self.kind == "list":
            return "\n".join(self.items)
        if self.kind == "table":
            return "\n".join("\t".join(row) for row in self.rows)
        return self.text or "" if self.kind in TEXT_KINDS else ""


@dataclass(frozen=True, slots=True)
class Related:
    """A link to another article that the page recommends."""

    url: str
    title: str
    summary: str | None = None
    image_url: str | None = None


@dataclass(frozen=True, slots=True)
class Sighting:
    """Where a listing showed the article: page counts from 1, position from 1."""

    category: str | None
    category_slug: str | None
    page: int | None
    position: int | None


@dataclass(frozen=True, slots=True)
class Discovered:
    """What first led to the article."""

    via: Via
    listing_url: str | None = None


@dataclass(frozen=True, slots=True)
class Provenance:
    """Which rule gave a field and from what text; `agreed` where rival rules were run too."""

    rule: str
    raw: str
    agreed: bool | None = None


@dataclass(frozen=True, slots=True)
class ListingEntry:
    """What a listing says of one article, as printed: every text is a candidate, not a value.

    `fetched_at` (UTC) is when the listing was fetched; the card's dates are read against it.
    `seen_at` is when the article counts as seen: at the beginning of the walk that met it, so much
    earlier the further down it stood that "newest first" is the listing's own order.
    """

    url: str
    site: str
    listing_url: str
    fetched_at: datetime
    via: Via = "listing"
    title: str | None = None
    date_text: str | None = None
    views_text: str | None = None
    excerpt: str | None = None
    image_url: str | None = None
    category: str | None = None
    category_slug: str | None = None
    page: int | None = None
    position: int | None = None
    author: str | None = None
    seen_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a listing: its entries in printed order and the address of the next page."""

    url: str
    entries: tuple[ListingEntry, ...] = ()
    next_url: str | None = None


@dataclass(slots=True)
class Article:
    """One article, as one JSON line. Unknown is None or an empty list, never "" or 0.

    Moments carry an offset; `fetched_at` and `first_seen_at` are UTC. `view_count` is a whole
    number, a lower bound counting as its bound.
    """

    schema_version: int = SCHEMA_VERSION
    id: str = ""
    site: str = ""
    url: str = ""
    canonical_url: str | None = None
    alternates: list[str] = field(default_factory=list)
    title: str | None = None
    summary: str | None = None
    published_at: datetime | None = None
    published_precision: Precision | None = None
    published_zone_from: ZoneFrom | None = None
    modified_at: datetime | None = None
    fetched_at: datetime | None = None
    first_seen_at: datetime | None = None
    status: Status = "live"
    category: str | None = None
    category_slug: str | None = None
    seen_in: list[Sighting] = field(default_factory=list)
    view_count: int | None = None
    source: str | None = None
    authors: list[str] = field(default_factory=list)
    editors: list[str] = field(default_factory=list)
    language: str | None = None
    body: list[Block] = field(default_factory=list)
    text: str = ""
    images: list[Image] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    related: list[Related] = field(default_factory=list)
    discovered: Discovered | None = None
    content_hash: str | None = None
    duplicate_of: str | None = None
    overlaps: list[str] = field(default_factory=list)
    rights: dict[str, Any] | None = None
    access: Access | None = None
    problems: list[str] = field(default_factory=list)
    version: int = 1
    provenance: dict[str, Provenance] = field(default_factory=dict)
    view_count_exact: bool | None = field(default=None, metadata=INTERNAL)
    tried: dict[str, list[Provenance]] = field(default_factory=dict, metadata=INTERNAL)
    """Candidates that no reader understood, by field, in the order in which they were tried."""
    rivals: dict[str, list[Provenance]] = field(default_factory=dict, metadata=INTERNAL)
    """What other rules gave that does not agree with the value, by field, where they were read."""
    address_keys: list[str] = field(default_factory=list, metadata=INTERNAL)
    """Keys of identity, most trusted first (see docs/architecture.md, Identity)."""

    @classmethod
    @cache
    def keys(cls) -> tuple[str, ...]:
        """The keys of a JSON line, in order."""
        return tuple(f.name for f in fields(cls) if not f.metadata.get("internal"))


def body_text(blocks: list[Block]) -> str:
    """The plain text of a body: every block that bears text, captions aside, a line each."""
    return "\n".join(text for text in (block.plain() for block in blocks) if text)
