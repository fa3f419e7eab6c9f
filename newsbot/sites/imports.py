"""Lists of feeds and home pages -> rows of sites.toml: OPML, CSV, plain addresses."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree

from newsbot.cases import render_toml
from newsbot.errors import BadValue, UnusableFile
from newsbot.fields import canonical_url, clean_text, clean_url, registrable_domain
from newsbot.page.decoding import decode
from newsbot.page.xml import name_of, parse_xml
from newsbot.sites.table import KEYS, Row

URL_COLUMNS = (
    "url",
    "feed",
    "feed_url",
    "xmlurl",
    "rss",
    "link",
    "address",
    "home",
    "site",
    "website",
)
NAME_COLUMNS = ("name", "title", "text", "label")
ADDRESS = re.compile(r"https?://", re.I)
LETTER = re.compile(r"[A-Za-z]")
HEAD = "# Sites of one's own, a row each: docs/sites.md says what a row may hold.\n"


@dataclass(frozen=True, slots=True)
class Found:
    """A line of a list: an address, what it is called, and other keys of a row."""

    url: str
    title: str = ""
    told: Mapping[str, Any] = field(default_factory=dict)


def read_list(source: str) -> list[Found]:
    """What a file (.opml, .xml, .csv, .txt) or an address names.

    Raises UnusableFile for a file that cannot be read and BadValue for one without addresses.
    """
    if ADDRESS.match(source):
        return [Found(source)]
    path = Path(source)
    try:
        body = path.read_bytes()
    except OSError as error:
        raise UnusableFile(f"cannot read {source}: {error.strerror or error}") from error
    is_xml = path.suffix.lower() in (".opml", ".xml") or body.lstrip()[:1] == b"<"
    found = list(_opml(body) if is_xml else _csv(decode(body).text))
    if not found:
        raise BadValue(f"{source} names no address; OPML, or CSV with a column url, is wanted")
    return found


def rows_of(found: Sequence[Found], known: Collection[Row], taken: Collection[str]) -> list[Row]:
    """A row for each address that no known row has, under a name that is not taken.

    Names come from the address's domain (`news.example.com` -> `example_com`), numbered where
    several share one.
    """
    addresses = {canonical_url(row.url) for row in known}
    names = {*taken, *(row.name for row in known)}
    rows = []
    for one in found:
        url = clean_url(one.url)
        if url is None or canonical_url(url) in addresses:
            continue
        addresses.add(canonical_url(url))
        name = _free(str(one.told.get("name") or registrable_domain(url)), names)
        names.add(name)
        told = {k: v for k, v in one.told.items() if k not in ("name", "url")}
        if one.title:
            told.setdefault("site_names", [one.title])
        rows.append(Row(name, url, told, 0))
    return rows


def append(path: Path, rows: Sequence[Row]) -> None:
    """Adds rows to a table, whole or not at all: written beside it, then put in its place.

    Raises UnusableFile where that cannot be done.
    """
    text = "".join(
        "\n[[site]]\n" + render_toml({"name": row.name, "url": row.url, **row.told}) for row in rows
    )
    beside = path.with_name(f".{path.name}.new")
    try:
        before = path.read_text(encoding="utf-8") if path.exists() else HEAD
        beside.write_text(before + ("" if before.endswith("\n") else "\n") + text, "utf-8")
        beside.replace(path)
    except (OSError, UnicodeDecodeError) as error:
        raise UnusableFile(f"cannot write {path}: {error}") from error


def _free(wanted: str, names: Collection[str]) -> str:
    name = re.sub(r"[^a-z0-9]+", "_", wanted.lower()).strip("_") or "site"
    name = name if name[0].isalpha() else f"site_{name}"
    number, free = 1, name
    while free in names:
        number += 1
        free = f"{name}_{number}"
    return free


def _opml(body: bytes) -> Iterator[Found]:
    """The outlines with an address, whatever they lie in; a feed before its home page."""
    root = parse_xml(body)
    for outline in root.iter(etree.Element) if root is not None else ():
        if name_of(outline) != "outline":
            continue
        said = {str(key).lower(): str(value).strip() for key, value in outline.attrib.items()}
        url = said.get("xmlurl") or said.get("url") or said.get("htmlurl") or ""
        if url.startswith("feed:"):
            url = url.removeprefix("feed:") if url.startswith("feed:http") else "http:" + url[5:]
        if ADDRESS.match(url):
            language = {"language": said["language"]} if said.get("language") else {}
            yield Found(url, clean_text(said.get("title") or said.get("text") or ""), language)


def _csv(text: str) -> Iterator[Found]:
    """Lines with an address; a first line of names says what the columns are."""
    sample = text[:4_000]
    mark = max(",;\t|", key=sample.count)
    lines = [line for line in csv.reader(io.StringIO(text), delimiter=mark) if any(line)]
    heads = [head.strip().lower() for head in lines[0]] if lines else []
    named = any(head in URL_COLUMNS for head in heads)
    for line in lines[1:] if named else lines:
        cells = [cell.strip() for cell in line]
        if not named:
            url = next((c for c in cells if ADDRESS.match(c)), "")
            title = next((c for c in cells if c and c != url), "")
            if url:
                yield Found(url, clean_text(title))
            continue
        row = {head: cell for head, cell in zip(heads, cells, strict=False) if cell}
        if "name" in row and not LETTER.search(row["name"]):  # 河边日报 is a title
            row["title"] = row.pop("name")
        url = next((row[c] for c in URL_COLUMNS if c in row), "")
        if ADDRESS.match(url):
            told = {key: value for key, value in row.items() if key in PLAIN}
            title = next((row[c] for c in NAME_COLUMNS if c in row and c != "name"), "")
            yield Found(url, clean_text(title), _typed(told))


PLAIN = {key for key, (kind, _) in KEYS.items() if kind is not dict and key != "url"}


def _typed(told: Mapping[str, str]) -> dict[str, Any]:
    """Cells as the types that a row has; a cell that makes no sense is left out."""
    typed: dict[str, Any] = {}
    for key, cell in told.items():
        kind = KEYS[key][0]
        if kind is str or (isinstance(kind, tuple) and str in kind):
            typed[key] = cell
        elif kind is list:
            typed[key] = [part.strip() for part in re.split(r"[,;|]", cell) if part.strip()]
        elif kind is bool:
            typed[key] = cell.lower() in ("1", "true", "yes")
        elif re.fullmatch(r"\d+(?:\.\d+)?", cell):
            typed[key] = float(cell) if "." in cell else int(cell)
    return typed
