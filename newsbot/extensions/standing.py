"""Standing: what a run's end means for its site - judged, told to people, and left in the store."""

from __future__ import annotations

import asyncio
import logging
import platform
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
import scrapy
from scrapy.crawler import Crawler

from newsbot import __version__
from newsbot.errors import BadValue
from newsbot.extensions.observe import OBSERVED, Observe
from newsbot.extensions.summary import Summary
from newsbot.health import alerts, metrics
from newsbot.health.facts import Facts, read_facts
from newsbot.health.judge import Verdict, judge, standing_troubles
from newsbot.health.memory import earlier_runs, facts_of, weeks_before
from newsbot.health.standing import News
from newsbot.run import Run
from newsbot.store import Reading, Standing

logger = logging.getLogger(__name__)

WEEKLY_CHECK = timedelta(hours=1)
"""How often the counts of three weeks are compared: that reads thousands of rows."""


def is_quiet(this: Facts) -> bool:
    """Whether a run read no article and met nothing that it did not expect."""
    odd = this.failures or this.gaps or this.refusals or this.outcomes.get("forbidden")
    return this.outcome == "finished" and not (this.read or odd)


class Ending:
    """The end of one run: `record` for the ledger, then `stand` in its transaction."""

    def __init__(self, crawler: Crawler, run: Run, summary: Summary) -> None:
        assert crawler.stats
        self.crawler = crawler
        self.settings = crawler.settings
        self.run = run
        self.summary = summary
        self.observed: Observe | None = crawler.stats.get_value(OBSERVED)
        self.rows = crawler.stats.get_value("accounting/rows", ())
        self.is_rehearsal = any(
            self.settings[name] for name in ("NEWSBOT_REPLAY", "NEWSBOT_RECORD")
        )

    def record(self, outcome: str, fault: str | None, gaps: list[dict[str, Any]]) -> dict[str, Any]:
        """Everything that the ledger keeps of the run."""
        assert self.crawler.stats
        told = self.summary.record()
        if self.observed:
            told |= self.observed.record(self.rows, self.summary.rules)
        told["refusals"] = {
            name.partition("/")[2]: count
            for name, count in self.crawler.stats.get_stats().items()
            if name.startswith("refusal/")
        }
        told["views"] = {
            "again": self.crawler.stats.get_value("views/again", 0),
            "grown": self.crawler.stats.get_value("views/grown", 0),
        }
        told |= {
            "unreachable": self.crawler.stats.get_value("robots/unreachable"),
            "why_unreachable": self.crawler.stats.get_value("robots/why_unreachable"),
            "fault": fault or "",
            "why": self.settings["NEWSBOT_WHY"],
            "gaps": gaps,
            "written": self._lines_written(),
            "arguments": self._arguments(),
            "versions": _versions(),
            "log": self.settings["NEWSBOT_LOG_PATH"],
        }
        return {name: value for name, value in told.items() if value not in (None, "", {}, [])}

    def _lines_written(self) -> int | None:
        """Lines of the run's file; None without one, or where there are several."""
        assert self.crawler.stats
        if self.crawler.stats.get_value("feed/writers") != 1:
            return None
        return int(self.crawler.stats.get_value("feed/lines", 0))

    def _arguments(self) -> dict[str, Any]:
        spider: Any = self.crawler.spider
        names = {"base_url": self.observed.base if self.observed else "", "category": []}
        names["category"] = list(getattr(spider, "asked", ()))
        pages = getattr(spider, "page_limit", None)
        return {name: value for name, value in {**names, "pages": pages}.items() if value}

    def judged(self, outcome: str, record: dict[str, Any]) -> tuple[Verdict, Standing]:
        """The run's verdict, and how the site stands then."""
        now = datetime.now(UTC)
        seen = self.observed
        before = seen.standing if seen else self.run.store.standing(self.run.site)
        health = orjson.loads(before.health) if before.health else {}
        this = self.facts(outcome, record, now)
        verdict = self._verdict(this, health, now)
        told = {**verdict.record(), "weekly_at": self._weekly(health, now)}
        text = orjson.dumps(told).decode()
        standing = Standing(self.run.site, before.base, self._schedule(outcome), text, this.run)
        return verdict, standing

    def facts(self, outcome: str, record: dict[str, Any], now: datetime) -> Facts:
        """The run as the monitors see it."""
        return read_facts(
            self.run.handle.id,
            self.run.site,
            began_at=self.run.began_at,
            ended_at=now,
            outcome=outcome,
            record=record,
        )

    async def tell(self, news: News) -> None:
        """Sends the site's news beside the event loop; no channel can harm the run."""
        try:
            channels = alerts.check_channels(self.settings["NEWSBOT_ALERT_URLS"])
        except BadValue as wrong:
            logger.warning("%s", wrong)
            return
        if channels:
            language = self.settings["NEWSBOT_LANGUAGE"]
            await asyncio.to_thread(alerts.send, channels, news, language)

    def _verdict(self, this: Facts, health: dict[str, Any], now: datetime) -> Verdict:
        """The monitors' verdict. An unchanged listing of a site without trouble, the usual case
        by far, is not compared with hundreds of earlier runs; but silence is counted hourly."""
        store = self.run.store
        if is_quiet(this) and not health.get("troubles"):
            earlier = [facts_of(row) for row in store.runs_before(this.site, this.run, limit=1)]
        else:
            earlier = earlier_runs(store, this)
        hourly = self._weekly(health, now) == now.isoformat()
        weeks = weeks_before(store, this, now) if hourly else None
        return judge(this, earlier, health, now, weeks=weeks)

    def _weekly(self, health: dict[str, Any], now: datetime) -> str:
        last = health.get("weekly_at")
        fresh = last and now - datetime.fromisoformat(last) < WEEKLY_CHECK
        return str(last) if fresh else now.isoformat()

    def _schedule(self, outcome: str) -> str:
        if self.observed is None:
            return ""
        whole = not getattr(self.crawler.spider, "asked", ())
        visits = self.observed.listing_visits()
        return self.observed.memory.after(self.run.began_at, outcome, visits, whole=whole).dump()


def _versions() -> dict[str, str]:
    return {
        "newsbot": __version__,
        "scrapy": scrapy.__version__,
        "python": platform.python_version(),
    }


def write_metrics(path: str, store: Reading) -> None:
    """Writes the metrics of all sites; a file that cannot be written is a line in the log."""
    text = metrics.exposition(
        (facts_of(row), standing_troubles(standing.health)) for standing, row in store.latest_runs()
    )
    try:
        metrics.write_metrics(path, text)
    except OSError as error:
        logger.warning("NEWSBOT_METRICS_FILE: cannot write %s: %s", path, error.strerror)
