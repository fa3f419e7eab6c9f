"""What a crawl is asked to do, checked before its first request, and carried out.

Names, values and paths that are wrong raise a UsageFault here, so that nothing is half-written;
what goes wrong later is the run's own fault (exit 1).
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scrapy import Spider
from scrapy.crawler import Crawler
from scrapy.settings import Settings
from scrapy.spiderloader import get_spider_loader

from newsbot.errors import BadValue, SiteBusy, UnusableFile
from newsbot.given import allow, check_arguments, check_url, declared_urls
from newsbot.network.archive import Archive
from newsbot.process import FORCED, Process
from newsbot.rendering.browser import require_browser
from newsbot.run import Run

WAIT_SECONDS = 2.0
"""How often a waiting crawl looks whether the site is free."""

REPLAY_SETTINGS: Mapping[str, Any] = {
    "DOWNLOAD_DELAY": 0,  # a recording need not be spared
    "AUTOTHROTTLE_ENABLED": False,
    "NEWSBOT_BACKOFF": 0,
    "NEWSBOT_PARK_AFTER": float("inf"),
    "CONCURRENT_REQUESTS": 1,  # one after the other: the same order, so the same bytes, each time
}


@dataclass(slots=True)
class Plan:
    """Crawls to be made: a site's name -> the arguments of its spider."""

    settings: Settings
    crawls: dict[str, dict[str, Any]] = field(default_factory=dict)
    spiders: dict[str, type[Spider]] = field(default_factory=dict)
    wait: bool = False

    def add(self, target: str, categories: Sequence[str] = (), **arguments: Any) -> None:
        """Adds a site by name, or a URL: of the site that covers it, else of any site.

        Raises a UsageFault for a name, value or address that makes no sense.
        """
        bases = [check_url(base) for base in arguments.get("base_url", "").split(",") if base]
        for base in bases:
            self._allow(base)
        spider, url = self._spider(target, bases)
        name = str(spider.name)
        check_arguments(spider, arguments)
        self.spiders[name] = spider
        planned = self.crawls.setdefault(name, {**arguments, "category": [], "urls": []})
        planned["category"] += _slugs(spider, categories)
        if url:
            self._allow(url)
            planned["urls"].append(url)
        self._allow_own(spider)

    def _allow_own(self, spider: type[Spider]) -> None:
        """What one of the user's own sites declares, he has named."""
        loader: Any = get_spider_loader(self.settings)
        if spider.name in loader.sources and loader.is_own(spider.name):
            for url in declared_urls(spider):
                self._allow(url)

    def _spider(self, target: str, bases: Sequence[str]) -> tuple[type[Spider], str | None]:
        """(the spider of a target, the address that is meant, where it is one)."""
        loader = get_spider_loader(self.settings)
        if "://" in target:
            check_url(target)
            name = self._covering(target, bases)
            return loader.load(name) if name else _any_site(target), target
        if target not in loader.list() and "." in target:
            raise BadValue(f"{target!r} is no site, and a URL begins with http:// or https://")
        return loader.load(target), None

    def _allow(self, url: str) -> None:
        """Notes an origin that the user named: it may be fetched even if it is private."""
        allow(self.settings, [url])

    def _covering(self, url: str, bases: Sequence[str]) -> str | None:
        """The site whose base_url (or one of `bases`, where it is moved) lies above an address."""
        loader: Any = get_spider_loader(self.settings)
        for name in loader.list():
            if any(covers(base, url) for base in bases or [loader.base_url(name)]):
                return str(name)
        return None

    def carry_out(self, watch: Callable[[Crawler], object] = lambda _: None) -> int:
        """Crawls everything that is planned; the exit code. `watch` sees each crawler first."""
        self._require_browser()
        process = Process(self.settings)
        crawlers = []
        for name, arguments in self.crawls.items():
            crawler = process.create_crawler(self.spiders[name])
            try:
                self._begin(crawler)
            except SiteBusy as busy:
                sys.stderr.write(f"newsbot: {busy}\n")
                continue
            watch(crawler)
            process.crawl(crawler, **arguments)
            crawlers.append(crawler)
        if not crawlers:
            return 0
        process.start()
        if process.stop_signals > 1:
            return FORCED
        faults = [c.stats.get_value("newsbot/fault", "it never started") for c in crawlers]
        return 1 if any(faults) else 0

    def _require_browser(self) -> None:
        """Raises BadValue where a site's pages are to be drawn and there is nothing to do it."""
        wanted = any(getattr(spider, "render", False) for spider in self.spiders.values())
        if (wanted or self.settings.getbool("NEWSBOT_RENDER")) and not self.settings[
            "NEWSBOT_REPLAY"
        ]:
            require_browser(self.settings)

    def _begin(self, crawler: Crawler) -> None:
        while True:
            try:
                Run.begin(crawler)
                return
            except SiteBusy:
                if not self.wait:
                    raise
                time.sleep(WAIT_SECONDS)


