"""Pages in the class names of the blog theme that the site is known to copy."""

from __future__ import annotations

from html import escape

from newsite.frame import Frame
from newsite.model import Entry, ListingView, Picture, Piece, Story


class Theme:
    """Prints pages; every part is a method that another markup may print differently."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame

    # --- An article ---------------------------------------------------------------------------

    def article(self, story: Story) -> str:
        """The whole page of a story."""
        head = self.frame.head(story.title, self.metadata(story), story.charset)
        return (
            f'{head}<body class="single">{self.frame.navigation("nav-menu down-menu")}'
            f'<div id="content"><main><article class="post">'
            f'<header class="entry-header"><h1 class="entry-title">{escape(story.title)}</h1>'
            f'</header><div class="entry-content">{self.meta_line(story)}'
            f'<div class="single-content">{self.body(story)}</div></div></article>'
            f"{self.related(story)}</main>{self.sidebar(story)}</div>{self.frame.footer()}"
            "</body></html>"
        )

    def metadata(self, story: Story) -> str:
        """What the page says of itself."""
        path = self.frame.origin + self.frame.link(story.path)
        summary = story.summary and (f'<meta name="description" content="{escape(story.summary)}">')
        return f'<link rel="canonical" href="{path}">{summary or ""}'

    def meta_line(self, story: Story) -> str:
        """Date, category and views."""
        category, views = story.category, self.frame.page_views(story)
        counted = views and f'<span class="views"><i class="be be-eye"></i> {views}</span>'
        return (
            f'<div class="begin-single-meta">{self.date(story)}'
            f'<span class="meta-cat"><a href="{self.frame.link("/" + category.slug)}">'
            f"{escape(category.label)}</a></span>{counted}</div>"
        )

    def date(self, story: Story) -> str:
        """The date with its time in an element of its own, no space between."""
        day, mark, time = self.frame.page_date(story).partition("日")
        shown = f'{day}{mark}<i class="i-time">{time}</i>'
        return day and f'<span class="my-date"><i class="be be-schedule"></i>{shown}</span>'

    def body(self, story: Story) -> str:
        """The text with the boxes that stand in it."""
        abstract = story.summary and (
            f'<span class="abstract"><fieldset><legend>{self.frame.say("摘要")}</legend>'
            f"{escape(story.summary)}</fieldset></span>"
        )
        pieces = "".join(self.piece(story, piece) for piece in story.pieces)
        return f"{abstract or ''}{self.favorite()}{pieces}{self.ending(story)}{self.share()}"

    def ending(self, story: Story) -> str:
        """The lines below the text that are none of it."""
        return f"<p>{self.frame.say('来源')}：{escape(story.source)}</p>" if story.source else ""

    def piece(self, story: Story, piece: Piece) -> str:
        """One piece of the body."""
        if piece.kind == "heading":
            return self.heading(piece.text)
        if piece.picture:
            return self.picture(self.image(piece.picture, story.title), piece.picture.caption)
        return self.paragraph(piece.text)

    def paragraph(self, text: str) -> str:
        """A paragraph."""
        return f"<p>{escape(text)}</p>"

    def picture(self, image: str, caption: str | None) -> str:
        """What stands around a picture."""
        if caption:
            return f"<figure>{image}<figcaption>{escape(caption)}</figcaption></figure>"
        return f"<p>{image}</p>"

    def image(self, picture: Picture, title: str) -> str:
        """A picture."""
        return f'<img src="{self.frame.shown(picture)}" alt="{self.frame.alt(title)}">'

    def heading(self, text: str) -> str:
        """A sub-heading."""
        return f"<p><strong>{escape(text)}</strong></p>"

    def favorite(self) -> str:
        """The box for keeping an article."""
        return f'<div class="favorite-box"><a href="#">{self.frame.say("收藏本文")}</a></div>'

    def share(self) -> str:
        """The share and copyright boxes below a text."""
        places = " ".join(f'<a href="#">{self.frame.say(name)}</a>' for name in ("微信", "微博"))
        return (
            f'<div class="share-box">{self.frame.say("分享到：")}{places}</div>'
            f'<div class="copyright-box">{self.frame.say("版权声明：转载请注明出处。")}</div>'
        )

    def sidebar(self, story: Story) -> str:
        """Links to articles of other categories beside the text."""
        others = [s for s in self.frame.site.stories.values() if s.category != story.category]
        links = "".join(
            f'<li><a href="{self.frame.link(s.path)}">{escape(self.frame.story(s.number).title)}'
            "</a></li>"
            for s in others[:5]
        )
        return (
            f'<aside class="widget"><h3>{self.frame.say("热门文章")}</h3><ul>{links}</ul></aside>'
        )

    # --- Recommended stories ------------------------------------------------------------------

    def related(self, story: Story) -> str:
        """The recommended stories."""
        cards = "".join(self.related_card(self.frame.story(n)) for n in story.related)
        return f"<h3>{self.frame.related_heading(story)}</h3><div>{cards}</div>"

    def related_card(self, story: Story) -> str:
        """One recommended story."""
        link = self.frame.link(story.path)
        picture = next(iter(story.pictures()), None)
        image = picture and f'<a href="{link}">{self.image(picture, story.title)}</a>'
        return (
            f'<article>{image or ""}<h2><a href="{link}">{escape(story.title)}</a></h2>'
            f"<div>{escape(story.excerpt)}</div></article>"
        )

    # --- A listing ----------------------------------------------------------------------------

    def listing(self, view: ListingView) -> str:
        """A page of a listing."""
        label = self.frame.say(view.category.label)
        cards = "".join(self.card(entry) for entry in view.entries)
        return (
            f'{self.frame.head(label)}<body class="archive">'
            f'{self.frame.navigation("nav-menu down-menu")}<div id="content"><main>'
            f"<h1>{label}</h1>{cards}</main>{self.paging(view)}</div>{self.frame.footer()}"
            "</body></html>"
        )

    def card(self, entry: Entry) -> str:
        """One article of a listing."""
        story = self.frame.site.told(entry.story.number, self.frame.script)
        link = self.frame.link(entry.path)
        return (
            f'<article class="post">{self.thumbnail(story, link)}'
            f'<header class="entry-header"><h2 class="entry-title"><a href="{link}">'
            f'{escape(story.title)}</a></h2></header><div class="entry-content">'
            f'<div class="archive-content">{escape(story.excerpt)}</div>'
            f'<span class="entry-meta"><span class="date">{self.frame.card_date(story)}</span>'
            f'<span class="views">{self.frame.card_views(story)}</span></span></div></article>'
        )

    def thumbnail(self, story: Story, link: str) -> str:
        """A card's picture, loaded late."""
        picture = next(iter(story.pictures()), None)
        if picture is None:
            return ""
        return (
            f'<figure class="thumbnail"><a href="{link}"><img src="/static/loading.png"'
            f' data-original="{self.frame.shown(picture)}" alt="{self.frame.alt(story.title)}"></a>'
            f'<span class="cat"><a href="{self.frame.link("/" + story.category.slug)}">'
            f"{escape(story.category.label)}</a></span></figure>"
        )

    def paging(self, view: ListingView) -> str:
        """The way to the other pages."""
        here = f'<span class="page-numbers current">{view.page}</span>'
        if view.page >= view.last:
            return f'<div class="nav-links">{here}</div>'
        link = self.frame.link(f"/{view.category.slug}?page={view.page + 1}")
        return (
            f'<div class="nav-links">{here}<a class="next page-numbers" href="{link}">'
            f"{self.frame.say('下一页')}</a></div>"
        )
