"""Pages of the hant markup."""

from __future__ import annotations

from newsite.markup_theme import Theme


class Hant(Theme):
    """Prints them."""
