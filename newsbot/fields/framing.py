"""What may stand around a date without putting it in doubt: labels, sources, places."""

from __future__ import annotations

import re
from collections.abc import Callable

from newsbot.fields.patterns import Pattern
from newsbot.fields.weekdays import WEEKDAY
from newsbot.fields.zones import ZONE_NAMES

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
SAID_ABROAD = (
    r"(?:erst)?veröffentlicht|publiziert|erschienen|erstellt|gepostet|eingestellt"
    r"|(?:veröffentlichungs|erscheinungs)?datum|publié|posté|mis en ligne|date de publication"
    r"|publicado|fecha(?: de publicación)?|data(?: de publicação| di pubblicazione)?|pubblicato"
    r"|gepubliceerd|geplaatst|publicerad|publisert|publiceret|udgivet|julkaistu|opublikowano"
    r"|publikováno|megjelent|publicat|опубликован[оа]?|дата(?: публикации)?|опубліковано"
    r"|δημοσίευση|δημοσιεύτηκε|yayın(?:lanma)? tarihi|tarih|ngày|diterbitkan|เผยแพร่|วันที่"
    r"|نشر في|نشرت في|تاریخ انتشار|פורסם|प्रकाशित|প্রকাশ(?:িত)?"
)
"""The same in languages of the world."""

LABELS_ABROAD = (
    rf"(?<![^\W\d_])(?:{SAID_ABROAD}"
    r"|am|vom|den|der|um|uhr|le|du|à|el|il|em|op|på|dnia)(?![^\W\d_])"
)
"""The same, and prepositions that stand there."""

ANOTHER = (
    r"(?<![\d./-])\d{2,4}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)|(?<!\d)\d{1,2}-\d{1,2}(?= \d)"
    r"|(?<![\d:])\d{1,2}:\d\d(?::\d\d)?(?!\d)"
)
"""A second date, and its time: of two dates the first is meant."""

EDGE = Pattern(rf"(?>(?:[\W_]|{LABELS}|{ENGLISH}|{LABELS_ABROAD})*)")
"""Labels and punctuation only."""

AROUND_DAY = rf"{WEEKDAY}|[\W_]|{LABELS}|{ENGLISH}|{LABELS_ABROAD}|{ZONE_NAMES}"
BEFORE = Pattern(rf"(?>(?:{AROUND_DAY})*)")
BEHIND = Pattern(rf"(?>(?:{ANOTHER}|{AROUND_DAY})*)")

WORD = r"[^\W\d_]"
FROM = (
    rf"(?:发布|發布|發佈|发表|發表|编辑|編輯|更新)?[于於]{WORD}{{2,6}}(?!{WORD})|[来來]自{WORD}{{2,9}}(?!{WORD})"
    r"|\bby [a-z]+(?: [a-z]+)?(?![a-z])"
)
"""Where or by whom something was posted: `发布于北京`, `by admin`."""

MEDIUM = "[网網社报報闻聞端台刊]"
"""How the name of a medium ends."""

LONGEST = 60
"""Characters of what may stand on one side of a date: more is a sentence."""


def _words(longest: int) -> Pattern:
    """Besides labels, words up to `longest` letters (place, category), media and counts."""
    word = rf"(?<!{WORD})(?:{WORD}{{1,{longest}}}|{WORD}{{1,12}}(?<={MEDIUM}))(?!{WORD})"
    return Pattern(
        rf"(?>(?:[\W_]|{FROM}|{LABELS}|{ENGLISH}|{LABELS_ABROAD}|{word}|(?<!\d)\d{{1,7}}(?![\d年月日时時分点點]))*)"
    )


NUMBERED = Pattern(
    r"(?:[号號第码碼话話量数數]|(?<!日)期|(?<!\d)(?:阅读|閱讀|浏览|瀏覽|点击|播放|观看|人气)|\b(?:no|id|isbn|views?))\W*"
)
NUMBERS = Pattern(r"\W*(?:[期号號次人第万萬]|(?:阅读|閱讀|浏览|瀏覽|播放|views?\b)(?!\W*\d))")
"""Before and behind digits that count or number something."""

CLEAR, PARTED = _words(12), _words(4)

Frame = Callable[[str, int, int], bool]
"""Whether what surrounds `text[start:end]` leaves it without doubt: (text, start, end)."""


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether only labels and punctuation surround the span."""
    return bool(EDGE.regex.fullmatch(text, 0, start) and EDGE.regex.fullmatch(text, end))


def stands_first(text: str, start: int, end: int) -> bool:
    """The same for a date, which may have its weekday beside it and other dates behind it."""
    return bool(BEFORE.regex.fullmatch(text, 0, start) and BEHIND.regex.fullmatch(text, end))


def stands_labelled(text: str, start: int) -> bool:
    """Whether a label of dates, and nothing else, stands before `start`."""
    return bool(re.search(r"\w", text[:start]) and EDGE.regex.fullmatch(text, 0, start))


def stands_clear(text: str, start: int, end: int) -> bool:
    """Whether only labels and some words surround the span, those behind parted from it."""
    if start > LONGEST or len(text) - end > LONGEST:
        return False
    return bool(CLEAR.regex.fullmatch(text, 0, start) and CLEAR.regex.fullmatch(text, end))


def stands_parted(text: str, start: int, end: int) -> bool:
    """Whether only labels and a few short words surround the span, parted from it."""
    if start > LONGEST or len(text) - end > LONGEST:
        return False
    if start and text[start - 1].isalpha() and not EDGE.regex.fullmatch(text, 0, start):
        return False
    return bool(PARTED.regex.fullmatch(text, 0, start) and PARTED.regex.fullmatch(text, end))


def stands_unnumbered(text: str, start: int, end: int) -> bool:
    """Whether digits alone, in such a frame, are no number of an issue or of views."""
    if NUMBERS.regex.match(text, end) or any(
        found.end() == start for found in NUMBERED.regex.finditer(text, 0, start)
    ):
        return False
    return stands_first(text, start, end) or stands_parted(text, start, end)


def anywhere(text: str, start: int, end: int) -> bool:
    """For forms that are in no doubt wherever they stand."""
    return True
