"""Spider middlewares whose output is a plain generator (newsbot/chain.py runs it)."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Iterable, Iterator
from types import CoroutineType
from typing import Any

from scrapy.http import Response


class PlainOutput(ABC):
    """A middleware that waits for nothing. What must wait is given as a coroutine of its piece."""

    @abstractmethod
    def process_spider_output(self, response: Response, result: Iterable[Any]) -> Iterator[Any]:
        """What the callback gave, as the next middleware is to see it."""

    async def process_spider_output_async(
        self, response: Response, result: AsyncIterator[Any]
    ) -> AsyncIterator[Any]:
        """The same in Scrapy's own chain: of `scrapy crawl`, or with another middleware that is
        only asynchronous. Here coroutines are awaited."""
        for found in self.process_spider_output(response, [found async for found in result]):
            yield await found if isinstance(found, CoroutineType) else found
