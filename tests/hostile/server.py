"""A bounded loopback server that misbehaves: one port a case, every request noted.

Nothing here runs longer than LONGEST seconds a connection or writes more than the case says.
"""

from __future__ import annotations

import asyncio
import ssl
import threading
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

LONGEST = 8.0


@dataclass
class Seen:
    """One request as the server saw it: seconds since the start, path, headers."""

    at: float
    path: str
    headers: dict[str, str]


@dataclass
class Peer:
    """One connection: what was asked, and the raw stream to answer on."""

    path: str
    headers: dict[str, str]
    number: int
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    ports: dict[str, int]

    async def send(self, data: bytes) -> None:
        self.writer.write(data)
        await self.writer.drain()

    async def answer(
        self,
        body: bytes = b"",
        status: str = "200 OK",
        headers: dict[str, str] | list[tuple[str, str]] | None = None,
        kind: str = "text/html; charset=utf-8",
        length: int | None = None,
    ) -> None:
        lines = [f"HTTP/1.1 {status}"]
        pairs = headers.items() if isinstance(headers, dict) else headers or ()
        lines += [f"{name}: {value}" for name, value in pairs]
        if kind:
            lines.append(f"Content-Type: {kind}")
        lines.append(f"Content-Length: {len(body) if length is None else length}")
        lines.append("Connection: close")
        await self.send("\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body)

    def reset(self) -> None:
        self.writer.transport.abort()


Behaviour = Callable[[Peer], Awaitable[None]]


@dataclass
class Site:
    """What one port answers, by path; `*` is the rest; robots.txt is 404 unless it is given."""

    routes: dict[str, Behaviour]
    seen: list[Seen] = field(default_factory=list)
    tls: ssl.SSLContext | None = None


class HostileServer:
    """Runs the sites in a thread; `ports` says where each of them listens."""

    def __init__(self, sites: dict[str, Site]) -> None:
        self.sites = sites
        self.ports: dict[str, int] = {}
        self.began = time.monotonic()
        self._loop = asyncio.new_event_loop()
        self._servers: list[asyncio.Server] = []
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> HostileServer:
        self._thread.start()
        self._ready.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._listen())
        self._ready.set()
        self._loop.run_forever()
        self._loop.run_until_complete(self._end())
        self._loop.close()

    async def _end(self) -> None:
        for server in self._servers:
            server.close()
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _listen(self) -> None:
        for name, site in self.sites.items():
            server = await asyncio.start_server(
                self._handler(site), "127.0.0.1", 0, ssl=site.tls, limit=2**20
            )
            self._servers.append(server)
            self.ports[name] = server.sockets[0].getsockname()[1]

    def _handler(
        self, site: Site
    ) -> Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]:
        async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            try:
                async with asyncio.timeout(LONGEST):
                    await self._serve(site, reader, writer)
            except (TimeoutError, ConnectionError, asyncio.IncompleteReadError):
                pass
            except asyncio.CancelledError:  # the server ends; Python 3.11 logs it as an error
                pass
            finally:
                writer.close()

        return handle

    async def _serve(
        self, site: Site, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        path = head[0].split(" ")[1]
        headers = {
            name.lower(): value.strip()
            for name, _, value in (line.partition(":") for line in head[1:] if line)
        }
        site.seen.append(Seen(time.monotonic() - self.began, path, headers))
        number = sum(seen.path == path for seen in site.seen)
        peer = Peer(path, headers, number, reader, writer, self.ports)
        behaviour = site.routes.get(path) or site.routes.get(path.partition("?")[0])
        if behaviour is None and path not in ("/robots.txt", "/.well-known/tdmrep.json"):
            behaviour = site.routes.get("*")
        if behaviour is None:
            await peer.answer(b"<title>404</title>", "404 Not Found")
        else:
            await behaviour(peer)
