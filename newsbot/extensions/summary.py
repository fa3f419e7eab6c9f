"""What a run did, read off its counters: the record, the words for it, and whether it failed.

Pure: counters in, text and verdict out. The counters are Scrapy's stats:

    listing/pages, /entries, /absent, /unchanged       what the listings gave
    listing/gaps                                       where articles may be missing
    article/new, /updated, /known, /duplicate  what became of each article
    invalid/LACKING                                    articles that lack a title, or all contents
    broken/ERROR                                       articles that a pipeline could not take
    accounting/rows, accounting/difference             how each requested address ended
    rule/FIELD/RULE, missing/FIELD                     where values came from
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from newsbot.policy.outcomes import MEANINGS, Ending, Outcome

FINE: frozenset[Outcome] = frozenset(
    {"fetched", "not_modified", "known", "forbidden", "parked", "trap", "picture", "interrupted"}
)
"""Outcomes that are no failure: read, not needed, or left alone on purpose."""

LEFT_ALONE = ("forbidden", "parked", "trap", "interrupted")
"""Outcomes of addresses that were not asked for, which a person wants to know of."""

READ: frozenset[Outcome] = frozenset({"fetched", "not_modified", "known", "picture"})
"""Outcomes of which the counts tell enough, where there is no room for every row."""

MOST_ENDINGS = 2_000
"""Rows of the account that the run's record keeps; the counts are always whole."""

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
    empty_frames: int = 0
    entries: int = 0
    new: int = 0
    updated: int = 0
    known: int = 0
    duplicate: int = 0
    departed: int = 0
    unchanged: int = 0
    gaps: list[dict[str, Any]] = field(default_factory=list)
    failed: dict[str, int] = field(default_factory=dict)
    outcomes: dict[Outcome, int] = field(default_factory=dict)
    unaccounted: int = 0
    spoilt: int = 0
    """Failures of pages that had come: they are among those fetched, too."""
    rules: dict[str, dict[str, int]] = field(default_factory=dict)
    missing: dict[str, int] = field(default_factory=dict)
    replay_misses: list[str] = field(default_factory=list)
    write_faults: list[str] = field(default_factory=list)
    outputs: list[str] = field(default_factory=list)
    traps: list[str] = field(default_factory=list)
    endings: list[dict[str, Any]] = field(default_factory=list)
    """The rows of the account, those of addresses that were not read first; MOST_ENDINGS."""

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
            empty_frames=stats.get("listing/empty_frames", 0),
            entries=stats.get("listing/entries", 0),
            new=stats.get("article/new", 0),
            updated=stats.get("article/updated", 0),
            known=stats.get("article/known", 0),
            duplicate=stats.get("article/duplicate", 0),
            departed=stats.get("article/gone", 0) + stats.get("article/withdrawn", 0),
            unchanged=stats.get("listing/unchanged", 0),
            gaps=list(stats.get("listing/gaps", ())),
            replay_misses=list(stats.get("replay/missed", ())),
            write_faults=list(stats.get("write/faults", ())),
            traps=list(stats.get("trap/found", ())),
        )
        summary.unaccounted = stats.get("accounting/difference", 0)
        summary._count_endings(stats.get("accounting/rows", ()), stats.get("listing/absent", 0))
        summary._count_spoilt(stats)
        summary._count_rules(stats)
        return summary

    def _count_spoilt(self, stats: Mapping[str, Any]) -> None:
        """Articles that were read and not kept: they lack something, or broke a pipeline."""
        for name, count in stats.items():
            kind, _, cause = name.partition("/")
            if kind in ("broken", "invalid"):
                self.failed[cause] = self.failed.get(cause, 0) + count
                self.spoilt += count

    def _count_endings(self, endings: Iterable[Ending], absent: int) -> None:
        """Outcomes, and the failures among them by cause; `absent` 404s only ended a listing."""
        endings = list(endings)
        unread_first = sorted(endings, key=lambda ending: ending.outcome in READ)
        self.endings = [ending._asdict() for ending in unread_first[:MOST_ENDINGS]]
        self.outcomes = dict(Counter(ending.outcome for ending in endings))
        causes = Counter(_cause(ending) for ending in endings if ending.outcome not in FINE)
        causes["HTTP 404"] -= absent
        self.failed = {cause: count for cause, count in sorted(causes.items()) if count > 0}

    def _count_rules(self, stats: Mapping[str, Any]) -> None:
        for name, count in sorted(stats.items()):
            kind, _, rest = name.partition("/")
            if kind == "missing":
                self.missing[rest] = count
            elif kind == "rule":
                fieldname, _, rule = rest.partition("/")
                self.rules.setdefault(fieldname, {})[rule] = count

    @property
    def kept(self) -> int:
        """Articles stored or exported by this run."""
        return self.new + self.updated

    @property
    def fetched(self) -> int:
        """Pages that answered or failed to: what the share of failures is counted in."""
        return self.outcomes.get("fetched", 0) + sum(self.failed.values()) - self.spoilt

    def record(self) -> dict[str, Any]:
        """The summary as the run's record in the store: plain JSON values."""
        return asdict(self)

    # --- Verdict ------------------------------------------------------------------------------

    def fault(self, failed_share: float) -> str | None:
        """Why the run failed, or None; `failed_share` (0-1) is the most that may fail."""
        failures = sum(self.failed.values())
        if broken := self._broken():
            return broken
        if self.reason == "shutdown":
            return None
        if not (self.entries or self.known or self.kept or self.unchanged):
            return f"no listing gave an entry: {self._why_empty()}"
        if failures > failed_share * self.fetched:
            return f"{failures} of {self.fetched} pages failed"
        return None

    def _broken(self) -> str | None:
        """What no crawl may end with, interrupted or not."""
        if self.replay_misses:
            first = self.replay_misses[0]
            return f"the recording lacks {len(self.replay_misses)} requests, the first is {first}"
        if self.write_faults:
            return f"could not write: {self.write_faults[0]}"
        if self.unaccounted:
            return f"{self.unaccounted} requested addresses have no outcome; this is a bug"
        return None

    def _why_empty(self) -> str:
        """The most frequent outcome of the addresses asked for, else the markup."""
        others = {name: n for name, n in self.outcomes.items() if name != "fetched"}
        if self.empty_frames and self.empty_frames == self.listing_pages:
            return (
                "its pages are empty frames that scripts fill; -s NEWSBOT_RENDER=1 has a browser "
                "draw them (docs/sites.md)"
            )
        if not others or self.listing_pages:
            return "the listings were read, but no link on them has the shape of an article's"
        outcome, count = max(others.items(), key=lambda pair: pair[1])
        addresses = "1 address" if count == 1 else f"{count} addresses"
        told = Counter(row["detail"] for row in self.endings if row["outcome"] == outcome)
        [(why, _)] = told.most_common(1) or [("", 0)]
        return f"{addresses} ended as {outcome} ({why or MEANINGS[outcome]})"

    # --- Words --------------------------------------------------------------------------------

    def lines(self) -> list[str]:
        """The summary for a person, a line each."""
        ended = {"finished": "", "shutdown": " (interrupted)", "limit": " (limit reached)"}
        lines = [
            f"{self.site}: {self.seconds:.1f} s{ended.get(self.reason, f' ({self.reason})')}, "
            f"store {self.store}",
            f"  listings   {self.listing_pages} pages, {self.entries} entries{self._unchanged()}",
            f"  articles   {self.new} new, {self.updated} updated, {self.known} known, "
            f"{self.duplicate} duplicate, {sum(self.failed.values())} failed{self._causes()}",
        ]
        if self.departed:
            lines.append(f"  departed   {self.departed} known articles are gone or withdrawn")
        lines += [f"  gap        {gap_words(gap)}" for gap in self.gaps]
        left = {name: n for name, n in self.outcomes.items() if name in LEFT_ALONE}
        if left:
            counts = ", ".join(f"{name} {count}" for name, count in sorted(left.items()))
            lines.append(f"  left alone {counts}")
        lines += [f"  trap       {trap}" for trap in self.traps[:MOST_RULES]]
        if self.rules:
            lines.append("  fields     value by rule, of the articles read")
            lines += [f"    {name:<14}{self._sources(name)}" for name in sorted(self.rules)]
        return lines + self._hints()

    def _unchanged(self) -> str:
        return f", {self.unchanged} unchanged" if self.unchanged else ""

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


GAP_CAUSES = {
    "limit": "the page limit came first",
    "late": "articles that came in late may lie below the page limit",
    "failed": "a page could not be read",
    "gone": "the listing ended before it met what was known",
    "skipped": "its pages were of different age",
}


def gap_words(gap: Mapping[str, Any]) -> str:
    """An open gap in words; its moments are RFC 3339 in UTC."""
    since, until = (str(gap[end])[:16].replace("T", " ") for end in ("since", "until"))
    return (
        f"{gap['category']}: at most {gap['at_most']} articles between {since} and {until} UTC "
        f"({GAP_CAUSES.get(gap['why'], gap['why'])})"
    )


def _cause(ending: Ending) -> str:
    """What a person calls a failure: the status, the error's name or the kind of refusal."""
    if ending.outcome in ("http_3xx", "http_4xx", "http_5xx"):
        return f"HTTP {ending.status}"
    if ending.outcome in ("unreadable", "refusal"):
        return ending.detail.partition(":")[0] or ending.outcome
    return ending.outcome.replace("_", " ")
