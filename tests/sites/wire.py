"""Invented wire news for tests of near-duplicates, and the crawls that keep it.

As a script, in processes of its own:

    python wire.py twice STORE COUNT    two processes keep the two copies of each story at once
    python wire.py kill STORE ROUNDS    a process that keeps copies is killed, again and again
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from newsbot.copies import Copies
from newsbot.dedupe.fingerprint import draft
from newsbot.fields import content_hash
from newsbot.items import Article
from newsbot.store import Store, open_store

MORNING = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)

_pick = random.Random(7)
_signs = [chr(point) for point in range(0x4E00, 0x7E00)]
WORDS = ["".join(_pick.choices(_signs, k=2)) for _ in range(4000)]


def story(seed: int, paragraphs: int = 5) -> tuple[str, str]:
    """(headline, text) of an invented story, the same for the same seed."""
    pick = random.Random(seed)

    def sentence() -> str:
        parts = ["".join(pick.choices(WORDS, k=pick.randint(3, 7))) for _ in range(3)]
        return "，".join(parts) + (
            f"，共{pick.randint(3, 900)}件。" if pick.random() < 0.3 else "。"
        )

    lines = ["".join(sentence() for _ in range(3)) for _ in range(paragraphs)]
    return "".join(pick.choices(WORDS, k=6)), "\n".join(lines)


def article(
    site: str, number: int, *, text: str | None = None, after: int = 0, source: str | None = None
) -> Article:
    """A site's article on story `number`, published `after` minutes into the morning."""
    title, own = story(number)
    at = MORNING + timedelta(minutes=after)
    told = text if text is not None else own
    return Article(
        id=f"{site}-{number}",
        site=site,
        url=f"https://{site}.example/{number}",
        title=title,
        text=told,
        published_at=at,
        fetched_at=at,
        first_seen_at=at,
        source=source,
        content_hash=content_hash(told),
    )


def keep(store: Store, run: object, copies: Copies, item: Article) -> Article:
    """What the pipelines do with an article, from Link to Remember."""
    look = copies.look(item)
    item.duplicate_of = copies.original(item, look)
    item.overlaps = list(look.verdict.overlaps)
    store.keep(item, [item.url], run)  # type: ignore[arg-type]
    copies.remember(item)
    return item


def crawl(url: str, site: str, numbers: Iterable[int], began: int | None = None) -> None:
    """Keeps a site's articles on these stories; tells the pipe `began` when the first are in."""
    with open_store(url) as store:
        run = store.begin_run(site, command="crawl", now=datetime.now(UTC), lease_seconds=0)
        copies = Copies.of(store)
        for place, number in enumerate(numbers, 1):
            keep(store, run, copies, article(site, number))
            if began is not None and place % 4 == 0:
                store.flush()
                os.write(began, b".")
        store.flush()


def forked(url: str, site: str, numbers: Iterable[int], began: int | None = None) -> int:
    """A process that crawls; its id."""
    draft(*story(0), 0)  # the tables of letters are made once, not in every process
    child = os.fork()
    if not child:
        crawl(url, site, numbers, began)
        os._exit(0)
    return child


def twice(url: str, count: int) -> None:
    """Two processes keep the same stories in the same order."""
    open_store(url).close()
    children = [forked(url, site, range(count)) for site in ("one", "two")]
    assert all(os.waitpid(child, 0)[1] == 0 for child in children)


def kill(url: str, rounds: int) -> None:
    """Each round keeps a site's copies of the stories and is killed somewhere in between."""
    pick = random.Random(rounds)
    for place in range(rounds):
        reads, writes = os.pipe()
        numbers = [number % 24 for number in range(place, place + 48)]
        child = forked(url, f"site{place % 5}", numbers, writes)
        os.read(reads, 1)
        time.sleep(pick.uniform(0, 0.25))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


if __name__ == "__main__":
    {"twice": twice, "kill": kill}[sys.argv[1]](sys.argv[2], int(sys.argv[3]))
