"""newsbot store check|backup|copy|expire: care of the store."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from scrapy.commands import ScrapyCommand

from newsbot.errors import BadValue

AGES = {
    "articles": "NEWSBOT_KEEP_DAYS",
    "versions": "NEWSBOT_KEEP_DAYS_VERSIONS",
    "views": "NEWSBOT_KEEP_DAYS_VIEWS",
    "sightings": "NEWSBOT_KEEP_DAYS_SIGHTINGS",
    "addresses": "NEWSBOT_KEEP_DAYS_ADDRESSES",
}
"""Kind of data -> the setting that says how many days it is kept; empty: for ever."""


class Command(ScrapyCommand):
    """Looks after a store; each kind of care is a word behind `newsbot store`."""

    requires_crawler_process = False

    def syntax(self) -> str:
        """Behind the command's name."""
        return "check [--repair] | backup FILE | copy FROM TO | expire"

    def short_desc(self) -> str:
        """For the list of commands."""
        return "Check, back up, copy or thin out the store"

    def long_desc(self) -> str:
        """For --help."""
        return (
            f"{self.short_desc()}. check: is everything whole (exit 1 if not); --repair puts right "
            "what can be derived. backup: a copy as of now, while others write. copy: everything "
            "into an empty store, SQLite or PostgreSQL; goes on where it was broken off. expire: "
            "removes what is older than the NEWSBOT_KEEP_DAYS settings say."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Which store, and whether to repair."""
        super().add_options(parser)
        parser.add_argument("--store", metavar="URL", help="the store (default: NEWSBOT_STORE)")
        parser.add_argument("--repair", action="store_true", help="put right what can be derived")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Cares; raises a UsageFault for other words, a RunFault if it fails."""
        if args and args[0] == "copy":
            self._copy(args[1:])
            return
        words = {"check": self._check, "backup": self._backup, "expire": self._expire}
        if not args or args[0] not in words:
            named = f" {args[0]!r}" if args else ""
            raise BadValue(f"store{named}: there are {', '.join(words)}, copy")
        if len(args) != (2 if args[0] == "backup" else 1):
            raise BadValue("store backup FILE: one file is wanted; check and expire take none")
        from newsbot.store import open_store

        assert self.settings is not None
        with open_store(opts.store or self.settings["NEWSBOT_STORE"], make=False) as store:
            words[args[0]](store, args[1:], opts)

    def _check(self, store: Any, _: list[str], opts: argparse.Namespace) -> None:
        from newsbot.store import shown
        from newsbot.store.migrations import schema_version

        before, now = store.schema_before, schema_version()
        if before < now:
            sys.stderr.write(f"schema {before} was brought up to {now}\n")
        findings = store.check(datetime.now(UTC), repair=opts.repair)
        for found in findings:
            done = " (repaired)" if found.repaired else ""
            sys.stderr.write(f"{found.count} {found.what}{done}\n")
        left = [found for found in findings if not found.repaired]
        self.exitcode = 1 if left else 0
        if not findings:
            sys.stderr.write(f"{shown(store.url)}: whole, schema {now}\n")

    def _backup(self, store: Any, args: list[str], _: argparse.Namespace) -> None:
        from newsbot.plan import check_place

        check_place(args[0])
        store.backup(Path(args[0]))
        sys.stderr.write(f"{args[0]}: {Path(args[0]).stat().st_size} bytes\n")

    def _copy(self, args: list[str]) -> None:
        from newsbot.store import open_store, shown
        from newsbot.store.copying import copy

        def tell(table: str, count: int) -> None:
            sys.stderr.write(f"{count} {table}\n")

        if len(args) != 2 or args[0] == args[1]:
            raise BadValue("store copy FROM TO: two stores are wanted, each by its URL")
        with open_store(args[0], make=False) as source, open_store(args[1]) as target:
            rows = copy(source, target, tell)
        sys.stderr.write(f"{shown(args[1])}: {rows} rows, the same on both sides\n")

    def _expire(self, store: Any, _: list[str], __: argparse.Namespace) -> None:
        assert self.settings is not None
        ages = {kind: str(self.settings[name] or "") for kind, name in AGES.items()}
        keep = {kind: _days(AGES[kind], text) for kind, text in ages.items() if text}
        with unused_removed(store, self.settings):
            for kind, count in store.expire(datetime.now(UTC), keep).items():
                sys.stderr.write(f"{count} {kind} expired\n")


def _days(setting: str, text: str) -> timedelta:
    """A number of days; raises BadValue."""
    try:
        days = float(text)
        if days < 0:
            raise ValueError
        return timedelta(days=days)
    except (ValueError, OverflowError):
        raise BadValue(f"{setting}={text}: a number of days is wanted, or nothing") from None


@contextmanager
def unused_removed(store: Any, settings: Any) -> Iterator[None]:
    """Removes the pictures that no article shows any more when the block is left, and files that
    were left behind."""
    from newsbot.pictures import Folder, folder_of

    folder = Folder(folder_of(store.url, settings["NEWSBOT_IMAGES_PATH"] or ""))
    before = store.thumbnails()
    try:
        yield
    finally:
        now = store.thumbnails()
        if gone := folder.remove({*(before - now), *folder.orphans(now)}):
            sys.stderr.write(f"{gone} picture{'' if gone == 1 else 's'} removed\n")
