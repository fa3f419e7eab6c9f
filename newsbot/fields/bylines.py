"""Bylines: whom an article credits (`来源：新华社 记者 张三 责编：李四`).

A line is cut at its labels; what stands behind each is read as a source or as names. Openings of
agency reports (`新华社北京3月24日电（记者 张三）`) and credits in brackets have their own shapes.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from itertools import pairwise

from newsbot.fields.names import BRACKETED, HAN, looks_like_name, read_latin_names, read_names

LONGEST = 160
"""Characters of the longest line of credits; of a longer text only opening and end are read."""

MEDIA = (
    rf"[{HAN}A-Za-z0-9]{{0,12}}?(?:新闻客户端|新聞網|新闻网|客户端|通讯社|通訊社|电视台|電視台|广播网|电视网|日报|日報|"
    r"晚报|晚報|时报|時報|早报|早報|晨报|商报|周报|周刊|週刊|财经|財經|卫视|衛視|新闻|新聞|央视|央視|CCTV|TVBS|"
    r"社|网|網|报|報|台|讯|记|娱乐|频道|头条|在线|观察)"
)
"""How media are named, for places where no label says that it is one."""

NOT_MEDIA = re.compile(r"本[报報台网網刊社]|[此该該]|.*(?:通[讯訊]|快[讯訊]|综合|综合报|电视|据)")

GAP = r"\s?[:/|丨︱│╱]\s?"
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
    rf"(?:来源|來源|源{GAP}|提供|{GAP})"
    r"|图源|圖源|校\s?对|校對|核校|审核|審核|终审|初审|复审|监制|監製|设计|設計|美编|美編|制图|製圖"
    r"|排版|统筹|統籌|策划|策劃|摄影(?!报道|報道)|攝影(?!報導)|供图|供圖|摄制|剪辑|翻译|翻譯|译者"
    r"|原标题|原標題|标题|标签|關鍵字|关键词|版权|声明|阅读|閱讀|浏览|点击|评论|人气|朗读|主播|出品"
    r"|(?:发布|發布|發佈|更新|发表)?(?:时间|時間|日期)"
)
SOURCE = (
    r"(?:(?:稿件|消息|文章|内容|內容|新闻|新聞|信息|本文|媒体|资讯)\s?)?"
    r"(?:[来來]\s?源|稿\s?源|转载自|轉載自|转自|轉自|摘自|出处|出處|首发于|原载)"
    rf"(?={GAP}|\s|于)于?|\bsource\b(?={GAP})"
)
EDITOR = (
    r"(?:责任|責任|值班|执行|執行|流程|文字|新媒体|本期|网络|网站|主任|视频|图文|在线)?"
    r"(?:[编編]\s?[辑輯]|主编|主編)(?!部|[于於]|时间|整理)|[责責]\s?[编編]"
    r"|\bedit(?:or|ed by|ing by)\b"
)
AUTHOR = (
    rf"(?P<media>[{HAN}A-Za-z]{{0,14}}?){ROLES}"
    rf"(?:[记記]者(?!{SENTENCE})|通[讯訊][员員]|评论员|評論員)"
    r"|(?:作\s?者|撰\s?文|撰\s?稿|执笔|執筆|采写|採寫|采访|採訪|编译|編譯|文字|图文|圖文|文[、/]?[图圖]"
    rf"|(?<![{HAN}])文)(?=[、和]?{GAP}|\s)|编译|編譯"
    rf"|\b(?:written |reporting )?by\b|\bauthor\b(?={GAP})"
)
LABEL = re.compile(
    rf"(?P<other>{OTHER})|(?P<source>{SOURCE})|(?P<editor>{EDITOR})|(?P<author>{AUTHOR})", re.I
)
"""What a label introduces. `media` is what stands glued to 记者: `央视记者`."""

STOP = re.compile(r"\s|[()\[\]【】〔〕,;。]|\d{4}[-/.年]\d|\|")
OPENING = re.compile(
    rf"[(【\[〔]?(?:据|據)?(?P<media>{MEDIA})(?:(?![记記]者)[{HAN}、]){{0,12}}?\d{{0,2}}月?\d{{1,2}}日"
    rf"(?:专|專|综合|外)?[电電讯訊]\s*(?:[(【\[](?P<inside>[^)\]】]{{1,60}})[)\]】])?"
)
TOLD_BY = re.compile(
    rf"[(]?(?:据|據)(?P<media>{MEDIA})(?:官方)?(?:微博|微信公众号)?\s?(?:\d{{1,2}}月?(?:\d{{1,2}})?日)?的?"
    r"(?:最新)?(?:消息|报道|報道|报导|報導|[电電])"
)
IN_BRACKETS = re.compile(r"[(【\[〔](?P<inside>[^()\[\]【】〔〕]{2,80})[)\]】〕]")
AT_END = re.compile(r"[(【\[〔](?P<inside>[^()\[\]【】〔〕]{2,80})[)\]】〕]\s*$")
DESK = re.compile(rf"(?P<media>{MEDIA})\s*[/【\[]\s*(?=[{HAN}])")
NAMELESS = re.compile(r"未知|暂无|無|无|不详|佚名|[-—.…]*")


@dataclass(frozen=True, slots=True)
class Byline:
    """Names only: whom the article credits, who wrote it, who edited it."""

    source: str | None = None
    authors: list[str] = field(default_factory=list)
    editors: list[str] = field(default_factory=list)


def read_byline(text: str) -> Byline | None:
    """The credits that `text` prints; None where it names nobody.

    Sources as printed (several as one text: `新华社、央视新闻`), people by name only. Credits of
    pictures and data (图片来源, 资料来源), proof-readers and designers are none. `据…消息` names a
    source only where no label does.
    """
    plain = " ".join(unicodedata.normalize("NFKC", text[: 4 * LONGEST]).split())
    if len(plain) > LONGEST or "。" in plain[:-1]:
        return _told(_of_paragraph(plain))
    return _told(_of_line(plain))


def _told(byline: Byline) -> Byline | None:
    return byline if byline.source or byline.authors or byline.editors else None


def _of_paragraph(plain: str) -> Byline:
    """Only an agency's opening and a bracket at the end credit somebody."""
    opening = OPENING.match(plain)
    if opening:
        return _of_opening(opening)
    end = AT_END.search(plain[-90:])
    return _of_brackets(end["inside"]) if end else Byline()


