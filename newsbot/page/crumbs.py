"""The trail to a page as it is printed (首页 > 新闻 > 国际 > 正文): its last step is a category."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from lxml import etree
from lxml.html import HtmlElement

from newsbot.fields import clean_text
from newsbot.items import Candidate
from newsbot.page.document import Document
from newsbot.page.wording import text_of

NAMED = "crumb"
"""What the class or the id of a trail holds."""

DESCRIBED: Any = etree.XPath('descendant-or-self::*/@aria-label[. = "breadcrumb"]')
"""The attributes that describe one, which know their elements: found in a third of their time."""

LABELLED = '//*[text()[contains(., "位置：") or contains(., "位置:")]]'
LABEL_END = "位置"
LABEL = re.compile(r"[您你]?(?:现在|現在|当前|當前|目前)?(?:所在)?的?(?:所在)?位置[:：]")
"""What a trail that no class name marks begins with: 当前位置：, 您的位置："""

MOST_BOXES = 4
LONGEST_TRAIL = 160
LONGEST_STEP = 16

NO_STEP = re.compile(
    r"(?:网站)?(?:首页|首頁|主页|主頁)|正文|返回.*|home(?:page)?|start(?:seite)?|accueil", re.I
)
"""Steps that name no category."""


def read_crumbs(document: Document) -> Iterator[Candidate]:
    """Candidates of the category: the last linked step of each trail that leads to the page."""
    for box in islice(_boxes(document), MOST_BOXES):
        if len(text_of(box)) > LONGEST_TRAIL:
            continue
        steps = [clean_text(text_of(link)) for link in box.iter("a")]
        named = [step for step in steps if step and not NO_STEP.fullmatch(step)]
        if named and len(steps) > 1 and len(named[-1]) <= LONGEST_STEP:
            yield Candidate("category", named[-1], "breadcrumb")


def _boxes(document: Document) -> Iterator[HtmlElement]:
    if NAMED in document.text:
        described = {mark.getparent() for mark in DESCRIBED(document.root)}
        named = {name for name in {*document.classes, *document.ids} if name and NAMED in name}
        rows = zip(document.elements, document.classes, document.ids, strict=True)
        for element, names, name in rows if named or described else ():
            if names in named or name in named or element in described:
                yield element
    if LABEL_END in document.text:
        boxes = document.root.xpath(LABELLED)
        yield from (box for box in boxes if LABEL.match(clean_text(text_of(box))))
