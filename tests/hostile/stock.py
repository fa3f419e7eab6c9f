"""One case crawled by stock Scrapy, with its own defaults: what newsbot is compared with.

    python stock.py CASE

Prints one line for the table of docs/hostile-web.md. The crawl is ended after LONGEST seconds and
gets at most MOST_BYTES of memory, so that no case harms the machine.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

from cases import CASES
from scrapy import Request, Spider
from scrapy.crawler import CrawlerProcess
from scrapy.http import Response
from scrapy.linkextractors import LinkExtractor
from torture import Server, peak_mb

LONGEST = 20
MOST_BYTES = 4 * 2**30
LARGE_MB = 300
LEAVES = ("redirect_private", "redirect_metadata")
"""Cases that would lead it off this machine: it follows their redirects, too."""


class StockSpider(Spider):
    """Asks for the case's addresses; of a news site it follows the links, as a tutorial would."""

    name = "stock"
    links = LinkExtractor(allow=r"/[atl][^/]*/?")

    def __init__(self, urls: list[str], *, follows: bool, told: Path) -> None:
        super().__init__()
        self.urls, self.follows, self.told = urls, follows, told

    async def start(self) -> AsyncIterator[Request]:
        for url in self.urls:
            yield Request(url, errback=self.failed)

    def parse(self, response: Response) -> Iterator[Request]:
        """Notes the answer, and follows what a link extractor finds."""
        self.tell(str(response.status))
        if self.follows and hasattr(response, "text"):
            for link in self.links.extract_links(response):
                yield Request(link.url, callback=self.parse, errback=self.failed)

    def failed(self, failure: Any) -> None:
        """Notes why there was no answer."""
        response = getattr(failure.value, "response", None)
        self.tell(str(response.status) if response is not None else failure.type.__name__)

    def tell(self, what: str) -> None:
        """A line at once: the process may be ended at any moment."""
        with self.told.open("a") as file:
            file.write(f"{what}\t{peak_mb()}\n")


def crawl(urls: list[str], told: Path, *, follows: bool) -> None:
    """The crawl itself, in a process of its own."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    process = CrawlerProcess({"LOG_LEVEL": "CRITICAL"})
    process.crawl(StockSpider, urls=urls, follows=follows, told=told)
    process.start()


def measure(name: str) -> str:
    """What came of a case, in words."""
    if name in LEAVES:
        return "follows; not tried"
    case = CASES[name]
    folder = Path(tempfile.mkdtemp())
    told = folder / "told"
    told.touch()
    with Server(folder) as server:
        origin = f"{case.scheme}://127.0.0.1:{server.ports[name]}"
        paths = ["/list?page=1"] if case.reads else case.paths
        job = json.dumps([[origin + path for path in paths], str(told), case.reads])
        command = [sys.executable, __file__, "--crawl", job]
        try:
            ended = subprocess.run(command, capture_output=True, timeout=LONGEST, check=False)
            how = "" if ended.returncode == 0 else "; the process died"
        except subprocess.TimeoutExpired:
            how = f"; not done after {LONGEST} s"
        seen = server.seen()
    lines = [line.split("\t") for line in told.read_text().splitlines()]
    ends = Counter(what for what, _ in lines)
    words = ", ".join(f"{what} {count}" for what, count in sorted(ends.items())) or "nothing"
    peak = max((int(mb) for _, mb in lines), default=0)
    large = f"; {peak} MB" if peak > LARGE_MB else ""
    private = "; the private address" if seen["secret"] else ""
    return f"{words}; {len(seen[name])} requests{large}{private}{how}"


if __name__ == "__main__":
    if sys.argv[1] == "--crawl":
        addresses, log, follows = json.loads(sys.argv[2])
        crawl(addresses, Path(log), follows=follows)
    else:
        print(measure(sys.argv[1]))
