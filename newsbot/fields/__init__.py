"""TEXT -> VALUE: pure readers, no clock, no network. This face only hands names on."""

from newsbot.fields.agreement import reconcile
from newsbot.fields.bylines import read_byline, read_opening
from newsbot.fields.counts import Count, read_count
from newsbot.fields.credits import Byline
from newsbot.fields.dates import part_date, read_date, reconcile_zone
from newsbot.fields.languages import read_language
from newsbot.fields.moments import Moment
from newsbot.fields.proxies import unproxied_image
from newsbot.fields.text import clean_text, content_hash, fold_text
from newsbot.fields.titles import read_title
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
    "Byline",
    "Count",
    "Moment",
    "address_key",
    "canonical_url",
    "clean_text",
    "clean_url",
    "content_hash",
    "fold_text",
    "language_prefix",
    "part_date",
    "read_byline",
    "read_count",
    "read_date",
    "read_language",
    "read_opening",
    "read_title",
    "reconcile",
    "reconcile_zone",
    "registrable_domain",
    "unproxied_image",
]
