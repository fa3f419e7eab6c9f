"""Authors and sources: names as pages state and print them, without what is no person."""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterable, Iterator

from lxml.html import HtmlElement

from newsbot.fields import clean_text, fold_text, read_byline
from newsbot.fields.media import is_media
from newsbot.fields.names import looks_like_name, read_latin_names
from newsbot.fields.persons import CUT, part_names
from newsbot.items import Candidate
from newsbot.page.document import Document
from newsbot.page.marks import ELSEWHERE
from newsbot.page.traits import CJK
from newsbot.page.wording import text_of

LONGEST_SOURCE = 40
"""Code points of the longest box that names a source."""

NO_SOURCE = re.compile(r"\W*\d+ sources?\W*|\W*(?:sources?|by|via|来源|來源)\W*", re.I)
"""Labels without a name, and counts of quoted works."""

MOST_MARKED, MOST_BESIDE = 12, 6
"""Marked elements that are looked at, and links to authors that are those of one byline."""

LONGEST_BYLINE = 120
"""Code points of the longest printed byline."""

BY = re.compile(
    r"^\W*(?:(?:written|words|story|reported|posted|published|submitted|review(?:ed)?|analysis"
    r"|opinion|column|interview|propos recueillis|texte|(?:eine? )?(?:kommentar|analyse|gastbeitrag"
    r"|essay|reportage|kolumne|bericht|interview))\s+)?"
    r"(?:aus [\w-]+ berichtet|interview(?=\s*:)|by|von|par|por|di|door|av|af|oleh|text|tekst"
    r"|autor(?:a|es|en|ka|zy)?|auteur|autore|autori"
    r"|yazar|penulis|tác giả|írta|szerző|kirjoittaja|skrevet av|автор[ыи]?|текст|συντάκτης|κείμενο"
    r"|بقلم|كتب|نویسنده|خبرنگار|مصنف|लेखक|লেখক|מאת|author)\b[\s:،,—–-]*",
    re.I,
)
OTHER_SCRIPTS = re.compile(
    r"[^\W\d_a-zA-Z\u00c0-\u024f\u1e00-\u1eff\u3040-\u30ff\u3400-\u9fff][\w.'’‘־\u0300-\u036f\u064b-\u065f"
    r"\u0900-\u0dff\u0e30-\u0e4e\u200c\u200d-]*"
)
"""A word of a name that is written in neither Latin letters nor Chinese ones."""

FEWEST_WORDS, MOST_WORDS, LONGEST_NAME = 2, 4, 40
"""Words, and code points, of a name in such a script."""

NO_PERSON = re.compile(
    r"\b(?:редакция|новости|служба|агентство|корреспондент|редакція|σύνταξη|ομάδα|δημοσιογραφική"
    r"|فريق|التحرير|تحرير|وكالات|مراسل|محرر|صحيفة|قناة|موقع|تحریریه|خبرگزاری|سرویس|گروه|نمائندہ"
    r"|ڈیسک|نیوز"
    r"|מערכת|כתבי|סוכנויות|חדשות|डेस्क|ब्यूरो|संवाददाता|टीम|न्यूज़|न्यूज|প্রতিবেদক|প্রতিবেদন"
    r"|সংবাদদাতা|ডেস্ক"
    r"|செய்திப்பிரிவு|குழு|กองบรรณาธิการ|ทีมข่าว|ออนไลน์)(?!\w)|뉴스|신문|일보"
)
"""Words of newsrooms and roles in such scripts."""

LEADING = (",", "，", "|", "/")

JOINED = re.compile(r"(?:,|&|\band)\s*$", re.I)
"""How a part of a byline ends that another name follows."""

JOINING = re.compile(r"\W*(?:and|with)?\W*", re.I)
"""A part of a byline that only joins two names."""

NO_NAME = re.compile(
    r"@.*|[a-z]\S*|https?:.*|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,4}|\W.*|(?=.*[\d._-])\S*|"
    r"(?i:admin|administrator|editor|editors|staff|guest|webmaster|anonymous|unknown|user|author"
    r"|agencies|agencias|agenzie|editorial(?: board)?|leitartikel|redakcja|haber merkezi"
    r"|sign (?:in|up|out)|log ?in|subscribe|follow|register"
    r"|university|institute|college|school|agency|newsroom|(?:article|author) information)"
    r"|.*\b(?:DESK|BUREAU|NEWS|Agencies|AGENCIES|Bureau|News|Newswire|Wire|Desk|Writers?|Reporters?|Correspondents?|Magazine|Online|TODAY|TV)"
    r"|[A-Z]{2,5}|(?:The|THE|Der|DER|Die|DIE|Das|DAS|About|ABOUT) .*"
    r"|.*\b(?:GmbH|AG|Ltd|LLC|Inc|Corp|Verlag|Verein|Fraktion|Foundation|Stiftung|Ministerium"
    r"|Redaktion|Rédaction|Redacción|Redazione|Redação|Redactie|Редакция)\b.*|.*\be\. ?V\."
    r"|.*, (?:Germany|Deutschland|Austria|Österreich|Switzerland|Schweiz)"
    r"|..+(?:发布|發布|融媒体?(?:中心)?|广电|观察|频道|頻道|中心|政府|委员会|电台|公司|大学|学院|编辑部|官方)",
)
"""Addresses, accounts, roles and organisations."""


