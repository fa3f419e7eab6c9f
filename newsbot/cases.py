"""A recorded case: a saved crawl and the lines that it must give.

A case is a folder, `fixtures/<site>/<case>/`, with `crawl.warc.gz` (the recording),
`expected.jsonl` (the lines, sorted by URL) and `case.toml` (what was crawled and when).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import orjson
from itemloaders.utils import arg_to_iter

from newsbot.errors import UnknownName, UnusableFile

Line = Mapping[str, Any]

CRAWL_OPTIONS = ("category", "pages", "limit")
"""Arguments of a case that are options of `newsbot crawl`; the others are its `-a`."""

LICENSE_NOTE = "not said: texts of a real site are their owners' (`newsbot record --license`)"


@dataclass(frozen=True, slots=True)
class Case:
    """A case and its paths. `arguments` are the crawl's (`-a`, `-c`, ...), `settings` its `-s`."""

    folder: Path
    site: str
    arguments: Mapping[str, Any] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)
    recorded_at: datetime | None = None
    license: str = LICENSE_NOTE

    @property
    def name(self) -> str:
        """`<site>/<case>`, as the commands take it."""
        return f"{self.folder.parent.name}/{self.folder.name}"

    @property
    def recording(self) -> Path:
        """The recorded crawl."""
        return self.folder / "crawl.warc.gz"

    @property
    def expectation(self) -> Path:
        """The lines that a replay must give."""
        return self.folder / "expected.jsonl"

    @property
    def spider_arguments(self) -> dict[str, Any]:
        """What the crawl's `-a` said."""
        return {k: v for k, v in self.arguments.items() if k not in CRAWL_OPTIONS}

    @property
    def categories(self) -> list[str]:
        """What the crawl's `-c` said."""
        return list(arg_to_iter(self.arguments.get("category")))

    @property
    def crawl_settings(self) -> dict[str, Any]:
        """What the crawl's `-s`, `--pages` and `--limit` said, as settings."""
        numbers = {
            f"NEWSBOT_{name.upper()}": self.arguments[name]
            for name in ("pages", "limit")
            if name in self.arguments
        }
        return {**self.settings, **numbers}

    @classmethod
    def load(cls, folder: Path | str) -> Case:
        """The case in `folder`; raises UnusableFile where its case.toml is missing or wrong."""
        folder = Path(folder)
        path = folder / "case.toml"
        try:
            case = cls(folder=folder, **tomllib.loads(path.read_text(encoding="utf-8")))
        except OSError as error:
            raise UnusableFile(f"cannot read the case {path}: {error.strerror}") from error
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, TypeError) as error:
            raise UnusableFile(f"broken case {path}: {error}") from error
        tables = isinstance(case.arguments, dict) and isinstance(case.settings, dict)
        if not (isinstance(case.site, str) and tables):
            raise UnusableFile(
                f"broken case {path}: site is a text; arguments, settings are tables"
            )
        return case

    @classmethod
    def find(cls, name: str, roots: Iterable[Path | str]) -> Case:
        """The case called `<site>/<case>`, or just `<case>`, or the folder of that path.

        Raises UnknownName with the names that there are, also where a short name is not enough.
        """
        if (Path(name) / "case.toml").is_file():
            return cls.load(Path(name))
        known = [case for root in roots for case in all_cases(root)]
        fits = [case for case in known if name in (case.name, case.folder.name)]
        if len(fits) == 1:
            return fits[0]
        names = ", ".join(case.name for case in fits or known) or "none"
        if fits:
            raise UnknownName(f"{name} names several cases: {names}")
        words = {word: case.name for case in known for word in (case.name, case.folder.name)}
        near = get_close_matches(name, words, 1)
        hint = f" (did you mean {words[near[0]]}?)" if near else ""
        raise UnknownName(f"no case {name}{hint}; there are: {names}")

    def save(self) -> None:
        """Writes case.toml, making the folder where needed."""
        self.folder.mkdir(parents=True, exist_ok=True)
        told: dict[str, Any] = {"site": self.site}
        if self.recorded_at:
            told["recorded_at"] = self.recorded_at
        told |= {"license": self.license, "arguments": self.arguments, "settings": self.settings}
        (self.folder / "case.toml").write_text(render_toml(told), encoding="utf-8")

    def expected(self) -> list[dict[str, Any]]:
        """The lines that a replay must give; raises UnusableFile."""
        return read_lines(self.expectation)


def all_cases(root: Path | str) -> list[Case]:
    """Every case below a fixtures folder, by name."""
    return [Case.load(path.parent) for path in sorted(Path(root).glob("*/*/case.toml"))]


