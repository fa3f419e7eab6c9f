"""What a revisit found: whether an article says something else now, and what. Pure.

A version is made where a good page really says something else. View counts, related lists, ads,
times of day and print (spaces, punctuation, full-width forms) are no change. What a page now tells
besides (a source that was not found before, other rights) completes the article without a version.
"""

from __future__ import annotations

import re
import unicodedata
from copy import copy
from dataclasses import dataclass
from datetime import datetime

from newsbot.fields import fold_text
from newsbot.items import Article, Status
from newsbot.store.identity import same_text

NUMBER = re.compile(r"[\d点]+|[〇零一二三四五六七八九十百千万亿兩两]+")
CLOCK = re.compile(
    r"(?:(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?)?\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?"
    r"|\d+\s*(?:秒|分钟|分|小时|天)(?:之)?前"
    r"|\d+\s*(?:second|minute|hour|day)s?\s+ago|刚刚|just now",
    re.I,
)
"""Times of day and ages, which a page counts up by itself."""

AD = re.compile(
    r"广告|廣告|赞助内容|推广|扫码|扫描.{0,6}二维码|关注.{0,12}(?:公众号|微信|微博)"
    r"|下载.{0,8}(?:客户端|APP)|打开.{0,8}(?:客户端|APP)|advertisement|sponsored",
    re.I,
)
LONGEST_LABEL = 16
"""Letters of a line that, clock and counts taken out, says nothing by itself (更新时间, 阅读)."""

LONGEST_AD = 40

COMPLETED = (
    "canonical_url",
    "summary",
    "published_at",
    "category",
    "source",
    "authors",
    "editors",
    "language",
    "images",
    "tags",
    "access",
)
"""Fields that a later page may tell where an earlier one, or an earlier reader, did not."""


@dataclass(frozen=True, slots=True)
class Visit:
    """What came of visiting a known article.

    `article` is how it stands now. `changed` names what a new version changed: title, text,
    numbers. `told`: downstream is to be told. `alike` is False for a page that is another one
    (a notice, a challenge): nothing of it is kept.
    """

    article: Article
    changed: tuple[str, ...] = ()
    told: bool = False
    alike: bool = True


def compare(before: Article, now: Article) -> Visit:
    """What a page that was read (`now`) says of an article that is known as `before`."""
    told, say = _lines(before.text), _lines(now.text)
    title = "title" if _folded(before.title or "") != _folded(now.title or "") else None
    changed = tuple(kind for kind in (title, _kind_of_text(told, say)) if kind)
    if changed and _is_another(before, now):
        return Visit(before, alike=False)
    if changed:
        return Visit(_next(before, now), changed, told=True)
    if before.status != "live":
        return Visit(_next(before, now), ("live",), told=True)
    completed = _completed(before, now)
    return Visit(completed or before, told=completed is not None)


def ended(before: Article, status: Status, at: datetime) -> Visit:
    """The page is no more: `status` is gone (404, 410) or withdrawn (the site says so)."""
    if before.status == status:
        return Visit(before)
    after = copy(before)
    after.status, after.version, after.fetched_at = status, before.version + 1, at
    return Visit(after, (status,), told=True)


def _next(before: Article, now: Article) -> Article:
    """The article as it stands now, with what is known of it from before."""
    after = copy(now)
    after.id, after.version = before.id, before.version + 1
    return _with_past(before, after)


def _with_past(before: Article, after: Article) -> Article:
    after.first_seen_at = before.first_seen_at
    after.discovered = before.discovered
    places = {place.category_slug for place in before.seen_in}
    new = [place for place in after.seen_in if place.category_slug not in places]
    after.seen_in = [*before.seen_in, *new]
    addresses = dict.fromkeys([*before.alternates, *after.alternates])
    after.alternates = [url for url in addresses if url != after.url]
    return after


def _completed(before: Article, now: Article) -> Article | None:
    """The article with what only the new page tells; None where that is nothing."""
    after = copy(before)
    after.seen_in, after.alternates = list(now.seen_in), list(now.alternates)
    after = _with_past(before, after)
    new = [n for n in COMPLETED if getattr(now, n) and not getattr(before, n)]
    for name in new:
        setattr(after, name, getattr(now, name))
    if "published_at" in new:
        after.published_precision = now.published_precision
        after.published_zone_from = now.published_zone_from
    if now.rights and now.rights != before.rights:
        after.rights = now.rights
        new.append("rights")
    if not new:
        return None
    after.fetched_at = now.fetched_at
    if now.view_count is not None:
        after.view_count, after.view_count_exact = now.view_count, now.view_count_exact
    return after


def _is_another(before: Article, now: Article) -> bool:
    """Whether the page is another one: other headline and other text."""
    if _folded(before.title or "") == _folded(now.title or ""):
        return False
    return bool(before.text) and not same_text(before.text, now.text)


def _kind_of_text(told: list[str], say: list[str]) -> str | None:
    """text, numbers, or None where both say the same."""
    if told == say:
        return None
    one, other = "".join(told), "".join(say)
    if one == other:
        return None
    bare, barer = NUMBER.sub("#", one), NUMBER.sub("#", other)
    return "numbers" if bare == barer else "text"


def _lines(text: str) -> list[str]:
    """What a text says, a line each: without ads, clocks and counters, folded."""
    return [_folded(line) for line in text.splitlines() if line.strip() and not _is_noise(line)]


def _is_noise(line: str) -> bool:
    """Whether a line is an ad, or a label with a time or a count and nothing else."""
    if len(line) <= LONGEST_AD and AD.search(line):
        return True
    if len(line) > 2 * LONGEST_LABEL + 20:
        return False
    bare = CLOCK.sub("", line)
    counted = re.sub(
        r"(?:阅读|閱讀|浏览|瀏覽|点击|评论|views?|reads?)\D{0,3}[\d.,万萬+]+", "", bare
    )
    return counted != line and len(fold_text(counted)) <= LONGEST_LABEL // 2


def _folded(text: str) -> str:
    """Letters and digits; a decimal point is a letter here, since 3.5 is not 35."""
    plain = unicodedata.normalize("NFKC", text)
    return fold_text(re.sub(r"(?<=\d)\.(?=\d)", "点", plain))
