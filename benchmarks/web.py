"""The page on a store of 100,000 articles: CPU of an answer beside that of its bare SQL, memory.

    python benchmarks/web.py [--articles 100000] [--folder FOLDER] [--fast]

The store is made once (in FOLDER, else in a temporary one), in bulk, by a process of its own;
another one serves it. Each round asks for a page over ASGI twice: after a commit to the store, when
it has to be made anew, and once more; beside them runs the statement that answers it on a plain
sqlite3 connection, after a commit too: its rows fetched, and what the page shows of them decoded.
Medians of interleaved rounds, CPU of the process. Searches for words that were never asked before
are measured besides, and 200 random ones compared with a plain look through all texts (not with
--fast).
"""

from __future__ import annotations

import argparse
import asyncio
import random
import resource
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate, islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any
from urllib.parse import quote

import orjson
from starlette.applications import Starlette
from starlette.types import Message

from newsbot.errors import BadValue
from newsbot.items import Article, Block
from newsbot.policy.display import Audience
from newsbot.store import Chosen, Store, documents, log, open_store, stories
from newsbot.store.grams import read_query
from newsbot.store.moments import micros
from newsbot.store.rows import article_row
from newsbot.store.search import WORDS
from newsbot.store.statements import upsert
from newsbot.store.tables import articles
from newsbot.web.app import make_app
from newsbot.web.guard import Rate
from newsbot.web.service import Service

NOW = datetime(2026, 3, 24, tzinfo=UTC)
ROUNDS = 40
QUERIES = 200
CATEGORIES = ["world", "society", "finance", "sport", "tech", "health", "ent", "military"]
SOURCES = [f"第{n}晚报" for n in range(1, 60)]
WITH_STORIES = 5_000
ROW = "articles.number, first_seen_at, views"
NEWEST = "ORDER BY first_seen_at DESC, number DESC LIMIT 31"
FOUND = (
    f"SELECT {ROW}, document FROM search_entries JOIN articles ON number = search_entries.rowid "
    "WHERE search_entries MATCH ? ORDER BY search_entries.rowid DESC LIMIT 31"
)
Decode = Callable[[bytes], object]


def batched(found: Iterator[Article], size: int) -> Iterator[list[Article]]:
    """Articles, `size` at a time."""
    while part := list(islice(found, size)):
        yield part


def letters(rng: random.Random) -> list[str]:
    """3,000 letters, some much commoner than others, as in a language."""
    return [chr(0x4E00 + n) for n in rng.sample(range(20_000), 3_000)]


def text(rng: random.Random, known: list[str], weights: list[float], length: int) -> str:
    """Invented letters in sentences."""
    drawn = rng.choices(known, cum_weights=weights, k=length)
    return "".join(c + ("。" if n % 23 == 22 else "") for n, c in enumerate(drawn))


def articles_of(many: int) -> Iterator[Article]:
    """Invented articles of 600 letters, the newest last."""
    rng = random.Random(5)
    known = letters(rng)
    weights = list(accumulate(1 / (n + 10) for n in range(len(known))))
    for n in range(many):
        at = NOW - timedelta(seconds=30 * (many - n))
        words = text(rng, known, weights, 600)
        category = CATEGORIES[n % 8]
        yield Article(
            id=f"a{n}", site="bench", url=f"https://bench.example/{n}", title=words[:20],
            text=words, body=[Block("paragraph", text=words)], summary=words[:80],
            language="zh-Hans", category=category, category_slug=category,
            source=SOURCES[n * n % len(SOURCES)], content_hash=str(n), fetched_at=at,
            first_seen_at=at, published_at=at,
        )  # fmt: skip


def build(path: Path, many: int) -> None:
    """Fills a store in bulk, without the checks of a crawl, and indexes it; stories only of what
    came last, since they forget the rest."""
    with open_store(f"sqlite:///{path}") as store:
        for part in batched(articles_of(many), 1_000):
            with store.writing() as connection:
                upsert(connection, articles, [article_row(article) for article in part])
                log.tell(connection, {article.id: "upsert" for article in part}, micros(NOW))
        with store.writing() as connection:
            log.advance(connection, stories.CURSOR, max(0, many - WITH_STORIES))
        took = cpu(store.index)
    print(f"index: {took / many:.2f} CPU-ms an article; peak memory {peak():.0f} MB")


