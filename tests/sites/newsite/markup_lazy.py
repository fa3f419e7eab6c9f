"""Pages of the lazy markup."""

from __future__ import annotations

from newsite.markup_theme import Theme


class Lazy(Theme):
    """Prints them."""
