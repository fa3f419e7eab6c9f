"""Small copies of pictures, from our own folder."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from newsbot.pictures import NAME, TYPE
from newsbot.web.service import Service

HEADERS = {"cache-control": "private, max-age=31536000, immutable"}
"""A file is named after what is in it."""


def answer(request: Request) -> Response:
    """GET /images/{name}: shown to who may see an article that has it in full."""
    service, name = Service.of(request), request.path_params["name"]
    reader = service.reader(request)
    if NAME.fullmatch(name) and (reader.own or _is_granted(request, name)):
        content = service.pictures.read(name)
        if content is not None:
            return Response(content, media_type=TYPE, headers=HEADERS)
    raise HTTPException(404, "there is no such picture")


def _is_granted(request: Request, name: str) -> bool:
    service = Service.of(request)
    reader = service.reader(request)
    return any(reader.level(one.record) == "full" for one in service.store.illustrating(name))
