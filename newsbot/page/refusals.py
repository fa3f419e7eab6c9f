"""Pages that answer but refuse: a challenge, a login wall, "文章不存在" with status 200.

Such a page is an outcome, never an article. What tells it from a news article about captchas or
deletions: it has hardly any running text, and its phrases speak to the reader ("请完成验证")
in a title, a heading or a line of their own. A page with a body of running text is no refusal,
so most pages are let through after a look at their first paragraphs.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import Literal, NamedTuple, cast

from lxml.html import HtmlElement

from newsbot.page.addresses import is_root
from newsbot.page.document import Document
from newsbot.page.onward import leads_on
from newsbot.page.refusal_lines import LONGEST, Line, fold, running_text, visible_lines
from newsbot.page.refusal_phrases import MARKERS, PHRASES, SHELLS, TITLES
from newsbot.page.stated import read_stated

Kind = Literal[
    "challenge",
    "login",
    "app",
    "paywall",
    "blocked",
    "icp",
    "maintenance",
    "gone",
    "javascript",
    "parked",
]

ENOUGH = 600
"""Characters of running text (in paragraphs) from which a page is no refusal."""

SHORT = 500
"""Characters of visible text, links aside, up to which a notice anywhere is enough."""

LONG_LINE = 110
"""Characters of a line beyond which it is prose, not a notice."""

MOST_HEADINGS = 10

BARE = 160
"""Characters of visible text up to which the source's own marks count."""

STORY = 50
"""Weight of sentences that speak to nobody from which even a short page is an article: a notice
addresses its reader. An ideograph, kana or hangul weighs 1, a Latin one a third."""

LONGER_STORY = 90
"""The same where the title or a heading is the notice: a missing page may show excerpts."""

WHOLE_STORY = 60
"""The same for a page that invites to an app, a login or a subscription; the story must also end
in a full stop, because a stub begins like an article."""

PROSE = 100
"""Characters from which a line is a paragraph of a story."""

FEW_WORDS = 40
"""Weight of all that a page says, links and foot aside, up to which it may be a notice in words
that no phrase knows: it speaks to the reader, and nothing about it is like an article."""

FEW_LINKS = 40
FEW_PICTURES = 2
LONG_LINK, HEADLINES = 12, 3
"""Characters of a link from which it may be a headline, and how many make the page a listing."""

ARTICLE_SIGN = re.compile(
    r"<article\b|<time\b|newsarticle|\"article\"|property=[\"']article:|\b20\d\d[-/.年]\d{1,2}",
    re.I,
)
MANY_LINKS = 300
"""Links from which only the title and the headings of a page are looked at: it is a listing."""

TO_YOU = re.compile(
    r"[请您你]|ください|세요|"
    r"\b(?:you|your|we|please|sorry|enable|this (?:page|site|domain)|vous|votre|veuillez|"
    r"bitte|jetzt|usted|por favor|você|вы|вас|ваш\w*|пожалуйста)\b"
)
OF_COMMENTS = re.compile(r"(?:评论|跟[贴帖]|回复|讨论|comments?)\W*(?:\d+\W*)?$")
SORRY = re.compile(r"抱歉|对不起|遗憾|\b(?:oops|unfortunately|désolé|leider|lo sentimos)\b")
IMPRINT = re.compile(
    r"©|\bcopyright\b|all rights reserved|privacy policy|terms of (?:use|service)|registered office"
    r"|published by|版权所有|icp备|icp证|公网安备|许可证|关于我们|联系我们|举报|邮编"
    r"|(?:禁止|不得)(?:复制|转载)"
)
"""A line of a site's foot: no story, whatever its length."""

