"""What every page of a site shares, whatever its markup: words, addresses, navigation, dates."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from newsite.dates import card_date, card_views, page_date
from newsite.model import SITE_NAME, Picture, Script, Story
from newsite.scripts import say
from newsite.site import Site

PROXY = "https://s167.daydaynews.cc/?url="
"""The host that pictures are shown through; the original's address stands in its query."""


@dataclass(frozen=True)
class Frame:
    """The site as seen under one language prefix at one address (`origin`: scheme and host)."""

    site: Site
    prefix: str
    script: Script
    origin: str

    @property
    def name(self) -> str:
        """The site's name."""
        return SITE_NAME[self.script]

    @property
    def language(self) -> str:
        """The value of the page's lang attribute."""
        return {"hans": "zh-Hans", "hant": "zh-Hant"}[self.script]

    def say(self, text: str) -> str:
        """A fixed Simplified text in the page's script, escaped."""
        return escape(say(text, self.script))

    def link(self, path: str) -> str:
        """The address that a page prints for a site-relative path."""
        return escape(self.prefix + path)

    def shown(self, picture: Picture) -> str:
        """The address under which a picture is shown: the proxy's."""
        return escape(PROXY + quote(picture.url, safe=""))

    def alt(self, title: str) -> str:
        """The text of a picture without a caption: the title and the site's name."""
        return escape(f"{title} - {self.name}")

    def story(self, number: int) -> Story:
        """A story in the page's script."""
        return self.site.told(number, self.script)

    def navigation(self, list_class: str = "") -> str:
        """The menu: categories among links that are none."""
        items = [("/", "首页"), *((f"/{c.slug}", c.label) for c in self.site.categories)]
        items += [("/video", "视频"), ("/about.html", "关于我们")]
        links = "".join(
            f'<li><a href="{self.link(path)}">{self.say(label)}</a></li>' for path, label in items
        )
        attribute = f' class="{list_class}"' if list_class else ""
        return f"<nav><ul{attribute}>{links}</ul></nav>"

    def head(self, title: str, more: str = "", charset: str = "utf-8") -> str:
        """A page's head; `title` as it is to be shown."""
        return (
            f'<!DOCTYPE html>\n<html lang="{self.language}"><head><meta charset="{charset}">'
            f"<title>{escape(title)} - {self.name}</title>{more}</head>"
        )

    def footer(self) -> str:
        """What stands at the foot of every page."""
        words = self.say("本站内容均为虚构，用于测试。联系我们 隐私政策")
        return f'<footer><p>{words}</p><a href="/about.html">{self.say("关于")}</a></footer>'

    def related_heading(self, story: Story) -> str:
        """The heading above the recommended stories."""
        return self.say(f"{story.category.label}分类资讯推荐")

    def page_date(self, story: Story) -> str:
        """The date on the article's page, "" where it prints none."""
        return page_date(story.published, self.site.plan.page_dates) if story.dated else ""

    def page_views(self, story: Story) -> str:
        """The view count on the article's page, "" where it prints none."""
        return (story.views_text or "") if story.counted else ""

    def card_date(self, story: Story) -> str:
        """The date on a card."""
        plan = self.site.plan
        return self.say(card_date(story.published, plan.listing_dates, plan.now))

    def card_views(self, story: Story) -> str:
        """The view count on a card."""
        return self.say(card_views(story))
