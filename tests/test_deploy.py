"""What deploy/ starts is what newsbot has."""

from __future__ import annotations

import re
from configparser import ConfigParser
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
COMMANDS = {path.stem for path in (ROOT / "newsbot" / "commands").glob("*.py")}
UNITS = sorted((ROOT / "deploy").glob("*.service"))


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_a_unit_starts_a_command_and_leaves_it_time_to_end(path: Path) -> None:
    unit = ConfigParser(interpolation=None)
    unit.read(path, encoding="utf-8")
    assert unit["Service"]["ExecStart"].split()[1] in COMMANDS
    if "Restart" in unit["Service"]:
        assert int(unit["Service"]["TimeoutStopSec"]) >= 60, "children take up to 30 s, twice"


def test_compose_starts_commands_and_holds_no_password() -> None:
    text = (ROOT / "deploy" / "compose.yaml").read_text("utf-8")
    started = set(re.findall(r"command: newsbot (\w+)", text))
    assert started == {"schedule", "worker"} <= COMMANDS
    for name in ("NEWSBOT_DB_PASSWORD", "NEWSBOT_CONTACT"):
        assert re.search(rf"\$\{{{name}:\?", text), f"{name} must be asked for"
    assert not re.search(r"PASSWORD: (?!\$)", text)
