"""Invented Chinese news and what becomes of it on other sites: for benchmarks/dedupe.py."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import NamedTuple


class News(NamedTuple):
    """A text; `like` names the text that it is made of, `copy` whether it is one of it."""

    id: str
    title: str
    text: str
    kind: str = "news"
    like: str | None = None
    copy: bool = False


class Writer:
    """Writes texts of words that are as frequent as words are (Zipf), from a seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        signs = [chr(point) for point in range(0x4E00, 0x9000)]
        pick = random.Random(1)
        self.words = [
            "".join(pick.choices(signs, k=pick.choice((1, 2, 2, 2, 3)))) for _ in range(9_000)
        ]
        self.weights = [1 / (rank + 20) for rank in range(len(self.words))]

    def news(self, name: str) -> News:
        """A text of 150 to some 3,000 characters."""
        paragraphs = max(2, min(12, int(self.random.lognormvariate(1.5, 0.6))))
        lines = [self.paragraph() for _ in range(paragraphs)]
        return News(name, self._line(9), "\n".join(lines))

    def paragraph(self) -> str:
        """Two to five sentences."""
        return "".join(f"{self._sentence()}。" for _ in range(self.random.randint(2, 5)))

    def notice(self, name: str) -> News:
        """A daily notice: the same words, other numbers."""
        n = self.random.randint
        day = f"{n(1, 12)}月{n(1, 28)}日"
        return News(
            name,
            f"{day}水位通报",
            f"示例水文站{day}通报：上游水位{n(20, 90)}.{n(10, 99)}米，"
            f"入库流量每秒{n(100, 9999)}立方米，"
            f"出库流量每秒{n(100, 9999)}立方米，较前一日变化{n(1, 99)}厘米。\n"
            "沿线群众请注意安全，不要到河滩停留；各有关单位要加强值守，及时报告险情。",
            "notice",
        )

    def framed(self, name: str) -> News:
        """One sentence of its own in a long frame."""
        frame = (
            "本文版权归示例新闻所有，未经书面授权不得转载、摘编或以其他方式使用。"
            "欢迎关注示例新闻公众号，获取更多精彩内容，每天为您推送最新消息与深度报道。"
        )
        return News(name, self._line(9), f"{self._sentence()}。\n{frame}", "frame")

    def _sentence(self) -> str:
        parts = []
        for _ in range(self.random.randint(2, 4)):
            parts.append(self._line(self.random.randint(3, 7)))
            if self.random.random() < 0.15:
                parts[-1] += str(self.random.randint(2, 5000))
        return "，".join(parts)

    def _line(self, words: int) -> str:
        return "".join(self.random.choices(self.words, self.weights, k=words))


def copies(writer: Writer, news: News, other: News) -> list[News]:
    """What becomes of a text: copies of it, and texts that share much with it and are none."""
    told = []
    for kind, edit in EDITS.items():
        title, lines = edit(writer, news.title, news.text.split("\n"), other)
        told.append(
            News(f"{news.id}/{kind}", title, "\n".join(lines), kind, news.id, kind not in DIFFERENT)
        )
    return told


Lines = list[str]
Edit = Callable[[Writer, str, Lines, News], tuple[str, Lines]]


def _letters(writer: Writer, line: str, share: float) -> str:
    chance = writer.random.random
    return "".join(
        writer.random.choice(writer.words) if chance() < share else sign for sign in line
    )


def _dateline(writer: Writer, lines: Lines) -> Lines:
    return [f"示例社{writer.random.randint(1, 12)}月1日电（记者甲乙）{lines[0]}", *lines[1:]]


def _cut(lines: Lines, share: float) -> Lines:
    text = "\n".join(lines)
    return text[: int(len(text) * share)].split("\n")


def _shuffled(writer: Writer, lines: Lines) -> Lines:
    return writer.random.sample(lines, len(lines))


def _quote(news: Lines, other: News) -> Lines:
    lines = other.text.split("\n")
    return [lines[0], news[0], *lines[1:]]


EDITS: dict[str, Edit] = {
    "headline": lambda w, t, ls, o: (o.title, ls),
    "spaces": lambda w, t, ls, o: (t, [re.sub("(.{25})", r"\1 \n　", line) for line in ls]),
    "dateline": lambda w, t, ls, o: (t, _dateline(w, ls)),
    "notes": lambda w, t, ls, o: (t, [*ls, "责任编辑：丙丁", "更多内容请看示例新闻。"]),
    "cut to 80 %": lambda w, t, ls, o: (t, _cut(ls, 0.8)),
    "cut to 60 %": lambda w, t, ls, o: (t, _cut(ls, 0.6)),
    "paragraph less": lambda w, t, ls, o: (t, ls[:-1]),
    "reordered": lambda w, t, ls, o: (t, _shuffled(w, ls)),
    "5 % of letters": lambda w, t, ls, o: (t, [_letters(w, line, 0.05) for line in ls]),
    "two stories": lambda w, t, ls, o: (f"{t} {o.title}", [*ls, *o.text.split("\n")]),
    "quoted": lambda w, t, ls, o: (o.title, _quote(ls, o)),
}
DIFFERENT = ("two stories", "quoted")
