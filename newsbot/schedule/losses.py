"""Losses: runs that cannot tell of themselves - killed, or never begun - told of by others."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import orjson

from newsbot.health.facts import read_facts
from newsbot.health.judge import judge
from newsbot.health.monitors import BESIDE
from newsbot.health.standing import News
from newsbot.schedule.past import Memory
from newsbot.store import OpenRun, RunHandle, Standing, Store


def lose(store: Store, run: OpenRun, now: datetime, *, beside: bool = False) -> News | None:
    """Marks a run as lost whose process is gone; what people are to be told of it.

    `beside`: other sites were crawled in that process, so nobody knows whose fault it was; each
    is run again alone, and only who is lost then is a trouble.
    """
    record = {"reason": BESIDE, "seen": []} if beside else {"seen": ["lost"]}
    standing, news = _standing(store, run, now, "lost", record)
    return news if store.lose(run.id, now, standing, record) else None


def fail(
    store: Store, handle: RunHandle, began_at: datetime, now: datetime, fault: str
) -> News | None:
    """Ends a run that could not begin its crawl, because of `fault`; what people are to be told."""
    run = OpenRun(handle.id, handle.site, began_at, now)
    record = {"fault": fault, "seen": ["failed"]}
    standing, news = _standing(store, run, now, "failed", record)
    store.stands(standing)
    store.end_run(handle, now, "failed", record)
    return news


def _standing(
    store: Store, run: OpenRun, now: datetime, outcome: str, record: dict[str, Any]
) -> tuple[Standing, News | None]:
    """How the site stands then, and the news of it."""
    before = store.standing(run.site)
    memory = Memory.load(before.schedule).after(run.began_at, outcome, {}, whole=False)
    this = read_facts(
        run.id, run.site, began_at=run.began_at, ended_at=now, outcome=outcome, record=record
    )
    last = orjson.loads(before.health) if before.health else {}
    verdict = judge(this, [], last, now)
    told = {**verdict.record(), "weekly_at": last.get("weekly_at")}
    standing = Standing(run.site, "", memory.dump(), orjson.dumps(told).decode(), run.id)
    return standing, verdict.news
