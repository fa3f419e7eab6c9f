"""Who of all that wait in a process goes on next."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import ClassVar
from weakref import WeakKeyDictionary


class Turns:
    """Lets those who wait go on one by one, one in each round of the event loop."""

    _by_loop: ClassVar[WeakKeyDictionary[asyncio.AbstractEventLoop, Turns]] = WeakKeyDictionary()

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.waiting: deque[asyncio.Future[None]] = deque()
        self.first: deque[asyncio.Future[None]] = deque()
        self.loop = loop
        self.goes_on = False

    @classmethod
    def of_loop(cls) -> Turns:
        """The turns of the loop that runs: all crawls of a process share them."""
        loop = asyncio.get_running_loop()
        if loop not in cls._by_loop:
            cls._by_loop[loop] = cls(loop)
        return cls._by_loop[loop]

    async def wait(self, *, first: bool = False) -> None:
        """Returns when it is the caller's turn; `first`: before all who wait and are not."""
        turn = self.loop.create_future()
        (self.first if first else self.waiting).append(turn)
        if not self.goes_on:
            self.goes_on = True
            self.loop.call_soon(self._next)
        await turn

    def _next(self) -> None:
        waiting = self.first or self.waiting
        self.goes_on = bool(waiting)
        if waiting:
            turn = waiting.popleft()
            if not turn.done():
                turn.set_result(None)
            self.loop.call_soon(self._next)
