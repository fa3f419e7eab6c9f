"""Report: a run, or all sites, as one HTML file - no scripts, no outside address.

Pure: facts in, text out. Everything that came from a page is escaped by the template engine, and
only http and https addresses become links.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape

from newsbot import __version__
from newsbot.health.charts import TimeChart, seconds_text, span_text, time_chart
from newsbot.health.facts import Facts, within
from newsbot.health.faults import cause_words, end_words, fault_words, meaning
from newsbot.health.labels import label, reason
from newsbot.health.language import Language
from newsbot.health.standing import Trouble, joined
from newsbot.health.words import FIELDS_ZH, advice, sentence

MOST_RULES = 4
MOST_EARLIER = 12
FALLEN = 0.25
"""A share that is so much lower than usual is marked."""

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Shown:
    """An article as the report shows it: `copy_of` is the title of the one that it repeats."""

    title: str
    url: str
    views: int | None = None
    copy_of: str | None = None


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field now and usually: shares from 0 to 1, None without articles; rules with counts."""

    name: str
    now: float | None
    usual: float | None
    rules: tuple[tuple[str, float], ...]
    usual_rules: tuple[tuple[str, float], ...]

    @property
    def low(self) -> bool:
        """Far fewer articles have a value than usually."""
        return None not in (self.now, self.usual) and (self.usual or 0) - (self.now or 0) > FALLEN

    @property
    def changed(self) -> bool:
        """The rule that mostly gave the values gives far fewer of them."""
        if not (self.rules and self.usual_rules):
            return False
        rule, share = self.usual_rules[0]
        return share - dict(self.rules).get(rule, 0.0) > FALLEN


@dataclass(frozen=True, slots=True)
class SiteRow:
    """A site on the page of all sites."""

    facts: Facts
    troubles: tuple[Trouble, ...]
    new: int
    chart: TimeChart | None


def run_page(
    facts: Facts,
    earlier: Sequence[Facts],
    troubles: Sequence[Trouble],
    *,
    leaders: Sequence[Shown] = (),
    duplicates: Sequence[Shown] = (),
    language: Language = "en",
    now: datetime,
) -> str:
    """The page about one run; `earlier` are comparable runs, newest first."""
    points = [(run.ended_at, run.new) for run in [facts, *earlier]]
    return _page(
        "report_run.html",
        language,
        now,
        facts=facts,
        troubles=joined(troubles),
        chart=time_chart(points, facts.ended_at),
        field_rows=field_rows(facts, earlier),
        earlier=earlier[:MOST_EARLIER],
        leaders=leaders,
        duplicates=duplicates,
    )


def sites_page(
    sites: Iterable[tuple[Facts, Sequence[Facts], Sequence[Trouble]]],
    *,
    language: Language = "en",
    now: datetime,
) -> str:
    """The page about all sites: (latest run, earlier runs, lasting troubles) of each."""
    rows = [site_row(facts, earlier, troubles, now) for facts, earlier, troubles in sites]
    rows.sort(key=lambda row: (not row.troubles, row.facts.site))
    problems = [(row.facts.site, trouble) for row in rows for trouble in row.troubles]
    problems.sort(key=lambda told: told[1].finding.level != "error")
    return _page("report_all.html", language, now, rows=rows, problems=problems)


def site_row(
    facts: Facts, earlier: Sequence[Facts], troubles: Sequence[Trouble], now: datetime
) -> SiteRow:
    """A site's row: what the last 24 hours brought."""
    day = within([facts, *earlier], now, DAY)
    chart = time_chart([(now - DAY, 0), *((run.ended_at, run.new) for run in day)], now)
    return SiteRow(facts, tuple(joined(troubles)), sum(run.new for run in day), chart)


def field_rows(facts: Facts, earlier: Sequence[Facts]) -> list[FieldRow]:
    """Coverage and rules of each field, now and in the earlier runs; what fell comes first."""
    names = sorted({*facts.rules, *facts.missing} if facts.read else ())
    rows = [
        FieldRow(
            name,
            _coverage([facts], name),
            _coverage(earlier, name),
            _rules([facts], name),
            _rules(earlier, name),
        )
        for name in names
    ]
    return sorted(rows, key=lambda row: (not row.low, not row.changed))


def _coverage(runs: Sequence[Facts], name: str) -> float | None:
    having = sum(run.having(name) for run in runs)
    lacking = sum(run.missing.get(name, 0) for run in runs)
    return having / (having + lacking) if having + lacking else None


def _rules(runs: Sequence[Facts], name: str) -> tuple[tuple[str, float], ...]:
    totals: dict[str, int] = {}
    for run in runs:
        for rule, count in run.rules.get(name, {}).items():
            totals[rule] = totals.get(rule, 0) + count
    all_values = sum(totals.values())
    ranked = sorted(totals.items(), key=lambda rule: (-rule[1], rule[0]))
    return tuple((rule, count / all_values) for rule, count in ranked[:MOST_RULES])


def _page(template: str, language: Language, now: datetime, **values: Any) -> str:
    def told(name: str, **said: object) -> str:
        return label(name, language, **said)

    def field_name(name: str) -> str:
        return FIELDS_ZH.get(name, name) if language == "zh" else name

    return (
        _environment()
        .get_template(template)
        .render(
            t=told,
            field_name=field_name,
            why=lambda name: reason(name, language),
            meaning=lambda name: meaning(name, language),
            fault=lambda text: fault_words(text, language),
            cause=lambda name: cause_words(name, language),
            ended=lambda name: end_words(name, language),
            sentence=lambda finding: sentence(finding, language),
            advice=lambda trouble, site: advice(
                trouble.finding, language, site=site, run=trouble.run
            ),
            made_at=f"{now.astimezone(UTC):%Y-%m-%d %H:%M}",
            version=__version__,
            **values,
        )
    )


@lru_cache(maxsize=1)
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("newsbot.health", "templates"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        moment=lambda at: f"{at.astimezone(UTC):%Y-%m-%d %H:%M}",
        day_minute=lambda at: f"{at.astimezone(UTC):%m-%d %H:%M}",
        iso_minute=lambda text: text[:16].replace("T", " "),
        seconds=seconds_text,
        span=span_text,
        percent=lambda share: "-" if share is None else f"{100 * share:.0f} %",
        thousands=lambda number: f"{number:,}",
        said=_said,
        codes=_codes,
    )
    made.tests["web"] = lambda url: str(url).startswith(("http://", "https://"))
    return made


def _codes(text: str) -> Markup:
    """A text whose `commands` are set as code."""
    parts = (escape(part) for part in text.split("`"))
    return Markup("").join(
        Markup("<code><bdi>{}</bdi></code>").format(part) if place % 2 else part
        for place, part in enumerate(parts)
    )


def _said(values: Mapping[str, Any]) -> str:
    """Arguments or versions in one line."""
    parts = ((name, value) for name, value in values.items() if value not in (None, "", [], ()))
    return ", ".join(
        f"{name} {' '.join(map(str, value)) if isinstance(value, (list, tuple)) else value}"
        for name, value in parts
    )
