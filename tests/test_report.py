"""The report: one file, no scripts, no outside address, everything of others escaped."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from functools import partial
from html.parser import HTMLParser
from pathlib import Path
from typing import get_args

import pytest
from reported import NOW, TROUBLE, facts, pages
from scrapy.exceptions import DownloadConnectionRefusedError

from newsbot.errors import BadValue
from newsbot.extensions.ledger import LOST
from newsbot.extensions.summary import Summary
from newsbot.health import alerts, metrics
from newsbot.health.charts import MOST_BARS, round_scale, seconds_text, time_chart
from newsbot.health.faults import CAUSES, ENDS, MEANINGS_ZH, cause_words, end_words, fault_words
from newsbot.health.findings import Finding
from newsbot.health.labels import LABELS, REASONS
from newsbot.health.report import field_rows, run_page
from newsbot.health.standing import News, Trouble
from newsbot.health.told import trouble_lines
from newsbot.health.words import FIELDS_ZH
from newsbot.loaders import ArticleLoader
from newsbot.middlewares.failures import ACCEPTED, DETAILS, FAILURES, failure_of, tunnel_words
from newsbot.page.refusals import Kind
from newsbot.policy.outcomes import MEANINGS, Ending
from newsbot.schedule.due import Why


class Page(HTMLParser):
    """Every tag with its attributes, and whether all were closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "link", "img"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1] == tag, f"</{tag}> closes <{self.open[-1]}>"
        self.open.pop()


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    return pages()


LOADING = {"src", "srcset", "data", "action", "poster", "background", "xlink:href", "style"}


@pytest.mark.parametrize("name", ["run en", "run zh", "all en", "all zh", "first run"])
def test_it_loads_and_runs_nothing(made: dict[str, str], name: str) -> None:
    page = Page(made[name])
    assert not page.open, f"{name}: not closed: {page.open}"
    for tag, attributes in page.tags:
        assert tag not in ("script", "link", "img", "iframe", "object", "base", "form"), (
            f"{name}: {tag}"
        )
        assert not LOADING & attributes.keys(), f"{name}: {tag} {attributes}"
        assert not [a for a in attributes if a.startswith("on")], f"{name}: {tag} {attributes}"
        if "href" in attributes:
            assert tag == "a", f"{name}: {tag}"
            assert re.match("https?://", attributes["href"] or ""), f"{name}: {attributes}"
    assert "@import" not in made[name]
    assert "url(" not in made[name]


def test_problems_come_first_and_are_told_with_evidence(made: dict[str, str]) -> None:
    text = made["run en"]
    assert text.index("none of 8 articles have a value, usually 90 %") < text.index(
        "New articles over"
    )
    assert 'href="https://s.example/a"' in text
    assert "来源：8 篇文章中只有 0 篇有值" in made["run zh"]
    assert "Nothing is wrong." in made["first run"]


def test_fields_are_shown_beside_their_usual_rules() -> None:
    now = facts(rules={"title": {"og:title": 8}}, missing={})
    usual = [facts(n, rules={"title": {"h1": 9, "og:title": 1}}, missing={}) for n in (6, 5)]
    row = next(row for row in field_rows(now, usual) if row.name == "title")
    assert (row.now, row.usual) == (1.0, 1.0)
    assert row.rules == (("og:title", 1.0),)
    assert row.usual_rules == (("h1", 0.9), ("og:title", 0.1))


def test_a_time_chart_holds_every_count_within_its_frame() -> None:
    for days in (0.1, 1, 3, 30, 300):
        points = [(NOW - timedelta(days=days * n / 50), n % 7) for n in range(50)]
        chart = time_chart(points, NOW)
        assert chart is not None
        assert len(chart.bars) <= MOST_BARS
        assert sum(int(bar.note.rpartition(": ")[2]) for bar in chart.bars) == sum(
            c for _, c in points
        )
        assert all(bar.x >= 0 and bar.x + bar.width <= 100 and bar.y >= 0 for bar in chart.bars)
    assert time_chart([(NOW, 0)], NOW) is None


def test_every_label_is_in_both_languages() -> None:
    tables = {**LABELS, **REASONS}
    assert [name for name, texts in tables.items() if set(texts) != {"en", "zh"}] == []
    assert MEANINGS_ZH.keys() == MEANINGS.keys()
    assert set(get_args(Why)) | {"by hand"} == set(REASONS)


def test_every_field_has_a_chinese_name() -> None:
    read = {name.removesuffix("_in") for name in dir(ArticleLoader) if name.endswith("_in")}
    assert "canonical_url" in read
    assert read - FIELDS_ZH.keys() == set()


