"""What stands around a value does not change it: every value in every frame, label and mark."""

from datetime import datetime
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from newsbot.fields import Byline, read_byline, read_count, read_date

NOW = datetime(2025, 3, 24, 12, tzinfo=ZoneInfo("Asia/Shanghai"))

DATES = {
    "2025-03-24 11:04": "2025-03-24T11:04 minute",
    "2025年3月24日 11:04:12": "2025-03-24T11:04 second",
    "2025年3月24日": "2025-03-24T00:00 day",
    "2025/03/24": "2025-03-24T00:00 day",
    "2025.03.24": "2025-03-24T00:00 day",
    "25-03-24 11:04": "2025-03-24T11:04 minute",
    "20250324": "2025-03-24T00:00 day",
    "03-24 11:04": "2025-03-24T11:04 minute",
    "03-24": "2025-03-24T00:00 day",
    "03/24": "2025-03-24T00:00 day",
    "3月24日": "2025-03-24T00:00 day",
    "3月24日 11:04": "2025-03-24T11:04 minute",
    "昨天": "2025-03-23T00:00 day",
    "昨天 12:30": "2025-03-23T12:30 minute",
    "昨晚8点": "2025-03-23T20:00 hour",
    "今天08:00": "2025-03-24T08:00 minute",
    "3小时前": "2025-03-24T09:00 minute",
    "3 天前": "2025-03-21T00:00 day",
    "半年前": "2024-09-24T00:00 month",
    "刚刚": "2025-03-24T12:00 minute",
    "上周五": "2025-03-21T00:00 day",
    "周日 08:00": "2025-03-23T08:00 minute",
    "去年12月25日": "2024-12-25T00:00 day",
    "上月15日": "2025-02-15T00:00 day",
    "二〇二五年三月二十四日": "2025-03-24T00:00 day",
    "民國114年3月24日": "2025-03-24T00:00 day",
    "24 Mar 2025": "2025-03-24T00:00 day",
    "Mar 24, 2025 11:04": "2025-03-24T11:04 minute",
}
DATE_FRAMES = """
{}|发布时间：{}|发布时间:{}|發佈時間：{}|时间：{}|日期：{}|更新：{}|最后更新：{}|更新于{}
更新于 {}|編輯於 {}|发布于{}|发表于：{}|{} 发布|{}发布|{}更新|({})|[{}]|【{}】|（{}）
{} 来源：新华社|{}　来源：新华社|{} ｜ 来源：新华社|来源：新华社 {}|来源：新华社　{}|新华社 {}
央视新闻客户端 {}|{} 新华社|{} 北京|{} · 北京|{}·北京|{} 来自北京|{} 发布于北京|发布于 北京 {}
{} 国际|国际 {}|国际 ｜ {}|{} 国际 1777|{} 阅读 1777|{} 1777阅读|{} 浏览：1777|阅读 1777 {}
1777阅读 {}|{} 作者：张三|作者：张三 {}|张三 {}|张三 ｜ {}|{} 编辑：李四|{},|{}。|{} -|- {}|• {}
 {} |　{}　|Published: {}|Posted on {}|{} by admin|首页 > 国际 > {}
{} 来源：央视新闻 作者：张三 阅读：1777|{} 评论(3)|{} 0评论|{} 分享|{} 字号：大 中 小|{} 原创
"""

COUNTS = {
    "1777": 1777,
    "1,777": 1777,
    "１７７７": 1777,
    "1.2万": 12_000,
    "1.2 萬": 12_000,
    "1.2W+": 12_000,
    "10万+": 100_000,
    "3亿": 300_000_000,
    "一万二": 12_000,
    "500K+": 500_000,
    "0": 0,
}
COUNT_LABELS = (
    "阅读 阅读数 浏览量 浏览次数 点击 人气 围观 播放 閱讀 瀏覽數 點閱 觀看次數 Views PV".split()
)
COUNT_MARKS = ("{}：{}", "{}:{}", "{} {}", "{}{}", "{}({})", "{}（{}）", "{}【{}】", "{} | {}")
COUNT_ENDS = "阅读 次阅读 人阅读 次浏览 次播放 人看过 人气 點閱 次瀏覽".split()
COUNT_FRAMES = """
{}|2025-03-24 11:04 {}|{} 2025-03-24|来源：新华社 {}|{} 来源：新华社|3小时前 {}|{} · 3小时前
({})|国际 {}|昨天 12:30 {}
"""

