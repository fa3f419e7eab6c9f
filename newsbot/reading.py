"""What an answer to a listing's request holds: cards, whatever it is written in, and the way on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import Any
from urllib.parse import urljoin

from newsbot.items import ListingEntry, Via
from newsbot.page.addresses import article_sign
from newsbot.page.asked import next_group, records
from newsbot.page.card_groups import Name, Scope
from newsbot.page.cards import Card, read_cards
from newsbot.page.document import Document
from newsbot.page.feeds import is_feed, read_feed
from newsbot.page.paging import read_paging
from newsbot.page.rows import Data, guess_rows, read_rows
from newsbot.page.scripted import scripted
from newsbot.page.sitemaps import Sitemap, is_sitemap, read_sitemap
from newsbot.page.state import is_json, read_json, read_states

FEW = 3
"""Cards below which a page's inline state is looked into without being told to."""

OTHER_SITEMAPS = ("categor", "tag", "author", "page", "image", "video", "product", "user", "static")
"""Words in the addresses of an index's sitemaps that hold no articles."""


MOST_ADDRESSES = 3_000
"""Addresses of one sitemap that are taken, the newest: 50,000 at once hold the event loop for ten
seconds, and a run that asks for them all takes half a day."""


@dataclass(slots=True)
class Reading:
    """What a listing's answer says.

    `next_url`: its next page as it names it; `cursor`: what a declared request must carry;
    `numbered`: whether it shows any pagination; `sitemaps`: what an index leads to, newest first;
    `elsewhere`: the origin to which most entries of a feed lead, where none is of this site;
    `rows`: entries that it gave, for the next offset; `document`: the page, where it is HTML.
    """

    via: Via = "listing"
    cards: list[Card] = field(default_factory=list)
    next_url: str | None = None
    cursor: str | None = None
    numbered: bool = False
    sitemaps: list[str] = field(default_factory=list)
    elsewhere: str | None = None
    document: Document | None = None

    @property
    def is_piece(self) -> bool:
        """Whether it is what a button adds to a page: data, or HTML without a head."""
        return self.document is None or "<html" not in self.document.text[:2_000].lower()

    @property
    def rows(self) -> int:
        """How many entries it gave."""
        return len(self.cards)


