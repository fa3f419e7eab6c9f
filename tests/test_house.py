"""The house rules: imports point down, files and functions are small, no blind except."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "newsbot"
LONGEST_FILE = 300
LONGEST_FUNCTION = 40
POSSESSIVE = re.compile(r"(?<![\\(])\)(?:[*+?]|\{\d*,?\d*\})\+")

FLOORS = {
    "commands": 5,
    "commandline": 5,
    "spiders": 4,
    "anysite": 4,
    "web": 4,
    "plan": 4,
    "spread": 4,
    "visit": 4,
    "process": 4,
    "batch": 4,
    "given": 1,
    "timetable": 4,
    "sites": 4,
    "listing": 3,
    "paging_spider": 3,
    "article_spider": 3,
    "pipelines": 3,
    "middlewares": 3,
    "extensions": 3,
    "run": 3,
    "settings_copy": 3,
    "chain": 2,
    "turns": 0,
    "signalling": 2,
    "scraper": 3,
    "cluster": 2,
    "copies": 2,
    "memory": 2,
    "cases": 3,
    "contact": 4,
    "account": 2,
    "logrecord": 0,
    "heap": 0,
    "hosts": 3,
    "rendering": 3,
    "__main__": 5,
    "schedule": 3,
    "schedule/due": 1,
    "schedule/every": 1,
    "schedule/rhythm": 1,
    "schedule/past": 1,
    "logbook": 1,
    "health": 3,
    "article": 2,
    "reading": 2,
    "data_listing": 2,
    "loaders": 2,
    "offers": 2,
    "network": 2,
    "export": 2,
    "page": 1,
    "dedupe": 1,
    "store": 1,
    "policy": 1,
    "pictures": 1,
    "records": 1,
    "revisit": 1,
    "walk": 1,
    "route": 1,
    "categories": 2,
    "topics": 0,
    "fields": 0,
    "items": 0,
    "errors": 0,
    "newsbot": 0,
}
"""Part of the house -> its floor. An import leads to a lower floor, or stays within the part."""

DOWN_WITHIN_FLOOR = {
    ("commands", "commandline"),
    ("plan", "process"),
    ("spread", "process"),
    ("batch", "process"),
    ("timetable", "sites"),
    ("visit", "process"),
    ("plan", "anysite"),
    ("sites", "anysite"),
    ("article", "loaders"),
    ("article", "offers"),
    ("offers", "loaders"),
    ("copies", "cluster"),
    ("copies", "memory"),
    ("listing", "run"),
    ("listing", "paging_spider"),
    ("paging_spider", "article_spider"),
    ("listing", "article_spider"),
    ("extensions", "article_spider"),
    ("pipelines", "run"),
    ("middlewares", "run"),
    ("extensions", "run"),
    ("extensions", "listing"),
    ("extensions", "pipelines"),
    ("extensions", "health"),
    ("extensions", "schedule"),
    ("middlewares", "listing"),
    ("schedule", "health"),
    ("middlewares", "account"),
    ("middlewares", "hosts"),
    ("rendering", "hosts"),
    ("rendering", "middlewares"),
    ("extensions", "account"),
    ("__main__", "commandline"),
    ("store", "records"),
    ("store", "revisit"),
    ("store", "walk"),
    ("store", "dedupe"),
    ("schedule/due", "schedule/every"),
    ("schedule/due", "schedule/rhythm"),
    ("schedule/past", "schedule/every"),
    ("schedule/past", "schedule/rhythm"),
    ("schedule/past", "schedule/due"),
    ("fields", "errors"),
    ("logrecord", "errors"),
    ("items", "errors"),
}
"""Pairs of one floor where the first may stand on the second."""

GATHER = {"spiders", "listing", "article_spider", "loaders", "article", "page", "fields"}
KEEP = {"store", "dedupe", "export"}


def modules() -> Iterator[tuple[str, Path]]:
    """(part, file) of every module of the package."""
    for path in sorted(PACKAGE.rglob("*.py")):
        inner = path.relative_to(PACKAGE)
        first = inner.parts[0]
        named = str(inner.with_suffix(""))
        part = named if named in FLOORS else first.removesuffix(".py")
        yield ("newsbot" if first == "__init__.py" else part), path


def imported_parts(path: Path) -> set[str]:
    """The parts of newsbot that a file imports, inside functions too."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = []
        if isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        for name in names:
            head, _, rest = name.partition(".")
            if head == "newsbot":
                names_of_part = ["/".join(rest.split(".")[:2]), rest.split(".")[0]]
                found.add(next((part for part in names_of_part if part in FLOORS), "newsbot"))
    return found


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """(name, lines) of every function of a file."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            assert node.end_lineno is not None
            yield node.name, node.end_lineno - node.lineno + 1


@pytest.mark.parametrize(
    ("part", "path"), [*modules()], ids=lambda value: str(value).rpartition("/")[2]
)
def test_imports_point_down(part: str, path: Path) -> None:
    where = path.relative_to(PACKAGE)
    assert part in FLOORS or part == "settings", f"{where}: give the part {part!r} a floor"
    if part == "settings":
        assert imported_parts(path) <= {"newsbot"}, f"{where} names parts as strings only"
        return
    for target in imported_parts(path) - {part, "newsbot"}:
        down = FLOORS[target] < FLOORS[part] or (part, target) in DOWN_WITHIN_FLOOR
        assert down, f"{where} (floor {FLOORS[part]}) imports {target} (floor {FLOORS[target]})"


@pytest.mark.parametrize(
    ("part", "path"), [*modules()], ids=lambda value: str(value).rpartition("/")[2]
)
def test_wings_do_not_know_each_other(part: str, path: Path) -> None:
    other = KEEP if part in GATHER else {"page", "loaders", "listing"} if part in KEEP else set()
    shared = imported_parts(path) & other
    assert not shared, f"{path.relative_to(PACKAGE)} reaches into the other wing: {shared}"


def test_settings_is_imported_by_nobody() -> None:
    users = [p.name for _, p in modules() if "newsbot.settings import" in p.read_text("utf-8")]
    assert users == []


def test_files_are_short() -> None:
    lengths = {
        str(p.relative_to(PACKAGE)): len(p.read_text("utf-8").splitlines()) for _, p in modules()
    }
    long = {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE}
    assert long == {}, f"files over {LONGEST_FILE} lines: {long}"


def test_functions_are_short() -> None:
    long = [
        f"{path.relative_to(PACKAGE)}:{name} {lines}"
        for _, path in modules()
        for name, lines in functions(path)
        if lines > LONGEST_FUNCTION
    ]
    assert long == [], f"functions over {LONGEST_FUNCTION} lines: {long}"


def test_no_blind_except() -> None:
    blind = []
    for _, path in modules():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ExceptHandler):
                named = ast.unparse(node.type) if node.type else ""
                if named in ("", "Exception", "BaseException"):
                    blind.append(f"{path.relative_to(PACKAGE)}:{node.lineno}")
    assert blind == [], f"bare or broad except: {blind}"


def test_a_site_is_one_small_file_with_one_name() -> None:
    for path in sorted((PACKAGE / "spiders").glob("[!_]*.py")):
        text = path.read_text("utf-8")
        assert len(text.splitlines()) <= 60, f"{path.name}: a site has at most 60 lines"
        classes = [n for n in ast.parse(text).body if isinstance(n, ast.ClassDef)]
        camel = "".join(word.title() for word in path.stem.split("_")) + "Spider"
        assert [c.name for c in classes] == [camel], f"{path.name}: the class is {camel}"
        assert f'name = "{path.stem}"' in text, f"{path.name}: file name = spider name"


def test_no_group_is_possessive() -> None:
    """Python before 3.11.5, which Debian has, matches such groups wrongly (fields/patterns)."""
    found = [
        f"{path.relative_to(PACKAGE)}:{number}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if POSSESSIVE.search(line) and "`(?:...)*+`" not in line
    ]
    assert not found, f"possessive groups, use (?>(?:...)*): {found}"
