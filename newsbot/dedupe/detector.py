"""Detector: asks an index about a text, judges it, and has it remembered."""

from __future__ import annotations

from collections.abc import Mapping

from newsbot.dedupe.fingerprint import STORED_KEYS, Packed, Reading, draft
from newsbot.dedupe.index import Index, week_of, window
from newsbot.dedupe.measures import near
from newsbot.dedupe.paragraphs import common as frequent
from newsbot.dedupe.verdict import OVERLAP, TELLING, WINDOW, Verdict, decide


def ask(index: Index, name: str, title: str, text: str, minute: int, *, probe: bool) -> Verdict:
    """The verdict on a text, which is remembered under the id `name` unless it is a probe.

    `minute`: when it was published, in minutes since 1970 (UTC). It is never compared with what
    was remembered under its own id before.
    """
    told = draft(title, text, minute)
    weeks = window(minute, WINDOW)
    common = frequent(index.counts(told.edges, weeks))
    reading = told.without(common)
    whole = told.without(set()) if common else None
    keys = {*reading.keys, *(whole.keys if whole else ())}
    verdict = compare(reading, whole, index.find(keys, weeks, name))
    if not probe:
        counted = told.edges if verdict.kind != "duplicate" else {}
        packed = reading.print.pack()
        index.put(name, week_of(minute), reading.keys[:STORED_KEYS], packed, counted)
    return verdict


def compare(reading: Reading, whole: Reading | None, found: Mapping[str, Packed]) -> Verdict:
    """The verdict on a text, given the packed fingerprints that it may resemble by their ids.

    `whole` is the text with its common paragraphs, where it has some.
    """
    if reading.is_teaser or not reading.print.size:
        return Verdict("new")
    least = OVERLAP if whole else TELLING  # below it a text is new, whatever else it says
    return decide(reading, *near(reading, found, least), whole)
