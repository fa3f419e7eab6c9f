"""Pages in the shapes of more Chinese sites: every field of every page."""

import sys
from collections import Counter
from pathlib import Path

import pytest

from newsbot import extract

sys.path.insert(0, str(Path(__file__).parent / "shapes"))

from chinese_pages import SHAPES
from texts import story

SEEDS = range(40, 43)


def f1(true: str, got: str) -> float:
    """F1 of 4-grams of characters."""
    one, other = (Counter(text[i : i + 4] for i in range(len(text) - 3)) for text in (true, got))
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", SHAPES)
def test_every_field(name: str, seed: int) -> None:
    truth = SHAPES[name](story(seed))
    article = extract(
        truth.html.encode(), f"https://{name.replace('_', '-')}.example/a/{seed}.html"
    )
    got = {
        "title": article.title,
        "date": article.published_at and article.published_at.strftime("%Y-%m-%d %H:%M"),
        "source": article.source,
        "authors": tuple(article.authors),
    }
    for field, value in got.items():
        expected = getattr(truth, field)
        assert value == expected, f"{name} {seed} {field}: expected {expected!r}, got {value!r}"
    found = f1(truth.body, article.text)
    assert found >= 0.95, f"{name} {seed}: F1 {found:.3f}, got\n{article.text}\nof\n{truth.body}"
