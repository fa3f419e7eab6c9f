"""The timetable: how often each site is to be visited; new and changed site files are noticed."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from importlib import invalidate_caches, reload
from pathlib import Path
from types import ModuleType

from scrapy.settings import Settings

from newsbot.errors import BadValue, NewsbotError
from newsbot.schedule.every import Every, read_every
from newsbot.sites import SiteLoader
from newsbot.sites.loader import FOLDER, Source
from newsbot.sites.table import FILE, Row

Stamp = tuple[tuple[str, int], ...]


class Timetable:
    """Sites and their `every`. `read` loads sites again only where a file has changed."""

    def __init__(self, settings: Settings, only: Iterable[str] = ()) -> None:
        self.settings = settings
        self.only = set(only)
        self.default = settings["NEWSBOT_EVERY"]
        try:
            read_every(self.default)  # a wrong setting is told before anything starts
        except BadValue as error:
            raise BadValue(f"NEWSBOT_EVERY: {error}") from error
        self.sites: dict[str, Every] = {}
        self.stamp: Stamp = ()
        self.sources: dict[str, tuple[object, Stamp]] = {}
        self.told: set[str] = set()

    def read(self) -> dict[str, Every]:
        """Site -> every."""
        stamp = _stamp(self._places())
        if not self.sites or stamp != self.stamp:
            self.stamp = stamp
            invalidate_caches()
            self._load_all()
        return self.sites

    def _places(self) -> list[Path]:
        """Folders and files that say which sites there are, and how often."""
        packages = self.settings.getlist("SPIDER_MODULES")
        folders = [Path(place) for name in packages for place in _folders(sys.modules.get(name))]
        files = [file for folder in folders for file in sorted(folder.glob("*.py"))]
        own = Path(FOLDER)
        return [*folders, *files, own, *sorted(own.glob("*.py")), Path(FILE)]

    def _load_all(self) -> None:
        loader = SiteLoader.from_settings(self.settings)
        names = [name for name in loader.list() if not self.only or name in self.only]
        for name in self.sites.keys() - set(names):
            del self.sites[name]
        for name in names:
            source = loader.sources[name]
            seen = (source, _stamp(_file_of(source)))
            if self.sources.get(name) != seen:
                self.sites[name] = self._every(loader, name, changed=name in self.sources)
                self.sources[name] = seen

    def _every(self, loader: SiteLoader, name: str, *, changed: bool) -> Every:
        """A site's `every`; one that cannot be loaded is tried at the usual times, so that its
        fault is in the ledger."""
        source = loader.sources[name]
        try:
            if isinstance(source, Row):
                every, zone = source.told.get("every"), source.told.get("time_zone")
            else:
                if changed and isinstance(source, str) and source in sys.modules:
                    reload(sys.modules[source])
                site = loader.load(name)
                every, zone = getattr(site, "every", None), getattr(site, "time_zone", None)
        except (NewsbotError, SyntaxError, ImportError):
            return read_every(self.default)
        try:
            return read_every(str(every or self.default), str(zone or "UTC"))
        except BadValue as error:
            self._tell(f"{name}: {error}; it is visited every {self.default}")
            return read_every(self.default)

    def _tell(self, problem: str) -> None:
        if problem not in self.told:
            sys.stderr.write(f"newsbot: {problem}\n")
            self.told.add(problem)


def _folders(module: ModuleType | None) -> list[str]:
    return list(getattr(module, "__path__", ()))


def _file_of(source: Source) -> list[Path]:
    """The file whose change means that a site has changed; a row is compared itself."""
    if isinstance(source, Path):
        return [source]
    if isinstance(source, str):
        file = getattr(sys.modules.get(source), "__file__", None)
        return [Path(file)] if file else []
    return []


def _stamp(places: list[Path]) -> Stamp:
    return tuple((str(p), p.stat().st_mtime_ns) for p in places if p.exists())


def check_sites(settings: Settings, names: list[str]) -> None:
    """Raises BadValue where a name is no site."""
    known = SiteLoader.from_settings(settings).list() if names else []
    for name in names:
        if name not in known:
            raise BadValue(f"there is no site {name!r}; there are: {', '.join(known[:40])}")
