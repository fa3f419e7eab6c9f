"""Monitors: a run's figures after those of earlier runs -> what is wrong, and nothing else."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from newsbot.health.facts import (
    Ages,
    Facts,
    Freshness,
    Gap,
    Pages,
    Tally,
    Views,
    comparable,
    read_facts,
)
from newsbot.health.findings import Finding
from newsbot.health.judge import judge, read_told, read_troubles
from newsbot.health.monitors import MONITORS, errors, examine
from newsbot.health.standing import PAUSE, Told, Trouble, news, troubles
from newsbot.health.told import run_lines, runs_table
from newsbot.health.words import DOES, PARTS, SAYS, advice, sentence
from newsbot.pipelines.validate import NO_TEXT

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
GAP = (f"{NOW - timedelta(hours=2):%Y-%m-%dT%H:%M}Z", f"{NOW - timedelta(hours=1):%Y-%m-%dT%H:%M}Z")
STEP = timedelta(minutes=20)


def run(number: int, draw: random.Random, articles: int | None = None, **more: Any) -> Facts:
    """A good run: some new articles, most with a source, views that grow."""
    n = draw.randint(0, 6) if articles is None else articles
    sourced = sum(draw.random() < 0.7 for _ in range(n))
    at = NOW - (1000 - number) * STEP
    facts = Facts(
        number,
        "s",
        at,
        at + timedelta(seconds=30),
        new=n,
        known=30,
        entries=30 + n,
        listing_pages=2,
        outcomes={"fetched": n + 2, "known": 30},
        rules={
            "title": {"h1": n},
            "published_at": {".date": n},
            "source": {"source line": sourced},
        },
        missing={"source": n - sourced},
        values={"title": Tally(n, min(n, 1)), "published_at": Tally(n, min(n, 1))},
        ages=Ages(n, 0, 0.2, draw.uniform(0.3, 3)) if n else Ages(),
        views=Views(20, draw.randint(8, 20)),
        pages=Pages(n + 2, draw.uniform(0.2, 0.5), 0.9, (("https://s.example/slow", 0.9),)),
        freshness=Freshness(n, draw.uniform(200, 900), 1200.0),
        arguments={"base_url": None},
        evidence={"articles": ("https://s.example/a",)},
    )
    return replace(facts, **more)


def history(seed: int = 1, count: int = 300) -> list[Facts]:
    draw = random.Random(seed)
    return [run(n, draw) for n in range(999, 999 - count, -1)]


EARLIER = history()
DRAW = random.Random(9)


def told(facts: Facts, earlier: Sequence[Facts] = EARLIER) -> list[str]:
    return [finding.key for finding in examine(facts, earlier, earlier)]


BAD: dict[str, tuple[dict[str, Any], str]] = {
    "killed": ({"outcome": "lost"}, "lost"),
    "could not write": (
        {"outcome": "failed", "fault": "disk full", "outcomes": {}, "articles": 0},
        "failed",
    ),
    "an empty listing": (
        {"articles": 0, "entries": 0, "known": 0, "failed": {"NoEntries": 1}, "outcome": "failed"},
        "empty",
    ),
    "one of five listings empty": ({"failed": {"NoEntries": 1}}, "empty"),
    "the site is down": (
        {
            "articles": 0,
            "outcomes": {"timed_out": 1},
            "failed": {"timed out": 1},
            "outcome": "failed",
        },
        "errors",
    ),
    "a third of the pages fail": (
        {
            "outcomes": {"fetched": 20, "http_5xx": 10},
            "failed": {"HTTP 503": 10},
            "outcome": "failed",
        },
        "errors",
    ),
    "challenge pages": (
        {
            "articles": 0,
            "outcomes": {"refusal": 2},
            "failed": {"challenge": 2},
            "refusals": {"challenge": 2},
            "outcome": "failed",
        },
        "refusals/challenge",
    ),
    "robots.txt forbids everything": ({"articles": 0, "outcomes": {"forbidden": 1}}, "robots"),
    "robots.txt forbids a third": ({"outcomes": {"fetched": 6, "forbidden": 3}}, "robots"),
    "robots.txt could not be had": (
        {"articles": 0, "outcomes": {"forbidden": 24}, "unreachable": 24},
        "robots/unreachable",
    ),
    "a field is empty": (
        {
            "articles": 6,
            "rules": {"title": {"h1": 6}, "source": {"source line": 4}},
            "missing": {"published_at": 6, "source": 2},
        },
        "coverage/published_at",
    ),
    "a selector that no longer matches": (
        {
            "articles": 6,
            "rules": {
                "title": {"h1": 6},
                "published_at": {"json-ld datePublished": 6},
                "source": {"source line": 4},
            },
            "missing": {"source": 2},
        },
        "rules/published_at",
    ),
    "titles all equal": ({"articles": 6, "values": {"title": Tally(6, 6)}}, "equal/title"),
    "dates in the future": ({"articles": 6, "ages": Ages(6, 3, 0.1, 0.2)}, "dates/future"),
    "only old articles": ({"articles": 6, "ages": Ages(6, 0, 400.0, 500.0)}, "dates/old"),
    "views stand still": ({"views": Views(40, 0)}, "views"),
    "a gap": (
        {"gaps": (Gap("world", *GAP, 12, "https://s.example/world"),)},
        "gap/world",
    ),
    "slow pages": ({"pages": Pages(9, 6.5, 12.0, (("https://s.example/x", 12.0),))}, "slow"),
    "kept late": ({"articles": 6, "freshness": Freshness(6, 7200.0, 9000.0)}, "stale"),
    "lines lost": ({"written": 5, "handed": 6}, "lines"),
}


@pytest.mark.parametrize("name", BAD)
def test_each_trouble_is_found_by_its_monitor_alone(name: str) -> None:
    more, expected = BAD[name]
    more = dict(more)
    got = told(run(1000, DRAW, more.pop("articles", 4), **more))
    assert got == [expected], f"{name}: expected {expected}, got {got}"


def test_a_body_from_another_rule_is_told_and_no_rule_stands_in_for_itself() -> None:
    good = {"title": {"h1": 9}, "body": {".story": 9}}
    earlier = [run(n, DRAW, 9, rules=good, missing={}) for n in range(990, 900, -1)]
    bad = run(991, DRAW, 9, rules={**good, "body": {"body by learnt scorer": 9}}, missing={})
    found = [f for f in examine(bad, earlier) if f.monitor == "rules"]
    assert [f.key for f in found] == ["rules/body"]
    bad = replace(bad, seen=("rules/body",))
    back = run(992, DRAW, 9, rules=good, missing={})
    (lasts,) = (f for f in examine(back, [bad, *earlier]) if f.monitor == "rules")
    assert (lasts.said["rule"], lasts.said["instead"]) == (".story", "body by learnt scorer")


def test_every_monitor_is_tried_here() -> None:
    spoken = {key.partition("/")[0] for _, key in BAD.values()} | {"few"}
    names = {"ended": {"lost", "failed"}}
    assert set(MONITORS) <= {*spoken, *names}, set(MONITORS) - spoken
    for name in MONITORS:
        assert names.get(name, {name}) <= spoken


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("nothing new", {"articles": 0}),
        ("all duplicates", {"articles": 0, "duplicate": 6}),
        (
            "unchanged listings",
            {"articles": 0, "entries": 0, "known": 0, "outcomes": {"not_modified": 2}},
        ),
        (
            "an article that is gone",
            {"outcomes": {"fetched": 9, "http_4xx": 1}, "failed": {"HTTP 404": 1}},
        ),
        (
            "a login wall on one page",
            {
                "outcomes": {"fetched": 9, "refusal": 1},
                "failed": {"login": 1},
                "refusals": {"login": 1},
            },
        ),
        ("interrupted", {"outcome": "interrupted", "articles": 0, "outcomes": {"interrupted": 4}}),
        (
            "one article without a date",
            {
                "articles": 1,
                "rules": {"title": {"h1": 1}},
                "missing": {"published_at": 1, "source": 1},
            },
        ),
        (
            "no source in six articles",
            {
                "articles": 6,
                "missing": {"source": 6},
                "rules": {"title": {"h1": 6}, "published_at": {".date": 6}},
            },
        ),
    ],
)
def test_what_is_no_trouble(name: str, more: dict[str, Any]) -> None:
    more = dict(more)
    got = told(run(1000, random.Random(3), more.pop("articles", 4), **more))
    assert got == [], f"{name}: {got}"


@pytest.mark.parametrize("seed", range(6))
def test_good_runs_raise_no_alarm(seed: int) -> None:
    """400 good runs: sources come and go by chance, categories without sources in clumps."""
    draw = random.Random(seed)
    past: list[Facts] = []
    for number in range(400):
        facts = run(number, draw)
        if draw.random() < 0.1:  # a clump of the category that never names a source
            facts = replace(
                facts,
                missing={"source": facts.new},
                rules={name: rule for name, rule in facts.rules.items() if name != "source"},
            )
        found = told(facts, past[:300])
        assert found == [], f"seed {seed}, run {number}: {found}"
        past.insert(0, facts)


def test_the_first_run_of_a_site_is_judged_by_itself() -> None:
    assert told(run(1, DRAW, 4), []) == []
    assert told(run(1, DRAW, 0, failed={"NoEntries": 1}, outcome="failed"), []) == ["empty"]


def emptied(number: int, articles: int) -> Facts:
    return run(
        number,
        DRAW,
        articles,
        missing={"published_at": articles},
        rules={"title": {"h1": articles}},
    )


def test_runs_that_found_nothing_hide_no_drift() -> None:
    past = [run(number, DRAW, 0) for number in range(1010, 1000, -1)]
    past = [*past, emptied(1000, 2), *EARLIER]
    assert told(emptied(1011, 2), past) == ["coverage/published_at"]


def test_a_field_that_stays_empty_does_not_become_usual() -> None:
    past = list(EARLIER)
    for number in range(1000, 1400):
        facts = emptied(number, 3)
        memory = past[:50] + [earlier for earlier in past[50:] if not earlier.seen][:250]
        found = tuple(told(facts, memory))
        assert found == ("coverage/published_at",), (
            f"{number - 1000} runs after it emptied: {found}"
        )
        past.insert(0, replace(facts, seen=found))


def test_few_articles_of_each_run_are_pooled() -> None:
    past, found = list(EARLIER), []
    for number in range(1000, 1003):
        facts = emptied(number, 1)
        found.append(told(facts, past))
        past.insert(0, replace(facts, seen=tuple(found[-1])))
    assert found[-1] == ["coverage/published_at"], found


def test_far_fewer_articles_than_these_hours_bring() -> None:
    """A busy day, a quiet night: a night's silence is usual, a day's is not."""
    draw, past, found = random.Random(2), [], []
    for number in range(21 * 72):
        at = NOW - timedelta(days=21) + number * STEP
        dead = number >= 20 * 72 + 36
        usual = 4 if 6 <= at.hour < 22 else 0
        new = 0 if dead else draw.randint(max(usual - 3, 0), usual + 1 if usual else 0)
        facts = replace(run(number, draw, new), began_at=at, ended_at=at + timedelta(seconds=9))
        keys = tuple(told(facts, past[: 22 * 72])) if number % 6 == 0 else ()
        if keys:
            found.append((number, keys))
        past.insert(0, replace(facts, seen=keys))
    assert found, "a site that brought nothing for half a day was not noticed"
    assert found[0][0] >= 20 * 72 + 36, f"false alarm at run {found[0]}"
    assert {key for _, keys in found for key in keys} == {"few"}, found


# --- Standing and news --------------------------------------------------------------------------


def trouble(key: str) -> Trouble:
    name, _, about = key.partition("/")
    return Trouble(Finding(name, "error", about), 1, NOW)


def test_a_trouble_is_told_once_when_it_starts_and_once_when_it_ends() -> None:
    state, messages = Told(), []
    for hour, keys in enumerate([[], ["errors"], ["errors"], ["errors"], [], []]):
        found, state = news("s", map(trouble, keys), state, NOW + timedelta(hours=hour))
        messages.append(found and ([t.finding.key for t in found.began], list(found.over)))
    assert messages == [None, (["errors"], []), None, None, ([], ["errors"]), None]


def test_at_most_one_message_a_site_and_hour() -> None:
    draw, state, sent = random.Random(4), Told(), []
    for minute in range(0, 3000, 10):
        keys = [key for key in ("errors", "robots", "coverage/title") if draw.random() < 0.5]
        now = NOW + timedelta(minutes=minute)
        found, state = news("s", map(trouble, keys), state, now)
        if found:
            sent.append(now)
    assert sent
    assert all(b - a >= PAUSE for a, b in pairwise(sent))


def test_a_run_that_reads_nothing_ends_no_trouble_with_a_field() -> None:
    before = [trouble("coverage/title"), trouble("errors")]
    nothing = run(1000, DRAW, 0, rules={}, missing={}, outcomes={"not_modified": 1})
    assert [t.finding.key for t in troubles(nothing, [], before)] == ["coverage/title"]
    assert troubles(run(1001, DRAW, 5), [], before) == []


def test_a_run_that_reads_no_article_ends_no_trouble_with_articles() -> None:
    finding = Finding("errors", "warning", "", {"n": 6, "of": 13, "cause": NO_TEXT}, ())
    lasting = [Trouble(finding, 1, NOW)]
    listings = replace(run(1000, DRAW), rules={}, missing={})
    assert troubles(listings, [], lasting) == lasting
    assert troubles(run(1000, DRAW, 4), [], lasting) == []
    away = [Trouble(replace(finding, said={**finding.said, "cause": "HTTP 503"}), 1, NOW)]
    assert troubles(listings, [], away) == [], "the site answers again"


def test_a_page_that_came_and_was_no_article_counts_once() -> None:
    all_but_one = {"failed": {NO_TEXT: 12}, "spoilt": 12, "outcomes": {"fetched": 13}}
    [finding] = list(errors(replace(run(1000, DRAW), **all_but_one), EARLIER))
    assert (finding.said["n"], finding.said["of"]) == (12, 13)


def test_the_verdict_survives_the_record() -> None:
    more, _ = BAD["challenge pages"]
    facts = run(1000, DRAW, **more)
    verdict = judge(facts, EARLIER, {}, NOW)
    record = verdict.record()
    assert read_troubles(record) == list(verdict.troubles)
    assert read_told(record) == verdict.told
    assert verdict.news
    again = judge(replace(facts, run=1001), [facts, *EARLIER], record, NOW + timedelta(hours=2))
    assert again.news is None
    assert again.troubles[0].run == 1000, "a trouble keeps the run that showed it first"


def test_facts_of_an_old_record_keep_their_defaults() -> None:
    got = read_facts(
        3, "s", began_at=NOW, ended_at=None, outcome=None, record={"new": 2, "later": 1}
    )
    assert (got.new, got.outcome, got.gaps) == (2, "running", ())


def test_earlier_runs_of_other_addresses_are_not_compared() -> None:
    mine = run(1000, DRAW)
    other = replace(run(5, DRAW), arguments={"base_url": "http://mirror.example"})
    assert comparable(mine, [other, *EARLIER[:3], replace(mine, site="t")]) == EARLIER[:3]


def test_a_failed_run_without_a_listing_is_a_trouble_whatever_its_pages_were() -> None:
    """A listing that was taken for a page that is gone: no monitor knows that kind."""
    record = {
        "failed": {"gone": 1},
        "refusals": {"gone": 1},
        "outcomes": {"fetched": 1, "refusal": 1},
    }
    this = replace(run(1000, DRAW, 0, **record), entries=0, outcome="failed", fault="no listing")
    assert [(f.key, f.said) for f in examine(this, [])] == [("failed", {"fault": "no listing"})]
    small = replace(this, entries=20)
    assert examine(small, []) == [], "a dead link of a small run is none"


def test_a_gap_is_told_for_some_days() -> None:
    gaps = {"gaps": (Gap("world", *GAP, 12),)}
    for days, told in ((0, True), (2.8, True), (3.2, False)):
        at = NOW + timedelta(days=days)
        this = replace(run(1000, DRAW, 4, **gaps), began_at=at, ended_at=at + timedelta(seconds=9))
        assert ("gap/world" in [f.key for f in examine(this, EARLIER)]) == told, days


def test_a_gap_at_the_end_of_a_listing_is_not_to_be_read_further_back() -> None:
    advised = {}
    for why in ("gone", "limit"):
        this = run(1000, DRAW, 4, gaps=(Gap("feed.xml", *GAP, 5, "", why),))
        [finding] = [f for f in examine(this, EARLIER) if f.monitor == "gap"]
        advised[why] = advice(finding, site="s", run=7)
    assert "--pages" in advised["limit"]
    assert "--pages" not in advised["gone"]


# --- Words --------------------------------------------------------------------------------------


def test_an_unreachable_robots_txt_is_told_with_its_reason() -> None:
    for why, wanted in (("HTTP 503", "(HTTP 503)"), ("", "(its log says why)")):
        bad = {"outcomes": {"forbidden": 24}, "unreachable": 24, "why_unreachable": why}
        [finding] = examine(run(1000, DRAW, 0, **bad), EARLIER)
        assert wanted in sentence(finding)
        assert (why or "原因见日志") in sentence(finding, "zh")


def test_a_run_in_which_the_clock_was_set_back_took_nobody_knows_how_long() -> None:
    this = run(1000, DRAW)
    lines = [
        *runs_table([replace(this, ended_at=this.began_at - timedelta(days=5))]),
        *run_lines(replace(this, ended_at=this.began_at - timedelta(days=5)), "crawl"),
    ]
    assert not [line for line in lines if "-432" in line], lines
    assert [line for line in lines if "took ?" in line]


def test_one_is_said_as_one_and_causes_in_the_reader_s_language() -> None:
    refused = Finding("refusals", "error", "", {"n": 1, "kind": "challenge", "of": 1}, ())
    assert "newsbot away: once it sent a test" in sentence(refused)
    empty = Finding("empty", "error", "", {"n": 1}, ())
    assert sentence(empty) == "no article was found on 1 listing page that was read"
    assert "on 2 listing pages that were read" in sentence(replace(empty, said={"n": 2}))
    failed = Finding("errors", "error", "", {"n": 3, "of": 3, "cause": NO_TEXT}, ())
    assert "既无正文也无图片" in sentence(failed, "zh")


def test_every_finding_has_its_sentence_and_advice_in_both_languages() -> None:
    for name, (bad, _) in BAD.items():
        more = dict(bad)
        for finding in examine(run(1000, DRAW, more.pop("articles", 4), **more), EARLIER):
            for language in ("en", "zh"):
                said = sentence(finding, language)  # type: ignore[arg-type]
                assert said, f"{name}: {language}"
                assert "{" not in said, f"{name}: {language}"
                does = advice(finding, language, site="s", run=7)  # type: ignore[arg-type]
                assert does
                assert "{" not in does, f"{name}: {language}"
    assert all(
        set(texts) == {"en", "zh"} for table in (SAYS, DOES, PARTS) for texts in table.values()
    )
