"""How a listing's pages are asked for: address and body with places to fill in.

Places: {category}, {page}, {offset} (entries before this page), {size}, {cursor} (what the page
before gave). A parameter whose whole value is an empty {cursor} is left out: the first page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

import orjson

from newsbot.errors import BadValue

PLACES = ("category", "page", "offset", "size", "cursor")
PLACE = re.compile(r"\{(\w+)\}")
EMPTY_CURSOR = re.compile(r"(?<=[?&])[^&=]+=\{cursor\}(?:&|$)")


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a listing a page stands: `page` and `offset` count from 1 and 0."""

    category: str
    page: int = 1
    offset: int = 0
    cursor: str = ""


@dataclass(frozen=True, slots=True)
class Ask:
    """A request for one page: address (or path), method, body and headers."""

    url: str
    method: str = "GET"
    body: bytes = b""
    headers: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Template:
    """A site's declared way to ask; `path` may be a whole address.

    `body`: a table is sent as JSON, a text as a form (or as JSON where it is some); with a body
    the method is POST. `first_page`: the number of the first page; `page_size`: entries a page,
    where the offset is not to be counted.
    """

    path: str
    body: str | Mapping[str, Any] | None = None
    first_page: int = 1
    page_size: int = 0
    first_cursor: str = ""

    def places(self) -> set[str]:
        """The places that path and body have; raises BadValue for an unknown one in the path."""
        asked = set(PLACE.findall(self.path))
        if unknown := asked - set(PLACES):
            known = ", ".join(f"{{{name}}}" for name in PLACES)
            raise BadValue(f"listing_path has {{{min(unknown)}}}; it may have {known}")
        return (asked | set(PLACE.findall(str(self.body or "")))) & set(PLACES)

    def tells(self, categories: Mapping[str, str]) -> bool:
        """Whether it says where all listings are, and no menu can name further ones: that reads
        addresses one segment below the base."""
        return bool(categories) and not self.path.startswith("/{category}")

    def ask(self, place: Place) -> Ask:
        """The request for a page."""
        values = self.values(place)
        path = self.path if values["cursor"] else EMPTY_CURSOR.sub("", self.path).rstrip("?&")
        url = PLACE.sub(lambda found: quote(values.get(found[1], found[0]), safe="/"), path)
        if self.body is None:
            return Ask(url)
        if isinstance(self.body, str):
            text = _filled(self.body, values)
            is_json = text.lstrip()[:1] in ("{", "[")
            kind = "application/json" if is_json else "application/x-www-form-urlencoded"
            return Ask(url, "POST", text.encode(), {"Content-Type": kind})
        body = orjson.dumps(_filled_value(self.body, values))
        return Ask(url, "POST", body, {"Content-Type": "application/json"})

    def values(self, place: Place) -> dict[str, str]:
        """What stands in each place."""
        offset = (place.page - 1) * self.page_size if self.page_size else place.offset
        return {
            "category": place.category,
            "page": str(self.first_page + place.page - 1),
            "offset": str(offset),
            "size": str(self.page_size),
            "cursor": place.cursor or self.first_cursor,
        }

    def goes_on(self, cursor: str | None) -> bool:
        """Whether another page can be asked for, after one that gave `cursor`."""
        places = self.places()
        return bool(cursor) if "cursor" in places else not places.isdisjoint({"page", "offset"})


def _filled(text: str, values: Mapping[str, str]) -> str:
    return PLACE.sub(lambda found: values.get(found[1], found[0]), text)


def _filled_value(value: Any, values: Mapping[str, str]) -> Any:
    """A value of a JSON body: a text that is one place only becomes a number where it is one."""
    if isinstance(value, Mapping):
        filled = {key: _filled_value(part, values) for key, part in value.items()}
        return {k: v for k, v in filled.items() if v != "" or value[k] != "{cursor}"}
    if isinstance(value, list | tuple):
        return [_filled_value(part, values) for part in value]
    if not isinstance(value, str):
        return value
    text = _filled(value, values)
    alone = PLACE.fullmatch(value) and value not in ("{category}", "{cursor}")
    return int(text) if alone and text.isdigit() else text


def form(pairs: Mapping[str, str]) -> str:
    """A form's text of names and values whose places stay as they are."""
    return urlencode(pairs, safe="{}")
