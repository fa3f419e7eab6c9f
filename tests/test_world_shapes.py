"""Pages in the shapes of the world's news sites, in twelve languages: what is read of them."""

import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsbot import extract
from newsbot.items import Article

sys.path.insert(0, str(Path(__file__).parent / "shapes"))

from world_pages import SHAPES, truth
from world_texts import WORLD, World

NOW = datetime(2026, 11, 26, tzinfo=UTC)


def read(name: str, world: World) -> Article:
    html = SHAPES[name](world).encode()
    return extract(html, f"https://{world.lang}.example/a/7.html", fetched_at=NOW)


RESULTS = [(name, world, read(name, world)) for world in WORLD for name in SHAPES]
IDS = [f"{name} {world.lang}" for name, world, _ in RESULTS]


def f1(true: str, got: str) -> float:
    """F1 of 4-grams of characters."""
    one, other = (Counter(text[i : i + 4] for i in range(len(text) - 3)) for text in (true, got))
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


def score(name: str, world: World, article: Article) -> float:
    """Against the text, with or without its standfirst: sites count it as either."""
    told = truth(world, name)
    return max(f1(told, article.text), f1(f"{world.standfirst}\n{told}", article.text))


SCORES = [score(*result) for result in RESULTS]


@pytest.mark.parametrize("number", range(len(RESULTS)), ids=IDS)
def test_the_body_is_the_story(number: int) -> None:
    name, world, article = RESULTS[number]
    told = truth(world, name)
    assert SCORES[number] >= 0.8, f"{SCORES[number]:.3f}, got\n{article.text}\nof\n{told}"


def test_bodies_on_the_whole() -> None:
    assert sum(SCORES) / len(SCORES) >= 0.955


def dated(world: World, article: Article) -> bool:
    """The same wall clock; the offset where the page states one."""
    return article.published_at is not None and world.date.startswith(
        article.published_at.strftime("%Y-%m-%dT%H:%M")
    )


FIELDS = {
    "title": lambda world, article: article.title == world.title,
    "published_at": dated,
    "authors": lambda world, article: article.authors in ([world.author], []),
    "language": lambda world, article: article.language == world.lang,
}


@pytest.mark.parametrize("field", FIELDS)
def test_fields_on_the_whole(field: str) -> None:
    wrong = [
        f"{name} {world.lang} {field}: got {getattr(article, field)!r} of {world.date}"
        for name, world, article in RESULTS
        if not FIELDS[field](world, article)
    ]
    assert len(wrong) <= 0.05 * len(RESULTS), "\n".join(wrong)
