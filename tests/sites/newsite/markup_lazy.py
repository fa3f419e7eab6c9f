"""Pages with late pictures, the recommended stories inside the text, and sparse facts."""

from __future__ import annotations

from html import escape

from newsite.markup_theme import Theme
from newsite.model import ListingView, Picture, Story

PLACEHOLDER = "/static/loading.png"


class Lazy(Theme):
    """Prints pages whose facts are partly on the cards only; texts are indented with U+3000."""

    def metadata(self, story: Story) -> str:
        return ""

    def date(self, story: Story) -> str:
        shown = self.frame.page_date(story)
        return shown and f'<span class="my-date">{self.frame.say("发布时间：")}{shown}</span>'

    def meta_line(self, story: Story) -> str:
        views = self.frame.page_views(story)
        counted = views and f'<span class="views">{self.frame.say("阅读")}&nbsp;{views}</span>'
        return f'<div class="begin-single-meta">{self.date(story)}{counted}</div>'

    def body(self, story: Story) -> str:
        related = f'<div class="related-box">{super().related(story)}</div>'
        return super().body(story) + related

    def related(self, story: Story) -> str:
        return ""

    def ending(self, story: Story) -> str:
        editor = story.editor and self.frame.say(f"（责任编辑：{story.editor}）")
        return super().ending(story) + (f"<p>{editor}</p>" if editor else "")

    def paragraph(self, text: str) -> str:
        return f"<p>\u3000\u3000{escape(text)}</p>"

    def heading(self, text: str) -> str:
        return f"<h2>{escape(text)}</h2>"

    def image(self, picture: Picture, title: str) -> str:
        return (
            f'<img class="lazy" src="{PLACEHOLDER}" data-original="{self.frame.shown(picture)}"'
            f' alt="{self.frame.alt(title)}">'
        )

    def paging(self, view: ListingView) -> str:
        if view.page >= view.last:
            return f'<ul class="pagination"><li class="active"><span>{view.page}</span></li></ul>'
        link = self.frame.link(f"/{view.category.slug}?page={view.page + 1}")
        return (
            f'<ul class="pagination"><li class="active"><span>{view.page}</span></li>'
            f'<li><a href="{link}" rel="next">&raquo;</a></li></ul>'
        )
