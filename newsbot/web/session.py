"""Who may press buttons: people who gave the token, for as long as their browser is open.

The cookie is a random name and its HMAC under the token: nothing is kept on the server, another
token ends all sessions. Each form carries an HMAC of that name (CSRF), and a browser that says
that another site sent the form is not believed.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import parse_qs, urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

COOKIE = "newsbot"


@dataclass(frozen=True, slots=True)
class Visitor:
    """Someone with the token; `form` is what his forms must carry."""

    name: str
    form: str


def _sign(token: str, purpose: str, text: str) -> str:
    return hmac.new(token.encode(), f"{purpose}:{text}".encode(), sha256).hexdigest()


def visitor(request: Request, token: str) -> Visitor | None:
    """Who sends a request; None for anybody."""
    if not token:
        return None
    if _same(request.headers.get("authorization", ""), f"Bearer {token}"):
        return Visitor("bearer", "")
    name, _, signed = request.cookies.get(COOKIE, "").partition(".")
    if not name or not _same(signed, _sign(token, "session", name)):
        return None
    return Visitor(name, _sign(token, "form", name))


def begin(answer: Response, token: str, *, secure: bool) -> None:
    """Lets the receiver of an answer in."""
    name = secrets.token_urlsafe(18)
    value = f"{name}.{_sign(token, 'session', name)}"
    answer.set_cookie(COOKIE, value, httponly=True, samesite="strict", secure=secure)


def end(answer: Response) -> None:
    """Lets him out."""
    answer.delete_cookie(COOKIE, httponly=True, samesite="strict")


def is_token(said: str, token: str) -> bool:
    """Whether it is the token; takes the same time whatever is wrong."""
    return bool(token) and _same(said, token)


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode("utf-8", "replace"), other.encode())


async def form(request: Request) -> dict[str, str]:
    """The fields of a form that our own page sent; raises HTTPException for any other."""
    origin = request.headers.get("origin")
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none") or (
        origin not in (None, "null") and urlsplit(str(origin)).netloc != request.url.netloc
    ):
        raise HTTPException(403, "the form is another site's")
    kind = request.headers.get("content-type", "").partition(";")[0].strip()
    if kind != "application/x-www-form-urlencoded":
        raise HTTPException(415, "a form is wanted")
    said = parse_qs((await request.body()).decode("utf-8", "replace"), max_num_fields=20)
    return {name: values[0] for name, values in said.items()}


async def trusted_form(request: Request, token: str) -> dict[str, str]:
    """The fields of a form that someone with the token sent from our own page."""
    who = visitor(request, token)
    if who is None:
        raise HTTPException(403, "log in with the token first")
    said = await form(request)
    if who.form and not _same(said.get("form", ""), who.form):
        raise HTTPException(403, "the form is out of date: load the page again")
    return said
