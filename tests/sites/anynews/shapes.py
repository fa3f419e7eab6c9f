"""Sites, each of another shape. A shape answers requests and knows its articles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from anynews.frame import STATIC, plain_article, static_page
from anynews.stories import Teller, Told

Answer = tuple[int, str, bytes]
Listing = Callable[["Shape", str, dict[str, str], bytes], "Answer | str | None"]


@dataclass
class Shape:
    """`start` is what a crawler is given; `declared` are lines of a row of sites.toml, if any."""

    name: str
    stories: list[Told]
    listing: Listing
    start: str = "/"
    declared: str = ""
    lang: str = "en"
    charset: str = "utf-8"
    article: Callable[..., str] = plain_article
    menu: str = ""
    extra: dict[str, str] = field(default_factory=dict)
    needs: str = ""  # a cookie, without which every page is a consent wall
    origin: str = ""

    def __post_init__(self) -> None:
        self.by_path = {story.path: story for story in self.stories}

    def answer(self, target: str, body: bytes, origin: str) -> Answer | None:
        """What the server sends for a path and query; None for 404."""
        self.origin = origin
        parts = urlsplit(target)
        asked = {key: values[0] for key, values in parse_qs(parts.query).items()}
        story = self.by_path.get(target)
        found: Answer | str | None
        if story:
            at = self.stories.index(story)
            others = [self.stories[(at + step) % len(self.stories)] for step in (1, 3, 8, 13)]
            found = self.article(story, others, self.menu, **self._written())
        elif parts.path.strip("/") in STATIC:
            found = static_page(parts.path.strip("/"))
        elif target in self.extra:
            found = self.extra[target]
        else:
            found = self.listing(self, parts.path, asked, body)
        if isinstance(found, str):
            kind = f"text/html; charset={self.charset}"
            return 200, kind, found.encode(self.charset, "xmlcharrefreplace")
        return found

    def _written(self) -> dict[str, str]:
        return {"lang": self.lang} if self.article is plain_article else {}


def told(seed: str, path: str, count: int, *, chinese: bool = False) -> list[Told]:
    """`count` stories at addresses like `path`."""
    teller = Teller(seed, chinese=chinese)
    return [teller.tell(path) for _ in range(count)]


def slice_of(stories: list[Told], page: int, size: int) -> list[Told]:
    return stories[(page - 1) * size : page * size]


def number(asked: dict[str, str], key: str, default: int = 1) -> int:
    return int(asked[key]) if asked.get(key, "").isdigit() else default


def all_shapes() -> dict[str, Shape]:
    """Name -> shape."""
    from anynews import (
        data_shapes,
        html_shapes,
        more_shapes,
        script_shapes,
        unseen_pages,
        unseen_shapes,
    )

    kinds = (html_shapes, data_shapes, more_shapes, unseen_shapes, unseen_pages, script_shapes)
    return {shape.name: shape for kind in kinds for shape in kind.made()}
