"""Near-duplicates: newsbot beside rensa, datasketch and a 64-bit SimHash, in one run.

    python benchmarks/dedupe.py [--texts 2000] [--rounds 3] [--data DIR]
    python benchmarks/dedupe.py --store --texts 1000000

The first form compares quality and speed on invented texts and on what becomes of them on other
sites (benchmarks/invented.py), or on the labelled texts of a folder (corpus.jsonl.gz and
queries.jsonl.gz: id, title, paras; cls, label, of, only). Each method remembers the texts and is
then asked about copies and about texts that only look like copies. All but newsbot call a text a
duplicate where their estimate of the Jaccard index of character 4-grams is at least .6, SimHash
where at most 3 of 64 bits differ. CPU seconds, medians of rounds that take turns.

The second form fills a store's week with as many texts, and says what remembering more of them
takes then, one line and one transaction each, and the bytes that a text takes.

Needs rensa and datasketch (pip install rensa datasketch).
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import statistics
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
import orjson
from invented import News, Writer, copies

from newsbot.dedupe.detector import ask
from newsbot.dedupe.fingerprint import draft
from newsbot.dedupe.index import MemoryIndex
from newsbot.dedupe.letters import letters
from newsbot.dedupe.lines import Answers
from newsbot.dedupe.sketch import gram_hashes
from newsbot.memory import open_texts
from newsbot.store.shelves import shelf
from newsbot.store.texts import TextIndex

ALIKE = 0.6
MEASURED = 2_000
"""Texts remembered to measure how fast that is."""


def four_grams(news: News) -> list[str]:
    text = "".join(sign for sign in news.text.lower() if sign.isalnum())
    return [text[at : at + 4] for at in range(max(1, len(text) - 3))]


class Newsbot:
    """The whole verdict, in memory."""

    def __init__(self) -> None:
        self.index = MemoryIndex()

    def remember(self, news: News) -> None:
        ask(self.index, news.id, news.title, news.text, 0, probe=False)

    def copies_of(self, news: News) -> Iterable[str]:
        return ask(self.index, news.id, news.title, news.text, 0, probe=True).matches


class Datasketch:
    """MinHash of 128 permutations in an LSH index at .6."""

    def __init__(self) -> None:
        from datasketch import MinHashLSH

        self.lsh = MinHashLSH(threshold=ALIKE, num_perm=128)
        self.known: dict[str, Any] = {}

    def _sketch(self, news: News) -> Any:
        from datasketch import MinHash

        made = MinHash(num_perm=128)
        made.update_batch([gram.encode() for gram in four_grams(news)])
        return made

    def remember(self, news: News) -> None:
        self.known[news.id] = self._sketch(news)
        self.lsh.insert(news.id, self.known[news.id])

    def copies_of(self, news: News) -> Iterable[str]:
        made = self._sketch(news)
        return [n for n in self.lsh.query(made) if made.jaccard(self.known[n]) >= ALIKE]


class Rensa:
    """RMinHash of 128 permutations in its LSH index at .6."""

    def __init__(self) -> None:
        from rensa import RMinHashLSH

        self.lsh = RMinHashLSH(threshold=ALIKE, num_perm=128, num_bands=32)
        self.known: list[tuple[str, Any]] = []

    def _sketch(self, news: News) -> Any:
        from rensa import RMinHash

        made = RMinHash(num_perm=128, seed=1)
        made.update(four_grams(news))
        return made

    def remember(self, news: News) -> None:
        made = self._sketch(news)
        self.lsh.insert(len(self.known), made)
        self.known.append((news.id, made))

    def copies_of(self, news: News) -> Iterable[str]:
        made = self._sketch(news)
        found = [self.known[place] for place in self.lsh.query(made)]
        return [name for name, other in found if made.jaccard(other) >= ALIKE]


class SimHash:
    """64 bits of the 4-grams' hashes; texts within 3 bits share one of four 16-bit parts."""

    def __init__(self) -> None:
        self.parts: defaultdict[tuple[int, int], list[tuple[str, int]]] = defaultdict(list)

    def _sketch(self, news: News) -> int:
        hashes = gram_hashes(letters(news.text))
        bits = np.unpackbits(hashes.view(np.uint8).reshape(-1, 8), axis=1).sum(axis=0)
        return int.from_bytes(np.packbits(bits * 2 > hashes.size).tobytes(), "big")

    def remember(self, news: News) -> None:
        made = self._sketch(news)
        for place in range(4):
            self.parts[place, made >> 16 * place & 0xFFFF].append((news.id, made))

    def copies_of(self, news: News) -> Iterable[str]:
        made = self._sketch(news)
        near = (self.parts[place, made >> 16 * place & 0xFFFF] for place in range(4))
        return {name for part in near for name, other in part if (made ^ other).bit_count() <= 3}


METHODS: dict[str, Callable[[], Any]] = {
    "newsbot": Newsbot,
    "rensa": Rensa,
    "datasketch": Datasketch,
    "SimHash": SimHash,
}


