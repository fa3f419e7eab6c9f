"""Pages of one site in both scripts, each under its language prefix."""

from __future__ import annotations

from html import escape

from newsite.markup_theme import Theme
from newsite.model import ListingView, Story
from newsite.truth import LANGUAGES


class Hant(Theme):
    """Prints pages that name their twin in the other script; pagination is by number only."""

    def metadata(self, story: Story) -> str:
        twins = "".join(
            f'<link rel="alternate" hreflang="{LANGUAGES[script]}"'
            f' href="{self.frame.origin}{prefix}{story.path}">'
            for prefix, script in self.frame.site.prefixes.items()
        )
        return super().metadata(story) + twins

    def heading(self, text: str) -> str:
        return f"<h3>{escape(text)}</h3>"

    def paging(self, view: ListingView) -> str:
        pages = "".join(self.page_link(view, n) for n in range(1, view.last + 1))
        return f'<ul class="pagination">{pages}</ul>'

    def page_link(self, view: ListingView, number: int) -> str:
        """The link to a page by its number."""
        if number == view.page:
            return f'<li class="active"><span>{number}</span></li>'
        link = self.frame.link(f"/{view.category.slug}?page={number}")
        return f'<li><a href="{link}">{number}</a></li>'
