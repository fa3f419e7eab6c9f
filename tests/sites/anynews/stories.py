"""The stories of invented sites, English and Chinese; the same seed gives the same ones."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from newsite.writer import Writer

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=timezone(timedelta(hours=8)))

PLACES = (
    "Harrowmere Eastlyn Tolvane Brackford Quillport Sennick Ardmoor Westerhay Lindcombe".split()
)
PEOPLE = ("Mara Ellwood", "Tobin Hale", "Ines Corrow", "Alden Pryce", "Orla Fenwick", "Jun Tresco")
THINGS = (
    "tram depot",
    "harbour lights",
    "seed library",
    "footbridge",
    "night market",
    "old mill",
    "tidal pool",
    "weather mast",
    "reading room",
    "orchard wall",
    "ferry timetable",
)
ACTS = (
    "reopens after repairs",
    "divides the council",
    "wins a quiet following",
    "runs out of paint",
    "gets a second chance",
    "draws early crowds",
    "is moved by hand",
    "keeps its old name",
)
LINES = (
    "The {thing} in {place} had been closed since spring, and {n} residents signed a letter.",
    "{who}, who keeps the minutes, said that nobody had asked for a larger {thing}.",
    "Engineers counted {n} loose stones before lunch and then stopped counting.",
    "A second meeting is planned in {place}, where the hall holds {n} people and one piano.",
    "Costs rose by {n} per cent, mostly because the timber had to come by sea.",
    "On the quay, {who} sold {n} cups of soup and gave the rest to the volunteers.",
    "The {thing} is to be inspected every {n} days until the first frost.",
    "Nobody in {place} remembers who drew the first plan, but everybody has a copy of it.",
    "\"We measured it twice,\" said {who}, \"and it was {n} paces both times.\"",
    "Buses will stop {n} metres further north while the {thing} is being painted.",
    "A school class counted birds from the {thing} and reached {n} before the rain.",
    "The vote was close: {n} for, a few less against, and {who} asleep in the third row.",
)  # fmt: skip


@dataclass(frozen=True)
class Told:
    """One story: where its page is, and what is on it."""

    path: str
    title: str
    paragraphs: tuple[str, ...]
    published: datetime
    category: str = ""
    views: int = 0

    @property
    def excerpt(self) -> str:
        """The beginning of the text, cut."""
        return self.paragraphs[0][:90] + "..."


class Teller:
    """Tells stories one after the other, each an hour older than the one before."""

    def __init__(self, seed: str, *, chinese: bool) -> None:
        self.random = random.Random(f"teller {seed}")
        self.writer = Writer(f"any {seed}") if chinese else None
        self.count = 0
        self.titles: set[str] = set()

    def tell(self, path: str, category: str = "") -> Told:
        """The next story. `path` may hold {n} (its number), {slug}, {y}, {m}, {d} and {hex}."""
        self.count += 1
        published = NOW - timedelta(minutes=53 * self.count)
        title = self.writer.title() if self.writer else self._title()
        size = self.random.randint(4, 8)
        paragraphs = self.writer.paragraphs(size) if self.writer else self._paragraphs(size)
        slug = "-".join("".join(c if c.isalnum() else " " for c in title.lower()).split())
        where = path.format(
            n=482_100 + 7 * self.count,
            slug=slug if slug.isascii() else f"story-{self.count}",
            y=published.year,
            m=f"{published.month:02}",
            d=f"{published.day:02}",
            hex=f"{self.random.getrandbits(40):010x}",
            category=category,
        )
        views = self.random.randint(30, 90_000)
        return Told(where, title, tuple(paragraphs), published, category, views)

    def _title(self) -> str:
        for _ in range(200):
            thing, act = self.random.choice(THINGS), self.random.choice(ACTS)
            title = f"{self.random.choice(PLACES)} {thing} {act}"
            if self.random.random() < 0.4:
                title += f", says {self.random.choice(PEOPLE)}"
            if title not in self.titles:
                self.titles.add(title)
                return title
        raise ValueError("out of titles")

    def _paragraphs(self, count: int) -> list[str]:
        return [
            " ".join(
                line.format(
                    thing=self.random.choice(THINGS),
                    place=self.random.choice(PLACES),
                    who=self.random.choice(PEOPLE),
                    n=self.random.randint(3, 900),
                )
                for line in self.random.sample(LINES, self.random.randint(2, 4))
            )
            for _ in range(count)
        ]
