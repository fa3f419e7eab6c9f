"""What deploy/ starts is what newsbot has."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from configparser import ConfigParser
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
COMMANDS = {path.stem for path in (ROOT / "newsbot" / "commands").glob("*.py")}
UNITS = sorted((ROOT / "deploy").glob("*.service"))
TIMERS = sorted((ROOT / "deploy").glob("*.timer"))


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_a_unit_starts_a_command_and_leaves_it_time_to_end(path: Path) -> None:
    unit = ConfigParser(interpolation=None)
    unit.read(path, encoding="utf-8")
    assert unit["Service"]["ExecStart"].split()[1] in COMMANDS
    if "Restart" in unit["Service"]:
        assert int(unit["Service"]["TimeoutStopSec"]) >= 60, "children take up to 30 s, twice"


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd-analyze here")
@pytest.mark.parametrize("path", [*UNITS, *TIMERS], ids=lambda path: path.name)
def test_systemd_takes_a_unit_as_it_is(path: Path, tmp_path: Path) -> None:
    """All but the place of the program, which is not on this machine."""
    for unit in (*UNITS, *TIMERS):
        text = unit.read_text("utf-8").replace("/srv/newsbot/.venv/bin/newsbot", "/bin/true")
        (tmp_path / unit.name).write_text(text, encoding="utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(tmp_path / path.name)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")


SERVICE_KEYS = {
    "build", "command", "depends_on", "environment", "healthcheck", "image", "restart",
    "stop_grace_period", "volumes",
}  # fmt: skip
"""Those of the Compose Specification that are used here: a misspelt one is an error there."""


def test_compose_is_read_as_it_is_meant() -> None:
    told = yaml.safe_load((ROOT / "deploy" / "compose.yaml").read_text("utf-8"))
    assert {key for key in told if not key.startswith("x-")} == {"name", "services", "volumes"}
    for name, service in told["services"].items():
        assert service.keys() <= SERVICE_KEYS, name
        assert ("image" in service) != ("build" in service), name
        assert all(isinstance(value, str) for value in service["environment"].values()), name
        for needed, how in service.get("depends_on", {}).items():
            assert how == {"condition": "service_healthy"}
            assert "healthcheck" in told["services"][needed], needed
        for place in service.get("volumes", ()):
            source = place.partition(":")[0]
            assert source.startswith("./") or source in told["volumes"], place
        if "build" in service:
            assert service["build"].keys() == {"context", "dockerfile_inline"}
            lines = service["build"]["dockerfile_inline"].splitlines()
            assert {line.split()[0] for line in lines} == {"FROM", "COPY", "RUN", "USER", "WORKDIR"}
            extras = re.search(r"/src\[(.+?)\]", service["build"]["dockerfile_inline"])
            assert extras
            project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
            assert set(extras[1].split(",")) <= project["optional-dependencies"].keys()


def test_compose_starts_commands_and_holds_no_password() -> None:
    text = (ROOT / "deploy" / "compose.yaml").read_text("utf-8")
    started = set(re.findall(r"command: newsbot (\w+)", text))
    assert started == {"schedule", "worker"} <= COMMANDS
    for name in ("NEWSBOT_DB_PASSWORD", "NEWSBOT_CONTACT"):
        assert re.search(rf"\$\{{{name}:\?", text), f"{name} must be asked for"
    assert not re.search(r"PASSWORD: (?!\$)", text)


def test_scrapyd_finds_the_settings_of_the_checkout_and_of_an_egg() -> None:
    config = ConfigParser()
    config.read(ROOT / "scrapy.cfg", encoding="utf-8")
    project = config["deploy"]["project"]
    assert config["settings"][project] == config["settings"]["default"] == "newsbot.settings"
    packed = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert packed["entry-points"]["scrapy"] == {"settings": "newsbot.settings"}
