"""How the sites of the torture suite behave; one function or maker a kind."""

from __future__ import annotations

import asyncio
import gzip
import zlib
from collections.abc import Callable
from functools import cache

import brotli
import zstandard
from server import Behaviour, Peer, Site

MIB = 2**20
SENTENCES = (
    "青桥镇的河堤加固工程上周完成验收,沿河三公里的步道重新铺上了防滑砖。",
    "负责施工的队伍在雨季前赶完了最后一段护坡,居民说夜里散步终于不用打手电。",
    "镇里还在桥头装了两块水位显示屏,数字每十分钟更新一次。",
    "按照计划,明年春天会在南岸补种四百棵柳树,费用由三个村子分担。",
)


def story(number: int = 0, title: str = "") -> bytes:
    """An invented article with enough text to be one."""
    title = title or f"青桥镇第{number}段河堤完成加固"
    text = "".join(f"<p>{number}-{i}。{''.join(SENTENCES)}</p>" for i in range(5))
    return (
        f"<!doctype html><html lang=zh><head><meta charset=utf-8><title>{title}</title></head>"
        f"<body><article><h1>{title}</h1><div class=date>2025-03-2{number % 9} 11:04</div>"
        f"<div class=story>{text}</div></article></body></html>"
    ).encode()


def say(body: bytes | None = None, status: str = "200 OK", **more: object) -> Behaviour:
    """A plain answer; without a body a good article."""

    async def behave(peer: Peer) -> None:
        await peer.answer(story() if body is None else body, status, **more)  # type: ignore[arg-type]

    return behave


def good(robots: Behaviour | None = None) -> Site:
    """A site that behaves; its robots.txt may not."""
    routes = {"*": say()}
    if robots:
        routes["/robots.txt"] = robots
    return Site(routes)


def moved(location: str | Callable[[Peer], str], status: str = "302 Found") -> Behaviour:
    """A redirect."""

    async def behave(peer: Peer) -> None:
        where = location if isinstance(location, str) else location(peer)
        await peer.answer(b"", status, {"Location": where})

    return behave


def onwards(peer: Peer) -> str:
    """/7 -> /8"""
    return f"/{int(peer.path[1:]) + 1}"


async def hang(peer: Peer) -> None:
    await asyncio.sleep(8)


async def drip_body(peer: Peer) -> None:
    await peer.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n")
    for _ in range(80):
        await peer.send(b"<p>")
        await asyncio.sleep(0.1)


async def drip_header(peer: Peer) -> None:
    await peer.send(b"HTTP/1.1 200 OK\r\n")
    for number in range(80):
        await peer.send(b"X-%d: slow\r\n" % number)
        await asyncio.sleep(0.1)


async def endless(peer: Peer) -> None:
    await peer.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n")
    for _ in range(400):  # 100 MiB at most
        await peer.send(b"<p>" + b"x" * (MIB // 4))


async def endless_chunks(peer: Peer) -> None:
    await peer.send(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    for _ in range(400):
        await peer.send(b"40000\r\n" + b"x" * 0x40000 + b"\r\n")


@cache
def bomb(name: str) -> bytes:
    """300 MiB of nothing, packed."""
    size = 300 * MIB
    if name == "br":
        return brotli.compress(b"\0" * size, quality=3)
    if name == "zstd":
        return zstandard.ZstdCompressor().compress(b"\0" * size)
    packer = zlib.compressobj(6, wbits=31)
    return b"".join([packer.compress(b"\0" * MIB) for _ in range(300)]) + packer.flush()


def packed(name: str, body: Callable[[], bytes]) -> Behaviour:
    """A body with a Content-Encoding."""

    async def behave(peer: Peer) -> None:
        await peer.answer(body(), headers={"Content-Encoding": name})

    return behave


def many_headers(count: int, size: int = 10) -> Behaviour:
    async def behave(peer: Peer) -> None:
        await peer.send(b"HTTP/1.1 200 OK\r\n")
        for start in range(0, count, 1000):
            lines = range(start, min(start + 1000, count))
            await peer.send(b"".join(b"X-%d: %s\r\n" % (i, b"v" * size) for i in lines))
        await peer.send(b"Content-Length: 2\r\nConnection: close\r\n\r\nok")

    return behave


def with_headers(pairs: list[tuple[str, str]]) -> Behaviour:
    async def behave(peer: Peer) -> None:
        await peer.answer(story(), headers=pairs)

    return behave


def raw(data: bytes, reset: bool = False) -> Behaviour:
    """Bytes as they are, then the end (or a reset)."""

    async def behave(peer: Peer) -> None:
        await peer.send(data)
        if reset:
            await asyncio.sleep(0.05)
            peer.reset()

    return behave


def first(times: int, behaviour: Behaviour, then: Behaviour | None = None) -> Behaviour:
    """Badly the first few times, then well."""

    async def behave(peer: Peer) -> None:
        await (behaviour if peer.number <= times else then or say())(peer)

    return behave


def wait_please(status: str, seconds: str) -> Behaviour:
    return say(b"busy", status, headers={"Retry-After": seconds})


def cut_gzip() -> bytes:
    return gzip.compress(story() * 20)[:-300]


CHALLENGE = (
    "<html><head><title>访问验证</title></head><body><h2>请完成安全验证</h2>"
    "<p>请按住滑块,拖动到最右边</p></body></html>"
).encode()
