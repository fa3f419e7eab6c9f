"""A writer of invented news: the same seed gives the same sentences, and no two are alike."""

from __future__ import annotations

import random
import re

from newsite.words import (
    CAPTIONS,
    GIVEN,
    HEADINGS,
    OUTLETS,
    SENTENCES,
    SLOT_WORDS,
    SURNAMES,
    TITLES,
)

SLOT = re.compile(r"\{(.)\}")

WIDE = str.maketrans(",:?!()", "，：？！（）")
"""Chinese pages print these full-width; some aggregators print them half-width."""

TRIES = 200
"""How often a writer looks for a text that is new before it gives up."""


class Writer:
    """Writes titles, headings and paragraphs; never the same title or sentence twice.

    With `wide` the punctuation is full-width, else half-width.
    """

    def __init__(self, seed: int | str, *, wide: bool = True) -> None:
        self.wide = wide
        self.random = random.Random(f"writer {seed}")
        self._written: set[str] = set()

    def title(self) -> str:
        """A headline of 10 to 40 characters."""
        return self._new(TITLES)

    def heading(self) -> str:
        """A sub-heading: short, without a full stop."""
        return self._filled(HEADINGS)

    def caption(self) -> str:
        """What stands below a picture."""
        return self._filled(CAPTIONS)

    def outlet(self) -> str:
        """An invented newspaper, agency or station."""
        return self.random.choice(OUTLETS)

    def person(self) -> str:
        """A name of two or three characters."""
        return self.random.choice(SURNAMES) + self.random.choice(GIVEN)

    def paragraphs(self, count: int) -> list[str]:
        """`count` paragraphs of one to four sentences; no template comes twice in one text."""
        sizes = [self.random.choice((1, 2, 2, 3, 4)) for _ in range(count)]
        templates = self.random.sample(SENTENCES, min(sum(sizes), len(SENTENCES)))
        sentences = iter(self._new((template,)) for template in templates)
        paragraphs = ("".join(s for s, _ in zip(sentences, range(n), strict=False)) for n in sizes)
        return [paragraph for paragraph in paragraphs if paragraph]

    def _new(self, templates: tuple[str, ...]) -> str:
        """A filled template that has not been written before."""
        for _ in range(TRIES):
            text = self._filled(templates)
            if text not in self._written:
                self._written.add(text)
                return text
        raise ValueError(f"out of words: add templates or words to {templates[0]}")

    def _filled(self, templates: tuple[str, ...]) -> str:
        text = SLOT.sub(self._fill, self.random.choice(templates))
        return text.translate(WIDE) if self.wide else text

    def _fill(self, slot: re.Match[str]) -> str:
        kind = slot[1]
        if kind == "人":
            return self.person()
        if kind == "数":
            return str(
                self.random.choice((self.random.randint(3, 99), self.random.randint(3, 990)))
            )
        if kind in "月日岁":
            low, high = {"月": (1, 12), "日": (1, 28), "岁": (61, 94)}[kind]
            return str(self.random.randint(low, high))
        return self.random.choice(SLOT_WORDS[kind])
