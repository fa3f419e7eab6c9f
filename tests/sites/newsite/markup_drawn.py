"""Pages whose class names, heading levels and nesting are drawn at random, one way a site."""

from __future__ import annotations

import random
from dataclasses import dataclass
from html import escape

from newsite.frame import Frame
from newsite.markup_theme import Theme
from newsite.model import Entry, ListingView, Picture, Story


@dataclass(frozen=True)
class Style:
    """What a seed draws. Class names are letters without meaning, so nothing can be read off."""

    title: str
    heading: str
    related_heading: str
    related_card: str
    card: str
    card_title: str
    meta: str
    meta_item: str
    separator: str
    views_label: str
    depth: int
    wrapper: str
    source_attribute: str
    picture: str
    paging: str
    order: tuple[str, ...]

    @classmethod
    def drawn(cls, seed: int) -> Style:
        """The style of a seed."""
        pick = random.Random(f"style {seed}").choice
        title = pick(("h1", "h1", "h2"))
        levels = ("h3", "h4", "strong", "b") if title == "h2" else ("h2", "h3", "h4", "strong", "b")
        order = ["excerpt", "date", "views"]
        random.Random(f"order {seed}").shuffle(order)
        return cls(
            title=title,
            heading=pick(levels),
            related_heading=pick(("h2", "h3", "h4", "p", "div")),
            related_card=pick(("article", "div", "section")),
            card=pick(("div", "article", "section")),
            card_title=pick(("h2", "h3", "h4", "h5")),
            meta=pick(("div", "p", "section")),
            meta_item=pick(("span", "em", "i", "")),
            separator=pick((" ", " | ", " · ", "\u3000")),
            views_label=pick(("", "", "阅读 ", "浏览：", "阅读量：")),
            depth=pick((1, 2, 3)),
            wrapper=pick(("div", "section")),
            source_attribute=pick(("src", "data-original", "data-src")),
            picture=pick(("p", "div", "figure")),
            paging=pick(("rel", "words", "numbers", "none")),
            order=tuple(order),
        )


class Drawn(Theme):
    """Prints pages in the style that the site's seed draws."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.seed = frame.site.plan.seed
        self.style = Style.drawn(self.seed)

    def box(self, tag: str, role: str, inner: str) -> str:
        """An element with the class name that the seed gives its role."""
        letters = random.Random(f"{self.seed} {role}")
        name = "".join(letters.choice("bcdfghjkmnpqrtvwxz") for _ in range(6))
        return f'<{tag} class="{name}">{inner}</{tag}>'

    # --- An article ---------------------------------------------------------------------------

    def article(self, story: Story) -> str:
        style = self.style
        text = "".join(self.piece(story, piece) for piece in story.pieces) + self.ending(story)
        for level in range(style.depth):
            text = self.box(style.wrapper, f"text {level}", text)
        title = self.box(style.title, "title", escape(story.title))
        main = self.box("div", "main", title + self.meta_line(story) + text)
        return (
            f"{self.frame.head(story.title, charset=story.charset)}<body>"
            f"{self.box('div', 'menu', self.frame.navigation())}{main}{self.related(story)}"
            f"{self.share()}{self.frame.footer()}</body></html>"
        )

    def meta_line(self, story: Story) -> str:
        views = self.frame.page_views(story)
        counted = views and f"{self.frame.say(self.style.views_label)}{views}"
        facts = [self.frame.page_date(story), escape(story.category.label), counted]
        if self.style.meta_item:
            tag = self.style.meta_item
            facts = [self.box(tag, f"fact {i}", fact) for i, fact in enumerate(facts) if fact]
        line = self.style.separator.join(fact for fact in facts if fact)
        return self.box(self.style.meta, "meta", line)

    def heading(self, text: str) -> str:
        tag = self.style.heading
        bold = f"<{tag}>{escape(text)}</{tag}>"
        return bold if tag.startswith("h") else f"<p>{bold}</p>"

    def picture(self, image: str, caption: str | None) -> str:
        if caption:
            return super().picture(image, caption)
        return self.box(self.style.picture, "picture", image)

    def image(self, picture: Picture, title: str) -> str:
        shown, alt = self.frame.shown(picture), self.frame.alt(title)
        if self.style.source_attribute == "src":
            return f'<img src="{shown}" alt="{alt}">'
        late = f'src="/static/loading.png" {self.style.source_attribute}="{shown}"'
        return f'<img {late} alt="{alt}">'

    def share(self) -> str:
        words = f"{self.frame.say('分享到：')} <a href='#'>{self.frame.say('微信')}</a>"
        return self.box("div", "share", words)

    # --- Recommended stories ------------------------------------------------------------------

    def related(self, story: Story) -> str:
        heading = self.box(self.style.related_heading, "more", self.frame.related_heading(story))
        cards = "".join(self.related_card(self.frame.story(n)) for n in story.related)
        return heading + self.box("div", "more list", cards)

    def related_card(self, story: Story) -> str:
        link = self.frame.link(story.path)
        picture = next(iter(story.pictures()), None)
        image = f'<a href="{link}">{self.image(picture, story.title)}</a>' if picture else ""
        title = self.box(
            self.style.card_title, "more title", f'<a href="{link}">{escape(story.title)}</a>'
        )
        excerpt = self.box("div", "more text", escape(story.excerpt))
        return self.box(self.style.related_card, "more card", image + title + excerpt)

    # --- A listing ----------------------------------------------------------------------------

    def listing(self, view: ListingView) -> str:
        label = self.frame.say(view.category.label)
        cards = self.box("div", "list", "".join(self.card(entry) for entry in view.entries))
        return (
            f"{self.frame.head(label)}<body>{self.box('div', 'menu', self.frame.navigation())}"
            f"{self.box('div', 'main', cards + self.paging(view))}{self.frame.footer()}"
            "</body></html>"
        )

    def card(self, entry: Entry) -> str:
        story = self.frame.site.told(entry.story.number, self.frame.script)
        link = self.frame.link(entry.path)
        title = self.box(
            self.style.card_title, "card title", f'<a href="{link}">{escape(story.title)}</a>'
        )
        parts = {
            "excerpt": self.box("div", "card text", escape(story.excerpt)),
            "date": self.box("span", "card date", self.frame.card_date(story)),
            "views": self.box("span", "card views", self.frame.card_views(story)),
        }
        rest = "".join(parts[name] for name in self.style.order)
        return self.box(self.style.card, "card", self.thumbnail(story, link) + title + rest)

    def thumbnail(self, story: Story, link: str) -> str:
        picture = next(iter(story.pictures()), None)
        return f'<a href="{link}">{self.image(picture, story.title)}</a>' if picture else ""

    def paging(self, view: ListingView) -> str:
        way, last = self.style.paging, view.page >= view.last
        address = self.frame.link(f"/{view.category.slug}?page=")
        if way == "none" or (last and way != "numbers"):
            return ""
        if way == "rel":
            return f'<div><a rel="next" href="{address}{view.page + 1}">&gt;&gt;</a></div>'
        if way == "words":
            words = self.frame.say("下一页")
            return f'<div><a href="{address}{view.page + 1}">{words}</a></div>'
        pages = (f'<a href="{address}{number}">{number}</a>' for number in range(1, view.last + 1))
        return f"<div>{' '.join(pages)}</div>"
