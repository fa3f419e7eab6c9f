"""What a run did, read off its counters: the record, the words for it, and whether it failed.

Pure: counters in, text and verdict out. The counters are Scrapy's stats:

    listing/pages, listing/entries, listing/absent     what the listings gave
    article/new, /updated, /known, /duplicate, /invalid  what became of each article
    failed/CAUSE                                       pages that could not be fetched or read
    rule/FIELD/RULE, missing/FIELD                     where values came from
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

MOST_RULES = 5
"""Rules of a field that the summary names; the run's record has them all."""


@dataclass(slots=True)
class Summary:
    """The figures of one run of one site; `seconds` is wall-clock time."""

    site: str
    store: str
    reason: str
    seconds: float
    listing_pages: int = 0
    entries: int = 0
    new: int = 0
    updated: int = 0
    known: int = 0
    duplicate: int = 0
    failed: dict[str, int] = field(default_factory=dict)
    rules: dict[str, dict[str, int]] = field(default_factory=dict)
    missing: dict[str, int] = field(default_factory=dict)
    replay_misses: list[str] = field(default_factory=list)
    write_faults: list[str] = field(default_factory=list)
    outputs: list[str] = field(default_factory=list)

    @classmethod
    def of(
        cls, stats: Mapping[str, Any], *, site: str, store: str, reason: str, seconds: float
    ) -> Summary:
        """The summary of a crawl's counters."""
        summary = cls(
            site,
            store,
            reason,
            seconds,
            listing_pages=stats.get("listing/pages", 0),
            entries=stats.get("listing/entries", 0),
            new=stats.get("article/new", 0),
            updated=stats.get("article/updated", 0),
            known=stats.get("article/known", 0),
            duplicate=stats.get("article/duplicate", 0),
            replay_misses=list(stats.get("replay/missed", ())),
            write_faults=list(stats.get("write/faults", ())),
        )
        for name, count in sorted(stats.items()):
            kind, _, rest = name.partition("/")
            if kind == "failed":
                summary.failed[rest] = count
            elif kind == "missing":
                summary.missing[rest] = count
            elif kind == "rule":
                fieldname, _, rule = rest.partition("/")
                summary.rules.setdefault(fieldname, {})[rule] = count
        if invalid := stats.get("article/invalid", 0):
            summary.failed["invalid"] = invalid
        return summary

    @property
    def kept(self) -> int:
        """Articles stored or exported by this run."""
        return self.new + self.updated

    @property
    def fetched(self) -> int:
        """Pages asked for: listings and articles, those that failed included."""
        return self.listing_pages + self.kept + self.duplicate + sum(self.failed.values())

    def record(self) -> dict[str, Any]:
        """The summary as the run's record in the store: plain JSON values."""
        return asdict(self)

    # --- Verdict ------------------------------------------------------------------------------

    def fault(self, failed_share: float) -> str | None:
        """Why the run failed, in one sentence, or None; `failed_share` (0-1) is the most allowed."""
        failures = sum(self.failed.values())
        if self.replay_misses:
            return (
                f"the recording lacks {len(self.replay_misses)} requests: {self.replay_misses[0]}"
            )
        if self.write_faults:
            return f"could not write: {self.write_faults[0]}"
        if self.reason == "shutdown":
            return None
        if not self.entries and not self.known:
            return (
                "no listing gave an entry: the site is down, forbids us or has changed its markup"
            )
        if failures > failed_share * self.fetched:
            return f"{failures} of {self.fetched} pages failed"
        return None

    # --- Words --------------------------------------------------------------------------------

    def lines(self) -> list[str]:
        """The summary for a person, a line each."""
        ended = {"finished": "", "shutdown": " (interrupted)", "limit": " (limit reached)"}
        lines = [
            f"{self.site}: {self.seconds:.1f} s{ended.get(self.reason, f' ({self.reason})')}, "
            f"store {self.store}",
            f"  listings   {self.listing_pages} pages, {self.entries} entries",
            f"  articles   {self.new} new, {self.updated} updated, {self.known} known, "
            f"{self.duplicate} duplicate, {sum(self.failed.values())} failed{self._causes()}",
        ]
        if self.rules:
            lines.append("  fields     value by rule, of the articles read")
            lines += [f"    {name:<13}{self._sources(name)}" for name in sorted(self.rules)]
        return lines + self._hints()

    def _causes(self) -> str:
        causes = ", ".join(f"{cause} {count}" for cause, count in self.failed.items())
        return f" ({causes})" if causes else ""

    def _sources(self, name: str) -> str:
        rules = sorted(self.rules[name].items(), key=lambda rule: (-rule[1], rule[0]))
        total = sum(count for _, count in rules) + self.missing.get(name, 0)
        shown = [f"{rule} {count}/{total}" for rule, count in rules[:MOST_RULES]]
        if len(rules) > MOST_RULES:
            shown.append(f"{len(rules) - MOST_RULES} other rules")
        if missing := self.missing.get(name):
            shown.append(f"missing {missing}/{total}")
        return ", ".join(shown)

    def _hints(self) -> list[str]:
        if self.kept:
            return []
        if self.known:
            return ["  nothing new; `newsbot export -O FILE` writes what the store holds"]
        return []
