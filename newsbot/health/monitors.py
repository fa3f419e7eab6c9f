"""Monitors: what is wrong with a run, judged by itself and by the earlier runs of its site.

Each is a pure function of this run's facts and the earlier ones (newest first). `examine` asks
all of them. Known duplicates and unchanged listings are no trouble; an empty listing is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import accumulate
from statistics import median

from newsbot.health import drift
from newsbot.health.chance import at_least, poisson_at_most
from newsbot.health.facts import Facts, within
from newsbot.health.findings import Finding, Level, untroubled

Monitor = Callable[[Facts, Sequence[Facts]], Iterator[Finding]]

HOST_WIDE = ("challenge", "blocked", "icp", "maintenance", "parked", "javascript")
"""Kinds of refusal that speak of the site, not of one page."""

BESIDE = "beside others"
"""Reason of a run that was lost with its process, which crawled other sites too."""

FEW = 0.3
"""Less than this share of the least that is usual for these hours is few."""

UNLIKELY = 1e-5
FAILED_SHARE = 0.2
SLOW_SECONDS = 2.0
SLOWER = 3.0
OLD_HOURS = 72.0
STALER = 3.0
GAP_DAYS = 3
"""So long a gap is told: then it can hardly be closed any more. It stays in the ledger."""


def ended_badly(this: Facts, earlier: Sequence[Facts]) -> Iterator[Finding]:
    """The run was killed, or could not write or account for what it did."""
    lost = next((run for run in [this, *earlier[:1]] if run.outcome == "lost"), None)
    if lost and lost.reason != BESIDE:
        yield Finding("lost", "error", "", {"began": f"{lost.began_at:%Y-%m-%d %H:%M}"}, ())
    elif this.outcome == "failed" and not (this.failures or this.asked):
        yield Finding("failed", "error", "", {"fault": this.fault or this.reason}, ())


def no_entries(this: Facts, earlier: Sequence[Facts]) -> Iterator[Finding]:
    """A listing was read, and no link on it is an article's."""
    if empty := this.failed.get("NoEntries", 0):
        yield Finding("empty", _level(not this.entries), "", {"n": empty}, this.urls("NoEntries"))


def few_articles(this: Facts, earlier: Sequence[Facts]) -> Iterator[Finding]:
    """Far fewer new articles than these hours of the day and this weekday bring."""
    for hours in (24, 6):
        span = timedelta(hours=hours)
        window = [this, *within(earlier, this.ended_at, span)]
        if any(run.outcome in ("failed", "lost") for run in window):
            return
        usual = _usual_windows(this, untroubled(earlier, "few"), span)
        least = min(usual, default=0)
        new = sum(run.new for run in window)
        if len(usual) >= 3 and new < FEW * least and poisson_at_most(new, least) < UNLIKELY:
            said = {"n": new, "hours": hours, "least": least, "usual": round(median(usual))}
            yield Finding("few", "warning", "", said, this.urls("listings"))
            return


def _usual_windows(this: Facts, earlier: Sequence[Facts], span: timedelta) -> list[int]:
    """New articles in the same hours of earlier days, and of the same weekday, where watched."""
    runs = sorted((run.ended_at, run.new) for run in earlier)
    ends = [at for at, _ in runs]
    before = [0, *accumulate(new for _, new in runs)]
    found = []
    for days in (1, 2, 3, 4, 5, 6, 7, 14, 21):
        until = this.ended_at - timedelta(days=days)
        if ends and until - span >= ends[0]:
            first, last = bisect_right(ends, until - span), bisect_right(ends, until)
            found.append(before[last] - before[first])
    return found


def errors(this: Facts, earlier: Sequence[Facts]) -> Iterator[Finding]:
    """Pages fail: all of them, or far more than usual."""
    causes = {
        cause: n for cause, n in this.failed.items() if cause not in (*HOST_WIDE, "NoEntries")
    }
    failures = sum(causes.values())
    of = this.answered
    if not failures or failures <= FAILED_SHARE * of:
        return
    usual = untroubled(earlier, "errors")
    before = sum(run.failures for run in usual)
    all_before = sum(run.answered for run in usual)
    if failures < of and at_least(failures, of, before, all_before) > UNLIKELY * 100:
        return
    cause = max(causes, key=lambda name: causes[name])
    said = {"n": failures, "of": of, "cause": cause}
    yield Finding("errors", _level(failures == of), "", said, this.urls(cause))


def refusals(this: Facts, earlier: Sequence[Facts]) -> Iterator[Finding]:
    """The site answers with a challenge, a block or a page for maintenance."""
    kinds = {kind: n for kind, n in this.refusals.items() if kind in HOST_WIDE}
    refused = sum(kinds.values())
    if not refused or refused * 5 < this.outcomes.get("fetched", 0):
        return
    kind = max(kinds, key=lambda name: kinds[name])
    yield Finding(
        "refusals", "error", kind, {"n": refused, "kind": kind, "of": this.asked}, this.urls(kind)
    )


def robots(this: Facts, earlier: Sequence[Facts]) -> Iterator[Finding]:
    """robots.txt forbids what it used to allow, or cannot be had."""
    forbidden = this.outcomes.get("forbidden", 0)
    if not forbidden:
        return
    usual = [run for run in untroubled(earlier, "robots") if "robots/unreachable" not in run.seen]
    before = sum(run.outcomes.get("forbidden", 0) for run in usual)
    asked = sum(run.asked for run in usual)
    everything = forbidden == this.asked
    if everything or at_least(forbidden, this.asked, before, asked) < UNLIKELY:
        about = "unreachable" if this.unreachable * 2 > forbidden else ""
        why = this.why_unreachable or "its log says why"
        said = {"n": forbidden, "of": this.asked, **({"why": why} if about else {})}
        yield Finding("robots", _level(everything), about, said, this.urls("forbidden"))


