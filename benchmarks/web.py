"""The page on a store of 100,000 articles: CPU of an answer beside that of its bare SQL, memory.

    python benchmarks/web.py [ARTICLES]

Each round asks for one page over ASGI and runs the statement that answers it on a plain sqlite3
connection, fetching the same rows; medians of interleaved rounds, CPU of this process. Searches
are compared with a plain look through all texts as well: 200 random queries.
"""

from __future__ import annotations

import asyncio
import random
import resource
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote

import orjson
import zstandard
from starlette.applications import Starlette
from starlette.types import Message

from newsbot.errors import BadValue
from newsbot.items import Article, Block
from newsbot.policy.display import Audience
from newsbot.store import Chosen, Store, open_store
from newsbot.store.grams import read_query
from newsbot.store.search import WORDS
from newsbot.web.app import make_app
from newsbot.web.guard import Rate
from newsbot.web.service import Service

NOW = datetime(2026, 3, 24, tzinfo=UTC)
ROUNDS = 40
QUERIES = 200
CATEGORIES = ["world", "society", "finance", "sport", "tech", "health", "ent", "military"]
ROW = "number, first_seen_at, fetched_at, views, duplicate_of, overlaps, document"
NEWEST = "ORDER BY first_seen_at DESC, number DESC LIMIT 31"


def letters(rng: random.Random) -> list[str]:
    """3,000 letters, some much commoner than others, as in a language."""
    return [chr(0x4E00 + n) for n in rng.sample(range(20_000), 3_000)]


def text(rng: random.Random, known: list[str], length: int) -> str:
    """Invented letters in sentences."""
    drawn = rng.choices(known, [1 / (n + 10) for n in range(len(known))], k=length)
    return "".join(c + ("。" if n % 23 == 22 else "") for n, c in enumerate(drawn))


def fill(store: Store, many: int) -> None:
    """Keeps `many` invented articles of 600 letters."""
    rng = random.Random(5)
    known = letters(rng)
    run = store.begin_run("bench", command="bench", now=NOW)
    for n in range(many):
        at = NOW - timedelta(seconds=30 * (many - n))
        words = text(rng, known, 600)
        category = CATEGORIES[n % 8]
        article = Article(
            id=f"a{n}", site="bench", url=f"https://bench.example/{n}", title=words[:20],
            text=words, body=[Block("paragraph", text=words)], summary=words[:80],
            language="zh-Hans", category=category, category_slug=category, source="晨报",
            content_hash=str(n), fetched_at=at, first_seen_at=at, published_at=at,
        )  # fmt: skip
        store.keep(article, [article.url], run)
    store.end_run(run, NOW, "finished", {})


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
    told = [(key, orjson.loads(zstandard.decompress(document))) for key, document in rows]
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


def main(many: int) -> None:
    """Prints the table."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "newsbot.db"
        with open_store(f"sqlite:///{path}") as store:
            fill(store, many)
            took = cpu(store.index)
            print(f"index and stories: {took / many:.2f} CPU-ms an article")
            measure(store, path, many)
            right, asked = exact(store, path)
            print(f"search: {right} of {asked} random queries as a plain scan finds them")


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


def measure(store: Store, path: Path, many: int) -> None:
    """Pages beside their statements."""
    app = make_app(Service(store, Audience(own=True)), local=True, rate=Rate(1e9, 1e9))
    loop = asyncio.new_event_loop()

    def ask(address: str) -> None:
        loop.run_until_complete(answered(app, address))

    plain = sqlite3.connect(path)
    known = letters(random.Random(5))
    two = known[40] + known[60]
    match = read_query(two).match(WORDS["sqlite"])
    cases = {
        "front page": ("/", f"SELECT {ROW} FROM articles {NEWEST}", ()),
        "category": (
            "/?category=sport",
            f"SELECT {ROW} FROM articles WHERE category_slug = 'sport' {NEWEST}",
            (),
        ),
        "search": (
            f"/?q={two}",
            f"SELECT {ROW} FROM search_entries JOIN articles ON number = search_entries.rowid "
            "WHERE search_entries MATCH ? ORDER BY search_entries.rowid DESC LIMIT 31",
            (match,),
        ),
    }
    for name, (address, statement, values) in cases.items():
        ask(address)
        pages, api, sql = [], [], []
        for _ in range(ROUNDS):
            pages.append(cpu(lambda a=address: ask(a)))
            api.append(cpu(lambda a=address: ask("/api/articles" + a[1:])))
            sql.append(cpu(lambda s=statement, v=values: plain.execute(s, v).fetchall()))
        told = [statistics.median(found) for found in (pages, api, sql)]
        print(f"{name:<11} page {told[0]:6.2f}  api {told[1]:6.2f}  bare SQL {told[2]:6.2f} CPU-ms")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{many:,} articles, {path.stat().st_size / 1e6:.0f} MB; peak memory {peak:.0f} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
