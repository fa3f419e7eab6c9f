"""How a site prints dates and counts, and what a reader can know from what is printed."""

from __future__ import annotations

import random
from datetime import datetime, timedelta, timezone
from typing import NamedTuple

from newsite.model import Markup, Story

CHINA = timezone(timedelta(hours=8))

PAGE_DATES = {
    "joined": ("%Y年%m月%d日%H:%M:%S", "second"),
    "dashes": ("%Y-%m-%d %H:%M:%S", "second"),
    "minute": ("%Y-%m-%d %H:%M", "minute"),
    "slashes": ("%Y/%m/%d %H:%M", "minute"),
    "dots": ("%Y.%m.%d %H:%M", "minute"),
    "spaced": ("%Y年%m月%d日 %H:%M", "minute"),
    "yearless": ("%m月%d日 %H:%M", "minute"),
    "day": ("%Y年%m月%d日", "day"),
}
"""How an article page can print its date: name -> format and the precision that it has."""

CARD_DATES = ("full", "month_day", "relative", "slash")
"""How cards print dates: 2025年03月24日, 3月24日, 3 小时前 (within a day), 03/24."""

CUT = {
    "second": {},
    "minute": {"second": 0},
    "day": {"second": 0, "minute": 0, "hour": 0},
}
"""What a precision leaves out of a moment."""


class Styles(NamedTuple):
    """The ways in which cards and pages print dates."""

    card: str
    page: str


STYLES: dict[Markup, Styles] = {
    "theme": Styles("full", "joined"),
    "bare": Styles("month_day", "joined"),
    "lazy": Styles("slash", "minute"),
    "hant": Styles("relative", "joined"),
}


def chosen_styles(markup: Markup, seed: int) -> Styles:
    """A markup's own ways, or for the random one those that its seed draws."""
    drawn = random.Random(f"dates {seed}")
    random_ones = Styles(drawn.choice(CARD_DATES), drawn.choice(list(PAGE_DATES)))
    return STYLES.get(markup, random_ones)


def page_date(when: datetime, style: str) -> str:
    """A date as an article page prints it."""
    return when.strftime(PAGE_DATES[style][0])


def known_from_page(when: datetime, style: str) -> tuple[datetime, str]:
    """What the page's date says: the moment as far as it is printed, and its precision."""
    precision = PAGE_DATES[style][1]
    return when.replace(microsecond=0, **CUT[precision]), precision


def card_date(when: datetime, style: str, now: datetime) -> str:
    """A date as a card prints it (in Simplified)."""
    if style == "relative" and now - when < timedelta(days=1):
        return ago(now - when)
    if style == "full":
        return f"{when:%Y}年{when:%m}月{when:%d}日"
    return f"{when:%m/%d}" if style == "slash" else f"{when.month}月{when.day}日"


def ago(age: timedelta) -> str:
    """An age below a day: 刚刚 up to 300 s, then whole minutes, then whole hours."""
    seconds = int(age.total_seconds())
    if seconds <= 300:
        return "刚刚"
    if seconds < 3600:
        return f"{seconds // 60} 分钟前"
    return f"{seconds // 3600} 小时前"


def age_told(age: timedelta) -> timedelta:
    """The age that the words of `ago` say."""
    seconds = int(age.total_seconds())
    unit = 60 if seconds < 3600 else 3600
    return timedelta() if seconds <= 300 else timedelta(seconds=seconds - seconds % unit)


def card_views(story: Story) -> str:
    """A view count as a card prints it: rounded from ten thousand on (in Simplified)."""
    if story.views is None or story.views < 10_000:
        return story.views_text or ""
    return f"{story.views / 10_000:.1f}万"


def known_from_card(story: Story) -> int | None:
    """The view count that a card's text says."""
    if story.views is None or story.views < 10_000:
        return story.views
    return round(float(f"{story.views / 10_000:.1f}") * 10_000)
