"""Told: runs and troubles as lines of text for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newsbot.health.charts import seconds_text
from newsbot.health.facts import Facts
from newsbot.health.labels import BY_HAND, label, reason
from newsbot.health.language import Language
from newsbot.health.standing import Trouble, joined
from newsbot.health.words import advice, sentence

COLUMNS = "{:>6}  {:<16} {:<20} {:>7} {:<11} {:>5} {:>5} {:>6} {:>5}  {}"


def runs_table(runs: Iterable[Facts]) -> Iterator[str]:
    """A line for each run, a head above."""
    head = ("run", "began (UTC)", "site", "took", "outcome", "new", "upd", "failed", "gaps", "why")
    yield COLUMNS.format(*head)
    for run in runs:
        yield COLUMNS.format(
            run.run,
            f"{run.began_at:%Y-%m-%d %H:%M}",
            run.site,
            _took(run),
            run.outcome,
            run.new,
            run.updated,
            run.failures,
            len(run.gaps),
            run.why,
        ).rstrip()


def run_lines(run: Facts, command: str) -> Iterator[str]:
    """Everything that the ledger says of one run."""
    took = _took(run)
    yield f"run {run.run} of {run.site} ({command}: {reason(run.why or BY_HAND, 'en')})"
    yield f"  began      {run.began_at:%Y-%m-%d %H:%M:%S} UTC, took {took}"
    yield f"  outcome    {run.outcome}{f': {run.fault}' if run.fault else ''}"
    if run.reason and run.reason != run.outcome:
        yield f"  ended by   {run.reason}"
    if told := _pairs(run.arguments):
        yield f"  arguments  {told}"
    yield f"  listings   {run.listing_pages} pages, {run.entries} entries"
    yield (
        f"  articles   {run.new} new, {run.updated} updated, {run.known} known, "
        f"{run.duplicate} duplicate, {run.failures} failed"
    )
    if run.failed:
        yield f"  failures   {_pairs(run.failed)}"
    if run.outcomes:
        yield f"  addresses  {_pairs(run.outcomes)}"
    for slug, part in run.categories.items():
        yield f"  category   {slug}: {part.pages} pages, {part.new} new"
    for name in sorted({*run.rules, *run.missing}):
        having, lacking = run.having(name), run.missing.get(name, 0)
        rules = _pairs(run.rules.get(name, {}))
        yield f"  field      {name:<13} {having}/{having + lacking}  {rules}".rstrip()
    if run.freshness.timed:
        fresh = run.freshness
        half, most = seconds_text(fresh.p50), seconds_text(fresh.p95)
        yield f"  freshness  after their appearance half were kept in {half}, 95 % in {most}"
    for gap in run.gaps:
        most = "some" if gap.at_most is None else f"at most {gap.at_most}"
        yield f"  gap        {gap.category}: {most} articles, {gap.since} to {gap.until}"
    for key in run.seen:
        yield f"  trouble    {key}"
    if run.versions:
        yield f"  versions   {_pairs(run.versions)}"
    if run.log:
        yield f"  log        {run.log}"


def trouble_lines(site: str, troubles: Iterable[Trouble], language: Language) -> Iterator[str]:
    """What is wrong with a site, what shows it, and what to do."""
    for trouble in joined(troubles):
        finding = trouble.finding
        colon, since = label("colon", language), label("since", language)
        said = colon.join((label(finding.level, language), site, sentence(finding, language)))
        yield f"{said} ({since} {trouble.since:%Y-%m-%d %H:%M} UTC)"
        yield f"    {advice(finding, language, site=site, run=trouble.run)}"
        yield from (f"    {url}" for url in finding.urls)


def _took(run: Facts) -> str:
    """How long a run took; "?" where the clock was set back meanwhile."""
    seconds = (run.ended_at - run.began_at).total_seconds()
    return seconds_text(seconds) if seconds >= 0 else "?"


def _pairs(values: object) -> str:
    if not isinstance(values, dict):
        return ""
    return ", ".join(
        f"{name} {' '.join(map(str, value)) if isinstance(value, list) else value}"
        for name, value in values.items()
        if value not in (None, "", [])
    )
