"""Addresses that a page's scripts put together of texts and names: `'/detail/' + id + '.html'`.

No script is run. A function that leads somewhere (`location.href = '/detail/' + id + '.html'`) is
read as a pattern with its parameters as places; a call of it (`goDetail(12)`) fills them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from lxml.html import HtmlElement

from newsbot.page.state import quoted_text

LONGEST_SCRIPT, LONGEST_FUNCTION = 200_000, 1_500
"""Characters of a script, and of a function's beginning, that are looked at."""

MOST_FUNCTIONS, MOST_PARTS, MOST_VARIABLES = 200, 12, 500

FUNCTION = re.compile(
    r"\bfunction\s+(?P<name>[\w$]{1,40})\s*\((?P<names>[\w$,\s]{0,120})\)\s*\{"
    r"|\b(?P<other>[\w$]{1,40})\s*[=:]\s*function\s*\((?P<others>[\w$,\s]{0,120})\)\s*\{"
)
LEADS = re.compile(
    r"\blocation(?:\.href)?\s*=(?!=)\s*|\blocation\.(?:assign|replace)\(\s*|\bopen\(\s*"
)
"""What stands before the address to which a script leads."""

PART = re.compile(
    r"""\s*(?:(?P<text>"[^"\\\n]{0,300}"|'[^'\\\n]{0,300}')|(?P<name>[A-Za-z_$][\w$.]{0,60}))\s*"""
)
PLACE = re.compile(r"\$\{\s*([\w$.]{1,60})\s*\}")
QUASI = re.compile(r"`([^`\n]{1,300})`")
VARIABLE = re.compile(
    r"""\b(?:var|let|const)\s+(?P<name>[\w$]{1,40})\s*=\s*(?P<value>"[^"\\\n]{0,100}"|'[^'\\\n]{0,100}'|\d{1,12})\s*[;,\n]"""
)
CALL = re.compile(
    r"(?:javascript:)?\s*(?:return\s+)?(?P<name>[\w$]{1,40})\s*\((?P<values>[^()]{0,200})\)", re.I
)
VALUE = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|(-?\w{1,40}))\s*""")


@dataclass(frozen=True, slots=True)
class Pattern:
    """Texts and names in turn: ("/detail/", "id", ".html"); the names stand at odd places."""

    parts: tuple[str, ...]

    def fill(self, values: Mapping[str, str]) -> str | None:
        """The address, or None where a name has no value."""
        said = [p if n % 2 == 0 else values.get(p) for n, p in enumerate(self.parts)]
        return None if None in said else "".join(part or "" for part in said)

    @property
    def names(self) -> tuple[str, ...]:
        """What is to be filled in."""
        return self.parts[1::2]


def read_pattern(script: str, at: int) -> tuple[Pattern, int] | None:
    """(the pattern that begins at `at`, where it ends), or None where none does."""
    quasi = QUASI.match(script, at)
    if quasi:
        return Pattern(tuple(PLACE.split(quasi[1]))), quasi.end()
    parts = [""]
    for _ in range(MOST_PARTS):
        found = PART.match(script, at)
        if found is None:
            return None
        if found["name"]:
            parts += [found["name"], ""]
        else:
            parts[-1] += quoted_text(found["text"])
        at = found.end()
        if script[at : at + 1] != "+":
            break
        at += 1
    return Pattern(tuple(parts)), at


@dataclass
class Calls:
    """What the scripts of a page say of addresses, read when it is asked for."""

    root: HtmlElement

    @cached_property
    def scripts(self) -> list[str]:
        """The texts of the page's scripts."""
        texts = (script.text or "" for script in self.root.iter("script"))
        return [text for text in texts if 0 < len(text) <= LONGEST_SCRIPT]

    @cached_property
    def variables(self) -> dict[str, str]:
        """Names to which scripts give a plain value."""
        found = (one for script in self.scripts for one in VARIABLE.finditer(script))
        return {one["name"]: one["value"].strip("\"'") for one in islice(found, MOST_VARIABLES)}

    @cached_property
    def functions(self) -> dict[str, tuple[tuple[str, ...], Pattern]]:
        """Name -> (parameters, the address to which the function leads)."""
        return dict(islice(self._functions(), MOST_FUNCTIONS))

    def _functions(self) -> Iterator[tuple[str, tuple[tuple[str, ...], Pattern]]]:
        for script in self.scripts:
            begun = [*islice(FUNCTION.finditer(script), MOST_FUNCTIONS)]
            ends = [*(one.start() for one in begun), len(script)][1:]
            for one, end in zip(begun, ends, strict=True):
                inside = script[one.end() : min(end, one.end() + LONGEST_FUNCTION)]
                for leads in LEADS.finditer(inside):
                    found = read_pattern(inside, leads.end())
                    if found and "/" in "".join(found[0].parts[::2]) and found[0].names:
                        names = (one["names"] or one["others"] or "").split(",")
                        told = tuple(name.strip() for name in names)
                        yield one["name"] or one["other"], (told, found[0])
                        break

    def address(self, call: str) -> str | None:
        """Where a call leads (`goDetail(12)`, `javascript:goDetail('12')`); None for others."""
        found = CALL.match(call.strip()) if self.scripts else None
        known = self.functions.get(found["name"]) if found else None
        if found is None or known is None:
            return None
        values = {}
        for name, value in zip(known[0], found["values"].split(","), strict=False):
            if said := VALUE.fullmatch(value):
                values[name] = said[1] or said[2] or said[3] or ""
        return known[1].fill(self.variables | values)
