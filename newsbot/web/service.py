"""What every page needs: the store, who reads, in which language; and pages made of templates."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache, partial
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from newsbot import __version__
from newsbot.health.words import Language, sentence
from newsbot.policy.display import Audience
from newsbot.schedule.every import Every
from newsbot.store import Store
from newsbot.store.archive import Filter
from newsbot.web import session
from newsbot.web.marks import marked
from newsbot.web.words import LANGUAGES, label, language_of

OWN = Audience(own=True)
FACET_SECONDS = 60
MOST_FACETS = 200
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
    of a site; `token` is what lets people in who may do that ("": nobody).
    """

    store: Store
    audience: Audience
    token: str = ""
    images: bool = False
    language: Language = "en"
    timetable: Callable[[], Mapping[str, Every]] = no_sites
    start: Callable[[str], None] | None = None
    clock: Callable[[], datetime] = now
    facets: dict[str, tuple[float, list[str]]] = field(default_factory=dict)

    @classmethod
    def of(cls, request: Request) -> Service:
        """The server that answers a request."""
        found: Service = request.app.state.service
        return found

    def reader(self, request: Request) -> Audience:
        """Who sends a request: with the token it is the user himself."""
        return OWN if session.visitor(request, self.token) else self.audience

    def values(self, column: Filter) -> list[str]:
        """The commonest values of a filter; counted anew once a minute."""
        at, known = self.facets.get(column, (0.0, []))
        if time.monotonic() - at > FACET_SECONDS or not known:
            known = [name for name, _ in self.store.counts(column, MOST_FACETS)]
            self.facets[column] = (time.monotonic(), known)
        return known

    def language_for(self, request: Request) -> Language:
        """As asked for, as asked for before, as the browser prefers."""
        for said in (request.query_params.get("lang"), request.cookies.get("lang")):
            for known in LANGUAGES:
                if said == known:
                    return known
        return language_of(request.headers.get("accept-language", ""), self.language)

    def page(
        self, request: Request, template: str, *, status: int = 200, **values: Any
    ) -> HTMLResponse:
        """A page of a template."""
        language = self.language_for(request)
        visitor = session.visitor(request, self.token)
        text = (
            environment()
            .get_template(template)
            .render(
                t=partial(_label, language),
                language=language,
                request=request,
                service=self,
                visitor=visitor,
                sentence=lambda finding: sentence(finding, language),
                other_language=str(
                    request.url.include_query_params(lang="en" if language == "zh" else "zh")
                ).removeprefix(str(request.base_url).rstrip("/")),
                **values,
            )
        )
        answer = HTMLResponse(text, status)
        if "lang" in request.query_params:
            answer.set_cookie(
                "lang", language, max_age=COOKIE_SECONDS, httponly=True, samesite="lax"
            )
        return answer


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
        marked=marked,
    )
    made.tests["web"] = lambda url: str(url).startswith(("http://", "https://"))
    made.globals["version"] = __version__
    return made


def moment_text(at: datetime | str | None) -> str:
    """A moment for people: as it was printed, with its own offset; UTC is not spelt out."""
    if at is None:
        return ""
    found = datetime.fromisoformat(at) if isinstance(at, str) else at
    zone = "" if not found.utcoffset() else f"{found:%z}"
    return f"{found:%Y-%m-%d %H:%M} {zone[:3] + ':' + zone[3:] if zone else 'UTC'}"
