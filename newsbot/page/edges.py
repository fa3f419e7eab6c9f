"""What is taken for an article's text at its ends and is none: who wrote it, and when."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial

import numpy as np

from newsbot.fields import clean_text, fold_text
from newsbot.fields.dates import part_date
from newsbot.page.document import Document
from newsbot.page.features import Table
from newsbot.page.people import BY, read_people
from newsbot.page.scorers import Mask

FIRST, DATED, LAST = 2, 5, 4
"""How many pieces at the beginning (of these also whether they are datelines) and at the end of a
text are looked at."""

LONGEST_BIO, LONGEST_DATE = 500, 80
"""Code points of the longest text about an author, and of a line that prints a date."""

FEWEST_WORDS, SHORTEST_NAME = 2, 8
"""Words and letters of a name by which a text about a person is told."""

OTHER_LETTERS = 14
"""Letters beside its dates that a line may have which says when a text was published."""

LONGEST_NAME = 60
"""Code points of the longest line that only names an author."""

SPEAKS = re.compile(r"[^:：]{1,60}[:：]\s*\S")
"""How an answer begins in an interview: with a name and a colon."""

SAYING = re.compile(r"\b(?:published|updated|posted)\b", re.I)
"""What an English line with two dates says of both."""

DIGIT = re.compile(r"\d")

LATE = datetime(2100, 1, 1, tzinfo=UTC)
"""From here all dates that a page prints have been."""

Undated = Callable[[str], str | None]
"""What a line prints beside its first date; None where it prints no date."""


def without_edges(table: Table, taken: Mask, document: Document) -> Mask:
    """The taken pieces without lines at both ends that begin with the name of an author, or say
    when the text was published. No text of an author's begins with his own name."""
    places = [i for i in np.flatnonzero(taken).tolist() if table.outline.pieces[i].text]
    ends = (*places[:FIRST], *places[-LAST:])
    edges = dict.fromkeys((*ends, *places[FIRST:DATED]))
    known = tuple(fold_text(name) for name in _authors(document) if _tells(name))
    undated = partial(_undated, _language(document))
    found = taken.copy()
    for index in edges if len(places) > FIRST + LAST else places[-1:]:
        text = table.outline.pieces[index].text
        about = known and index in ends and _is_about(text, known)
        if about or _is_date(text, undated):
            found[index] = False
    for index in places if known else ():  # each report of a live page names its reporter
        text = table.outline.pieces[index].text
        if len(text) <= LONGEST_NAME and fold_text(BY.sub("", text)) in known:
            found[index] = False
    return found if found.any() else taken


def _authors(document: Document) -> list[str]:
    """The persons whom the page states as its authors."""
    metadata = document.metadata
    told = metadata.candidates("authors")
    rows = [found.raw if isinstance(found.raw, list) else [str(found.raw)] for found in told]
    return read_people([name for row in rows for name in row], metadata.site_names) or []


def _language(document: Document) -> str:
    return next((str(c.raw) for c in document.metadata.candidates("language")), "")


def _undated(language: str, text: str) -> str | None:
    """What a line prints beside its first date; when it lies does not matter."""
    found = part_date(text, now=LATE, time_zone="UTC", language=language, guess=False)
    return found[1] if found else None


def _tells(name: str) -> bool:
    return len(name) >= SHORTEST_NAME and len(name.split()) >= FEWEST_WORDS


def _is_about(text: str, names: Sequence[str]) -> bool:
    """Whether a text is about one of the authors, or is a byline."""
    if len(text) > LONGEST_BIO:
        return False
    bare = BY.sub("", clean_text(text))
    return fold_text(bare).startswith(tuple(names)) and not SPEAKS.match(bare)


def _is_date(text: str, undated: Undated) -> bool:
    """Whether a text prints little but dates."""
    if len(text) > LONGEST_DATE or not DIGIT.search(text):
        return False
    rest, dated = text, False
    while (shorter := undated(rest)) is not None and len(shorter) < len(rest):
        rest, dated = shorter, True
    return dated and sum(map(str.isalpha, SAYING.sub("", rest))) <= OTHER_LETTERS
