"""Text -> what a search index holds of it; a query -> what is asked of the index, and the check.

Pure. Han, kana, Hangul and the scripts of South East Asia put no spaces between words: their runs
are indexed as pairs of letters, and the last letter of a run once more alone, so that a single
letter is found as the beginning of some entry. Other scripts are indexed by word. The index only
proposes: whether a text matches is decided on the text itself (`Term.is_in`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any, Literal

from newsbot.errors import BadValue

RULE = "1"
"""The version of what is indexed; a store indexed by another is indexed anew."""

LONGEST_QUERY = 200
MOST_TERMS = 12
MOST_ENTRIES = 24
"""Entries of one term that the index is asked for; the check does the rest."""

LONGEST_WORD = 40

UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Myanmar, Khmer
    "\u1100-\u11ff\uac00-\ud7af"  # Hangul
    "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff"  # kana, 々〆〇
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
)
RUNS = re.compile(f"[{UNSPACED}]+|[^ {UNSPACED}]+")
IS_UNSPACED = re.compile(f"[{UNSPACED}]")
PIECES = re.compile(r'(-?)(?:"([^"]*)"?|(\S+))')
QUOTES = str.maketrans(dict.fromkeys("“”„«»「」『』＂", '"') | {"－": "-", "\u3000": " "})


class _Letters(dict[int, int | str]):
    """Letters, digits and the marks that belong to them stay, all else parts words."""

    def __missing__(self, code: int) -> int | str:
        kept: int | str = code if unicodedata.category(chr(code))[0] in "LMN" else " "
        self[code] = kept
        return kept


LETTERS = _Letters()


def fold(text: str) -> str:
    """A text as it is searched: NFKC, case-folded, words parted by single spaces."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return " ".join(text.casefold().translate(LETTERS).split())


def entries(folded: str) -> set[str]:
    """What the index holds of a folded text."""
    found: set[str] = set()
    for run in RUNS.findall(folded):
        if IS_UNSPACED.match(run):
            found.update(map("".join, pairwise(run)))
            found.add(run[-1])
        else:
            found.add(run[:LONGEST_WORD])
    return found


def index_text(title: str, text: str) -> str:
    """The entries of an article in the letters of the index: hexadecimal digits of UTF-8, which
    no tokenizer splits or folds."""
    found = entries(fold(title)) | entries(fold(text))
    return " ".join(map(_hex, sorted(found)))


def _hex(entry: str) -> str:
    return entry.encode("utf-8", "ignore").hex()


def fold_article(title: str, text: str) -> str:
    """The folded text of an article in which terms are looked for; a term never spans the end of
    the headline (U+001F stands there)."""
    return f"{fold(title)} \x1f {fold(text)}"


@dataclass(frozen=True, slots=True)
class Term:
    """One word or phrase, folded, in each script that it may be written in."""

    forms: tuple[str, ...]

    def is_in(self, folded: str) -> bool:
        """Whether a folded text has it; words of spaced scripts are matched whole."""
        return any(_stands_in(form, folded) for form in self.forms)

    def count(self, folded: str) -> int:
        """How often it stands in a folded text, boundaries aside."""
        return sum(folded.count(form) for form in self.forms)

    def match(self, words: Words) -> str:
        """The expression that every text with the term satisfies."""
        return words.either.join(f"({words.both.join(_asked(form, words))})" for form in self.forms)


@dataclass(frozen=True, slots=True)
class Words:
    """How an index is asked: an entry, the beginning of one, this and that, this or that."""

    entry: str
    beginning: str
    both: str
    either: str


def _asked(form: str, words: Words) -> list[str]:
    asked = []
    for run in RUNS.findall(form):
        if not IS_UNSPACED.match(run):
            asked.append(words.entry % _hex(run[:LONGEST_WORD]))
        elif len(run) == 1:
            asked.append(words.beginning % _hex(run))
        else:
            pairs = map("".join, pairwise(run))
            asked += [words.entry % _hex(pair) for pair in pairs]
    return list(dict.fromkeys(asked))[:MOST_ENTRIES]


