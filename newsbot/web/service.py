"""What every page needs: the store, who reads, in which language; and pages made of templates."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache, partial
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import orjson
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from newsbot import __version__
from newsbot.health.language import Language
from newsbot.health.words import sentence
from newsbot.pictures import Folder
from newsbot.policy.display import Audience
from newsbot.schedule.every import Every
from newsbot.store import Store
from newsbot.topics import TOPICS
from newsbot.web import session
from newsbot.web.answers import Answers
from newsbot.web.asked import Asked
from newsbot.web.directions import spoken
from newsbot.web.facets import FACETS, Facets, Values
from newsbot.web.items import is_web, item, row_of
from newsbot.web.moments import moment_text
from newsbot.web.words import LABELS, LANGUAGES, label, language_of, reason

OWN = Audience(own=True)
MOST_ITEMS = 2_000
MOST_FILTERS = 64
MOST_FRAMES = 64
ITEMS, WORDS, ASKED, BARE, PLACE = "\x00i", "\x00w", "\x00q", "\x00b", "\x00p"
"""Where a list's items, words, question, the words alone for an address, and the place where its
page begins go; no question has the first of these letters."""

LANGUAGE = "newsbot.language"
"""Key of a request's scope."""

Said = tuple[tuple[str, str], ...]

COOKIE_SECONDS = 365 * 86_400


def now() -> datetime:
    """The moment, in UTC."""
    return datetime.now(UTC)


def no_sites() -> Mapping[str, Every]:
    """The timetable of a server that knows no site files."""
    return {}


