"""Content-Usage and Content-Signal: preferences for the use of what was fetched (drafts).

Content-Usage: draft-ietf-aipref-attach-04 (robots.txt rule and response header) with the words
of draft-ietf-aipref-vocab; a structured-field dictionary, `train-ai=n`. Content-Signal:
draft-romm-aipref-contentsignals-00 (robots.txt), `search=yes, ai-train=no`. Both may change
until they are RFCs, so each statement names its draft.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

DRAFTS = {
    "content-usage": "draft-ietf-aipref-attach-04",
    "content-signal": "draft-romm-aipref-contentsignals-00",
}
Category = Literal["processing", "mining", "training", "search", "input"]

CATEGORIES: dict[str, Category] = {
    # a draft's word (older drafts' words too) -> what it is about
    "bots": "processing",
    "all": "processing",
    "tdm": "mining",
    "train-ai": "training",
    "train-genai": "training",
    "ai-train": "training",
    "ai": "training",
    "genai": "training",
    "search": "search",
    "ai-input": "input",
    "ai-output": "input",
    "ai-use": "input",
}
ANSWERS = {"y": True, "yes": True, "?1": True, "n": False, "no": False, "?0": False}
_WORD = re.compile(r"([a-z0-9-]+)\s*=\s*\"?([a-z0-9?]+)\"?")


class Preference(NamedTuple):
    """Whether a use is wanted; `evidence` is the text and the draft that defines it."""

    category: Category
    allowed: bool
    evidence: str


def read(name: str, value: str, *, where: str) -> list[Preference]:
    """The preferences of one statement; words that no draft knows are skipped.

    `name` is content-usage or content-signal, `where` is the place for the evidence.
    """
    draft = DRAFTS[name]
    found = []
    for piece in value.lower()[:2000].split(","):
        word = _WORD.match(piece.strip())
        category = CATEGORIES.get(word[1]) if word else None
        if word and category and word[2] in ANSWERS:
            evidence = f"{where}: {piece.strip()} ({draft})"
            found.append(Preference(category, ANSWERS[word[2]], evidence))
    return found
