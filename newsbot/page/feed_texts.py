"""Texts as feeds write them: markup in titles, dates of RFC 822, addresses with spaces in them."""

from __future__ import annotations

import re
from email.utils import parsedate_tz
from urllib.parse import urljoin

from lxml import etree
from lxml.html import fragment_fromstring

from newsbot.fields import clean_text, clean_url

ZONE = re.compile(r"(?:[+-]\d{2}:?\d{2}|[A-Z]{1,5})\)?\s*$", re.I)
TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


def plain(markup: str) -> str:
    """Text without tags, entities resolved; a lone `<` that begins no tag stays."""
    for _ in range(2):  # titles are escaped twice as often as once
        if "<" not in markup and "&" not in markup:
            break
        if not TAG.search(markup):
            markup = markup.replace("<", "&lt;")
        try:
            root = fragment_fromstring(markup, create_parent="div")
        except (etree.ParserError, ValueError):
            break
        for hidden in root.iter("script", "style"):
            hidden.text = ""
        markup = " ".join(map(str, root.itertext()))
        if not TAG.search(markup):
            break
    return clean_text(markup)


def date_text(text: str) -> str | None:
    """A feed's date: ISO where it is one of RFC 822 (two-digit years too), else as printed.

    None for the beginning of time (1970-01-01), which is a missing value.
    """
    read = parsedate_tz(text) if text[-1:].isascii() else None
    if read is None or not (1 <= read[1] <= 12 and 1 <= read[2] <= 31):
        return None if not text or text.startswith(("1970-01-01", "0001-", "0000")) else text
    year, month, day, hour, minute, second, *_, offset = read
    if year <= 1970:
        return None
    stamp = f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}"
    return stamp + _offset(offset or 0) if ZONE.search(text) else stamp


def _offset(seconds: int) -> str:
    minutes = abs(seconds) // 60
    return f"{'-' if seconds < 0 else '+'}{minutes // 60:02}:{minutes % 60:02}"


def join_url(base: str, address: str) -> str | None:
    """The absolute address of one that a feed names; None where it is none."""
    address = "".join(address.split())
    if not address:
        return None
    try:
        return clean_url(urljoin(base, address))
    except ValueError:
        return None