def _of_line(plain: str) -> Byline:
    opening = OPENING.match(plain)
    if opening:
        return _merged(_of_opening(opening), _of_labels(plain[opening.end() :]))
    whole = IN_BRACKETS.fullmatch(plain)
    found = _of_brackets(whole["inside"]) if whole else _of_labels(plain)
    if not whole and not found.authors and (inner := IN_BRACKETS.search(plain)):
        found = _merged(found, _of_brackets(inner["inside"]))
    if found.source is None and (desk := DESK.match(plain)) and _is_media(desk["media"]):
        found = Byline(desk["media"], found.authors, found.editors)
    if found.source is None and (told := TOLD_BY.match(plain)):
        found = Byline(told["media"], found.authors, found.editors)
    return found


def _merged(first: Byline, second: Byline) -> Byline:
    return Byline(
        first.source or second.source,
        list(dict.fromkeys([*first.authors, *second.authors])),
        list(dict.fromkeys([*first.editors, *second.editors])),
    )


def _of_opening(opening: re.Match[str]) -> Byline:
    """`新华社北京3月24日电（记者 张三）`; without a label, names in the brackets are authors."""
    media, inside = opening["media"], opening["inside"] or ""
    source = media if _is_media(media) else None
    found = _of_brackets(inside)
    if not found.authors and inside and all(map(looks_like_name, re.split("[ 、,]+", inside))):
        return Byline(source, re.split("[ 、,]+", inside), found.editors)
    return Byline(source or found.source, found.authors, found.editors)


def _of_brackets(inside: str) -> Byline:
    """`央视记者 张三`, `中央社記者張雄風台北28日電`, `凤凰卫视吴文轩 综合报道`."""
    found = _of_labels(inside, media_counts=True)
    if found.authors or found.source or found.editors:
        return found
    named = re.fullmatch(
        rf"(?P<media>{MEDIA})(?P<rest>.*?(?:报道|報導|報道|报导|[电電讯訊]))", inside
    )
    if named and _is_media(named["media"]):
        names = read_names(named["rest"])
        return Byline(named["media"], [name for name in names if looks_like_name(name)])
    return found


def _is_media(name: str) -> bool:
    return not NOT_MEDIA.fullmatch(name)


def _of_labels(plain: str, *, media_counts: bool = False) -> Byline:
    """What stands behind each label, up to the next."""
    labels = list(LABEL.finditer(plain))
    source: str | None = None
    authors: list[str] = []
    editors: list[str] = []
    for label, following in pairwise([*labels, None]):
        if label is None:
            break
        value = plain[label.end() : following.start() if following else len(plain)]
        if label["source"]:
            source = source or _source(value)
        elif label["editor"]:
            editors += read_names(value)
        elif label["author"]:
            authors += read_latin_names(value) if value.isascii() else read_names(value)
            media = re.sub(r"驻.*", "", label["media"] or "")
            if media_counts and media and re.fullmatch(MEDIA, media) and _is_media(media):
                source = source or media
    return Byline(source, list(dict.fromkeys(authors)), list(dict.fromkeys(editors)))


def _source(value: str) -> str | None:
    """The name behind a source label: one word, or several Latin ones."""
    value = BRACKETED.sub("", value.strip(" :/|丨︱│╱[(【《“\"'"))
    if re.match(r"[A-Za-z]", value) and not re.search(f"[{HAN}]", value):
        name = re.split(r"[,;|()\[\]]|\s\d|\s-\s", value)[0]
    else:
        name = STOP.split(value, maxsplit=1)[0]
    name = name.strip(" .:/|-·》”\"'")
    return None if NAMELESS.fullmatch(name) else name