def _is_one_entry(form: str) -> bool:
    """Whether a text has a form exactly where the index has an entry, or the beginning of one."""
    if RUNS.findall(form) != [form]:
        return False
    return len(form) <= 2 if IS_UNSPACED.match(form) else len(form) < LONGEST_WORD


def _stands_in(form: str, folded: str) -> bool:
    at = folded.find(form)
    while at >= 0:
        end = at + len(form)
        if not (_in_word(folded, at) or _in_word(folded, end)):
            return True
        at = folded.find(form, at + 1)
    return False


def _in_word(folded: str, at: int) -> bool:
    """Whether a place of a folded text is inside a word of a spaced script."""
    around = folded[max(at - 1, 0) : at + 1]
    return len(around) == 2 and " " not in around and not IS_UNSPACED.search(around)


@dataclass(frozen=True, slots=True)
class Query:
    """What was searched for: all of `wanted`, none of `unwanted`."""

    wanted: tuple[Term, ...]
    unwanted: tuple[Term, ...] = ()
    order: Literal["newest", "best"] = "newest"

    def matches(self, title: str, text: str) -> bool:
        """Whether an article answers the query."""
        folded = fold_article(title, text)
        return all(term.is_in(folded) for term in self.wanted) and not any(
            term.is_in(folded) for term in self.unwanted
        )

    @property
    def is_certain(self) -> bool:
        """Whether the index alone decides, because every form is one entry of it."""
        forms = (form for term in self.wanted for form in term.forms)
        return not self.unwanted and all(map(_is_one_entry, forms))

    @property
    def is_quick(self) -> bool:
        """Whether the index has the answer in one list: a word, or a pair of letters."""
        (first, *more) = self.wanted
        return self.is_certain and not more and all(len(form) > 1 for form in first.forms)

    def match(self, words: Words) -> str:
        """The expression that proposes articles."""
        return words.both.join(f"({term.match(words)})" for term in self.wanted)

    def weight(self, title: str, text: str) -> float:
        """How well an article answers: terms in its headline first, then how dense they are."""
        head, body = fold(title), fold(text)
        in_title = sum(term.is_in(head) for term in self.wanted)
        often = sum(min(term.count(body), 10) for term in self.wanted)
        return 10.0 * in_title + often / (1 + len(body) / 2000)


@lru_cache(maxsize=256)
def read_query(text: str, order: str = "newest") -> Query:
    """The query of a search field: words, "phrases", -without; raises BadValue.

    Chinese may be written in either script: 俄烏 finds 俄乌.
    """
    if len(text) > LONGEST_QUERY:
        raise BadValue(f"a search has at most {LONGEST_QUERY} letters")
    wanted: list[Term] = []
    unwanted: list[Term] = []
    for without, said in _pieces(text):
        term = Term(tuple(dict.fromkeys(fold(form) for form in scripts(said))))
        (unwanted if without else wanted).append(term)
    if not wanted:
        raise BadValue('search for a word, a "phrase", or a word -without another')
    if len(wanted) + len(unwanted) > MOST_TERMS:
        raise BadValue(f"a search has at most {MOST_TERMS} words")
    return Query(tuple(wanted), tuple(unwanted), "best" if order == "best" else "newest")


def _pieces(text: str) -> Iterator[tuple[bool, str]]:
    for without, phrase, word in PIECES.findall(text.translate(QUOTES)):
        if fold(said := phrase or word):
            yield bool(without), said


def scripts(said: str) -> tuple[str, ...]:
    """A text and, where it is Chinese, its simplified and its traditional form."""
    if not IS_UNSPACED.search(said):
        return (said,)
    return (said, *(_converter(way).convert(said) for way in ("t2s", "s2t")))


@lru_cache(maxsize=2)
def _converter(way: str) -> Any:
    from opencc import OpenCC  # loads its tables at import

    return OpenCC(way)
