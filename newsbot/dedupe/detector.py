"""Detector: asks an index about a text, judges it, and has it remembered."""

from __future__ import annotations

from newsbot.dedupe.fingerprint import STORED_KEYS, Fingerprint, Reading, draft
from newsbot.dedupe.index import Index, week_of, window
from newsbot.dedupe.paragraphs import COMMON
from newsbot.dedupe.verdict import WINDOW, Verdict, decide


def ask(index: Index, name: str, title: str, text: str, minute: int, *, probe: bool) -> Verdict:
    """The verdict on a text, which is remembered under the id `name` unless it is a probe.

    `minute`: when it was published, in minutes since 1970 (UTC). It is never compared with what
    was remembered under its own id before.
    """
    told = draft(title, text, minute)
    common = index.common(told.edges, COMMON)
    reading = told.without(common)
    verdict = judge(index, name, reading, told.without(set()) if common else None)
    if not probe:
        counted = told.edges if verdict.kind != "duplicate" else {}
        packed = reading.print.pack()
        index.put(name, week_of(minute), reading.keys[:STORED_KEYS], packed, counted)
    return verdict


def judge(index: Index, name: str, reading: Reading, whole: Reading | None) -> Verdict:
    """The verdict on a text that has been read; `whole` has its common paragraphs, too."""
    if reading.is_teaser or not reading.print.size:
        return Verdict("new")
    keys = {*reading.keys, *(whole.keys if whole else ())}
    found = index.find(keys, window(reading.print.minute, WINDOW), name)
    known = {other: Fingerprint.unpack(packed) for other, packed in found.items()}
    return decide(reading, known, whole)