@dataclass
class Service:
    """One server: its store, its audience and its options.

    `timetable` gives the sites that may be run and how often each is due; `start` begins a run
    of a site; `images`: pictures are loaded from their own sites; `pictures`: the small copies
    that were kept; `token` is what lets people in who may do that ("": nobody).
    """

    store: Store
    audience: Audience
    token: str = ""
    images: bool = False
    pictures: Folder = field(default_factory=lambda: Folder(Path("newsbot.images")))
    language: Language = "en"
    timetable: Callable[[], Mapping[str, Every]] = no_sites
    start: Callable[[str], None] | None = None
    clock: Callable[[], datetime] = now
    facets: Facets = field(default_factory=Facets)
    answers: Answers = field(default_factory=Answers)
    frames: OrderedDict[Hashable, list[str]] = field(default_factory=OrderedDict)

    def __post_init__(self) -> None:
        self.item = lru_cache(maxsize=MOST_ITEMS)(self._item)
        self._filters = lru_cache(maxsize=MOST_FILTERS)(self._render_filters)

    @classmethod
    def of(cls, request: Request) -> Service:
        """The server that answers a request."""
        found: Service = request.app.state.service
        return found

    def reader(self, request: Request) -> Audience:
        """Who sends a request: with the token it is the user himself."""
        return OWN if session.visitor(request, self.token) else self.audience

    def _item(self, card: bytes, views: int | None, language: Language, own: bool) -> str:
        """An article in a list; kept, since the same ones are shown again and again."""
        row = row_of(OWN if own else self.audience, orjson.loads(card), views)
        return item(row, language, images=self.images) if row else ""

    def frame(self, request: Request, question: Asked) -> list[str]:
        """What stands before and behind the items of a list; kept like them, for any words."""
        language, values = self.language_for(request), self.facets.values
        said = tuple(pair for pair in question.said.items() if pair[0] != "q")
        kind = (language, said, bool(question.words), values)
        frame = self.frames.get(kind)
        if frame is None:
            frame = self.frames[kind] = self._render_frame(request, question, said)
            if len(self.frames) > MOST_FRAMES:
                self.frames.popitem(last=False)
        before = request.query_params.get("before", "")
        places = {PLACE: f"before={quote(before)}&amp;" if before else ""}
        if question.words:
            words, query = escape(question.words), escape(urlencode(question.said))
            places |= {WORDS: words, ASKED: query, BARE: quote(question.words, safe="")}
        return [_filled(part, places) for part in frame]

    def _render_frame(self, request: Request, question: Asked, said: Said) -> list[str]:
        language = self.language_for(request)
        query = Markup(ASKED) if question.words else urlencode(said)
        text = self.render(
            request,
            "list.html",
            question=question,
            words=Markup(WORDS) if question.words else "",
            filters=self._filters(language, said, question.order, self.facets.values),
            asked=Markup("?{}").format(query) if query else "",
            unfiltered=Markup(f"/?q={BARE}") if question.words else "/",
            items=Markup(ITEMS),
            other_language=Markup("/?{}{}lang={}").format(
                Markup("{}&amp;").format(query) if query else "", Markup(PLACE), _other(language)
            ),
        )
        return text.split(ITEMS)

    def _render_filters(self, language: Language, said: Said, order: str, values: Values) -> Markup:
        template = environment().get_template("filters.html")
        names = {name: topic.zh if language == "zh" else topic.en for name, topic in TOPICS.items()}
        text = template.render(
            t=partial(_label, language),
            said=dict(said),
            order=order,
            values=dict(zip(FACETS, values, strict=True)),
            topics=names,
        )
        return Markup(text)

    def language_for(self, request: Request) -> Language:
        """As asked for, as asked for before, as the browser prefers."""
        found: Language | None = request.scope.get(LANGUAGE)
        if found is None:
            found = request.scope[LANGUAGE] = self._language_for(request)
        return found

    def _language_for(self, request: Request) -> Language:
        for said in (request.query_params.get("lang"), request.cookies.get("lang")):
            for known in LANGUAGES:
                if said == known:
                    return known
        return language_of(request.headers.get("accept-language", ""), self.language)

    async def answer(
        self, request: Request, make: Callable[[Request], str], is_quick: bool = False
    ) -> Response:
        """A page that is the same for as long as the store is. What is quick is made at once: to
        hand it to a thread costs more than to make it."""
        quick = self.store.quick
        pulse = quick.pulse() if quick.is_local else await run_in_threadpool(quick.pulse)
        reader, language = self.reader(request), self.language_for(request)
        asked = (request.url.path, request.url.query, language, reader.own)
        answer = self.answers.find(asked, pulse)
        if answer is None:
            if self.facets.is_due(pulse):
                await run_in_threadpool(self.facets.count, self.store, pulse)
            if is_quick and quick.is_local:
                text = make(request)
            else:
                text = await run_in_threadpool(make, request)
            answer = self.answers.keep(asked, pulse, text.encode())
        return self._remember_language(request, answer.to(request))

    def page(
        self, request: Request, template: str, *, status: int = 200, **values: Any
    ) -> Response:
        """A page of a template, made anew."""
        answer = HTMLResponse(self.render(request, template, **values), status)
        return self._remember_language(request, answer)

    def render(self, request: Request, template: str, **values: Any) -> str:
        """The text of a page."""
        language = self.language_for(request)
        told: dict[str, Any] = {
            "t": partial(_label, language),
            "t_why": partial(reason, language),
            "language": language,
            "path": request.url.path,
            "service": self,
            "visitor": session.visitor(request, self.token),
            "sentence": lambda finding: sentence(finding, language),
            "other_language": _in_other_language(request, language),
        }
        return environment().get_template(template).render(told | values)

    def _remember_language(self, request: Request, answer: Response) -> Response:
        """A language that was asked for is asked for no more."""
        if "lang" in request.query_params:
            language = self.language_for(request)
            answer.set_cookie(
                "lang", language, max_age=COOKIE_SECONDS, httponly=True, samesite="lax"
            )
        return answer


def _filled(part: str, said: Mapping[str, str]) -> str:
    for place, text in said.items():
        part = part.replace(place, text)
    return part


def _in_other_language(request: Request, language: Language) -> str:
    """The address of the same page in the other language; what answers a form has none."""
    path = request.url.path if request.method in ("GET", "HEAD") else "/watch"
    said = [pair for pair in request.query_params.multi_items() if pair[0] != "lang"]
    return f"{quote(path)}?{urlencode([*said, ('lang', _other(language))])}"


def _other(language: Language) -> Language:
    return "en" if language == "zh" else "zh"


def _label(language: Language, name: str, **said: object) -> str:
    return label(name, language, **said)


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates."""
    made = Environment(
        loader=PackageLoader("newsbot.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        moment=moment_text,
        thousands=lambda number: f"{number:,}",
        kind_of_change=lambda kind, t: t(f"change_{kind}") if f"change_{kind}" in LABELS else kind,
    )
    made.tests["web"] = is_web
    made.globals["spoken"] = spoken
    made.globals["item"] = lambda *row, **more: Markup(item(*row, **more))
    made.globals["version"] = __version__
    return made