def test_what_fell_is_marked_and_comes_first(made: dict[str, str]) -> None:
    now = facts(
        rules={"body": {"div": 8}, "title": {"og:title": 8}, "views": {".v": 1}},
        missing={"views": 7},
    )
    usual = [
        facts(1, rules={"body": {"div": 9}, "title": {"h1": 9}, "views": {".v": 9}}, missing={})
    ]
    rows = field_rows(now, usual)
    assert [(row.name, row.low, row.changed) for row in rows] == [
        ("views", True, False),
        ("title", False, True),
        ("body", False, False),
    ]
    assert not any(row.low or row.changed for row in field_rows(now, []))


def test_texts_of_others_keep_their_direction_to_themselves(made: dict[str, str]) -> None:
    for name, text in made.items():
        for at in re.finditer("\u202e", text.partition("<body>")[2]):
            before = text.partition("<body>")[2][: at.start()]
            if before.rfind("<") > before.rfind(">"):
                continue  # within a tag: an address
            assert before.rfind("<bdi>") > before.rfind("</bdi>"), f"{name}: {before[-150:]}"


def test_commands_in_advice_are_set_as_code(made: dict[str, str]) -> None:
    assert "<code><bdi>newsbot check &lt;script&gt;" in made["run en"]
    assert "`" not in made["run en"] + made["run zh"]


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        *((0, "0 s"), (2.04, "2 s"), (9.97, "10 s"), (12.4, "12 s")),
        *((200, "3.3 min"), (2410, "40 min"), (7560, "2.1 h"), (259_200, "3 d")),
    ],
)
def test_seconds_are_told_with_two_figures(seconds: float, told: str) -> None:
    assert seconds_text(seconds) == told


def test_an_axis_ends_with_a_round_number_near_the_highest_bar() -> None:
    assert [round_scale(top) for top in (1, 3, 10, 11, 21, 106, 999)] == [
        *(2, 4, 10, 12, 24, 120, 1000)
    ]
    for top in range(1, 2000):
        assert top <= round_scale(top) <= max(2, 2 * top)
        assert round_scale(top) % 2 == 0


# --- Metrics ------------------------------------------------------------------------------------

SAMPLE = re.compile(r'^newsbot_[a-z_0-9]+\{([a-z]+="(?:[^"\\\n]|\\["\\n])*",?)+\} -?[0-9.e+-]+$')


def test_metrics_are_valid_exposition_text() -> None:
    text = metrics.exposition([(facts(), [TROUBLE])])
    assert text.endswith("\n")
    samples = [line for line in text.splitlines() if not line.startswith("#")]
    assert [line for line in samples if not SAMPLE.match(line)] == []
    assert sum(line.startswith("newsbot_trouble{") for line in samples) == 1
    assert 'newsbot_field_coverage{site="' in text
    for name in {line.partition("{")[0] for line in samples}:
        assert f"# TYPE {name} gauge" in text


def test_a_metrics_file_is_replaced_whole(tmp_path: Path) -> None:
    target = tmp_path / "newsbot.prom"
    for text in ("a 1\n", "b 2\n"):
        metrics.write_metrics(str(target), text)
        assert target.read_text("utf-8") == text
    assert [path.name for path in tmp_path.iterdir()] == ["newsbot.prom"]


# --- Alerts -------------------------------------------------------------------------------------


def test_a_message_tells_what_began_with_advice_and_what_is_over() -> None:
    title, body = alerts.message(News("s", (TROUBLE,), ("errors",)))
    assert title == "newsbot: s: a new problem"
    assert "none of 8 articles" in body
    assert "no longer seen: errors" in body
    assert alerts.message(News("s", (), ("errors",)))[0] == "newsbot: s is well again"
    assert "2 left" in alerts.message(News("s", (), ("errors",), left=2))[0]
    many = News(
        "s", (replace(TROUBLE, finding=Finding("views", "warning", "", {"n": 9})),) * 30, ()
    )
    assert len(alerts.message(many)[1].splitlines()) < 40


def layout(*, later: timedelta = timedelta(), about: str = "title") -> tuple[Trouble, ...]:
    """A broken layout: a field that is lacking, and two that come from another rule."""
    said = {"rule": ".box .s", "instead": "meta line", "now": (0, 9), "usual": (99, 99)}
    first = Finding("rules", "warning", "published_at", {**said, "field": "published_at"}, ("u1",))
    last = Finding("rules", "warning", about, {**said, "field": about}, ("u2",))
    return (
        TROUBLE,
        Trouble(first, TROUBLE.run, TROUBLE.since),
        Trouble(last, TROUBLE.run + 1, TROUBLE.since + later),
    )