SOURCES = [
    "新华社",
    "央视新闻客户端",
    "36氪",
    "自由時報",
    "BBC中文网",
    "Reuters",
    "南方+",
    "国知局",
]
PEOPLE = [
    ["张三"],
    ["邢拓", "余俊杰"],
    ["欧阳明月"],
    ["买买提·艾力"],
    ["沈小晓", "任彦", "黄培昭"],
    ["John Smith"],
]
SOURCE_LABELS = "来源 來源 稿源 文章来源 消息来源 转自 出处 转载自 来　源".split(" ")
AUTHOR_LABELS = "作者 文 记者 撰文 本报记者 作　者 撰稿 通讯员 記者 采写".split(" ")
EDITOR_LABELS = "责任编辑 责编 编辑 責任編輯 編輯 主编 值班编辑".split()
BYLINE_MARKS = ("：", ":", "丨", "｜", " | ", "/", "／", " : ")
BYLINE_FRAMES = """
{}|（{}）|【{}】|2025-03-24 11:04 {}|{} 2025-03-24 11:04|{} 阅读：1777|{} 校对：赵六|{} 评论 3
{} 图片来源：视觉中国|{} 分享到：
"""


def frames(table: str) -> list[str]:
    return [frame for line in table.split("\n") if line for frame in line.split("|")]


@pytest.mark.parametrize("text", DATES)
def test_dates(text: str) -> None:
    for frame in frames(DATE_FRAMES):
        printed = frame.format(text)
        found = read_date(printed, now=NOW, time_zone="Asia/Shanghai")
        said = f"{found.at:%Y-%m-%dT%H:%M} {found.precision}" if found else None
        assert said == DATES[text], printed


@pytest.mark.parametrize("text", COUNTS)
def test_counts(text: str) -> None:
    labelled = [mark.format(label, text) for label, mark in product(COUNT_LABELS, COUNT_MARKS)]
    labelled += [f"{count} 评论 345" for count in labelled] + [f"点赞 12 {c}" for c in labelled]
    behind = [text + end for end in COUNT_ENDS]
    behind += [f"{count} 345评论" for count in behind] + [f"12赞·{count}" for count in behind]
    for printed in (frame.format(c) for c in labelled + behind for frame in frames(COUNT_FRAMES)):
        found = read_count(printed)
        assert found is not None, printed
        assert found.value == COUNTS[text], printed


@pytest.mark.parametrize("mark", BYLINE_MARKS)
def test_bylines(mark: str) -> None:
    lines = [
        (f"{label}{mark}{source}", Byline(source))
        for label, source in product(SOURCE_LABELS, SOURCES)
    ]
    for names in PEOPLE:
        for comma in "、，" if names[0].isascii() else "、 　，":
            people = comma.join(names)
            lines += [(f"{label}{mark}{people}", Byline(None, names)) for label in AUTHOR_LABELS]
            lines += [
                (f"{label}{mark}{people}", Byline(None, [], names)) for label in EDITOR_LABELS
            ]
            whole = f"来源{mark}新华社 作者{mark}{people} 责任编辑{mark}赵小六"
            lines.append((whole, Byline("新华社", names, ["赵小六"])))
    for (line, expected), frame in product(lines, frames(BYLINE_FRAMES)):
        printed = frame.format(line)
        assert read_byline(printed) == expected, printed
