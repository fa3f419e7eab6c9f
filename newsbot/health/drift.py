"""Drift: a page still reads, but its values come from elsewhere, are fewer, or are all the same.

The share of values by rule, field by field, is compared with earlier runs. A single run may hold
few articles, so the last runs are pooled until they say enough; what is usual is what runs
without the trouble gave, so that a field that has been empty since Tuesday does not become usual.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice

from newsbot.health.chance import at_most
from newsbot.health.facts import Facts
from newsbot.health.findings import Finding, untroubled

POOLED = 6
"""Latest runs that are taken together at most, of those that found articles."""

ENOUGH = 20
"""Articles of earlier runs without which nothing is called usual."""

CHANCE = 1e-5
"""A share that is less probable than that is no chance. Two articles without what hundreds had are
enough; clumps and what was seen before are guarded against apart (see `fallen`)."""

DROP = 0.25
"""A share must have fallen by that much to matter."""

RECENT = 50
"""Latest runs that say which rule mostly gives a field."""

Count = tuple[int, int]
Counter = Callable[[Facts], Count]
"""A run's articles -> (how many had it, of how many)."""

IGNORED = frozenset({"language"})
"""Fields that are derived from others: their trouble shows there."""

MAY_REPEAT = frozenset({"category", "source", "authors", "language", "summary"})
"""Fields whose values may well be equal in a run of few articles."""

EQUAL = 4
"""Equal values from which "all equal" is said."""

SPREAD = 5
"""Earlier runs whose values differed, without which equal ones may be usual."""


def coverage(this: Facts, earlier: Sequence[Facts]) -> Iterator[Finding]:
    """A field that articles used to have is lacking."""
    for name in sorted({*this.missing, *lasting(earlier, "coverage")}):
        key = f"coverage/{name}"
        found = fallen(this, earlier, key, partial(_covered, name=name))
        if found:
            now, usual = found
            yield Finding(
                "coverage",
                "error" if not now[0] else "warning",
                name,
                {"field": name, "now": now, "usual": usual},
                this.urls(f"missing/{name}"),
            )


def rules(this: Facts, earlier: Sequence[Facts]) -> Iterator[Finding]:
    """A field's values come from another rule than they mostly did: a selector no longer matches
    and another reader stands in."""
    for name in sorted(this.rules.keys() - IGNORED):
        key = f"rules/{name}"
        rule = _main_rule(untroubled(earlier[:RECENT], key) or untroubled(earlier, key), name)
        if rule is None:
            continue
        found = fallen(this, earlier, key, partial(_ruled, name=name, rule=rule))
        if found:
            now, usual = found
            instead = _stand_in(this, earlier, name, rule)
            yield Finding(
                "rules",
                "warning",
                name,
                {"field": name, "rule": rule, "instead": instead, "now": now, "usual": usual},
                this.urls(f"rule/{name}/{instead}"),
            )


def equal(this: Facts, earlier: Sequence[Facts]) -> Iterator[Finding]:
    """The values of a field are suddenly all the same."""
    for name, tally in sorted(this.values.items()):
        if tally.values < EQUAL or tally.commonest < tally.values:
            continue
        usual = [
            run.values[name] for run in untroubled(earlier, f"equal/{name}") if name in run.values
        ]
        alike = sum(1 for t in usual if t.values >= 2 and t.commonest == t.values)
        spread = sum(1 for t in usual if t.values >= 2 and t.commonest < t.values)
        if spread < SPREAD or alike * 10 > spread or (alike and name in MAY_REPEAT):
            continue
        yield Finding(
            "equal", "error", name, {"field": name, "n": tally.values}, this.urls("articles")
        )


def fallen(
    this: Facts, earlier: Sequence[Facts], key: str, count: Counter
) -> tuple[Count, Count] | None:
    """(count now, usual count) where a share has fallen beyond chance, else None.

    `earlier` is newest first. Windows of the last 1, 2, ... runs are tried. Articles of a run
    are no independent draws (a category without sources may fill several runs): clumps count
    less, and as many articles must never have shown so low a share before. A trouble ends when
    the last runs together are as usual again, not with the first good article.
    """
    lasts = bool(earlier) and key in earlier[0].seen
    had, counted = count(this)
    if not counted or (had == counted and not lasts):
        return None
    usual = [(run.run, *count(run)) for run in untroubled(earlier, key)]
    has, of = 0, 0
    with_articles = (run for run in earlier if count(run)[1])
    for run in [this, *islice(with_articles, POOLED - 1)]:
        had, counted = count(run)
        has, of = has + had, of + counted
        rest = [(had, counted) for number, had, counted in usual if number < run.run and counted]
        before, all_before = sum(had for had, _ in rest), sum(n for _, n in rest)
        if not of or all_before < ENOUGH or has / of > before / all_before - DROP:
            continue
        clumps = _clumps(rest, before / all_before)
        chance = at_most(round(has / clumps), round(of / clumps), before, all_before)
        if chance < CHANCE and not _seen_before(rest, has, of):
            return (has, of), (before, all_before)
    return None


def _clumps(counts: Sequence[Count], share: float) -> float:
    """How many articles of a run are worth one independent draw (the survey's design effect):
    1 where runs differ by chance only, more where some categories never have the field."""
    expected = sum(of for _, of in counts) * share * (1 - share)
    found = sum((had - share * of) ** 2 for had, of in counts)
    return max(1.0, found / expected) if expected else 1.0


def _seen_before(counts: Sequence[Count], has: int, of: int) -> bool:
    """Whether `of` articles in a row of earlier runs have had so low a share before."""
    start, had, counted = 0, 0, 0
    for more, further in counts:
        had, counted = had + more, counted + further
        while counted - counts[start][1] >= of:
            had, counted = had - counts[start][0], counted - counts[start][1]
            start += 1
        if counted >= of and had * of <= has * counted:
            return True
    return False


def lasting(earlier: Sequence[Facts], monitor: str) -> set[str]:
    """What the last run had this monitor's trouble with."""
    keys = (key.partition("/") for key in (earlier[0].seen if earlier else ()))
    return {about for name, _, about in keys if name == monitor}


def _covered(run: Facts, name: str) -> Count:
    had = run.having(name)
    return had, had + run.missing.get(name, 0)


def _ruled(run: Facts, name: str, rule: str) -> Count:
    rules = run.rules.get(name, {})
    return rules.get(rule, 0), sum(rules.values())


def _stand_in(this: Facts, earlier: Sequence[Facts], name: str, rule: str) -> str:
    """The rule that gave most values of the last runs but `rule`, which may be back by now."""
    with_articles = (run for run in earlier if run.rules.get(name))
    last = [this, *islice(with_articles, POOLED - 1)]
    others = {key: n for key, n in _totals(last, name).items() if key != rule}
    return max(others, key=lambda other: others[other])


def _main_rule(runs: Sequence[Facts], name: str) -> str | None:
    """The rule that gave most values of a field."""
    totals = _totals(runs, name)
    return max(totals, key=lambda rule: totals[rule]) if totals else None


def _totals(runs: Sequence[Facts], name: str) -> dict[str, int]:
    """Rule -> how many values of a field it gave."""
    totals: dict[str, int] = {}
    for run in runs:
        for rule, n in run.rules.get(name, {}).items():
            totals[rule] = totals.get(rule, 0) + n
    return totals
