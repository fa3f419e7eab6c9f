"""An article's body as HTML, for feeds that may carry it: plain elements, everything escaped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import Any

Block = Mapping[str, Any]


def is_web(url: str | None) -> bool:
    """Whether an address may become a link: http and https only."""
    return bool(url) and str(url).startswith(("http://", "https://"))


def html(body: Iterable[Block]) -> str:
    """The blocks of a record's `body` as HTML."""
    return "\n".join(filter(None, map(_block, body)))


def _block(block: Block) -> str:
    writes = WRITERS.get(block["kind"])
    return writes(block) if writes else f"<p>{_text(block)}</p>"


def _heading(block: Block) -> str:
    level = min(max(block.get("level") or 2, 2), 6)
    return f"<h{level}>{escape(block['text'] or '')}</h{level}>"


def _list(block: Block) -> str:
    name = "ol" if block.get("ordered") else "ul"
    items = "".join(f"<li>{escape(item)}</li>" for item in block["items"])
    return f"<{name}>{items}</{name}>"


def _text(block: Block) -> str:
    return escape(block["text"] or "").replace("\n", "<br/>")


def _row(cells: Iterable[str]) -> str:
    return "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"


def _image(block: Block) -> str:
    said = block.get("caption") or block.get("alt") or block.get("url") or ""
    return f"<figure>{_link(block.get('url'), said)}</figure>"


def _link(url: str | None, said: str) -> str:
    if not is_web(url):
        return f"<p>{escape(said)}</p>" if said else ""
    return f'<p><a href="{escape(str(url))}">{escape(said)}</a></p>'


WRITERS: Mapping[str, Callable[[Block], str]] = {
    "image": _image,
    "list": _list,
    "table": lambda block: f"<table>{''.join(map(_row, block['rows']))}</table>",
    "embed": lambda block: _link(block.get("url"), block.get("text") or block.get("url") or ""),
    "heading": _heading,
    "quote": lambda block: f"<blockquote>{_text(block)}</blockquote>",
}
"""Kind of block -> what writes it; any other is a paragraph."""
