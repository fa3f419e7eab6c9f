"""Rights: what may be done with a page, purpose by purpose, and who says so.

The decision of each purpose follows from what the site states: robots.txt (RFC 9309), meta
robots and X-Robots-Tag, TDMRep, and the drafts Content-Usage and Content-Signal. A denial needs
a statement, with one exception: to show an article whole to others needs the user's own grant
(a contract, a licence), because no tag on a page gives that right.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from newsbot.policy import tdmrep as tdm
from newsbot.policy import usage
from newsbot.policy.robots import Robots, token_of
from newsbot.policy.robots_meta import Directives, read, values

Purpose = Literal["index", "display-snippet", "display-full", "archive", "text-mining", "training"]
PURPOSES: tuple[Purpose, ...] = (
    "index",
    "display-snippet",
    "display-full",
    "archive",
    "text-mining",
    "training",
)

FORBIDS: dict[str, tuple[Purpose, ...]] = {
    # a robots directive -> the purposes that it rules out
    "noindex": ("index", "display-snippet", "display-full"),
    "nosnippet": ("display-snippet", "display-full"),
    "noarchive": ("archive", "display-full"),
    "noai": ("training", "text-mining"),
}
PREFERENCES: dict[usage.Category, tuple[Purpose, ...]] = {
    # a draft's category -> the purposes that it speaks of, from the widest to the narrowest:
    # for one purpose only the narrowest statements count
    "processing": ("index", "display-snippet", "text-mining", "training"),
    "mining": ("text-mining", "training"),
    "input": ("text-mining",),
    "search": ("index", "display-snippet"),
    "training": ("training",),
}
EVIDENCE_LIMIT = 8


@dataclass(slots=True)
class Decision:
    """One purpose: allow or deny, what limits it, and the statements behind it."""

    allowed: bool = True
    basis: Literal["default", "stated", "granted"] = "default"
    evidence: list[str] = field(default_factory=list)
    policy: str | None = None
    max_length: int | None = None

    def state(self, allowed: bool, evidence: str) -> None:
        """A statement: the strictest one decides, all that agree with it are kept."""
        if self.basis == "stated" and self.allowed != allowed:
            if allowed:
                return
            self.evidence.clear()
        self.allowed, self.basis = allowed, "stated"
        if evidence not in self.evidence and len(self.evidence) < EVIDENCE_LIMIT:
            self.evidence.append(evidence)

    def as_json(self) -> dict[str, Any]:
        """`{"decision", "basis", "evidence"}`, and `policy`, `max_length` where there is one."""
        row: dict[str, Any] = {
            "decision": "allow" if self.allowed else "deny",
            "basis": self.basis,
            "evidence": self.evidence,
        }
        if self.policy:
            row["policy"] = self.policy
        if self.max_length is not None:
            row["max_length"] = self.max_length
        return row


def evaluate(
    *,
    robots: Robots | None,
    headers: Mapping[str, str | Sequence[str]],
    meta: Iterable[tuple[str, str]],
    tdmrep: Iterable[tdm.LocationRule] = (),
    url: str,
    at: datetime,
    agent: str,
    grants: Iterable[Purpose] = (),
) -> dict[str, dict[str, Any]]:
    """The `rights` of an article: purpose -> decision, basis and evidence.

    `robots` is the host's robots.txt (None: it has none), `headers` the response's (a text or a
    list of texts a name), `meta` the (name, content) pairs of the page's meta tags, `tdmrep` the
    rules of the site's tdmrep.json, `at` when the page was fetched (with an offset), `agent` our
    product token, `grants` the purposes that the user was given leave for.
    """
    agent, pairs = token_of(agent), list(meta)
    decisions = {purpose: Decision() for purpose in PURPOSES}
    decisions["display-full"] = Decision(allowed=False, evidence=["needs a grant by the user"])
    _robots(decisions, robots, url, agent)
    _directives(decisions, read(values(headers, "x-robots-tag"), pairs, agent=agent), at)
    _mining(decisions, tdm.statement(headers=headers, meta=pairs, rules=tdmrep, url=url))
    _preferences(decisions, robots, headers, url, agent)
    _grants(decisions, grants)
    return {purpose: decision.as_json() for purpose, decision in decisions.items()}


def _deny(decisions: dict[Purpose, Decision], purposes: Iterable[Purpose], evidence: str) -> None:
    for purpose in purposes:
        decisions[purpose].state(False, evidence)


def _robots(
    decisions: dict[Purpose, Decision], robots: Robots | None, url: str, agent: str
) -> None:
    """What may not even be fetched may not be used: no purpose is left."""
    verdict = robots.decide(url, agent) if robots else None
    if verdict and not verdict.allowed:
        _deny(decisions, PURPOSES, f"robots.txt: {verdict.evidence}")


def _directives(decisions: dict[Purpose, Decision], said: Directives, at: datetime) -> None:
    for name, purposes in FORBIDS.items():
        for evidence in said.evidence(name):
            _deny(decisions, purposes, evidence)
    if said.max_snippet == 0:  # documented as equal to nosnippet
        _deny(decisions, FORBIDS["nosnippet"], said.said["max-snippet"])
    elif said.max_snippet is not None:
        decisions["display-snippet"].max_length = said.max_snippet
        decisions["display-snippet"].state(True, said.said["max-snippet"])
        _deny(decisions, ["display-full"], said.said["max-snippet"])
    if said.unavailable_after and said.unavailable_after <= at:
        _deny(decisions, FORBIDS["noindex"], said.said["unavailable_after"])


def _mining(decisions: dict[Purpose, Decision], statement: tdm.Reservation | None) -> None:
    """TDM covers every automated analysis, so also the training of models."""
    if statement is None:
        return
    for purpose in ("text-mining", "training"):
        decision = decisions[purpose]
        decision.state(not statement.reserved, statement.evidence)
        decision.policy = statement.policy


def _preferences(
    decisions: dict[Purpose, Decision],
    robots: Robots | None,
    headers: Mapping[str, str | Sequence[str]],
    url: str,
    agent: str,
) -> None:
    stated = [
        preference
        for use in (robots.usages(url, agent) if robots else ())
        for preference in usage.read(use.name, use.value, where=f"robots.txt line {use.line}")
    ]
    for name in usage.DRAFTS:
        for value in values(headers, name):
            stated += usage.read(name, value, where=name)
    for purpose in PURPOSES:
        about = [(_narrow(p), p) for p in stated if purpose in PREFERENCES[p.category]]
        narrowest = max((rank for rank, _ in about), default=0)
        for rank, preference in about:
            if rank == narrowest:
                decisions[purpose].state(preference.allowed, preference.evidence)


def _narrow(preference: usage.Preference) -> int:
    return list(PREFERENCES).index(preference.category)


def _grants(decisions: dict[Purpose, Decision], grants: Iterable[Purpose]) -> None:
    """A grant is the user's own word (a licence): it outweighs the page's tags."""
    for purpose in grants:
        decision = decisions[purpose]
        decision.allowed, decision.basis = True, "granted"
        decision.evidence = ["granted by the user"]
