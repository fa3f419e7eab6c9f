"""Pages in the shapes of the world's newspapers: offers, bios, consent, kickers and other inserts.

tests/data/press.jsonl holds them: invented texts in mark-up as sites write it. In a page ⟦...⟧ is
the text of the story, ⦅...⦆ its standfirst, which sites count as either.
"""

import json
import re
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsbot import extract
from newsbot.items import Article

NOW = datetime(2026, 11, 26, tzinfo=UTC)
ROWS = (Path(__file__).parent / "data" / "press.jsonl").read_text("utf-8").splitlines()
PAGES = [json.loads(row) for row in ROWS]
MARKED = re.compile("⟦([^⟧]*)⟧|⦅([^⦆]*)⦆")


def f1(true: str, got: str) -> float:
    """F1 of 4-grams of characters."""
    one, other = (Counter(text[i : i + 4] for i in range(len(text) - 3)) for text in (true, got))
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


@pytest.fixture(scope="module")
def read() -> dict[str, Article]:
    return {
        page["name"]: extract(
            re.sub("[⟦⟧⦅⦆]", "", page["page"]).encode(), page["url"], fetched_at=NOW
        )
        for page in PAGES
    }


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page["name"])
def test_the_body_is_the_story(page: dict[str, str], read: dict[str, Article]) -> None:
    got = read[page["name"]].text
    found = MARKED.findall(page["page"])
    truths = ("\n".join(a or (b if told else "") for a, b in found) for told in (False, True))
    score = max(f1(truth, got) for truth in truths)
    assert score >= 0.955, f"{score:.3f}, got\n{got}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page["name"])
def test_the_fields_are_those_of_the_story(page: dict[str, str], read: dict[str, Article]) -> None:
    got = read[page["name"]]
    day = got.published_at and got.published_at.date().isoformat()
    told = (got.title, day, got.language, got.authors)
    assert told == (page["title"], page["date"], page["lang"], page["authors"])


@pytest.mark.parametrize("name", ["glued_kicker", "byline_of_lists", "letter_and_pull_quote"])
def test_the_picture_above_the_text_is_the_articles(name: str, read: dict[str, Article]) -> None:
    """It stands outside of the text's box, below the headline or above it."""
    assert len(read[name].images) == 1, [image.url for image in read[name].images]
