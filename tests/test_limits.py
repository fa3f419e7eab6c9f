"""Connections of a crawl that has ended are closed, in time and once."""

from __future__ import annotations

import asyncio
import time
from types import SimpleNamespace
from typing import Any

import pytest
from twisted.internet.defer import Deferred

from newsbot.network import limits


def closed_by(closing: Deferred[None], meanwhile: Any = lambda: None) -> None:
    handler = limits.BoundedHandler.__new__(limits.BoundedHandler)
    handler._pool = SimpleNamespace(closeCachedConnections=lambda: closing)  # type: ignore[assignment]

    async def close() -> None:
        asyncio.get_running_loop().call_later(0.01, meanwhile)
        await handler.close()

    asyncio.run(asyncio.wait_for(close(), 5))


def test_connections_that_do_not_close_are_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "CLOSE_SECONDS", 0.05)
    closed_by(Deferred())


def test_a_busy_loop_closes_them_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are closed, and the loop hears of it only when their time is over."""
    monkeypatch.setattr(limits, "CLOSE_SECONDS", 0.05)
    closing: Deferred[None] = Deferred()

    def late() -> None:
        closing.callback(None)
        time.sleep(0.1)

    closed_by(closing, late)
    assert closing.called