SEPARATOR = re.compile(r"\s*(?:[|_–—·•»]|\s-\s|-(?=[^a-z0-9])|(?<=[^a-z0-9])-)\s*")
SENTENCE = re.compile(r"[^。.!?]+[。.!?]*")
SENTENCE_END = ("。", "!", "?", ".")
WIDE = re.compile("[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
ERROR_KINDS: dict[int, Kind] = {
    401: "login",
    402: "paywall",
    403: "blocked",
    404: "gone",
    410: "gone",
    429: "challenge",
    451: "blocked",
    503: "maintenance",
}
STUBS = frozenset({"app", "paywall", "login"})


class Refusal(NamedTuple):
    """Which kind of page it is, and the words (at most 120 characters) that say so."""

    kind: Kind
    evidence: str


def classify(document: Document, *, status: int = 200) -> Refusal | None:
    """The refusal that a page is, or None for every page that may hold an article or links.

    `status` is the response's: a page with an error status (403, 404, 503 ...) is no article, so
    there the kind is found too, by its words or at last by the status. Raises what
    `document.root` raises.
    """
    root = document.root
    if status < 400 and running_text(root, ENOUGH) >= ENOUGH:
        return None
    listing = _many_links(root)
    lines = [] if listing else list(visible_lines(root))
    length = LONGEST if listing else sum(len(line.text) - line.linked for line in lines)
    if status < 400 and length > LONGEST:
        return None
    headed = _by_title(root) or _by_heading(root)
    found = (
        headed
        or (_by_line(lines, length) if length <= SHORT else None)
        or _by_plain_title(root, length)
        or (_by_source(document) if length <= BARE else None)
        or (_shell(document, length) if length <= BARE else None)
        or _by_little(document, lines)
    )
    enough = LONGER_STORY if headed else STORY
    if found and status < 400 and _tells_a_story(lines, found.kind, enough):
        return None
    if found is None and status in ERROR_KINDS:
        return Refusal(ERROR_KINDS[status], f"HTTP {status}")
    return found


def _many_links(root: HtmlElement) -> bool:
    return next(islice(root.iter("a"), MANY_LINKS, None), None) is not None


def _title(root: HtmlElement) -> tuple[str, list[str]]:
    """The folded title, and its first two parts (one of them is often the site's name)."""
    element = next(root.iter("title"), None)
    title = fold("".join(element.itertext()))[:200] if element is not None else ""
    return title, SEPARATOR.split(title)[:2]


def _by_plain_title(root: HtmlElement, length: int) -> Refusal | None:
    """A short page whose title is one word of the table: 提示信息, 403, Error."""
    title, parts = _title(root)
    for part in parts if length <= SHORT else ():
        for kind, pattern in TITLES:
            if pattern.regex.fullmatch(part.strip(" .!?,。…")):
                return _refusal(kind, title)
    return None


def _by_title(root: HtmlElement) -> Refusal | None:
    """A title of which a part is a notice and nothing else."""
    title, parts = _title(root)
    for part in parts:
        found = _notice(part)
        if found and found[1] >= 0.6 * len(part):
            return _refusal(found[0], title)
    return None


def _by_line(lines: list[Line], length: int) -> Refusal | None:
    """A line of its own that speaks to the reader."""
    headlines = sum(line.linked >= len(line.text) >= LONG_LINK for line in lines)
    for line in lines:
        is_link = line.linked >= len(line.text)
        is_listed = is_link and (length > BARE or headlines >= HEADLINES)
        if len(line.text) > LONG_LINE or is_listed:
            continue
        found = _notice(line.text)
        if found and ((length <= BARE and not is_link) or _speaks(line.text, found[1])):
            return _refusal(found[0], line.text)
    return None


def _by_heading(root: HtmlElement) -> Refusal | None:
    """A heading that is a notice and nothing else."""
    for heading in islice(root.iter("h1", "h2", "h3"), MOST_HEADINGS):
        if heading.tag != "h1" and _is_linked(heading):
            continue  # it heads a card
        text = fold("".join(heading.itertext()))[:LONG_LINE]
        found = _notice(text)
        if found and found[1] >= 0.6 * len(text):
            return _refusal(found[0], text)
    return None


def _is_linked(heading: HtmlElement) -> bool:
    inside, around = heading.iter("a"), heading.iterancestors("a")
    return next(inside, None) is not None or next(around, None) is not None


def _notice(text: str) -> tuple[str, int] | None:
    """The first kind whose phrases occur in a folded text, and how many characters they are; what
    invites to the comments (打开客户端，查看全部评论) refuses nothing."""
    if OF_COMMENTS.search(text):
        return None
    for kind, pattern in PHRASES:
        said = sum(len(found[0]) for found in pattern.regex.finditer(text))
        if said:
            return kind, said
    return None


def _tells_a_story(lines: list[Line], kind: str, enough: float) -> bool:
    """Whether there is a story beside the notice, however short. Where it ends, paragraphs say,
    not the prices of an offer below them."""
    told, last, ended = 0.0, "", False
    for line in lines:
        if line.linked < 0.5 * len(line.text) and not IMPRINT.search(line.text):
            prose = len(line.text) >= PROSE
            for sentence in SENTENCE.findall(line.text):
                if len(sentence) > 8 and not TO_YOU.search(sentence):
                    told += _weight(sentence)
                    last = sentence if prose or not ended else last
                    ended |= prose
    if kind not in STUBS:
        return told >= enough
    return told >= WHOLE_STORY and last.endswith(SENTENCE_END)


def _speaks(line: str, said: int) -> bool:
    """Whether the line is a notice: it addresses the reader, or is hardly more than its words."""
    return bool(TO_YOU.search(line)) or said >= 0.4 * len(line)


def _by_source(document: Document) -> Refusal | None:
    """A page that shows nearly nothing but loads a captcha, a parking service or a password."""
    text = document.text.lower()
    for kind, pattern in MARKERS:
        found = pattern.regex.search(text)
        if found:
            return _refusal(kind, found[0])
    return None


def _shell(document: Document, length: int) -> Refusal | None:
    """An application's empty frame: its text would come with JavaScript. A frame that holds an
    article as data is none."""
    text = document.text.lower()
    found = SHELLS.regex.search(text)
    if found is None and length < 20 and "<script" in text:
        found = re.search("<script", text)
    return _refusal("javascript", found[0]) if found and read_stated(document) is None else None


def _by_little(document: Document, lines: list[Line]) -> Refusal | None:
    """A page that says next to nothing, and that to the reader: what was asked for is gone."""
    said = [
        line.text
        for line in lines
        if line.linked < 0.5 * len(line.text) and not IMPRINT.search(line.text)
    ]
    spoken = next((text for text in said if TO_YOU.search(text) or SORRY.search(text)), None)
    if spoken is None or sum(map(_weight, said)) > FEW_WORDS or ARTICLE_SIGN.search(document.text):
        return None
    links = [len(a.text_content().strip()) for a in document.root.iter("a")]
    pictures = sum(1 for _ in islice(document.root.iter("img"), FEW_PICTURES + 1))
    if len(links) > FEW_LINKS or max(links, default=0) >= LONG_LINK or pictures > FEW_PICTURES:
        return None
    return None if _leads_elsewhere(document) else _refusal("gone", spoken)


def _leads_elsewhere(document: Document) -> bool:
    """Whether a page only asks to wait until another comes; one that sends home is gone."""
    onward = leads_on(document)
    return onward is not None and (is_root(document.url) or not is_root(onward))


def _weight(sentence: str) -> float:
    return len(sentence) / (1 if WIDE.search(sentence) else 3)


def _refusal(kind: str, evidence: str) -> Refusal:
    return Refusal(cast(Kind, kind), evidence[:120])
