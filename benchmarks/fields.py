"""The field readers against dateparser, and their own cost, in CPU time of one run.

    python benchmarks/fields.py [--json]

Dates: the collection in tests/data/fields/zh.jsonl, each text read several times by both; right
means the moment and the precision that the collection states (dateparser states no precision: its
moment alone is compared). Median of the rounds, which take turns.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from newsbot.fields import (
    canonical_url,
    clean_url,
    content_hash,
    read_byline,
    read_count,
    read_date,
    read_language,
    read_title,
)

COLLECTION = Path(__file__).parents[1] / "tests" / "data" / "fields" / "zh.jsonl"
ROUNDS = 5
LANGUAGES = ["zh", "zh-Hant"]


def rows(kind: str) -> list[dict[str, Any]]:
    lines = COLLECTION.read_text("utf-8").splitlines()
    return [row for row in map(json.loads, lines) if row["kind"] == kind]


def by_newsbot(row: dict[str, Any]) -> datetime | None:
    now = datetime.fromisoformat(row["now"])
    moment = read_date(row["text"], now=now, time_zone=row["tz"])
    return moment.at if moment else None


def by_dateparser(row: dict[str, Any]) -> datetime | None:
    import dateparser

    now = datetime.fromisoformat(row["now"])
    return dateparser.parse(
        row["text"],
        languages=LANGUAGES,
        settings={
            "RELATIVE_BASE": now.replace(tzinfo=None),
            "TIMEZONE": row["tz"],
            "RETURN_AS_TIMEZONE_AWARE": True,
            "PREFER_DATES_FROM": "past",
        },
    )


def seconds(read: Callable[[Any], Any], values: Iterable[Any]) -> float:
    """CPU seconds of one pass over `values`."""
    began = time.process_time()
    for value in values:
        read(value)
    return time.process_time() - began


def dates() -> dict[str, float]:
    cases = rows("date")
    readers = {"newsbot": by_newsbot, "dateparser": by_dateparser}
    figures: dict[str, float] = {}
    for name, read in readers.items():  # the first pass also loads and compiles
        found = [read(row) for row in cases]
        wanted = [row["expected"] and datetime.fromisoformat(row["expected"]) for row in cases]
        pairs = list(zip(found, wanted, strict=True))
        figures[f"{name}_right_percent"] = 100 * sum(a == b for a, b in pairs) / len(cases)
        figures[f"{name}_wrong"] = sum(a is not None and a != b for a, b in pairs)
    passes: dict[str, list[float]] = {name: [] for name in readers}
    for _ in range(ROUNDS):
        for name, read in readers.items():
            passes[name].append(seconds(read, cases))
    for name, spent in passes.items():
        figures[f"{name}_us"] = 1e6 * statistics.median(spent) / len(cases)
    figures["times_as_fast"] = figures["dateparser_us"] / figures["newsbot_us"]
    return figures


def others() -> dict[str, float]:
    urls = [
        f"https://www.a.example/world/{n}.html?id={n}&utm_source=x&from=timeline"
        for n in range(2000)
    ]
    texts = ["记者从会上获悉，各方将继续推进合作，扩大开放。" * 40] * 50
    readers: dict[str, tuple[Callable[[Any], Any], list[Any]]] = {
        "count_us": (read_count, [row["text"] for row in rows("views")] * 20),
        "byline_us": (read_byline, [row["text"] for row in rows("byline")] * 20),
        "title_us": (
            lambda text: read_title(text, site_names=["天天要闻"]),
            ["台风登陆沿海 多地启动应急响应 - 天天要闻"] * 500,
        ),
        "clean_url_us": (clean_url, urls),
        "canonical_url_us": (canonical_url, urls),
        "language_us_of_1000_characters": (read_language, texts),
        "content_hash_us_of_1000_characters": (content_hash, texts),
    }
    figures = {}
    for name, (read, values) in readers.items():
        read(values[0])
        spent = statistics.median(seconds(read, values) for _ in range(ROUNDS))
        figures[name] = 1e6 * spent / len(values)
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true", help="figures as one JSON object")
    as_json = parser.parse_args().json
    figures = {name: round(value, 1) for name, value in {**dates(), **others()}.items()}
    lines = [json.dumps(figures)] if as_json else [f"{v:10} {k}" for k, v in figures.items()]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
