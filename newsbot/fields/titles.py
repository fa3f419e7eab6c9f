"""Titles: what a page calls its article, without the site's name.

The name of a site stands behind a separator at the end (`标题 - 天天要闻`, `标题_新闻_腾讯网`) or,
rarely, in front. It is known from the caller (`og:site_name`, the site's own names), or learnt
from the page's `<title>`: what that has in common with this title is the article's.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from newsbot.fields.text import clean_text, fold_text

SEPARATOR = re.compile(
    r"\s+[-–—|｜丨/·•»:]\s+|\s*[_|｜]\s*|\s*——?\s*|(?<=[^\x00-\x7f])-|-(?=[^\x00-\x7f])"
)
LONGEST = 2000
"""Characters that are read of a title."""


def read_title(
    text: str, *, site_names: Iterable[str] = (), page_title: str | None = None
) -> str | None:
    """The title in `text` without the site's name, unescaped; None if nothing is left of it.

    `site_names` are names that may stand at its ends; `page_title` is the page's `<title>`.
    """
    title = unescaped(text[:LONGEST])
    names = {fold_text(name) for name in site_names} - {""}
    while names:
        shorter = _without(title, names)
        if shorter == title:
            break
        title = shorter
    return title if fold_text(title) else None


def unescaped(text: str) -> str:
    """`text` cleaned, its character references resolved, twice where they were escaped twice."""
    once = html.unescape(text) if "&" in text else text
    return clean_text(html.unescape(once) if "&" in once else once)


def _without(title: str, names: set[str]) -> str:
    """`title` without one name of a site behind or before a separator."""
    for found in SEPARATOR.finditer(title):
        head, tail = title[: found.start()], title[found.end() :]
        if fold_text(tail) in names and fold_text(head):
            return head.strip()
        if fold_text(head) in names and fold_text(tail):
            return tail.strip()
    return title
