"""What several test modules share: invented sites over loopback HTTP."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent / "sites"))  # `import newsite` in any test module


@pytest.fixture
def serve() -> Iterator[Callable[..., Any]]:
    """`serve("theme", seed=3, pages=2)` -> a running SiteServer; ends with the test."""
    from newsite import Site, SiteServer

    with ExitStack() as servers:
        yield lambda *args, **options: servers.enter_context(SiteServer(Site(*args, **options)))