def read_lines(path: Path | str) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file; raises UnusableFile."""
    try:
        lines = Path(path).read_bytes().split(b"\n")
    except OSError as error:
        raise UnusableFile(f"cannot read {path}: {error.strerror}") from error
    found = []
    for number, line in enumerate(lines, 1):
        try:
            found += [orjson.loads(line)] if line.strip() else []
        except orjson.JSONDecodeError as error:
            said = str(error).partition(":")[0]
            raise UnusableFile(f"{path}:{number}: no line of JSON: {said}") from error
    return found


def write_lines(path: Path | str, lines: Iterable[Line]) -> None:
    """Writes lines sorted by URL, keys in the given order."""
    ordered = sorted(lines, key=lambda line: str(line.get("url")))
    Path(path).write_bytes(b"".join(orjson.dumps(dict(line)) + b"\n" for line in ordered))


# --- TOML: tables of plain values, as much as a case needs ------------------------------------


def render_toml(table: Mapping[str, Any]) -> str:
    """TOML text of a table whose values are plain, lists of plain values, or such tables."""
    plain = {key: value for key, value in table.items() if not isinstance(value, Mapping)}
    lines = [f"{_toml(key)} = {_toml_value(value)}" for key, value in plain.items()]
    for name, inner in table.items():
        if isinstance(inner, Mapping):
            lines += ["", f"[{_toml(name)}]"]
            lines += [f"{_toml(key)} = {_toml_value(value)}" for key, value in inner.items()]
    return "\n".join(lines) + "\n"


def _toml(key: str) -> str:
    bare = key.isascii() and key.replace("_", "").replace("-", "").isalnum()
    return key if bare else _toml_value(key)


def _toml_value(value: Any) -> str:
    if isinstance(value, date):  # datetime is one
        return value.isoformat()
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_toml_value, value))}]"
    # JSON's words for strings, numbers and truth are TOML's too, but for one control character
    return orjson.dumps(value).decode().replace("\x7f", "\\u007f")


# --- Comparison -------------------------------------------------------------------------------

SHOWN = 240
"""Characters of a differing value that are shown."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of an article that is not as expected; field None: the article as a whole."""

    site: str
    url: str
    field: str | None
    expected: Any
    got: Any


def compare(expected: Sequence[Line], got: Sequence[Line]) -> list[Difference]:
    """What differs, article by URL: missing and surplus articles first, then field by field."""
    wanted, given = _by_url(expected), _by_url(got)
    whole = [
        Difference(str((line or other or {}).get("site")), key[0], None, line, other)
        for key in sorted(wanted.keys() | given.keys())
        for line, other in [(wanted.get(key), given.get(key))]
        if line is None or other is None
    ]
    both = sorted(wanted.keys() & given.keys())
    return whole + [d for key in both for d in _fields(key[0], wanted[key], given[key])]


def _by_url(lines: Sequence[Line]) -> dict[tuple[str, int], Line]:
    """Lines by URL; a URL that comes again counts on."""
    found: dict[tuple[str, int], Line] = {}
    for line in lines:
        url, count = str(line.get("url")), 0
        while (url, count) in found:
            count += 1
        found[url, count] = line
    return found


def _fields(url: str, expected: Line, got: Line) -> list[Difference]:
    site = str(expected.get("site"))
    keys = [*expected, *(key for key in got if key not in expected)]
    return [
        Difference(site, url, key, expected.get(key), got.get(key))
        for key in keys
        if key not in expected or key not in got or _json(expected[key]) != _json(got[key])
    ]


def _json(value: Any) -> bytes:
    """What two values are compared by: 1 is not true, and the order of keys says nothing."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def render(differences: Sequence[Difference]) -> str:
    """The differences for reading: one line that sums up, then expected and got of each."""
    if not differences:
        return "no differences"
    return "\n".join([_summed(differences), *map(_rendered, differences)])


def _summed(differences: Sequence[Difference]) -> str:
    missing = sum(d.field is None and d.got is None for d in differences)
    surplus = sum(d.field is None and d.expected is None for d in differences)
    counts: dict[str, int] = {}
    for difference in differences:
        if difference.field:
            counts[difference.field] = counts.get(difference.field, 0) + 1
    parts = [f"{missing} missing"] * bool(missing) + [f"{surplus} not expected"] * bool(surplus)
    parts += [f"{name} differs {n}x" for name, n in sorted(counts.items(), key=lambda c: -c[1])]
    return ", ".join(parts)


def _rendered(difference: Difference) -> str:
    if difference.field is None:
        line = difference.expected or difference.got
        word = "missing" if difference.got is None else "not expected"
        return f"{word}: {difference.url} {line.get('title')}"
    expected, got = _around(_shown(difference.expected), _shown(difference.got))
    return f"{difference.url} {difference.field}\n  expected: {expected}\n  got:      {got}"


def _shown(value: Any) -> str:
    return orjson.dumps(value).decode()


def _around(expected: str, got: str) -> tuple[str, str]:
    """Both texts, cut to the place where they part if they are long."""
    if max(len(expected), len(got)) <= SHOWN:
        return expected, got
    pairs = enumerate(zip(expected, got, strict=False))
    parting = next((i for i, (a, b) in pairs if a != b), min(len(expected), len(got)))
    start = max(0, parting - SHOWN // 4)
    return _cut(expected, start), _cut(got, start)


def _cut(text: str, start: int) -> str:
    end = start + SHOWN
    return f"{'...' * (start > 0)}{text[start:end]}{'...' * (end < len(text))}"
