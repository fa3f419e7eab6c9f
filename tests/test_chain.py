"""The plain chain of spider middlewares gives what Scrapy's own gives, whatever breaks where."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scrapy import Request
from scrapy.core.spidermw import SpiderMiddlewareManager
from scrapy.http import Response
from scrapy.utils.test import get_crawler

from newsbot.chain import Pieces, PlainChain
from newsbot.middlewares.plain import PlainOutput

NEVER = 9
"""A piece that no callback gives."""


@dataclass
class Link(PlainOutput):
    """A middleware that breaks at its piece `at`, or at its end; and that may take errors."""

    name: str
    at: int = NEVER
    at_end: bool = False
    takes: tuple[int, ...] | None = None
    told: list[str] = field(default_factory=list)

    def process_spider_output(self, response: Response, result: Iterable[Any]) -> Iterator[Any]:
        for number, piece in enumerate(result):
            if number == self.at:
                raise ValueError(f"{self.name} at {number}")
            yield f"{piece}{self.name}"
        self.told.append(f"{self.name} ended")
        if self.at_end:
            raise LookupError(f"{self.name} at its end")

    def process_spider_exception(self, response: Response, exception: Exception) -> Any:
        self.told.append(f"{self.name} hears {exception}")
        return self.takes


class Streaming(Link):
    """Its asynchronous form takes piece by piece, as its plain form does."""

    async def process_spider_output_async(
        self, response: Response, result: AsyncIterator[Any]
    ) -> AsyncIterator[Any]:
        number = 0
        async for piece in result:
            if number == self.at:
                raise ValueError(f"{self.name} at {number}")
            yield f"{piece}{self.name}"
            number += 1
        self.told.append(f"{self.name} ended")
        if self.at_end:
            raise LookupError(f"{self.name} at its end")


def run(links: list[dict[str, Any]], call: Callable[..., Any], *, plain: bool) -> list[str]:
    """What came out of a chain, what its middlewares heard, and what it raised at last."""
    told: list[str] = []
    manager = SpiderMiddlewareManager(
        *(
            Streaming(name=name, told=told, **link)
            for name, link in zip("abcd", links, strict=False)
        ),
        crawler=get_crawler(),
    )
    if plain:
        PlainChain.take_over(manager)
        assert type(manager) is PlainChain

    async def scrape(response: Any, request: Request) -> Any:
        return await Pieces.of(call()) if plain else call()

    async def crawl() -> None:
        response = Response("https://n.example/1")
        found = await manager.scrape_response_async(scrape, response, Request(response.url))
        if plain:
            for piece in found:
                told.append(f"gave {piece}")
        else:
            async for piece in found:
                told.append(f"gave {piece}")

    try:
        asyncio.run(crawl())
    except (ValueError, LookupError, ArithmeticError) as error:
        told.append(f"raised {error}")
    return told


LINK = st.fixed_dictionaries(
    {},
    optional={
        "at": st.integers(0, 3),
        "at_end": st.booleans(),
        "takes": st.sampled_from([(), (7,), (7, 8)]),
    },
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(LINK, min_size=1, max_size=4),
    st.integers(0, 3),
    st.sampled_from(["whole", "breaks", "at once"]),
)
def test_it_gives_tells_and_raises_what_scrapys_does(
    links: list[dict[str, Any]], pieces: int, how: str
) -> None:
    def call() -> Iterable[int]:
        if how == "at once":
            raise ArithmeticError("the callback broke at once")
        return output()

    def output() -> Iterator[int]:
        yield from range(pieces)
        if how == "breaks":
            raise ArithmeticError("the callback broke")

    expected, got = run(links, call, plain=False), run(links, call, plain=True)
    assert got == expected, f"{links} {pieces} {how}: expected {expected}, got {got}"


@pytest.mark.parametrize("breaks", [False, True])
def test_an_asynchronous_callback_is_awaited_first(breaks: bool) -> None:
    async def output() -> AsyncIterator[int]:
        for number in range(2):
            await asyncio.sleep(0)
            yield number
        if breaks:
            raise ArithmeticError("the callback broke")

    got = run([{"takes": (7,)}], output, plain=True)
    recovered = ["a hears the callback broke", "a ended", "gave 7"] if breaks else ["a ended"]
    assert got == ["gave 0a", "gave 1a", *recovered]


def test_a_middleware_that_is_only_asynchronous_leaves_the_chain_to_scrapy() -> None:
    class Waits:
        async def process_spider_output(
            self, response: Response, result: AsyncIterator[Any]
        ) -> AsyncIterator[Any]:
            async for piece in result:
                await asyncio.sleep(0)
                yield piece

    manager = SpiderMiddlewareManager(Waits(), Link("a"), crawler=get_crawler())
    PlainChain.take_over(manager)
    assert type(manager) is SpiderMiddlewareManager

    async def scrape(response: Any, request: Request) -> Pieces:
        return await Pieces.of(range(3))

    async def crawl() -> list[Any]:
        response = Response("https://n.example/1")
        found = await manager.scrape_response_async(scrape, response, Request(response.url))
        return [piece async for piece in found]

    assert asyncio.run(crawl()) == ["0a", "1a", "2a"]


def test_a_piece_that_must_wait_is_awaited_in_scrapys_own_chain() -> None:
    class Late(PlainOutput):
        def process_spider_output(self, response: Response, result: Iterable[Any]) -> Iterator[Any]:
            for piece in result:
                yield piece if piece else self.later(piece)

        async def later(self, piece: Any) -> str:
            await asyncio.sleep(0)
            return f"late {piece}"

    manager = SpiderMiddlewareManager(Link("a"), Late(), crawler=get_crawler())

    async def scrape(response: Any, request: Request) -> Any:
        return range(2)

    async def crawl() -> list[Any]:
        response = Response("https://n.example/1")
        found = await manager.scrape_response_async(scrape, response, Request(response.url))
        return [piece async for piece in found]

    assert asyncio.run(crawl()) == ["late 0a", "1a"]
