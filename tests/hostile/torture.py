"""Crawls all cases at once, each with a crawler of its own, and prints a report as JSON.

    python torture.py [--all | --reading] [NAME...]

One process, newsbot's own settings with small delays; the report has, a case: the rows of the
account, stats, the requests that the server saw, seconds; and for the process: peak memory, the
longest time that the event loop was blocked, and the ports that listened.
"""

from __future__ import annotations

import asyncio
import json
import logging
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, ClassVar

from cases import CASES, Case
from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.settings import Settings

from newsbot.listing import ListingSpider
from newsbot.process import Process
from newsbot.records import record
from newsbot.settings import SPIDER_MIDDLEWARES

FAST = {
    "DOWNLOAD_DELAY": 0,
    "AUTOTHROTTLE_ENABLED": False,
    "NEWSBOT_BACKOFF": 0.1,
    "LOG_LEVEL": "INFO",
    "LOG_FILE": None,
}
ASKING = {
    "SPIDER_MIDDLEWARES": {
        name: place
        for name, place in SPIDER_MIDDLEWARES.items()
        if ".known." not in name and ".walk." not in name
    },
    "ITEM_PIPELINES": {},
    "EXTENSIONS": {
        "newsbot.extensions.accounting.Accounting": 10,
    },
}


class AskingSpider(Spider):
    """Asks for the given addresses and takes what comes."""

    name = "asking"

    def __init__(self, urls: list[str], **more: Any) -> None:
        super().__init__(**more)
        self.urls = urls

    async def start(self) -> AsyncIterator[Any]:
        for url in self.urls:
            yield Request(url, dont_filter=True)

    def parse(self, response: Any) -> None:
        """Nothing more to ask."""


class ReadingSpider(ListingSpider):
    """The smallest site: everything but the shape of its addresses is found in the pages."""

    listing_path = "/{category}?page={page}"
    article_path = r"^/[at]/"
    categories: ClassVar[dict[str, str]] = {"list": "要闻"}


class Watch:
    """Measures the loop's longest pause, in seconds of this thread's own time (other processes
    of a busy machine are not counted), and the sockets that listen.

    It begins when all crawlers have begun: to start eighty at once is the suite's own doing.
    """

    def __init__(self, crawlers: int) -> None:
        self.waiting = crawlers
        self.longest = 0.0
        self.listening: set[str] = set()

    def opened(self) -> None:
        """One crawler more has begun."""
        self.waiting -= 1

    async def run(self) -> None:
        while True:
            before = time.thread_time()
            await asyncio.sleep(0.02)
            if not self.waiting:
                self.longest = max(self.longest, time.thread_time() - before)
            self.listening |= own_listening_ports()


def own_listening_ports() -> set[str]:
    """Local addresses in the state LISTEN whose sockets belong to this process."""
    inodes = set()
    for link in Path("/proc/self/fd").iterdir():
        try:
            inodes.add(str(link.readlink()))
        except OSError:
            continue
    found = set()
    for name in ("tcp", "tcp6"):
        for line in Path(f"/proc/self/net/{name}").read_text().splitlines()[1:]:
            parts = line.split()
            if parts[3] == "0A" and f"socket:[{parts[9]}]" in inodes:
                found.add(parts[1])
    return found


def shared_settings(priority: str) -> Settings:
    """newsbot's own settings with small delays."""
    settings = Settings()
    settings.setmodule("newsbot.settings", priority="project")
    settings.setdict(FAST, priority=priority)
    return settings


def settings_of(case: Case, origin: str, folder: Path) -> Settings:
    """The settings of one case's crawler; the user named its origin."""
    settings = shared_settings("cmdline")
    if not case.reads:
        settings.setdict(ASKING, priority="cmdline")
    settings.setdict(case.settings, priority="cmdline")
    settings.set("NEWSBOT_STORE", f"sqlite:///{folder}/newsbot.db", priority="cmdline")
    settings.set("NEWSBOT_ALLOWED_ORIGINS", [origin], priority="cmdline")
    return settings


def main(names: list[str]) -> None:
    """Runs the cases and prints the report."""
    folder = Path(tempfile.mkdtemp())
    report: dict[str, Any] = {}
    with Server(folder) as server:
        watch = Watch(len(names))
        process = Process(shared_settings("project"))
        asyncio.get_event_loop().create_task(watch.run())
        began = time.monotonic()
        for name in names:
            crawler = start(process, name, server.ports[name], report, folder)
            crawler.signals.connect(watch.opened, signals.spider_opened, weak=False)
        process.start()
        seen = server.seen()
        for name in names:
            report[name]["requests"] = seen[name]
        report["process"] = {
            "peak_mb": peak_mb(),
            "longest_block": round(watch.longest, 3),
            "listening": sorted(watch.listening - server_addresses(server)),
            "secret_requests": len(seen["secret"]),
            "seconds": round(time.monotonic() - began, 2),
        }
    print(json.dumps(report, ensure_ascii=False))


def peak_mb() -> int:
    """The largest resident size of this process; getrusage would tell its parent's too."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) // 1024


class Server:
    """The hostile server in a process of its own, so that its memory is not counted."""

    def __init__(self, folder: Path) -> None:
        self.command = [sys.executable, str(Path(__file__).with_name("serve.py")), str(folder)]

    def __enter__(self) -> Server:
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(self.command, stdin=pipe, stdout=pipe, text=True)
        assert self.process.stdout
        self.ports: dict[str, int] = json.loads(self.process.stdout.readline())
        return self

    def seen(self) -> dict[str, list[Any]]:
        """Ends the server: path and time of each request, by case."""
        found: dict[str, list[Any]] = json.loads(self.process.communicate("", timeout=20)[0])
        return found

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()


def server_addresses(server: Server) -> set[str]:
    return {f"0100007F:{port:04X}" for port in server.ports.values()}


def start(process: Process, name: str, port: int, report: dict[str, Any], folder: Path) -> Crawler:
    case, began = CASES[name], time.monotonic()
    origin = f"{case.scheme}://127.0.0.1:{port}"
    kind = ReadingSpider if case.reads else AskingSpider
    spider = type(f"Spider_{name}", (kind,), {"name": name, "base_url": origin})
    crawler = Crawler(spider, settings_of(case, origin, folder))
    articles: list[dict[str, Any]] = []

    def scraped(item: Any) -> None:
        articles.append(record(item))

    crawler.signals.connect(scraped, signals.item_scraped, weak=False)
    reasons: list[str] = []

    def closed(reason: str) -> None:
        reasons.append(reason)

    crawler.signals.connect(closed, signals.spider_closed, weak=False)

    def stopped() -> None:
        stats = {k: v for k, v in crawler.stats.get_stats().items() if isinstance(v, int | float)}
        rows = crawler.stats.get_value("accounting/rows") or []
        report[name] = {
            "rows": [row._asdict() for row in rows],
            "articles": articles,
            "traps": crawler.stats.get_value("trap/found"),
            "stats": stats,
            "reason": reasons[0],
            "seconds": round(time.monotonic() - began, 2),
        }

    crawler.signals.connect(stopped, signals.engine_stopped, weak=False)
    if case.reads:
        process.crawl(crawler, category="list")
    else:
        process.crawl(crawler, urls=[origin + path for path in case.paths])
    return crawler


if __name__ == "__main__":
    logging.captureWarnings(True)
    wanted = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    every, reading = "--all" in sys.argv, "--reading" in sys.argv
    main(
        wanted
        or [
            name
            for name, case in CASES.items()
            if every or (case.reads == reading and not case.slow)
        ]
    )
