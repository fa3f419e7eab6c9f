"""Invented news texts: titles, paragraphs, names, dates, sources; the same for the same seed."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

PLACES = ("云泊", "青岚", "落霞", "白鹭洲", "苍溪岭", "石榴镇", "望潮", "双塔", "芦荻湾", "南渡")
THINGS = ("渡口", "图书馆", "茶园", "轻轨", "集市", "灯会", "旧桥", "渔港", "气象站", "果林")
VERBS = ("改造完工", "重新开放", "迎来客流高峰", "试行新规", "通过验收", "推迟开放", "公布首份账单")
WHO = ("管理处", "居民委员会", "规划所", "合作社", "观测队", "志愿者协会")
SOURCES = ("云泊日报", "青岚晚报", "落霞新闻网", "白鹭洲广播", "苍溪岭时报", "望潮客户端")
SURNAMES, GIVEN = "林周许沈陆韩唐冯", ("岚", "知远", "若溪", "海平", "一鸣", "青禾", "书白")


@dataclass(frozen=True)
class Story:
    """What a page of any shape prints: its truth."""

    title: str
    date: str
    source: str
    author: str
    paragraphs: tuple[str, ...]
    others: tuple[str, ...]

    @property
    def body(self) -> str:
        return "\n".join(self.paragraphs)


def sentence(random: Random) -> str:
    place, thing, who = (random.choice(rows) for rows in (PLACES, THINGS, WHO))
    count, share = random.randint(12, 980), random.randint(3, 88)
    return random.choice(
        (
            f"{place}{thing}的{who}说，今年前来的人数达到{count}人次，比去年同期多了{share}%。",
            f"据{who}介绍，{thing}一侧的{count}米步道由附近居民自己铺成，前后用了{share}天。",
            f"“我们等这一天等了很久。”住在{place}的一位老人一边说，一边把{count}张旧照片摆上桌面。",
            f"按照安排，{thing}每周开放{share % 6 + 1}天，参观者需要提前在{place}的窗口登记。",
            f"{who}同时提醒，雨季将至，{place}沿线仍有{count}处护坡需要加固，预计下月底前完成。",
            f"不过也有商户担心，{thing}热闹之后房租会跟着上涨，{place}老街去年已有{share}家店铺搬走。",
            f"记者在现场看到，{thing}入口处排起了长队，工作人员给每位来客发了一张印着{place}的卡片。",
        )
    )


def title(random: Random) -> str:
    place, thing, verb = (random.choice(rows) for rows in (PLACES, THINGS, VERBS))
    return random.choice(
        (
            f"{place}{thing}{verb}，{random.randint(3, 90)}户居民受益",
            f"{place}{thing}{verb} 首周接待{random.randint(100, 990)}人次",
            f"一座{thing}的四十年：{place}{verb}之后",
        )
    )


def story(seed: int) -> Story:
    random = Random(seed)
    day = f"2025-{random.randint(1, 12):02}-{random.randint(1, 28):02}"
    clock = f"{random.randint(6, 22):02}:{random.randint(0, 59):02}"
    paragraphs = tuple(
        "".join(sentence(random) for _ in range(random.randint(1, 4)))
        for _ in range(random.randint(5, 11))
    )
    return Story(
        title(random),
        f"{day} {clock}",
        random.choice(SOURCES),
        random.choice(SURNAMES) + random.choice(GIVEN),
        tuple(dict.fromkeys(paragraphs)),
        tuple(title(random) for _ in range(9)),
    )
