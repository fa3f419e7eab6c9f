"""How well and how fast `newsbot extract` reads pages, beside other extractors in the same run.

    python benchmarks/extraction.py SET... [--peer trafilatura --peer readability --peer gne]
        [--python OTHER/bin/python] [--passes 3]

SET is a folder with truth.jsonl (lines with id, url, lang, html and what is true: title, date,
authors, body) and the pages, gzipped, that its `html` names: the form in which the public sets
scrapinghub/article-extraction-benchmark, AndyTheFactory/article-extraction-dataset,
rundimeco/waddle and flairNLP/fundus are easily brought. Each tool runs in a process of its own,
started once; --python names an interpreter that has the others installed. Bodies: precision,
recall and F1 of 4-grams of words (CJK: characters), means over the pages; titles: equal letters
and digits; dates: same day; authors: same names. "wrong" is the share of wrong values among those
given. Speed: pages per CPU-second, the median of interleaved passes.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
TOKEN = {
    True: re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+"),
    False: re.compile(r"\w+"),
}

PEERS = {
    "trafilatura": """
import trafilatura
def read(html, url):
    found = trafilatura.bare_extraction(html, url=url or None, with_metadata=True)
    if found is None: return {}
    found = found.as_dict()
    names = (found.get("author") or "").split("; ")
    return {"title": found.get("title"), "published_at": found.get("date"), "authors": names,
            "body": found.get("text")}
""",
    "readability": """
from lxml.html import fromstring
from readability import Document
def read(html, url):
    page = Document(html)
    text = fromstring(page.summary() or "<p></p>")
    for node in text.iter("p", "div", "br", "li"): node.tail = "\\n" + (node.tail or "")
    return {"title": page.short_title(), "body": text.text_content()}
""",
    "gne": """
from gne import GeneralNewsExtractor
extractor = GeneralNewsExtractor()
def read(html, url):
    from charset_normalizer import from_bytes
    text = str(from_bytes(html).best() or "")
    found = extractor.extract(text)
    return {"title": found["title"], "published_at": found["publish_time"],
            "authors": [found["author"]] if found["author"] else [], "body": found["content"]}
""",
}
"""Tool -> the source of `read(html, url)` in its own process."""

LOOP = """
import json, sys
for line in sys.stdin:
    job = json.loads(line)
    try:
        answer = read(open(job["html_path"], "rb").read(), job["url"])
    except Exception as error:
        answer = {"error": repr(error)}
    print(json.dumps({**answer, "id": job["id"]}, default=str), flush=True)
"""


class Tool:
    """A running extractor that answers line by line."""

    def __init__(self, name: str, python: str) -> None:
        own = [sys.executable, "-m", "newsbot", "extract", "--jsonl"]
        command = own if name == "newsbot" else [python, "-c", PEERS[name] + LOOP]
        self.name = name
        self.process = subprocess.Popen(
            command, stdin=-1, stdout=-1, stderr=subprocess.DEVNULL, text=True
        )

    def ask(self, job: dict[str, str]) -> dict[str, Any]:
        """The answer to one page."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps(job) + "\n")
        self.process.stdin.flush()
        return dict(json.loads(self.process.stdout.readline()))

    def cpu_seconds(self) -> float:
        """CPU time of the process so far (Linux)."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def close(self) -> None:
        """Ends it."""
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait()


def letters(text: Any) -> str:
    """Letters and digits only, folded."""
    folded = unicodedata.normalize("NFKC", str(text or "")).casefold()
    return "".join(char for char in folded if char.isalnum())


def grams(text: str, cjk: bool) -> Counter[tuple[str, ...]]:
    """4-grams of a text's tokens."""
    tokens = TOKEN[cjk].findall(text)
    return Counter(tuple(tokens[i : i + 4]) for i in range(max(1, len(tokens) - 3)))


def same_day(true: str, got: Any) -> bool:
    """Whether both name one day, in the zone of the truth where both have one."""
    try:
        one, other = datetime.fromisoformat(true), datetime.fromisoformat(str(got).strip())
        if one.tzinfo and other.tzinfo:
            return one.date() == other.astimezone(one.tzinfo).date()
    except ValueError:
        pass
    days = [re.findall(r"\d+", str(text))[:3] for text in (true, got)]
    return [*map(int, days[0])] == [*map(int, days[1])]


