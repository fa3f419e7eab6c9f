"""newsbot forget: takedown that stays taken down."""

from __future__ import annotations

import argparse
import sys

from scrapy.commands import ScrapyCommand

from newsbot.errors import BadValue, UnknownName


class Command(ScrapyCommand):
    """Removes articles for good and tells downstream."""

    requires_crawler_process = False

    def syntax(self) -> str:
        """Behind the command's name."""
        return "ID|URL... | --source NAME"

    def short_desc(self) -> str:
        """For the list of commands."""
        return "Remove articles for good: their text, versions and traces"

    def long_desc(self) -> str:
        """For --help."""
        return (
            f"{self.short_desc()}. They are never fetched again, and the stream of changes "
            "withdraws them. With --source, everything that credits it, now and later."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Which, and where."""
        super().add_options(parser)
        parser.add_argument("--source", metavar="NAME", help="all articles that credit this source")
        parser.add_argument("--store", metavar="URL", help="the store (default: NEWSBOT_STORE)")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Forgets; raises UnknownName for what the store does not hold."""
        from datetime import UTC, datetime

        from newsbot.commands.store import unused_removed
        from newsbot.store import open_store

        if bool(args) == bool(opts.source):
            raise BadValue("forget what? name ids or addresses, or a source with --source")
        assert self.settings is not None
        now = datetime.now(UTC)
        url = opts.store or self.settings["NEWSBOT_STORE"]
        with open_store(url, make=False) as store, unused_removed(store, self.settings):
            if opts.source:
                count = store.forget(now, source=opts.source)
                sys.stderr.write(f"{_articles(count)} of {opts.source} forgotten; none is kept\n")
            for what in args:
                if not (count := store.forget(now, what=what)):
                    raise UnknownName(f"the store holds no article {what!r}: give an id or a URL")
                sys.stderr.write(f"{what}: {_articles(count)} forgotten\n")


def _articles(count: int) -> str:
    return f"{count} article{'' if count == 1 else 's'}"
