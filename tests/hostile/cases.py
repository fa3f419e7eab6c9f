"""The cases of the suite: what the site does, what is asked of it, and with which settings."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from behaviours import (
    CHALLENGE,
    MIB,
    bomb,
    cut_gzip,
    drip_body,
    drip_header,
    endless,
    endless_chunks,
    first,
    good,
    hang,
    many_headers,
    moved,
    onwards,
    packed,
    raw,
    say,
    story,
    wait_please,
    with_headers,
)
from reading import SITES, SLOW
from server import Peer, Site

QUICK_TIMEOUT = {"DOWNLOAD_TIMEOUT": 1, "RETRY_TIMES": 0}


@dataclass
class Case:
    """`paths` are asked of the case's own site; `slow` cases take 3 seconds or more; a site that
    `reads` is walked from /list by newsbot's own spider."""

    site: Site
    paths: list[str] = field(default_factory=lambda: ["/1"])
    settings: dict[str, Any] = field(default_factory=dict)
    slow: bool = False
    reads: bool = False
    scheme: str = "http"


def port_of(name: str, url: str) -> Callable[[Peer], str]:
    """An address with another site's port in it."""
    return lambda peer: url.format(port=peer.ports[name])


def redirects(**targets: Any) -> dict[str, Case]:
    return {f"redirect_{name}": Case(Site({"*": moved(t)})) for name, t in targets.items()}


