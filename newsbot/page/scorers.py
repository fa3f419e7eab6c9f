"""Scorers of a page's body: each looks at the same numbers and marks the pieces that it takes.

`learnt` is a small network whose weights ship as `body_model.npz`; benchmarks/train_body.py made
it (numpy only, seed inside). The others are rules of the craft: they know no examples.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from newsbot.page.features import Table
from newsbot.page.outline import Box
from newsbot.page.traits import Floats

Mask = NDArray[np.bool_]

MODEL = "body_model.npz"

SURE = 0.42
"""Probability from which the learnt scorer takes a piece (best F1 on hosts held out)."""

INSIDE = 0.25
CERTAIN = 0.8
"""The same inside the box that holds the text best, and outside it."""

POSSIBLE = 0.03
"""Probability below which no scorer keeps a piece that stands inside its box."""

LINKED = 0.6
"""Share of a piece's text inside links from which it is no text of an article."""

LARGEST_PRODUCT = 204_000
"""Multiplications at a time: more make BLAS start threads, which costs more than it gains."""

CLIP = 4.0
"""Standard deviations to which a column is cut: a page beyond them is like one at them."""

BODY_NAME = re.compile(
    r"article-?_?body|entry-content|post-content|article-?_?content|story-?_?body|artibody"
    r"|article__body|post-?_?body|content-?_?body|article-?_?text|main-content|post-?_?text"
    r"|content__body|body-text|story-content|endtext",
    re.I,
)
"""Names that sites of the world give the box of an article's text."""


MOST_NAMED = 3.0
"""What prose counts in a box with such a name."""


@cache
def _network() -> tuple[Floats, Floats, list[list[tuple[Floats, Floats]]]]:
    """(means, deviations, layers of each net: weights and offsets)."""
    with (files("newsbot.page") / MODEL).open("rb") as stream:
        data = np.load(stream)
        parts = {name: data[name].astype(np.float32) for name in data.files}
    nets = sorted({name.split("_")[0] for name in parts if name.startswith("net")})
    layers = [[(parts[f"{net}_w{i}"], parts[f"{net}_b{i}"]) for i in range(3)] for net in nets]
    return parts["mean"], parts["deviation"], layers


def probabilities(table: Table) -> Floats:
    """How likely each piece is part of the article's text, 0 to 1, by the learnt scorer."""
    mean, deviation, nets = _network()
    rows = table.rows()
    rows -= mean
    rows /= deviation
    np.clip(rows, -CLIP, CLIP, out=rows)
    found = np.zeros(len(rows), dtype=np.float32)
    for layers in nets:
        found += _run(layers, rows)
    return found / np.float32(len(nets))


def _run(layers: list[tuple[Floats, Floats]], rows: Floats) -> Floats:
    """One net's probabilities of some rows."""
    value = rows
    for weights, offsets in layers[:-1]:
        value = _product(value, weights)
        value += offsets
        np.maximum(value, 0, out=value)
    weights, offsets = layers[-1]
    chances: Floats = 1 / (1 + np.exp(-(_product(value, weights) + offsets)[:, 0]))
    return chances


def _product(rows: Floats, weights: Floats) -> Floats:
    """rows @ weights, LARGEST_PRODUCT at a time."""
    found = np.empty((len(rows), weights.shape[1]), dtype=np.float32)
    step = LARGEST_PRODUCT // weights.size
    for start in range(0, len(rows), step):
        np.matmul(rows[start : start + step], weights, out=found[start : start + step])
    return found


def by_readability(table: Table) -> Mask:
    """The box that readability's sum of paragraphs prefers."""
    return _best_box(table, table.readability)


def by_density(table: Table) -> Mask:
    """The box that holds much prose in few pieces."""
    prose = table.box_prose
    count = (table.ends - table.starts).astype(np.float32)
    most = max(float(prose.max(initial=0.0)), 1.0)
    return _best_box(table, prose / np.sqrt(count + 8) * np.minimum(prose / most / 0.35, 1))


def by_names(table: Table) -> Mask:
    """The box whose element, class or id says that it holds the text; nothing if none does."""
    prose = table.box_prose.tolist()
    best, most = -1, 0.0
    for box in np.argsort(-table.box_prose, kind="stable").tolist():
        if prose[box] * MOST_NAMED < most or not prose[box]:
            break
        worth = prose[box] * _named(table.outline.boxes[box], table.classes[box], table.ids[box])
        if worth > most or (worth == most > 0 and box < best):
            best, most = box, worth
    return table.inside(best) if best >= 0 else np.zeros(len(table.sizes), dtype=bool)


def _named(box: Box, classes: str, name: str) -> float:
    names = (classes, name, box.element.get("itemprop"))
    if any(one and _names_body(one) for one in names):
        return MOST_NAMED
    return {"article": 1.5, "main": 1.0}.get(box.tag, 0.0)


@lru_cache(maxsize=8_192)
def _names_body(names: str) -> bool:
    return BODY_NAME.search(names) is not None


def _best_box(table: Table, scores: Floats) -> Mask:
    if not len(scores) or float(scores.max()) <= 0:
        return np.zeros(len(table.sizes), dtype=bool)
    return table.inside(int(scores.argmax()))


def agreement(table: Table, one: Mask, other: Mask) -> float:
    """How far two scorers took the same text: F1 of their code points, 0 to 1."""
    both = float(table.sizes[one & other].sum())
    total = float(table.sizes[one].sum() + table.sizes[other].sum())
    return 2 * both / total if total else 1.0
