"""TEXT -> VALUE: pure readers, no clock, no network. This face only hands names on."""

from newsbot.fields.text import clean_text, content_hash, fold_text

__all__ = [
    "clean_text",
    "content_hash",
    "fold_text",
]
