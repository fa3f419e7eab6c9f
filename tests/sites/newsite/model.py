"""What an invented site is made of: categories, stories, listing pages, and how they print."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Markup = Literal["theme", "bare", "lazy", "hant", "random"]
MARKUPS: tuple[Markup, ...] = ("theme", "bare", "lazy", "hant", "random")
Script = Literal["hans", "hant"]
Beyond = Literal["missing", "repeat", "empty"]
"""What a listing answers past its last page: 404, the last page once more, or no entries."""

SITE_NAME = {"hans": "天天要闻", "hant": "天天要聞"}

ODDITIES = {
    "missing": "a listing names an article that answers 404",
    "redirect": "a listing names an address that redirects to the article",
    "gb18030": "one article page is sent as gb18030",
    "shared": "one article stands in the listings of two categories",
    "copy": "one text stands under two addresses",
    "year_views": "view counts that read like a year or a date (2025, 0324)",
    "sparse": "articles without source, pictures or views",
    "videos": "listings and related lists show video pages",
    "pinned": "the first entry of page 1 stands on top of every page of its listing",
    "forbidden": "a listing names an article that robots.txt disallows",
    "undated": "some article pages print no date, only their cards do",
    "uncounted": "some article pages print no views, only their cards do",
    "no_robots": "robots.txt answers 404",
    "growing": "each request for a later page of a listing puts one new article on top of it",
    "unknown_category": "the navigation has a category that nobody knew of",
}
"""What can be odd about a site: name -> what happens. Drawn together in any mix."""

USUAL = frozenset({"missing", "redirect", "shared", "year_views", "sparse", "videos"})
"""The oddities of a site for which none are named."""


@dataclass(frozen=True, slots=True)
class Category:
    """A category as the navigation prints it."""

    slug: str
    label: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a story: the original's address, and a caption if it has one."""

    url: str
    caption: str | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a body: a paragraph or heading with text, or a picture."""

    kind: Literal["paragraph", "heading", "image"]
    text: str = ""
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """One article: what its page and its card say, before any markup.

    `published` is in +08:00. `views_text` is how the page prints `views`. `related` are the
    numbers of other stories. `dated` and `counted` are False where only the card shows the date
    or the views.
    """

    number: int
    category: Category
    title: str
    pieces: tuple[Piece, ...]
    published: datetime
    views: int | None = None
    views_text: str | None = None
    source: str | None = None
    summary: str | None = None
    excerpt: str = ""
    editor: str | None = None
    related: tuple[int, ...] = ()
    charset: str = "utf-8"
    dated: bool = True
    counted: bool = True
    video: bool = False

    @property
    def path(self) -> str:
        """The site-relative address without a language prefix."""
        return f"/{'video' if self.video else self.category.slug}/{self.number}.html"

    def pictures(self) -> list[Picture]:
        """The pictures of the body, in order."""
        return [piece.picture for piece in self.pieces if piece.picture]


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a listing: the story that its card shows and the path that it links."""

    story: Story
    path: str


@dataclass(frozen=True, slots=True)
class ListingView:
    """One page of a listing as it is to be printed. `page` and `last` count from 1."""

    category: Category
    page: int
    last: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """How a site is to be: see `Site` for the meaning of each."""

    markup: Markup
    seed: int
    now: datetime
    categories: int
    pages: int
    entries: int
    oddities: frozenset[str]
    beyond: Beyond
    listing_dates: str
    page_dates: str
    repeats_at: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server sends for one address."""

    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
