"""What the town's newspapers print: each story with the values that a reader of it must find."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import cache
from random import Random

from opencc import OpenCC

from town import prose

CATEGORIES = {
    "zh": {"world": "国际", "finance": "财经", "culture": "文化", "sports": "体育"},
    "hant": {"world": "國際", "finance": "財經", "culture": "文化", "sports": "體育"},
    "en": {"world": "World", "finance": "Business", "culture": "Culture", "sports": "Sport"},
}
SOURCES = {
    "zh": ("青栾日报", "望江晚报", "云溪观察", "石埠新闻网", "南浦早报"),
    "hant": ("青欒日報", "望江晚報", "雲溪觀察", "石埠新聞網", "南浦早報"),
    "en": ("Saltby Courier", "Tidewell Post", "The Northquay Mail", "Emberly Gazette"),
}
CHINA = timezone(timedelta(hours=8))
FIRST_DAY = datetime(2025, 3, 2, 6, 0, 0, tzinfo=CHINA)


@dataclass(frozen=True, slots=True)
class Story:
    """One article. `blocks` are (tag, text): p, h2, or figure with its caption."""

    host: int
    number: int
    language: str
    title: str
    published_at: datetime
    category_slug: str
    category: str
    view_count: int
    source: str
    author: str
    blocks: tuple[tuple[str, str], ...]

    @property
    def path(self) -> str:
        """Its address on its host."""
        number = 10_000 * (10 + self.host) + self.number  # hosts of a house are one site
        return f"/{self.category_slug}/{self.published_at:%Y%m%d}/{number}.html"

    @property
    def text(self) -> str:
        """Its paragraphs and headings, a line each."""
        return "\n".join(text for tag, text in self.blocks if tag != "figure")

    def truth(self, base_url: str) -> dict[str, object]:
        """What a crawler should have found."""
        return {
            "url": base_url + self.path,
            "title": self.title,
            "published_at": self.published_at.isoformat(),
            "category": self.category,
            "view_count": self.view_count,
            "source": self.source,
            "authors": [self.author],
            "text": self.text,
        }


@cache
def _traditional() -> OpenCC:
    return OpenCC("s2t")


def headline_of(seed: int, host: int, number: int, language: str) -> str:
    """A story's headline alone, for the lists that link to it."""
    rng = Random(f"{seed}/{host}/{number}/headline")
    if language == "en":
        return prose.english_headline(rng)
    text = prose.headline(rng)
    return str(_traditional().convert(text)) if language == "hant" else text


def story(seed: int, host: int, number: int, language: str) -> Story:
    """The story of a number on a host."""
    rng = Random(f"{seed}/{host}/{number}")
    slug = list(CATEGORIES[language])[number % 4]
    english = language == "en"
    paragraph = prose.english_paragraph if english else prose.paragraph
    blocks = []
    for place in range(rng.randint(9, 18)):
        if place and rng.random() < 0.08:
            blocks.append(("figure", (prose.english_sentence if english else prose.sentence)(rng)))
        if not english and place and rng.random() < 0.08:
            blocks.append(("h2", rng.choice(prose.HEADINGS)))
        blocks.append(("p", paragraph(rng)))
    author = prose.english_person(rng) if english else prose.person(rng)
    if language == "hant":
        convert = _traditional().convert
        blocks = [(tag, str(convert(text))) for tag, text in blocks]
        author = str(convert(author))
    return Story(
        host=host,
        number=number,
        language=language,
        title=headline_of(seed, host, number, language),
        published_at=FIRST_DAY + timedelta(seconds=rng.randrange(180 * 86_400) // 60 * 60),
        category_slug=slug,
        category=CATEGORIES[language][slug],
        view_count=rng.randint(11, 98_000),
        source=rng.choice(SOURCES[language]),
        author=author,
        blocks=tuple(blocks),
    )
