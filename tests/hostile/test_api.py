"""The JSON API against questions made from its own document: no 5xx, nothing undocumented."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

sys.path.insert(0, str(Path(__file__).parents[1]))
from web_store import NOW, fill

from newsbot.policy.display import Audience
from newsbot.store import open_store
from newsbot.web.app import make_app
from newsbot.web.guard import Rate
from newsbot.web.openapi import document
from newsbot.web.service import Service

CHECKS = (
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
)
PATHS = [*document()["paths"]]


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    import schemathesis

    url = f"sqlite:///{tmp_path_factory.mktemp('api')}/newsbot.db"
    fill(url)
    with open_store(url) as store:
        store.forget(NOW, what="attack1")  # no crawl would have kept its addresses
        app = make_app(Service(store, Audience(own=False)), local=False, rate=Rate(1e9, 1e9))
        yield schemathesis.openapi.from_asgi("/api/openapi.json", app)


@pytest.mark.torture
@pytest.mark.parametrize("path", PATHS)
@pytest.mark.filterwarnings("ignore")  # of the libraries that schemathesis stands on
def test_answers_are_documented(schema: Any, path: str) -> None:
    from schemathesis.specs.openapi import checks as openapi_checks

    operation, checks = schema[path]["GET"], [getattr(openapi_checks, name) for name in CHECKS]

    @given(case=operation.as_strategy())
    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    def ask(case: Any) -> None:
        answer = case.call()
        documented = operation.definition.raw["responses"]
        assert str(answer.status_code) in documented, f"{case.as_curl_command()}: {answer.text}"
        assert answer.status_code < 500, answer.text
        case.validate_response(answer, checks=checks)

    ask()
