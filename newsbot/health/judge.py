"""Judge: what a run means after those before it - its troubles, and what is to be told of them.

The verdict goes into the run's record, so that the latest run of a site always carries the
site's standing: no other memory is needed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import orjson

from newsbot.health.facts import Facts
from newsbot.health.findings import Finding
from newsbot.health.monitors import LONG_AGO, examine
from newsbot.health.standing import News, Told, Trouble, news, troubles


@dataclass(frozen=True, slots=True)
class Verdict:
    """The standing of a site after a run, and the message that is due."""

    seen: tuple[str, ...]
    troubles: tuple[Trouble, ...]
    told: Told
    news: News | None = None

    def record(self) -> dict[str, Any]:
        """The verdict as plain values for the site's row."""
        return {
            "troubles": [trouble_record(trouble) for trouble in self.troubles],
            "told": {
                "keys": sorted(self.told.keys),
                "at": self.told.at.isoformat() if self.told.at else None,
            },
        }


def judge(
    this: Facts,
    earlier: Sequence[Facts],
    last: Mapping[str, Any],
    at: datetime,
    *,
    weeks: Sequence[Facts] | None = None,
) -> Verdict:
    """The verdict of a run. `earlier` and `weeks`: see `examine`; `last`: what the verdict of the
    site's run before this one left (`Verdict.record`)."""
    found = examine(this, earlier, weeks)
    unasked = LONG_AGO if weeks is None else frozenset()
    standing = troubles(this, found, read_troubles(last), unasked)
    message, told = news(this.site, standing, read_told(last), at)
    return Verdict(tuple(finding.key for finding in found), tuple(standing), told, message)


def trouble_record(trouble: Trouble) -> dict[str, Any]:
    """A trouble as plain values."""
    finding = asdict(trouble.finding)
    return {**finding, "run": trouble.run, "since": trouble.since.isoformat()}


def read_troubles(record: Mapping[str, Any]) -> list[Trouble]:
    """The troubles that a run's record carries."""
    return [_trouble(told) for told in record.get("troubles", ())]


def _trouble(told: Mapping[str, Any]) -> Trouble:
    finding = Finding(
        told["monitor"], told["level"], told["about"], told["said"], tuple(told["urls"])
    )
    return Trouble(finding, told["run"], datetime.fromisoformat(told["since"]))


def read_told(record: Mapping[str, Any]) -> Told:
    """What people were told by the run of a record or before it."""
    told = record.get("told") or {}
    at = told.get("at")
    return Told(frozenset(told.get("keys", ())), datetime.fromisoformat(at) if at else None)


def standing_troubles(health: str) -> list[Trouble]:
    """The troubles of a site's row in the store (`standings.health`)."""
    return read_troubles(orjson.loads(health)) if health else []
