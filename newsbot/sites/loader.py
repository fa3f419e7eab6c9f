"""SiteLoader: finds, lists and loads sites by name.

A site's file, spider and class share one name, so the list of sites is a folder listing and a
table's names; only the site that is asked for is imported. A file or row that is wrong costs only
that site: it is named on stderr, with its line and what would be right.
"""

from __future__ import annotations

import os
import pkgutil
import sys
import traceback
from collections.abc import Iterator
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

from scrapy import Request, Spider
from scrapy.settings import BaseSettings
from scrapy.utils.spider import iter_spider_classes

from newsbot.errors import BadValue, UnknownName
from newsbot.sites.table import FILE, Problem, Row, line_of, read_table

FOLDER = "sites"
GROUP = "newsbot.sites"
"""The user's own: files in this folder, and packages with entry points of this group."""

BROKEN = (
    ImportError,
    SyntaxError,
    AttributeError,
    NameError,
    TypeError,
    ValueError,
    LookupError,
    OSError,
    RuntimeError,
    ArithmeticError,
    AssertionError,
)
"""What a broken file may raise while it is imported."""

_said: set[str] = set()
"""Problems that this process has told already."""

Source = str | Path | EntryPoint | Row
"""Where a site is: a module of a package, a file, an entry point, or a row."""


class SiteLoader:
    """Scrapy's spider loader for newsbot: the package's sites, other packages', the user's own.

    `problems` are those that are seen without importing a site; each is told on stderr once.
    """

    def __init__(self, packages: list[str], home: Path | None = None) -> None:
        self.home = home or Path()
        self.problems: list[Problem] = []
        self.sources: dict[str, Source] = {}
        self._loaded: dict[str, type[Spider]] = {}
        for package in packages:
            for module in pkgutil.iter_modules(_folders(package)):
                self._add(module.name, f"{package}.{module.name}", "")
        for entry in entry_points(group=GROUP):
            self._add(entry.name, entry, entry.value)
        folder = self.home / FOLDER
        if folder.is_dir() and not os.access(folder, os.R_OK | os.X_OK):
            self.problems.append(Problem(FOLDER, None, "cannot be read: Permission denied"))
        for path in sorted(folder.glob("[!_]*.py")):
            self._add(path.stem, path, f"{FOLDER}/{path.name}")
        rows, problems = read_table(self.home / FILE)
        self.problems += problems
        for row in rows:
            self._add(row.name, row, FILE, row.line)

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> SiteLoader:
        """The loader of the sites in SPIDER_MODULES and in the working directory."""
        loader = cls(settings.getlist("SPIDER_MODULES"))
        for problem in map(str, loader.problems):
            if problem not in _said:
                _said.add(problem)
                sys.stderr.write(f"newsbot: {problem}\n")
        return loader

    def _add(self, name: str, source: Source, where: str, line: int | None = None) -> None:
        known = self.sources.get(name)
        if known is None:
            self.sources[name] = source
        else:
            text = f"{name!r} is the name of {_place(known)} too; each site has its own"
            self.problems.append(Problem(where, line, text))

    def list(self) -> list[str]:
        """The names of all sites."""
        return sorted(self.sources)

    def load(self, spider_name: str) -> type[Spider]:
        """The spider class of a site; raises UnknownName, which lists the sites there are, and
        BadValue for a site whose declaration is wrong."""
        if spider_name not in self.sources:
            wrong = [p for p in self.problems if f"'{spider_name}'" in p.text]
            known = ", ".join(self.list()[:40])
            said = f"; but {wrong[0]}" if wrong else f"; there are: {known}"
            raise UnknownName(f"there is no site {spider_name!r}{said}")
        if spider_name not in self._loaded:
            site = self._load(spider_name, self.sources[spider_name])
            problem = next(self._wrong(spider_name, site), None)
            if problem:
                raise BadValue(str(problem))
            self._loaded[spider_name] = site
        return self._loaded[spider_name]

    def check(self, spider_name: str) -> Iterator[Problem]:
        """Everything that is wrong with a site's declaration."""
        try:
            site = self._load(spider_name, self.sources[spider_name])
        except UnknownName as error:
            yield Problem("", None, str(error))
            return
        yield from self._wrong(spider_name, site)

    def is_own(self, name: str) -> bool:
        """Whether a site lies in the working directory."""
        return isinstance(self.sources[name], Row | Path)

    def find_by_request(self, request: Request) -> __builtins__.list[str]:
        """The names of the sites whose base_url covers the request's address."""
        return [name for name in self.list() if request.url.startswith(self.base_url(name) or "-")]

    def base_url(self, name: str) -> str:
        """The address that a site declares; "" for a site that cannot be loaded."""
        source = self.sources.get(name)
        if isinstance(source, Row):
            return source.url
        try:
            return str(getattr(self.load(name), "base_url", ""))
        except (UnknownName, BadValue):
            return ""

    # --- One site -----------------------------------------------------------------------------

    def _load(self, name: str, source: Source) -> type[Spider]:
        if isinstance(source, Row):
            from newsbot.sites.row_spider import spider_of

            return spider_of(source)
        try:
            module = _module(name, source)
        except BROKEN as error:
            raise UnknownName(_told(name, source, error)) from error
        if isinstance(module, type):
            return module
        for found in iter_spider_classes(module):
            if found.name == name:
                return found
        raise UnknownName(
            f"{_place(source)} holds no spider named {name!r}; file, `name` and class agree"
        )

    def _wrong(self, name: str, site: type[Spider]) -> Iterator[Problem]:
        """What the declaration of one of the user's own sites says wrongly."""
        source = self.sources[name]
        if isinstance(source, Row | Path) and hasattr(site, "article_links"):
            from newsbot.sites.check import problems_of

            path = source if isinstance(source, Path) else self.home / FILE
            text = path.read_text(encoding="utf-8-sig")
            for key, said in problems_of(site):
                if isinstance(source, Row):
                    line = line_of(text, "url" if key == "base_url" else key, source.line)
                    yield Problem(FILE, line, said)
                else:
                    yield Problem(_place(source), line_of(text, key), said)


def _module(name: str, source: str | Path | EntryPoint) -> ModuleType | type[Spider]:
    if isinstance(source, str):
        return import_module(source)
    if isinstance(source, EntryPoint):
        loaded: ModuleType | type[Spider] = source.load()
        return loaded
    spec = spec_from_file_location(f"newsbot_own_sites.{name}", source)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def _told(name: str, source: Source, error: BaseException) -> str:
    """One line about a file that cannot be imported: file, line, and what went wrong."""
    place, line = _place(source), None
    if isinstance(error, SyntaxError):
        line, said = error.lineno, f"no Python: {error.msg}"
    else:
        frames = traceback.extract_tb(error.__traceback__)
        own = [frame.lineno for frame in frames if frame.filename.endswith(place)]
        line, said = (own[-1] if own else None), f"{type(error).__name__}: {error}"
    return (
        f"{place}:{line}: {said}" if line else f"site {name} cannot be loaded from {place}: {said}"
    )


def _place(source: Source) -> str:
    if isinstance(source, Row):
        return f"{FILE}:{source.line}"
    if isinstance(source, EntryPoint):
        return source.value
    return f"{FOLDER}/{source.name}" if isinstance(source, Path) else source


def _folders(package: str) -> list[str]:
    spec = find_spec(package)
    return list(spec.submodule_search_locations or []) if spec else []
