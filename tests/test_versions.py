"""Versions: of invented edits each gets its kind, and what is no change makes none."""

from __future__ import annotations

import random
from collections.abc import Callable
from copy import deepcopy
from datetime import timedelta
from typing import Any

import pytest
from invented import NOW, article

from newsbot.extensions.departures import are_believed, departed
from newsbot.fields import content_hash
from newsbot.items import Article, Block, Provenance, Related, Sighting, body_text
from newsbot.policy.outcomes import Ending
from newsbot.store import open_store
from newsbot.store.versions import Visit, compare, ended

WORDS = (
    "河湾 渡口 石桥 图书馆 志愿者 工程队 展览 气象台 合唱团 果园 码头 灯塔 菜市场 剧场 体育馆 议会 "
    "林场 学校 邮局 医院 车站 花园 水库 作坊 画家 渔民 教师 司机 厨师 木匠"
).split()
VERBS = "修好了 参观了 讨论了 关闭了 扩建了 租下了 介绍了 推迟了 公布了 检查了".split()


def sentence(draw: random.Random) -> str:
    who, what, verb = draw.choice(WORDS), draw.choice(WORDS), draw.choice(VERBS)
    figure = draw.choice(
        ["", f"，花费{draw.randrange(2, 9000)}万元", f"，共有{draw.randrange(2, 99)}人"]
    )
    return f"{who}的负责人说，他们在{draw.randrange(1, 13)}月{verb}{what}{figure}。"


def written(draw: random.Random, number: int) -> Article:
    lines = ["".join(sentence(draw) for _ in range(draw.randrange(1, 4))) for _ in range(6)]
    return saying(
        article(
            number,
            title=f"{draw.choice(WORDS)}{draw.choice(VERBS)}{draw.choice(WORDS)}",
            view_count=draw.randrange(1, 9999),
            related=[Related("https://s.example/a/9.html", "别的文章")],
        ),
        lines,
    )


def saying(made: Article, lines: list[str]) -> Article:
    made.body = [Block("paragraph", text=line) for line in lines]
    made.text = body_text(made.body)
    made.content_hash = content_hash(made.text)
    return made


def lines_of(made: Article) -> list[str]:
    return made.text.split("\n")


def typo(made: Article, draw: random.Random) -> None:
    lines = lines_of(made)
    line = draw.randrange(len(lines))
    place = lines[line].index("负责人")
    lines[line] = lines[line][:place] + "负贵人" + lines[line][place + 3 :]
    saying(made, lines)


def headline(made: Article, draw: random.Random) -> None:
    made.title = f"{draw.choice(WORDS)}：{made.title}的最新消息"


def figure(made: Article, draw: random.Random) -> None:
    lines = lines_of(made)
    line = draw.randrange(len(lines))
    digits = next(c for c in lines[line] if c.isdigit())
    new = str((int(digits) + draw.randrange(1, 8)) % 9 + 1)
    new = new if new != digits else str(int(digits) % 9 + 1)
    lines[line] = lines[line].replace(digits, new, 1)
    saying(made, lines)


def paragraph_out(made: Article, draw: random.Random) -> None:
    lines = lines_of(made)
    del lines[draw.randrange(1, len(lines))]
    saying(made, lines)


def unchanged(made: Article, draw: random.Random) -> None:
    """Views, related, an ad, a clock, another print, provenance: nothing that is said."""
    made.view_count = draw.randrange(10_000, 99_999)
    made.related = [Related("https://s.example/a/8.html", "又一篇")]
    made.provenance = {"title": Provenance("h1", "x")}
    lines = lines_of(made)
    lines.insert(
        draw.randrange(len(lines)), draw.choice(["广告", "下载客户端看更多", "扫码关注公众号"])
    )
    lines.append(f"更新时间：2026-01-{draw.randrange(10, 28)} {draw.randrange(10, 24)}:05")
    lines.append(f"{draw.randrange(2, 50)}分钟前")
    lines[0] = lines[0].replace("，", ", ")
    saying(made, lines)


EDITS: list[tuple[Callable[[Article, random.Random], None], tuple[str, ...]]] = [
    (typo, ("text",)),
    (headline, ("title",)),
    (figure, ("numbers",)),
    (paragraph_out, ("text",)),
    (unchanged, ()),
]
ENDS: list[tuple[Ending, tuple[str, ...]]] = [
    (Ending("u", "u", "http_4xx", 410, "HTTP 410"), ("gone",)),
    (Ending("u", "u", "refusal", 200, "gone: 文章不存在"), ("withdrawn",)),
]


