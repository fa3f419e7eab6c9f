"""Addresses: the one to fetch, the key of identity, and the picture behind a proxy.

Parsing follows the WHATWG URL standard (can_ada): the addresses that a browser would ask for. The
key of identity merges what servers treat as one article (scheme, www., mobile and AMP forms,
index pages, default ports, order of parameters) and never drops an id or a page number.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urljoin

from newsbot.fields.trackers import SHOWN, without_trackers

KEY_VERSION = 1
"""Version of the rule behind `canonical_url` and `address_key`; stored with each key."""

LONGEST_URL = 8192
"""Characters; longer addresses are refused (servers answer 414 well below)."""

PORT = re.compile(r"(?<=[^:\[]):\d+$|(?<=\]):\d+$")
HTTP = re.compile(r"https?:", re.I)
SAME_HOST = re.compile(r"(?:www|m|wap|mobile|3g|amp)\.(?=[^.]+\.[^.])")
"""First labels of hosts that show the same articles under another layout."""

INDEX_PAGE = re.compile(r"/(?:index|default)\.(?:html?|shtml|php|aspx?|jsp)$", re.I)
AMP_PATH = re.compile(r"(?<=[^/])/amp(?:/|\.html?)?$|(?<=[^/])\.amp(?=\.html?$|$)", re.I)
CHINESE = (
    "zh|zh[-_](?:cn|tw|hk|mo|sg|my|hans|hant|chs|cht)(?:[-_](?:cn|tw|hk|mo|sg))?|"
    "cn|tw|hk|hans|hant|chs|cht|zhs|zht|sc|tc|big5"
)
CHINESE_PREFIX = re.compile(rf"/(?:{CHINESE})(?=/|$)", re.I)
LANGUAGE_PREFIX = re.compile(
    rf"/({CHINESE}|(?:en|ja|ko|fr|de|es|ru|ar|pt|vi|th)(?:[-_][a-z]{{2}})?)(?=/|$)", re.I
)
"""Path prefixes that name a language. `it`, `id`, `my` and `tv` are left out: they are sections."""

LOWER_ESCAPE = re.compile("%(?:[0-9A-Fa-f][a-f]|[a-f][0-9A-Fa-f])")
UNRESERVED = re.compile("%(?:2[DE]|3[0-9]|[46][1-9A-F]|[57][0-9A]|5F|7E)")
"""Escapes of letters, digits, `-`, `.`, `_` and `~` (RFC 3986, 2.3)."""


def clean_url(url: str | None, base: str | None = None) -> str | None:
    """The address to fetch: absolute, normalised, without trackers and fragment.

    `base` resolves relative addresses. None for what is not http(s), is broken, carries
    credentials, is longer than `LONGEST_URL`, or is a mere fragment.
    """
    parts = _parse(url, base) if url else None
    if parts is None:
        return None
    origin, _, path, query, _ = parts
    kept = without_trackers(query) if query else ""
    return f"{origin}{path}?{kept}" if kept else origin + path


def canonical_url(url: str) -> str:
    """The key of identity of an absolute address; `url` itself, trimmed, if it is none."""
    parts = _parse(url, None)
    if parts is None:
        return url.strip()
    _, host, path, query, route = parts
    return f"https://{SAME_HOST.sub('', host, count=1)}{_one_path(path)}{_one_query(query)}{route}"


@lru_cache(maxsize=2048)  # asked for at six steps from a listing to its article
def address_key(url: str, base_url: str | None = None) -> str:
    """The site-relative key of an address: path and query as `canonical_url` has them.

    Scheme and host are gone, so are the path of `base_url` and a leading Chinese language prefix:
    a moved domain, another prefix or a language twin gives the same key. A host beside that of
    `base_url` on the same domain (`sports.`, `finance.`) stays, because ids repeat there.
    """
    parts = _parse(url, base_url or "https://site.invalid/")
    if parts is None:
        return url.strip()
    _, host, path, query, route = parts
    base = _parse(base_url, None) if base_url else None
    path = _one_path(path)
    sister = ""
    if base:
        prefix = _without_language_end(_one_path(base[2]).rstrip("/"))
        if prefix and (path + "/").startswith(prefix + "/"):
            path = path[len(prefix) :] or "/"
        sister = _sister(host, base[1])
    path = CHINESE_PREFIX.sub("", path, count=1) or "/"
    return f"{sister}{path}{_one_query(query)}{route}"


def language_prefix(url: str) -> str | None:
    """The language prefix of an address's path in lower case (`zh-hant`, `en`), if it has one."""
    parts = _parse(url, "https://site.invalid/")
    found = LANGUAGE_PREFIX.match(parts[2]) if parts else None
    return found[1].lower() if found else None


