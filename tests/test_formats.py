"""One line an article, the same for every export, whatever stands in the article."""

import json
import math
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from newsbot.export.formats import line
from newsbot.items import Article, Block, Image, Provenance, Related

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
ARTICLE = Article(
    id="a1",
    site="invented",
    url="https://invented.example/1.html",
    title="桥上的灯",
    fetched_at=NOW,
    first_seen_at=NOW,
    provenance={"title": Provenance("h1", "桥上的灯 ")},
    address_keys=["key"],
    view_count_exact=True,
)


def test_the_keys_are_the_schemas_in_their_order() -> None:
    read = json.loads(line(ARTICLE))
    assert list(read) == list(Article.keys())
    assert "address_keys" not in read
    assert "view_count_exact" not in read


def test_provenance_is_shown_only_when_asked_for() -> None:
    assert json.loads(line(ARTICLE))["provenance"] is None
    told = json.loads(line(ARTICLE, provenance=True))["provenance"]
    assert told == {"title": {"rule": "h1", "raw": "桥上的灯 ", "agreed": None}}


def test_a_line_is_utf8_without_escapes() -> None:
    written = line(ARTICLE)
    assert "桥上的灯".encode() in written
    assert written.endswith(b"}\n")
    assert written.count(b"\n") == 1


def test_moments_keep_their_offset() -> None:
    shanghai = timezone(timedelta(hours=8))
    read = json.loads(
        line(replace(ARTICLE, published_at=datetime(2026, 1, 2, 11, tzinfo=shanghai)))
    )
    assert read["published_at"] == "2026-01-02T11:00:00+08:00"
    assert read["fetched_at"] == "2026-01-02T03:04:05Z"


HOSTILE = "a\x00\ud83d\u2028e\u0301\x85\u202e\x1b[31m\r\nb"
CLEAN = "a\ufffd\né\n[31m\nb"

PLACES: list[tuple[str, dict[str, Any], Any]] = [
    ("title", {"title": HOSTILE}, ("title",)),
    ("authors", {"authors": [HOSTILE]}, ("authors", 0)),
    ("block", {"body": [Block("paragraph", text=HOSTILE)]}, ("body", 0, "text")),
    ("list block", {"body": [Block("list", items=(HOSTILE,))]}, ("body", 0, "items", 0)),
    ("table block", {"body": [Block("table", rows=((HOSTILE,),))]}, ("body", 0, "rows", 0, 0)),
    ("image", {"images": [Image(url="https://i.example/", alt=HOSTILE)]}, ("images", 0, "alt")),
    ("related", {"related": [Related("https://r.example/", HOSTILE)]}, ("related", 0, "title")),
    ("rights", {"rights": {"archive": {"evidence": HOSTILE}}}, ("rights", "archive", "evidence")),
]


@pytest.mark.parametrize(("case", "values", "way"), PLACES, ids=[place[0] for place in PLACES])
def test_text_is_cleaned_wherever_it_stands(case: str, values: dict[str, Any], way: Any) -> None:
    written = line(replace(ARTICLE, **values))
    found = json.loads(written)
    for step in way:
        found = found[step]
    assert found == CLEAN, case
    assert len(written.decode().splitlines()) == 1
    assert unicodedata.is_normalized("NFC", found)


NUMBERS = [(2**63 - 1, 2**63 - 1), (2**63, None), (10**40, None), (0, 0)]


@pytest.mark.parametrize(("given", "expected"), NUMBERS)
def test_a_number_that_fits_no_database_is_unknown(given: int, expected: int | None) -> None:
    assert json.loads(line(replace(ARTICLE, view_count=given)))["view_count"] == expected


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_there_is_no_nan(number: float) -> None:
    written = line(replace(ARTICLE, rights={"archive": {"score": number}}))
    read = json.loads(written, parse_constant=pytest.fail)
    assert read["rights"]["archive"]["score"] is None
