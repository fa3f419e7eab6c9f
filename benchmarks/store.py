"""The store beside plain sqlite3 that does the same work: python benchmarks/store.py [--rounds 7]

CPU-seconds of this process, medians of interleaved rounds. Prints ratios; nothing is asserted.
"""

from __future__ import annotations

import argparse
import sqlite3
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from time import process_time

from sqlalchemy import event

from newsbot.items import Article, Block, ListingEntry
from newsbot.records import record
from newsbot.store import Store, documents, open_store, search
from newsbot.store.identity import key_hash

ARTICLES, BATCH = 1_000, 50
PARTS, PART = 60, 200
ADDRESSES, LOOKED_UP, PAGE = 1_000_000, 20_000, 40
NOW = datetime(2026, 1, 1, tzinfo=UTC)
TEXT = "一段编出来的正文，说的是一座并不存在的桥。" * 60


def articles(first: int, count: int = ARTICLES) -> list[Article]:
    """Invented articles of 1,300 characters."""
    return [
        Article(
            id=f"id{number:012}",
            site="s",
            url=f"https://s.example/a/{number}.html",
            title=f"第{number}号标题",
            text=f"{number}{TEXT}",
            body=[Block("paragraph", text=f"{number}{TEXT}")],
            content_hash=f"{number:032x}",
            fetched_at=NOW + timedelta(seconds=number),
            first_seen_at=NOW,
            view_count=number,
            language="zh-Hans",
        )
        for number in range(first, first + count)
    ]


def timed(work: Callable[[], None]) -> float:
    """CPU-seconds of some work."""
    began = process_time()
    work()
    return process_time() - began


# --- Upserts ----------------------------------------------------------------------------------

PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON"
SCHEMA = """SELECT sql FROM sqlite_master WHERE sql IS NOT NULL
  AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'search_entries_%'"""
UPSERT = """INSERT INTO articles (id, site, url, title, category_slug, source, language, status,
  version, text_key, published_at, first_seen_at, fetched_at, visited_at, visits, views,
  duplicate_of, overlaps, document) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,1,?,?,?,?)
  ON CONFLICT (id) DO UPDATE SET site = excluded.site, url = excluded.url, title = excluded.title,
  category_slug = excluded.category_slug, source = excluded.source, language = excluded.language,
  status = excluded.status, version = excluded.version, text_key = excluded.text_key,
  published_at = excluded.published_at, fetched_at = excluded.fetched_at,
  visited_at = excluded.visited_at, document = excluded.document, visits = visits + 1
  RETURNING number, views"""
OTHERS = {
    "key": "INSERT OR IGNORE INTO keys (key, article, rule) VALUES (?, ?, 1)",
    "known": "DELETE FROM addresses WHERE key = ?",
    "done": "DELETE FROM pending WHERE key = ?",
    "count": "REPLACE INTO observations VALUES (?, ?, 0, ?, 1, 1)",
    "most": "UPDATE articles SET views = ? WHERE number = ?",
    "told": "REPLACE INTO changes (article_id, seq, told_seq, op, at)"
    " VALUES (?, ?, ?, 'upsert', ?)",
}


class Plain:
    """The same rows in the same tables with the same indexes, by hand: what nobody can do
    without. The tables are those of a store; what needs no answer is written many at once."""

    def __init__(self, path: Path, store: Path) -> None:
        self.db = sqlite3.connect(path, isolation_level=None)
        self.db.executescript(PRAGMAS)
        search.prepare(self.db)
        with sqlite3.connect(store) as made:
            for (sql,) in made.execute(SCHEMA):
                self.db.execute(sql)
        self.db.execute("INSERT INTO counters VALUES ('seq', 0)")
        self.seq = 0

    def keep(self, kept: list[Article]) -> None:
        """Upserts articles in batches, with key, view count, change and what waits."""
        for start in range(0, len(kept), BATCH):
            self.db.execute("BEGIN IMMEDIATE")
            rows: dict[str, list[tuple[object, ...]]] = {name: [] for name in OTHERS}
            for article in kept[start : start + BATCH]:
                self._keep(article, rows)
            for name, sql in OTHERS.items():
                self.db.executemany(sql, rows[name])
            self.db.execute("UPDATE counters SET value = ? WHERE name = 'seq'", (self.seq,))
            self.db.execute("COMMIT")

    def _keep(self, article: Article, rows: dict[str, list[tuple[object, ...]]]) -> None:
        assert article.fetched_at
        assert article.first_seen_at
        at = int(article.fetched_at.timestamp() * 1e6)
        born = int(article.first_seen_at.timestamp() * 1e6)
        document = documents.encode(record(article))
        key = key_hash("s", article.url[17:])
        text = key_hash("s", f"text:{article.content_hash}")
        head = (article.id, article.site, article.url, article.title, None, None, article.language)
        more = (article.status, article.version, text, None, born, at, at)
        last = (article.view_count, None, None, document)
        [(number, views)] = self.db.execute(UPSERT, (*head, *more, *last)).fetchall()
        rows["key"].append((key, number))
        rows["known"].append((key,))
        rows["done"].append((key,))
        rows["count"].append((number, at, article.view_count))
        if article.view_count > views:
            rows["most"].append((article.view_count, number))
        self.seq += 1
        rows["told"].append((article.id, self.seq, self.seq, at))


