"""Pages without a single class name: a heading, one line of facts, a div of paragraphs."""

from __future__ import annotations

from html import escape

from newsite.markup_theme import Theme
from newsite.model import Entry, ListingView, Story


class Bare(Theme):
    """Prints the barest pages; listings have no pagination at all."""

    def article(self, story: Story) -> str:
        pieces = "".join(self.piece(story, piece) for piece in story.pieces)
        return (
            f"{self.frame.head(story.title, charset=story.charset)}<body>"
            f"{self.frame.navigation()}<h1>{escape(story.title)}</h1>{self.meta_line(story)}"
            f"<div>{pieces}{self.ending(story)}</div>{self.related(story)}{self.frame.footer()}"
            "</body></html>"
        )

    def meta_line(self, story: Story) -> str:
        label = escape(story.category.label)
        facts = (self.frame.page_date(story), label, self.frame.page_views(story))
        return f"<p>{' '.join(fact for fact in facts if fact)}</p>"

    def ending(self, story: Story) -> str:
        return f"<p>{self.frame.say('来源')}:{escape(story.source)}</p>" if story.source else ""

    def listing(self, view: ListingView) -> str:
        label = self.frame.say(view.category.label)
        cards = "".join(self.card(entry) for entry in view.entries)
        return (
            f"{self.frame.head(label)}<body>{self.frame.navigation()}<div>{cards}</div>"
            f"{self.frame.footer()}</body></html>"
        )

    def card(self, entry: Entry) -> str:
        story = self.frame.site.told(entry.story.number, self.frame.script)
        facts = f"{self.frame.card_date(story)} {self.frame.card_views(story)}".strip()
        return (
            f'<div><h2><a href="{self.frame.link(entry.path)}">{escape(story.title)}</a></h2>'
            f"<p>{escape(story.excerpt)}</p><p>{facts}</p></div>"
        )
