"""Download handlers that fetch over the network: plainly, or into a recording.

Every handler sets `request.meta["fetched_at"]` (UTC): relative dates are read against it.
"""

from __future__ import annotations

import logging
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar, NoReturn

from scrapy import Request
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    NotSupported,
    ResponseDataLossError,
    StopDownload,
    UnsupportedURLSchemeError,
)
from scrapy.http import Headers, Response
from scrapy.utils.misc import build_from_crawler, load_object
from scrapy.utils.python import global_object_name
from twisted.internet.error import ConnectError, ConnectionDone, ConnectionLost

from newsbot.errors import NewsbotError, WriteFault
from newsbot.network import exchange
from newsbot.network.archive_writer import ArchiveWriter
from newsbot.network.exchange import Answer, Exchange, Failure
from newsbot.network.limits import BoundedHandler

logger = logging.getLogger(__name__)


class FetchingHandler(BaseDownloadHandler):
    """Fetches over HTTP, and notes when; where NEWSBOT_RENDER is on, pages are drawn, too."""

    lazy = False

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.http = build_from_crawler(BoundedHandler, crawler)
        self.renderer: Any = None
        if crawler.settings.getbool("NEWSBOT_RENDER"):
            self.renderer = load_object(crawler.settings["NEWSBOT_RENDERER"]).of(crawler)

    async def download_request(self, request: Request) -> Response:
        """The response; `request.meta["fetched_at"]` is the moment when it was asked for."""
        request.meta["fetched_at"] = datetime.now(UTC)
        response = await self.http.download_request(request)
        return await self.renderer.draw(request, response) if self.renderer else response

    async def close(self) -> None:
        """Closes the connections, and the browser."""
        await self.http.close()
        if self.renderer:
            await self.renderer.close()


RECORDED = (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    NewsbotError,
    NotSupported,
    OSError,
    ResponseDataLossError,
    StopDownload,
    ConnectError,
    ConnectionDone,
    ConnectionLost,
    UnsupportedURLSchemeError,
    ValueError,
)
"""How a download may fail: what the replay raises again."""


class RecordingHandler(FetchingHandler):
    """Fetches over HTTP and writes every exchange, failures too, to NEWSBOT_RECORD.

    A recording that cannot be written on (disk full) fails the request with WriteFault, and the
    stat `record/failed` says why; the target is then left as it was.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.recording = Recording.join(crawler.settings["NEWSBOT_RECORD"])

    async def download_request(self, request: Request) -> Response:
        """The response, after it was written down."""
        try:
            response = await super().download_request(request)
        except RECORDED as error:
            self._write(request, Failure(global_object_name(type(error)), str(error)))
            raise
        self._write(request, _answer(response))
        return response

    async def close(self) -> None:
        """Closes the connections; the last handler to close finishes the file."""
        await super().close()
        try:
            self.recording.leave()
        except WriteFault as fault:
            self._note(fault)

    def _write(self, request: Request, outcome: Answer | Failure) -> None:
        try:
            self.recording.write(
                Exchange(
                    method=request.method,
                    url=request.url,
                    fetched_at=request.meta["fetched_at"],
                    outcome=outcome,
                    request_headers=_pairs(request.headers),
                    request_body=request.body,
                )
            )
        except WriteFault as fault:
            self._note(fault)
            raise

    def _note(self, fault: WriteFault) -> None:
        logger.error("%s", fault)
        if self.crawler.stats:
            self.crawler.stats.set_value("record/failed", str(fault))


class Recording:
    """A recording that all crawlers of the process write to; finished when the last one leaves.

    It is written beside its target, which it replaces when it is whole. A crawler that joins
    after that goes on where the others ended.
    """

    _joined: ClassVar[dict[Path, Recording]] = {}
    _finished: ClassVar[set[Path]] = set()

    def __init__(self, target: Path) -> None:
        self.target = target
        self.part = target.with_name(f".{target.name}.{os.getpid()}.part")
        self._members = 0
        self._writer: ArchiveWriter | None = None
        self._failed: WriteFault | None = None

    @classmethod
    def join(cls, path: str | os.PathLike[str]) -> Recording:
        """The process's recording to `path`; every member must leave it."""
        target = Path(path).absolute()
        recording = cls._joined.setdefault(target, cls(target))
        recording._members += 1
        return recording

    def write(self, exchange: Exchange) -> None:
        """Adds an exchange; raises WriteFault where the disk does not take it."""
        if self._failed:
            raise self._failed
        try:
            if self._writer is None:
                self._writer = self._begin()
            self._writer.write(exchange)
        except OSError as error:
            self._give_up(error)

    def leave(self) -> None:
        """One member less; the last one puts the file in its place or raises WriteFault."""
        self._members -= 1
        if self._members:
            return
        del self._joined[self.target]
        if self._writer is None:
            return
        try:
            self._writer.close()
            self.part.replace(self.target)
            self._finished.add(self.target)
        except OSError as error:
            self._give_up(error)

    def _begin(self) -> ArchiveWriter:
        goes_on = self.target in self._finished and self.target.exists()
        if goes_on:
            shutil.copyfile(self.target, self.part)
        return ArchiveWriter(self.part, append=goes_on)

    def _give_up(self, error: OSError) -> NoReturn:
        if self._writer:
            self._writer.abandon()
            self._writer = None
        self.part.unlink(missing_ok=True)
        reason = error.strerror or str(error)
        self._failed = WriteFault(f"cannot write the recording {self.target}: {reason}")
        raise self._failed from error


def _answer(response: Response) -> Answer:
    return Answer(
        status=response.status,
        headers=_pairs(response.headers),
        body=response.body,
        protocol=response.protocol or "HTTP/1.1",
        flags=tuple(response.flags),
    )


def _pairs(headers: Headers) -> exchange.Headers:
    """Every header line, in order; a name that came twice gives two."""
    return tuple((name, value) for name, values in headers.items() for value in values)
