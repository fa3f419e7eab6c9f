"""The store beside plain sqlite3 that does the same work: python benchmarks/store.py

CPU-seconds of this process, medians of interleaved rounds. Prints ratios; nothing is asserted.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from time import process_time

import orjson
import zstandard
from sqlalchemy import event

from newsbot.items import Article, Block, ListingEntry
from newsbot.records import record
from newsbot.store import Store, open_store
from newsbot.store.identity import key_hash

ROUNDS, ARTICLES, BATCH = 7, 1_000, 50
ADDRESSES, LOOKED_UP, PAGE = 1_000_000, 20_000, 40
NOW = datetime(2026, 1, 1, tzinfo=UTC)
TEXT = "一段编出来的正文，说的是一座并不存在的桥。" * 60


def articles(first: int) -> list[Article]:
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
        for number in range(first, first + ARTICLES)
    ]


def timed(work: Callable[[], None]) -> float:
    """CPU-seconds of some work."""
    began = process_time()
    work()
    return process_time() - began


# --- Upserts ----------------------------------------------------------------------------------

PLAIN = """
PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;
CREATE TABLE articles (number INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, site TEXT, url TEXT,
  title TEXT, category_slug TEXT, source TEXT, language TEXT, status TEXT, version INTEGER,
  text_key INTEGER, published_at INTEGER, first_seen_at INTEGER, fetched_at INTEGER,
  visited_at INTEGER, visits INTEGER, views INTEGER, document BLOB);
CREATE INDEX articles_by_text ON articles (text_key);
CREATE INDEX articles_by_time ON articles (first_seen_at, number);
CREATE TABLE keys (key INTEGER PRIMARY KEY, article INTEGER, rule INTEGER) WITHOUT ROWID;
CREATE TABLE observations (article INTEGER, at INTEGER, origin INTEGER, views INTEGER,
  exact INTEGER, believed INTEGER, PRIMARY KEY (article, at, origin)) WITHOUT ROWID;
CREATE TABLE changes (article_id TEXT PRIMARY KEY, seq INTEGER UNIQUE, told_seq INTEGER, op TEXT,
  at INTEGER);
CREATE TABLE pending (key INTEGER PRIMARY KEY);
"""
UPSERT = """INSERT INTO articles (id, site, url, title, language, status, version, text_key,
  first_seen_at, fetched_at, visited_at, visits, views, document)
  VALUES (?,?,?,?,?,?,?,?,?,?,?,1,?,?)
  ON CONFLICT (id) DO UPDATE SET title = excluded.title, document = excluded.document,
  version = excluded.version, fetched_at = excluded.fetched_at, visits = visits + 1
  RETURNING number"""


class Plain:
    """The same rows in the same tables by hand: what no program can do without."""

    def __init__(self, path: Path) -> None:
        self.db = sqlite3.connect(path, isolation_level=None)
        self.db.executescript(PLAIN)
        self.seq = 0

    def keep(self, kept: list[Article]) -> None:
        """Upserts articles in batches, with key, view count, change and what waits."""
        for start in range(0, len(kept), BATCH):
            self.db.execute("BEGIN IMMEDIATE")
            for article in kept[start : start + BATCH]:
                self._keep(article)
            self.db.execute("COMMIT")

    def _keep(self, article: Article) -> None:
        assert article.fetched_at
        at = int(article.fetched_at.timestamp() * 1e6)
        document = zstandard.compress(orjson.dumps(record(article)), 1)
        key = key_hash("s", article.url[17:])
        text = key_hash("s", str(article.content_hash))
        head = (article.id, article.site, article.url, article.title, article.language)
        more = (article.status, article.version, text, at, at, at, article.view_count, document)
        [(number,)] = self.db.execute(UPSERT, (*head, *more)).fetchall()
        self.db.execute("INSERT OR IGNORE INTO keys VALUES (?, ?, 1)", (key, number))
        self.db.execute(
            "REPLACE INTO observations VALUES (?, ?, 0, ?, 1, 1)", (number, at, article.view_count)
        )
        self.db.execute("DELETE FROM pending WHERE key = ?", (key,))
        self.seq += 1
        self.db.execute(
            "REPLACE INTO changes VALUES (?, ?, ?, 'upsert', ?)",
            (article.id, self.seq, self.seq, at),
        )


def upserts(folder: Path) -> None:
    """Half of the rounds insert, half update."""
    store, plain = open_store(f"sqlite:///{folder}/store.db"), Plain(folder / "plain.db")
    run = store.begin_run("s", command="benchmark", now=NOW)

    def ours(kept: list[Article]) -> None:
        for number, article in enumerate(kept, 1):
            store.keep(article, [article.url[17:]], run)
            if number % BATCH == 0:
                store.flush()

    for name, updates in (("inserted", False), ("updated", True)):
        mine, theirs = [], []
        for turn in range(ROUNDS):
            kept = articles(turn * ARTICLES)
            if updates:
                kept = [replace(article, title=f"{article.title}，改") for article in kept]
            mine.append(timed(lambda kept=kept: ours(kept)))  # type: ignore[misc]
            theirs.append(timed(lambda kept=kept: plain.keep(kept)))  # type: ignore[misc]
        ratio = median(mine) / median(theirs)
        print(
            f"articles {name} at batch {BATCH}: {ARTICLES / median(mine):,.0f}/CPU-s, plain "
            f"sqlite3 {ARTICLES / median(theirs):,.0f}/CPU-s: {ratio:.2f}x its CPU (goal 1.5)"
        )
    store.close()


# --- Known addresses --------------------------------------------------------------------------


def known_addresses(folder: Path) -> None:
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
    look_ups(store, path)
    listing_page(store)
    store.close()


def look_ups(store: Store, path: Path) -> None:
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
    for _ in range(ROUNDS):
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
        store.engine, "before_cursor_execute", lambda *told: statements.append(str(told[2]))
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
    with tempfile.TemporaryDirectory() as folder:
        upserts(Path(folder))
        known_addresses(Path(folder))


if __name__ == "__main__":
    main()
