"""newsbot export: what the store holds, as files and as a stream of changes."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import Any

from scrapy.commands import ScrapyCommand

from newsbot.errors import BadValue

SUFFIXES = ".jsonl .jsonl.gz .jsonl.zst .csv .parquet .atom .rss .feed.json .ninjs.jsonl"


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
        add("--to", metavar="DIR", help="add what has changed since the last time to this folder")
        add("--webhook", action="store_true", help="post the changes to NEWSBOT_WEBHOOK_URL only")
        add(
            "--what",
            choices=("articles", "views", "versions"),
            default="articles",
            help="what -O writes: articles as they are now, view counts, or every version",
        )
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
        chosen = sum(map(bool, (opts.output, opts.to or opts.webhook)))
        if chosen != 1:
            raise BadValue("export what to? name a file with -O, or a folder with --to")
        for line in self._dump(opts) if opts.output else self._stream(opts):
            sys.stderr.write(line + "\n")

    def _dump(self, opts: argparse.Namespace) -> Iterator[str]:
        from dataclasses import replace

        from newsbot.export.dump import dump
        from newsbot.export.files import FEEDS, OF_ARTICLES, format_of
        from newsbot.export.selection import Selection

        selection, suffix = _selection(opts), format_of(opts.output)
        if opts.bom and suffix != ".csv":
            raise BadValue("--bom is for .csv files")
        if opts.what != "articles" and suffix in OF_ARTICLES:
            raise BadValue(f"{suffix} is for articles: --what {opts.what} has another suffix")
        with self._store(opts) as store:
            records, wanted = _records(opts, store, selection)
            passing = selection if opts.what == "articles" else Selection()
            passing = replace(passing, public=suffix in FEEDS)
            yield dump(records, opts.output, passing, wanted).sentence(opts.output)

    def _stream(self, opts: argparse.Namespace) -> Iterator[str]:
        """Segments of changes, and the webhook where one is set."""
        from newsbot.export.segments import write_segments
        from newsbot.export.webhook import check_webhook, deliver

        assert self.settings is not None
        url, secret = (self.settings[f"NEWSBOT_WEBHOOK_{part}"] for part in ("URL", "SECRET"))
        if opts.webhook and not url:
            raise BadValue("--webhook: NEWSBOT_WEBHOOK_URL is not set")
        if url:
            check_webhook(url, secret)
        _check_unfiltered(opts)
        with self._store(opts) as store:
            if opts.to:
                done = write_segments(store, opts.to, provenance=opts.provenance)
                added = _count(done.lines, "change")
                yield f"{opts.to}: {added} in {_count(done.segments, 'segment')}"
            if url:
                sent = deliver(store, url, secret, provenance=opts.provenance)
                yield f"webhook: {_count(sent, 'change')} delivered"

    def _store(self, opts: argparse.Namespace) -> Any:
        from newsbot.store import open_store

        assert self.settings is not None
        return open_store(opts.store or self.settings["NEWSBOT_STORE"], make=False)


def _records(opts: argparse.Namespace, store: Any, selection: Any) -> tuple[Any, Any]:
    """(the lines that are asked for, how they are to be written)."""
    from newsbot.export import histories, schema
    from newsbot.export.files import FEEDS, format_of
    from newsbot.export.writers import Wanted
    from newsbot.records import record

    if opts.what == "views":
        lines = histories.view_lines(store, selection)
        return lines, Wanted(schema.view_schema(), bom=opts.bom)
    if opts.what == "versions":
        lines = histories.version_lines(store, selection)
        return lines, Wanted(schema.version_schema(), bom=opts.bom)
    site = opts.site[0] if len(opts.site) == 1 else None
    feed = format_of(opts.output) in FEEDS  # readers may take the first entries for the newest
    found = store.articles(site, newest_first=feed)
    articles = (record(article, provenance=opts.provenance) for article in found)
    return articles, Wanted(schema.json_schema(), provenance=opts.provenance, bom=opts.bom)


def _check_unfiltered(opts: argparse.Namespace) -> None:
    """Raises BadValue for options of files: a stream has every change."""
    names = ("site", "category", "language", "source", "since", "purpose", "no_copies", "bom")
    used = [name for name in names if getattr(opts, name)]
    if opts.what != "articles":
        used.append("what")
    if used:
        option = used[0].replace("_", "-")
        raise BadValue(f"--{option} is for files (-O): a stream of changes has all of them")


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


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
