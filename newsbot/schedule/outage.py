"""An outage: the shared server is away. It is told of once when it begins and once when it is over,
not by each of those that ask meanwhile."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import Any

import psycopg
from procrastinate.exceptions import ConnectorException
from psycopg_pool import PoolTimeout

from newsbot.schedule.crew import say

AWAY = (ConnectorException, psycopg.OperationalError, PoolTimeout)
"""What is raised while the server is not to be had."""

TELLERS = ("procrastinate.worker", "procrastinate.utils")
"""Who logs what a job, a heartbeat or a poll raised."""


class Outage:
    """Since when the server is away, if it is."""

    def __init__(self) -> None:
        self.since: float | None = None

    def goes_on(self, fault: BaseException) -> None:
        """Somebody met it."""
        if self.since is None:
            self.since = time.monotonic()
            say(f"the store is away ({reason(fault)}); waiting for it")

    def is_over(self) -> None:
        """Somebody got an answer."""
        if self.since is not None:
            say(f"the store is back after {time.monotonic() - self.since:.0f} s")
            self.since = None


def reason(fault: BaseException) -> str:
    """What the server or the driver said, in one line: procrastinate's own errors say nothing."""
    while isinstance(fault, ConnectorException) and fault.__cause__:
        fault = fault.__cause__
    return next(iter(str(fault).splitlines()), type(fault).__name__)


def is_given_up(fault: BaseException) -> bool:
    """Whether the others took this worker for dead when the server was back before it had said
    so: it is not in the queue's list any more, and enters itself anew."""
    return isinstance(fault.__cause__, psycopg.IntegrityError)


def hush() -> None:
    """Has the libraries not tell of an outage, each in its own words and with tracebacks."""
    for name in TELLERS:
        logging.getLogger(name).addFilter(_is_news)
    asyncio.get_running_loop().set_exception_handler(_handle)


def _is_news(record: logging.LogRecord) -> bool:
    return not (record.exc_info and isinstance(record.exc_info[1], AWAY))


def _handle(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    if not isinstance(context.get("exception"), AWAY):
        loop.default_exception_handler(context)
