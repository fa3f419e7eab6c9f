"""The schema holds every line that newsbot writes, and nothing looser."""

import copy
import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from newsbot.export.formats import line
from newsbot.export.schema import BLOCKS, json_schema
from newsbot.items import (
    Article,
    Block,
    Discovered,
    Image,
    Provenance,
    Related,
    Sighting,
)

NOW = datetime(2026, 1, 2, 3, 4, 5, 678_000, tzinfo=UTC)
VALIDATOR = Draft202012Validator(json_schema(), format_checker=FormatChecker())
PICTURE = Image(
    url="https://img.example/1.jpg",
    proxy_url="https://s1.invented.example/?url=x",
    alt="灯",
    caption="夜里的灯",
    credit="王五 摄",
    width=640,
    height=480,
)

MINIMAL = Article(
    id="a1",
    site="invented",
    url="https://invented.example/1.html",
    title="桥上的灯",
    fetched_at=NOW,
    first_seen_at=NOW,
)
FULL = Article(
    id="a2",
    site="invented",
    url="https://invented.example/2.html",
    canonical_url="https://invented.example/2.html",
    alternates=["https://invented.example/zh-hant/2.html"],
    title="桥上的灯亮了",
    summary="摘要",
    published_at=NOW,
    published_precision="second",
    published_zone_from="page",
    modified_at=NOW,
    fetched_at=NOW,
    first_seen_at=NOW,
    category="国际",
    category_slug="international",
    seen_in=[Sighting("国际", "international", 1, 3), Sighting(None, None, None, None)],
    view_count=0,
    source="虚构通讯社",
    authors=["张三"],
    editors=["李四"],
    language="zh-Hans",
    body=[
        Block("paragraph", text="第一段。"),
        Block("heading", text="小标题", level=2),
        Block("image", image=PICTURE),
        Block("image", image=Image(url="https://img.example/2.jpg")),
        Block("list", items=("甲", "乙"), ordered=False),
        Block("quote", text="引文"),
        Block("table", rows=(("一", ""), ("二", "三"))),
        Block("embed", url="https://video.example/1"),
        Block("embed", url="https://video.example/2", text="录像"),
    ],
    text="第一段。",
    images=[PICTURE],
    tags=["桥"],
    related=[
        Related("https://invented.example/9", "另一条"),
        Related("https://a.example/", "x", "y", "https://a.example/z"),
    ],
    discovered=Discovered("listing", "https://invented.example/international"),
    content_hash="00ff",
    duplicate_of="a1",
    overlaps=["a3"],
    rights={"archive": {"decision": "allow", "evidence": []}},
    access="free",
    problems=["no author"],
    version=2,
    provenance={"title": Provenance("h1", " 桥 ", None), "source": Provenance("tail", "", True)},
)


def read(article: Article, *, provenance: bool = False) -> dict[str, Any]:
    return json.loads(line(article, provenance=provenance))


def test_the_schema_is_a_schema_with_exactly_the_keys_of_a_line() -> None:
    schema = json_schema()
    Draft202012Validator.check_schema(schema)
    assert list(schema["properties"]) == schema["required"] == list(Article.keys())
    assert list(BLOCKS) == ["paragraph", "heading", "image", "list", "quote", "table", "embed"]


@pytest.mark.parametrize("provenance", [False, True])
@pytest.mark.parametrize("article", [MINIMAL, FULL], ids=["minimal", "full"])
def test_a_line_is_held_by_it(article: Article, provenance: bool) -> None:
    record = read(article, provenance=provenance)
    errors = [f"{e.json_path}: {e.message}" for e in VALIDATOR.iter_errors(record)]
    assert errors == []
    assert list(record) == list(Article.keys())
    assert bool(record["provenance"]) is (provenance and article is FULL)


def test_unknown_is_null_or_empty() -> None:
    record = read(MINIMAL)
    empty = {key: value for key, value in record.items() if value in ("", 0, {}, False)}
    assert empty == {"text": ""}


def without(key: str) -> Callable[[dict[str, Any]], None]:
    return lambda record: record.pop(key)


def having(**values: Any) -> Callable[[dict[str, Any]], None]:
    return lambda record: record.update(values)


WRONG: list[tuple[str, Callable[[dict[str, Any]], Any]]] = [
    *((f"without {key}", without(key)) for key in Article.keys()),
    ("another key", having(extra=1)),
    ("an internal key", having(address_keys=[])),
    ("a newer version", having(schema_version=2)),
    ("an empty title", having(title="")),
    ("no title", having(title=None)),
    ("an empty source", having(source="")),
    ("a date without offset", having(published_at="2026-01-02T03:04:05")),
    ("a date without time", having(published_at="2026-01-02")),
    ("fetched_at not in UTC", having(fetched_at="2026-01-02T03:04:05+08:00")),
    ("an unknown precision", having(published_precision="week")),
    ("an unknown status", having(status="new")),
    ("a view count as text", having(view_count="1777")),
    ("a negative view count", having(view_count=-1)),
    ("a relative url", having(url="/1.html")),
    ("an author as text", having(authors="张三")),
    ("version 0", having(version=0)),
    ("discovered by chance", having(discovered={"via": "chance", "listing_url": None})),
    ("an unknown block", having(body=[{"kind": "poem", "text": "x"}])),
    ("a block with another kind's key", having(body=[{"kind": "quote", "text": "x", "rows": []}])),
    ("a paragraph without text", having(body=[{"kind": "paragraph"}])),
    ("an image block without one", having(body=[{"kind": "image"}])),
    ("heading level 7", having(body=[{"kind": "heading", "text": "x", "level": 7}])),
    ("an image without url", having(images=[{"alt": "x"}])),
    ("rights without a decision", having(rights={"archive": {}})),
    ("provenance without a rule", having(provenance={"title": {"raw": "x"}})),
]


@pytest.mark.parametrize(("case", "spoil"), WRONG, ids=[c[0] for c in WRONG])
def test_a_wrong_line_is_refused(case: str, spoil: Callable[[dict[str, Any]], Any]) -> None:
    record = copy.deepcopy(read(FULL, provenance=True))
    spoil(record)
    assert list(VALIDATOR.iter_errors(record)) != [], case
