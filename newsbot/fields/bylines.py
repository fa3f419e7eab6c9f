"""Bylines: whom an article credits (`来源：新华社 记者 张三 责编：李四`)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

LONGEST = 400
"""Characters that are read: a longer text is a paragraph."""

LABEL = re.compile(
    r"(?P<none>(?:图片?|圖片?|资料|資料|数据|數據|视频|影片)(?:来源|來源)|图源|圖源|校对|校對|原标题)"
    r"|(?P<source>(?:稿件|消息|文章|内容|新闻)?(?:来源|來源)|稿源|转载自|轉載自)"
    r"|(?P<editor>责任编辑|責任編輯|责编|責編|编辑|編輯)"
    r"|(?P<author>作者|记者|記者|撰文|文(?=\s?[:/|丨]))"
)
SEPARATED = re.compile(r"\s*[:/|丨]?\s*")


@dataclass(frozen=True, slots=True)
class Byline:
    """Names only: whom the article credits, who wrote it, who edited it."""

    source: str | None = None
    authors: list[str] = field(default_factory=list)
    editors: list[str] = field(default_factory=list)


def read_byline(text: str) -> Byline | None:
    """The credits that `text` prints; None where it names nobody."""
    if len(text) > LONGEST:
        return None
    plain = unicodedata.normalize("NFKC", text).strip()
    labels = list(LABEL.finditer(plain))
    byline = Byline()
    source = None
    for label, following in zip(labels, [*labels[1:], None], strict=True):
        value = plain[label.end() : following.start() if following else len(plain)]
        names = [n for n in re.split(r"[\s、,，/;()（）\[\]【】]+", value.lstrip(" :/|丨")) if n]
        if label["source"] and names:
            source = source or names[0]
        elif label["author"]:
            byline.authors.extend(names)
        elif label["editor"]:
            byline.editors.extend(names)
    found = Byline(source, byline.authors, byline.editors)
    return found if source or found.authors or found.editors else None
