"""What an export takes: pure decisions on records, each with the name of the option that left
something out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from newsbot.errors import BadValue
from newsbot.policy.display import PUBLIC
from newsbot.policy.rights import PURPOSES

Record = Mapping[str, Any]

UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
AGO = re.compile(r"(\d{1,6})([mhdw])")

GRANTED_ONLY = frozenset({"display-full"})
"""Purposes that nothing allows unless the user was given leave: undecided means no."""


def read_when(text: str, now: datetime) -> datetime:
    """The moment that `--since` names, in UTC; `now` has an offset.

    A date (2026-01-31, which begins at 00:00 UTC), a moment (RFC 3339; without an offset it is
    UTC) or an age (30m, 12h, 7d, 2w). Raises BadValue for anything else.
    """
    text = text.strip()
    try:
        if ago := AGO.fullmatch(text):
            return (now - timedelta(**{UNITS[ago[2]]: int(ago[1])})).astimezone(UTC)
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise BadValue(
            f"--since {text!r} is no time: give a date (2026-01-31), a moment "
            "(2026-01-31T08:00:00+08:00) or an age (12h, 7d)"
        ) from None


def check_purpose(purpose: str) -> str:
    """The purpose; raises BadValue, which lists those that there are."""
    if purpose not in PURPOSES:
        raise BadValue(f"--purpose {purpose!r}: there are {', '.join(PURPOSES)}")
    return purpose


def allowed(record: Record, purpose: str) -> bool:
    """Whether the record's rights allow the purpose; what was never decided is allowed."""
    decision = ((record.get("rights") or {}).get(purpose) or {}).get("decision")
    return decision == "allow" if decision else purpose not in GRANTED_ONLY


@dataclass(frozen=True, slots=True)
class Selection:
    """The filters of an export; an empty one lets everything pass. `since` is in UTC; `public`:
    it is for others, who do not see what its rights hide."""

    sites: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    since: datetime | None = None
    purpose: str | None = None
    copies: bool = True
    public: bool = False

    def refusal(self, record: Record) -> str | None:
        """The option that leaves the record out, None if it passes."""
        return next((name for name, passes in CHECKS if not passes(self, record)), None)


def _in_categories(chosen: Selection, record: Record) -> bool:
    if not chosen.categories:
        return True
    places = [record, *(record.get("seen_in") or ())]
    return any(
        place.get(key) in chosen.categories
        for place in places
        for key in ("category", "category_slug")
    )


def _in_languages(chosen: Selection, record: Record) -> bool:
    """`zh` takes in zh-Hans and zh-Hant (RFC 4647, basic filtering)."""
    tag = str(record.get("language") or "").lower()
    wanted = [language.lower() for language in chosen.languages]
    return not wanted or any(tag == one or tag.startswith(f"{one}-") for one in wanted)


def _is_late_enough(chosen: Selection, record: Record) -> bool:
    if chosen.since is None:
        return True
    fetched_at = record.get("fetched_at")
    return bool(fetched_at) and datetime.fromisoformat(str(fetched_at)) >= chosen.since


CHECKS: tuple[tuple[str, Callable[[Selection, Record], bool]], ...] = (
    ("--site", lambda chosen, record: not chosen.sites or record.get("site") in chosen.sites),
    ("--since", _is_late_enough),
    ("--category", _in_categories),
    ("--language", _in_languages),
    (
        "--source",
        lambda chosen, record: not chosen.sources or record.get("source") in chosen.sources,
    ),
    ("its rights", lambda chosen, record: not chosen.public or not PUBLIC.hides(record)),
    ("--no-copies", lambda chosen, record: chosen.copies or not record.get("duplicate_of")),
    (
        "--purpose",
        lambda chosen, record: not chosen.purpose or allowed(record, chosen.purpose),
    ),
)
"""The filters in the order in which they are asked; the first that refuses is named."""