def peak() -> float:
    """The most memory that this process took, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def cpu(work: Callable[[], object]) -> float:
    """CPU milliseconds of a call."""
    before = time.process_time()
    work()
    return 1000 * (time.process_time() - before)


def exact(store: Store, path: Path) -> tuple[int, int]:
    """(queries that found what a plain scan finds, queries)."""
    rng = random.Random(9)
    plain = sqlite3.connect(path)
    rows = plain.execute("SELECT id, document FROM articles ORDER BY number DESC LIMIT 1000")
    told = [(key, documents.decode(document)) for key, document in rows]
    texts = [(key, record["title"], record["text"]) for key, record in told]
    since = datetime.fromisoformat(told[-1][1]["first_seen_at"])

    right = asked = 0
    for _ in range(QUERIES):
        source = rng.choice(texts)[2]
        at, length = rng.randrange(500), rng.choice([1, 2, 2, 3, 4])
        words = f'"{source[at : at + length]}"'
        try:
            query = read_query(words)
        except BadValue:
            continue  # only a full stop was drawn
        asked += 1
        expected = [key for key, title, body in texts if query.matches(title, body)]
        got: list[str] = []
        before = None
        while True:
            found = store.search(words, Chosen(since=since), before=before, limit=200)
            got += [one.record["id"] for one in found.kept]
            before = found.behind
            if before is None:
                break
        right += got == expected
    return right, asked


async def answered(app: Starlette, address: str) -> None:
    """Asks the application as a server would, without the server."""
    path, _, query = address.partition("?")
    scope = {
        "type": "http", "method": "GET", "path": path, "raw_path": path.encode(),
        "query_string": quote(query, safe="=&").encode(), "headers": [(b"host", b"127.0.0.1")],
        "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80), "scheme": "http",
        "root_path": "", "http_version": "1.1",
    }  # fmt: skip

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        assert message.get("status", 200) == 200, message

    await app(scope, receive, send)


def statements(known: list[str]) -> Iterator[tuple[str, str, str, tuple[str, ...], Decode]]:
    """(name, address, its statement, values, what decodes the last column)."""
    listed = f"SELECT {ROW}, card FROM articles JOIN cards USING (number)"
    yield "front page", "/", f"{listed} {NEWEST}", (), orjson.loads
    sport = f"{listed} WHERE category_slug = 'sport' {NEWEST}"
    yield "category", "/?category=sport", sport, (), orjson.loads
    words = known[40] + known[60]
    match = read_query(words).match(WORDS["sqlite"])
    yield "search", f"/?q={words}", FOUND, (match,), documents.decode


def bare(plain: sqlite3.Connection, statement: str, values: Any, decode: Decode) -> None:
    """The statement, and what the page shows of its rows."""
    for row in plain.execute(statement, values).fetchall():
        decode(row[-1])


def measure(store: Store, path: Path) -> None:
    """Pages beside their statements."""
    app = make_app(Service(store, Audience(own=True)), local=True, rate=Rate(1e9, 1e9))
    loop = asyncio.new_event_loop()

    def ask(address: str) -> None:
        loop.run_until_complete(answered(app, address))

    plain, other = sqlite3.connect(path), sqlite3.connect(path, isolation_level=None)
    known = letters(random.Random(5))
    print(f"{'CPU-ms':<22}{'anew':>8}{'again':>8}{'API':>8}{'bare':>8}{'times':>14}")
    for name, address, statement, values, decode in statements(known):
        ask(address)
        taken = []
        for n in range(ROUNDS):
            other.execute("REPLACE INTO cursors VALUES ('bench', ?)", (2 * n,))
            anew, again = cpu(lambda a=address: ask(a)), cpu(lambda a=address: ask(a))
            api = cpu(lambda a=address: ask("/api/articles" + a[1:]))
            other.execute("REPLACE INTO cursors VALUES ('bench', ?)", (2 * n + 1,))
            sql = cpu(lambda s=statement, v=values, d=decode: bare(plain, s, v, d))
            taken.append((anew, again, api, sql))
        show(name, taken)
    show("new searches", [*new_searches(ask, plain, known)])


def new_searches(
    ask: Callable[[str], None], plain: sqlite3.Connection, known: list[str]
) -> Iterator[tuple[float, float, float, float]]:
    """Two-letter words that nobody asked for before."""
    rng = random.Random(11)
    for _ in range(ROUNDS):
        words = "".join(rng.choices(known[:200], k=2))
        match = read_query(words).match(WORDS["sqlite"])
        anew, again = cpu(lambda q=words: ask(f"/?q={q}")), cpu(lambda q=words: ask(f"/?q={q}"))
        api = cpu(lambda q=words: ask(f"/api/search?q={q}"))
        yield anew, again, api, cpu(lambda m=match: bare(plain, FOUND, (m,), documents.decode))


def show(name: str, taken: list[tuple[float, float, float, float]]) -> None:
    """A line of medians, and how many times the bare statement the pages took."""
    anew, again, api, sql = (statistics.median(column) for column in zip(*taken, strict=True))
    times = f"{anew / sql:.1f} / {again / sql:.1f}"
    print(f"{name:<22}{anew:8.2f}{again:8.2f}{api:8.2f}{sql:8.2f}{times:>14}")


def serve(path: Path, fast: bool) -> None:
    """Measures pages and memory, then whether searches are exact."""
    with open_store(f"sqlite:///{path}") as store:
        measure(store, path)
        (many,) = sqlite3.connect(path).execute("SELECT count(*) FROM articles").fetchone()
        print(f"{many:,} articles, {path.stat().st_size / 1e6:.0f} MB; peak memory {peak():.0f} MB")
        if fast:
            return
        right, asked = exact(store, path)
        print(f"search: {right} of {asked} random queries as a plain scan finds them")


def main(many: int, folder: Path, *, fast: bool) -> None:
    """Each part in a process of its own, so that its memory is its own."""
    path = folder / f"newsbot-{many}.db"
    alone = get_context("spawn")
    for part in ([] if path.exists() else [(build, (path, many))]) + [(serve, (path, fast))]:
        process = alone.Process(target=part[0], args=part[1])
        process.start()
        process.join()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--folder", type=Path, help="where the store is kept for another run")
    parser.add_argument("--fast", action="store_true", help="no comparison of searches")
    given = parser.parse_args()
    if given.folder:
        main(given.articles, given.folder, fast=given.fast)
    else:
        with tempfile.TemporaryDirectory() as made:
            main(given.articles, Path(made), fast=given.fast)