def invented(count: int) -> tuple[list[News], list[News]]:
    """(texts to remember, texts to ask about)."""
    writer = Writer(5)
    known = [writer.news(f"n{place}") for place in range(count)]
    picked = writer.random.sample(known, min(count // 4, 100))
    asked = [copy for news in picked for copy in copies(writer, news, writer.random.choice(known))]
    for kind, make in (("notice", writer.notice), ("frame", writer.framed)):
        known += [make(f"{kind}{place}") for place in range(60)]
        asked += [make(f"{kind}?{place}") for place in range(60)]
    return known, asked


def labelled(folder: Path) -> tuple[list[News], list[News]]:
    """The texts of a folder; one that must not be a copy of one text alone is `like` that."""

    def rows(name: str) -> list[dict[str, Any]]:
        with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
            return [json.loads(line) for line in file]

    def news(row: dict[str, Any], place: int) -> News:
        like = (row.get("of") if row.get("label") else row.get("only")) or [None]
        text = "\n".join(row["paras"])
        return News(
            row.get("id") or f"q{place}",
            row["title"],
            text,
            row.get("cls", ""),
            like[0],
            bool(row.get("label")),
        )

    queries = rows("queries")
    known = rows("corpus") + [row for row in queries if row["cls"] == "_index"]
    asked = [row for row in queries if row["cls"] != "_index"]
    return [news(row, at) for at, row in enumerate(known)], [
        news(r, i) for i, r in enumerate(asked)
    ]


def one_round(make: Callable[[], Any], known: list[News], asked: list[News]) -> dict[str, Any]:
    method, called, total = make(), Counter[str](), Counter(news.kind for news in asked)
    begin = time.process_time()
    for news in known:
        method.remember(news)
    remembered = time.process_time()
    for news in asked:
        found = set(method.copies_of(news))
        called[news.kind] += bool(found if news.like is None else found & {news.like})
    done = time.process_time()
    good = {news.kind for news in asked if news.copy}
    right = sum(called[kind] for kind in good)
    return {
        "recall": right / sum(total[kind] for kind in good),
        "precision": right / max(1, called.total()),
        "remembered/s": len(known) / (remembered - begin),
        "asked/s": len(asked) / (done - remembered),
        "called": {kind: called[kind] / total[kind] for kind in total},
    }


def compare(known: list[News], asked: list[News], rounds: int) -> None:
    told: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for _ in range(rounds):
        for name, make in METHODS.items():
            told[name].append(one_round(make, known, asked))
    print(f"{len(known)} texts remembered, {len(asked)} asked about; {rounds} rounds")
    figures = ("recall", "precision", "remembered/s", "asked/s")
    print(f"{'':12}" + "".join(f"{name:>14}" for name in figures))
    for name, found in told.items():
        values = [statistics.median(one[figure] for one in found) for figure in figures]
        print(f"{name:12}" + "".join(f"{v:14.3f}" if v <= 1 else f"{v:14.0f}" for v in values))
    print("\nShare called a duplicate, by kind")
    print(f"{'':18}" + "".join(f"{name:>12}" for name in told))
    for kind in told["newsbot"][0]["called"]:
        shares = "".join(f"{found[0]['called'][kind]:12.2f}" for found in told.values())
        print(f"{kind:18}{shares}")


def fill(url: str, texts: int) -> None:
    """Fills week 0 with rows such as texts leave: keys and samples as random as hashes are."""
    chance, draw = random.Random(3), np.random.default_rng(3)
    with open_texts(url) as store:
        with store.writing() as connection:
            packed = draft("一" * 18, "", 0).without(set()).print.pack()
            TextIndex(connection).put("first", 0, [1], packed, [])
        own = shelf(0)
        for start in range(0, texts, 50_000):
            count = min(50_000, texts - start)
            sketches = draw.bytes(count * 440)
            rows: list[Any] = [
                (start + n + 2, f"{start + n:016d}", sketches[n * 440 : n * 440 + 440])
                for n in range(count)
            ]
            keys = [
                (chance.randrange(1 << 29), start + n + 2) for n in range(count) for _ in range(8)
            ]
            hashes = [(chance.randrange(1 << 40), 1) for _ in range(count * 4)]
            with store.writing() as connection:
                cursor = connection.connection.cursor()
                for table, values in (
                    (own.texts, rows),
                    (own.postings, keys),
                    (own.paragraphs, hashes),
                ):
                    marks = ", ".join("?" * len(values[0]))
                    cursor.executemany(
                        f"INSERT OR IGNORE INTO {table.name} VALUES ({marks})", values
                    )
                cursor.execute("UPDATE shelves SET last = ?", (start + count + 1,))


def measure_store(texts: int) -> None:
    writer = Writer(9)
    lines = [
        orjson.dumps({"id": n.id, "title": n.title, "text": n.text, "published_at": "1970-01-02"})
        for n in (writer.news(f"{place:016d}x") for place in range(3 * MEASURED))
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "texts.db")
        fill(f"sqlite:///{path}", texts)
        with open_texts(f"sqlite:///{path}") as store:
            answers, rates = Answers(), []
            for start in range(0, len(lines), MEASURED):
                begin = time.process_time()
                for line in lines[start : start + MEASURED]:
                    with store.writing() as connection:
                        list(answers.to([line], TextIndex(connection)))
                rates.append(MEASURED / (time.process_time() - begin))
        median = statistics.median(rates)
        print(f"with {texts:,} texts remembered: {median:.0f} more per CPU second")


def measure_bytes(texts: int) -> None:
    """The bytes of a text, all that is written for it."""
    writer = Writer(11)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "texts.db")
        with open_texts(f"sqlite:///{path}") as store:
            before = path.stat().st_size
            for start in range(0, texts, 500):
                with store.writing() as connection:
                    index = TextIndex(connection)
                    for place in range(start, start + 500):
                        n = writer.news(f"{place:016d}")
                        ask(index, n.id, n.title, n.text, 0, probe=False)
            with store.writing() as connection:
                pass
        size = path.stat().st_size
        print(f"{(size - before) / texts:.0f} bytes a text, over {texts:,} texts")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--texts", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--data", type=Path, help="labelled texts instead of invented ones")
    parser.add_argument("--store", action="store_true", help="measure the store instead")
    args = parser.parse_args()
    if args.store:
        measure_store(args.texts)
        measure_bytes(20_000)
        return
    compare(*(labelled(args.data) if args.data else invented(args.texts)), args.rounds)


if __name__ == "__main__":
    main()
