"""Bylines: whom an article credits (`来源：新华社 记者 张三 责编：李四`).

Most lines are labels and values (see `credits`). Openings of agency reports
(`新华社北京3月24日电（记者 张三）`), credits in brackets and desks (`聯合報／記者張三`) have
shapes of their own.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from newsbot.fields.credits import Byline, read_credits
from newsbot.fields.media import LATIN_AGENCY, MEDIA, WHOLE_MEDIA, is_media, is_sole_medium
from newsbot.fields.names import HAN, PLACES, REPORT, looks_like_name, read_names
from newsbot.fields.patterns import Pattern
from newsbot.fields.text import clean_text

LONGEST = 160
"""Characters of the longest line of credits; of a longer text only opening and end are read."""

OPENING = Pattern(
    rf"[(【\[〔]?(?:据|據)?(?P<media>{MEDIA})(?:"
    rf"[ /]?(?:(?![记記]者)[{HAN}、]){{0,12}}?(?:\d{{4}}年)?\d{{0,2}}月?\d{{1,2}}日"
    r"(?:专|專|综合|綜合)?外?"
    r"(?:[电電讯訊](?:报道|報道|報導)?|报道|報道|報導|消息)"
    r"|\s?(?:综合|綜合)?(?:报道|報道|報導)(?=[\s)】\]]|$)"
    rf"|(?:{PLACES})?[电電](?![视視台])|(?:消息|[讯訊])(?=[\s:()(【\[（】\])]|$))"
    r"[)】\]〕]?\s*(?:[(【\[](?P<inside>[^)\]】]{1,60})[)\]】])?"
)
TOLD_BY = Pattern(
    rf"[(]?(?:据|據)[《]?(?P<media>{MEDIA}|{LATIN_AGENCY})[》]?(?:官方)?(?:微博|微信公众号)?\s?(?:\d{{1,2}}月?(?:\d{{1,2}})?日)?的?"
    r"(?:最新)?(?:消息|报道|報道|报导|報導|[电電]|\W*$)"
)
REPORTED_BY = Pattern(
    rf"(?P<media>{WHOLE_MEDIA})\s?"
    r"(?P<rest>(?!中心|[组組部])(?:(?![记記]者).)*?(?:报道|報導|報道|报导|[电電讯訊]))"
)
TOGETHER = Pattern(
    rf"[(]?(?:综合|綜合)自?:?\s?(?P<media>{MEDIA}(?:、{WHOLE_MEDIA})*?)(?:等?(?:消息|报道|報導))?[)]?$"
)
IN_BRACKETS = Pattern(r"[(【\[〔](?P<inside>[^()\[\]【】〔〕]{2,80})[)\]】〕]")
AT_END = Pattern(r"[(【\[〔](?P<inside>[^()\[\]【】〔〕]{2,80})[)\]】〕]\s*$")
BEGUN = Pattern(
    rf"(?:[【\[](?:(?P<own>(?!本)[{HAN}]{{1,10}})[专專][讯訊]|(?P<media>[{HAN}]{{2,10}}))[】\]]\s?)?"
    r"(?:[(【\[〔](?P<inside>(?:[^()\[\]【】〔〕]{0,14})[记記]者[^()\[\]【】〔〕]{2,60})[)\]】〕])?"
)
"""How a report begins: `【柳塘网】（记者 张三）`, `〔記者張三／台北報導〕`, `【柳塘報專訊】`."""

DESK = Pattern(
    rf"[\[【(〔]?(?P<media>{WHOLE_MEDIA})[\]】)〕]?\s*(?:[/╱【\[]|(?<=[\]】)〕]))\s*(?=[{HAN}])"
)
"""A medium in front of its reporter: `聯合報／記者張三`, `中國時報【張三╱台北報導】`."""

REPORTER = Pattern(
    rf"(?:[{HAN}]{{2,6}}(?:中心|[组組部])\s?[/╱]\s?)?(?P<names>[{HAN}、]{{2,12}})"
    rf"\s?[/╱ ]?\s?[{HAN}]{{0,6}}{REPORT}"
)
"""A reporter without a label: `張三╱台北報導`, `國際中心／張三報導`."""

WRITTEN = Pattern(
    rf"(?:(?P<media>{WHOLE_MEDIA})\s)?(?P<names>[{HAN}]{{2,4}}(?:[、 ][{HAN}]{{2,4}})*)"
    r"\s?[/╱]\s?(?:[图圖]?文|撰文)(?:\s.*)?"
)
"""A writer named before the label: `张三/文`, `观察者网 张三/文`."""


KOREAN = re.compile(
    r"(?:\S{1,10}=)?([가-힣]{2,4}) ?(?:선임|수습|인턴|전문)?(?:기자|특파원|논설위원|앵커)"
    r"(?:\W+[\w.+-]+@[\w.-]+|\W*)$"
)
"""A reporter, with an address behind, as Korean papers print it."""

KOREAN_BEHIND = re.compile(r"\d\d\W+([가-힣]{2,4}) (?:선임|수습|인턴|전문)?(?:기자|특파원)\W*$")
"""The same behind a date."""


def read_byline(text: str | None) -> Byline | None:
    """The credits that `text` prints; None where it names nobody.

    Sources as printed (several as one text: `新华社、央视新闻`), people by name only. Credits of
    pictures and data (图片来源, 资料来源), proof-readers and designers are none. `据…消息` names a
    source only where no label does.
    """
    told = _read(text[: 4 * LONGEST]) if text else None
    return Byline(told.source, [*told.authors], [*told.editors]) if told else None


@lru_cache(maxsize=1024)  # who writes for a site stands on its pages day after day
def _read(text: str) -> Byline | None:
    printed = clean_text(text)
    plain = " ".join(unicodedata.normalize("NFKC", printed)[: 4 * LONGEST].split())
    if len(plain) > LONGEST or "。" in plain[:-1]:
        return _told(_of_paragraph(plain))
    return _told(_of_line(plain))


def read_opening(text: str) -> Byline | None:
    """The credits with which a paragraph begins, or those in brackets at its end; else None."""
    plain = unicodedata.normalize("NFKC", clean_text(text[: 4 * LONGEST]))
    return _told(_of_paragraph(" ".join(plain.split())))


def _told(byline: Byline) -> Byline | None:
    return byline if byline.source or byline.authors or byline.editors else None


def _of_paragraph(plain: str) -> Byline:
    """Only an agency's opening and a bracket at the end credit somebody."""
    opening = OPENING.regex.match(plain)
    if opening:
        return _of_opening(opening)
    begun = BEGUN.regex.match(plain)
    if begun and begun[0]:
        found = _of_brackets(begun["inside"]) if begun["inside"] else Byline()
        media = begun["own"] or begun["media"]
        sole = media and (begun["own"] or is_sole_medium(media))
        return found.or_else(Byline(media)) if sole else found
    end = AT_END.regex.search(plain[-90:])
    return _of_brackets(end["inside"]) if end else Byline()


