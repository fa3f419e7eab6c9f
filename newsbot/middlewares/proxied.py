"""Guard what goes through a proxy: the proxy resolves names itself, so they are checked before."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet.defer import Deferred
from twisted.internet.interfaces import IAddress, IHostResolution, IResolutionReceiver
from zope.interface import implementer  # type: ignore[import-untyped]

from newsbot.account import end
from newsbot.middlewares.failures import tunnel_words
from newsbot.network.resolver import ALLOWED


class GuardProxied:
    """Resolves and checks the name first, or refuses the request; runs after HttpProxy.

    The proxy is the user's, so its own address may be private; nothing else may be fetched from
    it.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.proxies: set[str] = set()
        crawler.signals.connect(self.spider_closed, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> GuardProxied:
        """The middleware of a crawl."""
        return cls(crawler)

    def spider_closed(self) -> None:
        """Takes back what the proxies were allowed."""
        ALLOWED.remove(self.proxies, ())

    def process_request(self, request: Request) -> Coroutine[Any, Any, None] | None:
        """Nothing for a request without a proxy; else the check of its name."""
        proxy = request.meta.get("proxy")
        if not proxy and not self.proxies:
            return None
        host = (urlsplit(request.url).hostname or "").rstrip(".")
        if proxy:
            self._examine(request, proxy)
            self._allow(urlsplit(proxy if "//" in proxy else f"//{proxy}").hostname or "")
        if host in self.proxies:
            raise end(self.crawler, request, "blocked", f"{host} is the proxy itself")
        return self._check(request, host) if proxy else None

    def process_response(self, request: Request, response: Response) -> Response:
        """The response, unless it is the proxy's own: then the page was not asked for."""
        if response.status == 407:
            raise end(self.crawler, request, "refused", tunnel_words(response.status))
        return response

    def _examine(self, request: Request, proxy: str) -> None:
        """Ends a request by way of a proxy that Scrapy cannot speak to.

        An `https_proxy` without a scheme is one of them: urllib takes it for https://.
        """
        scheme, _, rest = proxy.rpartition("://")
        if scheme not in ("", "http") and (scheme, request.url[:5]) != ("https", "http:"):
            right = f"http://{rest.rpartition('@')[2]}"
            why = f"no proxy of the kind {scheme}:// is spoken to; is it an HTTP one: {right} ?"
            raise end(self.crawler, request, "refused", why)

    def _allow(self, proxy: str) -> None:
        if proxy not in self.proxies:
            self.proxies.add(proxy)
            ALLOWED.add([proxy], ())

    async def _check(self, request: Request, host: str) -> None:
        if not await resolve(host):
            why = f"{host} leads to no public address, and a proxy would go there"
            raise end(self.crawler, request, "blocked", why)


async def resolve(host: str) -> list[str]:
    """The addresses that the process's resolver lets pass for a name; [] for none."""
    from twisted.internet import reactor

    answer = _Answer()
    resolver: Any = reactor.nameResolver
    resolver.resolveHostName(answer, host)
    return await maybe_deferred_to_future(answer.done)


@implementer(IResolutionReceiver)
class _Answer:
    """Collects the addresses of one name."""

    def __init__(self) -> None:
        self.done: Deferred[list[str]] = Deferred()
        self.addresses: list[str] = []

    def resolutionBegan(self, resolution: IHostResolution) -> None:
        """Part of the interface; nothing is shown while it goes on."""

    def addressResolved(self, address: IAddress) -> None:
        self.addresses.append(getattr(address, "host", ""))

    def resolutionComplete(self) -> None:
        self.done.callback(self.addresses)
