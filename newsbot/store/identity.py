"""Identity: which article a page is. Pure; the past comes as arguments."""

from __future__ import annotations

from base64 import b32encode
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from urllib.parse import urlsplit

from newsbot.fields import address_key, fold_text
from newsbot.items import Article

ID_BYTES = 10
KEY_BYTES = 8
SHARED_TEXT = 0.5
"""Share of common letter groups from which two texts may be versions of one article."""

GRAM = 8
"""Letters in a group when two texts are compared."""


def new_id(site: str, key: str) -> str:
    """The id of an article first seen under `key`: 16 letters and digits, the same each time."""
    return (
        b32encode(blake2b(f"{site}\n{key}".encode(), digest_size=ID_BYTES).digest())
        .decode()
        .lower()
    )


def key_hash(site: str, key: str) -> int:
    """A site's key as the signed 8-byte number under which the store keeps it.

    The version of the rule that made the key is no part of it: what an earlier rule called an
    address still leads to its article.
    """
    return _number(blake2b(f"{site}\n{key}".encode(), digest_size=KEY_BYTES).digest())


def text_key(site: str, content_hash: str | None) -> int | None:
    """The number under which a site's text is found again; None for no text."""
    return key_hash(site, text_name(content_hash)) if content_hash else None


def text_name(content_hash: str | None) -> str:
    """A text beside the address keys of its site."""
    return f"text:{content_hash or ''}"


def source_name(source: str) -> str:
    """A source beside the address keys; it belongs to no site."""
    return f"source:{source}"


def tombstone(secret: bytes, key: int) -> int:
    """What is left of a key whose article is forgotten: nobody without the secret can tell which
    address it was."""
    hidden = key.to_bytes(KEY_BYTES, "big", signed=True)
    return _number(blake2b(hidden, key=secret, digest_size=KEY_BYTES).digest())


def _number(digest: bytes) -> int:
    return int.from_bytes(digest, "big", signed=True)


def canonical_key(article: Article, base_url: str | None = None) -> str | None:
    """The key of the address that the page declares, if it may be believed at all.

    It must be on the same host and look like an article's: a path as deep as the page's own,
    with a last part that has a digit or a hyphen wherever the page's own has one.
    """
    declared = article.canonical_url
    if not declared:
        return None
    page, said = urlsplit(article.url), urlsplit(declared)
    if said.hostname != page.hostname:
        return None
    own, last = (path.rstrip("/").rpartition("/")[2] for path in (page.path, said.path))
    telling = any(c.isdigit() or c == "-" for c in last) or bool(said.query)
    if not last or (not telling and any(c.isdigit() or c == "-" for c in own)):
        return None
    return address_key(declared, base_url)


def claims(keys: Sequence[str], declared: str | None) -> list[str]:
    """Names under which an article may be known that this page is too, if their texts agree: the
    address that it declares, and what others have declared of it or of that address."""
    named = [declared, *keys] if declared else [*keys]
    others = [declared] if declared and declared not in keys else []
    return [*others, *(f"canonical:{key}" for key in dict.fromkeys(named))]


def resolve(
    site: str, keys: Sequence[str], declared: str | None, known: Mapping[str, str], *, same: bool
) -> tuple[str, list[str]]:
    """(the article's id, the keys that lead to it from now on).

    `keys`: address keys, the final address first; `declared`: the canonical address's key or
    None; `known`: the ids that keys and `claims` lead to already; `same`: whether the article of
    the first known claim has this page's text. A canonical that different texts share is not
    believed, and a page's own address counts for more than what others declare of it.
    """
    own = next((known[key] for key in keys if key in known), None)
    claimed = next((known[name] for name in claims(keys, declared) if name in known), None)
    found = own or (claimed if same else None)
    believed = declared is not None and (claimed is None or same)
    said = [f"canonical:{declared}"] if believed and declared not in keys else []
    return found or new_id(site, keys[0]), [*dict.fromkeys([*keys, *said])]


def same_text(one: str, other: str) -> bool:
    """Whether two texts may be versions of one article, by the letter groups they share."""
    first, second = _grams(one), _grams(other)
    if not first or not second:
        return fold_text(one) == fold_text(other)
    return len(first & second) >= SHARED_TEXT * min(len(first), len(second))


def _grams(text: str) -> set[str]:
    folded = fold_text(text)
    return {folded[i : i + GRAM] for i in range(max(len(folded) - GRAM + 1, 0))}
