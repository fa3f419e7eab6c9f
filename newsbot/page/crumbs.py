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

MARKS: tuple[Any, ...] = tuple(
    etree.XPath(f"descendant-or-self::*/@{attribute}")
    for attribute in (
        'class[contains(., "crumb")]',
        'id[contains(., "crumb")]',
        'aria-label[. = "breadcrumb"]',
    )
)
"""Attributes that mark a trail: looked for one by one, in a third of the time of elements that bear
one or another."""

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
    if document.mentions("crumb"):
        root = document.root
        marked = {mark.getparent() for marks in MARKS for mark in marks(root)}
        yield from (element for element in root.iter() if element in marked) if marked else ()
    if document.mentions(LABEL_END):
        boxes = document.root.xpath(LABELLED)
        yield from (box for box in boxes if LABEL.match(clean_text(text_of(box))))
