"""What may stand around a date without putting it in doubt: labels, sources, places."""

from __future__ import annotations

import re

LABELS = (
    r"(?:首次|最后|最後|最近|文章|新闻|新聞|本文|原文|消息|资讯|稿件|信息)?"
    r"(?:发布|發布|發佈|发表|發表|更新|编辑|編輯|修改|刊登|刊发|刊發|出版|上传|上傳|转载|轉載|撰写|撰寫|"
    r"创建|建立|录入|錄入|投稿|提交|公布|见报|見報|播出|发稿|發稿|上线|推送|回复|成文|印发|登载|采集)"
    r"(?:时间|時間|日期|日|于|於|在|到)?|(?:时间|時間|日期|時刻)|于|於|至今"
)
ENGLISH = (
    r"(?:first|last|originally|date|time)?[ ]?(?:published|posted|updated|modified|created|edited)"
    r"(?:[ ](?:on|at|date|time))?|on|date"
)
EDGE = re.compile(rf"(?:[\W_]|{LABELS}|{ENGLISH})*+")
"""Labels and punctuation only."""

WORD = r"[^\W\d_]"
LOOSE = re.compile(
    rf"(?:[\W_]|{LABELS}|{ENGLISH}|(?<!{WORD}){WORD}{{1,8}}(?!{WORD})|(?<!\d)\d{{1,7}}(?![\d年月日时時分]))*+"
)
"""Besides labels, short words (a source, a place, a category) and counts."""


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether only labels and punctuation surround `text[start:end]`."""
    return bool(EDGE.fullmatch(text, 0, start) and EDGE.fullmatch(text, end))


def stands_clear(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` is parted from its neighbours, and these are short words."""
    return bool(LOOSE.fullmatch(text, 0, start) and LOOSE.fullmatch(text, end))
