"""Lines: texts as JSON lines in, verdicts as JSON lines out, for anybody's texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson

from newsbot.dedupe.detector import ask
from newsbot.dedupe.index import Index
from newsbot.dedupe.verdict import Verdict
from newsbot.errors import BadValue

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

YEARS = range(1000, 3000)
"""Years that a text may be of."""

RIGHT = 'a line is {"id", "title", "text", "published_at", "probe"}'


@dataclass(frozen=True, slots=True)
class Line:
    """A text to be asked about; `minute` (since 1970, UTC) is None where the line has no date."""

    id: str
    title: str
    text: str
    minute: int | None
    probe: bool


class Answers:
    """Answers lines, each by one line; what was remembered before is what an index holds.

    `latest` is the moment of the latest text so far: that of a text without a date.
    """

    def __init__(self, latest: int = 0) -> None:
        self.latest = latest

    def to(self, lines: Iterable[bytes], index: Index) -> Iterator[bytes]:
        """The answer to each line, in order, with its line end; a bad line gets an `error`."""
        for line in lines:
            told: Any = None
            try:
                told = orjson.loads(line)
                answer = answered(told, self._verdict(read_line(told), index))
            except ValueError as error:
                answer = {"id": None, "error": f"no JSON ({error}): {RIGHT}"}
            except BadValue as error:
                answer = {"id": told.get("id") if isinstance(told, dict) else None}
                answer["error"] = str(error)
            yield orjson.dumps(answer, option=orjson.OPT_APPEND_NEWLINE)

    def _verdict(self, line: Line, index: Index) -> Verdict:
        minute = self.latest if line.minute is None else line.minute
        self.latest = max(self.latest, minute)
        return ask(index, line.id, line.title, line.text, minute, probe=line.probe)


def answered(told: dict[str, Any], verdict: Verdict) -> dict[str, Any]:
    """The answer to a line; `matches` are the texts that it repeats, best first."""
    return {
        "id": told["id"],
        "verdict": verdict.kind,
        "of": verdict.of,
        "matches": list(verdict.matches),
    }


def read_line(told: Any) -> Line:
    """The text of a line; raises BadValue with what is wrong and what would be right."""
    if not isinstance(told, dict):
        raise BadValue(f"no object: {RIGHT}")
    name, title, text = (told.get(key) for key in ("id", "title", "text"))
    if not isinstance(name, str | int) or isinstance(name, bool) or name == "":
        raise BadValue(f"no id: {RIGHT}")
    if not isinstance(title or "", str) or not isinstance(text or "", str):
        raise BadValue(f"title and text have to be strings: {RIGHT}")
    if not title and not text:
        raise BadValue(f"neither title nor text: {RIGHT}")
    when = told.get("published_at") or told.get("fetched_at")
    return Line(str(name), title or "", text or "", read_minute(when), bool(told.get("probe")))


def read_minute(when: Any) -> int | None:
    """An ISO 8601 moment as minutes since 1970; without an offset it is UTC. None for none."""
    if when is None:
        return None
    try:
        moment = datetime.fromisoformat(when)
    except (TypeError, ValueError) as error:
        raise BadValue(f"{when!r} is no date: use 2025-03-24T08:00:00+08:00") from error
    if moment.year not in YEARS:
        raise BadValue(f"{when!r} is out of range: years {YEARS.start} to {YEARS.stop - 1}")
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return (aware - EPOCH) // timedelta(minutes=1)
