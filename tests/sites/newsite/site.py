"""A whole invented news site: what stands where, and what a reader of it must find."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import datetime, timedelta, timezone

from newsite.dates import chosen_styles
from newsite.model import (
    MARKUPS,
    ODDITIES,
    USUAL,
    Beyond,
    Category,
    Entry,
    ListingView,
    Markup,
    Plan,
    Script,
    Story,
)
from newsite.scripts import in_script
from newsite.stories import Author, categories_of

CHINA = timezone(timedelta(hours=8))
PREFIXES: dict[Markup, dict[str, Script]] = {"hant": {"/zh-hant": "hant", "/zh-hans": "hans"}}
"""Language prefixes of a markup and the script that each is written in; else none, Simplified."""

MORE_ODD: dict[Markup, set[str]] = {"lazy": {"undated", "uncounted"}, "hant": {"undated"}}
"""What is odd about a markup's sites besides USUAL."""


class Site:
    """An invented site; the same arguments give the same site.

    `markup` is one of MARKUPS. `now` (aware) is the site's clock: stories are dated before it
    and cards print relative dates against it; by default five seconds before the real time.
    Each of `categories` has `pages` listing pages of `entries` articles. `oddities` are names
    from ODDITIES. `beyond` is what a listing answers past its end. From page `repeats_at` on,
    every listing repeats the page before it. `listing_dates` and `page_dates` say how dates are
    printed (see dates).
    """

    def __init__(
        self,
        markup: Markup = "theme",
        *,
        seed: int = 1,
        now: datetime | None = None,
        categories: int = 3,
        pages: int = 2,
        entries: int = 6,
        oddities: frozenset[str] | set[str] | None = None,
        beyond: Beyond = "missing",
        listing_dates: str | None = None,
        page_dates: str | None = None,
        repeats_at: int | None = None,
    ) -> None:
        chosen = usual(markup) if oddities is None else frozenset(oddities)
        if markup not in MARKUPS or not chosen <= ODDITIES.keys():
            raise ValueError(f"no such markup or oddity: {markup}, {sorted(chosen)}")
        now = (now or datetime.now(CHINA) - timedelta(seconds=5)).astimezone(CHINA)
        styles = chosen_styles(markup, seed)
        self.plan = Plan(
            markup=markup,
            seed=seed,
            now=now,
            categories=categories,
            pages=pages,
            entries=entries,
            oddities=chosen,
            beyond=beyond,
            listing_dates=listing_dates or styles.card,
            page_dates=page_dates or styles.page,
            repeats_at=repeats_at,
        )
        self.categories = categories_of(self.plan)
        self.prefixes = PREFIXES.get(markup, {"": "hans"})
        self.redirects: dict[str, str] = {}
        self.missing: set[str] = set()
        self.forbidden: set[str] = set()
        self.copies: dict[str, str] = {}
        self._author = Author(self.plan)
        self.stories: dict[int, Story] = {}
        self._lines, self._arrivals, self._videos = self._arranged()

    # --- What stands where --------------------------------------------------------------------

    def view(self, slug: str, page: int, shift: int = 0) -> ListingView | None:
        """Page `page` of a listing after `shift` new articles came in; None where there is none."""
        category = next((c for c in self.categories if c.slug == slug), None)
        if category is None or page < 1:
            return None
        line = [*reversed(self._arrivals[slug][:shift]), *self._lines[slug]]
        size = self.plan.entries
        last = math.ceil(len(line) / size)
        shown = self._page_shown(page, last)
        if shown is None:
            return None
        entries = line[(shown - 1) * size : shown * size]
        if "pinned" in self.plan.oddities and 1 < shown <= last:
            entries = [self._lines[slug][0], *entries]
        if entries and "videos" in self.plan.oddities:
            video = self._videos[slug]
            entries.append(Entry(video, video.path))
        return ListingView(category, page, last, tuple(entries))

    def _page_shown(self, page: int, last: int) -> int | None:
        """The page whose entries stand on `page`."""
        if self.plan.repeats_at and page >= self.plan.repeats_at:
            return self.plan.repeats_at - 1
        if page <= last or self.plan.beyond == "empty":
            return page
        return last if self.plan.beyond == "repeat" else None

    def story(self, path: str) -> Story | None:
        """The story whose page is at `path` (without a language prefix)."""
        name = path.rsplit("/", 1)[-1].removesuffix(".html")
        story = self.stories.get(int(name)) if name.isdecimal() else None
        return story if story and story.path == path and path not in self.missing else None

    def told(self, number: int, script: Script) -> Story:
        """A story in one script."""
        return in_script(self.stories[number], script)

    def arrivals(self, slug: str) -> list[Story]:
        """The articles that a growing listing gains, in the order in which they come."""
        return [entry.story for entry in self._arrivals[slug]]

    # --- How it came to be --------------------------------------------------------------------

    def _arranged(
        self,
    ) -> tuple[dict[str, list[Entry]], dict[str, list[Entry]], dict[str, Story]]:
        lines, arrivals, videos = {}, {}, {}
        for category in self.categories:
            written = self._author.category(category, self.plan.pages * self.plan.entries)
            stories = self._marked(self._author.relate(written))
            lines[category.slug] = [Entry(story, story.path) for story in stories]
            videos[category.slug] = self._author.video(category, self.plan.now)
            arrivals[category.slug] = self._coming(category)
            self._keep(*stories, videos[category.slug])
        self._make_odd(lines)
        return lines, arrivals, videos

    def _keep(self, *stories: Story) -> None:
        self.stories.update((story.number, story) for story in stories)

    def _coming(self, category: Category) -> list[Entry]:
        if "growing" not in self.plan.oddities:
            return []
        stories = [self._author.story(category, self.plan.now) for _ in range(12)]
        self._keep(*stories)
        return [Entry(story, story.path) for story in stories]

    def _marked(self, stories: list[Story]) -> list[Story]:
        """Oddities of single pages: a charset, a date that only the card shows."""
        if "gb18030" in self.plan.oddities:
            stories[2] = replace(stories[2], charset="gb18030")
        if "undated" in self.plan.oddities:
            stories = [replace(s, dated=i % 3 != 2) for i, s in enumerate(stories)]
        if "uncounted" in self.plan.oddities:
            stories = [replace(s, counted=i % 4 != 1) for i, s in enumerate(stories)]
        return stories

    def _make_odd(self, lines: dict[str, list[Entry]]) -> None:
        """Puts the odd entries into the listings; a listing keeps its length."""
        first, second = next(iter(lines)), list(lines)[-1]
        line, odd = lines[first], self.plan.oddities
        if "missing" in odd:
            self.missing.add(line[-1].path)
        if "forbidden" in odd:
            self.forbidden.add(line[-2].path)
        if "redirect" in odd:
            story = line[1].story
            path = f"/{first}/go-{story.number}.html"
            self.redirects[path] = story.path
            line[1] = Entry(story, path)
        if "shared" in odd and second != first:
            lines[second][1] = line[0]
        if "copy" in odd:
            original, copied = line[3].story, line[-3].story
            copy = replace(original, number=copied.number)
            self._keep(copy)
            line[-3] = Entry(copy, copy.path)
            self.copies[copy.path] = original.path


def usual(markup: Markup) -> frozenset[str]:
    """The oddities of a site for which none are named."""
    return USUAL | MORE_ODD.get(markup, set())