def _slugs(spider: type[Spider], categories: Sequence[str]) -> list[str]:
    slugs_of = getattr(spider, "slugs_of", None)
    return list(slugs_of(categories)) if slugs_of and categories else []


@contextmanager
def scratch_store(settings: Settings, *, wanted: bool) -> Iterator[None]:
    """An empty store for the time of a check, replay or recording, so that nothing is known to it;
    nobody is told what such a run finds, and the metrics of the real store stay as they are."""
    if not wanted:
        yield
        return
    quiet = {"NEWSBOT_ALERT_URLS": "", "NEWSBOT_METRICS_FILE": ""}
    settings.setdict(quiet, priority="cmdline")
    with tempfile.TemporaryDirectory(prefix="newsbot-") as folder:
        settings.set("NEWSBOT_STORE", f"sqlite:///{folder}/newsbot.db", priority="cmdline")
        yield


def covers(base_url: str, url: str) -> bool:
    """Whether an address lies below a site's `base_url`, http or https alike."""
    bare, wanted = (u.partition("://")[2].rstrip("/") for u in (base_url, url))
    return bool(bare) and (wanted == bare or wanted.startswith((bare + "/", bare + "?")))


DATABASE = b"SQLite format 3\0"
"""How a store's file begins."""


def check_writable(path: str) -> None:
    """Raises UnusableFile unless a file can be written at `path`, and where a store is."""
    check_place(path)
    if not Path(path).is_file():  # a pipe is not to be read
        return
    with suppress(OSError), Path(path).open("rb") as file:
        if file.read(len(DATABASE)) == DATABASE:
            raise UnusableFile(f"{path} is a store, which this would replace: name another file")


def check_place(path: str) -> None:
    """Raises UnusableFile unless the folder takes files and `path` is none itself."""
    target = Path(path)
    folder = target.parent
    if target.is_dir():
        raise UnusableFile(f"{path} is a folder; a file's name is wanted")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise UnusableFile(f"cannot write {path}: {error.strerror or error}") from error


def replay(settings: Settings, path: str) -> None:
    """Has every request answered from a recording, at full speed; raises UnusableFile."""
    Archive.open(path).close()
    settings.setdict(REPLAY_SETTINGS, priority="cmdline")
    settings.set("NEWSBOT_REPLAY", path, priority="cmdline")
    _handle(settings, "newsbot.network.replaying.ReplayingHandler")


def record(settings: Settings, path: str) -> None:
    """Has every exchange written to a recording."""
    check_writable(path)
    settings.set("NEWSBOT_RECORD", path, priority="cmdline")
    _handle(settings, "newsbot.network.recording.RecordingHandler")


def _handle(settings: Settings, handler: str) -> None:
    handlers = {**settings.getdict("DOWNLOAD_HANDLERS"), "http": handler, "https": handler}
    settings.set("DOWNLOAD_HANDLERS", handlers, priority="cmdline")


def _any_site(url: str) -> type[Spider]:
    """The spider of an address that no site covers."""
    from newsbot.anysite import AnySite

    return AnySite.at(url)
