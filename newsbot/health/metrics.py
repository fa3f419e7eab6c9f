"""Metrics: the latest run of each site as Prometheus text (exposition format 0.0.4)."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from newsbot.health.facts import Facts
from newsbot.health.standing import Trouble

Sample = tuple[Mapping[str, str], float]

HELP: Mapping[str, str] = {
    "newsbot_last_run_timestamp_seconds": "When the site's last run ended.",
    "newsbot_last_run_seconds": "How long it took.",
    "newsbot_last_run_outcome": "1 for the outcome that it had.",
    "newsbot_last_run_articles": "Its articles by what became of them.",
    "newsbot_last_run_addresses": "Its requested addresses by how they ended.",
    "newsbot_freshness_seconds": "From an article's appearance to its keeping.",
    "newsbot_page_seconds": "How long pages took to come.",
    "newsbot_field_coverage": "Share of the articles read that have a value.",
    "newsbot_gaps": "Categories of which articles may be missing.",
    "newsbot_trouble": "1 for each trouble that lasts.",
}
"""Metric -> what it says; all are gauges."""


def exposition(sites: Iterable[tuple[Facts, Iterable[Trouble]]]) -> str:
    """The text for the latest run of each site and the troubles that last."""
    samples: dict[str, list[Sample]] = {name: [] for name in HELP}
    for facts, troubles in sites:
        for name, labels, value in _of_run(facts):
            samples[name].append(({"site": facts.site, **labels}, value))
        for trouble in troubles:
            labels = {"key": trouble.finding.key, "level": trouble.finding.level}
            samples["newsbot_trouble"].append(({"site": facts.site, **labels}, 1))
    lines = []
    for name, found in samples.items():
        lines += [f"# HELP {name} {HELP[name]}", f"# TYPE {name} gauge"]
        lines += [f"{name}{{{_labels(labels)}}} {value:.10g}" for labels, value in found]
    return "\n".join(lines) + "\n"


def _of_run(facts: Facts) -> Iterator[tuple[str, dict[str, str], float]]:
    yield "newsbot_last_run_timestamp_seconds", {}, facts.ended_at.timestamp()
    yield "newsbot_last_run_seconds", {}, facts.seconds
    yield "newsbot_last_run_outcome", {"outcome": facts.outcome}, 1
    for kind in ("new", "updated", "known", "duplicate"):
        yield "newsbot_last_run_articles", {"kind": kind}, getattr(facts, kind)
    yield "newsbot_last_run_articles", {"kind": "failed"}, facts.failures
    for outcome, count in sorted(facts.outcomes.items()):
        yield "newsbot_last_run_addresses", {"outcome": outcome}, count
    if facts.freshness.timed:
        yield "newsbot_freshness_seconds", {"quantile": "0.5"}, facts.freshness.p50
        yield "newsbot_freshness_seconds", {"quantile": "0.95"}, facts.freshness.p95
    if facts.pages.read:
        yield "newsbot_page_seconds", {"quantile": "0.5"}, facts.pages.median
        yield "newsbot_page_seconds", {"quantile": "0.95"}, facts.pages.p95
    for name in sorted({*facts.rules, *facts.missing} if facts.read else ()):
        of = facts.having(name) + facts.missing.get(name, 0)
        yield "newsbot_field_coverage", {"field": name}, facts.having(name) / of
    yield "newsbot_gaps", {}, len(facts.gaps)


def _labels(labels: Mapping[str, str]) -> str:
    return ",".join(f'{name}="{_escaped(value)}"' for name, value in labels.items())


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def write_metrics(path: str, text: str) -> None:
    """Replaces the file at once, so that a collector never reads half of it; raises OSError."""
    target = Path(path)
    handle, written = tempfile.mkstemp(dir=target.parent, prefix=target.name, suffix=".part")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    Path(written).chmod(0o644)
    Path(written).replace(target)