def visited(before: Article, what: Any, draw: random.Random) -> Visit:
    """What comes of a visit after an edit, or after an end of the page."""
    at = NOW + timedelta(hours=7)
    if isinstance(what, Ending):
        status = departed(what)
        assert status
        return ended(before, status, at)
    after = deepcopy(before)
    after.fetched_at = at
    what(after, draw)
    return compare(before, after)


def test_of_two_hundred_edits_each_gets_its_kind() -> None:
    draw, wrong, false_versions = random.Random(7), [], 0
    for number in range(200):
        edit, kinds = (*EDITS, *ENDS)[number % (len(EDITS) + len(ENDS))]
        visit = visited(written(draw, number), edit, draw)
        if visit.changed != kinds:
            wrong.append((edit, visit.changed))
            false_versions += not kinds
        assert visit.article.version == (2 if visit.changed else 1)
    assert false_versions == 0, wrong
    assert len(wrong) <= 10, wrong


@pytest.mark.parametrize("status", ["gone", "withdrawn"])
def test_an_article_that_is_no_more(status: str) -> None:
    before = article(1)
    visit = ended(before, status, NOW + timedelta(days=1))  # type: ignore[arg-type]
    assert (visit.article.status, visit.article.version, visit.changed) == (status, 2, (status,))
    assert visit.article.text == before.text
    again = ended(visit.article, status, NOW + timedelta(days=2))  # type: ignore[arg-type]
    assert (again.changed, again.told) == ((), False)
    back = compare(visit.article, article(1))
    assert (back.changed, back.article.status, back.article.version) == (("live",), "live", 3)


@pytest.mark.parametrize(
    ("outcome", "status", "detail", "expected"),
    [
        ("http_4xx", 404, "HTTP 404", "gone"),
        ("http_4xx", 410, "HTTP 410", "gone"),
        ("http_4xx", 403, "HTTP 403", None),
        ("http_5xx", 503, "HTTP 503", None),
        ("refusal", 200, "gone: 文章不存在", "withdrawn"),
        ("refusal", 200, "challenge: 访问验证", None),
        ("timed_out", None, "", None),
    ],
)
def test_what_an_ending_says_of_its_article(
    outcome: str, status: int | None, detail: str, expected: str | None
) -> None:
    assert departed(Ending("u", "u", outcome, status, detail)) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("gone", "read", "believed"), [(1, 0, True), (3, 0, True), (40, 160, True), (90, 10, False)]
)
def test_a_site_that_lost_everything_is_not_believed(gone: int, read: int, believed: bool) -> None:
    assert are_believed(gone, read) is believed


def test_another_page_is_no_version() -> None:
    before = written(random.Random(1), 1)
    notice = saying(
        article(1, title="访问验证"), ["请完成下面的验证后继续访问本站，谢谢您的配合。"]
    )
    assert not compare(before, notice).alike


def test_what_only_a_later_page_tells_completes_the_article() -> None:
    before = written(random.Random(1), 1)
    now = deepcopy(before)
    now.fetched_at = NOW + timedelta(hours=8)
    now.source, now.seen_in = "某某日报", [Sighting("历史", "history", 1, 1)]
    visit = compare(before, now)
    assert (visit.changed, visit.told, visit.article.version) == ((), True, 1)
    assert visit.article.source == "某某日报"


def test_every_version_can_be_read_back(store_url: str) -> None:
    with open_store(store_url) as store:
        run = store.begin_run("s", command="test", now=NOW)
        said = [
            article(1, text, version=n, fetched_at=NOW + timedelta(hours=n), view_count=n)
            for n, text in enumerate(["头一回说的", "第二回说的", "第三回说的"], 1)
        ]
        store.keep(said[0], ["/a/1.html"], run)
        store.flush()
        store.keep(said[1], ["/a/1.html"], run, ("text",))
        store.keep(said[2], ["/a/1.html"], run, ("title", "text"))
        store.flush()
        found = store.versions("id1")
    assert [v.version for v in found] == [1, 3], "two edits in one batch are one"
    assert [v.changed for v in found] == [(), ("title", "text")]
    assert [v.article.text for v in found if v.article] == ["头一回说的", "第三回说的"]
