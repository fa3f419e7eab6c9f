"""Scrapy's chain of spider middlewares, of plain generators instead of asynchronous ones.

A page's output passes a dozen middlewares. As asynchronous generators, each with another one around
it for its errors, they cost a tenth of a millisecond a page, although none of them waits.
"""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from inspect import isasyncgenfunction
from itertools import islice
from typing import Any

from scrapy.core.spidermw import SpiderMiddlewareManager
from scrapy.http import Response
from scrapy.utils.defer import aiter_errback, iter_errback
from twisted.python.failure import Failure


class Pieces(AsyncIterator[Any]):
    """What a callback gave, for plain loops and for asynchronous ones."""

    def __init__(self, plain: Iterable[Any]) -> None:
        self.plain = _each(plain)

    @classmethod
    async def of(cls, output: Iterable[Any] | AsyncIterator[Any]) -> Pieces:
        """The output's; all of it is awaited first where that is asynchronous."""
        if not isinstance(output, AsyncIterator):
            return cls(output)
        failures: list[Failure] = []
        found = [piece async for piece in aiter_errback(output, failures.append)]
        return cls(_then_raise(found, failures))

    def __iter__(self) -> Iterator[Any]:
        return self.plain

    async def __anext__(self) -> Any:
        for piece in self.plain:
            return piece
        raise StopAsyncIteration


class PlainChain(SpiderMiddlewareManager):
    """Scrapy's manager where all middlewares have a `process_spider_output` that is plain."""

    @classmethod
    def take_over(cls, chain: SpiderMiddlewareManager) -> None:
        """Makes a manager one of these, unless one of its middlewares is only asynchronous."""
        plain = [getattr(mw, "process_spider_output", None) for mw in chain.middlewares]
        if not any(map(isasyncgenfunction, plain)):
            chain.methods["process_spider_output"] = deque(reversed(plain))
            chain.__class__ = cls

    async def _process_callback_output(  # type: ignore[override]
        self, response: Response, result: Pieces
    ) -> Iterator[Any]:
        recovered: list[Iterator[Any]] = []
        guarded = iter_errback(result, self._recover, response, 0, recovered)
        return _followed(self._process_spider_output(response, guarded), recovered)

    def _process_spider_output(  # type: ignore[override]
        self, response: Response, result: Iterable[Any], start_index: int = 0
    ) -> Iterator[Any]:
        recovered: list[Iterator[Any]] = []
        for index, method in self._methods("process_spider_output", start_index):
            result = method(response=response, result=result)
            result = iter_errback(result, self._recover, response, index + 1, recovered)
        return _followed(result, recovered)

    def _recover(
        self, failure: Failure, response: Response, start: int, recovered: list[Iterator[Any]]
    ) -> None:
        """Offers an error to the middlewares from `start` on; raises it where none takes it."""
        error: Any = failure.value
        if getattr(error, "_spidermw_unhandled", False):
            raise error
        recovered.append(self._process_spider_exception(response, error, start))

    def _process_spider_exception(  # type: ignore[override]
        self, response: Response, exception: Any, start_index: int = 0
    ) -> Iterator[Any]:
        for index, method in self._methods("process_spider_exception", start_index):
            result = method(response=response, exception=exception)
            if result is not None:
                return self._process_spider_output(response, result, index + 1)
        exception._spidermw_unhandled = True  # offered to all
        raise exception

    def _methods(self, name: str, start: int) -> Iterator[tuple[int, Callable[..., Any]]]:
        for index, method in enumerate(islice(self.methods[name], start, None), start):
            if method is not None:
                yield index, method


def _each(pieces: Iterable[Any]) -> Iterator[Any]:
    """A generator: it ends at its first error, as not every iterator does."""
    yield from pieces


def _then_raise(pieces: Iterable[Any], failures: Iterable[Failure]) -> Iterator[Any]:
    yield from pieces
    for failure in failures:
        failure.raiseException()


def _followed(pieces: Iterable[Any], recovered: list[Iterator[Any]]) -> Iterator[Any]:
    """What the chain gives, then what came in place of what failed in it."""
    yield from pieces
    for instead in recovered:
        yield from instead
