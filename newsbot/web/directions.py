"""Directions: in which language an element is, and which way it is read."""

from __future__ import annotations

from html import escape

from markupsafe import Markup

from newsbot.fields.directions import is_right_to_left


def spoken(language: str | None) -> Markup:
    """The attributes of an element whose text is in `language` (BCP 47): `lang`, and `dir` where
    it is not that of the page; where nobody knows the language, its first letter tells."""
    if not language:
        return Markup(' dir="auto"')
    direction = ' dir="rtl"' if is_right_to_left(language) else ""
    return Markup(f' lang="{escape(language)}"{direction}')
