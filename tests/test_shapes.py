"""Pages in the shapes of today's Chinese news sites: what is read against what was printed."""

import sys
from collections import Counter
from pathlib import Path

import pytest

from newsbot import extract
from newsbot.items import Article

sys.path.insert(0, str(Path(__file__).parent / "shapes"))

from pages import SHAPES
from texts import Story, story

PAGES = [(name, seed) for name in SHAPES for seed in range(3)]


def read(name: str, seed: int) -> tuple[Story, Article]:
    told = story(1_000 * seed + sorted(SHAPES).index(name))
    html = SHAPES[name](told).encode("gb18030" if seed == 2 else "utf-8")
    if seed == 2:
        html = html.replace(b'charset="utf-8"', b'charset="gb2312"')
    return told, extract(html, f"https://{name}.example/a/{seed}.html")


def f1(true: str, got: str) -> float:
    """F1 of 4-grams of characters."""
    one, other = (Counter(text[i : i + 4] for i in range(len(text) - 3)) for text in (true, got))
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


RESULTS = [(name, seed, *read(name, seed)) for name, seed in PAGES]


def share(right: list[bool]) -> float:
    return sum(right) / len(right)


def test_there_are_forty_pages() -> None:
    assert len(RESULTS) >= 40
    assert len({article.text for *_, article in RESULTS}) == len(RESULTS)


@pytest.mark.parametrize(
    ("name", "seed", "told", "article"), RESULTS, ids=lambda v: v if isinstance(v, str) else ""
)
def test_the_body_is_the_story(name: str, seed: int, told: Story, article: Article) -> None:
    found = f1(told.body, article.text)
    assert found >= 0.9, f"{name} {seed}: F1 {found:.3f}, got\n{article.text}\nof\n{told.body}"


def test_bodies_on_the_whole() -> None:
    scores = [f1(told.body, article.text) for *_, told, article in RESULTS]
    assert sum(scores) / len(scores) >= 0.97


FIELDS = {
    "title": lambda told, article: article.title == told.title,
    "published_at": lambda told, article: (
        article.published_at is not None
        and article.published_at.strftime("%Y-%m-%d %H:%M%z") == f"{told.date}+0800"
    ),
    "source": lambda told, article: article.source == told.source,
}


@pytest.mark.parametrize("field", FIELDS)
def test_fields_on_the_whole(field: str) -> None:
    wrong = [
        f"{name} {seed} {field}: expected {told}, got {getattr(article, field)!r}"
        for name, seed, told, article in RESULTS
        if not FIELDS[field](told, article)
    ]
    assert len(wrong) <= 0.05 * len(RESULTS), "\n".join(wrong)
