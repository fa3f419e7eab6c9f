"""The documents: each command that they show exists and takes the options shown; links lead on."""

from __future__ import annotations

import argparse
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from newsbot.commandline import command_names, find_command, project_settings
from newsbot.items import Article
from newsbot.listing import ListingSpider

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
BLOCK = re.compile(r"^```(?:sh|console|cron|bash|ini)\n(.*?)^```", re.M | re.S)
INLINE = re.compile(r"`(newsbot [^`\n]+)`")
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#]+)")
SETTINGS = project_settings()
NAMES = command_names(SETTINGS)


def shown(page: Path) -> Iterator[str]:
    """The newsbot commands of a page: lines of its blocks, and words set in backquotes."""
    text = page.read_text(encoding="utf-8").replace("\\|", "|")
    for block in BLOCK.findall(text):
        for line in re.sub(r"\\\n\s*", " ", block).splitlines():
            yield from re.findall(r"(?:^|[\s/])(newsbot [^#|>;&]*)", line)[:1]
    yield from INLINE.findall(text)


def options_of(name: str) -> set[str]:
    command = find_command(name, SETTINGS)
    command.settings = SETTINGS
    parser = argparse.ArgumentParser(conflict_handler="resolve", add_help=True)
    command.add_options(parser)
    return {option for action in parser._actions for option in action.option_strings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_exist_and_take_the_options_shown(page: Path) -> None:
    wrong = []
    for text in shown(page):
        try:
            words = shlex.split(text.replace("'", "").replace('"', ""))[1:]
        except ValueError as error:
            wrong.append(f"{text}: {error}")
            continue
        if not words or not words[0].isalpha() or not words[0].islower():
            continue
        if words[0] not in NAMES:
            wrong.append(f"{text}: there is no command {words[0]}")
            continue
        known = options_of(words[0])
        for word in re.findall(r"(?<![\w-])--?[a-zA-Z][a-z-]*", " ".join(words[1:])):
            if word not in known:
                wrong.append(f"{text}: {words[0]} has no option {word}")
    assert not wrong, f"{page.name}:\n" + "\n".join(wrong)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_to_files_that_exist(page: Path) -> None:
    links = LINK.findall(page.read_text(encoding="utf-8"))
    dead = [link for link in links if not (page.parent / link).exists()]
    assert not dead, f"{page.name}: dead links {dead}"


def test_the_pipeline_that_docs_show_runs_beside_newsbots() -> None:
    text = (ROOT / "docs" / "sites.md").read_text("utf-8")
    [code] = re.findall(r"```python\n(class WithoutMark:.*?)```", text, re.DOTALL)
    named: dict[str, Any] = {"ListingSpider": ListingSpider}
    exec(code, named)
    spider, pipeline = named["DailyExampleSpider"], named["WithoutMark"]
    settings = project_settings()
    before = dict(settings["ITEM_PIPELINES"])
    spider.update_settings(settings)
    assert dict(settings["ITEM_PIPELINES"]) == {**before, pipeline: 150}
    kept = pipeline().process_item(Article(title="Harbour opens (daily)"))
    assert kept.title == "Harbour opens"


@pytest.mark.parametrize("script", sorted(ROOT.glob("docs/*.py")), ids=lambda path: path.name)
def test_an_example_without_arguments_says_what_it_wants(script: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 1
    assert done.stderr.startswith(f"usage: python docs/{script.name} "), done.stderr
    assert len(done.stderr.splitlines()) == 1, done.stderr


def test_both_readmes_show_the_same_commands() -> None:
    english, chinese = (
        {text.split()[1] for text in shown(ROOT / name) if len(text.split()) > 1}
        for name in ("README.md", "README.zh-CN.md")
    )
    assert english == chinese
