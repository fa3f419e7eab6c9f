"""The timetable: how often each site is to be visited; new and changed site files are noticed."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from importlib import invalidate_caches, reload
from pathlib import Path

from scrapy.settings import Settings
from scrapy.spiderloader import get_spider_loader

from newsbot.errors import BadValue, NewsbotError
from newsbot.schedule.every import Every, read_every

logger = logging.getLogger(__name__)

Stamp = tuple[tuple[str, int], ...]


class Timetable:
    """Sites and their `every`. `read` looks at the site files again where one has changed."""

    def __init__(self, settings: Settings, only: list[str] | None = None) -> None:
        self.settings = settings
        self.only = set(only or ())
        self.default = settings["NEWSBOT_EVERY"]
        read_every(self.default)  # a wrong setting is told before anything starts
        self.sites: dict[str, Every] = {}
        self.stamps: dict[str, Stamp] = {}
        self.folders: Stamp | None = None

    def read(self) -> dict[str, Every]:
        """Site -> every."""
        folders = self._folders()
        if folders != self.folders:
            self.folders = folders
            invalidate_caches()
            self._load_all()
        else:
            for name in [n for n, stamp in self.stamps.items() if _stamp(_files(stamp)) != stamp]:
                self._load(get_spider_loader(self.settings).load, name)
        return self.sites

    def _folders(self) -> Stamp:
        """The folders and lists in which site files come and go."""
        places = [Path("sites"), Path("sites.toml")]
        for package in self.settings.getlist("SPIDER_MODULES"):
            module = sys.modules.get(package)
            places += [Path(place) for place in getattr(module, "__path__", ())]
        return _stamp(places)

    def _load_all(self) -> None:
        loader = get_spider_loader(self.settings)
        names = [name for name in loader.list() if not self.only or name in self.only]
        for name in self.sites.keys() - set(names):
            del self.sites[name]
        for name in names:
            self._load(loader.load, name)

    def _load(self, load: Callable[[str], type], name: str) -> None:
        """Reads a site's `every`; one that cannot be loaded is tried at the usual times, so that
        its fault is in the ledger."""
        try:
            known = name in self.stamps
            site = load(name)
            module = sys.modules.get(site.__module__)
            file = getattr(module, "__file__", None)
            if known and module is not None:
                reload(module)
                site = load(name)
            self.stamps[name] = _stamp([Path(file)] if file else [])
            zone = str(getattr(site, "time_zone", "UTC"))
            every = str(getattr(site, "every", None) or self.default)
            self.sites[name] = read_every(every, zone)
        except (NewsbotError, SyntaxError, ImportError) as fault:
            logger.warning("%s: %s", name, fault)
            self.sites[name] = read_every(self.default)


def _stamp(places: list[Path]) -> Stamp:
    return tuple((str(p), p.stat().st_mtime_ns) for p in places if p.exists())


def _files(stamp: Stamp) -> list[Path]:
    return [Path(name) for name, _ in stamp]


def check_sites(settings: Settings, names: list[str]) -> None:
    """Raises BadValue where a name is no site."""
    known = get_spider_loader(settings).list()
    for name in names:
        if name not in known:
            raise BadValue(f"there is no site {name!r}; there are: {', '.join(known)}")
