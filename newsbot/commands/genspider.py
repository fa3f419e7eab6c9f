"""newsbot genspider NAME URL: Scrapy's command with newsbot's template, into the user's folder."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from scrapy.commands.genspider import Command as ScrapyGenspider
from scrapy.commands.genspider import sanitize_module_name, verify_url_scheme

from newsbot.errors import BadValue, UnusableFile
from newsbot.given import check_url
from newsbot.sites.table import NAME

TEMPLATE = "site"


def site_name(told: str) -> str:
    """The name of a site's file, class and folder; raises BadValue for one that cannot be it."""
    name = sanitize_module_name(told).lower()
    if not told[:1].isalpha() or not NAME.fullmatch(name):
        raise BadValue(f"name {told!r}: small letters, digits and _ are wanted, a letter first")
    return str(name)


class Command(ScrapyGenspider):
    """Writes sites/NAME.py (in a checkout newsbot/spiders/NAME.py): a site in ten lines."""

    def syntax(self) -> str:
        """Behind the command's name."""
        return "[options] NAME URL"

    def short_desc(self) -> str:
        """For the list of commands."""
        return "Write the file of a new site, in ./sites"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Scrapy's, with our template as the default."""
        super().add_options(parser)
        parser.set_defaults(template=TEMPLATE)

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Raises BadValue where name or address is missing."""
        super().process_options(args, opts)
        if not (opts.list or opts.dump) and len(args) != 2:
            raise BadValue("genspider what? 'newsbot genspider NAME URL'")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Lists or shows templates as Scrapy does; else writes the file and says what is next."""
        if opts.list or opts.dump:
            super().run(args, opts)
            return
        name, url = site_name(args[0]), check_url(verify_url_scheme(args[1]))
        path = self._folder() / f"{name}.py"
        template = self._find_template(opts.template)
        if template is None:
            raise BadValue(f"there is no template {opts.template!r}; --list shows them")
        if path.exists() and not opts.force:
            raise UnusableFile(f"{path} is there already; --force replaces it")
        self._write(path, template, name, url.rstrip("/"))
        sys.stdout.write(f"{path}\n")
        sys.stderr.write(f"next: 'newsbot check {name}' shows what it gets\n")

    def _folder(self) -> Path:
        """The package's sites in a checkout of newsbot, else the user's own."""
        package = Path("newsbot", "spiders")
        return package if (package / "__init__.py").is_file() else Path("sites")

    def _write(self, path: Path, template: Path, name: str, url: str) -> None:
        from string import Template

        told = self._generate_template_variables(name, name, url, template.stem)
        text = Template(template.read_text(encoding="utf-8")).safe_substitute(told)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        except OSError as error:
            raise UnusableFile(f"cannot write {path}: {error.strerror or error}") from error
