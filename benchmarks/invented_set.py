"""Writes invented articles as a set for train_body.py: their true bodies are known for certain.

    python benchmarks/invented_set.py FOLDER [--sites 40]

The sites are those of tests/sites/newsite with mark-up drawn at random, from seeds that no test
uses; of each the shortest article and the longest two. Short ones are what the public sets lack:
two paragraphs with pictures between them.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "sites"))

from newsite import Site, SiteServer, truth  # the folder above

FIRST_SEED = 1_000
NOW = datetime(2026, 11, 20, 4, tzinfo=UTC)


def articles(seed: int) -> Iterator[tuple[str, str, bytes]]:
    """(path, text, page) of three articles of a site."""
    site = Site("random", seed=seed, now=NOW, categories=2, pages=2, entries=4)
    with SiteServer(site) as server:
        records = sorted(truth(site), key=lambda record: len(record["text"]))
        for record in (*records[:1], *records[-2:]):
            answer = server.answer(record["path"], origin_of(seed))
            yield record["path"], record["text"], answer.body


def origin_of(seed: int) -> str:
    """Where a site would stand."""
    return f"https://s{seed}.example"


def main() -> None:
    """Reads the options, writes the set."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sites", type=int, default=40)
    options = parser.parse_args()
    (options.folder / "html").mkdir(parents=True, exist_ok=True)
    with (options.folder / "truth.jsonl").open("w", encoding="utf-8") as lines:
        for seed in range(FIRST_SEED, FIRST_SEED + options.sites):
            for number, (path, text, page) in enumerate(articles(seed)):
                name = f"html/{seed}-{number}.html.gz"
                (options.folder / name).write_bytes(gzip.compress(page, mtime=0))
                url = origin_of(seed) + path
                row = {"id": f"{seed}-{number}", "url": url, "html": name, "body": text}
                lines.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
