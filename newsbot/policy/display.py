"""Display: how much of an article is shown to whom.

On the user's own machine it is his archive, in full. To others it is shown as its rights say: not
at all where its site denies indexing, by its headline where it denies snippets, else by headline,
summary and link; whole only where that was granted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from newsbot.policy.grants import Grants

Level = Literal["full", "summary", "title", "hidden"]

WITHHELD: Mapping[str, Any] = {
    "body": [],
    "text": "",
    "images": [],
    "related": [],
    "provenance": None,
    "content_hash": None,
}
"""Keys of an article that is not shown in full, and what stands there instead."""

LONGEST_SUMMARY = 300


@dataclass(frozen=True, slots=True)
class Audience:
    """Who is shown something: the user himself (`own`), or others, by what he was granted."""

    own: bool
    grants: Grants = field(default_factory=Grants)

    def level(self, record: Mapping[str, Any]) -> Level:
        """How much of an article this audience sees."""
        if self.own:
            return "full"
        granted = self.grants.purposes(record["site"], record["source"])
        if record["status"] != "live":
            return "hidden"
        if "display-full" in granted or _decision(record, "display-full") == "allow":
            return "full"
        if _decision(record, "index") == "deny" and "index" not in granted:
            return "hidden"
        if _decision(record, "display-snippet") == "deny" and "display-snippet" not in granted:
            return "title"
        return "summary"

    def hides(self, record: Mapping[str, Any]) -> bool:
        """Whether this audience sees nothing of an article."""
        return self.level(record) == "hidden"

    def shown(self, record: Mapping[str, Any]) -> dict[str, Any] | None:
        """The article as this audience sees it; None where it is hidden."""
        level = self.level(record)
        if level == "hidden":
            return None
        if level == "full":
            return dict(record)
        summary = record["summary"] if level == "summary" else None
        return {**record, **WITHHELD, "summary": _cut(summary, _longest(record))}


PUBLIC = Audience(own=False)
"""People to whom something is passed on."""


def _decision(record: Mapping[str, Any], purpose: str) -> str | None:
    found: str | None = ((record["rights"] or {}).get(purpose) or {}).get("decision")
    return found


def _longest(record: Mapping[str, Any]) -> int:
    stated = ((record["rights"] or {}).get("display-snippet") or {}).get("max_length")
    return LONGEST_SUMMARY if stated is None else min(int(stated), LONGEST_SUMMARY)


def _cut(text: str | None, longest: int) -> str | None:
    if text is None or len(text) <= longest:
        return text
    return text[: max(longest - 1, 0)] + "…" if longest else None
