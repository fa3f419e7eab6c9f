"""newsbot dedupe: which texts repeat or overlap known ones."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import Any

from scrapy.commands import ScrapyCommand

from newsbot.errors import BadValue

AT_ONCE = 64
"""Most lines in one transaction, where so many are waiting."""

CHUNK = 1 << 16
"""Bytes read at once."""


class Command(ScrapyCommand):
    """Answers JSON lines, explains a verdict, or makes the memory of texts anew."""

    requires_crawler_process = False

    def syntax(self) -> str:
        """Behind the command's name."""
        return "--jsonl [--store URL] | --explain ID ID [--store URL] | --rebuild [--store URL]"

    def short_desc(self) -> str:
        """For the list of commands."""
        return "Tell copies of texts, and texts that overlap"

    def long_desc(self) -> str:
        """For --help."""
        return (
            'Each line of standard input, {"id", "title", "text", "published_at", "probe"}, is '
            'answered by {"id", "verdict", "of", "matches"}: new, duplicate or partial (it '
            "overlaps). A line with probe is not remembered. Without --store texts are remembered "
            "in memory, until the end."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """--jsonl, --explain, --rebuild, --store."""
        super().add_options(parser)
        add = parser.add_argument
        add("--jsonl", action="store_true", help="answer the lines of standard input")
        add("--explain", action="store_true", help="compare two articles of the store")
        add("--rebuild", action="store_true", help="read the store's articles again")
        add("--store", metavar="URL", help="where texts are remembered")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Does one of the three; raises BadValue, StoreFault, WriteFault."""
        asked = [name for name in ("jsonl", "explain", "rebuild") if getattr(opts, name)]
        if len(asked) != 1 or len(args) != (2 if opts.explain else 0):
            raise BadValue("dedupe what? --jsonl, --explain ID ID, or --rebuild")
        if opts.jsonl and not opts.store:
            _serve_memory()
            return
        assert self.settings is not None
        url = opts.store or self.settings["NEWSBOT_STORE"]
        if opts.jsonl:
            _serve_store(url)
        elif opts.explain:
            _explain(url, args[0], args[1])
        else:
            _rebuild(url)


def _serve_memory() -> None:
    from newsbot.dedupe.index import MemoryIndex
    from newsbot.dedupe.lines import Answers

    answers, index = Answers(), MemoryIndex()
    for lines in _waiting():
        for answer in answers.to(lines, index):
            _write(answer)


def _serve_store(url: str) -> None:
    """Answers lines once what they said is committed; one connection, which costs less a line."""
    import gc

    from newsbot.dedupe.lines import Answers
    from newsbot.memory import latest, open_texts
    from newsbot.store.opening import write_faults
    from newsbot.store.texts import TextIndex

    gc.freeze()  # what is imported stays: collections need not look at it again and again
    with open_texts(url) as store, write_faults(url), _connection(store) as connection:
        answers = Answers(latest(store))
        for lines in _waiting():
            with connection.begin():
                index = TextIndex(connection)
                index.lock()
                told = list(answers.to(lines, index))
            for answer in told:
                _write(answer)


def _connection(store: Any) -> Any:
    """A connection whose transactions write."""
    return store.engine.execution_options(writes=True).connect()


def _explain(url: str, one: str, other: str) -> None:
    from newsbot.memory import explained, open_texts

    with open_texts(url) as store:
        sys.stdout.write(explained(store, one, other) + "\n")


def _rebuild(url: str) -> None:
    from newsbot.memory import rebuild
    from newsbot.store import open_store

    with open_store(url) as store:
        count = rebuild(store)
    sys.stderr.write(f"{count:,} texts remembered in {url}\n")


def _waiting() -> Iterator[list[bytes]]:
    """The lines of standard input that are there, as soon as one is: AT_ONCE at most."""
    stream: Any = sys.stdin.buffer
    rest = b""
    while chunk := stream.read1(CHUNK):
        *lines, rest = (rest + chunk).split(b"\n")
        for start in range(0, len(lines), AT_ONCE):
            yield lines[start : start + AT_ONCE]
    if rest:
        yield [rest]


def _write(answer: bytes) -> None:
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()
