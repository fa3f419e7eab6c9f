"""TDMRep: may the text be mined? (W3C community report, 10 May 2024.)

Three places, the closer to the page the stronger: `<meta name="tdm-reservation">`, the response
header `tdm-reservation`, and the rules of `/.well-known/tdmrep.json`, of which the first whose
`location` matches holds. 1 reserves the rights, 0 states that they are not reserved; anything
else says nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from newsbot.policy.robots import matches_location
from newsbot.policy.robots_meta import values

MAX_BYTES = 1_000_000
MAX_RULES = 10_000


@dataclass(frozen=True, slots=True)
class Reservation:
    """One statement: are the rights reserved, under which policy, and who says so."""

    reserved: bool
    policy: str | None
    evidence: str


@dataclass(frozen=True, slots=True)
class LocationRule:
    """One object of tdmrep.json; `location` is a path pattern with * and $."""

    location: str
    reserved: bool
    policy: str | None


def parse(body: bytes) -> list[LocationRule]:
    """The rules of a tdmrep.json; what is no rule is skipped, a broken file has none."""
    try:
        data = json.loads(body[:MAX_BYTES].decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        return []
    rows = data if isinstance(data, list) else [data]
    found = (_rule(row) for row in rows[:MAX_RULES])
    return [rule for rule in found if rule]


def statement(
    *,
    headers: Mapping[str, str | Sequence[str]],
    meta: Iterable[tuple[str, str]],
    rules: Iterable[LocationRule],
    url: str,
) -> Reservation | None:
    """The statement that holds for a page, or None where nobody says anything."""
    return _of_meta(meta) or _of_headers(headers) or _of_rules(rules, url)


def _of_meta(meta: Iterable[tuple[str, str]]) -> Reservation | None:
    named = {name.strip().lower(): content.strip() for name, content in meta}
    value = named.get("tdm-reservation")
    if value not in ("0", "1"):
        return None
    return Reservation(
        value == "1",
        _policy(named.get("tdm-policy")),
        f'<meta name="tdm-reservation" content="{value}">',
    )


def _of_headers(headers: Mapping[str, str | Sequence[str]]) -> Reservation | None:
    said = [value.strip() for value in values(headers, "tdm-reservation")]
    said = [value for value in said if value in ("0", "1")]
    if not said:
        return None
    value = max(said)  # of two contradicting headers the stricter one
    policy = next(iter(values(headers, "tdm-policy")), None)
    return Reservation(value == "1", _policy(policy), f"tdm-reservation: {value}")


def _of_rules(rules: Iterable[LocationRule], url: str) -> Reservation | None:
    for rule in rules:
        if matches_location(rule.location, url):
            evidence = f"tdmrep.json: {rule.location} tdm-reservation {int(rule.reserved)}"
            return Reservation(rule.reserved, rule.policy, evidence)
    return None


def _rule(row: Any) -> LocationRule | None:
    if not isinstance(row, dict):
        return None
    location, value = row.get("location"), row.get("tdm-reservation")
    if not isinstance(location, str) or not location or str(value) not in ("0", "1"):
        return None
    return LocationRule(location, str(value) == "1", _policy(row.get("tdm-policy")))


def _policy(value: Any) -> str | None:
    """A policy's address; only http(s), because reports link to it."""
    text = value.strip() if isinstance(value, str) else ""
    return text[:2000] if text.startswith(("https://", "http://")) else None
