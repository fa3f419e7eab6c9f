"""TEXT -> VALUE: pure readers, no clock, no network. This face only hands names on."""

from newsbot.fields.counts import Count, read_count
from newsbot.fields.proxies import unproxied_image
from newsbot.fields.text import clean_text, content_hash, fold_text
from newsbot.fields.urls import (
    KEY_VERSION,
    address_key,
    canonical_url,
    clean_url,
    language_prefix,
    registrable_domain,
)

__all__ = [
    "KEY_VERSION",
    "Count",
    "address_key",
    "canonical_url",
    "clean_text",
    "clean_url",
    "content_hash",
    "fold_text",
    "language_prefix",
    "read_count",
    "registrable_domain",
    "unproxied_image",
]