def test_a_broken_layout_is_one_trouble_with_its_fields() -> None:
    title, body = alerts.message(News("s", layout(), ()))
    assert title == "newsbot: s: a new problem"
    assert body.splitlines()[0] == (
        "- the layout of the pages has probably changed: none of 8 articles have source, "
        "usually 90 %; published_at comes from 'meta line', no longer from '.box .s'; "
        "title comes from 'meta line', no longer from '.box .s'"
    )
    assert body.count("newsbot check s") == 1
    body = alerts.message(News("s", layout(), ()), "zh")[1]
    assert body.splitlines()[0] == (
        "- 页面很可能已改版：来源在 8 篇文章中只有 0 篇有值，通常为 90%；"
        "发布时间改由 'meta line' 取得，不再是 '.box .s'；"
        "标题改由 'meta line' 取得，不再是 '.box .s'"
    )
    lines = list(trouble_lines("s", layout(), "en"))
    assert len([line for line in lines if line.startswith(("error", "warning"))]) == 1
    page = run_page(facts(), [], layout(), now=NOW)
    assert page.count('<li class="error">') == 1
    assert '<li class="warning">' not in page


def test_what_became_ill_days_later_is_another_trouble() -> None:
    title, body = alerts.message(News("s", layout(later=timedelta(days=2)), ()))
    assert title == "newsbot: s: 2 new problems"
    assert "title: the rule '.box .s' found 0 of 9 values" in body


@pytest.mark.filterwarnings("ignore:'imghdr':DeprecationWarning")  # apprise imports it
def test_an_unknown_channel_is_refused_without_showing_its_secret() -> None:
    with pytest.raises(BadValue) as refused:
        alerts.check_channels("nonsense://user:hunter2@example.org")
    assert "hunter2" not in str(refused.value)
    assert alerts.check_channels("") == []


@pytest.mark.filterwarnings("ignore:'imghdr':DeprecationWarning")
def test_a_failing_channel_is_a_line_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    assert alerts.send(["json://127.0.0.1:9/"], News("s", (TROUBLE,), ())) is False
    assert "did not reach" in caplog.text


# --- In Chinese -----------------------------------------------------------------------------------


def faults() -> list[str]:
    """Every fault that a run ends with."""
    made = partial(Summary, "s", "sqlite:///x", "finished", 1.0)
    ended = [Ending("u", "u", "refused", None, why) for why in ("", "connection refused")]
    rows = [[end._asdict() for end in ended[:1]], [end._asdict() for end in ended[1:]]]
    summaries = [
        made(listing_pages=1),
        made(listing_pages=1, empty_frames=1),
        *(made(outcomes={"refused": n + 1}, endings=row) for n, row in enumerate(rows)),
        made(entries=9, outcomes={"fetched": 5}, failed={"HTTP 404": 4}),
        made(replay_misses=["http://a/"]),
        made(write_faults=["/x"]),
        made(unaccounted=3),
    ]
    told = [summary.fault(0.2) for summary in summaries]
    return [LOST, "it never started", "it never started: X()", *(one or "" for one in told)]


def details() -> list[str]:
    """Every fixed word for a page that could not be had."""
    texts = [text for *_, text in (*FAILURES, *DETAILS) if text]
    shown = failure_of(DownloadConnectionRefusedError(), "http://p:1")[1]
    return [*texts, shown, texts[0] + ACCEPTED, tunnel_words(407), tunnel_words(503), "no tunnel"]


NAMES = re.compile(
    r"[A-Z_]{3,}\w*|https?://\S*|\bTLS|HTTP|NEWSBOT_\w+|robots\.txt|verify_tls|false|refused|docs/\w+"
    r"|\.md|X\(\)"
)
"""What a Chinese fault may hold of another script: names, addresses, a server's own words."""


@pytest.mark.parametrize("fault", [*faults(), *details()])
def test_a_fault_is_told_in_chinese(fault: str) -> None:
    assert fault
    said = fault_words(fault, "zh")
    assert not re.search(r"[A-Za-z]{3,}", NAMES.sub("", said)), said
    assert fault_words(fault, "en") == fault


def test_causes_and_ends_are_told_in_chinese() -> None:
    assert cause_words("HTTP 503", "zh") == "HTTP 503"
    assert all(cause_words(kind, "zh") != kind for kind in get_args(Kind))
    assert end_words("lease_lost", "zh") == "网站已由另一进程接管"
    assert end_words("some_extension", "zh") == "some_extension"
    assert all(set(texts) == {"en", "zh"} for table in (CAUSES, ENDS) for texts in table.values())
    page = run_page(
        facts(fault="3 of 9 pages failed", failed={"login": 1}), [], [], language="zh", now=NOW
    )
    assert "9 个页面中有 3 个失败" in page
    assert "需要登录" in page
    assert "收到停止请求" in run_page(
        facts(fault="", outcome="interrupted", reason="shutdown"), [], [], language="zh", now=NOW
    )
