"""Trains the learnt body scorer and writes newsbot/page/body_model.npz.

    python benchmarks/train_body.py SET... --out newsbot/page/body_model.npz
    python benchmarks/train_body.py SET... --folds 5

SET is a folder with truth.jsonl (lines with id, url, lang, html, body) and the pages, gzipped,
that its `html` names. Needs numpy and newsbot only. A piece of a page is an example: right if
its 4-grams stand in the true body. With --folds nothing is written: pages of a host are held
out together, and what the whole reader makes of them is printed, set by set. The seed is fixed;
equal sets give equal weights. OPENBLAS_NUM_THREADS=1 is fastest: the products are small.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np

from newsbot.article import extract
from newsbot.page import scorers
from newsbot.page.document import Document
from newsbot.page.features import Table
from newsbot.page.outline import read_outline
from newsbot.page.traits import Floats

SEED = 20250324
NETS = 3
HIDDEN = (48, 24)
EPOCHS = 16
BATCH = 512
RATE = 2e-3
DECAY = 1e-3
DROPPED = 0.25
LEAST_BELIEVED = 0.6
"""Agreement of a first net with a page's truth from which the page is learnt from."""

NAMELESS = 0.3
"""Share of pages that are shown a second time without what their class names hint at."""

TOKEN = {
    True: re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+"),
    False: re.compile(r"\w+"),
}
CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


@dataclass
class Page:
    """A page's rows, whether each is right (0 to 1), and how many tokens it has; its source."""

    folder: str
    html: bytes
    url: str
    body: str
    host: str
    rows: Floats
    right: Floats
    tokens: Floats


def grams(tokens: list[str]) -> Counter[tuple[str, ...]]:
    """4-grams of tokens."""
    return Counter(zip(*(tokens[i:] for i in range(4)), strict=False))


def read_set(folder: Path) -> list[Page]:
    """The pages of one set that have a true body."""
    pages = []
    for line in (folder / "truth.jsonl").read_text("utf-8").splitlines():
        truth = json.loads(line)
        if truth.get("body"):
            html = gzip.decompress((folder / truth["html"]).read_bytes())
            host = urlsplit(truth["url"]).netloc.removeprefix("www.")
            group = host or f"{folder.name}/{truth['id'].rsplit('/', 1)[0]}"
            pages.append(read_page(html, truth["url"], truth["body"], group, folder.name))
    return pages


def read_page(html: bytes, url: str, body: str, host: str, folder: str = "") -> Page:
    """The examples of one page."""
    document = Document(html, url or "http://page.example/")
    outline = read_outline([document.root])
    metadata = document.metadata
    summary = next((str(c.raw) for c in metadata.candidates("summary")), None)
    title = metadata.page_title or ""
    table = Table(outline, title=title, summary=summary, stated=metadata.article_body)
    cjk = len(CJK.findall(body)) > 0.2 * len(body)
    pieces = [TOKEN[cjk].findall(piece.text) for piece in outline.pieces]
    sizes = np.array([len(piece) for piece in pieces], dtype=np.float32)
    source = (folder, html, url, body, host)
    return Page(*source, table.rows(), label(pieces, sizes, TOKEN[cjk].findall(body)), sizes)


def label(pieces: list[list[str]], sizes: Floats, true: list[str]) -> Floats:
    """How much of each piece stands in the true body. A text that a page shows twice is right
    once: where its neighbours are right too."""
    left = grams(true)
    whole = "\0" + "\0".join(true) + "\0"
    right = np.zeros(len(pieces), dtype=np.float32)
    for index, tokens in enumerate(pieces):
        if len(tokens) >= 4:
            own = grams(tokens)
            right[index] = sum(n for g, n in own.items() if g in left) / sum(own.values())
        elif tokens:
            right[index] = "\0" + "\0".join(tokens) + "\0" in whole
    mass = right * np.sqrt(sizes)
    around = np.convolve(np.pad(mass, 4), np.ones(9), "valid") - mass
    for index in sorted(np.flatnonzero((right > 0.3) & (sizes >= 4)), key=lambda i: -around[i]):
        own = grams(pieces[index])
        hit = own & left
        left -= hit
        right[index] = min(right[index], sum(hit.values()) / sum(own.values()))
    right[(sizes < 4) & (around < 8)] = 0
    return right


