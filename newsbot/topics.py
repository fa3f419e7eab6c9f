"""Topics: sites' own categories, mapped to the top level of IPTC's media topics.

The names and numbers are those of the IPTC Media Topic NewsCodes
(http://cv.iptc.org/newscodes/mediatopic/); labels and slugs on the right are what Chinese and
English sites call their categories.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Topic(NamedTuple):
    """A media topic: its number, its names, and what sites call it."""

    code: str
    en: str
    zh: str
    names: frozenset[str]

    @property
    def uri(self) -> str:
        """The topic's address in IPTC's vocabulary."""
        return f"http://cv.iptc.org/newscodes/mediatopic/{self.code}"


def _topic(code: str, en: str, zh: str, names: str) -> Topic:
    return Topic(code, en, zh, frozenset(names.split()))


TOPICS: Mapping[str, Topic] = {
    "arts": _topic(
        "01000000",
        "arts, culture, entertainment and media",
        "文化娱乐",
        "娱乐 文化 影视 电影 音乐 明星 综艺 艺术 读书 游戏 动漫 entertainment ent culture arts "
        "movies music celebrity games game books media",
    ),
    "crime": _topic(
        "02000000", "crime, law and justice", "法治", "法治 法制 司法 law justice crime legal"
    ),
    "conflict": _topic(
        "16000000",
        "conflict, war and peace",
        "军事冲突",
        "军事 国防 战争 military mil war defense defence",
    ),
    "disaster": _topic(
        "03000000",
        "disaster, accident and emergency incident",
        "灾难事故",
        "灾害 事故 应急 disaster accident",
    ),
    "economy": _topic(
        "04000000",
        "economy, business and finance",
        "经济财经",
        "财经 经济 金融 股票 股市 基金 理财 商业 企业 产业 房产 楼市 汽车 finance economy "
        "business money stock stocks markets realestate house auto car",
    ),
    "education": _topic(
        "05000000", "education", "教育", "教育 高考 校园 考试 education edu school"
    ),
    "environment": _topic("06000000", "environment", "环境", "环境 环保 生态 environment climate"),
    "health": _topic("07000000", "health", "健康", "健康 医疗 养生 医药 health medical"),
    "human": _topic("08000000", "human interest", "趣闻", "趣闻 奇闻 搞笑 情感 funny odd people"),
    "labour": _topic("09000000", "labour", "劳动就业", "职场 就业 labour labor jobs career"),
    "lifestyle": _topic(
        "10000000",
        "lifestyle and leisure",
        "生活休闲",
        "生活 美食 旅游 旅行 时尚 家居 宠物 育儿 星座 lifestyle food travel fashion home pets "
        "baby parenting",
    ),
    "politics": _topic(
        "11000000",
        "politics and government",
        "政治",
        "政治 时政 要闻 国际 国内 港澳 台湾 politics international world china nation national",
    ),
    "religion": _topic("12000000", "religion", "宗教", "宗教 佛教 religion"),
    "science": _topic(
        "13000000",
        "science and technology",
        "科学技术",
        "科技 科学 数码 互联网 手机 航天 人工智能 science tech technology digital it ai internet",
    ),
    "society": _topic(
        "14000000", "society", "社会", "社会 民生 历史 公益 society social community history"
    ),
    "sport": _topic("15000000", "sport", "体育", "体育 足球 篮球 sport sports football nba soccer"),
    "weather": _topic("17000000", "weather", "天气", "天气 气象 weather"),
}
"""Our name of a topic -> the topic, in the order of IPTC's list."""


def topic_of(category: str | None, slug: str | None) -> str | None:
    """The topic of a site's category, by its label or its slug; None where no site calls it so."""
    for name, topic in TOPICS.items():
        if (category and category.strip().lower() in topic.names) or (
            slug and slug.lower() in topic.names
        ):
            return name
    return None


def slugs_of(topic: str) -> tuple[str, ...]:
    """The slugs and labels that a topic is found under; raises KeyError for none."""
    return tuple(sorted(TOPICS[topic].names))