@dataclass(frozen=True, slots=True)
class ListingReader:
    """Reads answers for one site: what it knows of its addresses and declares of its data.

    `is_article`: whether an address may be an article's; `described`: whether it knows that for
    certain; `select`: the links that the site's selectors choose; `data`: JMESPaths (page/rows).
    """

    is_article: Callable[[str], bool]
    described: bool
    select: Callable[[Document], Sequence[Any]]
    data: Mapping[str, str]
    time_zone: str | None

    def read(
        self,
        body: bytes,
        url: str,
        content_type: str,
        parse: Callable[[], Document],
        *,
        base: str,
        page: int,
        now: datetime,
        scope: Scope = "listing",
        beside: set[Name] | None = None,
        row: str = "",
    ) -> Reading:
        """The reading of an answer, by what it is and not by what its header says.

        `parse` gives it as a page, where it is one. `base`: the listing's own address, to which
        links in data are relative; `page` counts from 1; `beside` is the
        listing's memory (page/card_groups); `row`: how data give an entry's address (page/rows);
        `now` is when it was fetched. Raises a PageFault for a page that cannot be read.
        """
        if is_feed(body):
            feed = read_feed(body, url, content_type)
            cards = [Card(**_of_entry(entry)) for entry in feed.entries]
            reading = Reading("feed", self._possible(cards), feed.next_url)
            if cards and not reading.cards:
                origins = Counter("/".join(card.url.split("/")[:3]) for card in cards)
                reading.elsewhere = origins.most_common(1)[0][0]
            return reading
        if is_sitemap(body):
            return self._sitemap(read_sitemap(body, url, content_type))
        document = parse()
        if is_json(document.text):
            return self._data(read_json(document.text), document, base, now, row)
        if (shown := records(document)) is not None:
            return Reading(cards=self._cards(shown, now=now), next_url=next_group(document))
        read = partial(self._cards, now=now, scope=scope, beside=beside)
        return self._page(document, base, page, read, many=scope == "home")

    def _possible(self, cards: Sequence[Card]) -> list[Card]:
        return [card for card in cards if self.is_article(card.url)]

    def _sitemap(self, sitemap: Sitemap) -> Reading:
        entries = sitemap.newest_first()
        if sitemap.kind == "index":
            urls = [entry.url for entry in entries]
            of_news = [u for u in urls if "news" in u.lower().rpartition("/")[2]]
            rest = [u for u in urls if u not in of_news and not _of_others(u)]
            return Reading("sitemap", sitemaps=of_news + rest or urls)
        if not sitemap.is_news and not self.described:
            entries = [entry for entry in entries if article_sign(entry.url) >= 1]
        cards = [
            Card(entry.url, entry.title, entry.date_text, image_url=entry.image_url)
            for entry in entries[:MOST_ADDRESSES]
        ]
        return Reading("sitemap", self._possible(cards))

    def _data(self, value: Any, document: Document, base: str, now: datetime, row: str) -> Reading:
        """The cards of data; those of the HTML in it too."""
        found = read_rows(value, self.data, base) if self.data else guess_rows(value, base, row=row)
        cards = self._possible(found.cards)
        if found.html:
            page = Document(found.html.encode(), base, content_type="text/html; charset=utf-8")
            cards += self._cards(page, now=now)
        return _with_data(Reading(cards=cards), found, document.url)

    def _page(
        self,
        document: Document,
        base: str,
        page: int,
        read: Callable[[Document], list[Card]],
        *,
        many: bool,
    ) -> Reading:
        found = self._state(document, base) if self.data else None
        if found:
            cards = self._possible(found.cards)
        else:
            cards = read(document)
            if len(cards) < FEW and not self.described:
                found = max(
                    (guess_rows(state, base, many=many) for _, state in read_states(document)),
                    key=lambda data: len(data.cards),
                    default=None,
                )
                if found and len(found.cards) > len(cards):
                    cards = list({card.url: card for card in self._possible(found.cards)}.values())
                if len(cards) < FEW and (shown := scripted(document)):
                    cards = max(cards, read(shown), key=len)
        paging = read_paging(document, page, {card.url for card in cards})
        next_url = paging.next_url or next_group(document)
        reading = Reading(
            cards=cards, next_url=next_url, numbered=paging.numbered, document=document
        )
        return _with_data(reading, replace(found, html=""), document.url) if found else reading

    def _state(self, document: Document, base: str) -> Data | None:
        """What the declared paths find in the page's states; the first that has entries."""
        wanted = self.data.get("state")
        for name, state in read_states(document):
            if wanted in (None, name):
                found = read_rows(state, self.data, base)
                if found.cards or found.html:
                    return found
        return None

    def _cards(
        self,
        document: Document,
        *,
        now: datetime,
        scope: Scope = "listing",
        beside: set[Name] | None = None,
    ) -> list[Card]:
        return read_cards(
            document,
            is_article=self.is_article,
            link_elements=self.select(document),
            described=self.described,
            scope=scope,
            beside=beside,
            now=now,
            time_zone=self.time_zone,
        )


def entries_of(
    reading: Reading, told: ListingEntry, seen_at: Callable[[int], datetime | None]
) -> list[ListingEntry]:
    """The cards as entries, positions from 1; `told`: what is the same of all, `seen_at`: when
    what stands in a position counts as seen. The category that the listing has goes before the
    card's. A sitemap's order says nothing."""
    return [
        replace(
            told,
            url=card.url,
            title=card.title,
            date_text=card.date_text,
            views_text=card.views_text,
            excerpt=card.excerpt,
            image_url=card.image_url,
            category=told.category or card.category,
            position=position,
            author=card.author,
            seen_at=seen_at(position) if reading.via != "sitemap" else None,
        )
        for position, card in enumerate(reading.cards, 1)
    ]


def _with_data(reading: Reading, data: Data, url: str) -> Reading:
    if data.next_url and not data.next_url.isdigit():
        reading.next_url = urljoin(url, data.next_url)
    reading.cursor = data.cursor
    return reading


def _of_entry(entry: Any) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in entry.__slots__}


def _of_others(url: str) -> bool:
    name = url.lower().rpartition("/")[2]
    return any(word in name for word in OTHER_SITEMAPS)
