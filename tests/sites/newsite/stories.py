"""Writes the stories of a site: texts, dates, counts, pictures and who is related to whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from newsite.model import Category, Picture, Piece, Plan, Story
from newsite.writer import Writer

KNOWN = (
    Category("international", "国际"),
    Category("technology", "科技"),
    Category("sports", "体育"),
    Category("history", "历史"),
    Category("entertainment", "娱乐"),
    Category("nba", "NBA"),
    Category("health", "养生"),
    Category("finance", "财经"),
)
"""Categories that a reader of the site can know beforehand."""

UNKNOWN = Category("railway", "铁路")
"""A category that only the navigation tells of."""

AGES = (
    timedelta(seconds=100),
    timedelta(minutes=37),
    timedelta(hours=3, minutes=4),
    timedelta(hours=9, minutes=31),
    timedelta(hours=22, minutes=12),
    timedelta(days=2, hours=1),
)
"""The ages of a category's newest stories: one for each way to print a recent date."""

ORIGINS = ("https://pic1.example.net", "https://inews.example.org", "https://p9.example.net")
SUMMED = ("theme", "hant")
"""Markups whose article pages print an abstract (of some articles)."""

EDITED = ("lazy",)
"""Markups whose texts end in an editor's name (some of them)."""

YEARLIKE = ((2025, "2025"), (324, "0324"), (2026, "2026"), (1130, "1130"))


def categories_of(plan: Plan) -> tuple[Category, ...]:
    """The categories of the navigation: known ones, and an unknown one if the plan says so."""
    chosen = KNOWN[: plan.categories]
    return (*chosen, UNKNOWN) if "unknown_category" in plan.oddities else chosen


class Author:
    """Writes all stories of a site in a fixed order, so that the same plan gives the same site."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.writer = Writer(plan.seed, wide=plan.markup != "bare")
        self.random = self.writer.random
        self._number = 3_400_000 + self.random.randrange(90_000)
        self._yearlike = list(YEARLIKE) if "year_views" in plan.oddities else []

    def category(self, category: Category, count: int) -> list[Story]:
        """The stories of a category, newest first."""
        return [self.story(category, self.published(i)) for i in range(count)]

    def published(self, place: int) -> datetime:
        """When the story at `place` of a category (from 0) came out; ever older."""
        if place < len(AGES):
            age = AGES[place] + timedelta(seconds=self.random.randrange(20))
        else:
            age = timedelta(days=3 * (place - len(AGES) + 1), seconds=self.random.randrange(70_000))
        return (self.plan.now - age).replace(microsecond=0)

    def story(self, category: Category, published: datetime) -> Story:
        """One new story."""
        self._number += self.random.randrange(1, 400)
        sparse = "sparse" in self.plan.oddities and self.random.random() < 0.25
        text = self.writer.paragraphs(self.random.randint(4, 9))
        story = Story(
            number=self._number,
            category=category,
            title=self.writer.title(),
            pieces=self._pieces(text, pictures=0 if sparse else self.random.randint(1, 3)),
            published=published,
            source=None if sparse else self.writer.outlet(),
            summary=self._summary(text),
            editor=self._editor(),
            excerpt=self._excerpt("".join(text)),
        )
        return story if sparse else self._counted(story)

    def video(self, category: Category, published: datetime) -> Story:
        """A page that shows a film and has no text."""
        self._number += self.random.randrange(1, 400)
        return Story(self._number, category, self.writer.title(), (), published, video=True)

    def relate(self, stories: list[Story]) -> list[Story]:
        """The stories, each with up to five others of its category."""
        related = []
        for story in stories:
            others = [s.number for s in stories if s.category == story.category and s is not story]
            few = self.random.sample(others, min(5, len(others)))
            related.append(replace(story, related=tuple(few)))
        return related

    def _pieces(self, text: list[str], pictures: int) -> tuple[Piece, ...]:
        pieces = [Piece("paragraph", paragraph) for paragraph in text]
        for place in range(len(text) - 1, 1, -2):
            if self.random.random() < 0.6:
                pieces.insert(place, Piece("heading", self.writer.heading()))
        for _ in range(pictures):
            place = self.random.randint(1, len(pieces) - 1)
            pieces.insert(place, Piece("image", picture=self._picture()))
        return tuple(pieces)

    def _picture(self) -> Picture:
        name = f"{self.random.getrandbits(48):012x}"
        caption = self.writer.caption() if self.random.random() < 0.3 else None
        return Picture(f"{self.random.choice(ORIGINS)}/news/{name}.jpg?w=640&h=400", caption)

    def _summary(self, text: list[str]) -> str | None:
        told = self.plan.markup in SUMMED and self.random.random() < 0.5
        return text[0][:60].rstrip("，") if told else None

    def _editor(self) -> str | None:
        named = self.plan.markup in EDITED and self.random.random() < 0.4
        return self.writer.person() if named else None

    def _excerpt(self, text: str) -> str:
        """A card's excerpt: cut at 120 characters without a mark, or with one of two marks."""
        end = self.random.choice(("", " ....", "..."))
        return text[: 120 - 20 * bool(end)] + end

    def _counted(self, story: Story) -> Story:
        if self._yearlike:
            views, text = self._yearlike.pop()
        else:
            views = self.random.choice(
                (self.random.randint(12, 999), self.random.randint(1000, 40000))
            )
            text = str(views)
        return replace(story, views=views, views_text=text)
