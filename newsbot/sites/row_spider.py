"""A row of sites.toml -> its spider: a class made of what the row says."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from newsbot.anysite import AnySite
from newsbot.listing import ListingSpider
from newsbot.sites.table import Row

TUPLES = ("site_names", "left_out")


def spider_of(row: Row) -> type[ListingSpider]:
    """The spider class of a row.

    With categories, a listing's path or data it is a site that is walked as declared; without,
    whatever stands at its address is recognised (AnySite).
    """
    told: dict[str, Any] = {k: v for k, v in row.told.items() if k != "url"}
    declared = not told.keys().isdisjoint(("categories", "listing_path", "data"))
    base: type[ListingSpider] = ListingSpider if declared else AnySite
    parts = urlsplit(row.url)
    if declared:
        told["base_url"] = row.url.rstrip("/")
    else:
        told |= {"base_url": f"{parts.scheme}://{parts.netloc}", "start_urls": [row.url]}
    if "left_out" in told:
        told["left_out"] = frozenset(told["left_out"])
    camel = "".join(word.title() for word in row.name.split("_"))
    return type(f"{camel}Spider", (base,), {**told, "__module__": __name__})
