"""The server: uvicorn with bounds, and the index kept up to date beside it."""

from __future__ import annotations

import asyncio
import logging
import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from types import FrameType

import h11
import uvicorn
from starlette.applications import Starlette
from uvicorn.protocols.http.h11_impl import H11Protocol

from newsbot.errors import BadValue, NewsbotError
from newsbot.store import Store, patience

logger = logging.getLogger(__name__)

REQUEST_SECONDS = 15.0
"""A request that has not come whole by then is dropped."""

MOST_CONNECTIONS = 200
INDEX_SECONDS = 5.0
INDEX_STEP = 1_000


class PatientProtocol(H11Protocol):
    """uvicorn's HTTP/1.1, which alone waits for ever for the end of a request."""

    clock: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Starts the clock."""
        super().connection_made(transport)
        self.clock = self.loop.call_later(REQUEST_SECONDS, self._drop_if_slow)

    def data_received(self, data: bytes) -> None:
        """Starts it again for further requests of the connection."""
        super().data_received(data)
        if self.clock is None:
            self.clock = self.loop.call_later(REQUEST_SECONDS, self._drop_if_slow)

    def _drop_if_slow(self) -> None:
        self.clock = None
        state = self.conn.their_state
        begun = self.cycle is None or bool(self.conn.trailing_data[0])
        if state is h11.SEND_BODY or (state is h11.IDLE and begun):
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
                with patience(INDEX_SECONDS):  # it is tried again, and may have to end
                    followed = self.store.index(INDEX_STEP)
            except NewsbotError as fault:
                logger.warning("the search index stands still: %s", fault)
                followed = 0
            if followed < INDEX_STEP:
                self.stopped.wait(INDEX_SECONDS)


class Server(uvicorn.Server):
    """uvicorn's, which raises the signal that stopped it anew; here that is a clean end."""

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Ends after the answers under way; at once when asked again."""
        self.force_exit = self.should_exit
        self.should_exit = True


@contextmanager
def bind(host: str, port: int) -> Iterator[socket.socket]:
    """A listening socket; raises BadValue where the address cannot be had."""
    with ExitStack() as stack:
        try:
            family, kind, _, _, address = socket.getaddrinfo(
                host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
            )[0]
            listening = stack.enter_context(socket.socket(family, kind))
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind(address)
            listening.listen()  # two servers may bind one address, but not listen on it
        except OSError as error:
            raise BadValue(f"--host {host} --port {port}: {error.strerror or error}") from error
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
    with nullcontext() if store.read_only else Indexer(store):
        Server(config).run(sockets=[listening])
