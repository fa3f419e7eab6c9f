"""Files by suffix (`newsbot export -O FILE`): the end of the name says what is written.

A format is a row of FORMATS and a Writer.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from newsbot.errors import BadValue
from newsbot.export.targets import open_target
from newsbot.export.writers import Wanted, Writer

FORMATS = {
    ".jsonl": "newsbot.export.writers:Lines",
    ".jsonl.gz": "newsbot.export.writers:GzipLines",
    ".jsonl.zst": "newsbot.export.writers:ZstdLines",
    ".csv": "newsbot.export.writers:Csv",
    ".parquet": "newsbot.export.parquet:Parquet",
    ".atom": "newsbot.export.feeds:AtomFile",
    ".rss": "newsbot.export.feeds:RssFile",
    ".feed.json": "newsbot.export.feeds:JsonFeedFile",
    ".ninjs.jsonl": "newsbot.export.ninjs:NinjsLines",
}
"""Suffix -> module:class of its Writer; the longest suffix that fits a name is taken."""

FEEDS = frozenset({".atom", ".rss", ".feed.json"})
"""Formats that are made to be passed on."""

OF_ARTICLES = FEEDS | {".ninjs.jsonl"}
"""Formats that say articles and nothing else."""

NEEDS = {".parquet": ("pyarrow", "parquet")}
"""Suffix -> the library that it needs and the extra that installs it."""


def format_of(path: str) -> str:
    """The suffix in FORMATS that `path` ends with; standard output (`-`) gets JSON lines.

    Raises BadValue for another suffix, and where the library of a format is not installed.
    """
    name = "-.jsonl" if path == "-" else Path(path).name.lower()
    fitting = [suffix for suffix in FORMATS if name.endswith(suffix) and name != suffix]
    if not fitting:
        raise BadValue(
            f"cannot tell the format of {path!r}: end it with one of {' '.join(FORMATS)}"
        )
    suffix = max(fitting, key=len)
    library, extra = NEEDS.get(suffix, ("", ""))
    if library and find_spec(library) is None:
        raise BadValue(f"{suffix} needs {library}: pip install 'newsbot[{extra}]'")
    return suffix


@contextmanager
def open_file(path: str, wanted: Wanted) -> Iterator[Writer]:
    """A Writer for `path`; the file takes the old one's place when the block ends without error.

    Raises BadValue for an unknown suffix, UnusableFile for a path that cannot be written, and
    WriteFault where writing fails later; the old file is then as it was.
    """
    module, _, name = FORMATS[format_of(path)].partition(":")
    with open_target(path) as target:
        writer = getattr(import_module(module), name)(target, wanted)
        yield writer
        writer.finish()
