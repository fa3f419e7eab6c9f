"""Pages: the report of a run, or of all sites, out of the store."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import islice

from newsbot.health.facts import Facts
from newsbot.health.judge import standing_troubles
from newsbot.health.language import Language
from newsbot.health.memory import earlier_runs, facts_of
from newsbot.health.now import troubles_now
from newsbot.health.report import Shown, run_page, sites_page
from newsbot.health.standing import Trouble
from newsbot.items import Article
from newsbot.schedule.every import Every
from newsbot.store import Reading, RunRow

LEADERS = 10
DUPLICATES = 20
LOOKED_AT = 5_000
"""Articles of a run that are looked at for leaders and duplicates."""

DAY = timedelta(days=1)


def report_run(store: Reading, row: RunRow, *, language: Language, now: datetime) -> str:
    """The page about one run."""
    facts = facts_of(row)
    earlier = earlier_runs(store, facts)
    found = list(islice(_articles(store, facts), LOOKED_AT))
    return run_page(
        facts,
        earlier,
        _troubles(store, facts),
        leaders=leaders(found),
        duplicates=duplicates(store, found),
        language=language,
        now=now,
    )


def _articles(store: Reading, facts: Facts) -> islice[Article]:
    """The articles that the run found first; of a run without news, those of its last day."""
    since = facts.began_at if facts.new else facts.began_at - DAY
    until = facts.ended_at + timedelta(seconds=1)
    found = store.articles(facts.site, since=since, until=until, newest_first=True)
    return islice(found, LOOKED_AT)


def _troubles(store: Reading, facts: Facts) -> list[Trouble]:
    """The troubles that last, of the site's latest run; of an older run those that it showed."""
    base = str(facts.arguments.get("base_url") or "")
    standing = store.standing(facts.site, base)
    lasting = standing_troubles(standing.health)
    if standing.run == facts.run:
        return lasting
    return [trouble for trouble in lasting if trouble.finding.key in facts.seen]


def leaders(articles: list[Article]) -> list[Shown]:
    """The articles with most views."""
    counted = [article for article in articles if article.view_count is not None]
    counted.sort(key=lambda article: -(article.view_count or 0))
    return [Shown(a.title or a.url, a.url, a.view_count) for a in counted[:LEADERS]]


def duplicates(store: Reading, articles: list[Article]) -> list[Shown]:
    """Articles that repeat another one, with its title."""
    copies = [article for article in articles if article.duplicate_of]
    shown = []
    for copy in copies[:DUPLICATES]:
        original = store.article(copy.duplicate_of or "")
        of = (original.title if original else None) or copy.duplicate_of
        shown.append(Shown(copy.title or copy.url, copy.url, copy_of=of))
    return shown


def report_all(
    store: Reading, sites: Mapping[str, Every], *, language: Language, now: datetime
) -> str:
    """The page about all sites that have run."""
    rows = []
    for _, last, troubles in troubles_now(store, sites, now):
        facts = facts_of(last)
        earlier = [facts_of(row) for row in store.runs_before(last.site, last.id, limit=200)]
        rows.append((facts, earlier, troubles))
    return sites_page(rows, language=language, now=now)