CASES: dict[str, Case] = {
    "good": Case(good(), [f"/{i}" for i in range(30)]),
    "secret": Case(good(), []),
    # 1 redirects
    "redirect_chain": Case(
        Site({**{f"/{i}": moved(onwards) for i in range(5)}, "/5": say()}), ["/0"]
    ),
    "redirect_endless": Case(Site({"*": moved(onwards)}), ["/0"]),
    "redirect_loop": Case(Site({"/a": moved("/b"), "/b": moved("/a")}), ["/a"]),
    "redirect_self": Case(Site({"/a": moved("/a")}), ["/a"]),
    **redirects(
        file="file:///etc/passwd",
        data="data:text/html,<h1>x</h1>",
        ftp="ftp://127.0.0.1/x",
        javascript="javascript:alert(1)",
        private="http://10.1.2.3/x",
        metadata="http://169.254.169.254/latest/meta-data/",
        secret=port_of("secret", "http://127.0.0.1:{port}/x"),
        decimal=port_of("secret", "http://2130706433:{port}/x"),
        hex=port_of("secret", "http://0x7f.0.0.1:{port}/x"),
        octal=port_of("secret", "http://0177.0.0.1:{port}/x"),
        short=port_of("secret", "http://127.1:{port}/x"),
        mapped=port_of("secret", "http://[::ffff:127.0.0.1]:{port}/x"),
        localhost=port_of("secret", "http://localhost:{port}/x"),
        userinfo=port_of("redirect_userinfo", "http://user:secret@127.0.0.1:{port}/x"),
        nohost="http:///x",
        badport="http://127.0.0.1:99999/x",
    ),
    # 2 slow ones
    "hang": Case(good(), ["/hang", "/after"], QUICK_TIMEOUT),
    "drip_body": Case(Site({"/drip": drip_body, "*": say()}), ["/drip", "/after"], QUICK_TIMEOUT),
    "drip_header": Case(
        Site({"/drip": drip_header, "*": say()}), ["/drip", "/after"], QUICK_TIMEOUT
    ),
    # 3 sizes
    "size_declared": Case(Site({"/big": say(b"x", length=10**11), "*": say()}), ["/big", "/after"]),
    "size_endless": Case(Site({"/big": endless, "*": say()}), ["/big", "/after"]),
    "size_chunks": Case(Site({"/big": endless_chunks, "*": say()}), ["/big", "/after"]),
    "bomb_gzip": Case(
        Site({"/b": packed("gzip", lambda: bomb("gzip")), "*": say()}), ["/b", "/after"]
    ),
    "bomb_br": Case(Site({"/b": packed("br", lambda: bomb("br")), "*": say()}), ["/b", "/after"]),
    "bomb_zstd": Case(
        Site({"/b": packed("zstd", lambda: bomb("zstd")), "*": say()}), ["/b", "/after"]
    ),
    "bomb_layers": Case(
        Site({"/b": packed("gzip, gzip, gzip, gzip", lambda: gzip.compress(b"x")), "*": say()}),
        ["/b", "/after"],
    ),
    "bomb_robots": Case(good(packed("gzip", lambda: bomb("gzip")))),
    # 4 headers
    "headers_many": Case(Site({"/h": many_headers(200_000), "*": say()}), ["/h", "/after"]),
    "headers_long": Case(Site({"/h": many_headers(100, 15_000), "*": say()}), ["/h", "/after"]),
    "header_line": Case(Site({"/h": many_headers(1, 2 * MIB), "*": say()}), ["/h", "/after"]),
    "cookies": Case(
        Site(
            {
                "/c": with_headers([("Set-Cookie", f"c{i}=v; Path=/") for i in range(2_000)]),
                "*": say(),
            }
        ),
        ["/c", "/after"],
    ),
    # 5 broken answers
    "length_long": Case(Site({"*": say(length=100_000)})),
    "length_short": Case(Site({"*": say(length=100)})),
    "length_text": Case(Site({"*": raw(b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n<p>x")})),
    "reset": Case(Site({"*": raw(b"", reset=True)})),
    "reset_body": Case(
        Site({"*": raw(b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n<p>", reset=True)})
    ),
    "garbage": Case(Site({"*": raw(bytes(range(256)) * 20)})),
    "http09": Case(Site({"*": raw(b"<html><p>no head at all</p></html>")})),
    "empty": Case(Site({"*": raw(b"")})),
    "status_999": Case(Site({"*": say(b"denied", "999 Request denied")})),
    "status_text": Case(Site({"*": raw(b"HTTP/1.1 abc OK\r\n\r\n")})),
    "status_500": Case(Site({"*": say(b"oops", "500 Internal Server Error")})),
    "status_404": Case(Site({"*": say(b"gone", "404 Not Found")})),
    "status_204": Case(Site({"*": say(b"", "204 No Content")})),
    # 6 encodings
    "gzip_cut": Case(Site({"*": packed("gzip", cut_gzip)})),
    "gzip_fake": Case(Site({"*": packed("gzip", story)})),
    "gzip_text": Case(Site({"*": packed("gzip", lambda: b"neither packed nor a page")})),
    "encoding_unknown": Case(Site({"*": packed("quantum", story)})),
    # 11 waiting
    "wait_1": Case(Site({"*": first(1, wait_please("429 Too Many Requests", "1"))})),
    "wait_4": Case(Site({"*": first(1, wait_please("429 Too Many Requests", "4"))}), slow=True),
    "wait_503": Case(Site({"*": first(1, wait_please("503 Service Unavailable", "4"))}), slow=True),
    "wait_day": Case(
        Site({"/1": wait_please("429 Slow", "86400"), "*": say()}), ["/1", "/2", "/3"]
    ),
    "wait_past": Case(
        Site({"*": first(1, wait_please("503 Busy", "Wed, 21 Oct 2015 07:28:00 GMT"))})
    ),
    "wait_garbage": Case(Site({"*": first(1, wait_please("429 Busy", "soon; maybe"))})),
    "always_503": Case(Site({"*": say(b"", "503 Busy")}), [f"/{i}" for i in range(10)]),
    # 12 robots
    "robots_rules": Case(
        good(say(b"User-agent: *\nDisallow: /no\nAllow: /no/but", kind="text/plain")),
        ["/yes", "/no", "/no/but"],
    ),
    "robots_404": Case(good(say(b"", "404 Not Found"))),
    "robots_403": Case(good(say(b"", "403 Forbidden"))),
    "robots_500": Case(good(say(b"", "500 Oops"))),
    "robots_503": Case(good(say(b"", "503 Busy"))),
    "robots_429": Case(good(say(b"", "429 Slow"))),
    "robots_hang": Case(good(hang), settings=QUICK_TIMEOUT),
    "robots_closed": Case(good(raw(b""))),
    "robots_redirects": Case(
        Site(
            {
                "/robots.txt": moved("/r1"),
                "/r1": moved("/r2"),
                "/r2": moved("/r3"),
                "/r3": say(b"User-agent: *\nDisallow: /no", kind="text/plain"),
                "*": say(),
            }
        ),
        ["/yes", "/no"],
    ),
    "robots_loop": Case(good(moved("/robots.txt"))),
    "robots_html": Case(good(say(b"<html><body>User-agent: nothing</body></html>"))),
    "robots_bom": Case(
        good(say(b"\xef\xbb\xbfUser-agent: *\nDisallow: /no", kind="text/plain")), ["/yes", "/no"]
    ),
    "robots_1mb": Case(
        good(
            say(
                b"User-agent: *\nDisallow: /no\n" + b"# filler filler filler\n" * 45_000,
                kind="text/plain",
            )
        ),
        ["/yes", "/no"],
    ),
    "robots_delay": Case(
        good(say(b"User-agent: *\nCrawl-delay: 2", kind="text/plain")),
        ["/1", "/2", "/3"],
        slow=True,
    ),
    "robots_delay_day": Case(good(say(b"User-agent: *\nCrawl-delay: 86400", kind="text/plain"))),
    # refusals
    "challenge": Case(Site({"*": say(CHALLENGE)}), [f"/{i}" for i in range(6)]),
    "challenge_once": Case(Site({"/0": say(CHALLENGE), "*": say()}), [f"/{i}" for i in range(4)]),
    "soft_gone": Case(
        Site({"*": say("<title>提示</title><h1>抱歉,您访问的文章不存在或已被删除</h1>".encode())}),
        [f"/{i}" for i in range(4)],
    ),
    "pdf_as_html": Case(Site({"*": say(b"%PDF-1.7\n" + bytes(range(256)) * 40)})),
    # 18 TLS
    "challenge_403": Case(
        Site({"*": say(CHALLENGE, "403 Forbidden")}), [f"/{i}" for i in range(4)]
    ),
    "tls_opt_out": Case(good(), scheme="https", settings={"DOWNLOAD_VERIFY_CERTIFICATES": False}),
    "tls_wrong_host": Case(good(), scheme="https", settings={"RETRY_TIMES": 0}),
}
CASES |= {name: Case(site, reads=True, slow=name in SLOW) for name, site in SITES.items()}
CASES["hang"].site.routes["/hang"] = hang
