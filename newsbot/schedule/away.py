"""The queue's server is away: which errors say so, and that its libraries do not."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import psycopg
from procrastinate.exceptions import ConnectorException
from psycopg_pool import PoolTimeout

AWAY = (ConnectorException, psycopg.OperationalError, PoolTimeout)
"""What is raised while the server is not to be had."""

TELLERS = ("procrastinate.worker", "procrastinate.utils")
"""Who logs what a job, a heartbeat or a poll raised."""


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
