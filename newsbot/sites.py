"""Where the sites are: one module a site, found by its file name.

A site's file, spider and class share one name, so the list of sites is a folder listing and only
the site that is asked for is imported. A file that cannot be imported costs only that site.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module
from importlib.util import find_spec

from scrapy import Request, Spider
from scrapy.settings import BaseSettings
from scrapy.utils.spider import iter_spider_classes

from newsbot.errors import UnknownName


class SiteLoader:
    """Scrapy's spider loader for newsbot: finds, lists and loads sites by name."""

    def __init__(self, packages: list[str]) -> None:
        self.modules = {
            module.name: f"{package}.{module.name}"
            for package in packages
            for module in pkgutil.iter_modules(_folders(package))
        }

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> SiteLoader:
        """The loader of the sites in SPIDER_MODULES."""
        return cls(settings.getlist("SPIDER_MODULES"))

    def list(self) -> list[str]:
        """The names of all sites."""
        return sorted(self.modules)

    def load(self, spider_name: str) -> type[Spider]:
        """The spider class of a site; raises UnknownName, which lists the sites there are."""
        if spider_name not in self.modules:
            known = ", ".join(self.list())
            raise UnknownName(f"there is no site {spider_name!r}; there are: {known}")
        name = self.modules[spider_name]
        try:
            module = import_module(name)
        except (
            ImportError,
            SyntaxError,
            AttributeError,
            NameError,
            TypeError,
            ValueError,
        ) as error:
            raise UnknownName(
                f"site {spider_name} cannot be loaded from {name}: {error}"
            ) from error
        for found in iter_spider_classes(module):
            if found.name == spider_name:
                return found
        raise UnknownName(f"{name} holds no spider named {spider_name!r}")

    def find_by_request(self, request: Request) -> __builtins__.list[str]:
        """The names of the sites whose base_url covers the request's address."""
        return [name for name in self.list() if request.url.startswith(self.base_url(name))]

    def base_url(self, name: str) -> str:
        """The address that a site declares."""
        return str(getattr(self.load(name), "base_url", ""))


def _folders(package: str) -> list[str]:
    spec = find_spec(package)
    return list(spec.submodule_search_locations or []) if spec else []