def people(value: Any) -> set[str]:
    """A set of folded names."""
    rows = [value] if isinstance(value, str) else list(value or ())
    parts = (part for row in rows for part in re.split(r"[;,、，|&]|\band\b", str(row)))
    return {letters(part) for part in parts} - {""}


def score(truths: list[dict[str, Any]], answers: list[dict[str, Any]]) -> dict[str, float]:
    """The figures of one tool on one set."""
    precisions, recalls = [], []
    values: dict[str, list[tuple[bool, bool]]] = {"title": [], "date": [], "authors": []}
    for true, got in zip(truths, answers, strict=True):
        if true.get("body"):
            body = true["body"]
            cjk = true.get("lang") != "en" and len(CJK.findall(body)) > 0.2 * len(body)
            one, other = grams(body, cjk), grams(got.get("body") or "", cjk)
            both = (one & other).total()
            precisions.append(both / other.total() if other.total() else 0.0)
            recalls.append(both / one.total())
        for field, key in (("title", "title"), ("date", "published_at"), ("authors", "authors")):
            if true.get(field):
                values[field].append(judged(field, true[field], got.get(key)))
    figures: dict[str, float] = {}
    if precisions:
        precision, recall = statistics.mean(precisions), statistics.mean(recalls)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        figures |= {"precision": precision, "recall": recall, "f1": f1}
    for field, rows in values.items():
        given = [right for right, is_given in rows if is_given]
        if rows:
            figures[field] = sum(given) / len(rows)
            figures[f"{field} wrong"] = 1 - sum(given) / len(given) if given else 0.0
    return figures


def judged(field: str, true: Any, got: Any) -> tuple[bool, bool]:
    """(right, given) of one value."""
    if field == "title":
        return letters(true) == letters(got), bool(got)
    if field == "date":
        return bool(got) and same_day(str(true), got), bool(got)
    return people(true) == people(got), bool(people(got))


def measure(folder: Path, names: list[str], python: str, passes: int) -> None:
    """Prints the rows of one set."""
    rows = (folder / "truth.jsonl").read_text("utf-8").splitlines()
    truths = [json.loads(row) for row in rows]
    tools = [Tool(name, python) for name in names]
    with tempfile.TemporaryDirectory() as place:
        jobs = []
        for number, true in enumerate(truths):
            path = Path(place) / f"{number}.html"
            path.write_bytes(gzip.decompress((folder / true["html"]).read_bytes()))
            jobs.append({"id": true["id"], "url": true["url"], "html_path": str(path)})
        answers = {tool.name: [tool.ask(job) for job in jobs] for tool in tools}
        speeds: dict[str, list[float]] = {name: [] for name in names}
        for _ in range(passes):
            for tool in tools:
                before = tool.cpu_seconds()
                for job in jobs:
                    tool.ask(job)
                speeds[tool.name].append(len(jobs) / max(tool.cpu_seconds() - before, 1e-3))
    for tool in tools:
        tool.close()
        figures = score(truths, answers[tool.name])
        if passes:
            figures["pages/CPU-s"] = statistics.median(speeds[tool.name])
        shown = "  ".join(f"{name} {value:.3f}" for name, value in figures.items())
        print(f"{folder.name:<12}{tool.name:<14}{shown}", flush=True)


def main() -> None:
    """Reads the arguments and measures set after set."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("sets", nargs="+", type=Path, help="folders with pages and a truth.jsonl")
    parser.add_argument("--peer", action="append", default=[], choices=PEERS)
    parser.add_argument("--python", default=sys.executable, help="interpreter of the peers")
    parser.add_argument("--passes", type=int, default=3)
    options = parser.parse_args()
    for folder in options.sets:
        if not (folder / "truth.jsonl").is_file():
            parser.error(f"{folder}: no truth.jsonl; a set is a folder with one and its pages")
    for folder in options.sets:
        measure(folder, ["newsbot", *options.peer], options.python, options.passes)


if __name__ == "__main__":
    main()
