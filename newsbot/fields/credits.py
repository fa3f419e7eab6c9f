"""Labelled credits: what stands behind `来源：`, `记者`, `责任编辑` in one line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from newsbot.fields.media import WHOLE_MEDIA, is_media
from newsbot.fields.names import (
    BRACKETED,
    HAN,
    looks_like_name,
    read_latin_names,
    read_names,
)
from newsbot.fields.patterns import Pattern

GAP = r"\s?[:/|丨│┃∣╱—·]\s?"
ROLES = (
    r"(?:首席|特派|特约|特約|驻京|驻外|实习|實習|见习|全媒体|融媒|视频|摄影|随军|体育|财经"
    r"|本[报報台网網刊社])*"
)
SENTENCE = (
    r"从|從|在|获悉|獲悉|了解|注意|看到|发现|问|近日|会|站|团|證|证|招待|日前|随|联系|獨家|节|節"
)
"""What behind 记者 begins a sentence, not a name."""

OTHER = (
    r"(?:图片?|圖片?|资料|資料|数据|數據|视频|影片|封面|题图|首图|头图|素材|音频|配图)\s?"
    rf"(?:来源|來源|[来來]自|源{GAP}|提供|{GAP})"
    r"|图源|圖源|校\s?对|校對|核校|审核|審核|终审|初审|复审|监制|監製|设计|設計|美编|美編|制图|製圖"
    r"|排版|统筹|統籌|策划|策劃|摄影(?!报道|報道)|攝影(?!報導)|供图|供圖|摄制|剪辑|翻译|翻譯|译者"
    r"|原标题|原標題|标题|标签|關鍵字|关键词|版权|声明|阅读|閱讀|浏览|点击|评论(?!员)|人气|朗读|主播|出品"
    r"|(?:发布|發布|發佈|更新|发表)?(?:时间|時間|日期)"
    r"|\b(?i:(?:photo|image|picture|illustration|video|graphic)\w*)(?: credits?)?\s?(?:(?i:by)\b|:)"
)
SOURCE = (
    r"(?:(?:稿件|消息|文章|内容|內容|新闻|新聞|信息|本文|媒体|资讯)\s?)?"
    r"(?:[来來]\s?源|稿\s?源|转载自?|轉載自?|转自|轉自|[来來]自(?=\s?[:|丨])|摘自|出处|出處|首发于|原载)"
    rf"(?={GAP}|\s|[于於]|[《“])[于於]?"
    rf"|(?:本文|文章)?(?:[来來]自|转自|轉自|首发于|原载|^)(?:微信)?公[众眾][号號](?={GAP}|[《“])|\b(?i:source)\b(?={GAP})"
)
EDITOR = (
    rf"(?:(?<![{HAN}:])[{HAN}]{{1,6}}(?:新闻|新聞|日报|日報|网|網|社))?"
    r"(?:每经|红星|封面|核稿|实习|實習|见习|見習|资深|資深|本版|版面|图片|[副总總]|责任|責任|值班|执行|執行|流程|文字|新媒体|本期|网络|网站|主任|视频|图文|在线)?"
    r"(?:[编編]\s?[辑輯]|主编|主編)(?!部|[于於]|时间|整理)|[责責網网]\s?[编編]"
    rf"|\b(?i:edited by|editing by)\b|\b(?i:editors?)(?={GAP}|\s[A-Z])"
)
AUTHOR = (
    rf"(?P<media>[{HAN}A-Za-z·+]{{0,14}}?){ROLES}"
    rf"(?:[记記]者(?!{SENTENCE})|通[讯訊][员員]|评论员|評論員|特派[员員]|专栏作家|專欄作家)"
    r"|(?:(?:撰?文|文字|采写|採寫)\s?[/、]\s?(?:[图圖]片?|摄影|攝影)|作\s?者|撰\s?文|撰\s?稿人?|执笔人?|執筆人?|整理|採訪報導|采访报道|采写|採寫|采访|採訪|[编編][译譯]|文字|图文|圖文|文[、/]?[图圖]"
    rf"|[图圖][、/]文|(?<![{HAN}/╱])文)(?=[、和]?{GAP}|\s)|作者(?=,)|[编編][译譯]"
    rf"|\b(?i:(?:written |writing |(?:additional )?reporting )?by)\b"
    rf"|\b(?i:authors?)\b(?={GAP}|\s[A-Z])|\b(?i:text|words|story)(?=\s?:)"
    r"|^(?:[Vv]on|[Pp]ar|[Pp]or|[Dd]oor|[Aa]f|[Aa]v|[Dd]i|Autor|Autore|Auteur)"
    r"(?=:?\s[A-ZÀ-Þ]\S+\s(?:(?:de|del|van|der|von|da|di|la|le|den)\s){0,2}[A-ZÀ-Þ])"
)
LABEL = Pattern(
    rf"(?P<other>{OTHER})|(?P<source>{SOURCE})|(?P<editor>{EDITOR})|(?P<author>{AUTHOR})"
)
"""What a label introduces. `media` is what stands glued to 记者: `央视记者`."""

STOP = Pattern(r"\s|[()\[\]【】〔〕,;。]|\d{4}[-/.年]\d|\|")
NAMELESS = Pattern(r"未知|暂无|無|无|不详|佚名|[-—.…]*")
PHOTOGRAPHED = Pattern(r"[摄攝]\W*$")
LATIN_SIGNS = (
    *("by", "source", "edit", "author", "photo", "image", "picture", "illustration", "video"),
    *("graphic", "text", "words", "story", "von ", "par ", "por ", "door ", "af ", "av ", "di "),
    *("autor", "auteur"),
)
"""One of these stands in each label that has no Chinese letter."""

MARKS = " :/|丨│┃∣╱—·,"
"""What stands between a label and its value."""


@dataclass(frozen=True, slots=True)
class Byline:
    """Names only: whom the article credits, who wrote it, who edited it."""

    source: str | None = None
    authors: list[str] = field(default_factory=list)
    editors: list[str] = field(default_factory=list)

    def or_else(self, other: Byline) -> Byline:
        """These credits with what `other` adds; this source first."""
        return Byline(
            self.source or other.source,
            list(dict.fromkeys([*self.authors, *other.authors])),
            list(dict.fromkeys([*self.editors, *other.editors])),
        )


def read_credits(line: str, *, media_counts: bool = False) -> Byline:
    """What stands behind each label of a line (after NFKC), up to the next label.

    With `media_counts` a medium glued to 记者 is the source (`央视记者`), as it is in brackets.
    """
    found = Byline()
    labels = list(LABEL.regex.finditer(line)) if _may_hold_label(line) else []
    pictured = -1  # where a label of pictures ends: `摄影：本报记者 张三`
    for label, following in pairwise([*labels, None]):
        if label is None:
            break
        if label["other"]:
            pictured = label.end()
        elif pictured >= 0 and not line[pictured : label.start()].strip(MARKS):
            continue
        value = line[label.end() : following.start() if following else len(line)]
        if label["source"]:
            glued = following["media"] if following and not value.strip(MARKS) else None
            found = found.or_else(Byline(_source(value) or glued))
        elif label["editor"]:
            found = found.or_else(Byline(editors=_editors(value)))
        elif label["author"] and not PHOTOGRAPHED.regex.search(value):
            media = re.sub(r"驻.*", "", label["media"] or "")
            counts = media_counts and bool(media) and is_media(media)
            found = found.or_else(Byline(media if counts else None)).or_else(_writers(value))
    return found


def _may_hold_label(line: str) -> bool:
    if not line.isascii():
        return True
    lower = line.lower()
    return any(sign in lower for sign in LATIN_SIGNS)


def before_credits(line: str) -> str:
    """A line (after NFKC) up to its first label: `国际 1777 作者：张三` -> `国际 1777 `."""
    labels = (found for found in LABEL.regex.finditer(line) if not found["other"])
    first = next(labels, None)
    return line[: first.start()] if first else line


def _writers(value: str) -> Byline:
    """Authors, and the medium that stands among them: `观察者网 张三`, `John Smith, Reuters`."""
    people = _people(value)
    media = next((name for name in people if is_media(name)), None)
    barred = value.partition("|")[2].split("|")[0].strip()
    if media is None and value.isascii() and is_media(barred):
        media = barred
    first = re.match(rf"\s*(?P<media>{WHOLE_MEDIA})\s", value.lstrip(MARKS))
    if media is None and first and is_media(first["media"]):
        media = first["media"]
    return Byline(media, [name for name in people if name != media and not is_media(name)])


def _editors(value: str) -> list[str]:
    """Those behind the label; glued to it, only what is a name (`编辑推荐` is none)."""
    people = _people(value)
    glued = bool(value) and value[0] not in MARKS and not value[0].isspace()
    return people if not glued or any(map(looks_like_name, people[:1])) else []


def _people(value: str) -> list[str]:
    value = value.strip(MARKS)
    if whole := BRACKETED.regex.match(value):
        value = value[1 : whole.end() - 1]
    return read_latin_names(value) if value.isascii() else read_names(value)


def _source(value: str) -> str | None:
    """The name behind a source label: one word, or several Latin ones."""
    value = BRACKETED.regex.sub("", value.strip(MARKS + "[(【")).strip()
    quoted = re.match(r"《([^》]+)》|“([^”]+)”(?=\s|$)", value)
    if quoted:
        return quoted[1] or quoted[2]
    if re.match(r"[A-Za-z]", value) and not re.search(f"[{HAN}]", value):
        name = re.split(r"[,;|()\[\]]|\s\d|\s-\s", value)[0]
    else:
        name = STOP.regex.split(value, maxsplit=1)[0]
    name = re.sub(r"^综合自?(?=.+[社报網网闻台])", "", name.strip(" .:/|-·@"))
    medium, _, person = name.partition("/")
    if is_media(medium) and looks_like_name(person) and not is_media(person):
        return medium
    return None if NAMELESS.regex.fullmatch(name) else name
