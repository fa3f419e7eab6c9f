"""The log of a process that crawls several sites: site and run are bound once.

Scrapy starts a task for each crawl, and a task keeps the context in which it was made, so what is
bound there is known to every record that the crawl logs, whoever logs it. Each site's records can
go to a file of their own; `NEWSBOT_LOG=json` writes every record as one JSON object a line.
"""

from __future__ import annotations

import logging
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson

SITE: ContextVar[str] = ContextVar("newsbot_site", default="")
RUN: ContextVar[int] = ContextVar("newsbot_run", default=0)


def bind(site: str, run: int) -> None:
    """Binds the current task, and those that it starts, to a site and a run."""
    SITE.set(site)
    RUN.set(run)


class JsonLines(logging.Formatter):
    """A record as one JSON object: at, level, logger, site, run, message, and error if any."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        told: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if site := SITE.get():
            told |= {"site": site, "run": RUN.get()}
        if record.exc_info:
            told["error"] = self.formatException(record.exc_info)
        return orjson.dumps(told, default=str).decode("utf-8")


class SiteFile(logging.FileHandler):
    """A file that takes the records of one run of one site, whatever else the process crawls."""

    def __init__(self, path: Path, run: int) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        super().__init__(path, encoding="utf-8", delay=True)
        self.run = run

        self.addFilter(self._is_mine)

    def _is_mine(self, _: logging.LogRecord) -> bool:
        return RUN.get() == self.run


def formatter(kind: str, text_format: str) -> logging.Formatter:
    """The formatter of a setting: "json", or text in Scrapy's LOG_FORMAT."""
    return JsonLines() if kind == "json" else logging.Formatter(text_format)


def log_path(folder: str, site: str, began_at: datetime, run: int) -> Path:
    """Where the log of a run is: FOLDER/SITE/20260504T120000-RUN.log."""
    return Path(folder) / site / f"{began_at:%Y%m%dT%H%M%S}-{run}.log"


def expire_logs(folder: str, now: datetime, keep_days: float, most_bytes: int) -> int:
    """Deletes logs older than `keep_days`, then the oldest beyond `most_bytes`; how many."""
    found = []
    for path in Path(folder).glob("*/*.log"):
        told = path.stat()
        found.append((told.st_mtime, told.st_size, path))
    found.sort(reverse=True)
    total, gone = 0, 0
    for changed, size, path in found:
        total += size
        if total > most_bytes or now.timestamp() - changed > keep_days * 86_400:
            path.unlink(missing_ok=True)
            gone += 1
    return gone
