"""A request target -> what the site answers."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from newsite.frame import Frame
from newsite.markup_bare import Bare
from newsite.markup_drawn import Drawn
from newsite.markup_hant import Hant
from newsite.markup_lazy import Lazy
from newsite.markup_theme import Theme
from newsite.model import Answer, ListingView
from newsite.site import Site

PRINTERS = {"theme": Theme, "bare": Bare, "lazy": Lazy, "hant": Hant, "random": Drawn}
"""Markup -> what prints it."""

LISTING = re.compile(r"/([a-z][a-z0-9-]*)/?")
PAGE_NUMBER = re.compile(r"[1-9]\d{0,5}")


def answer(site: Site, target: str, origin: str, shift: int = 0) -> Answer:
    """The answer to a GET of `target` (path and query) at `origin` (scheme and host).

    `shift` is how many new articles stand on top of the listings.
    """
    parts = urlsplit(target)
    if parts.path == "/robots.txt":
        return _robots(site)
    prefix = next((p for p in site.prefixes if parts.path.startswith(p + "/")), None)
    if prefix is None:
        bare = next((p for p in site.prefixes if p == parts.path), "")
        return Answer(301, headers={"Location": f"{bare or next(iter(site.prefixes))}/"})
    frame = Frame(site, prefix, site.prefixes[prefix], origin)
    printer = PRINTERS[site.plan.markup](frame)
    path = parts.path[len(prefix) :]
    if path in site.redirects:
        return Answer(301, headers={"Location": prefix + site.redirects[path]})
    if path == "/":
        return _html(printer.listing(_front(site)))
    if listing := LISTING.fullmatch(path):
        page = parse_qs(parts.query).get("page", ["1"])[0]
        view = site.view(listing[1], int(page), shift) if PAGE_NUMBER.fullmatch(page) else None
        return _html(printer.listing(view)) if view else _absent(frame)
    return _article(site, printer, frame, path)


def _article(site: Site, printer: Theme, frame: Frame, path: str) -> Answer:
    story = site.story(path)
    if story is None:
        return _absent(frame)
    told = site.told(story.number, frame.script)
    if story.video:
        page = frame.head(told.title) + f"<body><h1>{told.title}</h1><video src='/v.mp4'></video>"
        return _html(page)
    return _html(printer.article(told), told.charset)


def _front(site: Site) -> ListingView:
    """The front page shows the first category's newest articles."""
    view = site.view(site.categories[0].slug, 1)
    if view is None:
        raise ValueError("a site has at least one category with a page")
    return ListingView(view.category, 1, 1, view.entries)


def _robots(site: Site) -> Answer:
    rules = "".join(f"Disallow: {path}\n" for path in ["/search", *sorted(site.forbidden)])
    if "no_robots" in site.plan.oddities:
        return Answer(404, b"", {"Content-Type": "text/plain"})
    return Answer(200, f"User-agent: *\n{rules}".encode(), {"Content-Type": "text/plain"})


def _html(text: str, charset: str = "utf-8") -> Answer:
    return Answer(200, text.encode(charset), {"Content-Type": f"text/html; charset={charset}"})


def _absent(frame: Frame) -> Answer:
    page = f"{frame.head('404')}<body><h1>{frame.say('页面不存在')}</h1></body></html>"
    return Answer(404, page.encode(), {"Content-Type": "text/html; charset=utf-8"})