def gaps(this: Facts, earlier: Sequence[Facts]) -> Iterator[Finding]:
    """Walks that did not meet what was known: articles may be missing. One finding a category,
    whose gaps may be several."""
    oldest = this.ended_at - timedelta(days=GAP_DAYS)
    young = [gap for gap in this.gaps if datetime.fromisoformat(gap.until) > oldest]
    for category in dict.fromkeys(gap.category for gap in young):
        mine = [gap for gap in young if gap.category == category]
        most = [gap.at_most for gap in mine if gap.at_most is not None]
        said = {
            "category": category,
            "since": _minute(min(gap.since for gap in mine)),
            "until": _minute(max(gap.until for gap in mine)),
            "at_most": sum(most) if len(most) == len(mine) else None,
            "ended": all(gap.why == "gone" for gap in mine),
        }
        urls = tuple(gap.listing_url for gap in mine[:1] if gap.listing_url)
        yield Finding("gap", "warning", category, said, urls)


def _minute(moment: str) -> str:
    return moment[:16].replace("T", " ")


def dates(this: Facts, earlier: Sequence[Facts]) -> Iterator[Finding]:
    """Articles dated in the future, or new ones that are all old."""
    ages = this.ages
    if ages.future >= 2 and ages.future * 5 >= ages.dated:
        said = {"n": ages.future, "of": ages.dated}
        yield Finding("dates", "warning", "future", said, this.urls("future"))
    if ages.dated < 3 or ages.youngest <= OLD_HOURS:
        return
    usual = [run.ages.youngest for run in untroubled(earlier, "dates/old") if run.ages.dated]
    if len(usual) >= 5 and ages.youngest > OLD_HOURS + 2 * max(usual):
        old = {"n": ages.dated, "days": round(ages.youngest / 24, 1)}
        yield Finding("dates", "warning", "old", old, this.urls("articles"))


def views(this: Facts, earlier: Sequence[Facts]) -> Iterator[Finding]:
    """View counts that are seen again and again and do not grow any more."""
    now = this.views
    if now.again < 10 or now.grown:
        return
    usual = untroubled(earlier, "views")
    again = sum(run.views.again for run in usual)
    grown = sum(run.views.grown for run in usual)
    if again >= 50 and grown * 5 >= again:
        yield Finding("views", "warning", "", {"n": now.again}, this.urls("views"))


def slow_pages(this: Facts, earlier: Sequence[Facts]) -> Iterator[Finding]:
    """Pages take far longer than they did."""
    now = this.pages
    if now.read < 3 or now.median < SLOW_SECONDS:
        return
    usual = [run.pages.median for run in untroubled(earlier, "slow") if run.pages.read]
    if len(usual) >= 5 and now.median > SLOWER * median(usual):
        said = {"seconds": now.median, "usual": round(median(usual), 2)}
        yield Finding("slow", "warning", "", said, tuple(url for url, _ in now.slowest[:3]))


def unwritten(this: Facts, earlier: Sequence[Facts]) -> Iterator[Finding]:
    """The file of the run has not as many lines as articles were handed to it."""
    if this.written is not None and this.written != this.handed:
        said = {"lines": this.written, "articles": this.handed}
        yield Finding("lines", "error", "", said, ())


def staleness(this: Facts, earlier: Sequence[Facts]) -> Iterator[Finding]:
    """Articles are kept far later after their appearance than they were."""
    now = this.freshness
    if now.timed < 5:
        return
    usual = [run.freshness.p95 for run in untroubled(earlier, "stale") if run.freshness.timed >= 3]
    if len(usual) >= 20 and now.p50 > STALER * max(usual):
        said = {"minutes": round(now.p50 / 60), "usual": round(median(usual) / 60)}
        yield Finding("stale", "warning", "", said, this.urls("articles"))


MONITORS: Mapping[str, Monitor] = {
    "ended": ended_badly,
    "empty": no_entries,
    "errors": errors,
    "refusals": refusals,
    "robots": robots,
    "coverage": drift.coverage,
    "rules": drift.rules,
    "equal": drift.equal,
    "dates": dates,
    "few": few_articles,
    "gap": gaps,
    "views": views,
    "slow": slow_pages,
    "stale": staleness,
    "lines": unwritten,
}
"""All monitors, the gravest first."""

LONG_AGO = frozenset({"few"})
"""Monitors that look back three weeks."""


def examine(
    this: Facts, earlier: Sequence[Facts], weeks: Sequence[Facts] | None = None
) -> list[Finding]:
    """Everything that the monitors find, errors first. `earlier`: comparable runs, newest first;
    `weeks`: all of them of three weeks, None where LONG_AGO is not asked this time. A failed run
    that read no listing is a trouble whatever its monitors say."""
    found: list[Finding] = []
    for name, monitor in MONITORS.items():
        if name not in LONG_AGO:
            found += monitor(this, earlier)
        elif weeks is not None:
            found += monitor(this, weeks)
    if not found and this.outcome == "failed" and not this.entries:
        found = [Finding("failed", "error", "", {"fault": this.fault or this.reason}, ())]
    return sorted(found, key=lambda finding: finding.level != "error")


def _level(grave: bool) -> Level:
    return "error" if grave else "warning"
