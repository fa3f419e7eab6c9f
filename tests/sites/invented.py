"""Invented articles and the URL of a store, for tests of the store."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from newsbot.items import Article, Block

NOW = datetime(2025, 3, 24, 4, 0, tzinfo=UTC)


def article(number: int, text: str = "", **more: object) -> Article:
    values: dict[str, object] = {
        "id": f"id{number}",
        "site": "s",
        "url": f"https://s.example/a/{number}.html",
        "title": f"第{number}号标题",
        "text": text or f"正文{number}",
        "content_hash": f"hash{number}",
        "body": [Block("paragraph", text=text or f"正文{number}")],
        "fetched_at": NOW,
        "first_seen_at": NOW,
    }
    return Article(**{**values, **more})  # type: ignore[arg-type]


def url_of(folder: Path) -> str:
    return f"sqlite:///{folder}/newsbot.db"
