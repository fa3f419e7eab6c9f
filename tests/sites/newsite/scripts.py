"""The same story in the other script."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, lru_cache

from opencc import OpenCC

from newsite.model import Piece, Script, Story


@cache
def _converter() -> OpenCC:
    return OpenCC("s2tw")


@lru_cache(maxsize=20_000)
def say(text: str, script: Script) -> str:
    """The text in `script`."""
    return str(_converter().convert(text)) if script == "hant" else text


def in_script(story: Story, script: Script) -> Story:
    """The story in `script`; addresses, counts and dates stay."""
    if script == "hans":
        return story
    return replace(
        story,
        title=say(story.title, script),
        category=replace(story.category, label=say(story.category.label, script)),
        pieces=tuple(_piece(piece, script) for piece in story.pieces),
        source=story.source and say(story.source, script),
        editor=story.editor and say(story.editor, script),
        summary=story.summary and say(story.summary, script),
        excerpt=say(story.excerpt, script),
    )


def _piece(piece: Piece, script: Script) -> Piece:
    picture = piece.picture
    if picture and picture.caption:
        picture = replace(picture, caption=say(picture.caption, script))
    return replace(piece, text=say(piece.text, script), picture=picture)
