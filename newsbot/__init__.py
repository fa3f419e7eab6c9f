"""newsbot: a news crawler on Scrapy. `newsbot --help` lists the commands.

Names are handed on when they are first asked for, so that `import newsbot` costs nothing:
`open_store(url)` opens a store for reading and writing (docs/store.md), `extract(html, url)`
reads a page (docs/extraction.md).
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_HOMES = {"extract": "newsbot.article", "open_store": "newsbot.store"}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'newsbot' has no attribute {name!r}")
