"""A download handler that answers every request from a recording and opens no socket."""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path
from typing import ClassVar
from urllib.parse import urldefrag, urlsplit

from scrapy import Request
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadFailedError
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes

from newsbot.errors import ReplayMiss
from newsbot.network.archive import Archive
from newsbot.network.exchange import Answer, Failure, request_key

PROBED_PATHS = frozenset({"/robots.txt", "/.well-known/tdmrep.json"})
"""Addresses that are asked on suspicion: not recorded means that they were not there."""

FAILING_PACKAGES = ("builtins", "newsbot", "scrapy", "twisted")
"""Packages whose exceptions a recording may raise again; any other becomes a failed download."""

MISSES_SHOWN = 100
"""Addresses that the stat `replay/missed` holds at most."""


class ReplayingHandler(BaseDownloadHandler):
    """Answers from NEWSBOT_REPLAY: the first request gets the first recorded answer, and so on.

    A request that the recording does not hold (any more) raises ReplayMiss, counts in the stat
    `replay/miss` and stands in the list `replay/missed`.
    """

    lazy = False

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.replay = Replay.join(crawler.settings["NEWSBOT_REPLAY"])

    async def download_request(self, request: Request) -> Response:
        """The recorded response, or the recorded failure raised; `fetched_at` as recorded."""
        done = self.replay.archive.take(request_key(request.method, request.url, request.body))
        if done is None:
            return self._absent(request)
        request.meta["fetched_at"] = done.fetched_at
        request.meta["download_latency"] = 0.0
        if isinstance(done.outcome, Failure):
            raise failure_again(done.outcome)
        return _response(request, done.outcome)

    async def close(self) -> None:
        """Lets go of the recording."""
        self.replay.leave()

    def _absent(self, request: Request) -> Response:
        request.meta["fetched_at"] = self.replay.archive.begun_at
        guessed = request.meta.get("probe") or request.meta.get("guess")
        if guessed or urlsplit(request.url).path in PROBED_PATHS:
            return Response(request.url, status=404)
        if stats := self.crawler.stats:
            stats.inc_value("replay/miss")
            missed = stats.get_value("replay/missed", [])
            stats.set_value("replay/missed", [*missed, request.url][:MISSES_SHOWN])
        raise ReplayMiss(f"not in {self.replay.archive.path}: {request.method} {request.url}")


class Replay:
    """A recording that all crawlers of the process share, so that each answer is given once."""

    _joined: ClassVar[dict[Path, Replay]] = {}

    def __init__(self, path: Path) -> None:
        self.archive = Archive.open(path)
        self._members = 0

    @classmethod
    def join(cls, path: str | os.PathLike[str]) -> Replay:
        """The process's replay of `path`; raises UnusableFile; every member must leave it."""
        path = Path(path).absolute()
        if path not in cls._joined:
            cls._joined[path] = cls(path)
        cls._joined[path]._members += 1
        return cls._joined[path]

    def leave(self) -> None:
        """One member less; the last one closes the file."""
        self._members -= 1
        if not self._members:
            del self._joined[self.archive.path]
            self.archive.close()


def failure_again(failure: Failure) -> Exception:
    """The recorded exception, of its class where that is known, else DownloadFailedError."""
    try:
        return _exception_class(failure.kind)(failure.message)
    except (ImportError, LookupError, TypeError):  # unknown, or made of more than a message
        return DownloadFailedError(f"{failure.kind}: {failure.message}")


def _exception_class(kind: str) -> type[Exception]:
    module, _, name = kind.rpartition(".")
    if module.partition(".")[0] not in FAILING_PACKAGES:
        raise LookupError(kind)
    found = vars(import_module(module))[name]
    if not (isinstance(found, type) and issubclass(found, Exception)):
        raise LookupError(kind)
    return found


def _response(request: Request, answer: Answer) -> Response:
    headers = Headers()
    for name, value in answer.headers:
        headers.appendlist(name, value)
    url = urldefrag(request.url)[0]
    kind = responsetypes.from_args(headers=headers, url=url, body=answer.body)
    return kind(
        url=url,
        status=answer.status,
        headers=headers,
        body=answer.body,
        flags=list(answer.flags),
        protocol=answer.protocol,
    )
