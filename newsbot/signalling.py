"""Scrapy's signals, cheap where nobody hears them and in order where somebody does."""

from __future__ import annotations

import asyncio
import logging
from inspect import isawaitable
from typing import Any

from pydispatch import dispatcher  # type: ignore[import-untyped]
from scrapy.signalmanager import SignalManager

logger = logging.getLogger(__name__)


class Heard(SignalManager):
    """Signals that are only sent where somebody hears them: of a page's ten most are not."""

    def send_catch_log(self, signal: Any, **named: Any) -> list[tuple[Any, Any]]:
        """What the receivers gave; errors are logged."""
        heard = _is_heard(signal, named.get("sender", self.sender))
        return super().send_catch_log(signal, **named) if heard else []


class InOrder(Heard):
    """Signals whose receivers are called in order; Scrapy makes a task for each of them."""

    async def send_catch_log_async(self, signal: Any, **named: Any) -> list[tuple[Any, Any]]:
        """What the receivers gave; coroutines among that are awaited, their errors logged."""
        answers = self.send_catch_log(signal, **named)
        awaited = [answer for _, answer in answers if isawaitable(answer)]
        if awaited:
            for found in await asyncio.gather(*awaited, return_exceptions=True):
                if isinstance(found, Exception):
                    logger.error("a receiver of the signal %s failed", signal, exc_info=found)
        return answers


def _is_heard(signal: Any, sender: Any) -> bool:
    for one in (sender, dispatcher.Any):
        heard = dispatcher.connections.get(id(one))
        if heard and (signal in heard or dispatcher.Any in heard):
            return True
    return False