def registrable_domain(url: str) -> str:
    """The domain that one owner registered (`news.bbc.co.uk` -> `bbc.co.uk`), in lower case.

    By the public suffix list, private part included (two blogs of one host are two owners), as
    bundled with tldextract: no network, no cache. An IP address or a single label is itself;
    under an unlisted suffix the last two labels count. "" when `url` has no host.
    """
    parts = _parse(url, None)
    return _domain(parts[1]) if parts else ""


@lru_cache(maxsize=1)
def _suffixes() -> object:
    import tldextract

    return tldextract.TLDExtract(
        suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True
    )


@lru_cache(maxsize=4096)
def _domain(host: str) -> str:
    host = PORT.sub("", host)
    if "[" in host or host.replace(".", "").isdigit():
        return host
    found = _suffixes()(host)  # type: ignore[operator]
    if found.suffix and found.domain:
        return f"{found.domain}.{found.suffix}"
    return host if found.suffix else ".".join(host.split(".")[-2:])


def _sister(host: str, base_host: str) -> str:
    """`//sports` for a host beside that of the base on one domain; "" for the same or another."""
    host, base_host = (SAME_HOST.sub("", PORT.sub("", h), count=1) for h in (host, base_host))
    if host == base_host or _domain(host) != _domain(base_host):
        return ""
    label = host.removesuffix(_domain(host)).rstrip(".")
    return "" if not label or CHINESE_PREFIX.fullmatch("/" + label) else f"//{label}"


def _without_language_end(path: str) -> str:
    head, _, last = path.rpartition("/")
    return head if CHINESE_PREFIX.fullmatch("/" + last) else path


def _parse(url: str, base: str | None) -> tuple[str, str, str, str, str] | None:
    """(origin, host with port, path, query, route), normalised; None if not to be fetched."""
    url = url.strip()
    if not url or len(url) > LONGEST_URL or url[0] == "#":
        return None
    try:
        if not base:
            return _parsed(url)
        if url[0] == "/" and url[1:2] not in ("/", "\\"):
            return _parsed(_origin(base) + url)
        return _parsed(url if HTTP.match(url) else urljoin(base, url))
    except ValueError:
        return None


@lru_cache(maxsize=2048)  # a page's own address is asked about often, its menus stand on all pages
def _parsed(url: str) -> tuple[str, str, str, str, str] | None:
    import can_ada

    url.encode()  # a lone surrogate is no address, and a ValueError
    parsed = can_ada.parse(url)
    protocol = parsed.protocol
    if protocol not in ("http:", "https:") or ("@" in url and parsed.has_credentials()):
        return None
    host, path = parsed.host, parsed.pathname
    query = parsed.search if "?" in url else ""  # each question costs as much as a short parse
    if len(path) + len(query) > LONGEST_URL:
        return None
    fragment = parsed.hash if "#" in url else ""
    route = fragment if fragment.startswith(("#!", "#/")) and len(fragment) > 2 else ""
    return f"{protocol}//{host}", host, path, query[1:], route


@lru_cache(maxsize=1024)
def _origin(base: str) -> str:
    """What an address that begins with a slash is put behind."""
    return urljoin(base, "/").removesuffix("/")


def _one_path(path: str) -> str:
    path = _one_escaping(path)
    if "//" in path:
        path = re.sub("/{2,}", "/", path)
    path = AMP_PATH.sub("", INDEX_PAGE.sub("/", path))
    return path.rstrip("/") or "/"


def _one_escaping(text: str) -> str:
    """RFC 3986, 6.2.2: escapes in upper case, none for unreserved characters."""
    if "%" not in text:
        return text
    text = LOWER_ESCAPE.sub(lambda found: found[0].upper(), text)
    return UNRESERVED.sub(lambda found: chr(int(found[0][1:], 16)), text)


def _one_query(query: str) -> str:
    if not query:
        return ""
    pairs = without_trackers(_one_escaping(query)).split("&")
    kept = sorted(pair for pair in pairs if pair and not SHOWN.regex.fullmatch(pair))
    return "?" + "&".join(kept) if kept else ""
