"""What stands around a story on a page: styles, scripts, menus, lists and footers of a portal."""

from __future__ import annotations

import json
from functools import cache
from html import escape
from random import Random

from town import prose
from town.stories import CATEGORIES, headline_of

RULES = (
    "display:flex;align-items:center;justify-content:space-between",
    "margin:0 auto;padding:12px 16px;max-width:1180px",
    "font-size:14px;line-height:1.75;color:#333",
    "border-bottom:1px solid #e6e6e6;background:#fff",
    "position:relative;overflow:hidden;border-radius:4px",
    "transition:opacity .2s ease-in-out;opacity:.85",
)
PARTS = (
    "header nav menu card list item title meta aside footer banner share crumb login search tab"
).split()


@cache
def style(host: int) -> str:
    """14 KB of a style sheet within the page."""
    rng = Random(f"style/{host}")
    rules = []
    while sum(map(len, rules)) < 14_000:
        names = f".{rng.choice(PARTS)}-{rng.choice(PARTS)}{rng.randint(1, 40)}"
        rules.append(f"{names} .{rng.choice(PARTS)}{{{rng.choice(RULES)}}}")
    return "<style>" + "\n".join(rules) + "</style>"


@cache
def script(host: int) -> str:
    """18 KB of scripts: settings, a loader of advertisements, measurement."""
    rng = Random(f"script/{host}")
    slots = {
        f"{rng.choice(PARTS)}_{n}": {
            "id": rng.randint(10_000, 99_999),
            "sizes": [[300, 250], [728, 90]],
            "lazy": bool(n % 2),
            "label": rng.choice(PARTS),
        }
        for n in range(110)
    }
    calls = "\n".join(
        f"window.{rng.choice(PARTS)}Queue.push(function(w){{if(w.width<{rng.randint(300, 1200)}"
        f"&&w.{rng.choice(PARTS)}!=null){{w.load('{rng.choice(PARTS)}',{n});}}}});"
        for n in range(80)
    )
    return f"<script>var pageConfig={json.dumps(slots)};</script><script>{calls}</script>"


@cache
def icons(host: int) -> str:
    """5 KB of drawn icons."""
    rng = Random(f"icons/{host}")
    drawn = "".join(
        f'<symbol id="i-{n}" viewBox="0 0 24 24"><path d="M'
        + " ".join(f"{rng.uniform(0, 24):.2f} {rng.uniform(0, 24):.2f}l" for _ in range(14))
        + 'z"/></symbol>'
        for n in range(24)
    )
    return f'<svg style="display:none">{drawn}</svg>'


@cache
def menu(host: int, language: str) -> str:
    """The navigation: the categories, and two rows of services."""
    links = "".join(
        f'<li class="nav-item"><a href="/{slug}/list-1.html">{label}</a></li>'
        for slug, label in CATEGORIES[language].items()
    )
    rng = Random(f"menu/{host}")
    words = prose.TOWNS if language == "en" else prose.PLACES
    services = "".join(
        f'<li><a class="service" href="/service/{n}/" title="{word}"><i class="icon"></i>'
        f"<span>{word}</span></a></li>"
        for n, word in enumerate(rng.choices(words, k=44))
    )
    return f'<nav class="main-nav"><ul>{links}</ul></nav><ul class="services">{services}</ul>'


@cache
def footer(host: int, language: str) -> str:
    """Links to the house's own pages, and its address."""
    word = "About us" if language == "en" else "关于我们" if language == "zh" else "關於我們"
    links = "".join(f'<a href="/about/{n}/">{word} {n}</a> | ' for n in range(40))
    return f'<footer class="site-footer"><div class="links">{links}</div><p>© 2026</p></footer>'


def cards(seed: int, host: int, numbers: list[int], language: str, paths: list[str]) -> str:
    """A side list of other stories, each with picture and headline."""
    parts = []
    for number, path in zip(numbers, paths, strict=True):
        title = escape(headline_of(seed, host, number, language))
        parts.append(
            f'<li class="side-item"><div class="pic"><a href="{path}"><img class="lazy" '
            f'src="/static/loading.png" data-original="/upload/{number % 97}/{number}_s.jpg" '
            f'width="120" height="80" alt="{title}"></a></div>'
            f'<div class="txt"><a href="{path}" target="_blank" class="side-link" '
            f'data-track="side-{number}">{title}</a></div></li>'
        )
    return f'<ul class="side-list">{"".join(parts)}</ul>'


def state(rng: Random, characters: int, language: str) -> str:
    """A script with so many characters of the page's data, as client-side frameworks leave it."""
    rows: list[dict[str, object]] = []
    size = 0
    while size < characters:
        words = prose.TOWNS if language == "en" else prose.PLACES
        row = {
            "id": rng.randint(100_000, 999_999),
            "type": rng.choice(PARTS),
            "name": rng.choice(words),
            "score": round(rng.uniform(0, 9), 3),
            "tags": rng.sample(PARTS, 3),
        }
        size += len(json.dumps(row, ensure_ascii=False)) + 2
        rows.append(row)
    return f"<script>window.__feed={json.dumps(rows, ensure_ascii=False)};</script>"
