"""What Scrapy logs of each page and item, in newsbot's words."""

from __future__ import annotations

import logging
from typing import Any

from scrapy import Spider
from scrapy.http import Response
from scrapy.logformatter import LogFormatter, LogFormatterResult
from twisted.python.failure import Failure

from newsbot.items import Article


class Wording(LogFormatter):
    """A line an article instead of its whole text; drops are normal and said at DEBUG."""

    def scraped(
        self, item: Any, response: Response | Failure | None, spider: Spider
    ) -> LogFormatterResult:
        """One line: the title and the address."""
        named = isinstance(item, Article)
        args = {"title": item.title, "url": item.url} if named else {"title": item, "url": "-"}
        return {"level": logging.DEBUG, "msg": "Article: %(title)s (%(url)s)", "args": args}

    def dropped(
        self,
        item: Any,
        exception: BaseException,
        response: Response | Failure | None,
        spider: Spider,
    ) -> LogFormatterResult:
        """One line: which pipeline's reason, and the address."""
        args = {"reason": type(exception).__name__, "why": str(exception)}
        return {"level": logging.DEBUG, "msg": "Dropped as %(reason)s: %(why)s", "args": args}

    def item_error(
        self,
        item: Any,
        exception: BaseException,
        response: Response | Failure | None,
        spider: Spider,
    ) -> LogFormatterResult:
        """One line, above a bug's traceback: what went wrong, and the address."""
        args = {
            "url": getattr(item, "url", "-"),
            "error": exception,
            "kind": type(exception).__name__,
        }
        return {
            "level": logging.ERROR,
            "msg": "Not kept: %(url)s (%(kind)s: %(error)s)",
            "args": args,
        }