def read_people(names: Iterable[str], site_names: Collection[str]) -> list[str] | None:
    """The persons among `names` as stated, without degrees and employers; None if there is none.

    A name of the site or of another medium is no author, nor is an account's.
    """
    known = {fold_text(name) for name in site_names}
    found: list[str] = []
    for stated in names:
        if stated.strip()[:1] in LEADING:
            continue  # the name is missing, its employer is not
        found += part_names(BY.sub("", clean_text(html.unescape(stated))))
    return [name for name in dict.fromkeys(found) if _is_person(name, known)] or None


def _is_person(name: str, site_names: set[str]) -> bool:
    if not name or NO_NAME.fullmatch(name) or fold_text(name) in site_names:
        return False
    return name.isascii() or not is_media(name)


def are_people(names: Iterable[str]) -> list[str]:
    """The names without addresses, accounts and roles."""
    return [name for name in names if not NO_NAME.fullmatch(name)]


def printed_people(document: Document) -> Iterator[Candidate]:
    """Candidates for authors: what the page marks as its author, in printed order."""
    told: set[HtmlElement] = set()
    marked = document.marks.authors
    for element in marked[:MOST_MARKED]:
        if element in told:
            continue
        beside = [one for one in marked if one.getparent() is element.getparent()]
        few = len(beside) <= MOST_BESIDE and all(one.tag == "a" for one in beside)
        group = beside if few else [element]
        told.update(group)
        names = [name for one in group for name in _marked_names(one)]
        if names:
            yield Candidate("authors", list(dict.fromkeys(names)), "marked author")


def _marked_names(element: HtmlElement) -> list[str]:
    text = clean_text(text_of(element)[: 4 * LONGEST_BYLINE])
    return _names_in_parts(element, text) if 0 < len(text) <= LONGEST_BYLINE else []


def printed_sources(document: Document) -> Iterator[Candidate]:
    """Candidates for the source: short boxes that the page names so, or an account's name."""
    for element in document.marks.sources[:MOST_MARKED]:
        if element.tag not in ELSEWHERE:
            text = clean_text(text_of(element)[: 4 * LONGEST_BYLINE])
            if 0 < len(text) <= LONGEST_SOURCE and not NO_SOURCE.fullmatch(text):
                yield Candidate("source", text, "marked source")


def _names_in_parts(element: HtmlElement, text: str) -> list[str]:
    """The names in the first part of a marked box that holds any: what follows is an employer,
    or, behind `and` and a comma, another author."""
    parts = [part for part in map(clean_text, element.itertext()) if part]
    if len(parts) < 2 or CJK.search(text):
        return _names(element, text)
    labels = [number for number, part in enumerate(parts) if not BY.sub("", part)]
    parts = parts[labels[0] + 1 :] if labels else parts
    found: list[str] = []
    joined = False
    for part in parts:
        if JOINING.fullmatch(part):
            joined = True
            continue
        if found and not joined:
            break
        found += _names(element, part)
        joined = JOINED.search(part) is not None
    return list(dict.fromkeys(found))


def _names(element: HtmlElement, text: str) -> list[str]:
    """The names in a marked box or link: whole Latin names, or Chinese ones."""
    text = CUT.split(BY.sub("", text))[0]
    whole = [name for name in read_latin_names(text) if " " in name]
    if whole or text.isascii():
        return whole
    byline = read_byline(text)
    if byline and byline.authors:
        return list(byline.authors)
    if _is_name_abroad(text):
        return [text]
    name, _, rest = text.partition(" ")
    alone = not rest or rest[0].isdigit()  # a date may stand behind it
    return [name] if alone and looks_like_name(name) else []


def _is_name_abroad(text: str) -> bool:
    """Whether a marked text is a name in a script other than Latin and Chinese: a few words, each
    with a capital where the script has them."""
    words = text.split()
    if not FEWEST_WORDS <= len(words) <= MOST_WORDS or len(text) > LONGEST_NAME:
        return False
    if NO_PERSON.search(text.lower()) or not all(map(OTHER_SCRIPTS.fullmatch, words)):
        return False
    return not any(word[0].islower() for word in words)
