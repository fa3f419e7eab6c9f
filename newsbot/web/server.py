"""The server: uvicorn with bounds, and the index kept up to date beside it."""

from __future__ import annotations

import asyncio
import logging
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.applications import Starlette
from uvicorn.protocols.http.h11_impl import H11Protocol

from newsbot.errors import BadValue, NewsbotError
from newsbot.store import Store

logger = logging.getLogger(__name__)

REQUEST_SECONDS = 15.0
"""A request that has not come whole by then is dropped."""

MOST_CONNECTIONS = 200
INDEX_SECONDS = 5.0
INDEX_STEP = 1_000


class PatientProtocol(H11Protocol):
    """uvicorn's HTTP/1.1, which alone waits for ever for the end of a request's head."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Starts the clock."""
        super().connection_made(transport)
        self.loop.call_later(REQUEST_SECONDS, self._drop_if_silent)

    def _drop_if_silent(self) -> None:
        silent = self.cycle is None
        slow = self.cycle is not None and self.cycle.more_body
        if (silent or slow) and not self.transport.is_closing():
            self.transport.abort()


class Indexer:
    """Follows the log of changes while the server runs, so that searches see what is new."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.stopped = threading.Event()
        self.thread = threading.Thread(target=self._run, name="newsbot-index", daemon=True)

    def __enter__(self) -> Indexer:
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopped.set()
        self.thread.join()

    def _run(self) -> None:
        while not self.stopped.is_set():
            try:
                followed = self.store.index(INDEX_STEP)
            except NewsbotError as fault:
                logger.warning("the search index stands still: %s", fault)
                followed = 0
            if followed < INDEX_STEP:
                self.stopped.wait(INDEX_SECONDS)


@contextmanager
def bind(host: str, port: int) -> Iterator[socket.socket]:
    """A listening socket; raises BadValue where the address cannot be had."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listening = socket.socket(family, kind)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
    except OSError as error:
        raise BadValue(f"--host {host} --port {port}: {error.strerror or error}") from error
    with listening:
        yield listening


def run(app: Starlette, store: Store, listening: socket.socket) -> None:
    """Serves until SIGINT or SIGTERM."""
    config = uvicorn.Config(
        app,
        http=PatientProtocol,
        limit_concurrency=MOST_CONNECTIONS,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=5,
        server_header=False,
        proxy_headers=False,
        log_config=None,
        access_log=False,
        lifespan="off",
        ws="none",
    )
    with Indexer(store):
        uvicorn.Server(config).run(sockets=[listening])
