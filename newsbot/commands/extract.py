"""newsbot extract: pages of any site -> JSON objects."""

from __future__ import annotations

import argparse
import sys
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from stat import S_ISREG
from typing import Any

from scrapy.commands import ScrapyCommand

from newsbot.errors import BadValue, NewsbotError, UnusableFile

LONGEST_LINE = 1 << 20
"""Bytes of the longest line of a batch."""

COLLECT_AFTER = 20_000
"""Objects between two looks for circles of references: a page makes many and few circles."""

LARGEST_FILE = 64 << 20
"""Bytes of the largest file that is opened; what is larger than a page may be is refused then."""


class Command(ScrapyCommand):
    """Reads pages of sites that newsbot knows nothing about."""

    requires_crawler_process = False

    def syntax(self) -> str:
        """Behind the command's name."""
        return "[--url URL] [--provenance] FILE|URL | --jsonl"

    def short_desc(self) -> str:
        """For the list of commands."""
        return "Read one page of any site (a file or an address), or many with --jsonl"

    def long_desc(self) -> str:
        """For --help."""
        return (
            "Prints one JSON object a page: the keys of an article's line, with 'body' as plain "
            "text and the list of blocks as 'blocks'. With --jsonl each line of standard input "
            'is {"id", "url", "html_path"} and is answered by one line that repeats the id.'
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """--url, --jsonl, --provenance."""
        super().add_options(parser)
        add = parser.add_argument
        add("--url", default="", metavar="URL", help="where the file's page was found")
        add("--jsonl", action="store_true", help="answer the lines of standard input")
        add("--provenance", action="store_true", help="say which rule gave each value")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Answers on standard output; raises BadValue, UnusableFile, RunFault."""
        if opts.jsonl and not args:
            _serve(opts.provenance)
            return
        if opts.jsonl or len(args) != 1:
            raise BadValue(
                "extract what? 'newsbot extract FILE', a URL, or '--jsonl < FILE' for many"
            )
        target = args[0]
        if "://" in target:
            answer = self._visited(target, opts)
        else:
            answer = read_page(_bytes(target), opts.url, provenance=opts.provenance)
        sys.stdout.buffer.write(_line(answer))
        sys.stdout.buffer.flush()

    def _visited(self, url: str, opts: argparse.Namespace) -> dict[str, Any]:
        """The page at an address, fetched as a crawl would."""
        from newsbot.given import check_url
        from newsbot.visit import visit

        assert self.settings is not None
        body, final, content_type, fetched_at = visit(check_url(url), self.settings)
        return read_page(
            body,
            opts.url or final,
            provenance=opts.provenance,
            content_type=content_type,
            fetched_at=fetched_at,
        )


def read_page(
    html: bytes,
    url: str,
    *,
    provenance: bool = False,
    content_type: str | None = None,
    fetched_at: datetime | None = None,
) -> dict[str, Any]:
    """A page's bytes -> the object that `newsbot extract` prints; never raises.

    A page that cannot be read gives an object without values whose `problems` say why.
    """
    from newsbot.article import extract
    from newsbot.errors import PageFault
    from newsbot.items import Article
    from newsbot.records import record

    try:
        article = extract(
            html, url, content_type=content_type, fetched_at=fetched_at, compare=provenance
        )
    except PageFault as fault:
        article = Article(url=url, fetched_at=fetched_at, problems=[fault.problem])
    told = record(article)
    for key in ("id", "site", "url"):
        told[key] = told[key] or None
    told["blocks"] = told["body"]
    told["body"] = told["text"] or None
    if not provenance:
        told["provenance"] = None
    return told


def _serve(provenance: bool) -> None:
    """Answers each line of standard input at once; a bad line is answered too."""
    import gc

    from newsbot import article  # noqa: F401  the first line is answered as fast as the others

    gc.set_threshold(COLLECT_AFTER, 50, 100)
    gc.freeze()  # what is imported stays: collections need not look at it again and again
    for answer in answers(_lines(), provenance=provenance):
        sys.stdout.buffer.write(_line(answer))
        sys.stdout.buffer.flush()


def answers(lines: Iterable[bytes], *, provenance: bool = False) -> Iterator[dict[str, Any]]:
    """One answer a line: the page's object with the line's id, or {"id", "error"}."""
    import orjson

    for line in lines:
        job: Any = None
        try:
            job = orjson.loads(line.removeprefix(BOM_UTF8))
            path, url = _wanted(job)
            yield {**read_page(_bytes(path), url, provenance=provenance), "id": job.get("id")}
        except ValueError as error:
            yield {"id": None, "error": f"no JSON: {error}"}
        except NewsbotError as error:
            yield {"id": job.get("id") if isinstance(job, dict) else None, "error": str(error)}


def _lines() -> Iterator[bytes]:
    """Lines of standard input that are not blank; one that is too long is cut and so no JSON."""
    stream = sys.stdin.buffer
    while line := stream.readline(LONGEST_LINE):
        while len(line) == LONGEST_LINE and not line.endswith(b"\n"):
            rest = stream.readline(LONGEST_LINE)
            if rest.endswith(b"\n") or not rest:
                break
        if line.strip():
            yield line


def _wanted(job: Any) -> tuple[str, str]:
    """(html_path, url) of a line; raises BadValue."""
    if not isinstance(job, dict):
        raise BadValue('an object is wanted: {"id", "url", "html_path"}')
    path, url = job.get("html_path"), job.get("url") or ""
    if not isinstance(path, str) or not path:
        raise BadValue("html_path is missing: the path of a file with the page's bytes")
    if not isinstance(url, str):
        raise BadValue("url is no text")
    return path, url


def _bytes(path: str) -> bytes:
    """The file's bytes; raises UnusableFile for what is no plain file of a page's size."""
    try:
        status = Path(path).stat()
        if not S_ISREG(status.st_mode):
            raise UnusableFile(f"{path} is no file; a saved page or a URL is wanted")
        if status.st_size > LARGEST_FILE:
            raise UnusableFile(f"{path} has {status.st_size:,} bytes, more than any page")
        return Path(path).read_bytes()
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise UnusableFile(f"cannot read {path[:300]!r}: {why}") from error


def _line(answer: dict[str, Any]) -> bytes:
    from newsbot.export import strict

    return strict.dumps(answer)
