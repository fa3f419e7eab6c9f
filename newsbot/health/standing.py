"""Standing: which troubles a site has, since when, and what a person is to be told of them.

Pure. A trouble starts with the first run that shows it and lasts until a run that could have
shown it does not: a run that read nothing says nothing of fields.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from newsbot.health.facts import Facts
from newsbot.health.findings import Finding, Level

OF_FIELDS = frozenset({"coverage", "rules", "equal", "dates", "views", "stale"})
"""Monitors that need articles to speak."""

OF_ARTICLES = frozenset({"no title", "neither text nor picture", "NoArticle"})
"""Causes of failure that only pages of articles have."""

OF_LAYOUT = frozenset({"coverage", "rules"})
"""Monitors that a new layout of the pages sets off, one field after the other."""

DAY = timedelta(days=1)
SHOWN = 3
"""Pages that are shown as evidence of one trouble."""

PAUSE = timedelta(hours=1)
"""At most one message a site in this time; what happens in between goes with the next one."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """A finding that lasts: `run` and `since` are the first run that showed it."""

    finding: Finding
    run: int
    since: datetime


@dataclass(frozen=True, slots=True)
class Told:
    """What people were told of a site: the keys of troubles that were announced, and when."""

    keys: frozenset[str] = frozenset()
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class News:
    """One message about a site: what began, what is over, and how many troubles last."""

    site: str
    began: tuple[Trouble, ...]
    over: tuple[str, ...]
    left: int = 0


def troubles(
    this: Facts,
    found: Sequence[Finding],
    before: Sequence[Trouble],
    unasked: frozenset[str] = frozenset(),
) -> list[Trouble]:
    """The troubles of a site after a run: those found now keep their beginning, and those that
    the run could not see, or whose monitors were `unasked`, last."""
    known = {trouble.finding.key: trouble for trouble in before}
    now = {}
    for finding in found:
        first = known.get(finding.key)
        run, since = (first.run, first.since) if first else (this.run, this.began_at)
        now[finding.key] = Trouble(finding, run, since)
    for key, trouble in known.items():
        unseen = trouble.finding.monitor in unasked or _is_blind(this, trouble.finding)
        if key not in now and unseen:
            now[key] = trouble
    return _gravest_first(now.values())


def joined(found: Iterable[Trouble]) -> list[Trouble]:
    """Troubles as people are told of them: fields that became ill within a day are one trouble,
    a new layout, which says what is with each."""
    told: list[Trouble] = []
    ill: list[list[Trouble]] = []
    for trouble in sorted(found, key=lambda trouble: trouble.since):
        if trouble.finding.monitor not in OF_LAYOUT:
            told.append(trouble)
        elif ill and trouble.since - ill[-1][0].since < DAY:
            ill[-1].append(trouble)
        else:
            ill.append([trouble])
    return _gravest_first([*told, *map(_as_one, ill)])


def _as_one(ill: Sequence[Trouble]) -> Trouble:
    if len(ill) == 1:
        return ill[0]
    parts = [trouble.finding for trouble in ill]
    urls = dict.fromkeys(url for finding in parts for url in finding.urls[:1])
    level: Level = "error" if any(part.level == "error" for part in parts) else "warning"
    finding = Finding("layout", level, "", {"parts": parts}, tuple(urls)[:SHOWN])
    return Trouble(finding, ill[0].run, ill[0].since)


def _gravest_first(found: Iterable[Trouble]) -> list[Trouble]:
    return sorted(found, key=lambda t: (t.finding.level != "error", t.since, t.finding.key))


def _is_blind(this: Facts, finding: Finding) -> bool:
    """Whether a run without this finding says nothing about it."""
    if finding.monitor in OF_FIELDS:
        return finding.about not in this.rules if finding.monitor == "coverage" else not this.read
    if finding.monitor == "errors" and finding.said.get("cause") in OF_ARTICLES:
        return not this.read
    if finding.monitor == "few":
        return this.outcome != "finished"
    if finding.monitor == "gap":
        return finding.about not in this.categories
    return this.outcome == "interrupted"


def news(site: str, now: Iterable[Trouble], told: Told, at: datetime) -> tuple[News | None, Told]:
    """(what is to be told, what is told then): each trouble once when it starts and once when it
    ends, and nothing within PAUSE of the last message; then it waits for the next run."""
    current = {trouble.finding.key: trouble for trouble in now}
    began = tuple(trouble for key, trouble in current.items() if key not in told.keys)
    over = tuple(sorted(told.keys - current.keys()))
    paused = told.at is not None and timedelta() <= at - told.at < PAUSE
    if paused or not (began or over):
        return None, told
    return News(site, began, over, len(joined(current.values()))), Told(frozenset(current), at)
