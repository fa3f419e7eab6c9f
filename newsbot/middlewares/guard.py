"""Guard the network: only http(s), only public addresses, only what the user named besides."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError

from newsbot.account import end
from newsbot.network.addresses import (
    host_is_public,
    in_networks,
    origin_of,
    parse_address,
    parse_networks,
)
from newsbot.network.resolver import ALLOWED

SCHEMES = ("http", "https")
MOST_URL = 8_000
"""Characters of the longest address that is asked for."""


class Guard:
    """Decides on each request, redirects included, before anything is resolved or connected.

    Settings: NEWSBOT_ALLOWED_ORIGINS (what the user named, `scheme://host:port`),
    NEWSBOT_ALLOW_PRIVATE (true: the named names may lead to private addresses too),
    NEWSBOT_ALLOW_ADDRESSES (CIDRs that are open to every host).
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        settings = crawler.settings
        self.named = frozenset(map(origin_of, settings.getlist("NEWSBOT_ALLOWED_ORIGINS")))
        self.networks = parse_networks(settings.getlist("NEWSBOT_ALLOW_ADDRESSES"))
        hosts = {urlsplit(origin).hostname or "" for origin in self.named}
        if not settings.getbool("NEWSBOT_ALLOW_PRIVATE"):
            hosts = {host for host in hosts if not host_is_public(host)}
        self.hosts = frozenset(hosts)
        self.reason = lru_cache(maxsize=10_000)(self._reason)
        crawler.signals.connect(self.spider_opened, signals.spider_opened)
        crawler.signals.connect(self.spider_closed, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Guard:
        """The guard of a crawl."""
        return cls(crawler)

    def spider_opened(self) -> None:
        """Tells the process's resolver what this crawl's user named."""
        ALLOWED.add(self.hosts, self.networks)

    def spider_closed(self) -> None:
        """Takes it back."""
        ALLOWED.remove(self.hosts, self.networks)

    def process_request(self, request: Request) -> None:
        """Ends a request that must not leave this machine as "blocked"."""
        if len(request.url) > MOST_URL:
            raise end(self.crawler, request, "blocked", "address longer than 8,000 characters")
        scheme, _, rest = request.url.partition("://")
        why = self.reason(scheme, rest.partition("/")[0].partition("?")[0])
        if why:
            raise end(self.crawler, request, "blocked", why)

    def process_exception(self, request: Request, exception: Exception) -> None:
        """A name that was not resolved because it leads to a private address: its own ending."""
        if isinstance(exception, CannotResolveHostError):
            host = (urlsplit(request.url).hostname or "").rstrip(".")
            address = ALLOWED.refused.get(host)
            if address:
                raise end(self.crawler, request, "blocked", f"{host} leads to {address}")

    def _reason(self, scheme: str, authority: str) -> str:
        """Why a scheme and authority are not asked, "" where they are; pure, so it is cached."""
        if scheme not in SCHEMES:
            return f"only http and https are fetched, not {scheme[:20]}"
        if "@" in authority:
            return "credentials in the address"
        try:
            origin = origin_of(f"{scheme}://{authority}/")
        except ValueError:
            return "no host or no valid port in the address"
        host = urlsplit(origin).hostname or ""
        if origin in self.named or host_is_public(host):
            return ""
        address = parse_address(host)
        if address is not None and in_networks(address, self.networks):
            return ""
        return f"{host} is not a public address and was not named by the user"
