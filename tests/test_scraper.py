"""Pages are read one by one: one parsed page at a time, and nobody waits for one that waits."""

from __future__ import annotations

import asyncio
import logging
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pydispatch import dispatcher
from scrapy import signals

from newsbot.signalling import Heard, InOrder
from newsbot.turns import Turns

ROUNDS = 12


async def rounds(seen: list[str]) -> None:
    """Notes each round of the loop."""
    for _ in range(ROUNDS):
        seen.append("round")
        await asyncio.sleep(0)


async def page(name: str, seen: list[str]) -> None:
    await Turns.of_loop().wait()
    seen.append(name)


def test_those_who_wait_go_on_in_order_and_the_loop_goes_round_between_them() -> None:
    seen: list[str] = []

    async def all_at_once() -> None:
        await asyncio.gather(*(page(name, seen) for name in "abc"), rounds(seen))

    asyncio.run(all_at_once())
    pages = [at for at, name in enumerate(seen) if name != "round"]
    assert [seen[at] for at in pages] == ["a", "b", "c"]
    between = [seen[before + 1 : after] for before, after in pairwise(pages)]
    assert all(between), f"pages without a round of the loop between them: {seen}"


def test_who_comes_first_goes_before_those_who_wait() -> None:
    seen: list[str] = []

    async def at_the_door(name: str) -> None:
        await Turns.of_loop().wait()
        seen.append(name)
        await Turns.of_loop().wait(first=True)
        seen.append(f"{name} again")

    async def all_at_once() -> None:
        await asyncio.gather(*(at_the_door(name) for name in "abc"))

    asyncio.run(all_at_once())
    assert seen == ["a", "a again", "b", "b again", "c", "c again"]


def test_whoever_gave_up_holds_nobody_up() -> None:
    seen: list[str] = []

    async def one_gives_up() -> None:
        waiting = [asyncio.ensure_future(page(name, seen)) for name in "abc"]
        await asyncio.sleep(0)
        waiting[0].cancel()
        waiting[1].cancel()
        await asyncio.wait(waiting, timeout=5)
        await asyncio.wait_for(page("d", seen), timeout=5)

    asyncio.run(one_gives_up())
    assert seen == ["c", "d"]


def test_receivers_are_called_in_order_and_a_broken_one_stops_no_other(
    caplog: pytest.LogCaptureFixture,
) -> None:
    told: list[str] = []

    def first(item: str) -> None:
        told.append(f"first {item}")
        raise ValueError("the first one broke")

    async def second(item: str) -> None:
        await asyncio.sleep(0)
        told.append(f"second {item}")
        raise LookupError("so did the second")

    def third(item: str) -> None:
        told.append(f"third {item}")

    sender = InOrder("somebody")
    for receiver in (first, second, third):
        sender.connect(receiver, signals.item_scraped)
    with caplog.at_level(logging.ERROR):
        asyncio.run(sender.send_catch_log_async(signals.item_scraped, item="x"))
    assert told == ["first x", "third x", "second x"]
    broken = [repr(record.exc_info[1]) for record in caplog.records if record.exc_info]
    assert broken == ["ValueError('the first one broke')", "LookupError('so did the second')"]


def test_whoever_comes_later_is_told_and_whoever_left_is_not() -> None:
    told: list[str] = []

    def hears(item: str) -> None:
        told.append(item)

    crawl, other = Heard("a crawl"), Heard("another")
    assert crawl.send_catch_log(signals.item_scraped, item="unheard") == []
    crawl.connect(hears, signals.item_scraped)
    assert crawl.send_catch_log(signals.item_scraped, item="heard") == [(hears, None)]
    assert other.send_catch_log(signals.item_scraped, item="of another crawl") == []
    assert crawl.send_catch_log(signals.item_dropped, item="another signal") == []
    crawl.disconnect(hears, signals.item_scraped)
    assert crawl.send_catch_log(signals.item_scraped, item="unheard") == []
    crawl.connect(hears, dispatcher.Any, sender=dispatcher.Any)
    crawl.send_catch_log(signals.item_scraped, item="by whoever hears all")
    assert told == ["heard", "by whoever hears all"]
    crawl.disconnect(hears, dispatcher.Any, sender=dispatcher.Any)


COUNTING = """
import atexit, sys, weakref
from newsbot.page.document import Document
alive, most, make = weakref.WeakSet(), [0], Document.__init__
def counted(self, *given, **named):
    make(self, *given, **named)
    alive.add(self)
    most.append(max(most.pop(), len(alive)))
Document.__init__ = counted
atexit.register(lambda: print("most", *most))
from newsbot.commandline import main
main(sys.argv[1:])
"""


def test_one_page_is_in_memory_at_a_time(serve: Any, tmp_path: Path) -> None:
    server = serve("theme", categories=2, pages=2, entries=12)
    words = ["crawl", "daydaynews", "-a", f"base_url={server.base_url}", "-s", "DOWNLOAD_DELAY=0"]
    many = ["-s", "CONCURRENT_REQUESTS_PER_DOMAIN=12"]
    command = [sys.executable, "-c", COUNTING, *words, *many]
    done = subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.split() == ["most", "1"]