def _of_line(plain: str) -> Byline:
    if plain.isascii():  # every other shape has Chinese letters
        return _labelled(plain)
    if korean := KOREAN.match(plain) or KOREAN_BEHIND.search(plain):
        return Byline(None, [korean[1]])
    opening = OPENING.regex.match(plain)
    if opening:
        return _of_opening(opening).or_else(read_credits(plain[opening.end() :]))
    found = _labelled(plain)
    if found == Byline() and not IN_BRACKETS.regex.fullmatch(plain):
        found = _of_reporter(plain)
    for shape in (DESK, TOLD_BY, TOGETHER):
        match = None if found.source else shape.regex.match(plain)
        if match and is_media(match["media"].split("、")[0]):
            found = Byline(match["media"], found.authors, found.editors)
    return found


def _labelled(plain: str) -> Byline:
    """What labels tell, and brackets: all of a line, those at its beginning, else the first."""
    if whole := IN_BRACKETS.regex.fullmatch(plain):
        return _of_brackets(whole["inside"])
    if IN_BRACKETS.regex.match(plain):
        found = read_credits(IN_BRACKETS.regex.sub(" ", plain))
        for bracket in IN_BRACKETS.regex.finditer(plain):
            found = found.or_else(_of_brackets(bracket["inside"]))
        return found
    found = read_credits(plain)
    if not found.authors and (inner := IN_BRACKETS.regex.search(plain)):
        found = found.or_else(_of_brackets(inner["inside"]))
    return found


def _of_opening(opening: re.Match[str]) -> Byline:
    """`新华社北京3月24日电（记者 张三）`; without a label, names in the brackets are authors."""
    media, inside = opening["media"], opening["inside"] or ""
    found = Byline(media if is_media(media) else None).or_else(_of_brackets(inside))
    words = re.split("[ 、,]+", inside)
    return (
        found
        if found.authors or not all(map(looks_like_name, words))
        else Byline(found.source, words, found.editors)
    )


def _of_brackets(inside: str) -> Byline:
    """`央视记者 张三`, `环球网报道 记者 张三`, `凤凰卫视吴文轩 综合报道`, `張三╱台北報導`."""
    alone = re.sub("^[据據]", "", inside.strip())
    if is_media(alone):
        return Byline(alone)
    found = read_credits(inside, media_counts=True)
    first = re.match(rf"({WHOLE_MEDIA})\s", inside)
    if first and is_media(first[1]) and found != Byline():
        found = found.or_else(Byline(first[1]))
    named = REPORTED_BY.regex.match(inside)
    if named and is_media(named["media"]):
        people = [] if found.authors else read_names(named["rest"])
        return found.or_else(Byline(named["media"], [n for n in people if looks_like_name(n)]))
    if together := TOGETHER.regex.match(inside):
        return found.or_else(Byline(together["media"]))
    return found if found != Byline() else _of_reporter(inside)


def _of_reporter(text: str) -> Byline:
    written = WRITTEN.regex.fullmatch(text)
    if written:
        names = re.split("[、 ]", written["names"])
        return Byline(written["media"], names if all(map(looks_like_name, names)) else [])
    match = REPORTER.regex.fullmatch(text)
    names = match["names"].split("、") if match else []
    return Byline(authors=names) if all(map(looks_like_name, names)) else Byline()
