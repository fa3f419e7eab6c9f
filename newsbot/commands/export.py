"""newsbot export: what the store holds, as files and as a stream of changes."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from scrapy.commands import ScrapyCommand

from newsbot.errors import BadValue, UnusableFile

SUFFIXES = ".jsonl .jsonl.gz .jsonl.zst .csv .parquet"


class Command(ScrapyCommand):
    """Writes articles to a file by its suffix, or changes to a folder of segments."""

    requires_crawler_process = False

    def syntax(self) -> str:
        """Behind the command's name."""
        return "-O FILE [filters] | --to DIR"

    def short_desc(self) -> str:
        """For the list of commands."""
        return "Write what the store holds to a file, or its changes to a folder"

    def long_desc(self) -> str:
        """For --help."""
        return (
            f"{self.short_desc()}. The end of FILE says the format: {SUFFIXES}; - writes JSON "
            "lines to standard output. Each filter may be repeated; all of them must agree."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Where to, and which."""
        super().add_options(parser)
        add = parser.add_argument
        add("-O", "--output", metavar="FILE", help="write this file, whole or not at all")
        add("--store", metavar="URL", help="where articles are kept (default: NEWSBOT_STORE)")
        add("--provenance", action="store_true", help="say which rule gave each value")
        add("--bom", action="store_true", help="begin a .csv so that spreadsheets see UTF-8")
        chosen = parser.add_argument_group("Filters")
        for name in ("site", "category", "language", "source"):
            chosen.add_argument(f"--{name}", action="append", default=[], metavar=name.upper())
        chosen.add_argument("--since", metavar="WHEN", help="a date, a moment or an age (7d)")
        chosen.add_argument("--purpose", help="only what its site allows for this purpose")
        chosen.add_argument(
            "--no-copies", action="store_true", help="leave out copies of other articles"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Exports; raises a UsageFault for wrong input, a RunFault if writing fails."""
        if args:
            raise BadValue(f"export takes no argument {args[0]!r}: name a file with -O")
        if not opts.output:
            raise BadValue("export what to? name a file with -O")
        report = self._dump(opts)
        sys.stderr.write(report + "\n")

    def _dump(self, opts: argparse.Namespace) -> str:
        from newsbot.export.dump import dump
        from newsbot.export.files import format_of
        from newsbot.export.formats import shown
        from newsbot.export.schema import json_schema
        from newsbot.export.writers import Wanted
        from newsbot.records import record

        selection, suffix = _selection(opts), format_of(opts.output)
        if opts.bom and suffix != ".csv":
            raise BadValue("--bom is for .csv files")
        wanted = Wanted(json_schema(), provenance=opts.provenance, bom=opts.bom)
        with self._store(opts) as store:
            site = opts.site[0] if len(opts.site) == 1 else None
            told = (record(article) for article in store.articles(site))
            records = (shown(full, provenance=opts.provenance) for full in told)
            return dump(records, opts.output, selection, wanted).sentence(opts.output)

    def _store(self, opts: argparse.Namespace) -> Any:
        """The store; raises UnusableFile rather than making an empty one to export from."""
        from newsbot.store import open_store

        assert self.settings is not None
        url = opts.store or self.settings["NEWSBOT_STORE"]
        path = url.removeprefix("sqlite:///")
        if path != url and not Path(path).is_file():
            raise UnusableFile(f"there is no store {url}: crawl first, or name another by --store")
        return open_store(url)


def _selection(opts: argparse.Namespace) -> Any:
    from datetime import UTC, datetime

    from newsbot.export.selection import Selection, check_purpose, read_when

    return Selection(
        sites=frozenset(opts.site),
        categories=frozenset(opts.category),
        languages=frozenset(opts.language),
        sources=frozenset(opts.source),
        since=read_when(opts.since, datetime.now(UTC)) if opts.since is not None else None,
        purpose=check_purpose(opts.purpose) if opts.purpose is not None else None,
        copies=not opts.no_copies,
    )
