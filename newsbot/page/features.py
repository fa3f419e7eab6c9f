"""An outline as numbers: sums for boxes, and one row a piece that the learnt scorer reads.

Everything is relative to the page or bounded, so that a page's length or language does not move
a row far. The order of columns is the model's: change it, and the model is trained anew
(benchmarks/train_body.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from operator import methodcaller

import numpy as np
from lxml.html import HtmlElement
from numpy.typing import NDArray

from newsbot.fields import fold_text
from newsbot.page.columns import shifted, smooth, unpacked
from newsbot.page.outline import Outline
from newsbot.page.phrases import is_boilerplate, is_byline, is_related_heading, may_begin
from newsbot.page.traits import CJK, DATE, HINTS, TAGS, Floats, box_bits, text_rows

Numbers = NDArray[np.int64]

FAR = 30.0
"""Levels between a piece and a headline that are not on one page, or far apart."""


class Table:
    """The numbers of an outline.

    `title`: the text of <title>; `summary`: the page's description, `key` the longest word in its
    beginning; `stated`: its articleBody; `classes`: those of its elements, where they have been
    read before. `sizes`, `linked` and `prose` (code points a piece; prose
    is text outside links, with a full stop somewhere) are what the plain scorers use; `box_sizes`,
    `box_links` and `box_prose` their sums over each box.
    """

    def __init__(
        self,
        outline: Outline,
        *,
        title: str | None = None,
        summary: str | None = None,
        stated: str | None = None,
        classes: Mapping[HtmlElement, str | None] | None = None,
    ) -> None:
        self.outline = outline
        self._class_of = methodcaller("get", "class") if classes is None else classes.get
        self.title = fold_text(title or "")
        self.summary = fold_text(summary or "")
        self.key = max((summary or "").lower()[:40].split()[:-1], key=len, default="")
        self.stated = fold_text(stated or "")
        pieces, boxes = outline.pieces, outline.boxes
        self.texts: Floats = text_rows(pieces)
        self.sizes: Floats = self.texts[:, 0]
        self.linked: Floats = self.texts[:, 1]
        self.prose: Floats = np.maximum(self.sizes - 2 * self.linked, 0) * (self.texts[:, 4] > 0)
        self.starts: Numbers = np.array([box.start for box in boxes], dtype=np.int64)
        self.ends: Numbers = np.array([box.end for box in boxes], dtype=np.int64)
        self.parents: Numbers = np.array([*(box.parent for box in boxes), -1], dtype=np.int64)
        self.depths: Numbers = np.array([*(box.depth for box in boxes), 0], dtype=np.int64)
        self.homes: Numbers = np.array([piece.box for piece in pieces], dtype=np.int64)
        self.outer_homes: Numbers = self.above(self.homes)
        values = (self.sizes, self.linked, self.prose)
        self.box_sizes, self.box_links, self.box_prose = map(self.box_sums, values)

    @cached_property
    def classes(self) -> list[str]:
        """The class names of each box."""
        return [self._class_of(box.element) or "" for box in self.outline.boxes]

    @cached_property
    def ids(self) -> list[str]:
        """The id of each box."""
        return [box.element.get("id") or "" for box in self.outline.boxes]

    def box_sums(self, values: Floats) -> Floats:
        """The sum of a piece's values over each box."""
        running = np.zeros(len(values) + 1, dtype=np.float64)
        np.cumsum(values, dtype=np.float64, out=running[1:])
        return np.asarray(running[self.ends] - running[self.starts], dtype=np.float32)

    def inside(self, box: int) -> NDArray[np.bool_]:
        """Which pieces lie in a box."""
        order = np.arange(len(self.sizes))
        within: NDArray[np.bool_] = (order >= self.starts[box]) & (order < self.ends[box])
        return within

    def above(self, boxes: Numbers) -> Numbers:
        """The parents of boxes; -1 stays -1: the last of the parents is that of no box."""
        found: Numbers = self.parents[boxes]
        return found

    @cached_property
    def readability(self) -> Floats:
        """A score a box: its paragraphs' prose and marks, half of its children's."""
        marks = self.texts[:, 3] + self.texts[:, 4]
        worth = 1 + marks.clip(0, 10) + np.minimum(self.prose / 100, 3)
        worth = np.where((self.prose >= 20) & (self.sizes >= 25), worth, 0)
        places = (self.homes, self.outer_homes, self.above(self.outer_homes))
        shares = np.concatenate([worth * share for share in (0.2, 1.0, 0.5)])
        boxes = np.concatenate(places) + 1  # 0 counts what lies in none
        scores = np.bincount(boxes, shares, minlength=len(self.outline.boxes) + 1)[1:]
        links = self.box_links / np.maximum(self.box_sizes, 1)
        return np.asarray(scores * (1 - links), dtype=np.float32)

    @cached_property
    def headline(self) -> int:
        """The piece of a heading whose letters stand in the title, an h1 if there is one; -1."""
        found = -1
        for index, piece in enumerate(self.outline.pieces):
            if piece.box < 0 or not piece.text or len(piece.text) > 200:
                continue
            tag = self.outline.boxes[piece.box].tag
            if tag in ("h1", "h2", "h3") and (found < 0 or tag == "h1"):
                folded = fold_text(piece.text)
                if len(folded) > 3 and folded in self.title:
                    found = index
        return found

    def rows(self) -> Floats:
        """The feature rows of all pieces."""
        scaled, marks = self._scaled(), self._marks()
        near: Floats = np.hstack([scaled[:, :6], marks[:, :2]], dtype=np.float32)
        parts: list[NDArray[np.number]] = [
            *(scaled, marks, self._places(), self._around(), self._same_kind(), self._bits()),
            *(self._runs(), self._kin(), self._stated_rows()),
            *(shifted(near, step) for step in (-2, -1, 1, 2)),
        ]
        return np.concatenate(parts, axis=1, dtype=np.float32, casting="unsafe")

    def _scaled(self) -> Floats:
        """What a piece's own text is like, as shares of its size."""
        texts = self.texts
        shares = texts[:, 1:8] / np.maximum(texts[:, :1], 1)
        return np.hstack([np.log1p(texts[:, :1]), shares, texts[:, 3:5].clip(0, 8), texts[:, 8:]])

    def _marks(self) -> NDArray[np.uint8]:
        """What a piece's text says: furniture, credits, a repeated title, a text shown twice."""
        pieces = self.outline.pieces
        numbered = (self.texts[:, 5] > 0).tolist()
        marks: dict[str, int] = {}
        for piece, prints in zip(pieces, numbered, strict=True):
            if text := piece.text:
                known = marks.get(text)
                marks[text] = self._mark(text, prints) if known is None else known | 1 << 6
        marks[""] = 0
        return unpacked(np.array([marks[piece.text] for piece in pieces], dtype=np.int64), 8)

    def _mark(self, text: str, numbered: bool) -> int:
        """`numbered`: the text prints a digit."""
        size = len(text)
        inside = same = False
        if size < 2 * len(self.title) + 10 and may_begin(text, self.title):
            folded = fold_text(text)
            inside, same = bool(folded) and folded in self.title, folded == self.title
        return (
            is_boilerplate(text)
            | is_byline(text) << 1
            | is_related_heading(text) << 2
            | inside << 3
            | same << 4
            | (size > 20 and self.summary != "" and self._repeats_summary(text)) << 5
            | (size <= 120 and numbered and DATE.search(text) is not None) << 7
        )

    def _repeats_summary(self, text: str) -> bool:
        """Whether the page's summary holds a text's beginning, or the text that of the summary."""
        if may_begin(text, self.summary) and fold_text(text[:60]) in self.summary:
            return True
        return self.key in text.lower() and self.summary[:40] in fold_text(text[:200])

    def _places(self) -> Floats:
        """Where on the page a piece stands: by order, by text before it, after the headline."""
        count = len(self.outline.pieces)
        order = np.arange(count, dtype=np.float32)
        total, prose = max(float(self.sizes.sum()), 1.0), max(float(self.prose.sum()), 1.0)
        samples = (piece.text[:200] for piece in self.outline.pieces[:200:4])
        cjk = sum(len(CJK.findall(sample)) for sample in samples if not sample.isascii())
        return np.column_stack(
            [
                order / max(count, 1),
                (np.cumsum(self.prose) - self.prose) / prose,
                (order - self.headline).clip(-20, 60),
                self.depths[self.homes].astype(np.float32),
                np.full(count, np.log1p(total)),
                np.full(count, prose / total),
                np.full(count, cjk > 60),
            ]
        )

    def _around(self) -> Floats:
        """The four boxes around a piece: their share of the page's prose, links, pieces."""
        sizes, linked = self.box_sizes, self.box_links
        total = max(float(self.prose.sum()), 1.0)
        count = np.maximum(self.ends - self.starts, 1).astype(np.float32)
        columns = [
            np.log1p(sizes),
            linked / np.maximum(sizes, 1),
            self.box_prose / total,
            np.log1p(count),
            np.minimum(self.box_sums(self.texts[:, 3]), 100) / count,
            self.readability / max(float(self.readability.max(initial=0.0)), 1.0),
        ]
        table = np.vstack([np.column_stack(columns), np.zeros((1, len(columns)))])
        parts, place = [], self.homes
        for _ in range(4):
            parts.append(table[place])
            place = self.above(place)
        top = int(self.readability.argmax()) if len(self.readability) else -1
        best = self.inside(top) if top >= 0 else np.zeros(len(self.sizes), dtype=bool)
        return np.hstack([*parts, best[:, None]])

    @cached_property
    def box_kinds(self) -> tuple[list[int], list[tuple[str, str]]]:
        """(the number of each box's tag and classes, these by number)."""
        known: dict[tuple[str, str], int] = {}
        boxes = zip(self.outline.boxes, self.classes, strict=True)
        return [known.setdefault((box.tag, names), len(known)) for box, names in boxes], [*known]

    @cached_property
    def kinds(self) -> Numbers:
        """A number for each kind of place: tags and classes of the two boxes around a piece."""
        named, known = self.box_kinds
        numbers = np.array([*named, len(known)], dtype=np.int64)
        pairs = numbers[self.homes] * (len(known) + 1) + numbers[self.outer_homes]
        kinds: Numbers = np.unique(pairs, return_inverse=True)[1]
        return kinds

    @property
    def named_kinds(self) -> Numbers:
        """The same; -1 where neither box has a class."""
        named = np.array([*map(bool, self.classes), False])
        return np.where(named[self.homes] | named[self.outer_homes], self.kinds, -1)

    def _same_kind(self) -> Floats:
        """What the pieces in the same kind of place hold together."""
        kinds, count = self.kinds, int(self.kinds.max(initial=-1)) + 1
        prose, sizes, linked = (
            np.bincount(kinds, values, minlength=count)
            for values in (self.prose, self.sizes, self.linked)
        )
        pieces = np.maximum(np.bincount(kinds, minlength=count), 1)
        total = max(float(self.prose.sum()), 1.0)
        columns = [prose / total, linked / np.maximum(sizes, 1), np.log1p(pieces)]
        return np.column_stack([*columns, np.log1p(sizes / pieces)])[kinds]

    def _bits(self) -> NDArray[np.uint8]:
        """Hints and tags of the two boxes nearest to a piece, and of all around it."""
        own, far = box_bits(self.outline.boxes, *self.box_kinds, self.ids)
        hints, kinds = len(HINTS), len(TAGS)
        every = (1 << hints) - 1
        nearest = np.array([*own, 0], dtype=np.int64)
        home, around = nearest[self.homes], np.array([*far, 0], dtype=np.int64)[self.homes]
        near = (home | nearest[self.outer_homes]) & every
        first = near | (around & every) << hints | home >> hints << 2 * hints
        return np.hstack([unpacked(first, 2 * hints + kinds), unpacked(around >> hints, kinds)])

    def _runs(self) -> Floats:
        """The stretch of the page around a piece: prose and links of its neighbours."""
        parts = []
        for reach in (3, 8):
            prose, sizes, linked = (
                smooth(values, reach) for values in (self.prose, self.sizes, self.linked)
            )
            parts += [np.log1p(prose), linked / np.maximum(sizes, 1), np.log1p(sizes)]
        for place in (self.homes, self.outer_homes):
            most = np.zeros(len(self.outline.boxes) + 1, dtype=np.float32)
            np.maximum.at(most, place, self.prose)
            parts.append(np.log1p(most[place]))
        return np.column_stack(parts)

    def _kin(self) -> NDArray[np.float64]:
        """How far up a piece and the headline meet: levels from the piece, from the headline."""
        chain: set[int] = set()
        start = place = int(self.homes[self.headline]) if self.headline >= 0 else -1
        while place >= 0:
            chain.add(place)
            place = self.outline.boxes[place].parent
        meets: list[int] = []
        for index, parent in enumerate(self.parents.tolist()[:-1]):
            meets.append(index if index in chain else meets[parent] if parent >= 0 else -1)
        met = np.array([*meets, -1], dtype=np.int64)[self.homes]
        own, shared = self.depths[self.homes], self.depths[met]
        up = np.where(met >= 0, own - shared, FAR + own)
        return np.column_stack([up, np.where(met >= 0, self.depths[start] - shared, FAR)])

    def _stated_rows(self) -> Floats:
        """Whether the page's own articleBody holds the piece (-1: it has none)."""
        pieces = self.outline.pieces
        if len(self.stated) < 200:
            return np.full((len(pieces), 1), -1, dtype=np.float32)
        found = [bool(piece.text) and fold_text(piece.text[:80]) in self.stated for piece in pieces]
        return np.array(found, dtype=np.float32)[:, None]
