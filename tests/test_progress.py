"""The live line of a crawl in a terminal: it counts, and no line of the log runs into it."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any


def terminal(command: list[str], cwd: Path) -> str:
    """What a command writes to a terminal."""
    reader, writer = pty.openpty()
    with subprocess.Popen(command, cwd=cwd, stdout=writer, stderr=writer) as process:
        os.close(writer)
        pieces = []
        while True:
            try:
                piece = os.read(reader, 65_536)
            except OSError:  # Linux's end of a terminal whose last writer has gone
                break
            if not piece:
                break
            pieces.append(piece)
        os.close(reader)
        assert process.wait(timeout=60) == 0
    return b"".join(pieces).decode()


def test_a_terminal_shows_how_far_the_crawl_is(serve: Callable[..., Any], tmp_path: Path) -> None:
    base_url = serve("theme", pages=1, oddities=("missing",)).base_url
    crawl = [sys.executable, "-m", "newsbot", "crawl", "daydaynews", "-a", f"base_url={base_url}"]
    shown = terminal([*crawl, "-s", "DOWNLOAD_DELAY=0.15"], tmp_path)
    lines = [line.strip() for line in re.split(r"\r\x1b\[K|\r?\n", shown)]
    live = [re.fullmatch(r"daydaynews: (\d+) pages, (.+), [\d.]+ pages/s, .+", x) for x in lines]
    counts = [int(found[1]) for found in live if found]
    assert len(counts) > 3, shown
    assert counts == sorted(counts), shown
    assert counts[-1] > 10, shown
    assert any(found and "wait until the listings are read" in found[2] for found in live), shown
    assert [line for line in lines if re.match(r"[\d-]{10} [\d:]{8} WARNING .+ HTTP 404", line)], (
        f"expected the log's line on a line of its own: {shown}"
    )
