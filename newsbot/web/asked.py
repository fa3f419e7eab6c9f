"""What a request asks for: its parameters, read and checked. Wrong ones raise BadValue."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from newsbot.errors import BadValue
from newsbot.store import Chosen
from newsbot.store.grams import read_query
from newsbot.topics import TOPICS, slugs_of

LONGEST_VALUE = 200
PLACE = re.compile(r"(\d{1,18})-(\d{1,18})")
TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}")
IDENTIFIER = re.compile(r"[a-z0-9]{1,64}")
DAY = timedelta(days=1)
FILTERS = ("site", "category", "topic", "source", "language", "day")


@dataclass(frozen=True, slots=True)
class Asked:
    """Filters and search words as they were asked for; `said` has the ones that were given."""

    chosen: Chosen
    said: Mapping[str, str]
    words: str = ""
    order: str = "newest"

    @property
    def is_filtered(self) -> bool:
        """Whether more than words was asked for."""
        return any(name != "q" for name in self.said)

    @property
    def is_quick(self) -> bool:
        """Whether an index answers it in a millisecond or so."""
        if self.words:
            return not self.is_filtered and read_query(self.words).is_quick
        scanned = self.chosen.source or self.chosen.language
        return not scanned and len(self.chosen.categories) <= 1

    def address(self, path: str, **more: str | None) -> str:
        """The same question at another path or place."""
        said = {**self.said, **more}
        query = urlencode({name: value for name, value in said.items() if value})
        return f"{path}?{query}" if query else path


EVERYTHING = Asked(Chosen(), {})


def read_asked(parameters: Mapping[str, str]) -> Asked:
    """The question of a query string."""
    if not parameters:
        return EVERYTHING
    said = {name: text(parameters, name) for name in (*FILTERS, "q", "order")}
    said = {name: value for name, value in said.items() if value}
    topic, day, tag = said.get("topic"), said.get("day"), said.get("language")
    if topic and topic not in TOPICS:
        raise BadValue(f"topic: one of {', '.join(TOPICS)}")
    if tag and not TAG.fullmatch(tag):
        raise BadValue("language: a tag like zh-Hans or en")
    since, until = _day(day) if day else (None, None)
    categories = (said["category"],) if said.get("category") else ()
    chosen = Chosen(
        said.get("site"),
        slugs_of(topic) if topic and not categories else categories,
        said.get("source"),
        tag,
        since,
        until,
    )
    order = choice(parameters, "order", ("newest", "best"))
    return Asked(chosen, said, said.get("q", ""), order)


def text(parameters: Mapping[str, str], name: str) -> str:
    """A parameter's text without what surrounds it; "" where it is not given."""
    value = parameters.get(name, "").strip()
    if len(value) > LONGEST_VALUE or "\x00" in value:
        raise BadValue(f"{name}: at most {LONGEST_VALUE} letters")
    return value


def choice(parameters: Mapping[str, str], name: str, choices: tuple[str, ...]) -> str:
    """One of several values; the first where none is given."""
    value = text(parameters, name) or choices[0]
    if value not in choices:
        raise BadValue(f"{name}: one of {', '.join(choices)}")
    return value


def number(
    parameters: Mapping[str, str], name: str, *, default: int, most: int, least: int = 0
) -> int:
    """A whole number between two bounds."""
    value = text(parameters, name)
    if not value:
        return default
    if not (value.isascii() and value.isdigit() and least <= int(value) <= most):
        raise BadValue(f"{name}: a whole number from {least} to {most}")
    return int(value)


def place(parameters: Mapping[str, str], name: str = "before") -> tuple[int, int] | None:
    """Where a list goes on, as the page before told it."""
    value = text(parameters, name)
    if not value:
        return None
    if not (found := PLACE.fullmatch(value)):
        raise BadValue(f"{name}: as the page before gave it")
    return int(found[1]), int(found[2])


def _day(said: str) -> tuple[datetime, datetime]:
    """When a day begins and ends."""
    try:
        found = datetime.strptime(said, "%Y-%m-%d").replace(tzinfo=UTC)
        return found, found + DAY
    except (ValueError, OverflowError):
        raise BadValue("day: a date like 2026-01-31") from None
