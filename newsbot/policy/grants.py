"""Grants: what the user was given leave for, by site and by credited source.

A page's own tags never allow that its text is shown whole to others; a licence does, and only
the user knows of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from newsbot.errors import BadValue
from newsbot.policy.rights import PURPOSES, Purpose

SOURCE = "source:"
EVERY_SITE = "*"
ALL = "all"


@dataclass(frozen=True, slots=True)
class Grants:
    """Purposes by site and by source, as the user declared them."""

    sites: Mapping[str, tuple[Purpose, ...]] = field(default_factory=dict)
    sources: Mapping[str, tuple[Purpose, ...]] = field(default_factory=dict)

    def purposes(self, site: str, source: str | None) -> list[Purpose]:
        """What was granted for an article of `site` that credits `source`."""
        found = (
            *self.sites.get(EVERY_SITE, ()),
            *self.sites.get(site, ()),
            *(self.sources.get(source, ()) if source else ()),
        )
        return list(dict.fromkeys(found))

    def __bool__(self) -> bool:
        return bool(self.sites or self.sources)


def read_grants(text: str) -> Grants:
    """The grants that NEWSBOT_GRANTS states: `daydaynews=display-full,archive; source:新华社=all`.

    Entries are separated by semicolons; a name is a site's, `*` for every site, or a credited
    source behind `source:`; `all` stands for every purpose. Raises BadValue for anything else.
    """
    sites: dict[str, tuple[Purpose, ...]] = {}
    sources: dict[str, tuple[Purpose, ...]] = {}
    for entry in filter(None, map(str.strip, text.split(";"))):
        name, equals, listed = (part.strip() for part in entry.partition("="))
        bare = name.removeprefix(SOURCE).strip()
        if not equals or not bare:
            raise BadValue(
                f"NEWSBOT_GRANTS {entry!r}: an entry is SITE=PURPOSE,... or source:NAME=PURPOSE,..."
            )
        table = sources if name.startswith(SOURCE) else sites
        table[bare] = (*table.get(bare, ()), *_purposes(entry, listed))
    return Grants(sites, sources)


def _purposes(entry: str, listed: str) -> list[Purpose]:
    words = [word.strip() for word in listed.split(",") if word.strip()]
    known = {str(purpose): purpose for purpose in PURPOSES}
    if ALL in words:
        return list(PURPOSES)
    unknown = next((word for word in words if word not in known), None)
    if unknown or not words:
        raise BadValue(
            f"NEWSBOT_GRANTS {entry!r}: {unknown or 'no purpose named'}; there are: "
            f"{', '.join([*PURPOSES, ALL])}"
        )
    return [known[word] for word in words]
