"""Pages to read: lists, search, an article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from newsbot.export.jsonld import news_article, script_text
from newsbot.health.words import Language
from newsbot.policy.display import Audience
from newsbot.store import Kept
from newsbot.store.grams import Query, read_query
from newsbot.topics import TOPICS
from newsbot.web import asked
from newsbot.web.asked import Asked, read_asked
from newsbot.web.curves import curve
from newsbot.web.differences import Piece, differences
from newsbot.web.marks import snippet
from newsbot.web.service import Service

A_PAGE = 30
LONGEST_SNIPPET = 160


@dataclass(frozen=True, slots=True)
class Row:
    """An article in a list: `record` as its audience sees it, `text` the words under its title."""

    record: Mapping[str, Any]
    views: int | None
    text: str


def row(reader: Audience, one: Kept, query: Query | None = None) -> Row | None:
    """A list's row; None for what the audience may not see."""
    shown = reader.shown(one.record)
    if shown is None:
        return None
    text = shown["summary"] or shown["text"][:LONGEST_SNIPPET]
    if query and shown["text"]:
        text = snippet(shown["text"], query)
    return Row(shown, one.views, " ".join(text.split())[: LONGEST_SNIPPET + 40])


def rows(reader: Audience, kept: Sequence[Kept], query: Query | None = None) -> list[Row]:
    """The rows of a list."""
    return [found for one in kept if (found := row(reader, one, query))]


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


def front(request: Request) -> Response:
    """The newest articles, or a search among them."""
    service = Service.of(request)
    question = read_asked(request.query_params)
    query = read_query(question.words) if question.words else None
    turned = turn(service, question, asked.place(request.query_params), A_PAGE)
    return service.page(
        request,
        "list.html",
        question=question,
        query=query,
        rows=rows(service.reader(request), turned.kept, query),
        topics=TOPICS,
        topic_names=topic_names(service.language_for(request)),
        older=question.address("/", before=turned.behind) if turned.behind else None,
    )


def topic_names(language: Language) -> dict[str, str]:
    """The topics' names for people."""
    return {name: topic.zh if language == "zh" else topic.en for name, topic in TOPICS.items()}


@dataclass(frozen=True, slots=True)
class Edition:
    """A version on its page: what it changed, and how, by sentence."""

    number: int
    at: Any
    changed: tuple[str, ...]
    pieces: Sequence[Piece] | None
    title: str | None


def article(request: Request) -> Response:
    """One article."""
    service = Service.of(request)
    one, reader = find(service, request.path_params["id"]), service.reader(request)
    shown = reader.shown(one.record)
    if shown is None:
        raise HTTPException(404, "there is no such article")
    full = reader.level(one.record) == "full"
    return service.page(
        request,
        "article.html",
        article=shown,
        full=full,
        views=one.views,
        copies=rows(reader, service.store.copies_of(one.record["id"])),
        reports=_others(service, reader, one),
        linked=_linked(service, reader, one),
        editions=_editions(service, one) if full and one.record["version"] > 1 else [],
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
    return {key: made for key, kept in found.items() if (made := row(reader, kept))}


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
