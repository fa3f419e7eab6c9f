"""newsbot sites import|check: one's own sites in the working directory."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from scrapy.commands import ScrapyCommand

from newsbot.errors import BadValue

WANTED = "'newsbot sites import FILE.opml|FILE.csv|URL...' or 'newsbot sites check [SITE...]'"


class Command(ScrapyCommand):
    """Imports lists of feeds and home pages into sites.toml; checks what is declared there and in
    sites/*.py, without a request."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """Behind the command's name."""
        return "import FILE.opml|FILE.csv|URL... | check [SITE...]"

    def short_desc(self) -> str:
        """For the list of commands."""
        return "Import lists of sites into sites.toml, or check one's own sites"

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Raises BadValue for another verb, and for an import of nothing."""
        super().process_options(args, opts)
        if not args or args[0] not in ("import", "check") or args == ["import"]:
            raise BadValue(f"sites: {WANTED}")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Does one or the other."""
        verb, *names = args
        if verb == "import":
            self._import(names)
        else:
            self._check(names)

    def _import(self, sources: list[str]) -> None:
        from scrapy.spiderloader import get_spider_loader

        from newsbot.sites.imports import append, read_list, rows_of
        from newsbot.sites.table import FILE, read_table

        assert self.settings is not None
        found = [one for source in sources for one in read_list(source)]
        known, _ = read_table(Path(FILE))
        rows = rows_of(found, known, get_spider_loader(self.settings).list())
        if rows:
            append(Path(FILE), rows)
        for row in rows:
            sys.stdout.write(f"{row.name}\t{row.url}\n")
        there = len(found) - len(rows)
        was = "was" if there == 1 else "were"
        sys.stderr.write(f"{_sites(len(rows))} added to {FILE}, {there} {was} there already\n")

    def _check(self, names: list[str]) -> None:
        from scrapy.settings import Settings

        from newsbot.errors import UnknownName
        from newsbot.sites.loader import SiteLoader

        settings: Settings | None = self.settings
        assert settings is not None
        loader = SiteLoader(settings.getlist("SPIDER_MODULES"))
        if unknown := [name for name in names if name not in loader.sources]:
            raise UnknownName(f"there is no site {unknown[0]!r}; 'newsbot list' shows them")
        problems = [] if names else list(loader.problems)
        chosen = names or [name for name in loader.list() if loader.is_own(name)]
        problems += [problem for name in chosen for problem in loader.check(name)]
        for problem in problems:
            sys.stdout.write(f"{problem}\n")
        found = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
        sys.stderr.write(f"{_sites(len(chosen))} checked, {found}\n")
        self.exitcode = 1 if problems else 0


def _sites(count: int) -> str:
    return "1 site" if count == 1 else f"{count} sites"
