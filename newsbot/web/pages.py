"""Pages to read: lists, search, an article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from newsbot.export.jsonld import news_article, script_text
from newsbot.policy.display import Audience
from newsbot.store import Kept
from newsbot.store.grams import read_query
from newsbot.web import asked
from newsbot.web.asked import Asked, read_asked
from newsbot.web.curves import curve
from newsbot.web.differences import Piece, differences
from newsbot.web.items import Row, item, listing, row_of, rows
from newsbot.web.service import Service
from newsbot.web.words import label

A_PAGE = 30


@dataclass(frozen=True, slots=True)
class Turned:
    """A page of a list: what is on it, and where the next one begins."""

    kept: Sequence[Kept]
    behind: str | None


def turn(service: Service, question: Asked, before: tuple[int, int] | None, limit: int) -> Turned:
    """A page of the newest articles, or of those that a search found."""
    if question.words:
        found = service.store.search(
            question.words,
            question.chosen,
            order=question.order,
            before=before[1] if before else None,
            limit=limit,
        )
        return Turned(found.kept, f"0-{found.behind}" if found.behind else None)
    kept = service.store.newest(question.chosen, before=before, limit=limit + 1)
    more = len(kept) > limit
    behind = "{}-{}".format(*kept[limit - 1].place) if more else None
    return Turned(kept[:limit], behind)


async def front(request: Request) -> Response:
    """The newest articles, or a search among them."""
    service = Service.of(request)
    question = read_asked(request.query_params)
    return await service.answer(request, partial(_front, question=question), question.is_quick)


def _front(request: Request, question: Asked) -> str:
    service, language = Service.of(request), Service.of(request).language_for(request)
    query = read_query(question.words) if question.words else None
    before = asked.place(request.query_params)
    if query:
        turned = turn(service, question, before, A_PAGE)
        found = rows(service.reader(request), turned.kept, query)
        items = [item(row, language, query, images=service.images) for row in found]
        behind = turned.behind
    else:
        items, behind = newest_items(service, request, question, before)
    note = ""
    if query and len(items) < A_PAGE and not service.store.is_indexed():
        note = f'<p class="note">{label("indexing", language)}</p>'
    head, foot = service.frame(request, question)
    older = question.address("/", before=behind) if behind else ""
    return f"{head}{note}{listing(items, older, language, question)}{foot}"


def newest_items(
    service: Service, request: Request, question: Asked, before: tuple[int, int] | None
) -> tuple[list[str], str | None]:
    """The newest articles as items, and where the next page begins."""
    language, own = service.language_for(request), service.reader(request).own
    listed = service.store.newest_cards(question.chosen, before=before, limit=A_PAGE + 1)
    shown = listed[:A_PAGE]
    items = (service.item(one.card, one.views, language, own) for one in shown)
    behind = "{}-{}".format(*shown[-1].place) if len(listed) > A_PAGE else None
    return [made for made in items if made], behind


@dataclass(frozen=True, slots=True)
class Edition:
    """A version on its page: what it changed, and how, by sentence."""

    number: int
    at: Any
    changed: tuple[str, ...]
    pieces: Sequence[Piece] | None
    title: str | None


async def article(request: Request) -> Response:
    """One article."""
    return await Service.of(request).answer(request, _article)


def _article(request: Request) -> str:
    service = Service.of(request)
    one, reader = find(service, request.path_params["id"]), service.reader(request)
    shown = reader.shown(one.record)
    if shown is None:
        raise HTTPException(404, "there is no such article")
    full = reader.level(one.record) == "full"
    return service.render(
        request,
        "article.html",
        article=shown,
        full=full,
        views=one.views,
        copies=rows(reader, service.store.copies_of(one.record["id"])),
        reports=_others(service, reader, one),
        linked=_linked(service, reader, one),
        editions=_editions(service, one) if full and one.record["version"] > 1 else [],
        copies_of={i["url"]: i["thumbnail"] for i in shown["images"] if "thumbnail" in i},
        curve=curve(service.store.observations(one.record["id"])),
        data=script_text(news_article(shown, views=one.views)),
    )


def find(service: Service, article_id: str) -> Kept:
    """The article of an id; raises HTTPException 404."""
    valid = asked.IDENTIFIER.fullmatch(article_id)
    found = service.store.by_ids([article_id]) if valid else {}
    if article_id not in found:
        raise HTTPException(404, "there is no such article")
    return found[article_id]


def _others(service: Service, reader: Audience, one: Kept) -> list[Row]:
    """Other reports of the same event; its copies have a place of their own."""
    article_id = one.record["id"]
    reports = service.store.story(article_id)
    apart = (r for r in reports if article_id not in (r.record["id"], r.record["duplicate_of"]))
    return rows(reader, [*apart])


def _linked(service: Service, reader: Audience, one: Kept) -> dict[str, Row]:
    """The articles that it is a copy of or overlaps with, by id."""
    of = one.record["duplicate_of"]
    ids = [*([of] if of else []), *one.record["overlaps"]]
    found = service.store.by_ids(ids) if ids else {}
    return {
        key: made
        for key, kept in found.items()
        if (made := row_of(reader, kept.record, kept.views))
    }


def _editions(service: Service, one: Kept) -> list[Edition]:
    """Its versions, the newest first, each with what it says otherwise than the one before."""
    found: list[Edition] = []
    before: str | None = None
    for version in service.store.versions(one.record["id"]):
        said = version.article
        text = said.text if said else None
        pieces = differences(before, text) if before is not None and text is not None else None
        title = said.title if said else None
        found.append(Edition(version.version, version.at, version.changed, pieces, title))
        before = text if text is not None else before
    return found[::-1]