def examples(pages: list[Page], random: np.random.Generator) -> tuple[Floats, Floats, Floats]:
    """(rows, right, weights): each page weighs the same, a piece by the root of its tokens."""
    nameless = hint_columns()
    rows, right, weights = [], [], []
    for page in pages:
        used = page.tokens > 0
        weight = np.sqrt(page.tokens[used])
        for blind in (False, True)[: 1 + (random.random() < NAMELESS)]:
            shown = page.rows[used].copy()
            if blind:
                shown[:, nameless] = 0
            rows.append(shown)
            right.append(page.right[used])
            weights.append(weight / max(float(weight.sum()), 1.0))
    weighed = np.concatenate(weights)
    return np.vstack(rows), np.concatenate(right), weighed / weighed.mean()


def hint_columns() -> slice:
    """The columns that class names decide (see features.Table.rows)."""
    start = 16 + 8 + 7 + 25 + 4
    return slice(start, start + 26)


def train_net(rows: Floats, right: Floats, weights: Floats, seed: int) -> list[Floats]:
    """Weights and offsets of one net: Adam on cross entropy, drop-out, a cosine's rate."""
    random = np.random.default_rng(seed)
    sizes = (rows.shape[1], *HIDDEN, 1)
    net: list[Floats] = []
    for fan, out in pairwise(sizes):
        net.append(random.normal(0, np.sqrt(2 / fan), (fan, out)).astype(np.float32))
        net.append(np.zeros(out, dtype=np.float32))
    first = [np.zeros_like(part) for part in net]
    second = [np.zeros_like(part) for part in net]
    steps, step = EPOCHS * (len(rows) // BATCH), 0
    for _ in range(EPOCHS):
        order = random.permutation(len(rows))
        for start in range(0, len(rows) - BATCH + 1, BATCH):
            chosen = order[start : start + BATCH]
            slopes = gradient(net, rows[chosen], right[chosen], weights[chosen], random)
            step += 1
            rate = RATE * 0.5 * (1 + np.cos(np.pi * step / steps)) + 1e-5
            for i, slope in enumerate(slopes):
                first[i] = 0.9 * first[i] + 0.1 * slope
                second[i] = 0.999 * second[i] + 0.001 * slope**2
                move = first[i] / (1 - 0.9**step)
                move = move / (np.sqrt(second[i] / (1 - 0.999**step)) + 1e-8)
                decay = DECAY * net[i] if i % 2 == 0 else 0
                net[i] = (net[i] - rate * (move + decay)).astype(np.float32)
    return net


def gradient(
    net: list[Floats], rows: Floats, right: Floats, weights: Floats, random: np.random.Generator
) -> list[Floats]:
    """The slopes of the weighed cross entropy at one batch."""

    def mask(shape: tuple[int, ...], share: float) -> Floats:
        return (random.random(shape, dtype=np.float32) > share).astype(np.float32) / (1 - share)

    shown = rows * mask(rows.shape, DROPPED / 2)
    inner = shown @ net[0] + net[1]
    kept = mask(inner.shape, DROPPED)
    low = np.maximum(inner, 0) * kept
    middle = low @ net[2] + net[3]
    high = np.maximum(middle, 0)
    guess = 1 / (1 + np.exp(-(high @ net[4] + net[5])[:, 0]))
    error = ((guess - right) * weights / len(rows))[:, None]
    back = (error @ net[4].T) * (middle > 0)
    deep = (back @ net[2].T) * kept * (inner > 0)
    return [
        *(shown.T @ deep, deep.sum(0), low.T @ back, back.sum(0)),
        *(high.T @ error, error.sum(0)),
    ]


def believed(pages: list[Page]) -> list[Page]:
    """The pages whose true body is whole: a first net finds most of it and little else.

    Some truths end in the middle of the text. A net that has seen them all takes the rest
    nevertheless, because it is like all other texts.
    """
    model = fit(pages, 1)
    mean, deviation, (net,) = network(model)
    kept = []
    for page in pages:
        rows = np.clip((page.rows - mean) / deviation, -scorers.CLIP, scorers.CLIP)
        taken = page.tokens * (scorers._run(net, rows) > scorers.SURE)
        right = page.tokens * page.right
        share = 2 * float((taken * page.right).sum()) / max(float(taken.sum() + right.sum()), 1)
        if share >= LEAST_BELIEVED:
            kept.append(page)
    return kept


def train(pages: list[Page]) -> dict[str, Floats]:
    """The arrays of body_model.npz."""
    return fit(believed(pages), NETS)


def fit(pages: list[Page], count: int) -> dict[str, Floats]:
    """The arrays of `count` nets that learnt these pages."""
    rows, right, weights = examples(pages, np.random.default_rng(SEED))
    mean, deviation = rows.mean(0), rows.std(0) + 1e-3
    shown = np.clip((rows - mean) / deviation, -scorers.CLIP, scorers.CLIP).astype(np.float32)
    model = {"mean": mean.astype(np.float32), "deviation": deviation.astype(np.float32)}
    for number in range(count):
        net = train_net(shown, right, weights.astype(np.float32), SEED + number)
        for layer in range(3):
            model[f"net{number}_w{layer}"] = net[2 * layer].astype(np.float16)
            model[f"net{number}_b{layer}"] = net[2 * layer + 1]
    return model


def network(model: dict[str, Floats]) -> tuple[Floats, Floats, list[list[tuple[Floats, Floats]]]]:
    """The arrays of a model in the form in which scorers uses them."""
    parts = {name: array.astype(np.float32) for name, array in model.items()}
    nets = [
        [(parts[f"net{n}_w{layer}"], parts[f"net{n}_b{layer}"]) for layer in range(3)]
        for n in range(sum(name.endswith("_w0") for name in parts))
    ]
    return parts["mean"], parts["deviation"], nets


def held_out(pages: list[Page], folds: int) -> dict[str, list[tuple[float, float]]]:
    """(precision, recall) by set of what the whole reader makes of pages of unseen hosts."""
    hosts = sorted({page.host for page in pages})
    np.random.default_rng(SEED).shuffle(hosts)
    found: dict[str, list[tuple[float, float]]] = {}
    for fold in range(folds):
        unseen = set(hosts[fold::folds])
        trained = network(train([page for page in pages if page.host not in unseen]))
        scorers._network = lambda trained=trained: trained  # type: ignore[assignment, misc]
        for page in pages:
            if page.host in unseen:
                cjk = len(CJK.findall(page.body)) > 0.2 * len(page.body)
                texts = (page.body, extract(page.html, page.url).text)
                true, got = (grams(TOKEN[cjk].findall(text)) for text in texts)
                both = (true & got).total()
                shares = both / max(got.total(), 1), both / max(true.total(), 1)
                found.setdefault(page.folder, []).append(shares)
    return found


def main() -> None:
    """Reads the sets, trains, writes or reports."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("sets", nargs="+", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    options = parser.parse_args()
    pages = [page for folder in options.sets for page in read_set(folder)]
    print(f"{len(pages)} pages of {len({page.host for page in pages})} hosts")
    if options.folds:
        for name, shares in held_out(pages, options.folds).items():
            precision, recall = np.mean(shares, axis=0)
            f1 = 2 * precision * recall / (precision + recall)
            print(f"held out: {name} precision {precision:.4f} recall {recall:.4f} F1 {f1:.4f}")
    if options.out:
        np.savez_compressed(options.out, **train(pages))
        print(f"wrote {options.out}: {options.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