def upserts(folder: Path) -> None:
    """Half of the rounds insert, half update."""
    store = open_store(f"sqlite:///{folder}/store.db")
    plain = Plain(folder / "plain.db", folder / "store.db")
    run = store.begin_run("s", command="benchmark", now=NOW)

    def ours(kept: list[Article]) -> None:
        for number, article in enumerate(kept, 1):
            store.keep(article, [article.url[17:]], run)
            if number % BATCH == 0:
                store.flush()

    for name, updates in (("inserted", False), ("updated", True)):
        mine, theirs = [], []
        for turn in range(PARTS):
            kept = articles(turn * PART, PART)
            if updates:
                kept = [replace(article, title=f"{article.title}，改") for article in kept]
            works = [
                (mine, lambda kept=kept: ours(kept)),
                (theirs, lambda kept=kept: plain.keep(kept)),
            ]
            for figures, work in works[:: 1 if turn % 2 else -1]:
                figures.append(timed(work))
        ratio = median(one / other for one, other in zip(mine, theirs, strict=True))
        print(
            f"articles {name} at batch {BATCH}: {PART / median(mine):,.0f}/CPU-s, plain "
            f"sqlite3 {PART / median(theirs):,.0f}/CPU-s: {ratio:.2f}x its CPU (goal 1.5)"
        )
    store.close()


# --- Known addresses --------------------------------------------------------------------------


def known_addresses(folder: Path, rounds: int) -> None:
    """A million of them: bytes each, look-up beside a bare SELECT, a listing's page."""
    store = open_store(f"sqlite:///{folder}/known.db")
    run = store.begin_run("s", command="benchmark", now=NOW)
    [first] = articles(0)[:1]
    store.keep(first, ["/first"], run)
    store.flush()
    pages = "SELECT sum(pgsize) FROM dbstat WHERE name = 'keys'"
    path = folder / "known.db"
    for start in range(0, ADDRESSES, 10_000):
        store.alias("s", [f"/a/{n}.html" for n in range(start, start + 10_000)], first.id)
    store.flush()
    with sqlite3.connect(path) as plain:
        try:
            size = plain.execute(pages).fetchone()[0]
        except sqlite3.OperationalError:  # this SQLite was built without dbstat
            plain.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            size = path.stat().st_size
    print(f"{ADDRESSES:,} known addresses: {size / ADDRESSES:.1f} bytes each (goal 20)")
    look_ups(store, path, rounds)
    listing_page(store)
    store.close()


def look_ups(store: Store, path: Path, rounds: int) -> None:
    """40 at a time, as a listing asks for them; the bare SELECT is asked the same way."""
    plain = sqlite3.connect(path)
    names = [f"/a/{n * 37 % (2 * ADDRESSES)}.html" for n in range(LOOKED_UP)]
    parts = [names[start : start + PAGE] for start in range(0, len(names), PAGE)]
    marks = ",".join("?" * PAGE)
    query = f"SELECT key, article FROM keys WHERE key IN ({marks})"

    def ours() -> None:
        for part in parts:
            store.known("s", part)

    def bare() -> None:
        for part in parts:
            plain.execute(query, [key_hash("s", name) for name in part]).fetchall()

    def by_one() -> None:
        for name in names:
            plain.execute(
                "SELECT article FROM keys WHERE key = ?", (key_hash("s", name),)
            ).fetchone()

    figures: dict[str, list[float]] = {"ours": [], "bare": [], "by one": []}
    for _ in range(rounds):
        for name, work in (("ours", ours), ("bare", bare), ("by one", by_one)):
            figures[name].append(timed(work) / LOOKED_UP * 1e6)
    mine, theirs, single = (median(figures[name]) for name in ("ours", "bare", "by one"))
    print(
        f"look-up: {mine:.1f} us an address, of {PAGE} at once; bare SELECT of {PAGE} "
        f"{theirs:.1f} us ({mine / theirs:.1f}x), bare SELECT of one {single:.1f} us "
        f"({mine / single:.1f}x; goal 3)"
    )
    plain.close()


def listing_page(store: Store) -> None:
    """How many statements decide a known page of 40 entries."""
    statements: list[str] = []
    event.listen(
        store.engine, "checkout", lambda raw, *_: raw.set_trace_callback(statements.append)
    )
    store.known("s", [f"/a/{n}.html" for n in range(PAGE)])
    asked = [s for s in statements if s.startswith("SELECT")]
    print(f"a known listing page of {PAGE} entries: {len(asked)} statements (goal 3)")
    entry = ListingEntry("https://s.example/a/0.html", "s", "https://s.example/", NOW)
    shown = {f"/a/{n}.html": entry for n in range(PAGE)}
    ids = dict.fromkeys(shown, "id000000000000")
    began = process_time()
    for _ in range(100):
        store.listed("s", shown, ids, ())
        store.flush()
    print(f"noting such a page: {(process_time() - began) * 10:.1f} CPU-ms")


def main() -> None:
    """Everything, in a temporary folder."""
    parser = argparse.ArgumentParser(description=__doc__.partition(":")[0])
    parser.add_argument("--rounds", type=int, default=7, help="of look-ups")
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        upserts(Path(folder))
        known_addresses(Path(folder), rounds)


if __name__ == "__main__":
    main()
