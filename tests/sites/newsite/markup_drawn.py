"""Pages of the drawn markup."""

from __future__ import annotations

from newsite.markup_theme import Theme


class Drawn(Theme):
    """Prints them."""
