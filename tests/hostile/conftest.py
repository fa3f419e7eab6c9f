"""The suite's marker; fuller names are in test_hostile.py."""

from __future__ import annotations

import pytest


def pytest_configure(config: pytest.Config) -> None:
    """Cases of 3 seconds and more: all of them run by `make torture`."""
    config.addinivalue_line("markers", "torture: takes 3 seconds or more; see tests/hostile")
