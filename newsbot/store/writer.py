"""The writer: one thread a process that commits what it is handed, in order and in batches."""

from __future__ import annotations

import sys
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine

from newsbot.errors import WriteFault
from newsbot.store.batch import Batch
from newsbot.store.moments import micros
from newsbot.store.opening import shown, write_faults
from newsbot.store.server import WAIT_SECONDS, transact

Work = Callable[[Batch], None]
"""Adds rows to a batch."""

BATCH = 100
"""Most pieces of work in one transaction."""

BATCH_SECONDS = 1.0
"""Longest wait of a piece of work for others to join its transaction."""

WAITING = 1_000
"""Pieces of work that may wait; whoever hands in more waits with them."""


class Writer:
    """Commits work; what was acknowledged (`flush`) is committed. Errors are kept and raised.

    An error that nobody foresaw ends the thread: Python shows it, and it is the writer's fault like
    one of the database, so that nobody waits for a thread that is gone.

    The thread is woken by the first piece of work and then by a whole batch or a flush, not by
    each piece: that would take as much CPU as preparing its rows.
    """

    def __init__(self, engine: Engine, url: str) -> None:
        self.engine = engine.execution_options(writes=True)
        self.url = url
        self.fault: WriteFault | None = None
        self.queue: deque[Work | Future[None] | None] = deque()
        self.ends = 0  # how many in the queue end a batch: flushes, and the end
        self.handed = 0  # pieces of work that were handed over, and those of them ...
        self.committed = 0  # ... that are in the database, in the same order
        self.gone = False  # the thread has ended, and will answer nobody
        self.woken = threading.Condition(threading.Lock())
        self.thread = threading.Thread(target=self._run, name="newsbot-store", daemon=True)
        self.thread.start()

    def put(self, work: Work) -> None:
        """Hands over a piece of work; after a fault it goes nowhere (`flush` tells)."""
        if self.fault is None:
            with self.woken:
                self.queue.append(work)
                self.handed += 1
                waiting = len(self.queue)
                if waiting in {1, BATCH}:
                    self.woken.notify()
            if waiting > WAITING:
                self.settle()

    def flush(self) -> None:
        """Waits until everything handed over is committed; raises WriteFault if it is not."""
        self.settle()
        if self.fault:
            raise self.fault

    def settle(self) -> None:
        """Waits until everything handed over is committed, or has failed."""
        done: Future[None] = Future()
        self._end_batch(done)
        done.result()

    def close(self) -> None:
        """Commits what is left and ends the thread."""
        self._end_batch(None)
        self.thread.join()

    def _end_batch(self, end: Future[None] | None) -> None:
        with self.woken:
            if not self.gone:
                self.queue.append(end)
                self.ends += 1
                self.woken.notify()
            elif end:
                end.set_result(None)

    def _run(self) -> None:
        waiter: Future[None] | None = None
        try:
            last = False
            while not last:
                batch, waiter, last = self._collect()
                if batch and not self.fault:
                    self._try(batch)
                if waiter:
                    waiter.set_result(None)
        finally:
            self._leave(waiter, sys.exception())

    def _try(self, batch: list[Work]) -> None:
        try:
            self._commit(batch)
            self.committed += len(batch)
        except WriteFault as fault:
            self.fault = fault

    def _leave(self, waiter: Future[None] | None, error: BaseException | None) -> None:
        """Lets go of everybody who waits, or would."""
        if error:
            what = f"{type(error).__name__}: {error}"
            self.fault = WriteFault(f"the writer of the store {shown(self.url)} broke off: {what}")
        with self.woken:
            self.gone = True
            waiting = [waiter, *self.queue]
            self.queue.clear()
        for one in waiting:
            if isinstance(one, Future) and not one.done():
                one.set_result(None)

    def _collect(self) -> tuple[list[Work], Future[None] | None, bool]:
        """The next batch: what ends it is its size, its age, a flush or the end."""
        with self.woken:
            self.woken.wait_for(lambda: self.queue)
            self.woken.wait_for(lambda: self.ends or len(self.queue) >= BATCH, BATCH_SECONDS)
            batch: list[Work] = []
            while self.queue and len(batch) < BATCH:
                found = self.queue.popleft()
                if found is None or isinstance(found, Future):
                    self.ends -= 1
                    return batch, found, found is None
                batch.append(found)
            return batch, None, False

    def _commit(self, works: list[Work]) -> None:
        def write(connection: Connection) -> None:
            batch = Batch(at=micros(datetime.now(UTC)))
            for work in works:
                work(batch)
            batch.write(connection)

        with write_faults(self.url):
            transact(self.engine, write, WAIT_SECONDS)
